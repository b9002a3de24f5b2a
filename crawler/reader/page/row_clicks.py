"""Where to press for a row whose link is no link: what carries its handle, its name, or the button beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from selectolax.lexbor import LexborNode

from classifier.model import Row
from classifier.words.names import names_an_agency
from crawler.fetching import Click
from crawler.reader.page.addresses import absolute
from crawler.reader.page.document import Document
from crawler.reader.page.said import line_of
from crawler.reader.page.words import folded_words, is_detail

_SHOWS = (
    *("a", "button", "td", "li", "h2", "h3", "h4", "h5", "strong", "b", "span", "div", "p"),
    *("label", "em", "i", "u", "q", "dt", "dd", "summary", "h6", "font", "small", "mark", "figcaption"),
)
_CARRIES = ("a", "button", "tr", "td", "span", "div", "li", "p", "img", "input")
_PRESSABLE = "a, button, input[type=button], [role=button], [onclick]"
_HOLDS_ROWS = frozenset({"table", "tbody", "ul", "ol", "body", "main"})
_HEIGHT = 5  # elements between a name and the row that holds its button


def row_click(document: Document, row: Row) -> Click | None:
    """The element to press for a row, None when it does not show on the page."""
    carrier = _carrier(document, row)
    if carrier is not None:
        return carrier
    named = next(_named(document, folded_words(row.name)), None)
    if named is None:
        return None
    beside = None if _presses(named) else _button_beside(document, named)
    pressed = beside if beside is not None else named
    return replace(click_on(document, pressed), words=_own_words(pressed, row))


def _carrier(document: Document, row: Row) -> Click | None:
    """The element whose own script is the row's handle, where it stands with the row's name or code: what a script calls may be a place in
    the list that is shown ("tbl:0:lnk"), and another list has another row there.
    """
    handle = row.handle
    if not handle or "(" not in handle:
        return None
    found: list[tuple[int, Click]] = []  # how far above each its name stands: of "mo(this)" on every row the nearest is meant
    for tag in _CARRIES:
        for index, node in enumerate(document.tree.css(tag)):
            script = (node.attributes.get("onclick") or "").strip()
            if script and handle.startswith(script[:500]) and (height := _named_above(node, row)) is not None:
                found.append((height, Click(tag, index, _own_words(node, row))))
    return min(found, key=itemgetter(0))[1] if found else None


def _named_above(node: LexborNode, row: Row) -> int | None:
    """How many elements around one stand below what says the name or the code of a record, and no other agency than its own; None where
    nothing in its row does. Without the agency it is further off than with it.
    """
    name, code, agency = folded_words(row.name), folded_words(row.code or ""), folded_words(row.agency or "")
    around: LexborNode | None = node
    for height in range(_HEIGHT):
        if around is None or around.tag in _HOLDS_ROWS:
            return None
        said = folded_words(_said(around))
        if (name and name in said) or (code and code in said):
            if agency in said:
                return height
            return None if _names_agency(around) else height + _HEIGHT
        around = around.parent
    return None


def _names_agency(node: LexborNode) -> bool:
    return any(names_an_agency(folded_words(line.strip(" ()[]–-:;,."))) for line in node.text(separator="\n").split("\n"))


def _own_words(node: LexborNode, row: Row) -> str:
    """The words of an element that are the row's own, so that no other row is pressed in its place; "" where it holds more than words."""
    words = " ".join(node.text().split())
    named = bool(row.name) and folded_words(row.name) in folded_words(words)
    plain = all(inner.tag == "-text" for inner in node.iter(include_text=True))
    return words if named and plain else ""


def _said(node: LexborNode) -> str:
    """The words of an element with those that it shows when one points at it: a name that is cut off stands there in full."""
    pointed = [each.attributes.get(name) or "" for each in (node, *node.css("[title], [aria-label]")) for name in ("title", "aria-label")]
    return " ".join((node.text(separator=" "), *pointed))


def _named(document: Document, wanted: str) -> Iterator[LexborNode]:
    for selector in _SHOWS:
        for node in document.tree.css(selector):
            if folded_words(node.text(separator=" ")) == wanted:
                yield node


def _presses(node: LexborNode) -> bool:
    """Whether an element, or one of the two around it, is made to be pressed."""
    for _ in range(3):
        if node.tag in {"a", "button"} or node.attributes.get("onclick") or node.attributes.get("role") == "button":
            return True
        if node.parent is None:
            return False
        node = node.parent
    return False


def _button_beside(document: Document, named: LexborNode) -> LexborNode | None:
    """The one "Xem" or "Chi tiết" in the row of a name; several of them belong to as many rows."""
    around = named.parent
    for _ in range(_HEIGHT):
        if around is None or around.tag in _HOLDS_ROWS:
            return None
        buttons = [node for node in around.css(_PRESSABLE) if is_detail(_words(node)) and not _leads(document, node)]
        buttons = [node for node in buttons if "disabled" not in node.attributes]  # it waits for a row to be marked
        if buttons:
            return buttons[0] if len(buttons) == 1 else None
        around = around.parent
    return None


def _words(node: LexborNode) -> str:
    said = line_of(node)
    return said or node.attributes.get("title") or node.attributes.get("value") or node.attributes.get("aria-label") or ""


def _leads(document: Document, node: LexborNode) -> bool:
    return node.tag == "a" and absolute(document.base, node.attributes.get("href") or "") is not None


def click_on(document: Document, node: LexborNode) -> Click:
    """What presses an element: its place among those of its tag."""
    tag = re.sub(r"[^\w-]", "", node.tag or "")
    return Click(tag, next(index for index, other in enumerate(document.tree.css(tag)) if other.mem_id == node.mem_id))
