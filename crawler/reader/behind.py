"""Rows that show only behind what was chosen on their page, and behind the pager that shows then: what to press for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifier.model import Page
from crawler.fetching import Click

from .document import Document
from .identity import Panel, Record
from .paging.drawn import MAX_PRESSES, next_click
from .row_clicks import row_click
from .session import LimitReached, Session


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
    path = (*way.click.after, replace(way.click, after=()))
    first = _page(way, told[0].html) if told and told[0].html else None
    found = _rows(way, first, path, records) if first is not None else {}
    left = [record for record in records if id(record) not in found]
    turn = next_click(first) if first is not None and found and left else None
    if turn is None:
        return found
    times = min(-(-len(left) // len(found)), MAX_PRESSES)
    clicks = [replace(turn, after=path), *(replace(turn, goes_on=True) for _ in range(times - 1))]
    for number, turned in enumerate(await session.follow(way.page, clicks), 1):
        if not turned.html:
            break
        found |= _rows(way, _page(way, turned.html), (*path, *(turn for _ in range(number))), left)
        left = [record for record in left if id(record) not in found]
    return found


def _page(way: Panel, html: str) -> Document:
    return Document(Page(way.page, html, content_type="text/html; charset=utf-8"))


def _rows(way: Panel, document: Document, path: tuple[Click, ...], records: Sequence[Record]) -> dict[int, Panel]:
    shown = [(record, click) for record in records if (click := row_click(document, record.row)) is not None]
    return {id(record): Panel(way.page, replace(click, after=path), way.listed) for record, click in shown}
