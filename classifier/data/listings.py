"""Listings and procedures in JSON: arrays of objects that look like procedures, whatever their keys are called."""

from __future__ import annotations

import hashlib
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urljoin

from classifier.data.articles import are_articles
from classifier.data.datacolumns import columns_of, reads_like_name, scalars, unwrapped
from classifier.data.datadetail import describes_one, read_detail
from classifier.data.datakeys import DETAIL, ID_KEYS, TOTAL_KEYS, level_text, objects_in, plain, words_of
from classifier.data.envelopes import opened
from classifier.findings.tier import tier_in
from classifier.listing.namedlevels import levels_in_names, with_level_in_name
from classifier.model import FieldKey, Outcome, PageKind, PageReading, Row
from classifier.words.codes import parse_code
from classifier.words.memo import remembered
from classifier.words.names import heads_a_menu, names_a_way_on

_MAX_DEPTH = 12
_MAX_ITEMS = 20_000
_SAMPLE = 50  # records by which it is known what their keys hold
_ADDRESS = re.compile(r"https?://|/")
_PAGE_PATH = re.compile(
    r"/(?!/|api/)[^\s<>\"'{}]*(?<!\.png)(?<!\.jpg)(?<!\.jpeg)(?<!\.gif)(?<!\.svg)(?<!\.webp)(?<!\.ico)(?<!\.pdf)(?<!\.doc)(?<!\.docx)(?<!\.json)",
    re.IGNORECASE,
)
_LINK_KEY = re.compile(r"\b(?:url|link|href|duong dan)\b")


def read_data(payload: bytes | str, url: str, at: date | None = None) -> PageReading:
    """Rows, total or procedures of a JSON answer. Never raises: what is no JSON is an ERROR."""
    text = payload.decode("utf-8-sig", "replace") if isinstance(payload, bytes) else payload.lstrip("\ufeff")
    try:
        data = opened(text[:12_000_000])
    except (ValueError, RecursionError):
        return PageReading(url, Outcome.ERROR, PageKind.OTHER, reason="not JSON")
    rows = _best_rows(data, url)
    procedures = [] if rows else [with_level_in_name(found) for found in read_detail(data, url, at)]
    total = total_in(data, len(rows)) if rows else None
    kind = PageKind.LISTING if rows else PageKind.PROCEDURE if procedures else PageKind.OTHER
    canonical = json.dumps(
        [[r.key, r.code, r.name, r.level_text] for r in rows] if rows else _stable(data), sort_keys=True, ensure_ascii=False, default=str
    )
    found = bool(rows or procedures)
    return PageReading(
        url,
        Outcome.OK if found else Outcome.EMPTY,
        kind,
        reason="" if found else "no procedure in the data",
        procedures=tuple(procedures),
        rows=tuple(rows),
        total=total,
        content_hash=_hashed(canonical),
    )


def data_hash(data: Any) -> str:
    """A hash of all that an answer says, apart from tokens, clocks and counters of views."""
    return _hashed(json.dumps(_stable(data), sort_keys=True, ensure_ascii=False, default=str))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_PASSING_KEY = re.compile(
    r"token|timestamp|nonce|csrf|session|request_?id|trace|luot|view|hits?$|visit|truy_?cap|thoi_?diem|server_?time", re.IGNORECASE
)


def _stable(data: Any, depth: int = 0) -> Any:
    """The data without tokens, clocks and counters of views."""
    if isinstance(data, Mapping) and depth < _MAX_DEPTH:
        return {k: _stable(v, depth + 1) for k, v in data.items() if not _PASSING_KEY.search(str(k))}
    if isinstance(data, list) and depth < _MAX_DEPTH:
        return [_stable(v, depth + 1) for v in data]
    return data


def _arrays(data: Any) -> Iterator[tuple[Sequence[Mapping[str, Any]], bool, bool]]:
    """All arrays of objects, outermost first, without recursion; for each whether it stands in what describes one procedure, and whether it
    is a menu or hangs on one.
    """
    queue: deque[tuple[Any, int, bool, bool]] = deque([(data, 0, False, False)])
    steps = 0
    while queue and steps < _MAX_ITEMS:
        value, depth, inside, menu = queue.popleft()
        steps += 1
        if _may_be_data(value) and depth < 3:
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                continue
        if isinstance(value, list):
            objects = [v for v in value if isinstance(v, dict)]
            if objects and len(objects) * 2 > len(value):
                menu = menu or heads_a_menu([v for item in objects[:_SAMPLE] for v in item.values() if isinstance(v, str) and len(v) < 40])
                yield objects, inside, menu
            if depth < _MAX_DEPTH:
                queue.extend((v, depth + 1, inside, menu) for v in value[:500])
        elif isinstance(value, dict) and depth < _MAX_DEPTH:
            inside = inside or describes_one(value)
            inner = (v for v in list(value.values())[:500] if isinstance(v, list | dict) or _may_be_data(v))
            queue.extend((v, depth + 1, inside, menu) for v in inner)


