"""Repeating subtrees: lists, cards and grids in which each record names a procedure."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from classifier.findings.tier import tier_in
from classifier.listing.anchors import Anchor, code_anchors, link_anchors, name_inside, numbered_anchors
from classifier.listing.headings import give_levels
from classifier.model import Control, ControlKind, FieldKey, Row
from classifier.page.document import Document
from classifier.page.recordids import blank_ids, record_ids
from classifier.page.regions import Regions
from classifier.page.rowparts import is_empty_note, key_of_row, name_line, one_line
from classifier.page.targets import NONE, Target, marked
from classifier.page.unspoken import drawn_title, pictured
from classifier.words.codes import Code, code_in_address, find_code, find_codes, parse_code
from classifier.words.names import NEWS_ADDRESS, PROCEDURE_ADDRESS, is_level_text, level_words, names_an_agency, starts_like_name
from classifier.words.spans import covers, slice_of
from classifier.words.text import fold, folded_words
from classifier.words.values import Label

_COUNTED = re.compile(
    r"\W*?(?:\W\d{1,5}\s+(?P<what>thu tuc|tthc|dich vu|dvc)\b(?: hanh chinh| cong)?|[(\[]\s*(?P<bare>\d{1,5})\s*[)\]])\W*"
)
_HIGHEST_LEVEL = 4
_FEWEST = 3  # records whose addresses have nothing in common but their place
_NEARLY_ALL = 0.8
_INSIDE = 40  # elements of a record among which its mark is looked for
_LONGEST_ENTRY = 1500  # characters of a record
_LONG = 9  # words; names of fields are shorter
_STATE_CLASS = re.compile(r"\d+|\b(?:odd|even|first|last|active|alt|selected)\b")
_SAID = re.compile(r"(?<==)[^\s=()]+(?=$|\s)|\d+|'[^']*'")  # what differs from record to record in a script or in data attributes
_POSTED = re.compile(r"__doPostBack\(|PostBackOptions\(")
_NUMBERED = re.compile(r"\w*\d\w*")  # a part of a control's name that counts: "ctl03", "$7"
_QUOTED = re.compile(r"""["']([^"']*)["']""")
_WORD = re.compile(r"\w+")  # signs are none: "« Trước"
_NEVER_ROOT = frozenset(("body", "main", "form", "html"))


@dataclass(slots=True)
class Record:
    """One candidate: its elements, its text, the element that names it or leads to it."""

    first: int
    last: int
    start: int
    end: int
    anchor: int
    name: str
    target: Target
    level: str | None = None  # what the heading above it says of it


def find_groups(
    doc: Document, regions: Regions, covered: Sequence[tuple[int, int]], controls: Sequence[tuple[int, Control]]
) -> list[list[list[Record]]]:
    """Groups of records outside the tables already read, by ways of finding them, the surest way first."""

    def open_to(element: int) -> bool:
        return not (covers(covered, element) or regions.in_chrome(element) or regions.in_dialog(element))

    named, detail = link_anchors(doc, open_to)
    submits = [(e, "", NONE) for e, c in controls if c.kind is ControlKind.SUBMIT and c.url and _is_applying(c.url) and open_to(e)]
    coded = code_anchors(doc, open_to)
    return [_grouped(doc, anchors) for anchors in (named, detail, submits, coded, numbered_anchors(doc, open_to))]


def _is_applying(url: str) -> bool:
    """Whether an address can be where one applies for one record; news speaks of applying, too."""
    return bool(record_ids(url)) and not NEWS_ADDRESS.search(urlsplit(url).path)


def _grouped(doc: Document, anchors: Sequence[Anchor]) -> list[list[Record]]:
    """Records of one shape and one kind of address; a record is the largest subtree that holds no other anchor."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for place, (element, name, target) in enumerate(anchors):
        before = anchors[place - 1][0] if place else -1
        after = anchors[place + 1][0] if place + 1 < len(anchors) else len(doc.nodes)
        root = _root(doc, element, before, after, alone=len(anchors) == 1)
        where = blank_ids(target.url) if target.url else _pressed(target.raw)
        shape = (*_make(doc, root), doc.tags[element], where)
        groups.setdefault(shape, []).append(Record(root, doc.ends[root], doc.text_from[root], doc.text_to[root], element, name, target))
    _join_lone(doc, groups)
    groups = _by_place(groups)
    _join_neighbours(doc, groups)
    firsts = sorted(record.first for group in groups.values() for record in group)
    found = [group for group in groups.values() if len(group) >= 2 or _stands_alone(doc, group[0])]
    for group in found:
        _add_unlinked(doc, group, firsts)
    for group in found:
        if not _interleaved(group, firsts):
            _stretch(doc, group)
        give_levels(doc, group)
    for group in found:
        _mark(doc, group)
        for record in group:
            record.name = record.name or name_inside(doc, record.first, record.start, record.end)
    return [kept for group in found if (kept := [r for r in group if len(_WORD.findall(r.name)) >= 2 and not is_empty_note(r.name)])]


