"""Listings and procedures in JSON: arrays of objects that look like procedures, whatever their keys are called."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urljoin

from classifier.codes import Code, parse_code
from classifier.document import open_document
from classifier.forms import symbol_of
from classifier.labels import label_key
from classifier.model import Field, FieldKey, FileLink, FormMention, Outcome, PageKind, PageReading, ProcedureReading, Row
from classifier.names import is_level_text, starts_like_name
from classifier.text import collapse, fold
from classifier.tier import tier_in

_MAX_DEPTH = 12
_MAX_ITEMS = 20_000
_NATIONAL = re.compile(r"^\s*[1-9]\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.[A-Z]\d{2}[\d.]*)?\s*$")
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|zip|rar|rtf|odt)(?:$|[?#])", re.IGNORECASE)

_KEYS: tuple[tuple[FieldKey, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        (FieldKey.REASON_PARTIAL, r"ly do.*(toan trinh|mot phan)|reason.*(partial|level)"),
        (
            FieldKey.LEVEL,
            r"\bmuc do\b|\bmucdo\b|\blevel\b|\bfull process\b|\btoan trinh\b|\bimplement level\b|\bloai dich vu\b|\bloai dvc\b|\bservice type\b",
        ),
        (
            FieldKey.CODE,
            r"\b(ma|code)\b.*\b(thu tuc|tthc|dvc|dich vu|procedure|service|formality|quoc gia)\b|\b(thu tuc|tthc|dvc|procedure|service|formality|national)\b.*\b(ma|code)\b|^(ma|code|ma so)$|^matthc$|^mathutuc$",
        ),
        (FieldKey.FIELD, r"\blinh vuc\b|\blinhvuc\b|\b(field|sector|domain|category)\b"),
        (FieldKey.AGENCY, r"\b(co quan|coquan|don vi|donvi|agency|department|organization|org|unit|govagency|gov agency|impl agency)\b"),
        (
            FieldKey.NAME,
            r"\b(ten|name|title)\b.*\b(thu tuc|tthc|dvc|dich vu|procedure|service|formality)\b|\b(thu tuc|tthc|dvc|procedure|service|formality)\b.*\b(ten|name|title)\b|^(ten|name|title|ten day du|full name|label)$|^tentthc$|^tenthutuc$",
        ),
        (FieldKey.STEPS, r"\btrinh tu\b|\btrinhtu\b|\b(process|procedure steps|steps|sequence|impl order)\b|\bcac buoc\b"),
        (FieldKey.MANNER, r"\bcach thuc\b|\bcachthuc\b|\b(method|execution method|submission method|channel)s?\b"),
        (FieldKey.DOSSIER, r"\bthanh phan\b|\bthanhphan\b|\b(dossier|profile component|component|document)s?\b|\bgiay to\b"),
        (FieldKey.COPIES, r"\bso (luong|bo)\b|\bsoluong|\bsobo"),
        (
            FieldKey.DURATION,
            r"\bthoi (han|gian)\b|\bthoihan|\bthoigian|\b(duration|processing time|time limit|process time|resolve time)\b",
        ),
        (FieldKey.SUBJECT, r"\bdoi tuong\b|\bdoituong|\b(subject|applicant|object|target audience)s?\b"),
        (FieldKey.CHANNEL_OUT, r"\b(tra|nhan) ket qua\b|\breturn(ing)? method|\bresult channel"),
        (FieldKey.RESULT, r"\bket qua\b|\bketqua\b|\bresults?\b"),
        (FieldKey.PAYMENT, r"\bthanh toan\b|\bpayment\b"),
        (FieldKey.FEE, r"\b(phi|le phi|lephi|fee|charge|cost)s?\b"),
        (FieldKey.FORMS, r"\b(mau don|maudon|to khai|bieu mau|bieumau|form|file template|template|attachment|file)s?\b"),
        (FieldKey.CONDITIONS, r"\bdieu kien\b|\byeu cau\b|\b(requirement|condition)s?\b"),
        (FieldKey.LEGAL_BASIS, r"\bcan cu\b|\bphap ly\b|\b(legal|legal basis|legal ground|regulation)s?\b"),
        (FieldKey.DECISION, r"\bquyet dinh\b|\bdecision\b"),
        (FieldKey.TIER, r"\bcap thuc hien\b|\bcap\b|\b(tier|impl level|administrative level)\b"),
        (FieldKey.STATUS, r"\btrang thai\b|\btinh trang\b|\bstatus\b|\bhieu luc\b"),
        (FieldKey.ADDRESS, r"\bdia chi\b|\baddress\b"),
    )
)
_DETAIL = frozenset(
    {
        FieldKey.STEPS,
        FieldKey.MANNER,
        FieldKey.DOSSIER,
        FieldKey.DURATION,
        FieldKey.RESULT,
        FieldKey.LEGAL_BASIS,
        FieldKey.CONDITIONS,
        FieldKey.SUBJECT,
        FieldKey.FEE,
    }
)
_ID_KEYS = re.compile(r"^_?(?:id|uuid|guid|key|ma|.*\bid)$")
_TOTAL_KEYS = re.compile(
    r"^(?:total|totals?|total (?:elements?|records?|items?|rows?|count|results?|amount)|count|tong|tong so|tong so ban ghi|amount|records total|records filtered|num found|total_?count|row ?count)$"
)


def words_of(key: str) -> str:
    """A JSON key as folded words: "tenThuTuc", "TEN_THU_TUC" and "ten-thu-tuc" are all "ten thu tuc"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", key)
    return " ".join(re.split(r"[\W_]+", fold(spaced))).strip()


