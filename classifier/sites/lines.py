"""What a page of a site says by itself: its lines without those that stand on the site's other pages too."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.page.document import Document
from classifier.sites.model import SitePage
from classifier.words.spans import merged

_SHARE = 0.5  # of the other pages; what stands on so many is the site's
_COUNTER = 40  # letters that two answers of one page may differ by
_TELLING = 200  # letters that a front page repeats only where it is drawn again
_DATED = 40  # characters of a line that is little more than a date
_FEW = 2  # pages that must agree at least


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page's visible text: where it starts, as written and folded. `aside`: what of it stands outside links, folded."""

    start: int
    text: str
    folded: str
    aside: str


def lines_of(doc: Document, within: int | None = None) -> list[Line]:
    """The lines of a page, or of one element of it, blank ones left out."""
    first, last = (0, len(doc.text)) if within is None else (doc.text_from[within], doc.text_to[within])
    linked = merged([(doc.text_from[e], doc.text_to[e]) for e in doc.select("a") if doc.text_to[e] > doc.text_from[e]])
    found, place = [], first
    for raw in doc.text[first:last].split("\n"):
        text = " ".join(raw.split())
        if text:
            folded = doc.folded[place : place + len(raw)]
            found.append(Line(place, text, " ".join(folded.split()), _outside(folded, place, linked)))
        place += len(raw) + 1
    return found


def _outside(folded: str, start: int, linked: Sequence[tuple[int, int]]) -> str:
    """The part of a line that no link covers."""
    end, kept, place = start + len(folded), [], start
    for a, b in linked[max(0, bisect_right(linked, (start, start)) - 1) :]:
        if a >= end:
            break
        if b > start:
            kept.append(folded[place - start : max(a, place) - start])
            place = max(place, b)
    kept.append(folded[min(place, end) - start :])
    return " ".join(" ".join(kept).split())


class Shared:
    """Knows which lines are the site's: those that several of its pages have in common, wherever they stand and whatever wraps them."""

    def __init__(self, pages: Sequence[SitePage]) -> None:
        self._lines = {page.url: lines_of(page.document) for page in pages if page.document is not None}
        self._on: Counter[str] = Counter()
        for lines in self._lines.values():
            self._on.update(set(_keys(lines)))
        self._pages = len(self._lines)

    def lines(self, page: SitePage) -> list[Line]:
        return self._lines.get(page.url, [])

    def is_shared(self, key: str) -> bool:
        """Whether a line stands on so many pages that it is the site's."""
        others = self._on[key] - 1
        return others >= max(_SHARE * (self._pages - 1), min(_FEW, self._pages - 1)) and others > 0

    def own(self, page: SitePage) -> list[Line]:
        """The lines that are this page's."""
        lines = self.lines(page)
        return [line for line, key in zip(lines, _keys(lines), strict=True) if not self.is_shared(key)]

    def same_page(self, one: SitePage, other: SitePage) -> bool:
        """Whether one page is the other again, a counter or a date apart. Of two pages that say next to nothing nothing is said."""
        first, second = {line.folded for line in self.lines(one)}, {line.folded for line in self.lines(other)}
        added, gone = _letters(first - second), _letters(second - first)
        if added > _COUNTER:
            return False
        repeated = _letters(words for words in first & second if not self.is_shared(words))
        return repeated >= _TELLING or (added + gone <= _COUNTER and _letters(first) >= 2 * _TELLING)


def _keys(lines: Sequence[Line]) -> list[str]:
    """What a line is compared by: its words, for a line that is little more than a date together with the line before it.

    Entries of several sections bear the same days; the clock above a menu follows the same words on every page.
    """
    found, before = [], ""
    for line in lines:
        dated = len(line.folded) <= _DATED and any(c.isdigit() for c in line.folded) and _letters([line.folded]) <= _DATED // 2
        found.append(f"{before}\n{line.folded}" if dated else line.folded)
        before = line.folded
    return found


def _letters(lines: Iterable[str]) -> int:
    return sum(sum(c.isalpha() for c in words) for words in lines)


def text_length(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)
