"""The other lists that the page of one list can show: under its tabs, by what its form sends, behind its buttons, by
another choice of a box; and those that a page shows only when several choices are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from crawler.fetching import Ask

from . import branches, choices, choosers
from .addresses import template_of
from .categories import named_agency
from .identity import RecordBook
from .paging.state import Walk
from .paging.walk import walk
from .session import Session
from .steps import Steps
from .view import View, believable, is_scripted

_PAGES = 3  # whose tabs are opened
_LOOKED_AT = 30  # lists whose boxes are compared
_PATIENCE = 3  # choices in a row that may bring nothing new, as long as none did


@dataclass
class Beside:
    """Reads what stands beside a list; its walks join those of the caller."""

    session: Session
    book: RecordBook
    walks: list[Walk]
    _tabbed: int = 0  # pages whose tabs were opened
    shut: int = 0  # boxes that hide a part of a list and do not tell how the rest is asked for
    _chosen: dict[str, int] = field(default_factory=dict)  # kinds of lists whose boxes were looked at, and the patience left with them

    async def take(self, listed: View, words: str) -> bool:
        """Read what something called by these words led to, where it can be a list; whether it can."""
        if believable(listed):
            self.walks.append(await walk(self.session, self.book, listed, named_agency(words)))
            return True
        return False

    async def open_from(self, view: View) -> None:
        """The lists under the other tabs of a page that shows the first one's."""
        if view.is_data or self._tabbed >= _PAGES:
            return
        before = len(self.walks)
        async for words, listed in branches.beside(self.session, view):
            await self.take(listed, words)
        await self._send(view)
        if len(self.walks) == before and is_scripted(view):
            await self.press(view)
        self._tabbed += len(self.walks) > before

    async def _send(self, view: View) -> None:
        """The lists behind tabs that send the page's form, as long as they show more than what is known."""
        fruitless = 0
        for words, ask in choosers.sent(view.document):
            before = len(self.book)
            listed = await self.session.ask(ask, quiet=True)
            if listed is not None and listed.readable:
                await self.take(listed, words)
            fruitless = 0 if len(self.book) > before else fruitless + 1
            if fruitless >= _PATIENCE:
                return

    async def press(self, view: View) -> None:
        """The lists that buttons on a page show, which name parts of a list."""
        before, tried = len(self.book), 0
        async with aclosing(choosers.shown(self.session, view)) as lists:
            async for words, listed in lists:
                tried += await self.take(listed, words)
                if tried >= choosers.FIRST and len(self.book) == before:
                    return  # they only show parts of what the list showed already

    async def choose_step_by_step(self, pages: Sequence[View]) -> int:
        """The lists of the first of some pages that shows any when several choices are made; how many of its lists stayed unread
        or unfinished."""
        before, fruitless, unfinished = len(self.book), 0, 0
        for page in pages:
            steps = Steps(self.session, page)
            async with aclosing(steps.shown()) as lists:
                async for words, listed in lists:
                    known = len(self.book)
                    if await self.take(listed, words) and self.walks[-1].left:
                        unfinished += 1  # no other list has the rest of this one, however long it is
                    fruitless = 0 if len(self.book) > known else fruitless + 1
                    if fruitless > _PATIENCE:
                        break  # whatever is chosen, the list is the same
            if len(self.book) > before:
                return steps.left + unfinished
        return 0

    async def choose(self) -> None:
        """The lists of the other choices of boxes over the lists that were read: of other years, other agencies, of services that are not
        online. What such a box hid over one list it hides over the others of its kind, where it cannot be asked for everything at once.
        """
        for place, found in enumerate(tuple(self.walks)):
            mark = template_of(found.first.url)
            left = self._chosen.get(mark, 1 if place < _PAGES else 0)
            if found.first.is_data or left <= 0:
                continue
            before = len(self.book)
            whole = choices.everything(found.first)
            counted = whole is not None and await self._all_of([(whole, "")], found.first)
            for members in choices.others(found.first, counted=counted):
                await self._all_of(members, found.first)
            first = mark not in self._chosen
            gained = len(self.book) > before
            self._chosen[mark] = 0 if counted or (first and not gained) else _PATIENCE if gained else left - 1
        self._count_shut()

    def _count_shut(self) -> None:
        """Count the boxes that hide a part of a list for good; one with another choice over another list says what that is a list of."""
        shown: dict[tuple[str, str], set[str]] = {}
        for found in [found for found in self.walks if not found.first.is_data][:_LOOKED_AT]:
            for box, now in choices.shut(found.first).items():
                shown.setdefault((template_of(found.first.url), box), set()).add(now)
        self.shut = sum(len(nows) == 1 for nows in shown.values())

    async def _all_of(self, members: list[tuple[Ask, str]], view: View) -> bool:
        """Ask for each choice; leave them when the first ones bring nothing, or the same list again. One without procedures is no end.

        Whether any of them brought a list.
        """
        before, shown, listed_any = len(self.book), {row.name for row in view.rows}, False
        for tried, (ask, words) in enumerate(members):
            gained = len(self.book) > before
            limit = self.session.order.max_procedures
            if (tried >= _PATIENCE and not gained) or (limit is not None and len(self.book) >= limit):
                break
            listed = await self.session.ask(ask, quiet=not gained)
            if listed is None or not listed.readable or not believable(listed):
                continue
            listed_any = True
            if {row.name for row in listed.rows} == shown:
                break
            if any(self.book.find(row, listed.url) is None for row in listed.rows):
                await self.take(listed, words)
        return listed_any
