"""Finding labels: words that announce a value, in whatever mark-up, and which key they stand for."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from classifier.labelled.analogy import by_analogy, by_nature, is_bold, is_link
from classifier.labelled.tabs import tab_panels
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.lexicon import ENDS
from classifier.words.names import is_level_text
from classifier.words.questions import ASKING, LONGEST, asked_key
from classifier.words.text import nfc
from classifier.words.values import Label
from classifier.words.wordings import FORMS_ARE, LEAD, PHRASES, exact_key

MAX_LABELS = 20_000
_SERIAL = re.compile(r"\W*(?:s? ?tt|so tt|so thu tu|no)\W*|#")
_MAX_COLUMNS = 40

_TAIL = re.compile(r"\s*\??\s*(?:\([^()\n]{0,60}\)|\*|\s)*\s*[:.;?*]*\s*")
_AGAIN = re.compile(r"[ ]*/[ ]*[A-Za-z][A-Za-z '&-]{1,40}[ ]?:?\s*")
_FIRST_LABEL = re.compile(r"\W*[a-z][a-z ]{0,24}:")  # of a line of facts
_COLON = re.compile(r"\s*(?:\([^()\n]{0,60}\))?\s*:")
_ASKED = re.compile(r"\s*\?\s*:?")
# What is also the name of a paper: one item of a list ("Tờ khai", "Tờ khai (Mẫu số 02)") and no label of a value.
_PAPERS = frozenset(("to khai", "mau don", "don, to khai", "mau don, to khai", "mau don to khai", "mau ho so", "mau don/to khai"))
_NUMBERED_FORM = re.compile(r"\([^()]*(?:\bmau|\bphu luc|\d)")
_NAMED_FORM = re.compile(r"\s*\((?:theo )?(?:mau|phu luc)\b[^()]*\)")
# Facts on one line: "Mã thủ tục: 1.000718 - Lĩnh vực: Hộ tịch | Cơ quan: Sở Tư pháp", "Lĩnh vực: Hộ tịch. Mã thủ tục: 1.000718."
_BETWEEN_FACTS = re.compile(r"(?:\s[-–—]\s+|[|•·;]\s*|\.\s+|\s{2,})$")
_GAP = r"[\s\xa0]*[\xa0\u2002\u2003\t][\s\xa0]*"  # Word's way to set facts of one line apart; the text of the page has one space there
_ITEM = re.compile(r"([b-h2-9])([.)]) ?")
_PICTURES = frozenset(("So", "Co", "Cf", "Mn", "Sk"))  # symbols, letters of icon fonts, and what joins or dresses them
_INLINE = frozenset(("span", "b", "strong", "em", "i", "u", "font", "mark", "time", "small"))
_FEWEST_BESIDE = 3  # labels that stand so
_STEP, _SENTENCE = 600, 6  # characters looked back, words of a sentence
_FACTS = frozenset({
    FieldKey.NAME, FieldKey.CODE, FieldKey.FIELD, FieldKey.TIER, FieldKey.LEVEL, FieldKey.STATUS, FieldKey.AGENCY, FieldKey.DURATION,
    FieldKey.DECISION,
})  # fmt: skip


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
            if place >= 0 and key in _FACTS and _COLON.match(folded, last):
                if _BETWEEN_FACTS.search(folded, max(first - 4, 0), first) or _is_set_apart(doc, place, first, last):
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
    labels = sorted([*labels, *_beside_values(doc, best, labels)], key=lambda label: label.start)
    labels = _without_results(doc, labels)
    labels += by_nature(doc, {label.element for label in labels})
    _mark_columns(doc, labels)
    labels += by_analogy(doc, labels)
    labels.sort(key=lambda label: (label.start, label.end))
    return _without_results(doc, labels)  # what asks for the result may be known by analogy only


def _beside_values(doc: Document, best: Mapping[int, tuple[int, int, FieldKey]], labels: Sequence[Label]) -> list[Label]:
    """Labels with nothing between them and their value but its mark-up ("<p>Lệ phí<span>Không</span></p>"), where a page has several and
    does not only count what it has ("Lĩnh vực 12").
    """
    known = {label.start for label in labels}
    found: list[Label] = []
    counts = 0
    for place, (first, last, key) in sorted(best.items()):
        start, end, holder = doc.piece_starts[place], doc.piece_ends[place], doc.piece_elements[place]
        parts = doc.children(holder)
        if start in known or first != start or len(parts) != 1 or doc.tags[parts[0]] not in _INLINE or not doc.text[first].isupper():
            continue
        around = (
            doc.text[doc.text_from[holder] : start]
            + doc.text[end : doc.text_from[parts[0]]]
            + doc.text[doc.text_to[parts[0]] : doc.text_to[holder]]
        )
        bare = not (around.strip() or doc.folded[last:end].strip(" *"))
        if bare and doc.text_from[parts[0]] >= end and doc.text_of(parts[0]) and _block(doc, holder) == holder:
            found.append(Label(start, end, key, doc.text[first:last], -1, holder))
            counts += doc.text_of(parts[0]).strip("()[] ").isdecimal()
    return found if len({label.key for label in found}) >= _FEWEST_BESIDE and 2 * counts < len(found) else []


def _is_set_apart(doc: Document, place: int, first: int, last: int) -> bool:
    """Whether the words of a run of text stand behind a gap that the page's source makes wider than a space."""
    if doc.text[first - 1 : first] != " " or not doc.text[first].isupper():
        return False
    written = doc.nodes[doc.piece_elements[place]].text(deep=False)
    words = r"\s+".join(map(re.escape, doc.text[first:last].split()))
    return re.search(_GAP + words, nfc(written)) is not None


