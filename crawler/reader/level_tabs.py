"""Tabs over a list that are levels, or the choices of a box over it, where nothing else says any of that list, or leaves several out: what
stands under one is of its level.

A tab says what it lists by listing it: a filter that filters nothing, or figures that lead nowhere, give no level; nor do tabs that part
the list otherwise than the levels which its other procedures have.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from classifier.findings.declared import declare
from classifier.judging.judge import declared_of
from classifier.model import Context
from classifier.words.names import heading_level
from crawler.fetching import Ask
from crawler.reader.asking.session import Session
from crawler.reader.choosing import choices
from crawler.reader.details.detail import Detail
from crawler.reader.identity import Record, RecordBook
from crawler.reader.page.addresses import canonical
from crawler.reader.page.document import Document, Link
from crawler.reader.paging.press import press
from crawler.reader.paging.state import Walk
from crawler.reader.paging.walk import walk
from crawler.reader.ways.admitted import may_lead
from crawler.reader.ways.categories import make_of

_TAB = re.compile(r"(?<![a-z])tabs?(?![a-z])", re.IGNORECASE)  # in a class: tabs are often dressed as menus are
_WORTH = 2  # procedures of a list for each choice of its box
_FEWEST = 2  # levels that the tabs of a list tell apart
_MOST_LISTS = 40  # whose tabs are opened
_GAPS = 0.1  # part of a list's procedures without a level for which tabs are opened where others have one
_ODD = 0.1  # part of the records that may stand under several tabs: the cases of a procedure may differ


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab, and its level in the tab's words. `ask`: None for the one that is shown."""

    level: str
    ask: Ask | None


async def complete(
    session: Session, book: RecordBook, walks: list[Walk], details: Iterable[Detail], ways: Sequence[tuple[str, Walk]] = ()
) -> list[Record]:
    """Give the records the levels of the tabs they stand under; the procedures that only a tab showed, whose lists join `walks`. Raises
    `LimitReached` through.

    `ways`: the lists to which links that are levels led from other pages, each with the level: tabs of a kind.
    """
    told = _told(session.order.day, book.records, details)
    read = {_question(one.first.ask): one for one in walks}
    read |= {(canonical(one.first.url), None): one for one in walks if one.first.ask.body is None}
    before = len(book)
    _give(list(_alone(ways)), [record for _, there in ways for record in there.members], told, session.order.day)
    for one in walks[:_MOST_LISTS]:
        tabs = [] if one.first.is_data or not one.seen else _worth_reading(one, told, read, session.order.day)
        listed: list[tuple[str, Walk]] = []
        for tab in tabs:
            there = one if tab.ask is None else read.get(_question(tab.ask)) or await _read(session, book, tab.ask)
            if there is not None:
                read[_question(tab.ask or one.first.ask)] = there
                listed.append((tab.level, there))
        walks += [there for _, there in listed if there.records and all(there is not other for other in walks)]
        _give(list(_alone(listed)), one.members, told, session.order.day)
    return book.records[before:]


def _give(alone: Sequence[tuple[Record, str]], listed: Sequence[Record], told: Mapping[int, str], day: date) -> None:
    """Give records without a level that of their tab, where the tabs part the `listed` records as the levels do that some of them have."""
    for record, level in alone if _agree(alone, listed, told, day) else ():
        if id(record) not in told:
            record.row = replace(record.row, level_text=level)


def _told(day: date, records: Iterable[Record], details: Iterable[Detail]) -> dict[int, str]:
    """The records of which a list, or the page of a procedure, says a level, with it."""
    listed = ((id(record), declare(record.row.level_text, day).value) for record in records)
    read = ((id(detail.record), declared_of(reading, Context(at=day)).value) for detail in details for reading in detail.readings)
    return {record: value for record, value in (*listed, *read) if value is not None}


def _wanting(one: Walk, told: Mapping[int, str]) -> bool:
    """Whether a list has no level, or none of enough of its procedures: where one or two lack it, the portal says none of them."""
    lacking = sum(id(record) not in told for record in one.members)
    return lacking == one.seen or (lacking > 1 and lacking >= _GAPS * one.seen)


