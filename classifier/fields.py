"""Label and value, whatever the mark-up: a value is what stands between a label and the next one at the same or an outer level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.document import Document
from classifier.labels import Label
from classifier.lexicon import NOTHING, SHORT
from classifier.model import FieldKey
from classifier.text import fold

MAX_VALUE = 20_000
_FLOW = frozenset("p h1 h2 h3 h4 h5 h6 blockquote center font".split())
_EDGE = " \n\t:;|·•–-"
_GLUED_CODE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Value:
    """A label with the part of the text that is its value. `nested`: it stands inside the value of another label."""

    key: FieldKey
    label: str
    text: str
    start: int
    end: int
    label_start: int
    element: int
    nested: bool = False
    spans: tuple[tuple[int, int], ...] = ()

    def holds(self, offset: int) -> bool:
        """Whether a place of the text belongs to the value."""
        if self.spans:
            return any(a <= offset < b for a, b in self.spans)
        return self.start <= offset < self.end


def stated(text: str) -> str:
    """The value, or "" when it only says that there is none to show ("Đang cập nhật", "-")."""
    value = text.strip(_EDGE)
    if len(value) > 60:
        return text.strip(" \n\t:;|")
    words = " ".join(re.sub(r"[^\w\s/]", " ", fold(value)).split())
    if not words or words in NOTHING or words.startswith(("khong co thong tin", "chua co thong tin")):
        return ""
    return text.strip(" \n\t:;|")


def read_values(doc: Document, labels: Sequence[Label], avoid: Sequence[tuple[int, int]] = ()) -> list[Value]:
    """All labelled values of a page in document order. `avoid`: parts of the text (menus, dialogs) whose labels do not count."""
    heard = [label for label in labels if not any(a <= label.start < b for a, b in avoid)]
    values = _values(doc, heard, avoid)
    if len({value.key for value in values if value.text} - {FieldKey.OTHER}) < 3:
        from classifier.glued import glued_values

        values += glued_values(doc, avoid)
    return values


def _values(doc: Document, labels: list[Label], avoid: Sequence[tuple[int, int]]) -> list[Value]:
    panels = _panels(doc, labels)
    values: list[Value] = []
    open_until = -1
    for number, label in enumerate(labels):
        if label.column:
            values.append(_column(doc, label, labels))
            continue
        start = label.end
        end = _value_end(doc, labels, number, avoid)
        text = stated(doc.text[start:end])
        if not text and label.element in panels:
            start, end = panels[label.element]
            text = stated(doc.text[start:end])
        if not text:
            text = _image_words(doc, start, end)
        nested = label.start < open_until
        if not nested and text:
            open_until = end
        values.append(Value(label.key, label.text, text[:MAX_VALUE], start, end, label.start, label.element, nested))
    return values


def _value_end(doc: Document, labels: list[Label], number: int, avoid: Sequence[tuple[int, int]]) -> int:
    """Where the value of a label ends in the text."""
    label = labels[number]
    parent = label.parent
    parent_end = doc.text_to[parent]
    stop: Label | None = None
    for other in labels[number + 1 :]:
        if other.start >= parent_end:
            stop = other
            break
        if not _is_nested(doc, labels, label, other):
            return other.start
    end = _extended(doc, label, stop, parent_end)
    for first, _ in avoid:
        if label.end <= first < end:
            end = first
    return end


def _is_nested(doc: Document, labels: list[Label], label: Label, other: Label) -> bool:
    """Whether `other`, inside the parent of `label`, is part of its value and not the next label."""
    parent = label.parent
    if other.ends_all or other.parent == parent:
        return False
    if other.column:
        return label.key not in SHORT
    if label.key in SHORT:
        return False
    child = _child_holding(doc, parent, other.start)
    if child < 0 or label.element < 0:
        return False
    if _shape(doc, child) == _shape(doc, label.element) and not doc.text[doc.text_from[child] : other.start].strip(_EDGE):
        return False
    if doc.tags[parent] == "tr":
        return True
    others = [c for c in doc.children(parent) if c != label.element and doc.text_of(c)]
    if others == [child]:
        return True
    return any(later.parent == parent and later.start > other.start for later in labels)


def _extended(doc: Document, label: Label, stop: Label | None, end: int) -> int:
    """The end of the parent, or further when the value runs on in the siblings after it."""
    parent = label.parent
    grand = doc.parents[parent]
    if grand < 0:
        return end
    tag = doc.tags[parent]
    siblings = [c for c in doc.children(grand) if c > parent]
    if tag == "tr":
        return _more_rows(doc, label, siblings, stop, end)
    flow = tag in _FLOW or (
        tag in ("div", "li", "span") and (label.element < 0 or doc.tags[label.element] in ("strong", "b", "em", "u", "i", "span"))
    )
    if not flow and doc.text[label.end : end].strip(_EDGE):
        return end
    for sibling in siblings:
        if stop is not None and doc.text_from[sibling] <= stop.start < doc.text_to[sibling]:
            between = doc.text[doc.text_from[sibling] : stop.start].strip(_EDGE)
            return stop.start if between and len(between) < 4000 and tag in _FLOW else end
        if stop is None and (doc.tags[sibling] not in ("p", "ul", "ol", "table", "blockquote", "br", "pre") or label.key in SHORT):
            return end
        if label.key in SHORT and doc.text[label.end : end].strip(_EDGE):
            return end
        if doc.tags[sibling] in ("footer", "header", "nav", "aside", "form"):
            return end
        end = doc.text_to[sibling]
    return end


def _more_rows(doc: Document, label: Label, rows: list[int], stop: Label | None, end: int) -> int:
    """Rows below that still belong to the label: its cell spans them, or their first cell is empty."""
    span = doc.attributes(label.element).get("rowspan", "1") if label.element >= 0 else "1"
    covered = int(span) - 1 if span.isdigit() else 0
    for place, row in enumerate(rows[:500]):
        if stop is not None and stop.start < doc.text_to[row]:
            break
        cells = [c for c in doc.children(row) if doc.tags[c] in ("td", "th")]
        if place >= covered and (len(cells) < 2 or doc.text_of(cells[0])):
            break
        end = doc.text_to[row]
    return end


def _column(doc: Document, label: Label, labels: list[Label]) -> Value:
    """The cells below a head of a column, one to a line."""
    row = label.parent
    place = [c for c in doc.children(row) if doc.tags[c] in ("td", "th")].index(label.element)
    table = next((a for a in doc.ancestors(row) if doc.tags[a] == "table"), doc.parents[row])
    heads = {other.parent for other in labels if other.column}
    spans: list[tuple[int, int]] = []
    element = doc.ends[row]
    while element < doc.ends[table] and len(spans) < 2000:
        if doc.tags[element] == "table":
            element = doc.ends[element]
            continue
        if doc.tags[element] == "tr":
            if element in heads:
                break
            cells = [c for c in doc.children(element) if doc.tags[c] in ("td", "th")]
            if place < len(cells):
                spans.append((doc.text_from[cells[place]], doc.text_to[cells[place]]))
            element = doc.ends[element]
            continue
        element += 1
    lines = [line for a, b in spans if (line := stated(doc.text[a:b]))]
    end = spans[-1][1] if spans else label.end
    return Value(label.key, label.text, "\n".join(lines)[:MAX_VALUE], label.end, end, label.start, label.element, True, tuple(spans))


def _panels(doc: Document, labels: list[Label]) -> dict[int, tuple[int, int]]:
    """Values of labels that are tabs: by the id they open, else the n-th block after n labels in a row."""
    found: dict[int, tuple[int, int]] = {}
    run: list[Label] = []
    for place, label in enumerate(labels):
        if label.element < 0 or label.column:
            run = []
            continue
        target = _opens(doc, label.element)
        if target is not None and not doc.within(label.element, target):
            found[label.element] = (doc.text_from[target], doc.text_to[target])
        run.append(label)
        following = labels[place + 1] if place + 1 < len(labels) else None
        if following is not None and not doc.text[label.end : following.start].strip(_EDGE):
            continue
        if len(run) >= 2:
            found.update((e, s) for e, s in _panels_after(doc, run).items() if e not in found)
        run = []
    return found


def _opens(doc: Document, element: int) -> int | None:
    """The element that a tab or an accordion head opens."""
    for candidate in (*range(element, min(doc.ends[element], element + 6)), doc.parents[element]):
        if candidate < 0:
            continue
        attributes = doc.attributes(candidate)
        for name in ("href", "data-target", "data-bs-target", "aria-controls", "data-tab", "data-id", "rel"):
            target = attributes.get(name, "").strip()
            if target.startswith("#"):
                target = target[1:]
            elif name == "href":
                continue
            if target and target in doc.by_id:
                return doc.by_id[target]
    return None


def _panels_after(doc: Document, run: list[Label]) -> dict[int, tuple[int, int]]:
    """n labels in a row, then n blocks: the blocks in the order of the labels."""
    last = run[-1].element
    holder = doc.parents[last]
    while holder > 0 and doc.within(run[0].element, holder) is False:
        holder = doc.parents[holder]
    for _ in range(3):
        outer = doc.parents[holder]
        if outer < 0:
            break
        for sibling in (c for c in doc.children(outer) if c > holder):
            blocks = [c for c in doc.children(sibling) if doc.tags[c] not in ("script", "style", "br")]
            if len(blocks) == len(run):
                return {label.element: (doc.text_from[b], doc.text_to[b]) for label, b in zip(run, blocks, strict=True)}
        holder = outer
    return {}


def _image_words(doc: Document, start: int, end: int) -> str:
    """The words of an image that stands where a value is expected (a badge)."""
    for element in _images(doc):
        if start <= doc.text_from[element] <= end and doc.text_from[element] - start < 400:
            attributes = doc.attributes(element)
            return " ".join((attributes.get("alt") or attributes.get("title") or "").split())[:200]
    return ""


def _images(doc: Document) -> list[int]:
    return [e for e, tag in enumerate(doc.tags) if tag == "img"] if "img" in doc.tags else []


def _child_holding(doc: Document, parent: int, offset: int) -> int:
    for child in doc.children(parent):
        if doc.text_from[child] <= offset < doc.text_to[child]:
            return child
    return -1


def _shape(doc: Document, element: int) -> tuple[str, str]:
    return doc.tags[element], doc.attributes(element).get("class", "")
