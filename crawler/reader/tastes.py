"""Lists that are a taste of a longer one: what a front page or a box shows of many procedures."""

from __future__ import annotations

from collections.abc import Sequence

from .addresses import is_root
from .paging.state import Walk

A_BOX = 5  # rows that a box of well-known procedures may have


def only_tastes(walks: Sequence[Walk]) -> bool:
    """Whether all lists stood on a front page or in a box, without a pager or a counter: a few procedures of many."""
    return all(not found.mechanic and found.total is None and (is_root(found.first.url) or found.seen <= A_BOX) for found in walks)


def on_front_pages(walks: Sequence[Walk]) -> bool:
    """Whether all lists stood on front pages, or on pages to which these lead."""
    return all(is_root(found.first.ask.url) or is_root(found.first.ask.referer or "") for found in walks)
