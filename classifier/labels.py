"""Finding labels: words that announce a value, in whatever mark-up, and which key they stand for."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

from classifier.document import Document
from classifier.lexicon import ENDS
from classifier.model import FieldKey
from classifier.names import starts_like_name
from classifier.questions import ASKING, LONGEST, asked_key
from classifier.spans import covers, merged
from classifier.text import fold
from classifier.wordings import LEAD, PHRASES, exact_key, label_key

MAX_LABELS = 20_000
_SERIAL = re.compile(r"\W*(?:s? ?tt|so tt|so thu tu|no)\W*|#")
_MAX_COLUMNS = 40
_LONGEST_ANALOGOUS = 90  # characters
_FEWEST_LINES = 3  # known labels among bold lines that make others labels, too
_NUMBERED = re.compile(r"\W*(?:\d{1,2}|[ivx]{1,4}|[a-q])\s?[.,)/:-]\s*\w")

_TAIL = re.compile(r"\s*\??\s*(?:\([^()\n]{0,60}\)|\*|\s)*\s*[:.;?*]*\s*")
_AGAIN = re.compile(r"[ ]*/[ ]*[A-Za-z][A-Za-z '&-]{1,40}[ ]?:?\s*")
_COLON = re.compile(r"\s*(?:\([^()\n]{0,60}\))?\s*:")
_ASKED = re.compile(r"\s*\?\s*:?")
# What is also the name of a paper: one item of a list ("Tờ khai", "Tờ khai (Mẫu số 02)") and no label of a value.
_PAPERS = frozenset(("to khai", "mau don", "don, to khai", "mau don, to khai", "mau don to khai", "mau ho so", "mau don/to khai"))
_NUMBERED_FORM = re.compile(r"\([^()]*(?:\bmau|\bphu luc|\d)")
_NAMED_FORM = re.compile(r"\s*\((?:theo )?(?:mau|phu luc)\b[^()]*\)")
# Facts on one line: "Mã thủ tục: 1.000718 - Lĩnh vực: Hộ tịch | Cơ quan: Sở Tư pháp".
_BETWEEN_FACTS = re.compile(r"(?:\s[-–—]\s+|[|•·;]\s*|\s{2,})$")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6", "legend"))
_A_LABEL = 6  # words; what is longer and begins like a procedure's name is one
_ITEM = re.compile(r"([b-h2-9])([.)]) ?")
_STEP, _SENTENCE = 600, 6  # characters looked back, words of a sentence
_FACTS = frozenset({
    FieldKey.NAME, FieldKey.CODE, FieldKey.FIELD, FieldKey.TIER, FieldKey.LEVEL, FieldKey.STATUS, FieldKey.AGENCY, FieldKey.DURATION,
    FieldKey.DECISION,
})  # fmt: skip


@dataclass(slots=True)
class Label:
    """A label and where it stands. `element`: the outermost element that holds nothing else, -1 for "Label: value" in one run.

    `parent`: the element in which its value is expected. `column`: a head of a table column.
    """

    start: int
    end: int
    key: FieldKey
    text: str
    element: int
    parent: int
    column: bool = False
    ends_all: bool = False


def find_labels(doc: Document) -> list[Label]:
    """Known labels in document order, then those that stand where known ones stand."""
    best: dict[int, tuple[int, int, FieldKey]] = {}
    inline: list[tuple[int, int, int, FieldKey]] = []
    folded, piece_starts = doc.folded, doc.piece_starts
    places = {piece_start: place for place, piece_start in enumerate(piece_starts)}
    for first, last, key in PHRASES.find(folded):
        known_place = places.get(first)
        if known_place is None:
            place = bisect_right(piece_starts, first) - 1
            if place >= 0 and key in _FACTS and _COLON.match(folded, last) and _BETWEEN_FACTS.search(folded, max(first - 4, 0), first):
                inline.append((place, first, last, key))
            if place < 0 or first - piece_starts[place] > 16:
                continue
            lead = LEAD.match(folded, piece_starts[place], first)
            if lead is None or lead.end() != first:
                continue
        else:
            place = known_place
        known = best.get(place)
        if known is not None and (known[1] >= last or first > known[0]):
            continue
        best[place] = (first, last, key)
    for place, hit in _questions(doc):
        best[place] = max(best.get(place, hit), hit, key=lambda one: one[1])
    labels: list[Label] = []
    until = 0  # where the words of the latest label end; mark-up may cut them, and their second half be a label of its own
    for place, hit in sorted(best.items()):
        label = _label(doc, place, *hit) if hit[0] >= until and not _ends_a_list(doc, place, *hit[:2]) else None
        if label is not None and len(labels) < MAX_LABELS:
            labels.append(label)
            until = hit[1]
    if inline:
        labels = sorted([*labels, *_facts_after(doc, labels, inline)], key=lambda label: label.start)
    labels += _by_nature(doc, {label.element for label in labels})
    _mark_columns(doc, labels)
    labels += _by_analogy(doc, labels)
    labels.sort(key=lambda label: (label.start, label.end))
    return labels


def _ends_a_list(doc: Document, place: int, first: int, last: int) -> bool:
    """Whether words are a short step of a lettered list ("c) Xã xem xét, ký.", "d) Nhận kết quả."): the step before it is a sentence."""
    start = doc.piece_starts[place]
    mark = _ITEM.fullmatch(doc.folded, start, first)
    if mark is None or not doc.folded[last : doc.piece_ends[place]].startswith("."):
        return False
    before = doc.folded[max(start - _STEP, 0) : start].rstrip().rpartition("\n")[2]
    return before.startswith(f"{chr(ord(mark[1]) - 1)}{mark[2]}") and len(before.split()) >= _SENTENCE and ":" not in before


def _questions(doc: Document) -> list[tuple[int, tuple[int, int, FieldKey]]]:
    """(piece, what was found) of each run of text that begins with a question about an item and goes no further than its mark."""
    found: list[tuple[int, tuple[int, int, FieldKey]]] = []
    folded = doc.folded
    asking = {bisect_right(doc.piece_starts, start) - 1 for start, _, _ in ASKING.find(folded)}
    for place in sorted(asking):
        start, end = doc.piece_starts[place], doc.piece_ends[place]
        lead = LEAD.match(folded, start, min(end, start + LONGEST))
        first = lead.end() if lead is not None else start
        last = folded.find("?", first, min(end, first + LONGEST))
        if last < 0:
            if end - first > LONGEST:
                continue
            colon = folded.find(":", first, end)
            last = end if colon < 0 else colon
        words = folded[first:last].rstrip(" *.")
        if 5 < len(words) and (key := asked_key(" ".join(words.split()))) is not None:
            found.append((place, (first, first + len(words), key)))
    return found


def _label(doc: Document, place: int, first: int, last: int, key: FieldKey) -> Label | None:
    """The label at a phrase, or None when the words are part of a sentence."""
    final = place
    while doc.piece_ends[final] < last:
        final += 1
    holder, start, end = doc.piece_elements[place], doc.piece_starts[place], doc.piece_ends[final]
    if _is_link(doc, holder):
        return None
    rest = doc.folded[last:end]
    tail = _TAIL.match(rest)
    words = doc.text[first:last]
    asked = rest.lstrip().startswith("?")
    ends_all = doc.folded[first:last] in ENDS
    if tail is not None and tail.end() == len(rest):
        element = _outermost(doc, holder, start, end)
        colon = asked or ":" in rest or doc.text[end : end + 3].lstrip().startswith(":")
        if key is FieldKey.FORMS and _is_paper(doc, holder if element is None else element, doc.folded[first:last], rest, colon):
            return None
        if element is None:
            if not colon and not _alone_on_line(doc, start, end):
                return _in_two_languages(doc, holder, start, last, key)
            return Label(start, end, key, words, -1, _block(doc, holder), ends_all=ends_all)
        if not colon and not doc.text[first].isupper() and doc.tags[element] in ("span", "a", "b", "i", "strong", "em", "u", "font"):
            return None
        return Label(start, end, key, words, element, max(doc.parents[element], 0), ends_all=ends_all)
    colon_at = _ASKED.match(rest) if asked else _COLON.match(rest)
    if colon_at is not None and doc.text[first].isupper():
        return Label(start, last + colon_at.end(), key, words, -1, _block(doc, holder), ends_all=ends_all)
    return _in_two_languages(doc, holder, start, last, key)


def _in_two_languages(doc: Document, holder: int, start: int, last: int, key: FieldKey) -> Label | None:
    """The label of a block that says the same again in another language and nothing else: "Lệ phí / Fee"."""
    block = _block(doc, holder)
    again = doc.text[last : doc.text_to[block]]
    if block <= 0 or doc.text[doc.text_from[block] : start].strip() or not again.isascii() or not _AGAIN.fullmatch(again):
        return None
    return Label(start, doc.text_to[block], key, doc.text[start:last], block, max(doc.parents[block], 0))


def _facts_after(doc: Document, labels: list[Label], inline: list[tuple[int, int, int, FieldKey]]) -> list[Label]:
    """Labels further on in a line of facts: the line begins with a fact that is labelled the same way."""
    leads = {bisect_right(doc.piece_starts, label.start) - 1 for label in labels if label.element < 0 and label.key in _FACTS}
    found: list[Label] = []
    for place, first, last, key in inline:
        colon = _COLON.match(doc.folded, last)
        if place in leads and colon is not None and doc.text[first].isupper():
            block = _block(doc, doc.piece_elements[place])
            found.append(Label(first, colon.end(), key, doc.text[first:last], -1, block))
    return found


def _is_paper(doc: Document, element: int, words: str, tail: str, colon: bool) -> bool:
    """Whether the words name one paper of a list rather than what follows them."""
    if words == "to khai" and _NAMED_FORM.match(tail):  # "Tờ khai (Mẫu số 01): to_khai.doc", colon or not
        return True
    if words not in _PAPERS or colon:
        return False
    if _NUMBERED_FORM.search(tail):
        return True
    item = next((e for e in (element, *doc.ancestors(element)[:3]) if doc.tags[e] == "li"), None)
    if item is None or doc.text_of(item) != doc.text_of(element):
        return False
    others = [c for c in doc.children(doc.parents[item])[:40] if c != item and doc.text_of(c)]
    return all(exact_key(doc.text_of(c)) in (None, FieldKey.FORMS) for c in others)  # a strip of tabs has other labels beside it


def _is_link(doc: Document, element: int) -> bool:
    """Whether the words are a link to another page; labels link nowhere, or to a part of their own page."""
    for holder in (element, doc.parents[element]):
        if holder >= 0 and doc.tags[holder] == "a":
            href = doc.attributes(holder).get("href", "").strip().lower()
            return bool(href) and "#" not in href and not href.startswith("javascript:")
    return False


def _alone_on_line(doc: Document, first: int, last: int) -> bool:
    return (first == 0 or doc.text[first - 1] == "\n") and doc.text[last : last + 1] in ("", "\n")


def _outermost(doc: Document, element: int, first: int, last: int) -> int | None:
    """The outermost element that holds this run and nothing else, or None when even the innermost holds more."""
    found = None
    text, text_from, text_to = doc.text, doc.text_from, doc.text_to
    while element > 0:
        if text[text_from[element] : first].strip() or text[last : text_to[element]].strip(" \n:*.;"):
            break
        found = element
        element = doc.parents[element]
    return found


def _block(doc: Document, element: int) -> int:
    """The nearest element that makes a line of its own."""
    while element > 0 and doc.tags[element] in ("span", "a", "b", "i", "strong", "em", "u", "font", "label", "small", "big"):
        element = doc.parents[element]
    return max(element, 0)


def _mark_columns(doc: Document, labels: list[Label]) -> None:
    """Marks heads of columns: cells of one row of which no label is followed by a value cell."""
    rows: dict[int, list[Label]] = {}
    for label in labels:
        if label.element >= 0 and doc.tags[label.parent] == "tr":
            rows.setdefault(label.parent, []).append(label)
    for row, heads in rows.items():
        if _is_head_row(doc, row, {label.element for label in heads}):
            for label in heads:
                label.column = True


def _is_head_row(doc: Document, row: int, known: set[int]) -> bool:
    cells = [c for c in doc.children(row) if doc.tags[c] in ("td", "th")]
    if not 2 <= len(cells) <= _MAX_COLUMNS or any(doc.text_to[c] - doc.text_from[c] > 90 for c in cells):
        return False
    if doc.tags[doc.parents[row]] == "thead":
        return True
    adjacent = any(a in known and b in known for a, b in itertools.pairwise(cells))
    if all(doc.tags[c] == "th" for c in cells):
        return adjacent or len(cells) > 2
    if _SERIAL.fullmatch(doc.folded_of(cells[0])):
        return True  # only a head says "STT"
    said = sum(doc.text_to[c] > doc.text_from[c] for c in cells)  # the column of buttons often has no head
    return adjacent and (len(known) > said / 2 or len(known) >= 3 or all(_is_bold(doc, c) for c in cells))


def _is_bold(doc: Document, cell: int) -> bool:
    """Whether all words of a cell stand in one bold element."""
    words = doc.text_of(cell)
    return any(doc.tags[e] in ("b", "strong") and doc.text_of(e) == words for e in range(cell + 1, min(doc.ends[cell], cell + 5)))


def _is_bold_line(doc: Document, element: int) -> bool:
    """Whether an element is a bold line with a colon or a number, which the paragraphs below it are about."""
    if doc.tags[element] not in ("p", "div", "li") or not 2 <= doc.text_to[element] - doc.text_from[element] <= _LONGEST_ANALOGOUS + 10:
        return False
    words = doc.text_of(element)
    return _is_bold(doc, element) and (words.endswith(":") or _NUMBERED.match(fold(words)) is not None)


def _by_nature(doc: Document, taken: set[int]) -> list[Label]:
    """Terms of definition lists and heads of parts that open: labels by their tag, when their words mean an item."""
    found: list[Label] = []
    for element in doc.select("dt,summary"):
        like = _analogous(doc, element, max(doc.parents[element], 0), column=False) if element not in taken else None
        if like is None or like.key is FieldKey.OTHER or _is_link(doc, doc.element_at(like.start)):
            continue
        if len(like.text.split()) <= _A_LABEL or not starts_like_name(fold(like.text)):  # a list of procedures opens under their names
            found.append(like)
    return found


def _by_analogy(doc: Document, labels: list[Label]) -> list[Label]:
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