def _ends_a_list(doc: Document, place: int, first: int, last: int) -> bool:
    """Whether words are a short step of a lettered list ("c) Xã xem xét, ký.", "d) Nhận kết quả."): the step before it is a sentence."""
    start = doc.piece_starts[place]
    mark = _ITEM.fullmatch(doc.folded, start, first)
    if mark is None or not doc.folded[last : doc.piece_ends[place]].startswith("."):
        return False
    before = doc.folded[max(start - _STEP, 0) : start].rstrip().rpartition("\n")[2]
    return before.startswith(f"{chr(ord(mark[1]) - 1)}{mark[2]}") and len(before.split()) >= _SENTENCE and ":" not in before


def _without_results(doc: Document, labels: list[Label]) -> list[Label]:
    kept = [label for before, label in itertools.pairwise([None, *labels]) if label is not None and not _is_result(doc, before, label)]
    bare = [label for label in kept if label.key is FieldKey.DECISION and _is_bare(doc, label)]
    return _without_those_of_tabs(doc, kept, bare) if bare else kept


def _without_those_of_tabs(doc: Document, labels: list[Label], bare: list[Label]) -> list[Label]:
    """The labels without the bare names of decisions with which the part begins that a tab for the result opens."""
    others = [label for label in labels if label not in bare]
    panels = tab_panels(doc, others)
    opened = [panels[label.element] for label in others if label.key is FieldKey.RESULT and label.element in panels]
    results = [label for label in bare if any(a <= label.start < b and not doc.text[a : label.start].strip(" \n*-+•") for a, b in opened)]
    return [label for label in labels if label not in results]


def _is_bare(doc: Document, label: Label) -> bool:
    """Whether a label is the word for a decision and nothing else, as a result has for its name."""
    words, after = doc.folded[label.start : label.end].strip(), doc.text[label.end : label.end + 3].lstrip()
    return words.rstrip(". ") == "quyet dinh" and not after.startswith(":")


def _is_result(doc: Document, before: Label | None, label: Label) -> bool:
    """Whether the words are what the label just before them asks for ("Kết quả" / "Quyết định."): they end a sentence, or stand where its
    value stands rather than where the next label would.

    A decision is the one thing of which both an item of a page and a result bear the bare name.
    """
    if label.key is not FieldKey.DECISION or before is None or before.key is not FieldKey.RESULT:
        return False
    if not _is_bare(doc, label) or doc.text[before.end : label.start].strip(" \n:.?*-+•"):
        return False
    words, after = doc.folded[label.start : label.end].strip(), doc.text[label.end : label.end + 3].lstrip()
    return words.endswith(".") or after.startswith(".") or _drawn(doc, before) != _drawn(doc, label) or _is_its_cell(doc, before, label)


