"""Tables with column heads: each row a record, its parts by the head above them or by content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from classifier.findings.tier import tier_in
from classifier.labelled.columns import Heads, heads_of, rows_of
from classifier.listing.anchors import is_file
from classifier.listing.levelcolumns import level_columns, marked_levels
from classifier.listing.rowfields import row_fields
from classifier.model import Control, FieldKey, Row
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.page.rowparts import cells_of, clean_name, is_empty_note, key_of_row, name_line, one_line
from classifier.page.targets import NONE, Target, marked, target_of
from classifier.page.unspoken import drawn_title
from classifier.words.codes import code_in_address, find_code, parse_code
from classifier.words.names import heading_level, is_level_text, starts_like_name
from classifier.words.spans import slice_of
from classifier.words.text import folded_words
from classifier.words.values import Label
from classifier.words.wordings import label_key

_NAME_HEADS = frozenset(
    (
        "thu tuc",
        "dich vu",
        "dich vu cong",
        "ten",
        "noi dung",
        "thu tuc hanh chinh",
        "dich vu cong truc tuyen",
        "ten thu tuc hanh chinh",
        "ten tthc",
        "tieu de",
    )
)
_DOSSIER_HEADS = re.compile(
    r"\b(?:nguoi nop|chu ho so|ngay nop|ngay tiep nhan|ngay hen|ma ho so|ngay nhan|ngay tra|so bien nhan|nguoi gui|cau hoi"
    r"|ngay hoi|ngay ban hanh|trich yeu|tong so|ty le)\b"
)
_LEADING = frozenset("a button tr td span div p li b strong h2 h3 h4 h5 h6".split())
_APPLY = re.compile(r"(?:nop|gui|dang ky truc tuyen|thuc hien|tai|huong dan)\b")
_COUNT = re.compile(r"(?:[IVX]{1,6}|[A-HĐ]|\d{1,3}(?:\.\d{1,3})?)\s*[.)/]?")  # the number of a group of rows
MAX_ROWS = 5000


@dataclass(frozen=True, slots=True)
class HeadTable:
    """A table whose heads could be those of a list of procedures. `lines`: its rows with the cell at each column; `keys`: by column."""

    heads: Heads
    lines: Sequence[tuple[int, list[int]]]
    keys: dict[int, FieldKey]

    @property
    def table(self) -> int:
        return self.heads.table


def head_tables(doc: Document, labels: Sequence[Label], regions: Regions) -> list[HeadTable]:
    """Every table whose heads could be those of a list of procedures."""
    by_row: dict[int, list[Label]] = {}
    for label in labels:
        if label.column and not regions.in_chrome(label.element) and not regions.in_dialog(label.element):
            by_row.setdefault(label.parent, []).append(label)
    by_table: dict[int, list[Label]] = {}
    for row, own in by_row.items():
        table = next((a for a in doc.ancestors(row) if doc.tags[a] == "table"), -1)
        if table >= 0 and not any(_DOSSIER_HEADS.search(doc.folded_of(c)) for c in cells_of(doc, row)):
            by_table.setdefault(table, []).extend(own)
    found: list[HeadTable] = []
    for table, own in by_table.items():
        lines = rows_of(doc, table)
        heads = heads_of(doc, table, lines, own)
        if heads is not None:
            found.append(HeadTable(heads, lines, {column: _head_key(doc, head) for column, head in heads.by_column.items()}))
    return found


def _head_key(doc: Document, head: Label) -> FieldKey:
    words = " ".join(doc.folded_of(head.element).split())
    return FieldKey.NAME if words in _NAME_HEADS else head.key


def table_rows(doc: Document, headed: HeadTable, controls: Sequence[tuple[int, Control]]) -> list[tuple[int, Row]]:
    """(element, row) of each line of the table that names something; one of one cell names the group below it."""
    lines, heads = headed.lines, headed.keys
    width = max((len(set(cells)) for _, cells in lines), default=0)  # a cell may claim to reach over more columns than there are
    name_at = next((place for place, key in heads.items() if key is FieldKey.NAME), None)
    if name_at is None:
        name_at = _name_column(doc, lines, heads, width)
    if name_at is None:
        return []
    rows: list[tuple[int, Row]] = []
    group = _Group()
    levels = _level_headings(doc, lines, width)
    marked_rows = _marked_rows(doc, headed, name_at)
    for row, cells in lines[:MAX_ROWS]:
        texts = [doc.text_of(c) for c in cells]
        filled = _filled(doc, cells)
        if _is_group_head(doc, cells, filled, width):
            group = group.under(_heading_of(texts), levels)
            continue
        if row in headed.heads.rows or len(cells) <= name_at or doc.tags[cells[name_at]] == "th":
            continue
        name = clean_name(texts[name_at])
        if _repeats_head(name):
            continue
        if (
            len(name) < 4
            or not any(c.isalpha() for c in name)
            or is_empty_note(name)
            or (len(filled) < 2 and not marked_rows.get(row) and not _has_signs(doc, cells, name_at))
        ):
            continue
        own = tuple(c for _, c in slice_of(controls, row, doc.ends[row]))
        listed = _row(doc, row, cells, texts, heads, name_at, group, own)
        listed = replace(listed, level_text=marked_rows.get(row, listed.level_text), fields=row_fields(doc, headed.heads, cells))
        rows.append((row, listed))
    return rows


def _marked_rows(doc: Document, headed: HeadTable, name_at: int) -> dict[int, str]:
    """The levels of the lines that marks in columns of levels tell."""
    columns = level_columns(doc, headed.heads, headed.lines)
    if not columns or name_at in columns:
        return {}
    below = {row: cells for row, cells in headed.lines[:MAX_ROWS] if row not in headed.heads.rows and len(set(cells)) > 1}
    return marked_levels(doc, columns, below)


def _has_signs(doc: Document, cells: list[int], name_at: int) -> bool:
    """Whether the name in a line is a link, and the cells beside it have signs where those of other lines may have words."""
    beside = any(_badge(doc, cell) for cell in set(cells) if cell != cells[name_at])
    return beside and any(target_of(doc, e).url for e in range(cells[name_at], doc.ends[cells[name_at]]) if doc.tags[e] == "a")


class _Levels(Enum):
    """How headings that give a level stand to the other headings of a table."""

    NONE = 0
    BESIDE = 1
    ABOVE = 2
    BELOW = 3


@dataclass(frozen=True, slots=True)
class _Group:
    """What the headings above a line of a table say about it."""

    words: str | None = None
    level: str | None = None

    def under(self, heading: str, levels: _Levels) -> _Group:
        """The group below one more heading."""
        level = heading_level(heading)
        if level is not None:
            return _Group(self.words if levels is _Levels.BELOW else None, level)
        return _Group(None if levels is _Levels.BESIDE else heading, self.level if levels is _Levels.ABOVE else None)


def _filled(doc: Document, cells: list[int]) -> list[int]:
    """The cells of a line that say anything, each once: one may reach over several columns."""
    return [cell for cell in dict.fromkeys(cells) if doc.text_of(cell)]


def _is_group_head(doc: Document, cells: list[int], filled: list[int], width: int) -> bool:
    """Whether a line heads a group of rows: with its name alone, or with a number before it."""
    if width <= 2:
        return False
    if len(filled) == 2 and _COUNT.fullmatch(doc.text_of(filled[0])):
        return doc.spanned(filled[1], "colspan") * 2 > width
    return len(filled) == 1 and (len(set(cells)) == 1 or doc.spanned(filled[0], "colspan") * 2 > width)


def _heading_of(texts: Sequence[str]) -> str:
    """The words of a line that heads a group, without the cell of its number."""
    said = [text for text in texts if text]
    return next((text for text in said if not _COUNT.fullmatch(text)), said[0])


def _level_headings(doc: Document, lines: Sequence[tuple[int, list[int]]], width: int) -> _Levels:
    """Whether headings that give a level stand right above other headings, right below them, or in their place."""
    found, before = _Levels.NONE, None
    for _, cells in lines[:MAX_ROWS]:
        heads = _is_group_head(doc, cells, _filled(doc, cells), width)
        gives = heading_level(_heading_of([doc.text_of(cell) for cell in cells])) is not None if heads else None
        if before is not None and gives is not None and gives is not before:
            return _Levels.ABOVE if before else _Levels.BELOW
        found = _Levels.BESIDE if gives else found
        before = gives
    return found


def _repeats_head(name: str) -> bool:
    """Whether a cell of the name column is the head itself, in a table whose heads are plain cells."""
    words = folded_words(name)
    return words in _NAME_HEADS or label_key(name) is FieldKey.NAME


def _row(
    doc: Document,
    row: int,
    cells: list[int],
    texts: list[str],
    heads: dict[int, FieldKey],
    name_at: int,
    group: _Group,
    own: tuple[Control, ...],
) -> Row:
    value: dict[FieldKey, str] = {}
    for place, key in heads.items():
        if place < len(texts) and place != name_at:
            value.setdefault(key, _level(doc, cells[place], texts[place]) if key is FieldKey.LEVEL else texts[place])
    files = next((cells[place] for place, key in heads.items() if key is FieldKey.FORMS and place < len(cells)), cells[name_at])
    anchor, target = _row_target(doc, row, cells[name_at], files)
    code = parse_code(value[FieldKey.CODE]) if value.get(FieldKey.CODE) else None
    code = code or find_code(doc.text_of(row)) or (code_in_address(target.url) if target.url else None)
    level = (
        value[FieldKey.LEVEL]
        if FieldKey.LEVEL in value
        else next((said for cell, text in zip(cells, texts, strict=True) if is_level_text(said := text or _badge(doc, cell))), group.level)
    )
    agency = one_line(value.get(FieldKey.AGENCY))
    return Row(
        name=clean_name(_words_of_name(doc, cells[name_at], anchor)),
        code=code.text if code else None,
        url=target.url,
        handle=None if target.url else target.raw or None,
        key=key_of_row(doc, row, anchor, target),
        field=one_line(value.get(FieldKey.FIELD)) or one_line(group.words),
        agency=agency,
        tier=tier_in(value.get(FieldKey.TIER, "")) or tier_in(agency or ""),
        level_text=None if level is None else (one_line(level) or ""),
        controls=own,
    )


def _level(doc: Document, cell: int, text: str) -> str:
    """What a cell says of the level: where its words are a short form, what the short form stands for."""
    said = "" if is_level_text(text) else _badge(doc, cell)
    return said if said and (not text or is_level_text(said)) else text


def _badge(doc: Document, cell: int) -> str:
    for inner in range(cell, doc.ends[cell]):
        said = doc.attributes(inner).get("alt") or doc.attributes(inner).get("title") or drawn_title(doc, inner)
        if said:
            return said
    return ""


def _name_column(doc: Document, lines: Sequence[tuple[int, list[int]]], heads: dict[int, FieldKey], width: int) -> int | None:
    """The column whose cells read like names of procedures."""
    best: tuple[float, int] | None = None
    known = {place for place, key in heads.items() if key not in (FieldKey.OTHER, FieldKey.LEVEL)}
    for place in range(min(width, 40)):
        if place in known:
            continue
        texts = [doc.folded_of(cells[place]) for _, cells in lines if place < len(cells)][:60]
        share = sum(starts_like_name(t) for t in texts) / max(len(texts), 1)
        if share >= 0.4 and (best is None or share > best[0]):
            best = (share, place)
    return best[1] if best else None


def _row_target(doc: Document, row: int, cell: int, files: int) -> tuple[int, Target]:
    """What the row leads to: the link in its name, else the row itself, else a link elsewhere in it that is no order and no form. `files`:
    the cell with those.
    """
    beside = range(row + 1, doc.ends[row])
    options = [*range(cell, doc.ends[cell]), row, *(e for e in beside if files == cell or not doc.within(e, files))]
    fallback: tuple[int, Target] | None = None
    paper: tuple[int, Target] | None = None
    for element in options[:400]:
        if doc.tags[element] not in _LEADING:
            continue
        target = target_of(doc, element)
        if target.action in ("none", "mail", "modal") and not target.raw:
            continue
        words = doc.folded_of(element)
        if len(words) < 40 and _APPLY.match(words):
            continue
        if is_file(target) and not doc.within(element, cell):
            paper = paper or (element, target)  # a blank form may stand before the way to the page, under whatever head
            continue
        if target.url:
            return element, target
        fallback = fallback or (element, target)
    return paper or fallback or marked(doc, options[:400]) or (cell, NONE)


def _words_of_name(doc: Document, cell: int, anchor: int) -> str:
    """The name in its cell: the words of the link when there is one, else its name-like line."""
    if cell <= anchor < doc.ends[cell] and len(doc.text_of(anchor)) > 8:
        return doc.text_of(anchor)
    return name_line(doc.text_of(cell))
