"""From the first page of a listing through all of it: every mechanic that the page offers, judged by the records it brings."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from crawler.fetching import Ask, Click, Effect

from ..addresses import canonical, same_site, with_query
from ..document import Document, Link
from ..identity import RecordBook
from ..own_code import own_code, own_files
from ..scripts import ask_again, lists_in
from ..session import Session
from ..view import View
from ..words import is_more, is_next, is_whole
from . import fragments, numbers, pager, sizes
from .boxes import boxes
from .left import closed_numbers, goes_on, left_unread
from .more import adds, by_itself, by_more, grows
from .numbered import by_path
from .slots import Role, with_slot
from .state import Walk, by_numbers

MAX_PRESSES = 40  # of one button: each costs a drawn page
MAX_PARTS = 20
MAX_BROKEN = 3  # pages of a list that may fail before it is given up
_SHORTEST = 5  # records of a page of a list
_GUESSES = ("page", "trang", "p")


async def walk(session: Session, book: RecordBook, first: View, agency: str = "") -> Walk:
    """Read a listing from its first page to its end. Raises `LimitReached` through; the records so far stay in the book."""
    state = Walk(session, book, first, agency, whole=describes_many(first))
    state.take(first)
    if state.done or not state.seen:
        return state
    start = await _enlarge(state)
    if state.done:
        return state
    if not start.is_data:
        await _by_pager(state, start)
    if start.is_data or not state.mechanic or state.short:
        await by_numbers(state, start)
        await _backwards(state, start)
    if start.is_data and not state.done and not state.mechanic:
        await by_path(state, start)
    if _wants_more(state, start):
        await by_more(state, start)
    if _wants_more(state, start):
        await _by_fragments(state, start)
    if state.short and not start.is_data:
        await _by_whole_parts(state, start)
    if state.short and not start.is_data:
        await _by_guess(state, start)
    if state.short and not start.is_data and not state.mechanic:
        await by_path(state, start)
    if state.short or state.lost or (not state.mechanic and (grows(start) or (not start.is_data and closed_numbers(start.document)))):
        await _by_clicks(state, start)
    if not state.mechanic and state.total is None and not start.is_data:
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
    code = await own_code(state.session, start) if pager.unknown(start.document) and own_files(start) else ""
    view.document.learn(code)
    taken: set[str] = set()
    dead: dict[str, int] = {}
    queue = pager.moves(view.document, page)
    while queue and not state.done:
        move = next((m for m in queue if m.mark not in taken and dead.get(m.group, 0) < (2 if state.short else 1)), None)
        if move is None:
            return
        taken.add(move.mark)
        broken = state.broken
        answer = await state.session.ask(move.ask, quiet=True)
        gained = state.take(answer)
        if state.broken > broken and state.mechanic and state.broken <= MAX_BROKEN:
            continue
        if not gained or answer is None:
            dead[move.group] = dead.get(move.group, 0) + 1
            state.wasted += 1
            if state.wasted > 6 and not state.mechanic:
                return
            continue
        dead[move.group] = 0
        state.mechanic = state.mechanic or ("postback" if b"__VIEWSTATE" in (move.ask.body or b"") else move.group.partition(" ")[0])
        page = _page_of(answer.document, int(move.rank) if move.rank < 1e6 else int(move.rank - 1e6))
        answer.document.learn(code)
        fresh = pager.moves(answer.document, page)
        if not fresh and any(numbers.counted(move.ask, state.seen - len(answer.reading.rows), state.seen)):
            await by_numbers(state, answer)  # a script would move the link on
            return
        # The pager of a fragment stays on the page that asked for it.
        stale = [m for m in queue if m.mark not in taken and b"__VIEWSTATE" not in (m.ask.body or b"")]
        queue = [*fresh, *[m for m in stale if m.mark not in {f.mark for f in fresh}]] if fresh else stale
        queue.sort(key=lambda m: (dead.get(m.group, 0), m.rank))


def _page_of(document: Document, expected: int) -> int:
    """The number of a page that a move led to: the one that was expected, unless its own pager still leads there; "Xem thêm tin »" below a
    box of a front page leads to the first page of the whole list.
    """
    here = canonical(document.page.url)
    leads_there = any(link.number == expected and link.url and canonical(link.url) != here for link in document.links)
    return _current_page(document) if leads_there else expected


def _current_page(document: Document) -> int:
    """The number of a page in its list: what its pager marks, else the number whose link leads here, else what its address says."""
    numbered = [link for link in document.links if link.number is not None]
    here = canonical(document.page.url)
    for link in numbered:
        if link.current or (link.url and canonical(link.url) == here):
            return link.number or 1
    for box in boxes(document):
        return box.current
    slots = numbers.by_role(Ask(document.page.url), Role.PAGE)
    return max(slots[0].number or 1, 1) if slots else 1


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
            await _by_pager(state, view)
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


async def _by_clicks(state: Walk, start: View) -> None:
    """What only the browser shows: a pager drawn by script, a click and the request or address that follows it."""
    if not state.session.may_render or start.is_data:
        return
    drawn = start if start.rendered else await state.session.render(start.url)
    if drawn is None:
        return
    state.take(drawn)
    if not start.rendered:
        await _by_pager(state, drawn)
    click = _clickable(drawn.document)
    if state.done or (state.mechanic and not state.short and not state.lost):
        return
    if click is None:
        if by_itself(start.document):
            await _by_scrolling(state, drawn)
        return
    for followed in await state.session.follow(drawn.ask.url, [click]):
        for exchange in followed.exchanges:
            answer = await state.session.ask(ask_again(exchange, drawn.url), quiet=True)
            if state.take(answer) and answer is not None:
                state.mechanic = "fragment"
                await by_numbers(state, answer)
                return
        if followed.effect is Effect.ADDRESS and followed.url:
            await _by_pager_from(state, await state.session.ask(Ask(followed.url), quiet=True))
        elif followed.effect in {Effect.CHANGE, Effect.ROUTE, Effect.DATA}:
            await _press_on(state, drawn, click)


async def _by_scrolling(state: Walk, drawn: View) -> None:
    """The list grows when its end comes into view: what the page asks for then is asked directly, else scrolled for."""
    scrolled = await state.session.render(drawn.ask.url, scrolls=1)
    for seen in (drawn, scrolled):
        for answer in lists_in(state.session, seen.exchanges, drawn.url) if seen is not None else ():
            if state.take(answer):
                state.mechanic = "fragment"
                before = state.seen
                await by_numbers(state, answer)
                if state.seen > before:
                    return
    if state.take(scrolled) or state.mechanic == "fragment":
        state.mechanic = "scroll"
        whole = await state.session.render(drawn.ask.url, scrolls=MAX_PRESSES)
        state.take(whole)
        state.capped = whole is None or len(whole.exchanges) >= MAX_PRESSES


async def _by_pager_from(state: Walk, view: View | None) -> None:
    if state.take(view) and view is not None:
        state.mechanic = "click"
        await _by_pager(state, view)
        await by_numbers(state, view)


async def _press_on(state: Walk, drawn: View, click: Click) -> None:
    """The page turns over records that it already has: press on, as long as new ones show.

    What is pressed next is looked for on the page as the last press left it: a script draws its numbers anew each time.
    """
    clicks = [click]
    for number in range(2, MAX_PRESSES + 1):
        view = await state.session.render(drawn.ask.url, clicks)
        known = number == 2 and state.lost  # what the first press shows was read already
        if (not state.take(view) and not known) or state.done or view is None:
            return
        state.mechanic = "click"
        following = _clickable(view.document, number + 1)
        if following is None:
            return
        clicks.append(following)
    state.capped = True


def _clickable(document: Document, number: int = 2) -> Click | None:
    """The first "next", "more" or number of the page that follows, as a selector and its place among the matches."""
    pressable = [link for link in document.links if not link.disabled and link.tag in {"a", "button", "input", "li", "span", "td", "div"}]
    chosen = next((link for words in (is_next, is_more) for link in pressable if words(link.text)), None)
    chosen = chosen or next((link for link in pressable if link.number == number), None)
    return _selector(chosen, document) if chosen is not None else None


def _selector(link: Link, document: Document) -> Click:
    texts = [" ".join(node.text(separator=" ").split())[:300] for node in document.tree.css(link.tag)]
    same_tag = [other for other in document.links if other.tag == link.tag]
    return Click(link.tag, texts.index(link.text) if link.text in texts else same_tag.index(link))
