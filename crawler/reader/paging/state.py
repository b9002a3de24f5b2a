"""One listing while it is being read, and the step that all mechanics with parameters share."""

from __future__ import annotations

from dataclasses import dataclass, field

from classifier.model import Outcome
from crawler.fetching import Ask

from ..identity import Record, RecordBook
from ..session import Session, View
from . import numbers

NOT_FOUND = 404


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
    broken: int = 0  # pages of this list that failed
    _seen: set[int] = field(default_factory=set)
    _bare: int = 0

    @property
    def seen(self) -> int:
        """Distinct records on the pages of this listing so far, whether or not another listing had them."""
        return len(self._seen)

    @property
    def complete(self) -> bool:
        return not self.broken and (self.total is None or self.seen >= self.total)

    @property
    def done(self) -> bool:
        """Whether the counter says that there is no more; an unknown counter never does. Also when the order wants no more."""
        limit = self.session.order.max_procedures
        return (self.total is not None and self.seen >= self.total) or (limit is not None and len(self.book) >= limit)

    @property
    def short(self) -> bool:
        """Whether the counter says that something is missing."""
        return self.total is not None and not self.done and self.seen < self.total

    def take(self, view: View | None) -> int:
        """Add the records of a page; how many of them this walk had not seen."""
        if view is None or view.reading.outcome not in {Outcome.OK, Outcome.EMPTY}:
            # "No such page" is how some lists end; anything else is a hole in this one.
            self.broken += int(view is None or view.page.status != NOT_FOUND)
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


async def by_numbers(state: Walk, start: View) -> None:
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
            if misses > (2 if state.short else 1):
                return
        if not gained:
            return
