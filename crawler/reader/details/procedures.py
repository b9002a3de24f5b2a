"""Procedure pages: over HTTP where that is enough, drawn where it is not; which of the two is learned per kind of page."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from classifier.behind.standingforms import standing_forms
from classifier.forms.listedforms import with_listed_forms
from classifier.listing.namedlevels import split_name
from classifier.model import ApplicationReading, Outcome, Page, PageKind, ProcedureReading, Row
from classifier.page.addresses import is_route
from crawler.fetching import Ask, Click
from crawler.reader.asking.own_code import own_files
from crawler.reader.asking.scripts import same_procedure
from crawler.reader.asking.session import LimitReached, Session
from crawler.reader.choosing.cell_openers import cell_openers, with_opened
from crawler.reader.choosing.strips import tabs_of, tabs_within
from crawler.reader.details import cards
from crawler.reader.details.asked_tabs import with_asked_tabs, with_drawn_parts
from crawler.reader.details.frames import FrameReader
from crawler.reader.details.papers import hands_out_paper
from crawler.reader.details.posted_tabs import posted_parts, with_posted_parts
from crawler.reader.details.unfilled import Unfilled, late
from crawler.reader.identity import Record
from crawler.reader.page.addresses import is_paper, kind_of
from crawler.reader.page.calls import wants_scripts, with_targets
from crawler.reader.page.document import Document
from crawler.reader.page.file_buttons import any_buttons
from crawler.reader.page.postback import Postback
from crawler.reader.page.shown import shows_more
from crawler.reader.page.view import View, answered_data, is_part, is_scripted
from crawler.reader.page.words import fold
from crawler.reader.rows import panels
from crawler.reader.rows.rowpages import describes_others, doubtful, is_anothers, is_of, names_better

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
class Detail:
    """What became of one record's page. `failure`: why there is no reading. `data`: marks of what its script was told, by question."""

    record: Record | None
    address: str
    readings: tuple[ProcedureReading, ...] = ()
    failure: Outcome | None = None
    reason: str = ""
    content_hash: str = ""
    rendered: bool = False
    sparse: ProcedureReading | None = None
    empty: bool = False  # the page was read whole, and nothing on it is a procedure's
    data: Mapping[str, str] = field(default_factory=dict)
    tabs: tuple[tuple[str, Click], ...] = ()  # of a page whose script may show more, to be pressed
    openers: tuple[tuple[str, Click], ...] = ()  # buttons in cells that tell more of these when they are pressed, by the labels
    posts: Mapping[str, Postback] = field(default_factory=dict)  # what sends the page's form for a part of it, by the words of the tab
    code: tuple[str, ...] = ()  # addresses of the page's own code, where only that knows where its files are
    standing: dict[str, ApplicationReading] = field(default_factory=dict)  # forms on the page, by the address they are posted to
    tab_files: list[tuple[Click, list[str]]] = field(default_factory=list)  # the same behind its tabs, with the words around each
    file_buttons: bool = False  # the page has buttons for files of which only a press tells where they are
    on_paper: bool = False  # the page hands out a document and says nothing itself
    several: bool = False  # the page holds several procedures, none of which the row names: it named them all


