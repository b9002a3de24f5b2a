"""Lists that are a taste of a longer one: what a front page or a box shows of many procedures."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.reader.page.addresses import canonical, is_root, parent_template, template_of
from crawler.reader.page.view import View
from crawler.reader.paging.state import Walk
from crawler.reader.ways.admitted import row_addresses
from crawler.reader.ways.categories import groups_of
from crawler.reader.ways.rests import rests
from crawler.sink import RunOrder

_LONG = 12  # rows that no box has
_PARTS = 3  # what links promise that are named like parts of a portal
A_BOX = 5  # rows that a box of well-known procedures may have


def only_tastes(walks: Sequence[Walk]) -> bool:
    """Whether all lists stood on a front page or in a box, without a pager or a counter: a few procedures of many."""
    return all(not found.mechanic and found.total is None and (is_root(found.first.url) or found.seen <= A_BOX) for found in walks)


def on_front_pages(walks: Sequence[Walk]) -> bool:
    """Whether all lists stood on front pages, or on pages to which these lead."""
    return all(is_root(found.first.ask.url) or is_root(found.first.ask.referer or "") for found in walks)


def one_of_a_portal(order: RunOrder, walks: Sequence[Walk], holders: Sequence[View]) -> bool:
    """Whether a portal that is watched was given by the page of one of its procedures; who checks such a page wants that one."""
    return bool(order.portal) and not walks and [len(view.reading.procedures) for view in holders] == [1]


def suffices(entry: View, done: Walk) -> bool:
    """Whether a list that was given is all that was meant: no home page, with a pager, a counter or sibling categories, and not only the
    first entries of each of its parts.
    """
    if is_root(entry.ask.url) or is_root(entry.url):
        return False
    if not done.mechanic and rests(entry):
        return False
    if done.total is not None or done.mechanic or len(entry.reading.rows) > _LONG:
        return True
    here = {template_of(entry.url), parent_template(entry.url)}
    groups = groups_of(entry.document, row_addresses(entry)) if not entry.is_data else []
    if any(canonical(entry.url) in {canonical(link.url or "") for link in group.links} for group in groups):
        return True
    siblings = [g for g in groups if g.score >= _PARTS and {template_of(link.url or "") for link in g.links} & here]
    return bool(siblings) or not groups or max(g.score for g in groups) < _PARTS