def _pressed(raw: str) -> str:
    """What a script does with a record, blank where it differs from one record to the next. What sends the form back names the control that
    was pressed: that of the records is another than that of the pager below them.
    """
    if not _POSTED.search(raw):
        return _SAID.sub("0", raw)
    target, argument, *_ = *_QUOTED.findall(raw), "", ""
    command, mark, _ = argument.partition("$")  # "Select$3"
    return f"{_NUMBERED.sub('0', target)} {command if mark else ''}"


def _mark(doc: Document, group: list[Record]) -> None:
    """Give records that lead nowhere what a script that listens to them works with: a data attribute that is another for each."""
    if any(record.target != NONE for record in group):
        return
    found = [marked(doc, range(record.first, min(record.last, record.first + _INSIDE))) for record in group]
    if len(group) == 1 and found[0] is not None and doc.within(group[0].anchor, found[0][0]):
        _narrow(doc, group[0], found[0][0])  # those beside it may be records, too
    handles = [one[1].raw if one is not None else "" for one in found]
    if all(handles) and len(set(handles)) == len(handles) and len({_SAID.sub("0", handle) for handle in handles}) == 1:
        for record, one in zip(group, found, strict=True):
            record.target = one[1] if one is not None else NONE
        _add_unsaid(doc, group)


def _narrow(doc: Document, record: Record, element: int) -> None:
    """Take an element for the whole of a record."""
    record.first, record.last = element, doc.ends[element]
    record.start, record.end = doc.text_from[element], doc.text_to[element]


def _add_unsaid(doc: Document, group: list[Record]) -> None:
    """Add the siblings of marked records that carry the same mark and whatever made the others records not: a code."""
    known = {record.first for record in group}
    places = {(doc.parents[r.first], *_make(doc, r.first), _SAID.sub("0", r.target.raw)) for r in group}
    for parent in {place[0] for place in places}:
        for element in doc.children(parent):
            mark = marked(doc, (element,)) if element not in known else None
            if mark is None or (parent, *_make(doc, element), _SAID.sub("0", mark[1].raw)) not in places:
                continue
            start, end = doc.text_from[element], doc.text_to[element]
            group.append(Record(element, doc.ends[element], start, end, element, name_inside(doc, element, start, end), mark[1]))
    group.sort(key=lambda record: record.first)


def _add_unlinked(doc: Document, group: list[Record], firsts: Sequence[int]) -> None:
    """Add the siblings of records that lead somewhere which are made like them, name a procedure with a code of its own and lead nowhere:
    it has no page, and all that is published of it stands in the list.
    """
    if len(group) < _FEWEST or not all(record.target.url or record.target.raw for record in group):
        return
    places = {(doc.parents[record.first], *_make(doc, record.first)) for record in group}
    for parent in {place[0] for place in places}:
        for element in doc.children(parent):
            start, end = doc.text_from[element], doc.text_to[element]
            if (parent, *_make(doc, element)) not in places or not start < end <= start + _LONGEST_ENTRY:
                continue
            inside = slice(bisect_left(firsts, element), bisect_left(firsts, doc.ends[element]))
            if firsts[inside] or any(record.first <= element < record.last for record in group):
                continue  # a record already, or one that leads elsewhere
            codes = {code.text for _, _, code in find_codes(doc.text[start:end])}
            name = name_inside(doc, element, start, end)
            if len(codes) == 1 and starts_like_name(fold(name)):
                group.append(Record(element, doc.ends[element], start, end, element, name, NONE))
    group.sort(key=lambda record: record.first)


def _make(doc: Document, element: int) -> tuple[str, str]:
    return doc.tags[element], _STATE_CLASS.sub("", doc.attributes(element).get("class", ""))


