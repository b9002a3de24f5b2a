"""Parts of a portal that showed no list when they were opened: two procedures are few to be known by themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence, Set
from dataclasses import dataclass, field
from http import HTTPStatus

from classifier.model import Outcome
from crawler.reader.asking.session import Session
from crawler.reader.asking.vacant import still_to_come
from crawler.reader.identity import RecordBook
from crawler.reader.page.addresses import canonical, is_root, kind_of
from crawler.reader.page.view import View
from crawler.reader.page.words import category_score
from crawler.reader.paging.alike import take_alike
from crawler.reader.ways.called import kinds_behind
from crawler.reader.ways.leads import Lead, names_lists
from crawler.reader.ways.lone import is_sure

_UNREAD = frozenset((Outcome.ERROR, Outcome.BLOCKED, Outcome.CLOSED))
_GONE = frozenset((HTTPStatus.NOT_FOUND, HTTPStatus.GONE))  # a dead link leads to no part of the portal


@dataclass
class Passed:
    """Pages of parts, kept until the others have brought their lists, against which their few links are held: the smallest part may come
    first in its menu.
    """

    silent: int = 0  # parts that are said to have procedures, whose neighbours brought some, and that brought none
    _promising: list[View] = field(default_factory=list)  # what was called a list of procedures and was none
    _met: list[tuple[str, View, int]] = field(default_factory=list)

    def note(self, lead: Lead, view: View, counted: int) -> None:
        """Keep a page to which the name of a part led. `counted`: the procedures that it is said to have, 0 where its parts have them."""
        if lead.group:
            self._met.append((lead.group, view, counted))

    def promised(self, lead: Lead, view: View) -> None:
        """Keep a page that was called a list of procedures and showed none."""
        if names_lists(lead) and not (view.reading.procedures or is_root(view.url)):
            self._promising.append(view)

    def empty_promises(self, book: RecordBook, lists: Set[str]) -> int:
        """How many of those pages lead to no list that was read and to no procedure: what they were called for stayed unread."""
        return sum(not any(_leads_to(link.url, book, lists) for link in view.document.links if not link.chrome) for view in self._promising)

    async def add_to(
        self,
        session: Session,
        book: RecordBook,
        credited: Callable[[str], bool],
        read: Callable[[View], Awaitable[bool]],
        pages: Sequence[View],
    ) -> None:
        """Take the links of parts whose neighbours brought procedures, where they lead to pages like theirs, and those behind their pagers.

        `read`: takes a page whose list is known as one; `pages`: of single procedures that were met on the way, and of lists.
        """
        kinds = await _kinds(session, pages) if self._met else frozenset()
        for view, counted in [(view, counted) for group, view, counted in self._met if credited(group)]:
            known = any(link.url and not link.chrome and book.has(link.url) for link in view.document.links)
            self.silent += bool(not await take_alike(session, view, book, read, kinds) and counted and not known)
        self._met.clear()


async def _kinds(session: Session, pages: Sequence[View]) -> frozenset[str]:
    """The kinds of the addresses of procedures, by their own pages and by what the code of a list makes of its rows."""
    found: set[str] = set()
    for view in pages:
        found |= {kind_of(view.url)} if len(view.reading.procedures) == 1 and is_sure(view) else await kinds_behind(session, view)
    return frozenset(found)


def stayed_unread(lead: Lead, view: View, shown: View, found: bool) -> bool:
    """Whether a part of the portal is there, and it could not be read: an error, a notice or a login stands in its place, or a note that
    it is on its way.
    `shown`: the page as it was drawn.
    """
    if view.reading.outcome in _UNREAD and view.page.status not in _GONE:
        return True
    if view.reading.outcome is Outcome.LOGIN and category_score(lead.words, "") > 0:  # an entry of a menu may be the visitor's own
        return True
    return not found and view.readable and bool(lead.group) and still_to_come(shown)


def _leads_to(url: str | None, book: RecordBook, lists: Set[str]) -> bool:
    return url is not None and (canonical(url) in lists or book.has(url))
