"""b) Tin tức, sự kiện: entries with their dates."""

from __future__ import annotations

from dataclasses import replace

from classifier.sites.behind import Behind
from classifier.sites.model import Finding, Item, State
from classifier.sites.section import judge_section
from classifier.sites.site import Site
from classifier.sites.why import Why


def judge(site: Site) -> Finding:
    """A news section needs entries; its newest date is kept for freshness."""
    return judge_section(site, Item.NEWS, _entries, blocks=True)


def _entries(site: Site, behind: Behind) -> Behind:
    if behind.page is not None and not behind.reason and not behind.entries and sum(len(line.text) for line in behind.own) < 200:
        return replace(behind, state=State.EMPTY, reason=Why.NO_ENTRIES)
    return behind