def _join_lone(doc: Document, groups: dict[tuple[str, ...], list[Record]]) -> None:
    """Put a record that stands alone in its list to those of other lists that lead to the same kind of address, or are pressed alike."""
    homes = {shape[2:]: group for shape, group in groups.items() if len(group) > 1 and (group[0].target.url or group[0].target.raw)}
    for shape, group in list(groups.items()):
        home = homes.get(shape[2:])
        if home is not None and len(group) == 1 and not _stands_alone(doc, group[0]):
            home.append(group[0])
            home.sort(key=lambda record: record.first)
            del groups[shape]


def _by_place(groups: dict[tuple[str, ...], list[Record]]) -> dict[tuple[str, ...], list[Record]]:
    """Records that are alone in their kind of address, with neighbours whose addresses differ in the last part: opaque names ("/tt/k3Jx9Q")
    have no numbers to blank.
    """
    kept = {shape: group for shape, group in groups.items() if len(group) > 1 or not group[0].target.url}
    alone: dict[tuple[str, ...], list[Record]] = {}
    for shape, group in groups.items():
        if shape not in kept:
            path = urlsplit(group[0].target.url or "").path.rstrip("/")
            alone.setdefault((*shape[:3], path.rpartition("/")[0], "…"), []).extend(group)
    for shape, group in alone.items():
        if len(group) >= _FEWEST:
            kept[shape] = group
        else:
            kept.update({(*shape, record.target.url or ""): [record] for record in group})
    return kept


def _join_neighbours(doc: Document, groups: dict[tuple[str, ...], list[Record]]) -> None:
    """Put a record that is alone in its kind of address, and names a procedure, to those among which it stands and like which it is made:
    a content system gives most entries an address of words, and those that nobody named one of numbers ("/node/3121").
    """
    homes: dict[tuple[int, tuple[str, ...], str], list[Record]] = {}
    for shape, group in groups.items():
        if len(group) > 1:
            for record in group:
                homes.setdefault((doc.parents[record.first], shape[:3], _host(record)), group)
    for shape, group in list(groups.items()):
        [record, *others] = group
        home = homes.get((doc.parents[record.first], shape[:3], _host(record)))
        if home is None or others or not starts_like_name(fold(record.name)) or NEWS_ADDRESS.search(urlsplit(record.target.url or "").path):
            continue
        home.append(record)
        home.sort(key=lambda each: each.first)
        del groups[shape]


def _host(record: Record) -> str:
    """The host to which a record leads; "" for one that only a script opens."""
    return urlsplit(record.target.url or "").netloc


def _root(doc: Document, element: int, before: int, after: int, *, alone: bool) -> int:
    root = element
    for _ in range(3 if alone else 60):
        parent = doc.parents[root]
        if parent <= before or parent <= 0 or doc.ends[parent] > after or doc.tags[parent] in _NEVER_ROOT:
            break
        root = parent
    return root


def _interleaved(group: Sequence[Record], firsts: Sequence[int]) -> bool:
    """Whether records of another make stand between those of a group: what follows one of its records is then a record itself."""
    return any(bisect_left(firsts, b.first) - bisect_left(firsts, a.first) > 1 for a, b in itertools.pairwise(group))


def _stretch(doc: Document, group: list[Record]) -> None:
    """When records are flat siblings (a heading and what follows), each reaches to the next one."""
    gaps: list[int] = []
    for this, following in itertools.pairwise(group):
        parent = doc.parents[this.first]
        if parent != doc.parents[following.first]:
            continue
        siblings = doc.children(parent)
        between = bisect_left(siblings, following.first) - bisect_left(siblings, this.first) - 1
        gaps.append(between)
    if 2 * gaps.count(0) > len(gaps):
        return  # records without anything behind them: what stands between two of them is a heading
    for this, following in itertools.pairwise(group):
        parent = doc.parents[this.first]
        if parent != doc.parents[following.first]:
            continue
        siblings = doc.children(parent)
        if 0 < bisect_left(siblings, following.first) - bisect_left(siblings, this.first) - 1 <= 8:
            this.last, this.end = following.first, doc.text_from[following.first]
    if gaps and 0 < min(gaps) == max(gaps) <= 8:
        siblings = doc.children(doc.parents[group[-1].first])
        place = bisect_left(siblings, group[-1].first)
        after = siblings[place + 1 : place + 1 + gaps[0]]
        if after:
            group[-1].last, group[-1].end = doc.ends[after[-1]], doc.text_to[after[-1]]


