"""Lists in files or pages that carry their number, or the offset of their records, in the last part of the path: `so-0.json`, `to/3`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

from crawler.fetching import Ask
from crawler.reader.asking.slots import Role, role_of
from crawler.reader.page.addresses import absolute, same_site
from crawler.reader.page.view import View
from crawler.reader.paging.cursors import next_told
from crawler.reader.paging.state import Walk

# A number that stands alone: no part of a code, a version or an id in hexadecimal.
_NUMBER = re.compile(r"(?<![\d.])(?<![0-9a-f][0-9a-f][0-9a-f])\d{1,6}(?!\.?\d)(?![0-9a-f]{3})", re.IGNORECASE)
_WORD = re.compile(r"([^\W\d_]+)[\W_]*$")
_COUNTS = frozenset({Role.PAGE, Role.OFFSET})
_FIRST = (0, 1)  # numbers of the first part of a list


@dataclass(frozen=True, slots=True)
class _Step:
    """One way of going on: the number at `start` of the path, and by how much it grows."""

    start: int
    by: int


async def by_path(state: Walk, start: View) -> None:
    """Go on by a number in the last part of the address, where the counter says that there is more, the answer where it is, or the word
    before the number that it counts: elsewhere another number may as well name another kind of records. A list that counts itself
    otherwise is another one.
    """
    if start.ask.method != "GET":
        return
    counted = start.reading.total
    for step in _steps(start, short=state.short):
        view: View | None = start
        while view is not None and not state.done and (ask := _on(view.ask, step)) is not None:
            answer = await state.session.ask(ask, quiet=True)
            if answer is not None and answer.readable and answer.reading.total != counted:
                break
            gained = state.take(answer)
            state.wasted += not gained
            # What shows most of its records once more was moved on by less than a page.
            view = answer if gained and answer is not None and 2 * gained > len(answer.reading.rows) else None
            state.mechanic = state.mechanic or ("numbers" if view is not None else "")
        if state.mechanic or state.done:
            return
    await _as_told(state, start)


def _steps(start: View, *, short: bool) -> Iterator[_Step]:
    """The steps to try, the likeliest first: to what the answer names, by one page, by as many records as it has."""
    path, told = urlsplit(start.ask.url).path, set(next_told(start.payload))
    for match in reversed(list(_numbers(path))):
        number, rows = int(match[0]), len(start.reading.rows)
        steps = [value - number for value in (number + rows, number + 1) if str(value) in told]
        word = _WORD.search(path[: match.start()])
        if number in _FIRST and (short or (start.is_data and word is not None and role_of(word[1]) in _COUNTS)):
            steps += [1, rows]
        yield from (_Step(match.start(), by) for by in dict.fromkeys(steps) if by > 0)


def _numbers(path: str) -> Iterator[re.Match[str]]:
    return (match for match in _NUMBER.finditer(path) if match.start() > path.rfind("/"))


def _on(ask: Ask, step: _Step) -> Ask | None:
    parts = urlsplit(ask.url)
    match = _NUMBER.match(parts.path, step.start)
    if match is None:
        return None
    number = str(int(match[0]) + step.by).zfill(len(match[0]))
    return replace(ask, url=urlunsplit(parts._replace(path=parts.path[: step.start] + number + parts.path[match.end() :])))


async def _as_told(state: Walk, start: View) -> None:
    """Follow the addresses by which each answer names the next one."""
    view: View | None = start
    while view is not None and not state.done and (url := _address_told(view)) is not None:
        answer = await state.session.ask(replace(view.ask, url=url), quiet=True)
        view = answer if state.take(answer) else None
        state.mechanic = state.mechanic or ("numbers" if view is not None else "")


def _address_told(view: View) -> str | None:
    for value in next_told(view.payload):
        url = absolute(view.url, value) if re.search(r"[/?.]", value) else None
        if url is not None and same_site(url, view.url) and url != view.ask.url:
            return url
    return None
