"""From page to page of a list by the pager that each page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crawler.fetching import Ask
from crawler.reader.asking.own_code import own_code, own_files
from crawler.reader.asking.slots import Role
from crawler.reader.page.addresses import canonical
from crawler.reader.page.document import Document
from crawler.reader.page.view import View, is_scripted
from crawler.reader.paging import numbers, pager
from crawler.reader.paging.boxes import boxes
from crawler.reader.paging.state import Walk, by_numbers

_PARTS = 3  # moves of one pager to a next page
MAX_BROKEN = 3  # pages of a list that may fail before it is given up


async def by_pager(state: Walk, start: View) -> None:
    """Press what looks like a pager, nearest page first; a pager that brings nothing new is left alone."""
    view, page = start, current_page(start.document)
    code = await own_code(state.session, start) if pager.unknown(start.document) and own_files(start) else ""
    view.document.learn(code)
    taken: set[str] = set()
    dead: dict[str, int] = {}
    led: set[str] = set()  # groups of which one move brought something
    queue = pager.moves(view.document, page)
    # Of parts that show their first entries one has no more than these, which says nothing of the others.
    parts = _of_parts(queue)
    while queue and not state.done:
        move = next(
            (m for m in queue if m.mark not in taken and (m.group in led & parts or dead.get(m.group, 0) < (2 if state.short else 1))), None
        )
        if move is None:
            return
        taken.add(move.mark)
        broken = state.broken
        answer = await _page(state, start, move.ask)
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
        led.add(move.group)
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


def _of_parts(moves: Sequence[pager.Move]) -> set[str]:
    """The groups whose moves lead on from a part each, not from the page: several are its next one."""
    alike = Counter((move.group, move.rank) for move in moves)
    return {group for (group, _), count in alike.items() if count >= _PARTS}


async def _page(state: Walk, start: View, ask: Ask) -> View | None:
    """The page that a move leads to; drawn where the first one had to be, since its list too is written by the page's own script."""
    answer = await state.session.ask(ask, quiet=True)
    if answer is None or not (start.rendered and ask.method == "GET" and _waits_for_its_script(answer) and state.session.may_render):
        return answer
    return await state.session.render(ask.url) or answer


def _waits_for_its_script(view: View) -> bool:
    """Whether a page has no list and code that may write one, whatever else stands on it."""
    return view.readable and not (view.is_data or view.rendered or view.rows) and is_scripted(view)


def _page_of(document: Document, expected: int) -> int:
    """The number of a page that a move led to: the one that was expected, unless its own pager still leads there; "Xem thêm tin »" below a
    box of a front page leads to the first page of the whole list.
    """
    here = canonical(document.page.url)
    leads_there = any(link.number == expected and link.url and canonical(link.url) != here for link in document.links)
    return current_page(document) if leads_there else expected


def current_page(document: Document) -> int:
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
