"""The one place through which a run asks for pages: identity, limits, counters, visits to keep and pages already at hand."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from http import HTTPStatus

from classifier.model import Outcome, Page, PageKind, PageReading
from classifier.reading import read_page
from crawler.config import TIME_ZONE
from crawler.fetching import Answer, Ask, Browser, Click, Clicks, Exchange, Fetcher, Followed, Picture, Purpose
from crawler.memory import Memory, mark_of
from crawler.reader.asking.counters import Counters, Progress
from crawler.reader.asking.recall import Recall
from crawler.reader.asking.shelf import Shelf, answer_kept
from crawler.reader.asking.tokens import Tokens
from crawler.reader.identity import Panel
from crawler.reader.page.addresses import absolute, canonical
from crawler.reader.page.doors import Doors
from crawler.reader.page.makes import Make, with_entries
from crawler.reader.page.view import (
    LOGIN_REASON,
    View,
    as_bytes,
    asks_login,
    broken_list,
    data_view,
    is_part,
    parse_data,
    placed,
)
from crawler.render.executable import NoChromiumError
from crawler.sink import KnownPage, PageVisit, RunOrder, Sink

log = logging.getLogger(__name__)

BrowserMaker = Callable[[], Awaitable[Browser]]
TABS = "tabs"  # requests for the tabs of a page beyond its first: all of them pressed were counted as one hop
_TREES = 8  # parsed pages kept at hand
_SENDS = re.compile(rb"doPostBack|<form\b[^>]{0,400}\bmethod\s*=\s*[\"']?post", re.IGNORECASE)
_COUNTED = frozenset({Purpose.PAGE, Purpose.DATA})  # what a limit of pages limits; hops and files have limits of their own


class LimitReached(Exception):
    """A limit of the order or a budget of the portal is used up; what was read so far counts."""


def _mark(ask: Ask) -> str:
    """What makes two requests the same question."""
    return f"{ask.method} {canonical(ask.url)} {ask.body!r}"


@dataclass
class Session:
    order: RunOrder
    fetcher: Fetcher
    browser_maker: BrowserMaker | None
    sink: Sink
    progress: Progress | None = None
    counters: Counters = field(default_factory=Counters)
    warnings: list[str] = field(default_factory=list)
    failures: Counter[Outcome] = field(default_factory=Counter)
    reasons: dict[Outcome, str] = field(default_factory=dict)
    requests: Counter[str] = field(default_factory=Counter)
    closed: set[str] = field(default_factory=set)  # addresses that robots.txt keeps shut
    led: dict[str, str] = field(default_factory=dict)  # where redirects led that brought no answer, by the address asked for
    stopped: str = ""
    token: str = ""  # where drawn pages that show nothing wanted an access token
    broken: str = ""  # what the script of a drawn list that shows nothing asked for, and how that failed
    lacking: str = ""  # what this machine lacks to draw pages, and the remedy
    fragments: dict[str, str] = field(default_factory=dict)  # addresses whose answers are parts of another page, and that page
    opened: dict[str, Panel] = field(default_factory=dict)  # by address: what is pressed for a procedure to show on the page of its list
    tabs: dict[tuple[str, str], Click] = field(default_factory=dict)  # by address and control: the tab that was pressed for it to show
    unturned: dict[str, int] = field(default_factory=dict)  # by kind of page: the longest list that was drawn for a pager of its script
    scrolled: dict[str, int] = field(default_factory=dict)  # the same of lists that were scrolled through on a mere chance
    unread: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by page: procedures on it of which nothing could be read
    reused: int = 0  # pages whose reading was remembered
    memory: Memory = field(init=False)
    recall: Recall = field(default_factory=Recall)
    makes: list[Make] = field(default_factory=list)  # how entries are made that only the pages behind them told to be procedures
    tokens: Tokens = field(init=False)
    doors: Doors = field(init=False)
    _views: dict[str, View] = field(default_factory=dict)
    _shelf: Shelf = field(default_factory=Shelf)
    _parsed: deque[View] = field(default_factory=deque)
    _browser: Browser | None = None
    _browser_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _deadline: float | None = None

    def __post_init__(self) -> None:
        self.doors = Doors(self.fetcher)
        self.tokens = Tokens(self.doors.fetch, self._fetch_more)
        self.memory = Memory(self.sink, self.order.day, trusting=self.order.remember, offline=self.order.offline)
        if self.order.timeout is not None:
            self._deadline = asyncio.get_running_loop().time() + self.order.timeout * 0.9  # a tenth is for judging and verifying files

    # -- limits -------------------------------------------------------------------------------------------------------

    def check_limits(self, purpose: Purpose = Purpose.PAGE) -> None:
        """Raise `LimitReached` when nothing more may be asked for."""
        if self._deadline is not None and asyncio.get_running_loop().time() > self._deadline:
            self.stop("timeout")
        elif purpose in _COUNTED and self.order.max_pages is not None and self.counters.pages >= self.order.max_pages:
            self.stop("max_pages")
        elif not self.fetcher.allowed_by_budget(purpose):
            self.stop(f"budget:{purpose}")
        else:
            return
        raise LimitReached(self.stopped)

    def stop(self, why: str) -> None:
        self.stopped = self.stopped or why

    # -- asking -------------------------------------------------------------------------------------------------------

    async def get(self, url: str, purpose: Purpose = Purpose.PAGE, referer: str | None = None) -> View | None:
        """One page over HTTP; None when nothing readable arrived, which is counted as a failure of its outcome."""
        return await self.ask(Ask(url=url, purpose=purpose, referer=referer))

    def expect(self, urls: Iterable[str]) -> None:
        """Pages that are asked for next."""
        self.sink.expect([absolute(url, url) or url for url in urls])

    async def ask(self, ask: Ask, quiet: bool = False, keep: bool = False) -> View | None:
        """The view of what answers, asked for at most once per run. `quiet`: a failure says nothing about the portal (a try)."""
        ask = replace(ask, url=absolute(ask.url, ask.url) or ask.url)
        mark = _mark(ask)
        if mark in self._views:
            return self._views[mark]
        if (shelved := self._shelf.take(mark)) is not None and (read_again := self._view(shelved.ask, shelved)) is not None:
            self._views[mark] = read_again
            return read_again
        known = self._at_hand(ask.question)
        if known is not None and (stored := self._view(ask, answer_kept(ask, known))) is not None:
            self._views[mark] = stored
            if known.url:
                self._views.setdefault(_mark(Ask(known.url)), stored)
            return stored
        if (told := self.told(ask)) is not None:
            self._views[mark] = told
            return told
        self._count(ask)
        answer = await self.tokens.answer(ask)
        view = self._view(ask, answer)
        if view is not None and self.doors.attempt(view) and await self.render(ask.url) is not None and self.doors.open(view.url):
            view = self._view(ask, answer := await self._fetch_more(replace(ask, fresh=True)))
        self.closed |= {ask.url} if answer.outcome is Outcome.ROBOTS else set()
        self.led |= {ask.url: answer.led_to} if answer.led_to else {}
        if view is None or not (view.reading.outcome is Outcome.OK or view.hollow):
            outcome = answer.outcome if view is None else view.reading.outcome
            if not quiet:
                self.fail(outcome, answer.reason if view is None else view.reading.reason)
        if view is not None:
            self._let_go(view)
            self._views[mark] = view
            if view.answer.redirects:
                self._views.setdefault(_mark(Ask(view.url)), view)  # it was read under the address it moved to
            self._visit(view, keep)
            self.recall.note(ask, view)
        self.report()
        return view

    def _count(self, ask: Ask) -> None:
        """Take the place of one request. Counted before it is made: tasks beside this one must see that the place is taken."""
        self.check_limits(ask.purpose)
        self.requests[str(ask.purpose)] += 1
        if ask.purpose in _COUNTED:
            self.counters.pages += 1

    async def _fetch_more(self, ask: Ask) -> Answer:
        self._count(ask)
        return await self.doors.fetch(ask)

    def has(self, url: str) -> bool:
        """Whether an address need not be asked for: its page was kept by this very run."""
        return self._at_hand(url) is not None

    def _at_hand(self, question: str) -> KnownPage | None:
        """What this run was answered before; of a failure only where it cannot be asked for again."""
        known = self.sink.known(question)
        if known is None or not known.this_run or known.body is None:
            return None
        return known if known.status < HTTPStatus.BAD_REQUEST or self.order.offline else None

    def told(self, ask: Ask) -> View | None:
        """What a drawn page was answered to the same question."""
        found = self.recall.data(ask.method, ask.url, (ask.body or b"").decode("utf-8", "replace"))
        if found is None:
            return None
        page = Page(found.url, found.body, found.status, found.content_type)
        return self._view(ask, Answer(ask, Outcome.OK, page, content_type=found.content_type))

    def _let_go(self, view: View) -> None:
        """Drop the parsed trees of all but the latest pages: a tree is ten times as large as its page, and quickly made again."""
        self._parsed.append(view)
        if len(self._parsed) > _TREES:
            self._parsed.popleft().drop_document()

    def forget(self, view: View) -> None:
        """Let go of a page whose reading is kept elsewhere: a portal of ten thousand pages must fit into memory."""
        for mark in (_mark(view.ask), _mark(Ask(view.url))):
            if self._views.get(mark) is view:
                del self._views[mark]

    def shelve(self, view: View) -> None:
        """Keep a page that was read for one procedure only as its packed body: it may be asked for again, but hardly will."""
        for mark in {_mark(view.ask), _mark(Ask(view.url))}:
            if self._views.get(mark) is view and self._shelf.put(mark, view.answer):
                del self._views[mark]

    def fail(self, outcome: Outcome, reason: str) -> None:
        self.failures[outcome] += 1
        self.reasons.setdefault(outcome, reason)

    def report(self) -> None:
        if self.progress is not None:
            self.progress(replace(self.counters))

    # -- rendering ----------------------------------------------------------------------------------------------------

    @property
    def may_render(self) -> bool:
        return self.browser_maker is not None and self.order.render != "never"

    async def render(self, url: str, clicks: Sequence[Click] = (), kind: Purpose = Purpose.PAGE, scrolls: int = 0) -> View | None:
        """One page drawn by the browser, scrolled to its end so often; None when there is no browser or nothing came."""
        browser = await self._open_browser(kind)
        if browser is None:
            return None
        readings: list[PageReading] = []

        def worth(page: Page, navigated: str) -> bool:
            reading = read_page(self._drawn(page, navigated))
            readings.append(reading)
            carries = kind is Purpose.PAGE and reading.kind is PageKind.PROCEDURE and bool(reading.procedures)
            return carries and self.sink.wants_picture(reading.content_hash, as_bytes(page.body))

        drawn = await browser.render(absolute(url, url) or url, clicks, scrolls, worth)
        answer = drawn.answer
        for exchange in drawn.exchanges:
            self.recall.keep(exchange)
        if answer.page is None:
            self.fail(answer.outcome, answer.reason)
            return None
        html = answer.page.body if isinstance(answer.page.body, str) else ""
        self.doors.note(url, drawn.cookies)
        self.tokens.learn(drawn.exchanges, drawn.navigated, html + drawn.heads, drawn.cookies)
        page = self._drawn(answer.page, drawn.navigated)
        reading = readings[0] if readings else read_page(page)
        view = View(answer.ask, answer, page, reading, exchanges=drawn.exchanges, rendered=True)
        if not view.reading.rows and not view.reading.procedures:
            self.token = self.token or drawn.token
            self.broken = self.broken or broken_list(view)
        if kind is Purpose.PAGE and asks_login(view):
            view = replace(view, reading=replace(reading, outcome=Outcome.LOGIN, reason=LOGIN_REASON))
            self.fail(Outcome.LOGIN, LOGIN_REASON)
        if answer.outcome not in {Outcome.OK, view.reading.outcome}:
            view = replace(view, reading=replace(view.reading, outcome=answer.outcome, reason=answer.reason, procedures=(), rows=()))
        view = with_entries(view, self.makes)
        self._visit(view, keep=view.reading.kind is PageKind.PROCEDURE, picture=drawn.picture)
        self.report()
        return view

    def _drawn(self, page: Page, navigated: str) -> Page:
        return replace(page, url=navigated or page.url, rendered=True, at=self.order.day)

    async def follow(self, url: str, clicks: Clicks, kind: Purpose = Purpose.PAGE, sent: Exchange | None = None) -> tuple[Followed, ...]:
        """Where clicks on a page would lead, told by the browser without going there; both as `Browser.follow` takes them."""
        browser = await self._open_browser(kind) if clicks else None
        told = await browser.follow(url, clicks, sent) if browser is not None else ()
        for followed in told:
            self.tokens.learn(followed.exchanges, url, followed.before)
            self.recall.keep_pressed(followed.exchanges)
        return told

    async def _open_browser(self, kind: Purpose) -> Browser | None:
        if not self.may_render or self.browser_maker is None:
            return None
        self.check_limits(kind)
        async with self._browser_lock:
            if self._browser is None:
                try:
                    self._browser = await self.browser_maker()
                except NoChromiumError as error:  # the machine's lack and not the portal's: what HTTP shows is still read
                    self.browser_maker, self.lacking = None, str(error)
                    self.warnings.append(f"no browser, so pages drawn by script stay unread: {error}")
                    return None
                self._browser.recall = self.recall
        self.counters.rendered += 1
        self.requests["rendered" if kind is Purpose.PAGE else str(kind)] += 1
        if kind is Purpose.PAGE:
            self.counters.pages += 1
        return self._browser

    async def close(self) -> None:
        if self._browser is not None:
            await self._browser.close()
            self._browser = None

    # -- reading ------------------------------------------------------------------------------------------------------

    def _view(self, ask: Ask, answer: Answer) -> View | None:
        if answer.page is None:
            return None
        page = replace(answer.page, at=self.order.day, requested_url=answer.page.requested_url or ask.url)
        payload = parse_data(page.body, answer.content_type or page.content_type)
        if payload is None and ask.into is not None and is_part(page):
            self.fragments[page.url] = self.fragments[ask.url] = ask.into
            page = placed(page, ask.into)
        if payload is not None:
            view = data_view(ask, answer, page, payload, self.order.day)
        else:
            view = View(ask, answer, page, self._reading(ask, answer, page))
        if answer.outcome is not Outcome.OK and view.reading.outcome is Outcome.OK:
            view = replace(view, reading=replace(view.reading, outcome=answer.outcome, reason=answer.reason, procedures=(), rows=()))
        return with_entries(view, self.makes)

    def learn_makes(self, makes: Iterable[Make]) -> None:
        """Take entries that are made so for rows, also on the pages that were read already."""
        self.makes += makes
        self._views = {mark: with_entries(view, self.makes) for mark, view in self._views.items()}

    def _reading(self, ask: Ask, answer: Answer, page: Page) -> PageReading:
        """What the page says; remembered when the very same body was read on an earlier night."""
        if ask.purpose is not Purpose.PAGE or ask.method != "GET" or answer.outcome is not Outcome.OK or not isinstance(page.body, bytes):
            return read_page(page)
        mark = mark_of(page.body, page.url, page.content_type)
        if (found := self.memory.reading(ask.url, mark)) is not None:
            self.reused += 1
            return found
        reading = read_page(page)
        if reading.kind is not PageKind.LISTING or not _SENDS.search(page.body):  # what a list sends for its rows may be good once only
            self.memory.remember_reading(ask.url, mark, reading)
        return reading

    def visit_again(self, url: str, on: date) -> bool:
        """Carry an earlier night's visit of an address on, so that its page stays kept; False when there is none to carry."""
        known = self.sink.visited(url)
        if known is None:
            return False
        self.sink.visit(
            PageVisit(
                url=known.url or url,
                asked=url if known.url else "",
                kind=str(PageKind.OTHER),
                status=200,
                fetched_at=datetime.combine(on, self.order.at.astimezone(TIME_ZONE).timetz()),
                rendered=known.rendered,
                etag=known.etag,
                last_modified=known.last_modified,
                content_type=known.content_type,
                content_hash=known.content_hash,
                keep=True,
                unchanged=True,
            )
        )
        return True

    def _visit(self, view: View, keep: bool, picture: Picture | None = None) -> None:
        answer, page = view.answer, view.page
        body = as_bytes(answer.page.body if view.is_data and isinstance(answer.page, Page) else page.body)
        procedure = view.reading.kind is PageKind.PROCEDURE
        self.unread[view.url] = view.reading.unread
        self.sink.visit(
            PageVisit(
                url=view.url,
                asked=view.ask.question if view.ask.question != view.url else "",
                sends=view.ask.purpose in _COUNTED and not procedure and _SENDS.search(body) is not None,
                kind="data" if view.is_data else str(view.reading.kind),
                status=page.status,
                fetched_at=self.order.at,
                rendered=view.rendered,
                etag=answer.etag,
                last_modified=answer.last_modified,
                content_type=answer.content_type or page.content_type,
                content_hash=view.reading.content_hash,
                body=None if answer.unchanged else body,
                keep=keep or procedure,
                unchanged=answer.unchanged,
                procedure_key=next((one.key or one.code for one in view.reading.procedures), None) if procedure else None,
                picture=picture,
            )
        )
