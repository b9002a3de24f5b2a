"""One listing while it is being read, and the step that all mechanics with parameters share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from classifier.model import Outcome, Row
from crawler.fetching import Ask
from crawler.reader.asking.scripts import RawRecords
from crawler.reader.asking.session import Session
from crawler.reader.asking.slots import Role, with_slot
from crawler.reader.asking.tokens import TO_THE_PAGE_ALONE
from crawler.reader.identity import Panel, Record, RecordBook
from crawler.reader.page.postback import Postbacks, posts_back
from crawler.reader.page.view import View
from crawler.reader.page.words import is_more
from crawler.reader.paging import numbers
from crawler.reader.paging.alike import add_alike, rows_behind, rows_like
from crawler.reader.paging.among import folders_in, several_among
from crawler.reader.paging.cursors import HandedOn, handed_on
from crawler.reader.paging.fragments import cursor_on

NOT_FOUND = 404
FEWEST_TOLD = 3
_LIKE_ID = re.compile(r"(?=[^\d]*\d)(?!\d\.\d{6})[\w-]{2,40}")
TRIES = 4  # requests that may fail to bring the next page of a list whose counter promises one


@dataclass
class Walk:
    """One listing being read. `mechanic`: what brought records beyond the first page; `total`: the portal's own counter."""

    session: Session
    book: RecordBook
    first: View
    agency: str = ""  # whose list it is, for rows that do not say
    whole: bool = False  # whether its pages describe their procedures themselves
    records: list[Record] = field(default_factory=list)
    total: int | None = None
    mechanic: str = ""
    better: Ask | None = None  # the request that brings more records at once
    wasted: int = 0
    broken: int = 0  # pages of this list that failed
    refused: bool = False  # whether the next part was refused to whoever is not the page
    stuck: bool = False  # whether nothing in the last request says what comes after it
    capped: bool = False  # whether it was left while it still grew
    last: View | None = None  # the last page that brought records
    brought: int = 0  # records that the last page showed
    handed: HandedOn | None = None  # what each answer hands on to the request for the next part
    left: str = ""  # why there must be more of it, where nothing counts and nothing led on
    several: dict[str, None] = field(default_factory=dict)  # addresses of entries that seem to hold several procedures each
    _seen: dict[int, Record] = field(default_factory=dict)
    _id: str = ""  # what tells the records apart in data whose keys say nothing

    @property
    def seen(self) -> int:
        """Distinct records on the pages of this listing so far, whether or not another listing had them."""
        return len(self._seen)

    @property
    def members(self) -> tuple[Record, ...]:
        """The records that its pages showed, whether or not another listing had them."""
        return tuple(self._seen.values())

    def shares(self, other: Walk) -> bool:
        """Whether another listing has some of its records: then it may have those as well that this one's pages did not show."""
        return not self._seen.keys().isdisjoint(other._seen.keys())

    def lacks(self, walks: Sequence[Walk]) -> bool:
        """Whether it has a hole that no other of the listings filled."""
        beside = [other for other in walks if other is not self]
        if self.left and not self.broken:
            return not any(other.seen >= self.seen and (other.mechanic or other.total is not None) for other in beside)
        if self.broken or self.total is None or self.seen >= self.total:  # what failed may have been brought in another way
            return bool(self.broken) and (self.total is None or self.seen < self.total)
        if any(other.seen == self.total for other in beside):  # pages of parts name other parts with their numbers
            return self.total > len(self.book)
        # Lists that have some of its records may have the others as well, as many as there are of theirs beyond its own.
        filled = {key for other in beside if self.shares(other) for key in other._seen} - self._seen.keys()
        return (bool(beside) and len(filled) < self.total - self.seen) or self.total > len(self.book)

    def belong_to(self, agency: str) -> None:
        """Take an agency for that of the records that say none, and lead nowhere of their own."""
        self.agency = agency
        for record in self.members:
            if not (record.row.agency or record.row.url):
                record.row = replace(record.row, agency=agency)

    @property
    def complete(self) -> bool:
        return not self.broken and (self.total is None or self.seen >= self.total)

    @property
    def shortfall(self) -> str:
        """What to say of it where it is not complete."""
        if self.broken:
            return f"{self.first.url}: {self.broken} pages of the list failed"
        if self.left:
            return f"only {self.seen} read of the list {self.first.url}: {self.left}"
        return f"counter disagrees: {self.first.url}: {self.seen} of {self.total}"

    @property
    def done(self) -> bool:
        """Whether the counter says that there is no more; an unknown counter never does. Also when the order wants no more."""
        limit = self.session.order.max_procedures
        return (self.total is not None and self.seen >= self.total) or (limit is not None and len(self.book) >= limit)

    @property
    def lost(self) -> bool:
        """Whether the list grew by as much as stood on its page, and nothing says how it goes on."""
        if self.mechanic != "fragment" or not self.stuck or self.done or self.last is None or self.last is self.first:
            return False
        return len(self.last.rows) >= len(self.first.rows)

    @property
    def short(self) -> bool:
        """Whether the counter says that something is missing."""
        return self.total is not None and not self.done and self.seen < self.total

    @property
    def _chosen(self) -> Panel | None:
        """What was pressed on a page for the list to show."""
        if not self.first.opened:
            return None
        page = (self.first.ask.referer or self.first.url) if self.first.is_data else self.first.ask.url
        return Panel(page, replace(self.first.opened[-1], after=self.first.opened[:-1]))

    def _elsewhere(self, view: View) -> bool:
        """Whether a page that was tried is another page of the portal, in good order: a login, an empty form."""
        return not self.mechanic and view.page.status < 400 and view.reading.outcome in {Outcome.LOGIN, Outcome.ERROR}

    def take(self, view: View | None) -> int:
        """Add the records of a page; how many of them this walk had not seen."""
        if view is None or view.reading.outcome not in {Outcome.OK, Outcome.EMPTY}:
            # "No such page" is how some lists end; anything else is a hole in this one, or no page of it while nothing led on yet.
            ended = view is not None and view.page.status == NOT_FOUND
            self.broken += int(not ended and not (view is not None and self._elsewhere(view)))
            return 0
        before = len(self._seen)
        rows = view.rows if self.whole else view.reading.rows
        if any(map(_is_control, rows)):
            rows = tuple(row for row in rows if not _is_control(row))
            self.left = self.left or "the list ends with a button for more"
        if not rows and view.url in self.session.fragments:
            rows = rows_behind(view, self.last or self.first)
        elif not rows and view is not self.first:
            rows = rows_like(view, self.last or self.first)
        raw = RawRecords(view.payload) if view.is_data and rows else None
        presses = Postbacks(view.document) if any(posts_back(row.handle) for row in rows) else None
        guesses = add_alike(view, self.book) if not rows and view is not self.first else []
        for guessed in guesses:
            self.records.append(guessed)
            self._seen[id(guessed)] = guessed
        known = {url for url in (*(row.url for row in rows), *(guessed.address for guessed in guesses)) if url}
        self.several.update(dict.fromkeys((*several_among(view, known), *(folders_in(view) if rows else ()))))
        told = [raw.of(read) if raw else None for read in rows]
        source = self.session.fragments.get(view.url, view.url)  # a part of a page stands where it is put
        if view is self.first and raw and not any(row.key or row.url for row in rows):
            self._id = _telling(told)
        for read, data in zip(rows, told, strict=True):
            row = replace(read, agency=self.agency) if self.agency and not read.agency else read
            if self._id and data and data.get(self._id) and not row.key:
                row = replace(row, key=str(data[self._id]), handle=row.handle if row.url else str(data[self._id]))
            record = self.book.add(row, source, data)
            if record is not None:
                self.records.append(record)
                record.behind = self._chosen if not row.url else None
                record.listed = view.ask if view.sent is not None and not row.url else None
                record.press = presses.of(row.handle) if presses and row.handle and not row.url else None
            named = record or self.book.find(row, source)
            if named is not None:
                self._seen[id(named)] = named
        self.brought = len(rows) or len(guesses)
        if view.reading.total is not None:
            self.total = max(self.total or 0, view.reading.total) if self.total and view is not self.first else view.reading.total
        self.session.counters.listed = len(self.book)
        self.last = view if len(self._seen) > before else self.last
        return len(self._seen) - before


