"""What only the browser shows of a list's paging: a pager that a script draws, a click and the request or address that follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from crawler.fetching import Ask, Click, Effect, place_of
from crawler.reader.asking.own_code import own_code, own_files
from crawler.reader.asking.scripts import ask_again, listing_behind, lists_in, views_of
from crawler.reader.page.addresses import kind_of
from crawler.reader.page.document import Document, Link
from crawler.reader.page.said import line_of
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, folded_words, is_more, is_next
from crawler.reader.paging.cursors import handed_on
from crawler.reader.paging.left import left_unread, says_more, watches
from crawler.reader.paging.more import buttons, by_itself
from crawler.reader.paging.pager import Move, moves
from crawler.reader.paging.state import Walk, by_numbers
from crawler.reader.paging.turning import by_pager

MAX_PRESSES = 40  # of one button: each costs a drawn page
_SHORTEST = 5  # records of a page of a list
_SHORTEST_SCROLLED = 3  # the same of one whose code watches for its end to come into view
_WORDS = 3  # characters; what is shorter may turn over pictures
_TURNED = frozenset({Effect.CHANGE, Effect.ROUTE})  # what a press does that shows another part of what is there
_MOST_KINDS = 4  # kinds of pages of which lists are drawn though nothing says that they go on


async def by_clicks(state: Walk, start: View) -> None:
    """Follow what the drawn page offers, where a counter or the page itself says that there is more."""
    if not state.session.may_render or start.is_data:
        return
    drawn = start if start.rendered else await state.session.render(start.url)
    if drawn is None:
        return
    state.take(drawn)
    if not start.rendered:
        await by_pager(state, drawn)
    click = next_click(drawn.document)
    if state.done or (state.mechanic and not state.short and not state.lost):
        return
    if click is not None:
        await _follow(state, drawn, click)
    elif by_itself(start.document):
        await _by_scrolling(state, drawn)


async def by_added(state: Walk, start: View) -> None:
    """Follow a pager that only the drawn page has, though nothing else says that there is more, or where a counter does and data went on
    for a part of the way.

    A file's script may add it below the list that the server wrote, or below that of its data. One page of each kind is drawn for it, a
    longer list of the kind once more.
    """
    if not state.session.may_render or state.done or (state.total is None and state.seen < _SHORTEST and not state.refused):
        return
    known = start.shown if start.is_data else start if start.rendered else None
    if known is None and state.refused and start.is_data and start.opened:
        known = await _as_it_was_pressed(state, start)
    drawn = known or (None if start.is_data else await _drawn_once(state, start))
    if drawn is None:
        return
    sign = _added(start, drawn)
    if not sign and not state.short:
        return
    if known is None:
        state.take(drawn)
        await by_pager(state, drawn)
    elif await _draw_on(state, drawn):
        return
    click = next_click(drawn.document)
    effect = await _follow(state, drawn, click) if click is not None and (not state.mechanic or state.short) else None
    if not state.mechanic and effect not in _TURNED:
        state.left = sign


async def by_handing_on(state: Walk, start: View) -> None:
    """Go on from data that brought more when more was asked for at once, while nothing counts them and their page has a button for more:
    what a press of it takes from the first answer, the larger one hands on as well, or is the last one.
    """
    drawn = state.first.shown
    if drawn is None or not state.session.may_render or not buttons(drawn.document):
        return
    click = next_click(drawn.document)
    ways = await state.session.follow(drawn.ask.url, [replace(click, after=drawn.opened)]) if click is not None else ()
    asked = [ask_again(exchange, drawn.url) for way in ways for exchange in way.exchanges]
    taken = (handed_on(state.first.payload, state.first.ask, ask) for ask in asked)
    state.handed = next((one for one in taken if one is not None), None)
    if state.handed is not None:
        await by_numbers(state, start)


async def _as_it_was_pressed(state: Walk, start: View) -> View | None:
    """The page that shows a list of data behind what was pressed on it."""
    view = await state.session.render(start.ask.referer or start.url, start.opened)
    return replace(view, opened=start.opened) if view is not None else None


async def _drawn_once(state: Walk, start: View) -> View | None:
    if not own_files(start) or not _not_yet(state, start, state.session.unturned):
        return None
    return await state.session.render(start.url)


def _not_yet(state: Walk, page: View, drawn: dict[str, int]) -> bool:
    """Whether no list of a page's kind that is as long as this one is among those `drawn`; it is from now on."""
    kind = kind_of(page.url)
    if state.seen <= drawn.get(kind, 0) or (kind not in drawn and len(drawn) >= _MOST_KINDS):
        return False
    drawn[kind] = state.seen
    return True