def _is_its_cell(doc: Document, before: Label, label: Label) -> bool:
    """Whether two labels are all that a row of a table holds, which is not its first: a head of columns is."""
    row = before.parent
    if before.element < 0 or label.element < 0 or doc.tags[row] != "tr" or label.parent != row or len(doc.children(row)) != 2:
        return False
    return doc.tags[before.element] in ("td", "th") and doc.children(doc.parents[row])[0] != row


def _drawn(doc: Document, label: Label) -> tuple[str, str | None, str, str | None]:
    """How a label is drawn: the line or the cell that holds its words, and the innermost element with its dress. A row is no cell, though
    an empty value beside the label leaves it nothing but the label.
    """
    inner = doc.piece_elements[bisect_right(doc.piece_starts, label.start) - 1]
    line = _block(doc, inner)
    dress = doc.attributes(inner).get("class") if inner != line else None
    return doc.tags[line], doc.attributes(line).get("class"), doc.tags[inner], dress


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
    if is_link(doc, holder):
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
    """Labels further on in a line of facts: the line begins with a fact that is labelled the same way, or two such labels stand behind a
    first one that nobody knows ("Số hồ sơ mẫu: 12 | Lĩnh vực: Đất đai | Cơ quan thực hiện: Sở").
    """
    leads = {bisect_right(doc.piece_starts, label.start) - 1 for label in labels if label.element < 0 and label.key in _FACTS}
    told = Counter(place for place, *_ in inline)
    leads |= {place for place, count in told.items() if count > 1 and _FIRST_LABEL.match(doc.folded, doc.piece_starts[place])}
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
    if next((words.removesuffix(tail) for tail in FORMS_ARE if words.endswith(tail)), words) not in _PAPERS or colon:
        return False
    if _NUMBERED_FORM.search(tail):
        return True
    item = next((e for e in (element, *doc.ancestors(element)[:3]) if doc.tags[e] == "li"), None)
    if item is None or doc.text_of(item) != doc.text_of(element):
        return False
    others = [c for c in doc.children(doc.parents[item])[:40] if c != item and doc.text_of(c)]
    return all(exact_key(doc.text_of(c)) in (None, FieldKey.FORMS) for c in others)  # a strip of tabs has other labels beside it


def _alone_on_line(doc: Document, first: int, last: int) -> bool:
    return (first == 0 or doc.text[first - 1] == "\n") and doc.text[last : last + 1] in ("", "\n")


def _outermost(doc: Document, element: int, first: int, last: int) -> int | None:
    """The outermost element that holds this run and nothing else, or None when even the innermost holds more."""
    found = None
    text, text_from, text_to = doc.text, doc.text_from, doc.text_to
    while element > 0:
        if not _only_icons(text[text_from[element] : first]) or text[last : text_to[element]].strip(" \n:*.;"):
            break
        if found is not None and _shows_level(doc, found, element):
            break
        found = element
        element = doc.parents[element]
    return found


def _only_icons(text: str) -> bool:
    """Whether there is nothing, or pictures that are letters ("📝"), in a part of the text; marks and numbers belong to lists."""
    return not text or all(c.isspace() or unicodedata.category(c) in _PICTURES for c in text)


def _shows_level(doc: Document, inner: int, outer: int) -> bool:
    """Whether an element holds the picture of a level behind a part of it: the value of a label whose row has no other words."""
    images = doc.images[bisect_left(doc.images, doc.ends[inner]) : bisect_left(doc.images, doc.ends[outer])]
    said = ((doc.attributes(image).get("alt"), doc.attributes(image).get("title")) for image in images)
    return any(words and is_level_text(words) for alt in said for words in alt)


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
    return adjacent and (len(known) > said / 2 or len(known) >= 3 or all(is_bold(doc, c) for c in cells))