def _may_be_data(value: Any) -> bool:
    """Whether a value is a text that may itself be JSON."""
    return isinstance(value, str) and value[:1] in ("[", "{")


def _best_rows(data: Any, url: str) -> list[Row]:
    """The rows of the array that looks most like a list of procedures."""
    best: list[Row] = []
    best_score = 0.0
    for told, score in _lists(data, url):
        if score * len(told) > best_score:
            best, best_score = [row for _, row in told], score * len(told)
    return best


def lists_in(data: Any, url: str) -> Iterator[list[tuple[Mapping[str, Any], Row]]]:
    """The arrays of data that look like lists of procedures: what each of their objects says, and the row that it is."""
    return (told for told, _ in _lists(data, url))


def _lists(data: Any, url: str) -> Iterator[tuple[list[tuple[Mapping[str, Any], Row]], float]]:
    for objects, inside, menu in _arrays(data):
        told, score = _rows([unwrapped(item) for item in objects], url)
        # Papers and steps of a procedure are named like procedures; those with codes are others that it recommends.
        if inside:
            continue
        # Entries of a menu are named like procedures, and have no codes.
        doubtful = menu and not _fills_a_menu([row for _, row in told])
        if told and not (doubtful and not any(row.code for _, row in told)):
            yield told, score


def _fills_a_menu(rows: Sequence[Row]) -> bool:
    """Whether the entries of a menu are procedures all the same: several with levels, or with nothing but long names of procedures."""
    named = sum(reads_like_name(row.name[:200]) and len(row.name.split()) >= _SHORT for row in rows)
    return len(rows) >= _FILLED and (named >= 0.8 * len(rows) or all(row.level_text for row in rows))


def _rows(objects: Sequence[Mapping[str, Any]], url: str) -> tuple[list[tuple[Mapping[str, Any], Row]], float]:
    """The rows of an array with the scalars that they were read from, and how much it looks like a list of procedures."""
    told = [scalars(item) for item in objects[:_MAX_ITEMS]]
    columns = columns_of(told[:_SAMPLE])
    name_key = columns.get(FieldKey.NAME)
    if name_key is None:
        return [], 0.0
    if sum(key in columns for key in DETAIL) >= 3 and len(objects) == 1:
        return [], 0.0
    paths = _path_key(told)
    read = [(values, _row(item, values, columns, url, paths)) for item, values in zip(objects, told, strict=False)]
    found: list[tuple[Mapping[str, Any], Row]] = [(values, row) for values, row in read if row is not None]
    rows = levels_in_names([row for _, row in found])
    found = [(values, row) for (values, _), row in zip(found, rows, strict=True)]
    if not rows or _branches(objects, rows):
        return [], 0.0
    found = [(values, row) for values, row in found if row.code or not names_a_way_on(row.name)]
    kept = [row for _, row in found]
    if are_articles([values for values, _ in found[:_SAMPLE]], kept[:_SAMPLE]):
        return [], 0.0
    coded = sum(row.code[:1].isdigit() for row in kept if row.code) / len(rows)
    named = sum(reads_like_name(row.name[:200]) for row in kept) / len(rows)
    levels = sum(row.level_text is not None for row in kept) / len(rows)
    score = 2 * coded + 2 * named + levels + (0.5 if "thu tuc" in words_of(name_key) or "procedure" in words_of(name_key) else 0)
    return (found, score) if score >= 1.5 and (coded >= 0.4 or named >= 0.4) else ([], 0.0)


def _branches(objects: Sequence[Mapping[str, Any]], rows: Sequence[Row]) -> bool:
    """Whether objects are the branches of a tree, fields or agencies: they say what hangs on them, in short names and without a code."""
    if any(row.code or row.level_text for row in rows) or not any(_TREE.fullmatch(words_of(str(key))) for key in objects[0]):
        return False
    return sum(len(row.name.split()) for row in rows) < _SHORT * len(rows)


