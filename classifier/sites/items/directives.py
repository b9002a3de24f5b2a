"""c) Chỉ đạo, điều hành: directives of the leaders with their dates."""

from __future__ import annotations

from classifier.sites.model import Finding, Item
from classifier.sites.section import judge_section
from classifier.sites.site import Site


def judge(site: Site) -> Finding:
    """The section with its newest date; the leaders' calendar is an item of its own."""
    return judge_section(site, Item.DIRECTIVES, blocks=True)