def key_of(key: str) -> FieldKey | None:
    """What a JSON key stands for, or None."""
    words = words_of(key)
    return next((field for field, pattern in _KEYS if pattern.search(words)), None)


def read_data(payload: bytes | str, url: str, at: date | None = None) -> PageReading:
    """Rows, total or procedures of a JSON answer. Never raises: what is no JSON is an ERROR."""
    text = payload.decode("utf-8-sig", "replace") if isinstance(payload, bytes) else payload.lstrip("\ufeff")
    try:
        data = json.loads(text[:12_000_000])
    except (ValueError, RecursionError):
        return PageReading(url, Outcome.ERROR, PageKind.OTHER, reason="not JSON")
    rows = _best_rows(data, url)
    procedures = () if rows else _procedures(data, url, at)
    total = _total(data, len(rows)) if rows else None
    kind = PageKind.LISTING if rows else PageKind.PROCEDURE if procedures else PageKind.OTHER
    canonical = json.dumps(
        [[r.key, r.code, r.name, r.level_text] for r in rows] if rows else _stable(data), sort_keys=True, ensure_ascii=False, default=str
    )
    return PageReading(
        url, Outcome.OK if rows or procedures else Outcome.EMPTY, kind, rows=tuple(rows), procedures=tuple(procedures), total=total,
        reason="" if rows or procedures else "no procedure in the data", content_hash=hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest(),
    )  # fmt: skip


def _stable(data: Any) -> Any:
    """The data without tokens and clocks."""
    if isinstance(data, Mapping):
        return {
            k: v for k, v in data.items() if not re.search(r"token|timestamp|nonce|csrf|session|request_?id|trace", str(k), re.IGNORECASE)
        }
    return data


def _arrays(data: Any) -> Iterator[Sequence[Mapping[str, Any]]]:
    """All arrays of objects, outermost first, without recursion."""
    queue: list[tuple[Any, int]] = [(data, 0)]
    steps = 0
    while queue and steps < _MAX_ITEMS:
        value, depth = queue.pop(0)
        steps += 1
        if isinstance(value, str) and depth < 3 and value[:1] in "[{":
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                continue
        if isinstance(value, list):
            objects = [v for v in value if isinstance(v, Mapping)]
            if objects and len(objects) * 2 > len(value):
                yield objects
            if depth < _MAX_DEPTH:
                queue += [(v, depth + 1) for v in value[:500]]
        elif isinstance(value, Mapping) and depth < _MAX_DEPTH:
            queue += [(v, depth + 1) for v in value.values() if isinstance(v, list | Mapping | str)]


