"""Texts that are labels because they stand where labels stand: terms, heads of parts, what looks like known labels."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import NamedTuple

from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.names import starts_like_name
from classifier.words.spans import covers, merged
from classifier.words.text import fold
from classifier.words.values import Label
from classifier.words.wordings import label_key

_LONGEST_ANALOGOUS = 90  # characters
_FEWEST_LINES = 3  # known labels among bold lines that make others labels, too
_FEWEST_ELSEWHERE = 4  # known labels of one make on the whole page
_NUMBERED = re.compile(r"\W*(?:\d{1,2}|[ivx]{1,4}|[a-q])\s?[.,)/:-]\s*\w")
# Menus, trees and boxes to choose from open, too.
_HEADS = (
    "dt,summary,[aria-expanded]:not([aria-haspopup],[role=treeitem],[role=menuitem],[role=combobox],[role=listbox],input,select,tr,nav *)"
)
_MAY_HEAD = "dt,summary,[aria-expanded]"  # what a page without any such element has none of
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "legend"))
_ROUTE = re.compile(r"#!?/.")  # a page of its own, which a script draws
_MOST_AROUND = 4  # elements around the head of a part
_A_LABEL = 6  # words; what is longer and begins like a procedure's name is one


class _Place(Enum):
    """Where a label stands."""

    BESIDE = "among its likes"
    COLUMN_HEAD = "at the head of a column"
    ROW_HEAD = "first in a row of a container"
    LONE_ROW = "first in one of several tables of a single row"
    BOX_HEAD = "first in a box that is named after its field"
    BOLD_LINE = "on a bold line of its own, as Word writes its headings, numbered or with a colon"


class _Shape(NamedTuple):
    """A place in a container. `named`: the class of the label, in ROW_HEAD of its row; `around`: the tag of the row or box."""

    container: int
    place: _Place
    tag: str
    named: str = ""
    around: str = ""


def is_link(doc: Document, element: int) -> bool:
    """Whether the words are a link to another page; labels link nowhere, or to a part of their own page."""
    for holder in (element, doc.parents[element]):
        if holder >= 0 and doc.tags[holder] == "a":
            href = doc.attributes(holder).get("href", "").strip().lower()
            own = "#" in href and _ROUTE.search(href) is None
            return bool(href) and not own and not href.startswith("javascript:")
    return False


def is_bold(doc: Document, cell: int) -> bool:
    """Whether all words of a cell stand in one bold element."""
    words = doc.text_of(cell)
    return any(doc.tags[e] in ("b", "strong") and doc.text_of(e) == words for e in range(cell + 1, min(doc.ends[cell], cell + 5)))


def _is_bold_line(doc: Document, element: int) -> bool:
    """Whether an element is a bold line with a colon or a number, which the paragraphs below it are about."""
    if doc.tags[element] not in ("p", "div", "li") or not 2 <= doc.text_to[element] - doc.text_from[element] <= _LONGEST_ANALOGOUS + 10:
        return False
    words = doc.text_of(element)
    return is_bold(doc, element) and (words.endswith(":") or _NUMBERED.match(fold(words)) is not None)


def by_nature(doc: Document, taken: set[int]) -> list[Label]:
    """Terms of definition lists and heads of parts that open: labels by their tag, or by what a head says of itself to those who cannot
    see it, when their words mean an item.
    """
    found: list[Label] = []
    for head in doc.select(_HEADS) if doc.select(_MAY_HEAD) else ():
        element = _whole_head(doc, head)
        like = _analogous(doc, element, max(doc.parents[element], 0), column=False) if element not in taken else None
        if like is None or like.key is FieldKey.OTHER or is_link(doc, doc.element_at(like.start)):
            continue
        if len(like.text.split()) <= _A_LABEL or not starts_like_name(fold(like.text)):  # a list of procedures opens under their names
            found.append(like)
            taken.add(element)
    return found


def _whole_head(doc: Document, head: int) -> int:
    """What stands before the part that opens: the outermost element that says no more than its head, which may be a button in a heading."""
    return head if doc.tags[head] in ("dt", "summary") else doc.outermost(head, _MOST_AROUND)


def by_analogy(doc: Document, labels: list[Label]) -> list[Label]:
    """Short texts that stand exactly where known labels stand are labels too, so that they end the value before them."""
    taken = {label.element for label in labels}
    said = merged((label.start, label.end) for label in labels)
    found: list[Label] = []
    shapes = _shapes(doc, labels)
    makes: Counter[_Shape] = Counter()
    for shape, count in shapes.items():
        makes[_make(shape)] += count
    for shape, count in shapes.items():
        for element, parent in _alike(doc, shape, count):
            like = _analogous(doc, element, parent, shape.place is _Place.COLUMN_HEAD) if element not in taken else None
            if like is None or covers(said, like.start):
                continue  # the second half of a label that mark-up cuts, if any
            # One known label may stand in its place by chance: then only a heading whose words mean an item is like it, or the first
            # words of a box that are dressed as the known ones are. The head of a row is a label by its very mark-up.
            sure = shape.place is _Place.COLUMN_HEAD or count > 1 or (shape.place is _Place.ROW_HEAD and shape.tag == "th")
            # Rows of one dress stand in several panels: what many of them show holds for the panel with one known label as well.
            sure = sure or (like.key is not FieldKey.OTHER and bool(shape.named) and makes[_make(shape)] >= _FEWEST_ELSEWHERE)
            if sure or (like.key is not FieldKey.OTHER and (shape.tag in _HEADINGS or _is_like_a_label(shape, like))):
                taken.add(element)
                found.append(like)
    return found


def _make(shape: _Shape) -> _Shape:
    """The same place in whatever container."""
    return shape._replace(container=0)


def _is_like_a_label(shape: _Shape, like: Label) -> bool:
    """Whether words at the head of a box, dressed as the label at the head of another one, are a label's and no procedure's name."""
    return shape.place is _Place.BOX_HEAD and len(like.text.split()) <= _A_LABEL and not starts_like_name(fold(like.text))


def _shapes(doc: Document, labels: list[Label]) -> Counter[_Shape]:
    """The places in which known labels stand, and how many stand in each."""
    shapes: Counter[_Shape] = Counter()
    for label in labels:
        if label.element < 0 or label.ends_all:
            continue
        tag, named = doc.tags[label.element], _class(doc, label.element)
        if label.column:
            shapes[_Shape(label.parent, _Place.COLUMN_HEAD, tag)] += 1
            continue
        if _first_child(doc, label.parent) == label.element:
            grand, around = doc.parents[label.parent], doc.tags[label.parent]
            if (table := _table_of_one_row(doc, label.parent)) is not None:
                shapes[_Shape(doc.parents[table], _Place.LONE_ROW, tag, named, "table")] += 1
            shapes[_Shape(grand, _Place.ROW_HEAD, tag, _class(doc, label.parent), around)] += 1
            if around != "tr" and named:
                shapes[_Shape(grand, _Place.BOX_HEAD, tag, named, around)] += 1
        place = _Place.BOLD_LINE if _is_bold_line(doc, label.element) else _Place.BESIDE
        shapes[_Shape(label.parent, place, tag, named)] += 1
    return shapes


def _alike(doc: Document, shape: _Shape, count: int) -> list[tuple[int, int]]:
    """The elements that stand in such a place, each with the element in which its value is expected."""
    tag, named, around = shape.tag, shape.named, shape.around
    if shape.place is _Place.COLUMN_HEAD:
        return [(c, shape.container) for c in doc.children(shape.container) if doc.tags[c] in ("td", "th")]
    if shape.container < 0:
        return []
    inside = doc.children(shape.container)
    if shape.place is _Place.ROW_HEAD:
        rows = [c for c in inside if doc.tags[c] == around and _class(doc, c) == named]
        rows = _without_spanned(doc, rows) if around == "tr" else rows
        return [(f, r) for r in rows if (f := _first_child(doc, r)) is not None and doc.tags[f] == tag]
    if shape.place is _Place.LONE_ROW:
        rows = [row for c in inside if doc.tags[c] == around and (row := _only_row(doc, c)) is not None]
        return [(f, r) for r in rows if (f := _first_child(doc, r)) is not None and doc.tags[f] == tag and _class(doc, f) == named]
    if shape.place is _Place.BOX_HEAD:
        boxes = [c for c in inside if doc.tags[c] == around]
        return [(f, b) for b in boxes if (f := _first_child(doc, b)) is not None and doc.tags[f] == tag and _class(doc, f) == named]
    own = [c for c in inside if doc.tags[c] == tag and _class(doc, c) == named]
    if shape.place is _Place.BOLD_LINE:
        own = [c for c in own if _is_bold_line(doc, c)] if count >= _FEWEST_LINES else []
    elif tag in ("p", "td", "li", "tr") or (tag in ("div", "span", "a") and not named):
        own = []
    return [(c, shape.container) for c in own]


def _table_of_one_row(doc: Document, row: int) -> int | None:
    """The table of which an element is the only row."""
    table = next((a for a in doc.ancestors(row)[1:3] if doc.tags[a] == "table"), None) if doc.tags[row] == "tr" else None
    return table if table is not None and _only_row(doc, table) == row else None


def _only_row(doc: Document, table: int) -> int | None:
    """The row of a table that has one and no more."""
    rows = [e for e in range(table, doc.ends[table]) if doc.tags[e] == "tr"]
    return rows[0] if len(rows) == 1 else None


def _without_spanned(doc: Document, rows: list[int]) -> list[int]:
    """Rows with a first cell of their own: one that a cell of a row above spans begins in the middle of that row's value."""
    kept: list[int] = []
    spanned = 0
    for row in rows:
        if spanned > 0:
            spanned -= 1
            continue
        kept.append(row)
        first = next((c for c in doc.children(row) if doc.tags[c] in ("td", "th")), None)
        spanned = doc.spanned(first, "rowspan") - 1 if first is not None else 0
    return kept


def _analogous(doc: Document, element: int, parent: int, column: bool) -> Label | None:
    text = doc.text_of(element)
    if not 2 <= len(text) <= _LONGEST_ANALOGOUS or "\n" in text or not any(c.isalpha() for c in text):
        return None
    first = doc.text.index(text, doc.text_from[element])
    if not column and doc.text_to[parent] - doc.text_to[element] <= 0:
        return None
    return Label(first, first + len(text), label_key(text), text.strip(" :"), element, parent, column)


def _first_child(doc: Document, element: int) -> int | None:
    """The first child element with text in it, when no text of the element itself stands before it."""
    for child in doc.children(element):
        if doc.tags[child] in ("td", "th") and not doc.text_of(child):
            return None
        if doc.text_of(child):
            before = doc.text[doc.text_from[element] : doc.text_from[child]]
            return child if not before.strip() else None
    return None


def _class(doc: Document, element: int) -> str:
    return doc.attributes(element).get("class", "")
