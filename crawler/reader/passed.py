"""Parts of a portal that showed no list when they were opened: two procedures are few to be known by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .alike import add_alike
from .identity import RecordBook
from .leads import Lead
from .view import View


@dataclass
class Passed:
    """Pages of parts, kept until the others have brought their lists, against which their few links are held: the smallest part may come
    first in its menu.
    """

    silent: int = 0  # parts that are said to have procedures, whose neighbours brought some, and that brought none
    _met: list[tuple[str, View, int]] = field(default_factory=list)

    def note(self, lead: Lead, view: View, counted: int) -> None:
        """Keep a page to which the name of a part led. `counted`: the procedures that it is said to have, 0 where its parts have them."""
        if lead.group:
            self._met.append((lead.group, view, counted))

    def add_to(self, book: RecordBook, credited: Callable[[str], bool]) -> None:
        """Take the links of parts whose neighbours brought procedures, where they lead to pages like theirs."""
        for view, counted in [(view, counted) for group, view, counted in self._met if credited(group)]:
            known = any(link.url and not link.chrome and book.has(link.url) for link in view.document.links)
            self.silent += bool(not add_alike(view, book) and counted and not known)
        self._met.clear()
