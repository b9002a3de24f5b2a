"""Sections that are there when something stands behind their name: đ, g and the others without a test of their own."""

from __future__ import annotations

from classifier.sites.model import Finding, Item
from classifier.sites.section import judge_section
from classifier.sites.site import Site

PLAIN = (
    Item.LEGAL_EDUCATION, Item.STRATEGY, Item.GAZETTE, Item.PROJECTS, Item.PROCUREMENT, Item.OPEN_DATA, Item.BUDGET, Item.ENVIRONMENT,
    Item.SCHEDULE,
)  # fmt: skip


def judge(site: Site, item: Item) -> Finding:
    """The finding of one plain section; lists of it on the front page count too."""
    return judge_section(site, item, blocks=True)
