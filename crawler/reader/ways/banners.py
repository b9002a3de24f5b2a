"""Notices that stand on pages that work, too: what is written above a list closes none of the pages that say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from classifier.model import Outcome
from crawler.reader.page.view import View
from crawler.reader.page.words import folded_words
from crawler.reader.ways.leads import Lead

_SHORTEST = 20  # characters of a notice; fewer may stand anywhere
_LOOKED_AT = 6  # pages with lists that are compared
_MOST = 200  # parts that are kept
_NOTICES = frozenset({Outcome.CLOSED, Outcome.ERROR, Outcome.LOGIN})


@dataclass
class Banners:
    """Parts that seemed to be nothing but a notice, kept until lists were read, whose pages may carry the same one."""

    _kept: list[tuple[Lead, View]] = field(default_factory=list)

    def keep(self, lead: Lead, view: View) -> None:
        """Keep a page that answered a lead with a notice."""
        if len(self._kept) < _MOST and _notice(view):
            self._kept.append((lead, view))

    def lifted(self, pages: Iterable[View], credited: Callable[[str], bool]) -> Iterator[tuple[Lead, View]]:
        """The pages among those kept that are read after all, in the order in which they came. `pages`: that show lists; `credited`:
        whether a group of leads, or what it led to, brought any.
        """
        kept, self._kept = [(lead, view) for lead, view in self._kept if credited(lead.group) or credited(lead.within)], []
        shown = islice((page.shown or page for page in pages if page.shown or not page.is_data), _LOOKED_AT)
        said = [folded_words(" ".join(page.document.lines)) for page in shown] if kept else []
        for lead, view in kept:
            if any(_notice(view) in text for text in said):
                yield lead, replace(view, reading=replace(view.reading, outcome=Outcome.OK, reason=""))


def _notice(view: View) -> str:
    """The words of the notice that an answer seemed to be; "" for any other answer."""
    if view.is_data or view.page.status >= 400 or view.reading.outcome not in _NOTICES:
        return ""
    words = folded_words(view.reading.reason)
    return words if len(words) >= _SHORTEST else ""
