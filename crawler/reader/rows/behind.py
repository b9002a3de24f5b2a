"""Rows that show only behind what was chosen on their page, and behind the pager that shows then: what to press for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifier.model import Page
from crawler.fetching import Click
from crawler.reader.asking.session import LimitReached, Session
from crawler.reader.identity import Panel, Record
from crawler.reader.page.document import Document
from crawler.reader.page.row_clicks import row_click
from crawler.reader.paging.drawn import MAX_PRESSES, next_click, number_click


async def places(session: Session, records: Sequence[Record]) -> dict[int, Panel]:
    """Where each record is pressed whose list shows behind choices, by its identity; none for those that do not show there."""
    parts: dict[Panel, list[Record]] = {}
    for record in records:
        if record.behind is not None:
            parts.setdefault(record.behind, []).append(record)
    found: dict[int, Panel] = {}
    for way, members in parts.items():
        try:
            found |= await _on(session, way, members)
        except LimitReached:
            break
    return found


async def _on(session: Session, way: Panel, records: Sequence[Record]) -> dict[int, Panel]:
    """The same for the records of one list."""
    told = await session.follow(way.page, [way.click])
    path = way.click.path
    first = _page(way, told[0].html) if told and told[0].html else None
    found = _rows(way, first, path, records) if first is not None else {}
    left = [record for record in records if id(record) not in found]
    return found | await turned(session, way, first, path, left, len(found)) if first is not None and found and left else found


async def turned(
    session: Session, way: Panel, first: Document, path: tuple[Click, ...], records: Sequence[Record], shown: int
) -> dict[int, Panel]:
    """Where each record is pressed that shows behind the pager of a page which has no address for its parts.

    `first`: the page as `path` leaves it; `shown`: how many records it shows.
    """
    turn = next_click(first)
    if turn is None:
        return {}
    if turn == number_click(first, 2):
        return await _by_numbers(session, way, first, path, records)
    found: dict[int, Panel] = {}
    left = list(records)
    times = min(-(-len(left) // shown), MAX_PRESSES)
    clicks = [replace(turn, after=path), *(replace(turn, goes_on=True) for _ in range(times - 1))]
    for number, told in enumerate(await session.follow(way.page, clicks), 1):
        if not told.html:
            break
        found |= _rows(way, _page(way, told.html), (*path, *(turn for _ in range(number))), left)
        left = [record for record in left if id(record) not in found]
    return found


async def _by_numbers(
    session: Session, way: Panel, first: Document, path: tuple[Click, ...], records: Sequence[Record]
) -> dict[int, Panel]:
    """The same by the numbers of the pages: each from the first page where that shows its number, else from the page before it."""
    found: dict[int, Panel] = {}
    left, at, behind = list(records), first, path
    for number in range(2, MAX_PRESSES + 2):
        turn = number_click(first, number)
        behind, turn = (path, turn) if turn is not None else (behind, number_click(at, number))
        told = await session.follow(way.page, [replace(turn, after=behind)]) if turn is not None and left else ()
        if turn is None or not told or not told[0].html:
            break
        at, behind = _page(way, told[0].html), (*behind, turn)
        shown = _rows(way, at, behind, left)
        if not shown:
            break
        found |= shown
        left = [record for record in left if id(record) not in found]
    return found


def _page(way: Panel, html: str) -> Document:
    return Document(Page(way.page, html, content_type="text/html; charset=utf-8"))


def _rows(way: Panel, document: Document, path: tuple[Click, ...], records: Sequence[Record]) -> dict[int, Panel]:
    shown = [(record, click) for record in records if (click := row_click(document, record.row)) is not None]
    return {id(record): Panel(way.page, replace(click, after=path), way.listed) for record, click in shown}
