"""From the first page of a listing through all of it: every mechanic that the page offers, judged by the records it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from classifier.model import Outcome
from crawler.fetching import Ask, Click, Purpose

from ..addresses import canonical, with_query
from ..document import Document, Link
from ..identity import Record, RecordBook
from ..session import Session, View
from ..words import is_more, is_next
from . import fragments, numbers, pager, sizes
from .slots import Role, with_slot

MAX_CLICKS = 400
_GUESSES = ("page", "trang", "p")


@dataclass
class Walk:
    """One listing being read. `mechanic`: what brought records beyond the first page; `total`: the portal's own counter."""

    session: Session
    book: RecordBook
    first: View
    records: list[Record] = field(default_factory=list)
    total: int | None = None
    mechanic: str = ""
    better: Ask | None = None  # the request that brings more records at once
    wasted: int = 0
    _seen: set[int] = field(default_factory=set)
    _bare: int = 0

    @property
    def seen(self) -> int:
        """Distinct records on the pages of this listing so far, whether or not another listing had them."""
        return len(self._seen)

    @property
    def complete(self) -> bool:
        return self.total is None or self.seen >= self.total

    @property
    def done(self) -> bool:
        """Whether the counter says that there is no more; an unknown counter never does. Also when the order wants no more."""
        limit = self.session.order.max_procedures
        return (self.total is not None and self.seen >= self.total) or (limit is not None and len(self.book) >= limit)

    def take(self, view: View | None) -> int:
        """Add the records of a page; how many of them this walk had not seen."""
        if view is None or view.reading.outcome is not Outcome.OK:
            return 0
        before = len(self._seen)
        for row in view.reading.rows:
            record = self.book.add(row, view.url)
            if record is not None:
                self.records.append(record)
            known = record or self.book.find(row, view.url)
            if known is not None:
                self._seen.add(id(known))
        if view.reading.total is not None:
            self.total = max(self.total or 0, view.reading.total) if self.total and view is not self.first else view.reading.total
        self.session.counters.listed = len(self.book)
        return len(self._seen) - before


async def walk(session: Session, book: RecordBook, first: View) -> Walk:
    """Read a listing from its first page to its end. Raises `LimitReached` through; the records so far stay in the book."""
    state = Walk(session, book, first)
    state.take(first)
    if state.done or not state.seen:
        return state
    start = await _enlarge(state)
    if state.done:
        return state
    if not start.is_data:
        await _by_pager(state, start)
    if start.is_data or not state.mechanic or _short(state):
        await _by_numbers(state, start)
        await _backwards(state, start)
    if _wants_more(state, start):
        await _by_fragments(state, start)
    if _short(state) and not start.is_data:
        await _by_guess(state, start)
    if _short(state) or (not state.mechanic and _more_button(start)):
        await _by_clicks(state, start)
    return state


def _short(state: Walk) -> bool:
    return state.total is not None and not state.done and state.seen < state.total


def _wants_more(state: Walk, start: View) -> bool:
    return not state.done and not start.is_data and (_short(state) or not state.mechanic)


def _more_button(view: View) -> bool:
    return not view.is_data and any(is_more(link.text) and link.url is None and not link.chrome for link in view.document.links)


async def _enlarge(state: Walk) -> View:
    """Ask once for a larger page where the portal lets one choose; the better view, or the first one."""
    first = state.first
    ask = sizes.larger(first, state.total, state.seen)
    if ask is None:
        return first
    view = await state.session.ask(ask, quiet=True)
    if state.take(view) and view is not None and len(view.reading.rows) > len(first.reading.rows):
        state.mechanic, state.better = "size", ask
        return view
    state.wasted += 1
    return first


async def _by_numbers(state: Walk, start: View) -> None:
    """Go on by the parameters of the request that brought the page."""
    view, misses = start, 0
    while not state.done:
        gained = 0
        for ask in numbers.following(view.ask, len(view.reading.rows), state.seen, view.payload):
            answer = await state.session.ask(ask, quiet=True)
            gained = state.take(answer)
            if gained and answer is not None:
                view = answer
                state.mechanic = state.mechanic or "numbers"
                break
            state.wasted += 1
            misses += 1
            if misses > (2 if _short(state) else 1):
                return
        if not gained:
            return


async def _backwards(state: Walk, start: View) -> None:
    """The pages before the one that was given, when its own parameters say that it was not the first."""
    slots = numbers.by_role(start.ask, Role.PAGE)
    if not slots or start.ask.method != "GET":
        return
    for number in range((slots[0].number or 0) - 1, -1, -1):
        if state.done or not state.take(await state.session.ask(with_slot(start.ask, slots[0], number), quiet=True)):
            return


