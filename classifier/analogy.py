"""Texts that are labels because they stand where labels stand: terms, heads of parts, what looks like known labels."""

from __future__ import annotations

import re

from classifier.document import Document
from classifier.model import FieldKey
from classifier.names import starts_like_name
from classifier.spans import covers, merged
from classifier.text import fold
from classifier.values import Label
from classifier.wordings import label_key

_LONGEST_ANALOGOUS = 90  # characters
_FEWEST_LINES = 3  # known labels among bold lines that make others labels, too
_NUMBERED = re.compile(r"\W*(?:\d{1,2}|[ivx]{1,4}|[a-q])\s?[.,)/:-]\s*\w")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "legend"))
_A_LABEL = 6  # words; what is longer and begins like a procedure's name is one


def is_link(doc: Document, element: int) -> bool:
    """Whether the words are a link to another page; labels link nowhere, or to a part of their own page."""
    for holder in (element, doc.parents[element]):
        if holder >= 0 and doc.tags[holder] == "a":
            href = doc.attributes(holder).get("href", "").strip().lower()
            return bool(href) and "#" not in href and not href.startswith("javascript:")
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
    """Terms of definition lists and heads of parts that open: labels by their tag, when their words mean an item."""
    found: list[Label] = []
    for element in doc.select("dt,summary"):
        like = _analogous(doc, element, max(doc.parents[element], 0), column=False) if element not in taken else None
        if like is None or like.key is FieldKey.OTHER or is_link(doc, doc.element_at(like.start)):
            continue
        if len(like.text.split()) <= _A_LABEL or not starts_like_name(fold(like.text)):  # a list of procedures opens under their names
            found.append(like)
    return found


def by_analogy(doc: Document, labels: list[Label]) -> list[Label]:
    """Short texts that stand exactly where known labels stand are labels too, so that they end the value before them."""
    taken = {label.element for label in labels}
    said = merged((label.start, label.end) for label in labels)
    shapes: dict[tuple[int, int, str, str, str], int] = {}
    for label in labels:
        if label.element < 0 or label.ends_all:
            continue
        if label.column:
            key = (label.parent, -2, doc.tags[label.element], "", "")
        else:
            grand = doc.parents[label.parent]
            first = _first_child(doc, label.parent)
            if first == label.element:
                key = (grand, -1, doc.tags[label.element], doc.tags[label.parent], _class(doc, label.parent))
                shapes[key] = shapes.get(key, 0) + 1
                if doc.tags[label.parent] != "tr" and (named := _class(doc, label.element)):
                    key = (grand, -3, doc.tags[label.element], doc.tags[label.parent], named)
                    shapes[key] = shapes.get(key, 0) + 1
            key = (label.parent, 0, doc.tags[label.element], _class(doc, label.element), "")
            if _is_bold_line(doc, label.element):
                key = (label.parent, -4, doc.tags[label.element], _class(doc, label.element), "")
        shapes[key] = shapes.get(key, 0) + 1
    found: list[Label] = []
    for (container, how, tag, one, two), count in shapes.items():
        if how == -2:
            heads = [c for c in doc.children(container) if c not in taken and doc.tags[c] in ("td", "th")]
            candidates = [(c, container) for c in heads]
        elif container < 0:
            continue
        elif how == -1:
            rows = [c for c in doc.children(container) if doc.tags[c] == one and _class(doc, c) == two]
            if one == "tr":
                rows = _without_spanned(doc, rows)
            candidates = [(f, r) for r in rows if (f := _first_child(doc, r)) is not None and doc.tags[f] == tag]
        elif how == -3:  # boxes that are each named after their field, with labels of one class
            boxes = [c for c in doc.children(container) if doc.tags[c] == one]
            candidates = [(f, b) for b in boxes if (f := _first_child(doc, b)) is not None and doc.tags[f] == tag and _class(doc, f) == two]
        elif how == -4:  # bold lines of their own, as Word writes its headings, each numbered or with a colon
            lines = [c for c in doc.children(container) if doc.tags[c] == tag and _class(doc, c) == one]
            candidates = [(c, container) for c in lines if count >= _FEWEST_LINES and _is_bold_line(doc, c)]
        elif tag in ("p", "td", "li", "tr") or (tag in ("div", "span", "a") and not one):
            continue
        else:
            candidates = [(c, container) for c in doc.children(container) if doc.tags[c] == tag and _class(doc, c) == one]
        for element, parent in candidates:
            like = _analogous(doc, element, parent, how == -2) if element not in taken else None
            if like is not None and covers(said, like.start):
                continue  # the second half of a label that mark-up cuts
            # One known label may stand in its place by chance: then only a heading whose words mean an item is like it. The head of a
            # row is a label by its very mark-up.
            sure = how == -2 or count > 1 or (how == -1 and tag == "th")
            if like is not None and (sure or (tag in _HEADINGS and like.key is not FieldKey.OTHER)):
                taken.add(element)
                found.append(like)
    return found


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