def _best_rows(data: Any, url: str) -> list[Row]:
    """The rows of the array that looks most like a list of procedures."""
    best: list[Row] = []
    best_score = 0.0
    for objects in _arrays(data):
        rows, score = _rows(objects, url)
        if rows and score * len(rows) > best_score:
            best, best_score = rows, score * len(rows)
    return best


def _rows(objects: Sequence[Mapping[str, Any]], url: str) -> tuple[list[Row], float]:
    sample = objects[:50]
    columns = _columns(sample)
    name_key = columns.get(FieldKey.NAME)
    if name_key is None:
        return [], 0.0
    if sum(key in columns for key in _DETAIL) >= 3 and len(objects) == 1:
        return [], 0.0
    rows = [row for item in objects[:_MAX_ITEMS] if (row := _row(item, columns, url)) is not None]
    if not rows:
        return [], 0.0
    coded = sum(row.code[:1].isdigit() for row in rows if row.code) / len(rows)
    named = sum(starts_like_name(fold(row.name)) for row in rows) / len(rows)
    levels = sum(row.level_text is not None for row in rows) / len(rows)
    score = 2 * coded + 2 * named + levels + (0.5 if "thu tuc" in words_of(name_key) or "procedure" in words_of(name_key) else 0)
    return (rows, score) if score >= 1.5 and (coded >= 0.4 or named >= 0.4) else ([], 0.0)


def _flat(item: Mapping[str, Any]) -> dict[str, Any]:
    """The scalar values of an object, one level of nested objects included."""
    found: dict[str, Any] = {}
    for key, value in item.items():
        if isinstance(value, Mapping):
            for inner, scalar in value.items():
                if isinstance(scalar, str | int | float | bool):
                    found[f"{key}.{inner}"] = scalar
        elif isinstance(value, list) and value and all(isinstance(v, str) for v in value[:5]):
            found[key] = ", ".join(v for v in value if isinstance(v, str))
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            inner_name = next(
                (str(v) for k, v in value[0].items() if words_of(k) in ("name", "ten", "title", "ten co quan") and isinstance(v, str)), None
            )
            if inner_name:
                found[key] = inner_name
        elif isinstance(value, str | int | float | bool):
            found[key] = value
    return found


def _columns(sample: Sequence[Mapping[str, Any]]) -> dict[FieldKey, str]:
    """Which key holds what: by content first (codes, names), then by words."""
    flats = [_flat(item) for item in sample]
    keys = list(dict.fromkeys(key for flat in flats for key in flat))[:200]
    columns: dict[FieldKey, str] = {}
    names: list[tuple[float, str]] = []
    for key in keys:
        values = [flat[key] for flat in flats if key in flat]
        strings = [v for v in values if isinstance(v, str) and v.strip()]
        meaning = key_of(key.rpartition(".")[2]) or key_of(key)
        if "." in key:
            meaning = (
                key_of(key.partition(".")[0])
                if key_of(key.partition(".")[0]) in (FieldKey.FIELD, FieldKey.AGENCY, FieldKey.LEVEL, FieldKey.TIER)
                else meaning
            )
            if (
                words_of(key.rpartition(".")[2])
                not in ("name", "ten", "title", "code", "ma", "ten thu tuc", "procedure name", "text", "label")
                and meaning is not None
            ):
                continue
            if words_of(key.rpartition(".")[2]) in ("code", "ma") and meaning in (FieldKey.FIELD, FieldKey.AGENCY):
                continue
        if strings and sum(bool(_NATIONAL.match(s)) for s in strings) * 2 >= len(strings):
            columns.setdefault(FieldKey.CODE, key)
            continue
        long = sum(len(s.split()) >= 3 for s in strings) / max(len(values), 1)
        lead = sum(starts_like_name(fold(s[:200])) for s in strings) / max(len(values), 1)
        if strings and (meaning is FieldKey.NAME or (lead >= 0.5 and meaning in (None, FieldKey.OTHER))):
            names.append((2 * lead + long + (1.5 if meaning is FieldKey.NAME else 0), key))
        elif strings and sum(is_level_text(s) for s in strings) * 2 >= len(strings) and meaning not in (FieldKey.TIER,):
            columns.setdefault(FieldKey.LEVEL, key)
        elif meaning is not None and meaning is not FieldKey.NAME and (strings or meaning is FieldKey.LEVEL):
            columns.setdefault(meaning, key)
    if names:
        columns[FieldKey.NAME] = max(names)[1]
    return columns


