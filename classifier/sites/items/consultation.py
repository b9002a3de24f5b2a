"""i) Lấy ý kiến góp ý: drafts put out for comment."""

from __future__ import annotations

from classifier.sites.model import Finding, Item
from classifier.sites.section import judge_section
from classifier.sites.site import Site


def judge(site: Site) -> Finding:
    """The section with its drafts; a news item about a consultation is none."""
    return judge_section(site, Item.CONSULTATION, blocks=True)
