"""From the first page of a listing through all of it: every mechanic that the page offers, judged by the records it brings."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from crawler.fetching import Ask
from crawler.reader.asking.own_code import own_code, own_files
from crawler.reader.asking.session import Session
from crawler.reader.asking.slots import Role, with_slot, without_value
from crawler.reader.identity import RecordBook
from crawler.reader.page.addresses import same_site, with_query
from crawler.reader.page.view import View
from crawler.reader.page.words import is_whole
from crawler.reader.paging import fragments, numbers, sizes
from crawler.reader.paging.drawn import by_added, by_clicks, by_handing_on, by_scrolls
from crawler.reader.paging.left import closed_numbers, goes_on, left_unread
from crawler.reader.paging.more import adds, by_more, grows
from crawler.reader.paging.numbered import by_path
from crawler.reader.paging.state import Walk, by_numbers
from crawler.reader.paging.turning import by_pager

MAX_PARTS = 20
_SHORTEST = 5  # records of a page of a list
_GUESSES = ("page", "trang", "p")


async def walk(session: Session, book: RecordBook, first: View, agency: str = "", *, part: bool = False) -> Walk:
    """Read a listing from its first page to its end. Raises `LimitReached` through; the records so far stay in the book.

    `part`: the listing is wanted as the part of another that it is, so that a link to everything leads out of it.
    """
    state = Walk(session, book, first, agency, whole=describes_many(first))
    state.take(first)
    if state.done or not state.seen:
        return state
    start = await _enlarge(state)
    if state.done:
        return state
    if not start.is_data:
        await by_pager(state, start)
    if start.is_data or not state.mechanic or state.short:
        await by_numbers(state, start)
        await _backwards(state, start)
    if start.is_data and not state.done and not state.mechanic:
        await by_path(state, start)
    if _wants_more(state, start):
        await by_more(state, start)
    if _wants_more(state, start):
        await _by_fragments(state, start)
    if state.short and not start.is_data and not part:
        await _by_whole_parts(state, start)
    if state.short and not start.is_data:
        await _by_guess(state, start)
    if state.short and not start.is_data and not state.mechanic:
        await by_path(state, start)
    closed = not start.is_data and closed_numbers(start.document, opened=bool(start.opened))
    if not start.is_data and (state.short or state.lost or (not state.mechanic and (grows(start) or closed))):
        await by_clicks(state, start)
    elif not state.mechanic or (start.is_data and state.short):
        await by_added(state, start)
    elif state.mechanic == "size" and state.total is None:
        await by_handing_on(state, start)
    await by_scrolls(state, start)
    if not state.mechanic and not state.left and state.total is None and not start.is_data:
        state.left = left_unread(start)
    state.left, state.last = state.left or goes_on(state), None
    return state


def describes_many(view: View) -> bool:
    """Whether a page describes several procedures itself."""
    return not view.is_data and not view.reading.rows and len(view.reading.procedures) > 1


def _wants_more(state: Walk, start: View) -> bool:
    return not state.done and not start.is_data and (state.short or not state.mechanic)


async def _enlarge(state: Walk) -> View:
    """Ask once for a larger page where the portal lets one choose; the better view, or the first one."""
    first = state.first
    ask = sizes.larger(first, state.total, state.seen)
    if ask is None:
        return first
    view = await state.session.ask(ask, quiet=True)
    if state.take(view) and view is not None and len(view.rows) > len(first.rows):
        state.mechanic, state.better = "size", ask
        return view
    state.wasted += 1
    return first


async def _backwards(state: Walk, start: View) -> None:
    """The pages before the one that was given, when its own parameters say that it was not the first: a page brings what follows the
    records that stand in it, when one scrolls.
    """
    cursor = next((slot for slot in numbers.by_role(start.ask, Role.CURSOR) if slot.value not in {"", None, "0", 0}), None)
    if start.is_data and cursor is not None and not state.done:
        state.take(await state.session.ask(without_value(start.ask, cursor), quiet=True))
    slots = numbers.by_role(start.ask, Role.PAGE)
    if not slots or start.ask.method != "GET":
        return
    for number in range((slots[0].number or 0) - 1, -1, -1):
        if state.done or not state.take(await state.session.ask(with_slot(start.ask, slots[0], number), quiet=True)):
            return


async def _by_fragments(state: Walk, start: View) -> None:
    """Ask the endpoints that the page names for its list, each going on as long as it brings records."""
    await _ask_endpoints(state, fragments.endpoints(start.document, state.seen, state.book.has), start.document.scripts)
    if state.done or state.mechanic == "fragment" or not own_files(start):
        return
    expected = state.short or grows(start)
    if expected or (not state.mechanic and _cut_off(state)):
        code = await own_code(state.session, start)
        if not expected and not adds(code):
            return
        await _ask_endpoints(state, fragments.endpoints(start.document, state.seen, state.book.has, code), code)


async def _count_on(state: Walk, view: View | None, names: frozenset[str]) -> None:
    """Go on by parameters whose names say nothing, on which the code of the page counts."""
    while view is not None and not state.done and (ask := numbers.counted_on(view.ask, names)) is not None:
        state.stuck = False
        view = await state.session.ask(ask, quiet=True)
        view = view if state.take(view) else None


def _cut_off(state: Walk) -> bool:
    """Whether a list is as long as lists are cut to, while nothing counts it: a script may add to it."""
    return state.total is None and state.seen >= _SHORTEST and (state.seen % 5 == 0 or state.seen % 6 == 0 or state.seen % 8 == 0)


async def _ask_endpoints(state: Walk, endpoints: list[Ask], code: str) -> None:
    for endpoint in endpoints:
        for ask in numbers.first_following(endpoint, state.seen):
            view = await state.session.ask(replace(ask, into=state.first.url), quiet=True)
            if state.take(view) and view is not None:
                state.mechanic = "fragment"
                await by_numbers(state, view)
                await _count_on(state, view, fragments.counters(code))
                break
            state.wasted += 1
        if state.mechanic == "fragment" or state.done:
            return


async def _by_whole_parts(state: Walk, start: View) -> None:
    """The counter says that there is more, and parts of the page show their first records with a link to all of theirs."""
    links = {link.url: link for link in start.document.links if link.url and not link.chrome and is_whole(link.text)}
    for url in [url for url in links if same_site(url, start.url)][:MAX_PARTS]:
        view = await state.session.ask(Ask(url), quiet=True)
        if state.take(view) and view is not None:
            state.mechanic = state.mechanic or "parts"
            await by_pager(state, view)
        if state.done:
            return


async def _by_guess(state: Walk, start: View) -> None:
    """The counter says that there is more, and nothing on the page leads there: the usual parameter names, each once."""
    if numbers.by_role(start.ask, Role.PAGE) or start.ask.method != "GET" or state.mechanic:
        return
    taken = {name for name, _ in parse_qsl(urlsplit(start.url).query, keep_blank_values=True)}
    for name in _GUESSES:
        if name in taken:
            continue  # it names the page that is asked for, "f?p=101:2:…"
        view = await state.session.ask(Ask(url=with_query(start.url, name, "2")), quiet=True)
        if state.take(view) and view is not None:
            state.mechanic = f"guess {name}"
            await by_numbers(state, view)
            return
        state.wasted += 1