def _added(start: View, drawn: View) -> str:
    """Why a list goes on by what a script added to it; "" where nothing was, or where the script turns over what it has: then it shows less
    of the list than it was given.
    """
    text = folded_words(drawn.document.tree.text(separator=" ")) if start.is_data else ""
    if start.is_data and any(folded_words(row.name) not in text for row in start.reading.rows):
        return ""
    if not start.is_data and len(drawn.rows) < len(start.rows):
        return ""
    written = "" if start.is_data or start.rendered else start.document.source
    before = {move.mark for move in moves(start.document, 1)} if written else set()
    linked = any(move.mark not in before for move in _by_pages(drawn.document, 1))
    if linked or any(_leads_on(link, written) for link in drawn.document.links):
        return "what a pager leads to that its script adds was not found"
    return left_unread(drawn)


def _leads_on(link: Link, written: str) -> bool:
    """Whether words for what comes next stand on a drawn page that were not written before, or that speak of pages."""
    if link.chrome or link.disabled or link.url or len(link.text) < _WORDS or not (is_next(link.text) or is_more(link.text)):
        return False
    return bool(written and link.text not in written) or "trang" in fold(link.text).split()


def _by_pages(document: Document, page: int) -> list[Move]:
    """The moves of pagers: "more" may be more of anything, and is asked for elsewhere."""
    return [move for move in moves(document, page) if move.ask.method == "GET" and not move.group.startswith("more ")]


async def _draw_on(state: Walk, drawn: View) -> bool:
    """Draw the pages to which the links of a drawn pager lead; whether the first of them shows what is known already."""
    taken: set[str] = set()
    following = _by_pages(drawn.document, 1)
    while following and not state.done:
        move = next((move for move in following if move.mark not in taken), None)
        if move is None:
            break
        if len(taken) >= MAX_PRESSES:
            state.capped = True
            break
        taken.add(move.mark)
        view = await state.session.render(move.ask.url)
        part = _list_of(state, view) if view is not None else None
        if not state.take(part):
            return not state.mechanic and part is not None and bool(part.rows)
        state.mechanic = "drawn"
        following = [*_by_pages(view.document, len(taken) + 1), *following] if view is not None else following
    return False


def _after_presses(state: Walk, drawn: View) -> list[View]:
    """What a page shows of a list after several presses: of one of data every answer to its question, since each brought a part."""
    asked = place_of(state.first.url)
    parts = views_of(state.session, drawn) if state.first.is_data else ()
    return [part for part in parts if part.reading.rows and place_of(part.url) == asked] or [_list_of(state, drawn)]


def _list_of(state: Walk, drawn: View) -> View:
    """What a drawn page adds to a list: its data where the list is one of data, whose keys tell its records."""
    return (listing_behind(state.session, drawn) or drawn) if state.first.is_data else drawn


async def _follow(state: Walk, drawn: View, click: Click) -> Effect | None:
    """Press what goes on, and ask for what that asks for; what the press did."""
    effect = None
    for followed in await state.session.follow(drawn.ask.url, [replace(click, after=drawn.opened)]):
        effect = followed.effect
        for exchange in followed.exchanges:
            ask = ask_again(exchange, drawn.url)
            answer = next(lists_in(state.session, [exchange], drawn.url), None) or await state.session.ask(ask, quiet=True)
            told = handed_on(state.first.payload, state.first.ask, ask)
            state.handed = told or state.handed
            if answer is not None and (state.take(answer) or told is not None):
                state.mechanic = state.mechanic or "fragment"
                await by_numbers(state, answer)
                if (state.short or state.refused) and effect is Effect.DATA:  # the portal answers nobody but the page
                    await _press_on(state, drawn, click)
                return effect
        if followed.effect is Effect.ADDRESS and followed.url:
            await _by_pager_from(state, await state.session.ask(Ask(followed.url), quiet=True))
        elif followed.effect in {Effect.CHANGE, Effect.ROUTE, Effect.DATA}:
            await _press_on(state, drawn, click)
    return effect


