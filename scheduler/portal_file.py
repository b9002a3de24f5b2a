"""Portals as a file that people keep: CSV or YAML with the columns of the contract. Every fault names its line and its remedy."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import yaml

from storage.queries.portals import PortalEntry, StoredPortal

COLUMNS = ("id", "url", "name", "province", "platform", "delay", "expected_min", "expected_max", "profile")
_MAX_SIZE = 10 << 20  # bytes
N = TypeVar("N", int, float)
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class PortalFileError(ValueError):
    """A file that cannot be imported; one line per fault."""


def read_portals(path: Path) -> list[PortalEntry]:
    """The portals of a .csv, .yaml or .yml file. Raises `PortalFileError` naming every fault; nothing is imported in part."""
    if path.stat().st_size > _MAX_SIZE:
        raise PortalFileError(f"{path}: larger than {_MAX_SIZE >> 20} MiB; this is no list of portals")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise PortalFileError(f"{path}: not UTF-8; save the file as UTF-8 and import it again") from None
    rows = _yaml_rows(text, path) if path.suffix.lower() in (".yaml", ".yml") else _csv_rows(text, path)
    return _entries(rows, path)


def write_portals(portals: Iterable[StoredPortal], form: str = "csv") -> str:
    """The portals as text that `read_portals` takes again. `form`: csv or yaml."""
    rows = [{name: getattr(portal, name) for name in COLUMNS} for portal in portals]
    if form == "yaml":
        bare = [{name: value for name, value in row.items() if value not in (None, "")} for row in rows]
        return yaml.safe_dump(bare, allow_unicode=True, sort_keys=False)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def portal_id(url: str, taken: Iterable[str]) -> str:
    """A free id for a portal that was given none: its host without "www." and ".gov.vn"."""
    parts = urlsplit(url)
    host = (parts.hostname or "portal").removeprefix("www.").removesuffix(".gov.vn")
    wanted = re.sub(r"[^a-z0-9]+", "-", f"{host}-{parts.port}" if parts.port else host).strip("-") or "portal"
    used = set(taken)
    return next(name for n in range(1, len(used) + 2) if (name := wanted if n == 1 else f"{wanted}-{n}") not in used)


def check_url(url: str) -> str | None:
    """What is wrong with a portal's address, None when nothing is."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    return None if usable else f"url {url!r} is not an http or https address"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, Mapping) else str(value)


def _csv_rows(text: str, path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text), restkey="")
    try:
        rows: list[tuple[str, Mapping[str, Any]]] = [(f"line {reader.line_num}", row) for row in reader]
    except csv.Error as error:
        raise PortalFileError(f"{path}: not a CSV file: {error}") from None
    if not rows:
        raise PortalFileError(f"{path}: no portals; the first line must name the columns {', '.join(COLUMNS)}")
    return rows


def _yaml_rows(text: str, path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PortalFileError(f"{path}: not a YAML file: {' '.join(str(error).split())}") from None
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise PortalFileError(f"{path}: expected a list of portals, each with {', '.join(COLUMNS[:2])} and what is known beside")
    return [(f"portal {number}", row) for number, row in enumerate(data, 1)]


def _entries(rows: Sequence[tuple[str, Mapping[str, Any]]], path: Path) -> list[PortalEntry]:
    faults: list[str] = []
    entries: dict[str, PortalEntry] = {}
    for place, row in rows:
        unknown = sorted(str(name) for name in row if name not in COLUMNS)
        if unknown:
            faults.append(f"{place}: unknown column {', '.join(repr(name) for name in unknown)}; known: {', '.join(COLUMNS)}")
            continue
        try:
            entry = _entry(row)
        except ValueError as error:
            faults.append(f"{place}: {error}")
            continue
        if entry.id in entries:
            faults.append(f"{place}: the id {entry.id!r} stands twice in the file")
        entries[entry.id] = entry
    if faults:
        raise PortalFileError("\n".join(f"{path}: {fault}" for fault in faults))
    return list(entries.values())


def _entry(row: Mapping[str, Any]) -> PortalEntry:
    ident, url = _text(row, "id") or "", _text(row, "url") or ""
    if not _ID.fullmatch(ident):
        raise ValueError(f"id {ident!r}: write small letters, digits, '.', '_' and '-', at most 64")
    wrong = check_url(url)
    if wrong:
        raise ValueError(wrong)
    low, high = _number(row, "expected_min", int), _number(row, "expected_max", int)
    if low is not None and high is not None and high < low:
        raise ValueError(f"expected_max {high} is below expected_min {low}")
    return PortalEntry(
        id=ident,
        url=url,
        name=_text(row, "name") or "",
        province=_text(row, "province"),
        platform=_text(row, "platform"),
        delay=_number(row, "delay", float),
        expected_min=low,
        expected_max=high,
        profile=_profile(row.get("profile")),
    )


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return str(value).strip() or None if value is not None else None


def _number(row: Mapping[str, Any], name: str, kind: Callable[[str], N]) -> N | None:
    text = _text(row, name)
    if text is None:
        return None
    try:
        number = kind(text)
    except ValueError:
        raise ValueError(f"{name} {text!r} is not a number") from None
    if not 0 <= number < 1e9:
        raise ValueError(f"{name} {text} is out of range")
    return number


def _profile(value: Any) -> Mapping[str, Any] | None:
    if value in (None, ""):
        return None
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except json.JSONDecodeError as error:
            raise ValueError(f"profile is not JSON: {error.msg}") from None
    if not isinstance(value, dict):
        raise ValueError("profile must be a mapping")
    return value
