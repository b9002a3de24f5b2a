"""Procedure pages: over HTTP where that is enough, drawn where it is not; which of the two is learned per kind of page."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from classifier.model import Outcome, PageKind, Row
from classifier.page.addresses import is_route
from crawler.fetching import Ask
from crawler.reader.asking.session import LimitReached, Session
from crawler.reader.details import cards
from crawler.reader.details.asked_tabs import with_asked_tabs, with_drawn_parts, with_promised_parts
from crawler.reader.details.detail import Detail, details_of, taken
from crawler.reader.details.frames import FrameReader
from crawler.reader.details.unfilled import Unfilled, late
from crawler.reader.identity import Record
from crawler.reader.page.addresses import is_paper, kind_of
from crawler.reader.page.shown import shows_more
from crawler.reader.page.view import View, is_part, is_scripted
from crawler.reader.rows import panels
from crawler.reader.rows.rowpages import doubtful

log = logging.getLogger(__name__)

TASKS = 4  # pages asked for at a time; the fetcher still goes one by one to a host
AHEAD = 50  # pages whose last night is read from the store together
SAMPLES = 2  # pages per kind that are both fetched and drawn before one way is believed
_NUMBER = re.compile(r"\d+")
WALLED = 4  # pages in a row that a firewall may answer before the others are left alone
DOUBTED = 4  # pages of a kind whose rows may be articles: when none of these is a procedure's, the others are not read


@dataclass
class Kind:
    """What is known about one kind of page: `way` is "", "http" or "render".

    `remembered`: the way comes from an earlier night and is tried against the other once. `framed`: over HTTP there is only an empty
    frame, which the browser is given from memory.
    """

    way: str = ""
    samples: int = 0
    remembered: bool = False
    framed: bool = False
    drawn_again: int = 0  # pages that stayed empty though they were drawn twice
    barren_cards: int = 0  # ways that looked like leading on to the procedure and did not


@dataclass
class DetailReader:
    session: Session
    kinds: dict[str, Kind] = field(default_factory=dict)
    strangers: list[Record] = field(default_factory=list)  # rows whose pages showed that they are no procedures
    papers: list[Record] = field(default_factory=list)  # rows that have a document and no page that says more
    several: list[View] = field(default_factory=list)  # pages or lists of several procedures each, behind rows that name none of them
    together: dict[str, list[Detail]] = field(default_factory=dict)  # all procedures of the pages of records that hold more than one

    def __post_init__(self) -> None:
        self._frames = FrameReader(self.session)
        self._unfilled = Unfilled(self.session)
        self._walls, self._wall = 0, ""  # pages in a row that a firewall answered, and what it said
        self._led: dict[str, str] = {}  # cards, and the procedure's page to which each led
        self._plain: set[int] = set()  # code that showed nothing which HTTP does not

    async def read_all(self, records: Iterable[Record]) -> list[Detail]:
        """Read the pages of all records that have a way to them; the first of each kind one by one, the rest side by side."""
        by_kind: dict[str, list[Record]] = {}
        for record in records:
            if record.address and is_paper(record.address):
                (self.strangers if doubtful(record) else self.papers).append(record)
            elif record.reached:
                by_kind.setdefault(kind_of(record.address or record.source), []).append(record)
        details: list[Detail] = []
        try:
            rest: list[Record] = []
            for members in by_kind.values():
                doubted = all(doubtful(record) for record in members)
                samples = members[:: -(-len(members) // DOUBTED)] if doubted else _spread(members, SAMPLES)
                read = [await self._read(record) for record in samples]
                details += read
                others = [record for record in members if record not in samples]
                if doubted and all(_is_stranger(detail) for detail in read):
                    self.strangers += others
                else:
                    rest += others
            rest.sort(key=lambda record: record.order)
            await self._side_by_side(rest, details)
        except LimitReached as limit:
            log.info("limit=%s read=%d", limit, len(details))
        self._accept_sparse(details)
        # Which answer came first must decide nothing: what follows learns from the first and the last.
        details.sort(key=lambda detail: detail.record.order if detail.record is not None else -1)
        return self._without_strangers(details)

    def _accept_sparse(self, details: list[Detail]) -> None:
        """Poor pages are pages read whole (§6.13) once other pages of their kind showed that this way shows everything; what a press shows
        is all there is.
        """
        for detail in details:
            if (
                detail.failure is not None
                and detail.sparse is not None
                and ((detail.record is not None and detail.record.in_place) or self.kinds[kind_of(detail.address)].way)
            ):
                detail.readings, detail.failure, detail.reason = (detail.sparse,), None, ""
                self.session.counters.failed -= 1
                self.session.counters.read += 1

    def _without_strangers(self, details: list[Detail]) -> list[Detail]:
        """Articles among the rows of a list were read and say nothing of a procedure: they are neither listed nor failed. Those that hand
        out a document are listed and unread.
        """
        papers = [d.record for d in details if d.on_paper and d.record is not None and not _is_stranger(d)]
        self.papers += papers
        self.session.counters.failed -= len(papers)
        details = [d for d in details if not d.on_paper or _is_stranger(d)]
        gone = [d for d in details if _is_stranger(d)]
        self.strangers += [d.record for d in gone if d.record is not None]
        self.session.counters.failed -= len(gone)
        return [d for d in details if not _is_stranger(d)]

    async def _side_by_side(self, records: list[Record], details: list[Detail]) -> None:
        async def read(record: Record) -> None:
            details.append(await self._read(record))

        await self._each(records, read)

    async def _each(self, records: list[Record], act: Callable[[Record], Awaitable[None]]) -> None:
        """Do something for every record, a few at a time, until a limit is reached."""
        queue = self._told_ahead(records)

        async def work() -> None:
            for record in queue:
                if self.session.stopped:
                    return
                try:
                    await act(record)
                except LimitReached:
                    return

        await asyncio.gather(*(work() for _ in range(TASKS)))

    def _told_ahead(self, records: list[Record]) -> Iterator[Record]:
        """The records, a part at a time announced to whoever knows them from before."""
        for start in range(0, len(records), AHEAD):
            part = records[start : start + AHEAD]
            self.session.expect(record.address for record in part if record.address)
            yield from part

    async def _read(self, record: Record) -> Detail:
        address = record.address or record.source
        if self._walls >= WALLED and not self.session.has(address):  # asking on would only make a firewall surer of itself
            self.session.counters.failed += 1
            return Detail(record, address, failure=Outcome.BLOCKED, reason=self._wall)
        kind = self.kinds.setdefault(kind_of(address), Kind())
        if record.in_place:
            view = await panels.read(self.session, record)
            address = view.url if view is not None else address
        elif record.address is None and record.press is not None:
            view = await panels.posted(self.session, record)
            address = view.url if view is not None else address
        else:
            view = await self._view(address, kind, record)
            address = self._led.get(address, address)
        detail = taken(record, address, view, address in self.session.closed)
        self.several += [view] if detail.several and view is not None else []
        blocked = detail.failure is Outcome.BLOCKED
        self._walls, self._wall = (self._walls + 1, detail.reason) if blocked else (0, "")
        if detail.failure is None:
            self.session.counters.read += 1
            if view is not None and len(view.reading.procedures) > 1 and view.url not in self.together:
                self.together[view.url] = details_of(view)
        else:
            self.session.counters.failed += 1
        self.session.report()
        if view is not None:
            self.session.forget(view)
        return detail

    async def _view(self, address: str, kind: Kind, record: Record) -> View | None:
        """The page in the way that its kind needs; while that is not known, both ways are compared."""
        routed = is_route(urlsplit(address).fragment)
        if self.session.order.render == "always" or routed or (kind.way == "render" and not kind.remembered):
            if kind.framed and self.session.recall.frame(address) is None:
                await self.session.ask(Ask(address), quiet=True)  # the browser takes it from there
            drawn = await self._drawn(address, kind)
            if drawn is not None:
                kind.way = kind.way or "render"
                return await self._frames.completed(drawn, record.row)
        view = await self.session.ask(Ask(address, into=record.into or self.session.fragments.get(record.source)), keep=True)
        if view is not None and not view.is_data and is_part(view.page):
            self.session.fragments.setdefault(address, record.source)  # its buttons work by the scripts of the page that shows it
        if view is None or not view.readable or view.is_data:
            return view
        view = with_promised_parts(await self._frames.completed(view, record.row), record.row)
        usable = bool(view.reading.procedures) and view.reading.kind is PageKind.PROCEDURE
        if not usable and not view.hollow and (behind := await self._behind(address, kind, view, record.row)) is not None:
            return behind
        if not usable and (view.hollow or kind.way != "http"):
            return await self._drawn_instead(address, kind, view, record.row)
        view = await with_asked_tabs(self.session, view) if usable else view
        asked = kind.remembered or (kind.way == "" and kind.samples < SAMPLES and _code_of(view) not in self._plain)
        if usable and asked and is_scripted(view):
            return await self._compared(address, kind, view)
        kind.way = kind.way or ("http" if usable else "")
        return await self._unfilled.shown(address, view, _code_of(view)) if usable else view

    async def _drawn(self, address: str, kind: Kind) -> View | None:
        drawn = await self.session.render(address)
        if drawn is None or kind.way != "render" or kind.drawn_again >= SAMPLES or not late(drawn):
            return drawn
        again = await self.session.render(address)
        kind.drawn_again += again is None or late(again)
        return again or drawn

    async def _behind(self, address: str, kind: Kind, view: View, row: Row) -> View | None:
        """The procedure's page to which a card leads that was found in its place; not looked for any more where a few led to none."""
        for url in cards.ways_on(view, row) if kind.barren_cards < SAMPLES else ():
            found = await self.session.ask(Ask(url, referer=view.url), keep=True, quiet=True)
            if found is not None and cards.holds(found, row):
                kind.barren_cards, self._led[address] = 0, found.url
                return await self._frames.completed(found, row)
            kind.barren_cards += 1
        return None

    async def _drawn_instead(self, address: str, kind: Kind, view: View, row: Row) -> View:
        if not view.document.scripts and not view.document.script_files:
            return view
        drawn = await self.session.render(address)
        kind.remembered = False
        kind.framed = self.session.recall.frame(address) is not None
        drawn = await self._frames.completed(drawn, row) if drawn is not None else None
        if drawn is not None and drawn.reading.procedures:
            kind.way = "render"
            return drawn
        return view

    async def _compared(self, address: str, kind: Kind, view: View) -> View:
        """A sample of a scripted page: does drawing it show what HTTP does not?"""
        drawn = await self.session.render(address)
        kind.samples += 1
        if kind.remembered:
            kind.way, kind.remembered, kind.samples = "", False, SAMPLES
        if drawn is not None and drawn.reading.procedures and shows_more(drawn.reading.procedures[0], with_drawn_parts(self.session, view)):
            kind.way = "render"
            return drawn
        if drawn is not None:
            self._unfilled.drawn_in_vain(view, _code_of(view))
        if kind.samples >= SAMPLES or drawn is None:
            kind.way = "http"
            self._plain |= {_code_of(view)} if drawn is not None else set()
        return view


def _code_of(view: View) -> int:
    """The code of a page without its numbers: each agency's site has pages of its own kind, and all of them the same code."""
    document = view.document
    return hash((tuple(document.script_files), _NUMBER.sub("0", document.scripts)))


def _is_stranger(detail: Detail) -> bool:
    if detail.failure is None or detail.record is None:
        return False
    if detail.several:
        return True
    if detail.failure is Outcome.ROBOTS:  # nobody said that it is a procedure's, and nobody may look
        return detail.record.guessed
    return detail.empty and doubtful(detail.record)


def _spread(records: list[Record], count: int) -> list[Record]:
    """A few records of different declared levels: what controls a page has depends on them."""
    chosen: dict[str | None, Record] = {}
    for record in records:
        chosen.setdefault(record.row.level_text, record)
    first = list(chosen.values())[:count]
    return first + [record for record in records if record not in first][: count - len(first)]
