"""Signs that a list goes on behind what was read of it: a box of pages, numbers, a button for more or the end that a script watches."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.reader.page.document import Document, Link, in_chrome
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, folded_words, is_next
from crawler.reader.paging.boxes import boxes
from crawler.reader.paging.more import SENTINEL, buttons
from crawler.reader.paging.press import press
from crawler.reader.paging.state import Walk

_WATCHES = re.compile(r"IntersectionObserver|infinite|scrollHeight|scrollTop|\.scroll\s*\(|['\"]scroll['\"]", re.IGNORECASE)
_SAYS_SO = re.compile(r"sentinel|infinite|load-?more|scroll|tai-?them")
_ABOUT_ROWS = re.compile(r"\b(?:thu tuc|dich vu|tthc|dvc|ket qua|ban ghi|muc|trang|hien thi)\b")
# What data say of themselves: that there is more, or whether this is the end.
_MORE = re.compile(r"has_?(?:more|next)(?:_?page)?|is_?truncated|con_?(?:nua|tiep|them)|co_?(?:them|nua|trang_?sau)", re.IGNORECASE)
_END = re.compile(r"(?:is_?)?last(?:_?page)?|het(?:_?du_?lieu)?|(?:is_?)?end(?:_?of_?list)?|ket_?thuc", re.IGNORECASE)
_NEXT_PAGE = re.compile(r"\btrang\b|\bnext page\b")  # an arrow may be that of a row of pictures
_FLOORS = 4  # of an answer
_HEIGHT = 4  # elements between a sign and what holds the rows beside it
_LONGEST = 400  # characters of what stands at the end of a list


def watches(code: str) -> bool:
    """Whether code listens to scrolling, or to what comes into view."""
    return _WATCHES.search(code) is not None


def left_unread(view: View) -> str:
    """Why there must be more of a list than its first page, where nothing led on; "" when nothing says so."""
    document = view.document
    for box in boxes(document):
        if box.last > box.current:
            return f"its box of pages goes on to {box.last}"
    if closed_numbers(document, opened=bool(view.opened)):
        return "the numbers of its pages lead nowhere"
    beside = _beside_rows(view)
    if any(beside(node) for node in buttons(document)):
        return "its button for more led nowhere"
    if watches(document.scripts) or document.script_files:
        ends = document.tree.css("div, li, p, span, tr, section")
        if any(_ends_a_list(node) and not in_chrome(node) and beside(node) for node in ends):
            return "what a script adds at its end was not found"
    return ""


def goes_on(state: Walk) -> str:
    """Why there must be more of a list than was read of it, by what brought the last of it; "" when nothing says so."""
    if state.done:
        return ""
    if state.capped:
        return "it still grew when it was left"
    if state.lost:
        return "nothing says what comes after its last part"
    return "its data say that there is more" if state.last is not None and says_more(state.last.payload) else ""


def says_more(data: Any, floor: int = 0) -> bool:
    """Whether data say of themselves that there is more."""
    if not isinstance(data, dict) or floor > _FLOORS:
        return False
    return any(
        _MORE.fullmatch(str(key)) is not None
        if value is True
        else _END.fullmatch(str(key)) is not None
        if value is False
        else says_more(value, floor + 1)
        for key, value in data.items()
    )


def _ends_a_list(node: LexborNode) -> bool:
    called = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()
    if not SENTINEL.search(called) or len(node.text()) > _LONGEST:
        return False
    return _SAYS_SO.search(called) is not None or any(name.startswith("data-") for name in node.attributes)


def closed_numbers(document: Document, *, opened: bool = False) -> bool:
    """Whether page numbers stand together, or words for the next page stand, of which a script alone knows where they lead.

    The number of the page that is shown is often no link: then the others begin with 2. `opened`: the list shows when something was
    pressed: a call of the page's code goes on from there, whatever can be read of it.
    """

    def unknown(link: Link) -> bool:
        return (opened and not link.url) or press(link, document) is None

    shown = [link for link in document.links if not link.chrome and not link.disabled]
    numbered = [link for link in shown if link.number is not None]
    places = {link.place for link in numbered if link.number == 1 or link.current}
    places |= {two.place for two, three in pairwise(numbered) if (two.number, three.number) == (2, 3) and two.place == three.place}
    if any(link.number == 2 and link.place in places and unknown(link) for link in numbered):
        return True
    return any(_NEXT_PAGE.search(fold(link.text)) and is_next(link.text) and _calls(link) and unknown(link) for link in shown)


def _calls(link: Link) -> bool:
    """Whether pressing an element does something; a pager of one page has dead links, too."""
    return not link.url and bool(link.data or re.sub(r"void\s*\(?\s*0\s*\)?|return false|[\s;]", "", link.script))


def _beside_rows(view: View) -> Callable[[LexborNode], bool]:
    """Whether an element stands in what holds at least two rows of the page."""
    names = [folded_words(row.name) for row in view.rows]

    def beside(node: LexborNode) -> bool:
        around, own = node.parent, folded_words(node.text(separator=" "))
        for _ in range(_HEIGHT):
            if around is None or around.tag in {"body", "html", "-document"}:
                return False
            text = folded_words(around.text(separator=" "))
            if found := sum(name in text for name in names):
                return found > 1
            if len(text) > len(own) and not _ABOUT_ROWS.search(text):
                return False  # a block of something else
            around = around.parent
        return False

    return beside