async def _by_pager(state: Walk, start: View) -> None:
    """Press what looks like a pager, nearest page first; a pager that brings nothing new is left alone."""
    view, page = start, _current_page(start.document)
    taken: set[str] = set()
    dead: dict[str, int] = {}
    queue = pager.moves(view.document, page)
    while queue and not state.done:
        move = next((m for m in queue if m.mark not in taken and dead.get(m.group, 0) < (2 if _short(state) else 1)), None)
        if move is None:
            return
        taken.add(move.mark)
        answer = await state.session.ask(move.ask, quiet=True)
        gained = state.take(answer)
        if not gained or answer is None:
            dead[move.group] = dead.get(move.group, 0) + 1
            state.wasted += 1
            if state.wasted > 6 and not state.mechanic:
                return
            continue
        dead[move.group] = 0
        state.mechanic = state.mechanic or ("postback" if b"__VIEWSTATE" in (move.ask.body or b"") else move.group.partition(" ")[0])
        page = int(move.rank) if move.rank < 1e6 else int(move.rank - 1e6)
        fresh = pager.moves(answer.document, page)
        # The pager of a fragment stays on the page that asked for it.
        stale = [m for m in queue if m.mark not in taken and m.ask.method == "GET"]
        queue = [*fresh, *[m for m in stale if m.mark not in {f.mark for f in fresh}]] if fresh else stale
        queue.sort(key=lambda m: (dead.get(m.group, 0), m.rank))


def _current_page(document: Document) -> int:
    """The number of a page in its list: what its pager marks, else the number whose link leads here, else what its address says."""
    numbered = [link for link in document.links if link.number is not None]
    here = canonical(document.page.url)
    for link in numbered:
        if link.current or (link.url and canonical(link.url) == here):
            return link.number or 1
    slots = numbers.by_role(Ask(document.page.url), Role.PAGE)
    return max(slots[0].number or 1, 1) if slots else 1


async def _by_fragments(state: Walk, start: View) -> None:
    """Ask the endpoints that the page names for its list, each going on as long as it brings records."""
    for endpoint in fragments.endpoints(start.document, state.seen):
        for ask in numbers.first_following(endpoint, state.seen):
            view = await state.session.ask(ask, quiet=True)
            if state.take(view) and view is not None:
                state.mechanic = "fragment"
                await _by_numbers(state, view)
                break
            state.wasted += 1
        if state.mechanic == "fragment" or state.done:
            return


async def _by_guess(state: Walk, start: View) -> None:
    """The counter says that there is more, and nothing on the page leads there: the usual parameter names, each once."""
    if numbers.by_role(start.ask, Role.PAGE) or start.ask.method != "GET" or state.mechanic:
        return
    for name in _GUESSES:
        view = await state.session.ask(Ask(url=with_query(start.url, name, "2")), quiet=True)
        if state.take(view) and view is not None:
            state.mechanic = f"guess {name}"
            await _by_numbers(state, view)
            return
        state.wasted += 1


async def _by_clicks(state: Walk, start: View) -> None:
    """Let the browser press "next" and watch: the request that it makes is the better way; else read what it draws."""
    if not state.session.may_render or start.is_data:
        return
    selector = _clickable(start.document)
    if selector is None:
        return
    view = await state.session.render(start.url, [selector])
    if view is None:
        return
    for exchange in view.exchanges:
        ask = Ask(
            exchange.url,
            Purpose.DATA,
            exchange.method,
            (exchange.request_body or "").encode() or None,
            _plain_headers(exchange.request_headers),
        )
        if not numbers.by_role(ask, Role.PAGE) and not numbers.by_role(ask, Role.OFFSET) and not numbers.by_role(ask, Role.CURSOR):
            continue
        answer = await state.session.ask(ask, quiet=True)
        if state.take(answer) and answer is not None:
            state.mechanic = "fragment"
            await _by_numbers(state, answer)
            return
    clicks = 1
    while state.take(view) and not state.done and clicks < MAX_CLICKS:
        state.mechanic = "click"
        clicks += 1
        view = await state.session.render(start.url, [selector] * clicks)
        if view is None:
            return


def _plain_headers(headers: Mapping[str, str]) -> dict[str, str]:
    kept = ("content-type", "accept", "x-requested-with", "groupid", "x-api-version", "accept-language")
    return {k: v for k, v in headers.items() if k.lower() in kept}


def _clickable(document: Document) -> Click | None:
    """A selector for the first "next" or "more" of the page, by what tells it apart: id, class or position among its kind."""
    for words in (is_next, is_more):
        for link in document.links:
            if words(link.text) and not link.disabled:
                return _selector(link, document)
    return None


def _selector(link: Link, document: Document) -> Click:
    same_tag = [other for other in document.links if other.tag == link.tag]
    nodes = document.tree.css(link.tag)
    texts = [" ".join(node.text(separator=" ").split())[:300] for node in nodes]
    index = texts.index(link.text) if link.text in texts else same_tag.index(link)
    return Click(link.tag, index)
