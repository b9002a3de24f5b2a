"""Lists that are asked for by parameters: page, offset and length, cursor; in the address, a form body or a JSON body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crawler.fetching import Ask
from crawler.reader.asking.slots import Role, Slot, slots_of, with_slot
from crawler.reader.paging.cursors import akin, cursor_values, envelope, is_mark

LARGEST = 2000  # records asked for at once, at most: more is impolite even where it works


def by_role(ask: Ask, role: Role) -> list[Slot]:
    """The parameters of a request that play a role in paging, numbers only unless it is a cursor."""
    return [
        slot for slot in slots_of(ask) if slot.role is role and (role is Role.CURSOR or slot.number is not None or slot.value in {"", None})
    ]


def enlarged(ask: Ask, total: int | None, rows: int) -> Ask | None:
    """The request for more records at once, None when no parameter says how many."""
    size = min(max(total or 0, 500 if total is None else 0), LARGEST)
    if size <= rows:
        return None
    ends, starts = by_role(ask, Role.END), by_role(ask, Role.OFFSET)
    if ends and starts:
        return with_slot(ask, ends[0], (starts[0].number or 0) + size)
    sizes = [slot for slot in by_role(ask, Role.SIZE) if slot.number is not None or slot.value == ""]
    for slot in sizes:  # some grids say it twice: "take=10&pageSize=10"
        ask = with_slot(ask, slot, size) if slot.number == sizes[0].number else ask
    return ask if sizes else None


def following(ask: Ask, rows: int, payload: Any = None) -> Iterator[Ask]:
    """Requests that might bring what comes after an answer of `rows` records; the likeliest first."""
    cursors = by_role(ask, Role.CURSOR)
    if cursors and payload is not None:
        for value in cursor_values(payload, cursors[0].path[-1]):
            if str(value) != str(cursors[0].value):
                yield with_slot(ask, cursors[0], value)
    pages = by_role(ask, Role.PAGE)
    starts, ends = by_role(ask, Role.OFFSET), by_role(ask, Role.END)
    if pages and starts:  # grids that say where they are in both ways: "page=1&skip=0&take=10"
        yield with_slot(_advanced(ask, pages), starts[0], (starts[0].number or 0) + rows)
    if pages:
        yield _advanced(ask, pages)
    if starts:
        start = (starts[0].number or 0) + rows
        step = with_slot(ask, starts[0], start)
        if ends:
            length = (ends[0].number or 0) - (starts[0].number or 0)
            step = with_slot(step, ends[0], start + max(length, rows))
        yield step
    if payload is not None:
        yield from _echoed(ask, payload)


def counted(ask: Ask, before: int, seen: int) -> Iterator[Ask]:
    """The same where a nameless number was that of the records shown `before` the answer: an offset, which goes on at those `seen`."""
    if before > 1:
        yield from (with_slot(ask, slot, seen) for slot in slots_of(ask) if slot.role is None and slot.number == before)


def sized(ask: Ask, first: Ask, rows: int, seen: int) -> Iterator[Ask]:
    """The same where the names say nothing, one number of the request is that of the records that came, and the only other one fits what
    was shown before them: it counts the records or the pages. `first`: the request for the first page, from which it has moved since.
    """
    nameless = [slot for slot in slots_of(ask) if slot.role is None and slot.number is not None]
    began = {slot.path: slot.number for slot in slots_of(first)}
    moved = [slot for slot in nameless if began.get(slot.path) != slot.number]
    others = moved or [slot for slot in nameless if slot.number != rows]
    if rows < 2 or len(others) != 1 or len(nameless) != 2:
        return
    [slot], before = others, seen - rows
    if slot.number == before:
        yield with_slot(ask, slot, seen)
    if slot.number in {before // rows, before // rows + 1}:
        yield with_slot(ask, slot, slot.number + 1)


def counted_on(ask: Ask, names: frozenset[str]) -> Ask | None:
    """The request with the numbers of these parameters one higher; None when it has none of them."""
    slots = [slot for slot in slots_of(ask) if slot.path[-1] in names and slot.number is not None]
    return _advanced(ask, slots) if slots else None


def unnamed(ask: Ask) -> Iterator[Ask]:
    """The same where the names say nothing: numbers like a page's that stand somewhere in the request, equal ones together."""
    small = [s for s in slots_of(ask) if s.number is not None and 0 <= s.number <= 500 and s.role not in {Role.SIZE, Role.END}]
    pages = {s.number for s in by_role(ask, Role.PAGE)}
    for value in sorted({s.number for s in small}, key=lambda n: (n not in pages, n)):
        together = [s for s in small if s.number == value]
        if value in pages and all(s.role is Role.PAGE for s in together):
            continue  # asked already, by name
        if value in pages or (value is not None and value <= 3):
            yield _advanced(ask, together)


def _advanced(ask: Ask, slots: list[Slot]) -> Ask:
    for slot in slots:
        ask = with_slot(ask, slot, slot.number + 1 if slot.number is not None else 2)
    return ask


def first_following(ask: Ask, seen: int) -> Iterator[Ask]:
    """The same for a request whose answer was never seen, while `seen` records stand on the page that makes it.

    Whether a page number beside a list means the page shown or the next one, and whether pages count from 0, is anybody's guess.
    """
    pages, starts = by_role(ask, Role.PAGE), by_role(ask, Role.OFFSET)
    if pages:
        current = pages[0].number
        for value in (2, 1) if current is None else (current, current + 1) if current else (1,):
            yield with_slot(ask, pages[0], value)
    elif starts:
        yield with_slot(ask, starts[0], seen)
    else:
        yield ask


def _echoed(ask: Ask, payload: Any) -> Iterator[Ask]:
    """The same where an answer gives another value for a parameter of the question, whatever it is called; it began empty."""
    told = {path[-1]: value for path, value in envelope(payload)}
    for slot in slots_of(ask):
        value = told.get(slot.path[-1])
        if value is None and slot.role is None and slot.value in {None, ""}:
            value = next((value for key, value in told.items() if is_mark(value) and akin(key, slot.path[-1])), None)
        if slot.role is not None or value in {None, "", slot.value} or isinstance(value, bool):
            continue
        if slot.value in {None, ""} or re.search(r"\d", str(value)):
            yield with_slot(ask, slot, value)
