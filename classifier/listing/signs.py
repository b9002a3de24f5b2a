"""Levels that a list tells by signs of its own: colours of rows, dots, pictures, classes, which a legend beside the list explains."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from classifier.findings.declared import ND224_FROM, declare
from classifier.model import FieldKey, Row
from classifier.page.document import Document
from classifier.words.names import heading_level
from classifier.words.text import fold
from classifier.words.values import Value

# What an element is told apart by: ("class", "d4"), ("colour", "#ff0000"), ("picture", "xanh.gif"), ("mark", "★"), ("row", "3 fa-star").
Sign = tuple[str, str]

_BULLETS = "●•■★*◆▲ \xa0"
_FEWEST = 2  # entries of a legend
_MOST_SIDE_BY_SIDE = 6  # pictures that stand for one level
_ASIDE = 2  # other short entries of a legend, one after the other: "Tạm dừng"
_LONGEST, _MOST_INNER, _MOST_ROWS, _MARK = 90, 60, 5000, 4  # characters of an entry; elements of a row; rows; characters of a mark
_LONGEST_SHEET, _LONGEST_RULE = 300_000, 600  # characters
_ALONE = 3  # rows; a class that counts the entries of every list ("muc-1", "muc-2") is on one row each
_AGREE = 0.9  # part of the rows that have both a sign and a level of their own, in which both must say the same
_ENTRIES = frozenset(("tr", "li", "dd", "article"))
_STATE = re.compile(
    r"(?:is-)?(?:active|selected|current|on|off|open|show|shown|odd|even|first|last|hover|fade|in|disabled|col(?:-\w+)*|row|item)",
    re.IGNORECASE,
)
_MAY_BE_LEVEL = re.compile(r"muc|cap do|level|trinh|phan|thong tin|con lai|truc tuyen|full|dvc")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|--[\w-]{1,40}|rgba?\([^()]{5,40}\)|(?<![\w-])[a-z]{3,20}(?![\w(-])", re.IGNORECASE)
_PAINTS = re.compile(r"(?:^|[;{])\s*(?:background|border|color|fill|stroke|box-shadow|outline)[\w-]*\s*:\s*([^;{}]{2,120})", re.IGNORECASE)
_CLASS = re.compile(r"\.([A-Za-z_][\w-]{0,60})")
_NO_COLOURS = frozenset(
    "solid dashed dotted double none transparent inherit initial auto repeat no center left right top bottom px url important thin thick"
    " medium currentcolor var scroll fixed cover contain inset".split()
)
_NAMED = {
    "white": "#ffffff", "black": "#000000", "red": "#ff0000", "lime": "#00ff00", "green": "#008000", "blue": "#0000ff", "yellow": "#ffff00",
    "orange": "#ffa500", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "aqua": "#00ffff", "cyan": "#00ffff",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a legend: the level in its words, and the signs of what stands with them."""

    level: str
    value: str
    signs: frozenset[Sign]


@dataclass(frozen=True, slots=True)
class _Said:
    """A run of text, whose it is, and the level that it is, "" for other words."""

    start: int
    end: int
    element: int
    level: str


