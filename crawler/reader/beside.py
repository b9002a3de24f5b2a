"""The other lists that the page of one list can show: under its tabs, by what its form sends, behind its buttons."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass

from . import branches, choosers
from .categories import named_agency
from .identity import RecordBook
from .paging.state import Walk
from .paging.walk import walk
from .session import Session
from .view import View, believable, is_scripted

_PAGES = 3  # whose tabs are opened
_PATIENCE = 3  # choices in a row that may bring nothing new


@dataclass
class Beside:
    """Reads what stands beside a list; its walks join those of the caller."""

    session: Session
    book: RecordBook
    walks: list[Walk]
    _tabbed: int = 0  # pages whose tabs were opened

    async def open_from(self, view: View) -> None:
        """The lists under the other tabs of a page that shows the first one's."""
        if view.is_data or self._tabbed >= _PAGES:
            return
        before = len(self.walks)
        async for words, listed in branches.beside(self.session, view):
            if believable(listed):
                self.walks.append(await walk(self.session, self.book, listed, named_agency(words)))
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
            if listed is not None and listed.readable and believable(listed):
                self.walks.append(await walk(self.session, self.book, listed, named_agency(words)))
            fruitless = 0 if len(self.book) > before else fruitless + 1
            if fruitless >= _PATIENCE:
                return

    async def press(self, view: View) -> None:
        """The lists that buttons on a page show, which name parts of a list."""
        before, tried = len(self.book), 0
        async with aclosing(choosers.shown(self.session, view)) as lists:
            async for words, listed in lists:
                if believable(listed):
                    self.walks.append(await walk(self.session, self.book, listed, named_agency(words)))
                    tried += 1
                if tried >= choosers.FIRST and len(self.book) == before:
                    return  # they only show parts of what the list showed already
