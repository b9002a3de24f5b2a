"""Rows of a listing: repeating subtrees, each with the name of a procedure; and the page's own count of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifier.codes import Code, code_in_address, find_code, parse_code
from classifier.document import Document
from classifier.labels import Label, label_key
from classifier.model import Control, FieldKey, Row
from classifier.names import NEWS_ADDRESS, NEWS_HEADING, PROCEDURE_ADDRESS, has_date, is_level_text, starts_like_name, tier_of
from classifier.regions import Regions
from classifier.targets import Target, blank_ids, record_ids, target_of
from classifier.text import fold

_ANCHORS = "a,[onclick],[data-href],[data-url],[data-id],[routerlink],[to]"
_ORDER_WORDS = re.compile(
    r"^(?:nop|gui|xem|chi tiet|tai|huong dan|tra cuu|dang nhap|dang ky truc tuyen|dang ky tai khoan|dang ky$|trang|tim|loc|in$|them|thong ke|danh gia|gop y|lien he|thuc hien$|ke khai$|khai bao$|thanh toan$)\b"
)
_MAX_ROWS = 5000


@dataclass(slots=True)
class Record:
    """One candidate: its elements and text, and the element that names it."""

    first: int
    last: int
    start: int
    end: int
    anchor: int
    name: str
    target: Target


def read_rows(doc: Document, labels: Sequence[Label], regions: Regions, controls: Sequence[tuple[int, Control]]) -> list[Row]:
    """All rows that name a procedure, in page order, each once."""
    rows: list[tuple[int, Row]] = []
    tables = _head_tables(doc, labels, regions)
    covered: list[tuple[int, int]] = []
    for table, heads in tables:
        found = _table_rows(doc, table, heads, controls)
        if found and _believable(doc, [row for _, row in found], table, found[0][0], heads=True):
            rows += found
            covered.append((table, doc.ends[table]))
    for group in _groups(doc, regions, covered):
        found = [(record.first, _row(doc, record, controls)) for record in group]
        container = doc.parents[group[0].first]
        if _believable(doc, [row for _, row in found], container, group[0].first, heads=False):
            rows += found
    rows.sort(key=lambda pair: pair[0])
    seen: set[tuple[str | None, ...]] = set()
    kept: list[Row] = []
    for _, row in rows:
        identity = (row.url, row.handle, row.code, row.name, row.agency)
        if identity not in seen:
            seen.add(identity)
            kept.append(row)
    return kept[:_MAX_ROWS]


# --- tables with heads -------------------------------------------------------------------------------------------------


def _head_tables(doc: Document, labels: Sequence[Label], regions: Regions) -> list[tuple[int, dict[int, FieldKey]]]:
    by_row: dict[int, list[Label]] = {}
    for label in labels:
        if label.column and not regions.in_chrome(label.element):
            by_row.setdefault(label.parent, []).append(label)
    found = []
    for row, heads in by_row.items():
        cells = _cells(doc, row)
        keys = {cells.index(h.element): _head_key(doc, h) for h in heads if h.element in cells}
        table = next((a for a in doc.ancestors(row) if doc.tags[a] == "table"), -1)
        if table >= 0 and all(table != t for t, _ in found):
            found.append((table, keys))
    return found


def _head_key(doc: Document, head: Label) -> FieldKey:
    words = " ".join(fold(doc.text_of(head.element)).split())
    if words in (
        "thu tuc",
        "dich vu",
        "dich vu cong",
        "ten",
        "noi dung",
        "thu tuc hanh chinh",
        "dich vu cong truc tuyen",
        "ten thu tuc hanh chinh",
    ):
        return FieldKey.NAME
    return head.key


def _table_rows(doc: Document, table: int, heads: dict[int, FieldKey], controls: Sequence[tuple[int, Control]]) -> list[tuple[int, Row]]:
    rows: list[tuple[int, Row]] = []
    lines: list[tuple[int, list[int]]] = []
    element = table + 1
    while element < doc.ends[table]:
        if doc.tags[element] == "table":
            element = doc.ends[element]
        elif doc.tags[element] == "tr":
            lines.append((element, _cells(doc, element)))
            element = doc.ends[element]
        else:
            element += 1
    width = max((len(cells) for _, cells in lines), default=0)
    names = [place for place, key in heads.items() if key is FieldKey.NAME]
    name_at = names[0] if names else _name_column(doc, lines, heads, width)
    if name_at is None:
        return []
    group = None
    for row, cells in lines[:_MAX_ROWS]:
        texts = [doc.text_of(c) for c in cells]
        filled = [text for text in texts if text]
        if len(cells) == 1 and filled and width > 2:
            group = filled[0]
            continue
        if len(cells) <= name_at or any(doc.tags[c] == "th" for c in cells if cells.index(c) == name_at):
            continue
        name = _clean_name(texts[name_at])
        if len(name) < 4 or not any(c.isalpha() for c in name) or _is_empty_note(name) or len(filled) < 2:
            continue
        built = _from_cells(doc, row, cells, texts, heads, name_at, group)
        rows.append((row, replace(built, controls=tuple(c for e, c in controls if row <= e < doc.ends[row]))))
    return rows


def _from_cells(
    doc: Document, row: int, cells: list[int], texts: list[str], heads: dict[int, FieldKey], name_at: int, group: str | None
) -> Row:
    value: dict[FieldKey, str] = {}
    for place, key in heads.items():
        if place < len(texts) and place != name_at:
            value.setdefault(key, texts[place])
    anchor, target = _row_target(doc, row, cells[name_at])
    code = parse_code(value[FieldKey.CODE]) if value.get(FieldKey.CODE) else None
    code = code or find_code(doc.text_of(row)) or (code_in_address(target.url) if target.url else None)
    has_level = FieldKey.LEVEL in value
    level: str | None = value.get(FieldKey.LEVEL)
    if has_level and not level:
        place = next(p for p, key in heads.items() if key is FieldKey.LEVEL)
        level = _badge(doc, cells[place]) if place < len(cells) else ""
    if not has_level:
        level = next((text for text in texts if is_level_text(text)), None)
    agency = value.get(FieldKey.AGENCY) or None
    return Row(
        name=_clean_name(_first_lines(doc, cells[name_at], anchor)),
        code=code.text if code else None,
        url=target.url,
        handle=None if target.url else target.raw or None,
        key=_key(doc, row, anchor, target),
        field=_one_line(value.get(FieldKey.FIELD)) or _one_line(group),
        agency=_one_line(agency),
        tier=tier_of(value.get(FieldKey.TIER, "")) or tier_of(agency or ""),
        level_text=_one_line(level) if level else ("" if has_level else None),
    )


def _badge(doc: Document, cell: int) -> str:
    for inner in range(cell, doc.ends[cell]):
        attributes = doc.attributes(inner)
        said = attributes.get("alt") or attributes.get("title")
        if said:
            return said
    return ""


def _name_column(doc: Document, lines: list[tuple[int, list[int]]], heads: dict[int, FieldKey], width: int) -> int | None:
    """The column whose cells read like names of procedures."""
    best: tuple[float, int] | None = None
    known = {place for place, key in heads.items() if key not in (FieldKey.OTHER, FieldKey.LEVEL)}
    for place in range(width):
        if place in known:
            continue
        texts = [doc.folded_of(cells[place]) for _, cells in lines if place < len(cells)][:60]
        share = sum(starts_like_name(t) for t in texts) / max(len(texts), 1)
        if share >= 0.4 and (best is None or share > best[0]):
            best = (share, place)
    return best[1] if best else None


def _row_target(doc: Document, row: int, cell: int) -> tuple[int, Target]:
    """What the row leads to: the link in its name, else the row itself, else a link elsewhere in it that is no order."""
    options = [e for e in range(cell, doc.ends[cell])] + [row] + [e for e in range(row + 1, doc.ends[row])]
    fallback: tuple[int, Target] | None = None
    for element in options[:400]:
        if doc.tags[element] not in ("a", "button", "tr", "td", "span", "div", "p", "li", "h3", "h4"):
            continue
        target = target_of(doc, element)
        if target.action in ("none", "mail", "modal") and not target.raw:
            continue
        words = doc.folded_of(element)
        if _is_apply(words, target) or re.match(r"(?:tai|huong dan)\b", words):
            continue
        if target.url:
            return element, target
        fallback = fallback or (element, target)
    return fallback or (cell, Target(None, "none"))


def _is_apply(words: str, target: Target) -> bool:
    return bool(re.match(r"(?:nop|gui|dang ky truc tuyen|thuc hien)\b", words)) and len(words) < 40


# --- repeating subtrees ------------------------------------------------------------------------------------------------


def _groups(doc: Document, regions: Regions, covered: Sequence[tuple[int, int]]) -> list[list[Record]]:
    """Groups of sibling-like records outside the tables already read."""
    anchors = _anchors(doc, regions, covered)
    groups: dict[tuple[object, ...], list[Record]] = {}
    for place, (element, name, target) in enumerate(anchors):
        before = anchors[place - 1][0] if place else -1
        after = anchors[place + 1][0] if place + 1 < len(anchors) else len(doc.nodes)
        root = element
        while (
            doc.parents[root] > 0
            and doc.parents[root] > before
            and doc.ends[doc.parents[root]] <= after
            and doc.tags[doc.parents[root]] not in ("body", "main", "table", "tbody", "form")
        ):
            root = doc.parents[root]
        last = doc.ends[root]
        shape = (
            doc.tags[root],
            re.sub(r"\d+|\b(?:odd|even|first|last|active)\b", "", doc.attributes(root).get("class", "")),
            doc.tags[element],
        )
        where = blank_ids(target.url) if target.url else re.sub(r"\d+|'[^']*'", "0", target.raw)
        record = Record(root, last, doc.text_from[root], doc.text_to[root], element, name, target)
        groups.setdefault((*shape, where), []).append(record)
    found = [group for group in groups.values() if len(group) >= 2 or _has_code(doc, group[0])]
    for group in found:
        _stretch(doc, group)
    return found


def _stretch(doc: Document, group: list[Record]) -> None:
    """When records are flat siblings (a heading and what follows), each reaches to the next one."""
    gaps: list[int] = []
    for this, following in zip(group, group[1:], strict=False):
        if doc.parents[this.first] == doc.parents[following.first]:
            between = [c for c in doc.children(doc.parents[this.first]) if this.first < c < following.first] if len(group) < 300 else []
            gaps.append(len(between))
            if 0 < len(between) <= 8:
                this.last, this.end = following.first, doc.text_from[following.first]
    if gaps and 0 < min(gaps) == max(gaps) <= 8:
        after = [c for c in doc.children(doc.parents[group[-1].first]) if c > group[-1].first][: gaps[0]]
        if after:
            group[-1].last, group[-1].end = doc.ends[after[-1]], doc.text_to[after[-1]]


def _anchors(doc: Document, regions: Regions, covered: Sequence[tuple[int, int]]) -> list[tuple[int, str, Target]]:
    """Elements that lead somewhere and whose words may name a procedure."""
    found: list[tuple[int, str, Target]] = []
    last_end = -1
    for element in doc.select(_ANCHORS):
        length = doc.text_to[element] - doc.text_from[element]
        if (
            length < 8
            or length > 1500
            or any(a <= element < b for a, b in covered)
            or regions.in_chrome(element)
            or regions.in_dialog(element)
        ):
            continue
        folded = doc.folded_of(element)
        text = doc.text_of(element)
        name = _clean_name(_longest_line(text))
        if len(name.split()) < 2 or _ORDER_WORDS.match(fold(name)) or _is_empty_note(name):
            continue
        target = target_of(doc, element)
        if target.action in ("none", "mail", "modal") and not target.raw:
            continue
        if target.url and re.search(r"\.(?:docx?|pdf|xlsx?|zip|rar|jpe?g|png)$", target.url.split("?")[0], re.IGNORECASE):
            continue
        if element < last_end:
            continue
        if found and found[-1][2].url and found[-1][2].url == target.url:
            if len(name) > len(found[-1][1]) and not starts_like_name(fold(found[-1][1])):
                found[-1] = (element, name, target)
            continue
        if not folded:
            continue
        if _inner_anchor(doc, element):
            continue
        last_end = doc.ends[element]
        found.append((element, name, target))
    return found


def _inner_anchor(doc: Document, element: int) -> bool:
    """Whether a clickable block merely wraps links of its own."""
    if doc.tags[element] == "a":
        return False
    return any(
        doc.tags[e] == "a" and doc.text_to[e] - doc.text_from[e] > 8 and target_of(doc, e).url
        for e in range(element + 1, min(doc.ends[element], element + 200))
    )


def _row(doc: Document, record: Record, controls: Sequence[tuple[int, Control]]) -> Row:
    """A row from a record without column heads: parts by label words, else by content."""
    text = doc.text[record.start : record.end]
    code: Code | None = find_code(text) or (code_in_address(record.target.url) if record.target.url else None)
    value: dict[FieldKey, str] = {}
    level: str | None = None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for place, line in enumerate(lines):
        head, colon, rest = line.partition(":")
        key = label_key(head) if colon and len(head) <= 60 else FieldKey.OTHER
        following = lines[place + 1] if place + 1 < len(lines) else ""
        if key is not FieldKey.OTHER:
            value.setdefault(key, rest.strip() or following)
        elif (
            len(line) <= 40
            and not colon
            and (known := label_key(line)) in (FieldKey.CODE, FieldKey.FIELD, FieldKey.AGENCY, FieldKey.LEVEL, FieldKey.TIER)
            and following
        ):
            value.setdefault(known, following)
        if level is None and is_level_text(line):
            level = line
    if code is None and value.get(FieldKey.CODE):
        code = parse_code(value[FieldKey.CODE])
    level = value.get(FieldKey.LEVEL) or level or _small_level(doc, record)
    agency = _one_line(value.get(FieldKey.AGENCY))
    return Row(
        name=record.name,
        code=code.text if code else None,
        url=record.target.url,
        handle=None if record.target.url else record.target.raw or None,
        key=_key(doc, record.first, record.anchor, record.target),
        field=_one_line(value.get(FieldKey.FIELD)),
        agency=agency,
        tier=tier_of(value.get(FieldKey.TIER, "")) or tier_of(agency or ""),
        level_text=_one_line(level) if level is not None else None,
        controls=tuple(c for e, c in controls if record.first <= e < record.last),
    )


def _small_level(doc: Document, record: Record) -> str | None:
    """A level word in a badge of its own inside the record."""
    for element in range(record.first, min(record.last, record.first + 200)):
        length = doc.text_to[element] - doc.text_from[element]
        if 3 < length <= 70 and element != record.anchor and is_level_text(doc.text_of(element)):
            return doc.text_of(element)
    return None


# --- belief ------------------------------------------------------------------------------------------------------------


def _believable(doc: Document, rows: Sequence[Row], container: int, first: int, *, heads: bool) -> bool:
    """Whether a group is a list of procedures and not of news, documents, agencies or menu entries."""
    count = len(rows)
    coded = sum(row.code is not None for row in rows) / count
    named = sum(starts_like_name(fold(row.name)) for row in rows) / count
    levels = sum(bool(row.level_text) for row in rows) / count
    here = _path(doc.url).rpartition("/")[0]
    paths = [_path(row.url or row.handle or "") for row in rows]
    tails = [path.removeprefix(here) for path in paths]
    news = sum(bool(NEWS_ADDRESS.search(tail)) and not PROCEDURE_ADDRESS.search(tail) for tail in tails) / count
    about = sum(bool(PROCEDURE_ADDRESS.search(path)) for path in paths) / count
    linked = sum(bool(row.url or row.handle) for row in rows) / count
    ids = sum(row.key is not None for row in rows) / count
    dated = has_date(doc.text[doc.text_from[first] : doc.text_to[first]])
    long_enough = sum(len(row.name.split()) >= 3 for row in rows) / count
    score = 3 * coded + 2.2 * named + 1.5 * levels + 0.8 * about * linked + 0.4 * ids + (0.8 if heads else 0) - 3 * news
    score -= 2 if dated and not coded else 0
    score -= 3 * bool(NEWS_HEADING.search(_heading(doc, container, first))) * (0 if coded > 0.5 and heads else 1)
    score -= 1.5 if long_enough < 0.5 and coded < 0.5 else 0
    need = 2.2 if count >= 3 or heads else 2.9
    return score >= need and (named >= 0.25 or coded >= 0.4)


def _path(url: str) -> str:
    return re.sub(r"^https?://[^/]+", "", url)


def _heading(doc: Document, container: int, first: int) -> str:
    """The words that stand directly above a group: the nearest heading, caption or line before it."""
    start = doc.text_from[container] if container >= 0 else 0
    before = doc.folded[max(0, start - 160) : max(doc.text_from[first], 0)].rstrip()
    lines = [line.strip() for line in before.splitlines() if line.strip()]
    return lines[-1] if lines and len(lines[-1]) <= 80 else ""


def _has_code(doc: Document, record: Record) -> bool:
    return find_code(doc.text[record.start : record.end]) is not None and starts_like_name(fold(record.name))


# --- small parts -------------------------------------------------------------------------------------------------------


def _cells(doc: Document, row: int) -> list[int]:
    return [c for c in doc.children(row) if doc.tags[c] in ("td", "th")]


def _first_lines(doc: Document, cell: int, anchor: int) -> str:
    """The name in its cell: the words of the link when there is one, else the first line."""
    if cell <= anchor < doc.ends[cell] and len(doc.text_of(anchor)) > 8:
        return doc.text_of(anchor)
    return _longest_line(doc.text_of(cell))


def _longest_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = [line for line in lines if starts_like_name(fold(line)) and ":" not in line[:30]]
    return named[0] if named else max(lines, key=len, default="")


_CODE_PREFIX = re.compile(r"^\W*(?:Mã(?: thủ tục| TTHC)?\s*:?\s*)?[1-9]\.\d{6}(?:[.\w]*)\s*[-–:)\]]*\s*(?=\w)")


def _clean_name(text: str) -> str:
    name = " ".join(text.split())
    name = _CODE_PREFIX.sub("", name)
    return re.sub(r"^\d{1,4}\s*[.)]\s+", "", name).strip(" -–•>»")[:1000]


def _is_empty_note(name: str) -> bool:
    return bool(re.match(r"(?:khong (?:co|tim thay)|chua co|dang tai|no data|loading|khong ton tai)\b", fold(name)))


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _key(doc: Document, root: int, anchor: int, target: Target) -> str | None:
    ids = record_ids(target.url) if target.url else ()
    if ids:
        return ids[0]
    if target.raw and not target.url:
        match = re.search(r"[(,'\"=]\s*['\"]?([0-9a-f-]{16,40}|\d{2,12})\b", target.raw, re.IGNORECASE)
        if match:
            return match[1]
    for element in (anchor, root):
        attributes = doc.attributes(element)
        for name in ("data-id", "data-key", "data-row-key", "data-code", "id"):
            match = re.search(r"(?:^|[_-])(\d{2,12}|[0-9a-f]{24}|[0-9a-f-]{36})$", attributes.get(name, ""))
            if match:
                return match[1]
    return None


_TOTALS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:tim thay|tim duoc|co tat ca|co tong so|co tong cong)\s*:?\s*(\d[\d.,]*)\s*(?:ket qua|thu tuc|ban ghi|dich vu|tthc|dvc|muc)",
        r"\b(?:tren|trong|cua|/|of)\s*(?:tong so|tong cong|tong)?\s*:?\s*(\d[\d.,]*)\s*(?:ban ghi|ket qua|thu tuc|dong|muc|dich vu|tthc|records|items|entries|results|dvc)",
        r"\btong (?:so|cong)?\s*(?:so )?(?:ban ghi|thu tuc|ket qua|dich vu|tthc|dvc)?(?: hanh chinh| cong)?\s*:?\s*(\d[\d.,]*)(?!\s*(?:luot|truy cap|trang|%|nguoi|/))",
        r"\b(?:so (?:ban ghi|thu tuc|ket qua)|total(?: records| items)?)\s*:\s*(\d[\d.,]*)",
        r"\bco\s+(\d[\d.,]*)\s*(?:ket qua|thu tuc|ban ghi|dich vu cong)",
        r"\((\d[\d.,]*)\s*(?:thu tuc|ban ghi|ket qua|tthc)\)",
        r"^\s*(\d[\d.,]*)\s+(?:thu tuc(?: hanh chinh)?|ban ghi|ket qua)\s*$",
        r"\b\d+\s*(?:-|–|den)\s*\d+\s*(?:/|tren|cua|of|trong)\s*(?:tong so )?(\d[\d.,]*)",
    )
)


def read_total(doc: Document, spans: Sequence[tuple[int, int]]) -> int | None:
    """The page's own counter of its records, or None. `spans`: parts of the text where counters count other things."""
    for pattern in _TOTALS:
        for match in re.finditer(pattern.pattern, doc.folded, re.MULTILINE):
            if any(a <= match.start() < b for a, b in spans):
                continue
            digits = re.sub(r"\D", "", match[1])
            before = doc.folded[max(0, match.start() - 30) : match.start()]
            if digits and len(digits) <= 7 and not re.search(r"truy cap|luot|online|ho so\s*$", before):
                return int(digits)
    return None