def _stands_alone(doc: Document, record: Record) -> bool:
    """Whether a single record is sure enough by itself: a name, and a code or the address of one procedure."""
    text = doc.text[record.start : record.end]
    name = folded_words(record.name or name_line(text))
    if not starts_like_name(name) or names_an_agency(name):
        return False
    path = urlsplit(record.target.url or "").path
    own = bool(record_ids(record.target.url or "")) and bool(PROCEDURE_ADDRESS.search(path)) and not NEWS_ADDRESS.search(path)
    return own or find_code(text) is not None


def counts_procedures(doc: Document, group: Sequence[Record]) -> bool:
    """Whether a number of procedures stands behind each name ("Hộ tịch - 12 thủ tục", "Hộ tịch (12)"): then the names are those of fields
    or agencies, however much one of them reads like a procedure's. Numbers up to 4 alone may be levels, and beside codes, or bare behind
    long names that nearly all read like procedures', any number is something else: days, views.
    """
    if any(find_code(doc.text[record.start : record.end]) for record in group):
        return False
    counts: list[re.Match[str]] = []
    for record in group:
        found = _COUNTED.fullmatch(doc.folded[doc.text_to[record.anchor] : record.end])
        if found is None:
            return False
        counts.append(found)
    if all(found["what"] for found in counts):
        return True
    long = [record for record in group if len(record.name.split()) >= _LONG and starts_like_name(fold(record.name))]
    if len(long) > len(group) / 2 and reads_like_procedures(group):
        return False
    return any(int(found["bare"] or 0) > _HIGHEST_LEVEL for found in counts)


def reads_like_procedures(group: Sequence[Record]) -> bool:
    """Whether nearly all names read like procedures'; single words of a menu do, too ("Văn bản", "Thông báo")."""
    return sum(starts_like_name(fold(record.name)) for record in group) >= _NEARLY_ALL * len(group)


def row_of(doc: Document, record: Record, labels: Sequence[Label], starts: Sequence[int], controls: Sequence[tuple[int, Control]]) -> Row:
    """A row from a record without column heads: parts by label words, else by content. `starts`: where the labels start."""
    value = _labelled(doc, record, labels, starts)
    text = doc.text[record.start : record.end]
    code: Code | None = parse_code(value[FieldKey.CODE]) if value.get(FieldKey.CODE) else None
    if code is None or code.local:  # a number of the portal's own beside a national one names something else: a service, a file
        code = find_code(text) or code
    code = code or (code_in_address(record.target.url) if record.target.url else None)
    level = value.get(FieldKey.LEVEL) or _small_level(doc, record) or record.level
    agency = one_line(value.get(FieldKey.AGENCY))
    return Row(
        name=record.name,
        code=code.text if code else None,
        url=record.target.url,
        handle=None if record.target.url else record.target.raw or None,
        key=key_of_row(doc, record.first, record.anchor, record.target),
        field=one_line(value.get(FieldKey.FIELD)),
        agency=agency,
        tier=tier_in(value.get(FieldKey.TIER, "")) or tier_in(agency or ""),
        level_text=one_line(level) if level is not None else None,
        controls=tuple(c for _, c in slice_of(controls, record.first, record.last)),
    )


def _labelled(doc: Document, record: Record, labels: Sequence[Label], starts: Sequence[int]) -> dict[FieldKey, str]:
    """Label and value inside a record: the first line after each label, up to the next one."""
    value: dict[FieldKey, str] = {}
    place = bisect_left(starts, record.start)
    while place < len(labels) and starts[place] < record.end:
        label = labels[place]
        place += 1
        until = min(starts[place], record.end) if place < len(labels) else record.end
        lines = [line for line in doc.text[label.end : until].split("\n") if line.strip(" :-")]
        if lines and label.key is not FieldKey.OTHER:
            value.setdefault(label.key, lines[0].strip(" :-•|"))
    return value


def _small_level(doc: Document, record: Record) -> str | None:
    """A level in a badge of its own inside the record: its words, or those of an icon that shows none. Icons of several levels are a scale,
    of which only their dress tells one.
    """
    icons: set[str] = set()
    for element in range(record.first, min(record.last, record.first + 200)):
        length = doc.text_to[element] - doc.text_from[element]
        if 3 < length <= 70 and element != record.anchor and is_level_text(doc.text_of(element)):
            return level_words(doc.text_of(element))
        if not doc.text_of(element):
            told = (*pictured(doc.tags[element], doc.attributes(element)), drawn_title(doc, element))
            icons |= {level_words(said) for said in told if is_level_text(said)}
    return icons.pop() if len(icons) == 1 else None
