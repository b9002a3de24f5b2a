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

    _met: list[tuple[str, View]] = field(default_factory=list)

    def note(self, lead: Lead, view: View) -> None:
        """Keep a page to which the name of a part led."""
        if lead.group:
            self._met.append((lead.group, view))

    def add_to(self, book: RecordBook, credited: Callable[[str], bool]) -> None:
        """Take the links of parts whose neighbours brought procedures, where they lead to pages like theirs."""
        for view in [view for group, view in self._met if credited(group)]:
            add_alike(view, book)
        self._met.clear()
