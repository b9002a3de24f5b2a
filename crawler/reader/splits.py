"""Pages of several procedures that are split over further pages."""

from __future__ import annotations

from collections.abc import Sequence

from classifier.model import PageKind

from .paging.pager import moves
from .session import Session
from .view import View, says_the_same

MOST = 4  # further pages of one


async def further(session: Session, view: View, known: Sequence[View]) -> list[View]:
    """The further pages of a page that describe something and say nothing that the `known` ones say: each may hold some procedures."""
    found: list[View] = []
    for move in moves(view.document, 1)[:MOST] if not view.is_data else []:
        other = await session.ask(move.ask, quiet=True)
        if other is None or not other.readable or any(says_the_same(other, each) for each in (*known, *found)):
            continue
        if other.reading.kind is PageKind.PROCEDURE and not other.reading.rows:
            found.append(other)
    return found
