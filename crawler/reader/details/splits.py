"""Pages of several procedures that are split over further pages."""

from __future__ import annotations

from collections.abc import Sequence

from classifier.model import PageKind
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import kind_of
from crawler.reader.page.view import View, says_the_same
from crawler.reader.paging.pager import moves

_SPLIT = 3  # pages whose further pages are looked for
MOST = 4  # further pages of one


async def halves(session: Session, single: Sequence[View], holders: Sequence[View], *, listed: bool) -> list[View]:
    """Those of the pages of one procedure that belong to the `holders` of several, with their further pages: all of them where nothing was
    listed, else those under addresses of the same kind.
    """
    shapes = {kind_of(view.url) for view in holders if len(view.reading.procedures) > 1}
    promoted = [view for view in single if kind_of(view.url) in shapes or (holders and not listed)]
    found = [view for view in promoted if not any(says_the_same(view, other) for other in holders)]
    for view in promoted[:_SPLIT]:
        found += await further(session, view, [*holders, *found])
    return found


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