_SHORT = 6  # words; names of procedures are longer on the whole
_FILLED = 4  # entries of a menu
_TREE = re.compile(
    r"(?:has|is|num|so)? ?(?:children|child|child nodes|parent|leaf|folder|expanded|expandable|nodes|nut con|muc con|cap con|lazy)"
    r"|(?:id )?(?:parent|cha)(?: id)?"
)


_OWN_ID = re.compile(
    r"_?id|uuid|guid|key|(?:id|uuid|khoa) (?:tthc|thu tuc(?: hanh chinh)?|dvc|dich vu(?: cong)?|procedure|service|formality)"
    r"|(?:tthc|thu tuc(?: hanh chinh)?|dvc|dich vu(?: cong)?|procedure|service(?: info)?|formality) (?:id|uuid|key)"
)


def _path_key(told: Sequence[Mapping[str, Any]]) -> str:
    """The key under which every record holds the path of a page of its own, whatever it is called; "" where there is none."""
    for key in told[0] if len(told) > 1 else ():
        paths = [values.get(key) for values in told]
        if len(set(map(str, paths))) == len(paths) and all(isinstance(path, str) and _PAGE_PATH.fullmatch(path) for path in paths):
            return key
    return ""


def _row(item: Mapping[str, Any], values: Mapping[str, Any], columns: Mapping[FieldKey, str], url: str, paths: str = "") -> Row | None:
    def said(key: FieldKey) -> str:
        return plain(values.get(columns.get(key, "")))

    name = said(FieldKey.NAME)
    if len(name) < 4:
        return None
    code = parse_code(said(FieldKey.CODE))
    key = _identity(item)
    marked = str(values.get(columns.get(FieldKey.NAME, ""), ""))
    link = next((v for k, v in values.items() if isinstance(v, str) and _may_be_link(k) and _ADDRESS.match(v)), None) or _linked(marked)
    link = link or (str(values[paths]) if paths else None)
    agency = said(FieldKey.AGENCY)
    level = columns.get(FieldKey.LEVEL)
    return Row(
        name=name,
        code=code.text if code else None,
        url=urljoin(url, link) if link else None,
        handle=None if link else key or (code.text if code else None),
        key=key,
        field=said(FieldKey.FIELD) or None,
        agency=agency or None,
        tier=tier_in(said(FieldKey.TIER)) or tier_in(agency),
        level_text=level_text(values.get(level)) if level else None,
    )


_HREF = re.compile(r"""<a\b[^>]*\shref\s*=\s*["']((?:https?:/)?/[^"'<>\s]+|[\w-][\w./-]*\?[^"'<>\s]+)["']""", re.IGNORECASE)


def _linked(marked: str) -> str | None:
    """Where a value leads that is a piece of the page: `<a href="/tt/7">Cấp…</a>`."""
    match = _HREF.search(marked) if "<" in marked else None
    return unescape(match[1]) if match is not None else None


@remembered
def _is_own_id(key: str) -> bool:
    return _OWN_ID.fullmatch(words_of(key)) is not None


@remembered
def _may_be_id(key: str) -> bool:
    return _is_own_id(key) or ID_KEYS.match(words_of(key)) is not None


@remembered
def _may_be_link(key: str) -> bool:
    return _LINK_KEY.search(words_of(key)) is not None


def _identity(item: Mapping[str, Any]) -> str | None:
    """The object's own id: a key that is called so, else the first that ends in "id" or begins with it."""
    ids = [(k, v) for k, v in item.items() if _may_be_id(k) and isinstance(v, str | int) and not isinstance(v, bool) and str(v)]
    return next((str(v) for k, v in ids if _is_own_id(k)), None) or next((str(v) for _, v in ids), None)


def total_in(data: Any, listed: int) -> int | None:
    """The answer's own count of its records, at least as many as it lists."""
    for item in objects_in(data):
        if isinstance(item.get("records"), int | str) and str(item["records"]).isdigit() and "page" in item and "total" in item:
            return int(item["records"])  # such grids call the number of their pages the total
        for key, value in item.items():
            if isinstance(value, int) and not isinstance(value, bool) and value >= listed and TOTAL_KEYS.match(words_of(str(key))):
                return value
            if isinstance(value, str) and value.isdigit() and int(value) >= listed and TOTAL_KEYS.match(words_of(str(key))):
                return int(value)
    return None