def _row(item: Mapping[str, Any], columns: Mapping[FieldKey, str], url: str) -> Row | None:
    flat = _flat(item)

    def said(key: FieldKey) -> str | None:
        value = flat.get(columns.get(key, ""))
        return _plain(value) or None if value is not None else None

    name = said(FieldKey.NAME)
    if not name or len(name) < 4:
        return None
    code = parse_code(said(FieldKey.CODE) or "")
    key = next(
        (
            str(value)
            for k, value in item.items()
            if words_of(k) in ("id", "uuid", "guid", "procedure id", "service info id", "service id", "id thu tuc", "thu tuc id", "key")
            and isinstance(value, str | int)
            and str(value)
        ),
        None,
    )
    key = key or next(
        (
            str(value)
            for k, value in item.items()
            if _ID_KEYS.match(words_of(k)) and isinstance(value, str | int) and not isinstance(value, bool) and str(value)
        ),
        None,
    )
    link = next(
        (
            v
            for k, v in flat.items()
            if isinstance(v, str) and re.search(r"\b(url|link|href|duong dan)\b", words_of(k)) and re.match(r"https?://|/", v)
        ),
        None,
    )
    agency = said(FieldKey.AGENCY)
    return Row(
        name=name,
        code=code.text if code else None,
        url=urljoin(url, link) if link else None,
        handle=None if link else key or (code.text if code else None),
        key=key,
        field=said(FieldKey.FIELD),
        agency=agency,
        tier=tier_in(said(FieldKey.TIER) or "") or tier_in(agency or ""),
        level_text=_level(flat.get(columns[FieldKey.LEVEL]), columns[FieldKey.LEVEL]) if FieldKey.LEVEL in columns else None,
    )


def _level(value: Any, key: str) -> str:
    """The level as text: a bare number is a level number of its key, true and false of "isFullProcess" are words."""
    if isinstance(value, bool):
        return "toàn trình" if value else ""
    if isinstance(value, int | float) or (isinstance(value, str) and re.fullmatch(r"\s*\d\s*", value)):
        return f"Mức độ {int(value)}"
    return _plain(value) if value is not None else ""