def with_signs(doc: Document, rows: Sequence[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The rows of a page, those without a level with the one that the legend has for their sign. Where rows that do say a level have other
    signs than theirs, the signs stand for something else.
    """
    if not rows or all(row.level_text for _, row in rows):
        return list(rows)
    dress = _Dress(doc)
    entries = [(_entry_around(doc, element, row), row) for element, row in rows[:_MOST_ROWS]]
    for legend in _legends(doc, dress, [(element, doc.ends[element]) for element, _ in entries]):
        signed = _read(doc, dress, entries, legend)
        both = [
            (declare(row.level_text, ND224_FROM).value, entry.value)
            for (_, row), entry in zip(rows, signed, strict=False)
            if entry and row.level_text
        ]
        differ = sum(value not in (None, signified) for value, signified in both)
        if _is_used(signed) and differ <= (1 - _AGREE) * len(both):
            told = [
                replace(row, level_text=entry.level) if entry and not row.level_text else row
                for (_, row), entry in zip(rows, signed, strict=False)
            ]
            return [*((element, row) for (element, _), row in zip(rows, told, strict=False)), *rows[_MOST_ROWS:]]
    return list(rows)


def with_signed_levels(doc: Document, values: Sequence[Value]) -> list[Value]:
    """The values of a procedure; a label of the level that only a picture or a colour follows has for its value the words of the legend of
    the page, and so has the only other label that such a sign follows ("Hình thức cung cấp").
    """
    bare = [v for v in values if v.key in (FieldKey.LEVEL, FieldKey.OTHER) and not v.text and not v.nested]
    if not bare or any(v.key is FieldKey.LEVEL and v.text for v in values):
        return list(values)
    dress = _Dress(doc)
    legends = list(_legends(doc, dress, []))
    told = {v: level for v in bare if (level := _signed(doc, dress, v, legends))} if legends else {}
    if any(v.key is FieldKey.LEVEL for v in told) or len(told) > 1:
        told = {v: level for v, level in told.items() if v.key is FieldKey.LEVEL}
    return [replace(v, key=FieldKey.LEVEL, text=told[v]) if v in told else v for v in values]


def _signed(doc: Document, dress: _Dress, value: Value, legends: Sequence[list[_Entry]]) -> str:
    """What the only sign behind a label stands for: in what holds the label and nothing else, in its line, or in what follows it there."""
    holder = doc.outermost(doc.element_at(value.label_start))
    behind = bisect_left(doc.piece_starts, value.start)
    last = doc.piece_starts[behind] if behind < len(doc.piece_starts) else len(doc.text)
    beside = next((child for child in doc.children(doc.parents[holder]) if child > holder), None)
    end = doc.ends[holder] if beside is None or doc.text_of(beside).strip(_BULLETS) else doc.ends[beside]
    wordless = [e for e in range(holder, end) if value.label_start < doc.text_from[e] and doc.text_to[e] <= last]
    signs = {sign for e in wordless if not doc.text_of(e).strip(_BULLETS) for sign in dress.of(e)}
    told = {entry.level for legend in legends if (entry := _entry(legend, signs)) is not None}
    return told.pop() if len(told) == 1 else ""


def _is_used(signed: Sequence[_Entry | None]) -> bool:
    """Whether rows have the signs of a legend, and not each of a few rows another one."""
    often = Counter(entry.value for entry in signed if entry)
    return bool(often) and (len(signed) < _ALONE or max(often.values()) > 1 or 2 * often.total() > len(signed))


def _entry_around(doc: Document, element: int, row: Row) -> int:
    """The entry of a list in which a row stands: what holds the only row of a page may hold its legend as well."""
    name = fold(row.name)
    inner = (e for e in range(element, min(doc.ends[element], element + _MOST_INNER)) if doc.tags[e] in _ENTRIES)
    return next((e for e in inner if name in " ".join(doc.folded_of(e).split())), element)


class _Dress:
    """What the elements of a page are told apart by."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._painted = _painted(doc)

    def of(self, element: int) -> Iterator[Sign]:
        """The signs of one element; none of one that says in words of its own what it stands for."""
        attributes = self._doc.attributes(element)
        for name in (attributes.get("class") or "").split()[:12]:
            if not _STATE.fullmatch(name):
                yield "class", name
            yield from (("colour", colour) for colour in self._painted.get(name, ()))
        for key in ("bgcolor", "color", "fill", "stroke"):
            if attributes.get(key):
                yield from (("colour", colour) for colour in _colours(attributes[key]))
        for painted in _PAINTS.finditer((attributes.get("style") or "")[:600]):
            yield from (("colour", colour) for colour in _colours(painted[1]))
        for key in ("src", "href", "xlink:href"):
            tag = self._doc.tags[element]
            if attributes.get(key) and ((tag == "img" and key == "src") or (tag == "use" and key != "src")):
                yield "picture", attributes[key].split("?")[0].rpartition("/")[2]
        said = self._doc.text_of(element).strip()
        if 0 < len(said) <= _MARK and not any(map(str.isalnum, said)):
            yield "mark", said
        if not said and self._doc.ends[element] == element + 1 and (count := self._count(element)):
            yield "row", f"{count} {self._make(element)}"

    def _count(self, element: int) -> int:
        """How many pictures of one make stand side by side from this one on ("three stars"); 0 where it is not the first of them."""
        siblings, make, place = self._doc.children(self._doc.parents[element]), self._make(element), self._doc.text_from[element]
        at = bisect_left(siblings, element)
        row = [
            self._doc.text_from[e] == place and self._doc.ends[e] == e + 1 and self._make(e) == make
            for e in siblings[max(at - 1, 0) : at + _MOST_SIDE_BY_SIDE]
        ]
        if not make.strip() or (at and row.pop(0)):
            return 0
        return row.index(False) if False in row else len(row)

    def _make(self, element: int) -> str:
        attributes = self._doc.attributes(element)
        return f"{attributes.get('class') or ''} {attributes.get('src') or ''}"


def _painted(doc: Document) -> dict[str, tuple[str, ...]]:
    """The colours that the page's own style sheet gives to classes: those of what each of its selectors ends in."""
    found: dict[str, tuple[str, ...]] = {}
    sheet = "".join(doc.nodes[style].text() for style in doc.select("style")[:20])[:_LONGEST_SHEET]
    for rule in sheet.split("}"):
        selectors, _, body = rule.rpartition("{")
        colours = tuple(colour for said in _PAINTS.finditer(f";{body[:_LONGEST_RULE]}") for colour in _colours(said[1]))
        for selector in selectors[-_LONGEST_RULE:].split(",") if colours else ():
            for name in _CLASS.findall((selector.split() or [""])[-1]):
                found[name] = (*found.get(name, ()), *colours)
    return found


def _colours(said: str) -> Iterator[str]:
    for match in _COLOUR.finditer(said):
        colour = re.sub(r"\s+", "", match[0].lower())
        if colour in _NO_COLOURS:
            continue
        if re.fullmatch(r"[0-9a-f]{6}", colour):
            colour = f"#{colour}"
        colour = _NAMED.get(colour, colour)
        if re.fullmatch(r"#[0-9a-f]{3}", colour):
            colour = "#" + "".join(2 * digit for digit in colour[1:])
        if channels := re.fullmatch(r"rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)", colour):
            colour = "#" + "".join(f"{min(int(channel), 255):02x}" for channel in channels.groups())
        yield colour


def _legends(doc: Document, dress: _Dress, spans: Sequence[tuple[int, int]]) -> Iterator[list[_Entry]]:
    """The legends of a page: levels in short texts, one after the other outside its rows, each with a sign that no other has."""
    for run in _runs(doc, spans):
        for signs in (_signs_of(doc, dress, run, before=True), _signs_of(doc, dress, run, before=False)):
            often = Counter(sign for own in signs for sign in own)
            entries = [
                _Entry(level, declare(level, ND224_FROM).value or "", frozenset(sign for sign in own if often[sign] == 1))
                for level, own in zip((said.level for said in run), signs, strict=True)
                if level
            ]
            values = [entry.value for entry in entries]
            if len(entries) >= _FEWEST and len(set(values)) == len(values) and all(entry.signs for entry in entries):
                yield entries


def _runs(doc: Document, spans: Sequence[tuple[int, int]]) -> Iterator[list[_Said]]:
    """Short texts outside the rows that follow each other and are levels, but for a few; each run begins with what stands before its first
    level.
    """
    rows = sorted((doc.text_from[first], doc.text_to[first]) for first, _ in spans)
    firsts = [start for start, _ in rows]
    run: list[_Said] = []
    for start, end, element in zip(doc.piece_starts, doc.piece_ends, doc.piece_elements, strict=True):
        words = doc.text[start:end]
        if not any(map(str.isalpha, words)):
            continue
        place = bisect_right(firsts, start) - 1
        inside = place >= 0 and start < rows[place][1]
        asked = not inside and end - start <= _LONGEST and _MAY_BE_LEVEL.search(doc.folded, start, end) is not None
        said = _Said(start, end, element, _level_in(words) if asked else "")
        if not said.level and (inside or not any(before.level for before in run[-_ASIDE:])):
            if _tells_apart(run):
                yield run
            run = [said]
        else:
            run.append(said)
    if _tells_apart(run):
        yield run


def _tells_apart(run: Sequence[_Said]) -> bool:
    return sum(bool(said.level) for said in run) >= _FEWEST


def _level_in(words: str) -> str:
    said = heading_level(re.sub(r"^[\W_]*(?:là\s+)?|[\s;,.|]+$", "", words)) or ""
    return said if said and declare(said, ND224_FROM).value is not None else ""


def _signs_of(doc: Document, dress: _Dress, run: Sequence[_Said], *, before: bool) -> list[set[Sign]]:
    """The signs of the elements that stand with each text of a run: around it, or without words of their own before it, or behind it."""
    told = [said for said in run if said.level]
    legend = next((a for a in doc.ancestors(told[0].element) if doc.text_to[a] >= told[-1].end), 0)
    found: list[set[Sign]] = []
    for place, said in enumerate(run):
        low = run[place - 1].end if place else said.start
        high = run[place + 1].start if place + 1 < len(run) else doc.text_to[legend] + 1
        own = range(bisect_left(doc.text_from, low), bisect_right(doc.text_from, said.start)) if said.level else range(0)
        around = [e for e in own if doc.text_to[e] <= (said.end if before else high) and (before or doc.text_to[e] > said.start)]
        beyond = range(bisect_left(doc.text_from, said.end), bisect_right(doc.text_from, high)) if said.level and not before else range(0)
        behind = [e for e in beyond if doc.text_to[e] < high or doc.text_to[e] == doc.text_from[e]]
        found.append({sign for element in (*around, *behind) if legend < element < doc.ends[legend] for sign in dress.of(element)})
    return found


def _read(doc: Document, dress: _Dress, rows: Sequence[tuple[int, Row]], legend: Sequence[_Entry]) -> list[_Entry | None]:
    """For each row the entry of a legend of which it has a sign, where it has those of one alone."""
    inside = [_entry(legend, _of_row(doc, dress, element, row)) for element, row in rows]
    if any(inside):
        return inside
    return [_entry(legend, _beside(doc, dress, element)) for element, _ in rows]  # names one behind the other, each behind its sign


def _entry(legend: Sequence[_Entry], signs: set[Sign]) -> _Entry | None:
    told = [entry for entry in legend if entry.signs & signs]
    return told[0] if len(told) == 1 else None


def _of_row(doc: Document, dress: _Dress, first: int, row: Row) -> set[Sign]:
    """The signs of a row and of what holds its name, and of what in it has no words; those of badges and buttons mean what they say."""
    signs: set[Sign] = set()
    name = fold(row.name)
    for element in range(first, min(doc.ends[first], first + _MOST_INNER)):
        said = doc.folded_of(element)
        wordless = not any(map(str.isalpha, said))
        if wordless and any(doc.attributes(element).get(key) for key in ("title", "alt", "onclick", "href")):
            continue
        if wordless or element == first or name in " ".join(said.split()):
            signs.update(dress.of(element))
    return signs


def _beside(doc: Document, dress: _Dress, element: int) -> set[Sign]:
    """The signs of the element without words right before another."""
    siblings = doc.children(doc.parents[element])
    place = bisect_left(siblings, element)
    if not place or doc.text_of(siblings[place - 1]).strip(_BULLETS):
        return set()
    return {sign for inner in range(siblings[place - 1], doc.ends[siblings[place - 1]]) for sign in dress.of(inner)}