async def by_scrolls(state: Walk, start: View) -> None:
    """Scroll through a list that a script drew and that nothing counts or turns over: the code that adds to it may be in any file, and a
    list that is whole looks the same. One page of each kind is drawn for it, a longer list of the kind once more.
    """
    drawn = start.shown if start.is_data else start if start.rendered else None
    if drawn is None or not state.session.may_render or state.done or state.mechanic or state.left or state.seen < _SHORTEST_SCROLLED:
        return
    if state.seen < _SHORTEST and not watches(f"{drawn.document.scripts}\n{await own_code(state.session, drawn)}"):
        return
    if _not_yet(state, drawn, state.session.scrolled):
        await _by_scrolling(state, drawn)


async def _by_scrolling(state: Walk, drawn: View) -> None:
    """The list grows when its end comes into view: what the page asks for then is asked directly, else scrolled for."""
    before = state.seen
    scrolled = await state.session.render(drawn.ask.url, scrolls=1)
    if scrolled is None:
        return
    parts = _parts_of(state, drawn, [*lists_in(state.session, (*drawn.exchanges, *scrolled.exchanges), drawn.url)])
    for part in parts:
        state.take(part)
    if state.seen > before or (parts and says_more(parts[-1].payload)):
        for earlier, later in pairwise(parts):
            state.handed = handed_on(earlier.payload, earlier.ask, later.ask) or state.handed
        state.mechanic, asked_for = "fragment", state.seen
        await by_numbers(state, parts[-1])
        if state.seen > asked_for:
            return
    if state.take(scrolled) or state.mechanic == "fragment":
        state.mechanic = "scroll"
        whole = await state.session.render(drawn.ask.url, scrolls=MAX_PRESSES)
        state.take(whole)
        state.capped = whole is None or len(whole.exchanges) >= MAX_PRESSES


def _parts_of(state: Walk, drawn: View, answers: Sequence[View]) -> list[View]:
    """The parts of a list among what its page was answered, in order: those like the ones whose records it shows; where the page came with
    its first records, all that the scrolling brought.
    """
    known = {id(record) for record in state.members}
    lists = {_mark(answer.ask): answer for answer in answers if answer.reading.rows}

    def shown(answer: View) -> bool:
        return any(id(state.book.find(row, drawn.url)) in known for row in answer.reading.rows)

    makes = {(answer.ask.method, kind_of(answer.ask.url)) for answer in lists.values() if shown(answer)}
    return [answer for answer in lists.values() if not makes or (answer.ask.method, kind_of(answer.ask.url)) in makes]


def _mark(ask: Ask) -> tuple[str, str, bytes]:
    return ask.method, ask.url, ask.body or b""


async def _by_pager_from(state: Walk, view: View | None) -> None:
    if state.take(view) and view is not None:
        state.mechanic = "click"
        await by_pager(state, view)
        await by_numbers(state, view)


async def _press_on(state: Walk, drawn: View, click: Click) -> None:
    """The page turns over records that it already has: press on, as long as new ones show.

    What is pressed next is looked for on the page as the last press left it: a script draws its numbers anew each time.
    """
    clicks = [*drawn.opened, click]
    for number in range(2, MAX_PRESSES + 1):
        view = await state.session.render(drawn.ask.url, clicks)
        known = number == 2 and (state.lost or state.short or state.refused)  # what the first press shows was read already
        if view is None or (not sum([state.take(part) for part in _after_presses(state, view)]) and not known) or state.done:
            return
        state.mechanic = "click"
        following = next_click(view.document, number + 1)
        if following is None:
            return
        clicks.append(following)
    state.capped = True


def next_click(document: Document, number: int = 2) -> Click | None:
    """The first "next", "more" or number of the page that follows, as a selector and its place among the matches."""
    chosen = next((link for words in (is_next, is_more) for link in _pressable(document) if words(link.text)), None)
    return _selector(chosen, document) if chosen is not None else number_click(document, number)


def number_click(document: Document, number: int) -> Click | None:
    """The number of a page among those of a pager, as a selector and its place among the matches."""
    chosen = next((link for link in _pressable(document) if link.number == number), None)
    return _selector(chosen, document) if chosen is not None else None


def _pressable(document: Document) -> list[Link]:
    return [link for link in document.links if not link.disabled and link.tag in {"a", "button", "input", "li", "span", "td", "div"}]


def _selector(link: Link, document: Document) -> Click:
    texts = [(line_of(node) or node.attributes.get("value") or "")[:300] for node in document.tree.css(link.tag)]
    same_tag = [other for other in document.links if other.tag == link.tag]
    return Click(link.tag, texts.index(link.text) if link.text in texts else same_tag.index(link))