def _is_control(row: Row) -> bool:
    """Whether a record is no procedure but what brings more of them: the last node of a branch that shows its first ones."""
    return not row.code and not row.url and is_more(row.name)


def _telling(records: Sequence[Mapping[str, Any] | None]) -> str:
    """The key of a list's objects that holds something like an id, another for each; "" when there is none, or too few objects to tell."""
    for name in records[0] or () if len(records) >= FEWEST_TOLD else ():
        values = [record.get(name) if record else None for record in records]
        if all(isinstance(value, str) and _LIKE_ID.fullmatch(value) for value in values) and len(set(values)) == len(values):
            return name
    return ""


async def by_numbers(state: Walk, start: View) -> None:
    """Go on by the parameters of the request that brought the page."""
    view: View | None = start
    while view is not None and not state.done:
        view = await _next_by_numbers(state, view)


async def _next_by_numbers(state: Walk, view: View) -> View | None:
    """The next page, by the first request that brings new records; None when no likely one does."""
    rows = len(view.rows if state.whole else view.reading.rows) or state.brought
    if state.handed is not None and view.is_data and state.handed.ends(view.payload):
        state.stuck = False
        return None
    told = state.handed.following(view.ask, view.payload) if state.handed is not None and view.is_data else None
    steps = [*([told] if told is not None else ()), *numbers.following(view.ask, rows, view.payload)]
    if not view.is_data and (cursors := numbers.by_role(view.ask, Role.CURSOR)) and (value := cursor_on(view.document)):
        steps = [with_slot(view.ask, cursors[0], value), *steps]
    if state.mechanic in {"fragment", "more"}:
        steps += numbers.counted(view.ask, state.seen - rows, state.seen)
    if view.is_data and not steps:
        steps += numbers.sized(view.ask, state.first.ask, rows, state.seen)
    if view.is_data and state.short:
        # Only against a counter: without one, another number may just as well mean another kind of records.
        steps += islice(numbers.unnamed(view.ask), TRIES)
    state.stuck = not steps
    for ask in steps[: TRIES if state.short else 2]:
        answer = await state.session.ask(ask, quiet=True)
        state.refused |= answer is not None and answer.page.status in TO_THE_PAGE_ALONE
        if state.take(answer) and answer is not None:
            state.mechanic = state.mechanic or "numbers"
            state.handed = state.handed or handed_on(view.payload, view.ask, ask)
            return answer
        state.wasted += 1
    return None
