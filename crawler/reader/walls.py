"""Notices that concern a portal as a whole, and stand where its pages would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from classifier.model import Outcome
from classifier.outcome import own_works

from .view import View

_WALLS = frozenset({Outcome.BLOCKED, Outcome.CLOSED})
SHUT = _WALLS | {Outcome.LOGIN}  # what keeps its doors shut is not asked for what it hardly has


def said_at_the_door(views: Iterable[View]) -> Iterator[tuple[Outcome, str]]:
    """What the page that was given says of the whole portal, as it was drawn and as it was fetched."""
    for view in views:
        if view.reading.outcome is not Outcome.OK:
            yield view.reading.outcome, view.reading.reason
        elif notice := own_works(view.page):
            yield Outcome.ERROR, notice


def is_wall(view: View) -> bool:
    """Whether an address of a portal that shows nothing else was answered with a notice that concerns all of it."""
    if view.is_data or view.reading.rows or view.reading.procedures:
        return False
    said = view.reading.outcome
    return said in _WALLS or (said in {Outcome.OK, Outcome.ERROR} and view.page.status < 400 and bool(own_works(view.page)))
