"""Procedure pages that HTTP shows but for a place that says something is on its way: they are drawn, as long as that shows anything."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from classifier.words.patterns import Sifted
from crawler.reader.asking import vacant
from crawler.reader.asking.session import Session
from crawler.reader.details.asked_tabs import with_drawn_parts
from crawler.reader.page.shown import shows_more
from crawler.reader.page.view import View

MOST_IN_VAIN = 2  # pages with the same code that are drawn and show nothing more
_MAY_WAIT = Sifted(
    ("đang", "Đang", "chờ", "Chờ", "đợi", "Đợi", "oading", "lease wait"),
    re.compile(r"\b(?:[Đđ]ang\s+(?:được\s+)?(?:tải|nạp|lấy|truy|tìm|mở|xử)|[Cc]hờ|[Đđ]ợi|[Ll]oading|[Pp]lease wait)\b"),
)


@dataclass
class Unfilled:
    """Whether drawing helps is learned for each code: a page of a kind may have a list of forms to fetch where the next one has none."""

    session: Session
    _telling: set[int] = field(default_factory=set)  # code that showed more: it speaks for pages that have nothing to show, too
    _in_vain: Counter[int] = field(default_factory=Counter)

    async def shown(self, address: str, view: View, code: int) -> View:
        """The page as it is, or as its script leaves it where that says more; what nobody could fill is said to be unread. `code`: a mark
        of the page's code.
        """
        left = code not in self._telling and self._in_vain[code] >= MOST_IN_VAIN
        if left or not _waits(view):
            return view
        drawn = await self.session.render(address) if self.session.may_render else None
        if drawn is None:
            return _with_unread(view)
        if drawn.reading.procedures and shows_more(drawn.reading.procedures[0], with_drawn_parts(self.session, view)):
            self._telling.add(code)
            return drawn
        self._in_vain[code] += 1
        return view

    def drawn_in_vain(self, view: View, code: int) -> None:
        """Note of a page that was drawn for another reason that this showed nothing more."""
        self._in_vain[code] += _waits(view)


def _waits(view: View) -> bool:
    return _MAY_WAIT.search(view.document.source) is not None and vacant.says_wait(view.document)


def _with_unread(view: View) -> View:
    """The page with its empty values among the parts that were not read: one of them is still on its way."""
    reading = view.reading.procedures[0]
    waiting = tuple(cell.label for cell in reading.fields if not cell.text)
    read = replace(reading, unread=(*reading.unread, *waiting))
    return replace(view, reading=replace(view.reading, procedures=(read, *view.reading.procedures[1:])))


def late(drawn: View) -> bool:
    """Whether a drawn page shows nothing, so that where others of its kind did its script may have been late."""
    return drawn.readable and not (drawn.reading.procedures or drawn.reading.rows or drawn.reading.sparse)