def _worth_reading(one: Walk, told: Mapping[int, str], read: Container[tuple[str, bytes | None]], day: date) -> list[Tab]:
    """The parts by level of a list that wants levels; where most of them were read as lists already, the others are worth their request
    for a single procedure without a level.
    """
    if _wanting(one, told):
        return _parts_of(one, day)
    if all(id(record) in told for record in one.members):
        return []
    tabs = tabs_of(one.first.document, day)
    asked = [tab.ask for tab in tabs if tab.ask is not None]
    return tabs if 2 * sum(_question(ask) in read for ask in asked) > len(asked) else []


def _agree(alone: Sequence[tuple[Record, str]], listed: Sequence[Record], told: Mapping[int, str], day: date) -> bool:
    """Whether tabs part a list as the levels do that its procedures have, where any of them have."""
    same = [told[id(record)] == declare(level, day).value for record, level in alone if id(record) in told]
    if not any(id(record) in told for record in listed):
        return True
    return sum(same) >= _FEWEST and same.count(False) <= _ODD * len(same)


def _question(ask: Ask) -> tuple[str, bytes | None]:
    return canonical(ask.url), ask.body


def _parts_of(one: Walk, day: date) -> list[Tab]:
    """The parts by level of a list: its tabs, else the choices of a box over it, which are asked for where that is worth the requests."""
    tabs = tabs_of(one.first.document, day)
    for members in [] if tabs else choices.of_levels(one.first):
        values = {declare(level, day).value for _, level in members}
        asked = sum(ask is not None for ask, _ in members)
        if None not in values and len(values) == len(members) and asked * _WORTH <= one.seen:
            return [Tab(level, ask) for ask, level in members]
    return tabs


def tabs_of(document: Document, day: date) -> list[Tab]:
    """The tabs of a list that are levels, else the entries of a menu or a box of filters beside it; none where they tell no two apart."""
    over = [link for link in document.links if not link.chrome or _TAB.search(f"{link.place} {link.classes}")]
    beside = [link for link in document.links if link.chrome]
    strips = [tabs for links in (over, beside) for tabs in _strips(links, document, day)]
    return max(strips, key=len, default=[])  # a menu may name only the levels of which a portal is proud


def _strips(links: Iterable[Link], document: Document, day: date) -> Iterator[list[Tab]]:
    """The rows of links of one place that are levels, each another one."""
    for _, beside in groupby(links, key=lambda link: link.place):
        strip: dict[str, Tab] = {}
        makes: set[str] = set()
        twice = False
        for link in beside:
            level = heading_level(link.text) or ""
            value = declare(level, day).value if level else None
            ask = press(link, document) if value is not None else None
            shown = link.current or (ask is not None and canonical(ask.url) == canonical(document.page.url))
            if value is None or not (shown or (ask is not None and may_lead(ask, document.page.url))):
                continue
            if value in strip:
                twice = True
                break
            makes |= {make_of(ask.url)} if ask is not None else set()
            strip[value] = Tab(level, None if shown else ask)
        if len(strip) >= _FEWEST and len(makes) <= 1 and not twice:
            yield list(strip.values())


async def _read(session: Session, book: RecordBook, ask: Ask) -> Walk | None:
    view = await session.ask(ask, quiet=True)
    return await walk(session, book, view, part=True) if view is not None and view.readable and view.reading.rows else None


def _alone(listed: Sequence[tuple[str, Walk]]) -> Iterator[tuple[Record, str]]:
    """The records that stand under one tab alone, with its level; none where the tabs do not divide the list."""
    under: dict[int, dict[str, Record]] = {}
    for level, there in listed:
        for record in there.members:
            under.setdefault(id(record), {})[level] = record
    levels = {level for found in under.values() for level in found}
    twice = sum(len(found) > 1 for found in under.values())
    if len(levels) < _FEWEST or twice > _ODD * len(under):
        return
    for found in under.values():
        if len(found) == 1:
            ((level, record),) = found.items()
            yield record, level
