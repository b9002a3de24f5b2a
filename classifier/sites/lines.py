"""What a page of a site says by itself: its lines without those that stand on the site's other pages too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.document import Document
from classifier.sites.model import SitePage

_SHARE = 0.5  # of the other pages; what stands on so many is the site's
_FEW = 2  # pages that must agree at least


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page's visible text: where it starts, as written and folded."""

    start: int
    text: str
    folded: str


def lines_of(doc: Document) -> list[Line]:
    """The lines of a page, blank ones left out."""
    found, place = [], 0
    for raw in doc.text.split("\n"):
        text = " ".join(raw.split())
        if text:
            found.append(Line(place, text, " ".join(doc.folded[place : place + len(raw)].split())))
        place += len(raw) + 1
    return found


class Shared:
    """Knows which lines are the site's: those that several of its pages have in common, wherever they stand and whatever wraps them."""

    def __init__(self, pages: Sequence[SitePage]) -> None:
        self._lines = {page.url: lines_of(page.document) for page in pages if page.document is not None}
        self._on: Counter[str] = Counter()
        for lines in self._lines.values():
            self._on.update({line.folded for line in lines})
        self._pages = len(self._lines)

    def lines(self, page: SitePage) -> list[Line]:
        return self._lines.get(page.url, [])

    def is_shared(self, folded: str, page: SitePage) -> bool:
        others = self._on[folded] - 1
        return others >= max(_SHARE * (self._pages - 1), min(_FEW, self._pages - 1)) and others > 0

    def own(self, page: SitePage) -> list[Line]:
        """The lines that are this page's."""
        return [line for line in self.lines(page) if not self.is_shared(line.folded, page)]

    def same_page(self, one: SitePage, other: SitePage) -> bool:
        """Whether two addresses answered with the same page (a counter or a date apart)."""
        first, second = {line.folded for line in self.lines(one)}, {line.folded for line in self.lines(other)}
        return bool(first) and len(first ^ second) <= max(2, len(first | second) // 20)


def text_length(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)