@dataclass
class DetailReader:
    session: Session
    kinds: dict[str, Kind] = field(default_factory=dict)
    strangers: list[Record] = field(default_factory=list)  # rows whose pages showed that they are no procedures
    papers: list[Record] = field(default_factory=list)  # rows that have a document and no page that says more
    several: list[View] = field(default_factory=list)  # pages or lists of several procedures each, behind rows that name none of them

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
        detail = self._taken(record, address, view)
        blocked = detail.failure is Outcome.BLOCKED
        self._walls, self._wall = (self._walls + 1, detail.reason) if blocked else (0, "")
        if detail.failure is None:
            self.session.counters.read += 1
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
        view = await self._frames.completed(view, record.row)
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

    def _taken(self, record: Record, address: str, view: View | None) -> Detail:
        if view is None:
            closed = address in self.session.closed
            return Detail(
                record, address, failure=Outcome.ROBOTS if closed else Outcome.ERROR, reason="robots.txt" if closed else "no answer"
            )
        reading, row = view.reading, record.row
        if reading.outcome is not Outcome.OK:
            return Detail(record, address, failure=reading.outcome, reason=reading.reason)
        if describes_others(view, row):
            self.several.append(view)
            return Detail(record, address, failure=Outcome.EMPTY, reason="a list of several procedures", several=True)
        if reading.kind is not PageKind.PROCEDURE or not reading.procedures:
            poor = reading.sparse if reading.sparse and is_of(reading.sparse, row) else None
            return Detail(
                record,
                address,
                (),
                Outcome.EMPTY,
                "no procedure on the page",
                reading.content_hash,
                view.rendered,
                poor,
                not view.hollow and poor is None,
                answered_data(view),
                on_paper=poor is None and hands_out_paper(view, row),
            )
        named = tuple(p for p in reading.procedures if same_procedure(p.name, p.code, row.name, row.code))
        chosen = named[:1] or (reading.procedures if len(reading.procedures) == 1 else ())
        if not chosen and len(reading.procedures) > 1:
            self.several.append(view)
            return Detail(record, address, failure=Outcome.EMPTY, reason="a page of several procedures", several=True)
        if not chosen or (not named and is_anothers(chosen[0], row)) or (record.address is None and not panels.shows(view, row)):
            return Detail(record, address, failure=Outcome.ERROR, reason="the page names another procedure")
        nameless = not chosen[0].name.strip()
        if nameless or (not same_procedure(chosen[0].name, None, row.name, None) and names_better(row.name, chosen[0].name)):
            chosen = (replace(chosen[0], name=row.name),)
        elif fold(split_name(chosen[0].name)[0]) == fold(row.name):  # the list shows that the rest is a level
            chosen = (replace(chosen[0], name=row.name),)
        if not view.is_data and wants_scripts(chosen):  # the page's own code, which no list has
            chosen = tuple(with_targets(reading, view.document.scripts) for reading in chosen)
        if len(chosen) == 1 and len(view.reading.procedures) == 1 and not view.is_data:
            chosen = (with_opened(view.document, chosen[0]),)
        posts = posted_parts(view) if len(view.reading.procedures) == 1 else {}
        return Detail(
            record,
            address,
            tuple(with_posted_parts(with_listed_forms(one, row), posts) for one in chosen),
            posts=posts,
            content_hash=reading.content_hash,
            rendered=view.rendered,
            data=answered_data(view),
            tabs=_tabs(view) if _may_have_tabs(view) else (),
            openers=cell_openers(view.document, chosen[0]) if _may_have_tabs(view) and not view.around else (),
            code=_code_for(view, chosen),
            file_buttons=_may_have_tabs(view) and any(form.lacks_file for form in chosen[0].forms) and any_buttons(view.document),
            standing=_standing(view, chosen[0]),
        )


def _standing(view: View, reading: ProcedureReading) -> dict[str, ApplicationReading]:
    """The forms to apply that stand on a page about one procedure, and in its frames, by the address they are posted to."""
    if len(view.reading.procedures) != 1 or view.is_data:
        return {}
    return {**view.standing, **standing_forms(view.page, reading)}


def _code_for(view: View, readings: Sequence[ProcedureReading]) -> tuple[str, ...]:
    return tuple(own_files(view)) if not view.is_data and wants_scripts(readings) else ()


def _may_have_tabs(view: View) -> bool:
    """Whether a page is about one procedure and has a script that may show further parts of it: drawn or as the server sent it."""
    return len(view.reading.procedures) == 1 and not view.is_data and (view.rendered or is_scripted(view))


def _tabs(view: View) -> tuple[tuple[str, Click], ...]:
    """The tabs of a page; of a part of a page by their places on that."""
    return tabs_within(view.document, Document(Page(view.url, view.around))) if view.around else tabs_of(view.document)


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


def details_of(view: View) -> list[Detail]:
    """The procedures that one page holds itself: a single procedure page, many on one long page, or those of a list that says it all."""
    hashed = view.reading.content_hash
    return [
        Detail(
            None,
            view.url,
            (reading,),
            content_hash=hashed,
            rendered=view.rendered,
            data=answered_data(view),
            code=_code_for(view, (reading,)),
        )
        for reading in (*view.reading.procedures, *(row.detail for row in view.reading.rows if row.detail is not None))
    ]