def _plain(value: Any) -> str:
    """A value as plain text; mark-up inside it is read as a page would show it."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str):
        if "<" in value and re.search(r"<[a-zA-Z/][^>]*>", value):
            return open_document(value, "").text.strip()
        return collapse(value) if "\n" not in value else "\n".join(filter(None, (collapse(line) for line in value.splitlines())))
    if isinstance(value, int | float):
        return str(value)
    return ""


def _texts(value: Any) -> str:
    """All the words of a nested value, a line each, without ids and addresses."""
    lines: list[str] = []
    queue: list[Any] = [value]
    while queue and len(lines) < 2000:
        item = queue.pop(0)
        if isinstance(item, Mapping):
            queue = [v for k, v in item.items() if not _ID_KEYS.match(words_of(str(k)))] + queue
        elif isinstance(item, list):
            queue = list(item) + queue
        elif isinstance(item, str) and not re.match(r"https?://|/[\w/]+\.\w+$|[0-9a-f-]{24,}$", item):
            text = _plain(item)
            if text:
                lines.append(text)
        elif isinstance(item, int | float) and not isinstance(item, bool):
            lines.append(str(item))
    return "\n".join(lines)[:20_000]


def _files(value: Any, url: str) -> list[FileLink]:
    found: list[FileLink] = []
    queue: list[Any] = [value]
    while queue and len(found) < 200:
        item = queue.pop(0)
        if isinstance(item, Mapping):
            links = [v for v in item.values() if isinstance(v, str) and _is_file(v)]
            named = next(
                (
                    v
                    for k, v in item.items()
                    if isinstance(v, str) and v and v not in links and re.search(r"\b(ten|name|title)\b", words_of(str(k)))
                ),
                None,
            )
            found += [FileLink(named or v.rsplit("/", 1)[-1], urljoin(url, v)) for v in links]
            queue += [v for v in item.values() if isinstance(v, list | Mapping)]
        elif isinstance(item, list):
            queue += item
        elif isinstance(item, str) and _is_file(item):
            found.append(FileLink(item.rsplit("/", 1)[-1], urljoin(url, item)))
    return found


def _is_file(text: str) -> bool:
    return bool(re.match(r"(?:https?://|/)\S+$", text) and (_FILE.search(text) or re.search(r"download|file", text)))


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    queue: list[tuple[Any, int]] = [(data, 0)]
    while queue:
        value, depth = queue.pop(0)
        if isinstance(value, Mapping):
            yield value
            if depth < 4:
                queue += [(v, depth + 1) for v in value.values()]
        elif isinstance(value, list) and depth < 4:
            queue += [(v, depth + 1) for v in value[:5]]


def _procedures(data: Any, url: str, at: date | None) -> tuple[ProcedureReading, ...]:
    """The object that describes one procedure in detail, if there is one."""
    best: tuple[int, Mapping[str, Any]] | None = None
    for item in _objects(data):
        keys = {meaning for key in item if (meaning := key_of(str(key))) is not None}
        weight = len(keys & _DETAIL)
        if weight >= 3 and FieldKey.NAME in keys and (best is None or weight > best[0]):
            best = (weight, item)
    if best is None:
        return ()
    return (_procedure(best[1], url, at),)


def _procedure(item: Mapping[str, Any], url: str, at: date | None) -> ProcedureReading:
    columns = _columns([item])
    name = _plain(_flat(item).get(columns.get(FieldKey.NAME, ""), ""))
    code: Code | None = parse_code(_plain(_flat(item).get(columns.get(FieldKey.CODE, ""), "")))
    fields: list[Field] = []
    forms: list[FormMention] = []
    for key, value in item.items():
        meaning = key_of(str(key))
        if meaning is None:
            label = label_key(words_of(str(key)))
            meaning = label if label is not FieldKey.OTHER else None
        if meaning is None or (isinstance(value, str | int) and _ID_KEYS.match(words_of(str(key))) and meaning is not FieldKey.CODE):
            continue
        text = _level(value, str(key)) if meaning is FieldKey.LEVEL and not isinstance(value, list | Mapping) else _texts(value)
        links = tuple(_files(value, url)) if meaning in (FieldKey.FORMS, FieldKey.DOSSIER) else ()
        fields.append(Field(meaning, str(key), text, links))
        forms += [FormMention(link.named, symbol_of(link.named), link) for link in links]
    filled = {f.key for f in fields if f.text}
    kept = tuple(f for f in fields if f.text or f.links or f.key not in filled)
    identity = next(
        (str(v) for k, v in item.items() if words_of(str(k)) in ("id", "uuid", "procedure id") and isinstance(v, str | int)), None
    )
    glued = "\n".join(f.text for f in kept)
    return ProcedureReading(
        url=url, name=name, code=code.text if code else None, code_malformed=bool(code and code.malformed), fields=kept, forms=tuple(forms),
        key=identity, at=at, sure=0.9, why="an object with a name and the parts of a procedure", glued=glued[:200_000],
    )  # fmt: skip


def _total(data: Any, listed: int) -> int | None:
    """The answer's own count of its records, at least as many as it lists."""
    for item in _objects(data):
        for key, value in item.items():
            if isinstance(value, int) and not isinstance(value, bool) and value >= listed and _TOTAL_KEYS.match(words_of(str(key))):
                return value
            if isinstance(value, str) and value.isdigit() and int(value) >= listed and _TOTAL_KEYS.match(words_of(str(key))):
                return int(value)
    return None
