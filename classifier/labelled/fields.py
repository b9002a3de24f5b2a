"""Label and value, whatever the mark-up: a value is what stands between a label and the next one at the same or an outer level."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter, itemgetter

from classifier.labelled.columns import rows_of
from classifier.labelled.feenotes import note_column, paid_in_columns, ways_of_paying
from classifier.labelled.feetables import fee_lines
from classifier.labelled.glued import glued_values
from classifier.labelled.gridcells import grid_columns
from classifier.labelled.tabs import NO_PANEL, tab_panels
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.page.ticks import OPEN
from classifier.words.lexicon import SHORT
from classifier.words.names import is_level_text, levels_something_else, states_level
from classifier.words.signs import is_sign
from classifier.words.spans import covers, next_start
from classifier.words.text import fold, without_count
from classifier.words.values import EDGE, MAX_VALUE, Label, Value, stated
from classifier.words.wordings import exact_key

_FLOW = frozenset("p h1 h2 h3 h4 h5 h6 blockquote center font".split())
_LEVEL_WORDS = re.compile(
    r"\b(?:muc|toan trinh|toan phan|mot phan|con lai|thong tin|truc tuyen|chua|khong|level|full|partial|md ?\d|[1-4]|iv|i{1,3})\b"
)
_BLOCKS = frozenset("dt th td div li p h2 h3 h4 h5 h6 legend label summary".split())
_ORDER = re.compile(
    r"(?:(?:nop|lap|gui|khai|ke khai|tao) ho so|nop truc tuyen|nop qua|nop |dang ky|thanh toan|in\b|quay lai|tro ve|tro lai|huong dan"
    r"|dat lich|chia se)"
)
# What a procedure has one of. A column of links under such a heading chooses among the site's procedures.
_CHOSEN_BY = frozenset((FieldKey.AGENCY, FieldKey.FIELD, FieldKey.TIER, FieldKey.LEVEL, FieldKey.SUBJECT))
# What tables of the ways to apply have columns of; papers and their files stand together whatever holds them.
_IN_GRIDS = frozenset({FieldKey.FEE, FieldKey.DURATION, FieldKey.CHANNEL_IN, FieldKey.MANNER, FieldKey.PAYMENT, FieldKey.CHANNEL_OUT})
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_MENU_LINES = 4
_NUMBERS = re.compile(r"[\d.,%\s]*\d[\d.,%\s]*")
_FACTS, _MOST_FACTS = 3, 12
_NOTICE = 200  # characters
_MOST_CELLS = 2000  # of a column
_PAYS = re.compile(r"\b(?:thanh toan|nop|dong|tra|chuyen khoan|tien|phi|le phi|the|vi|qr|tai khoan|ngan hang)\b")
_LABEL_ATTRIBUTES = ("data-title", "data-label", "data-th", "data-header", "data-column", "data-content-label")


def read_values(doc: Document, labels: Sequence[Label], avoid: Sequence[tuple[int, int]] = ()) -> list[Value]:
    """All labelled values of a page in document order. `avoid`: parts of the text (menus, dialogs) whose labels do not count."""
    heard = [label for label in labels if not covers(avoid, label.start)]
    values = _values(doc, heard, avoid)
    values += _attribute_values(doc, values, avoid)
    if len({value.key for value in values if value.text} - {FieldKey.OTHER}) < 3:
        values += glued_values(doc, avoid)
    return values


def _values(doc: Document, labels: list[Label], avoid: Sequence[tuple[int, int]]) -> list[Value]:
    labels = paid_in_columns(labels)
    panels, grids = tab_panels(doc, labels), grid_columns(doc, labels)
    last_in: dict[int, int] = {}
    for label in labels:
        last_in[label.parent] = label.start
    tables = _Tables(doc, labels)
    values: list[Value] = []
    opened: list[tuple[int, int]] = []
    # An id given twice opens the first panel only; then the order of the page decides.
    opened_by = Counter(panel for panel in panels.values() if panel != NO_PANEL) + Counter({NO_PANEL: 1})
    for number, label in enumerate(labels):
        if label.column:
            below = _column(doc, label, tables)
            values.append(replace(below, key=FieldKey.OTHER) if _counts(label, below.text) else below)
            note = note_column(doc, label, tables.known) if label.key is FieldKey.FEE else None
            if note is not None:
                beside = _column(doc, replace(label, key=FieldKey.PAYMENT, text=doc.text_of(note), element=note), tables)
                if said := ways_of_paying(beside.text):
                    values.append(replace(beside, text=said))
            continue
        if label.key in _IN_GRIDS and (spans := grids.get(label.element)):
            lines = [line for a, b in spans if (line := stated(doc.text[a:b]))]
            values.append(
                Value(label.key, label.text, "\n".join(lines)[:MAX_VALUE], label.end, spans[-1][1], label.start, label.element, True, spans)
            )
            continue
        start, end = label.end, _value_end(doc, labels, number, last_in, avoid)
        panel = panels.get(label.element)
        heads_group = _is_group_head(doc, labels, number, end) or (panel is not None and _opens_facts(label, labels, panel))
        if panel is not None and not heads_group and not start <= panel[0] <= end and opened_by[panel] == 1:
            start, end = panel
        if panel is not None and (start, end) == panel:
            start = _past_label(doc, label, labels, panel)
        said = fee_lines(doc, start, end) if label.key is FieldKey.FEE else ""
        text = "" if heads_group else _without_head(stated(said or doc.text[start:end]), label.text)
        if text and len(text) < 200 and (_only_orders(doc, start, end) or _only_tabs(doc, label, start, end)):
            text = ""
        if label.key in _CHOSEN_BY and text.count("\n") >= _MENU_LINES - 1 and _begins_with_links(doc, start, end):
            continue
        if not text:
            text = _image_words(doc, start, end)
        no_level = label.key is FieldKey.LEVEL and (
            not _may_be_level(label.text, text) or _counts(label, text) or levels_something_else(label.text)
        )
        key = FieldKey.OTHER if no_level else label.key
        key = FieldKey.LEVEL if label.key is FieldKey.OTHER and states_level(label.text, text) else key
        nested = any(a <= label.start < b for a, b in opened[-40:])
        if not nested and text:
            opened.append((start, end))
        values.append(Value(key, label.text, text[:MAX_VALUE], start, end, label.start, label.element, nested))
    return values


# Labels that are natural parts of another label's value.
_PARTS: dict[FieldKey, frozenset[FieldKey]] = {
    FieldKey.MANNER: frozenset(
        (FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT, FieldKey.DURATION, FieldKey.FEE, FieldKey.PAYMENT, FieldKey.ADDRESS)
    ),
    FieldKey.DOSSIER: frozenset((FieldKey.DOSSIER, FieldKey.CASES)),
    FieldKey.CASES: frozenset(FieldKey),
    FieldKey.OTHER: frozenset(FieldKey),
}


def _is_group_head(doc: Document, labels: list[Label], number: int, end: int) -> bool:
    """Whether a label heads a group of labels: right after it, inside its value, stands another one in a block of its own."""
    label = labels[number]
    inner = labels[number + 1] if number + 1 < len(labels) else None
    if inner is not None and _heads_facts(doc, label, labels[number + 1 : number + 12], end):
        return True
    if inner is None or inner.start >= end or inner.column or inner.element < 0 or doc.tags[inner.element] not in _BLOCKS:
        return False
    if doc.text[label.end : inner.start].strip(EDGE) or inner.key is FieldKey.OTHER:
        return False
    if inner.key is not label.key:
        return inner.key not in _PARTS.get(label.key, ())
    later = labels[number + 2 : number + 12]
    return any(o.start < end and o.element >= 0 and not o.column and o.key is not label.key and o.parent == inner.parent for o in later)


def _heads_facts(doc: Document, label: Label, after: Sequence[Label], end: int) -> bool:
    """Whether a heading without a meaning of its own ("Thông tin chung") stands above what tells which procedure this is; a notice may
    stand between them.
    """
    if label.key is not FieldKey.OTHER or after[0].start - label.end > _NOTICE:
        return False
    keys = {o.key for o in after if o.start < end and not o.column}
    return bool(keys & {FieldKey.CODE, FieldKey.NAME}) and len(keys - {FieldKey.OTHER}) >= _FACTS


def _opens_facts(label: Label, labels: Sequence[Label], panel: tuple[int, int]) -> bool:
    """Whether a tab without a meaning of its own ("Thông tin chung") opens the part that tells which procedure this is."""
    if label.key is not FieldKey.OTHER:
        return False
    first = bisect_left(labels, panel[0], key=attrgetter("start"))
    keys = {o.key for o in islice(labels, first, first + _MOST_FACTS) if o.start < panel[1] and not o.column}
    return bool(keys & {FieldKey.CODE, FieldKey.NAME}) and len(keys - {FieldKey.OTHER}) >= _FACTS


def _without_head(text: str, label: str) -> str:
    """A value whose first line repeats its label, as the parts that tabs open often do, without that line."""
    first, _, rest = text.partition("\n")
    return rest if rest and first.strip(EDGE).casefold() == label.strip(EDGE).casefold() else text


def _past_label(doc: Document, label: Label, labels: list[Label], panel: tuple[int, int]) -> int:
    """Where the value of a tab begins in its part: behind a label of the same meaning ("Phí, lệ phí" opens a part with "Mức thu: …")."""
    start, end = panel
    place = bisect_left(labels, start, key=attrgetter("start"))
    inner = labels[place] if place < len(labels) else None
    if inner is None or inner.key is not label.key or inner.column or inner.end >= end or doc.text[start : inner.start].strip(EDGE):
        return start
    return inner.end


def _begins_with_links(doc: Document, start: int, end: int) -> bool:
    """Whether each of the first lines between two places of the text is a link."""
    lines = doc.text[start:end].strip(EDGE).split("\n")[:_MENU_LINES]
    last = doc.text.find(lines[-1], start) + len(lines[-1])
    links = [(doc.text_from[e], doc.text_to[e]) for e in doc.select("a[href]") if start <= doc.text_from[e] < last]
    return sum(b - a for a, b in links) >= 0.9 * sum(len(without_count(line)) for line in lines)


def _counts(label: Label, text: str) -> bool:
    """Whether a label that is a level itself ("Mức độ 3") says how many services have it."""
    return label.key is FieldKey.LEVEL and _NUMBERS.fullmatch(text) is not None and is_level_text(label.text)


def _may_be_level(label: str, text: str) -> bool:
    """Whether a value can be a level; words such as "Dịch vụ công" head many other things."""
    if not text:
        return fold(label).startswith("muc")
    lines = text.splitlines()
    if len(text) > 250 or not (_LEVEL_WORDS.search(fold(lines[0])) or any(map(is_level_text, lines))):
        # Further down, "Hồ sơ mức độ 3, 4: 6.318" is a figure of a box beside it; a sign, some line of the portal may explain.
        return is_sign(text)
    if not fold(label).startswith("muc") and OPEN not in text and len({fold(line) for line in lines if is_level_text(line)}) > 1:
        return False  # "Dịch vụ công: mức độ 3, mức độ 4" below one another is a menu, unless it says which of them holds
    return True


def _value_end(doc: Document, labels: list[Label], number: int, last_in: dict[int, int], avoid: Sequence[tuple[int, int]]) -> int:
    """Where the value of a label ends in the text."""
    label = labels[number]
    parent_end = doc.text_to[label.parent]
    chrome = next_start(avoid, label.end)
    stop: Label | None = None
    for place in range(number + 1, len(labels)):
        other = labels[place]
        if other.start >= parent_end:
            stop = other
            break
        if not _is_nested(doc, label, other, last_in):
            return other.start if chrome is None or label.key is not FieldKey.NAME else min(chrome, other.start)
    end = _extended(doc, label, stop, parent_end)
    return end if chrome is None else min(chrome, end)


def _is_nested(doc: Document, label: Label, other: Label, last_in: dict[int, int]) -> bool:
    """Whether `other`, inside the parent of `label`, is part of its value and not the next label."""
    parent = label.parent
    if other.ends_all or other.parent == parent or label.key in SHORT:
        return False
    if other.column:
        return True
    child = _child_holding(doc, parent, other)
    if child < 0 or label.element < 0:
        return False
    if _shape(doc, child) == _shape(doc, label.element) and not doc.text[doc.text_from[child] : other.start].strip(EDGE):
        return False
    if doc.tags[parent] == "tr":
        return True
    if [c for c in doc.children(parent)[:50] if c != label.element and doc.text_of(c)] == [child]:
        return True
    return last_in[parent] > other.start


def _child_holding(doc: Document, parent: int, label: Label) -> int:
    """The child of `parent` in which a label stands; -1 when it lies too deep to tell."""
    element = label.element if label.element >= 0 else label.parent
    for _ in range(200):
        if element < 0 or doc.parents[element] == parent:
            return element
        element = doc.parents[element]
    return -1


def _extended(doc: Document, label: Label, stop: Label | None, end: int) -> int:
    """The end of the parent, or further when the value runs on in the siblings after it."""
    parent = label.parent
    grand = doc.parents[parent]
    if grand < 0:
        return end
    tag = doc.tags[parent]
    everyone = doc.children(grand)
    place = bisect_left(everyone, parent) + 1
    siblings = everyone[place : place + 400]
    if tag == "tr":
        return _more_rows(doc, label, siblings, stop, end)
    flow = tag in _FLOW or (
        tag in ("div", "li", "span") and (label.element < 0 or doc.tags[label.element] in ("strong", "b", "em", "u", "i", "span"))
    )
    # Behind the last label of a part an agency is named on the label's own line; what follows is said of something else.
    is_last = stop is None or stop.start >= doc.text_to[grand]
    has_value_element = label.element >= 0 and doc.ends[label.element] < doc.ends[parent]
    if not flow and (has_value_element or doc.text[label.end : end].strip(EDGE)):
        return end
    for sibling in siblings:
        if stop is not None and doc.text_from[sibling] <= stop.start < doc.text_to[sibling]:
            between = doc.text[doc.text_from[sibling] : stop.start].strip(EDGE)
            return stop.start if between and len(between) < 4000 and tag in _FLOW else end
        if stop is None and (doc.tags[sibling] not in ("p", "ul", "ol", "table", "blockquote", "br", "pre") or label.key in SHORT):
            return end
        if (label.key in SHORT or (label.key is FieldKey.AGENCY and is_last)) and doc.text[label.end : end].strip(EDGE):
            return end
        if (
            tag == "li"
            and label.key is FieldKey.PAYMENT
            and doc.text[label.end : end].strip(EDGE)
            and not _PAYS.search(doc.folded_of(sibling))
        ):
            return end  # the next headline of a list, or the next fact of another kind
        if doc.tags[sibling] in ("footer", "header", "nav", "aside", "form"):
            return end
        if label.key in (*_CHOSEN_BY, FieldKey.CHANNEL_OUT) and _only_orders(doc, doc.text_from[sibling], doc.text_to[sibling]):
            return end  # the button behind a short fact; one behind the last of all values is the procedure's still
        if label.key in _IN_GRIDS and label.element < 0 and doc.tags[sibling] in _HEADINGS and doc.text[label.end : end].strip(EDGE):
            return end  # what was said on the label's own line is not said under a heading
        end = doc.text_to[sibling]
    return end


def _more_rows(doc: Document, label: Label, rows: list[int], stop: Label | None, end: int) -> int:
    """Rows below that still belong to the label: its cell spans them, or their first cell is empty."""
    covered = doc.spanned(label.element, "rowspan") - 1 if label.element >= 0 else 0
    for place, row in enumerate(rows[:500]):
        if stop is not None and stop.start < doc.text_to[row]:
            break
        cells = [c for c in doc.children(row) if doc.tags[c] in ("td", "th")]
        if place >= covered and (len(cells) < 2 or doc.text_of(cells[0])):
            break
        end = doc.text_to[row]
    return end


def _column(doc: Document, label: Label, tables: _Tables) -> Value:
    """The cells below a head of a column, one to a line."""
    table = next((a for a in doc.ancestors(label.parent) if doc.tags[a] == "table"), doc.parents[label.parent])
    spans: list[tuple[int, int]] = []
    place, headed = -1, True  # whether nothing but heads was passed yet: those of one column may stand in several rows
    for row, cells in tables.rows_from(table, label.parent):
        if row == label.parent:
            place = cells.index(label.element) if label.element in cells else -1
            continue
        heads = row in tables.heads
        if place < 0 or (heads and not headed) or len(spans) >= _MOST_CELLS:
            break
        headed = heads
        if not heads and place < len(cells) and doc.parents[cells[place]] == row:
            spans.append((doc.text_from[cells[place]], doc.text_to[cells[place]]))
    lines = [line for a, b in spans if (line := stated(doc.text[a:b]))]
    end = spans[-1][1] if spans else label.end
    return Value(label.key, label.text, "\n".join(lines)[:MAX_VALUE], label.end, end, label.start, label.element, True, tuple(spans))


class _Tables:
    """The tables of a page by their columns, and the rows that hold heads."""

    def __init__(self, doc: Document, labels: Sequence[Label]) -> None:
        self._doc = doc
        self.heads = {label.parent for label in labels if label.column}
        self.known = {label.element for label in labels if label.column and label.key is not FieldKey.OTHER}

    def rows_from(self, table: int, row: int) -> Iterator[tuple[int, list[int]]]:
        """The rows of a table from one on, with the cell at each column."""
        lines = rows_of(self._doc, table)
        return islice(lines, bisect_left(lines, row, key=itemgetter(0)), None)


def _attribute_values(doc: Document, values: list[Value], avoid: Sequence[tuple[int, int]]) -> list[Value]:
    """Values whose label stands in an attribute of their own element (tables that fold up on small screens)."""
    found: list[Value] = []
    for element in doc.select(",".join(f"[{name}]" for name in _LABEL_ATTRIBUTES)):
        attributes = doc.attributes(element)
        label = next(attributes[name] for name in _LABEL_ATTRIBUTES if name in attributes)
        key = exact_key(label)
        text = stated(doc.text_of(element))
        start, end = doc.text_from[element], doc.text_to[element]
        if key is None or fold(text).startswith(fold(label)) or covers(avoid, start):
            continue
        nested = any(not v.nested and v.start <= start < v.end for v in values)
        if not any(v.key is key and v.holds(start + 1) for v in values):
            found.append(Value(key, label, text[:MAX_VALUE], start, end, start, element, nested))
    return found


def _only_orders(doc: Document, start: int, end: int) -> bool:
    """Whether a value is nothing but the buttons that happen to stand behind an empty label."""
    words = [(doc.folded[doc.piece_starts[p] : doc.piece_ends[p]], doc.piece_elements[p]) for p in doc.pieces_in(start, end)]
    words = [(said, element) for said, element in words if any(c.isalnum() for c in said)]
    return bool(words) and all(
        _ORDER.match(said) and any(doc.tags[a] in ("a", "button", "input") for a in doc.ancestors(e)[:3]) for said, e in words
    )


def _only_tabs(doc: Document, label: Label, start: int, end: int) -> bool:
    """Whether a label heads a strip of tabs, and what follows it are the other tabs."""
    if label.element < 0 or not _is_tab(doc, label.element):
        return False
    others = [c for c in doc.children(doc.parents[label.element]) if _is_tab(doc, c)]  # no panels, which may be of the same tag
    return all(any(doc.within(doc.piece_elements[p], other) for other in others) for p in doc.pieces_in(start, end))


def _is_tab(doc: Document, element: int) -> bool:
    return doc.tags[element] == "button" or doc.attributes(element).get("role") == "tab" or "onclick" in doc.attributes(element)


def _image_words(doc: Document, start: int, end: int) -> str:
    """The words of an image that stands where a value is expected (a badge)."""
    for element in doc.images:
        if start <= doc.text_from[element] <= min(end, start + 400):
            attributes = doc.attributes(element)
            return " ".join((attributes.get("alt") or attributes.get("title") or "").split())[:200]
    for element in range(bisect_left(doc.text_from, start), bisect_right(doc.text_from, end)):
        said = " ".join((doc.attributes(element).get("title") or "")[:200].split())
        if said and is_level_text(said) and start <= doc.text_to[element] <= end:  # a sign that only speaks when it is pointed at
            return said
    return ""


def _shape(doc: Document, element: int) -> tuple[str, str]:
    return doc.tags[element], doc.attributes(element).get("class", "")
