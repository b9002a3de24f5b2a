"""The registry of agencies as a CSV file that people keep. Every fault names its line and its remedy."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from classifier.sites.model import SiteTier
from scheduler.portal_file import check_url
from storage.queries.sites import AgencyRecord

COLUMNS = ("id", "province", "name", "tier", "url", "valid_from", "valid_to")
NONE = "none"
"""In the column `url`: a person says that the agency has no site. An empty cell: its site is not known."""
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_MAX_SIZE = 10 << 20  # bytes


class AgencyFileError(ValueError):
    """A file that cannot be imported; one line per fault."""


def read_agencies(path: Path) -> list[AgencyRecord]:
    """The agencies of a CSV file. Raises `AgencyFileError` naming every fault; nothing is imported in part."""
    if path.stat().st_size > _MAX_SIZE:
        raise AgencyFileError(f"{path}: larger than {_MAX_SIZE >> 20} MiB; this is no list of agencies")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise AgencyFileError(f"{path}: not UTF-8; save the file as UTF-8 and import it again") from None
    rows = csv.DictReader(io.StringIO(text))
    unknown = sorted(set(rows.fieldnames or ()) - set(COLUMNS))
    missing = sorted({"id", "province", "name", "tier"} - set(rows.fieldnames or ()))
    if unknown or missing:
        fault = f"unknown columns {', '.join(unknown)}" if unknown else f"missing columns {', '.join(missing)}"
        raise AgencyFileError(f"{path}:1: {fault}; known: {', '.join(COLUMNS)}")
    faults: list[str] = []
    found: dict[str, AgencyRecord] = {}
    for number, row in enumerate(rows, 2):
        values = {name: " ".join((row.get(name) or "").split()) for name in COLUMNS}
        wrong = _fault(values) or (f"the id {values['id']} is used twice" if values["id"] in found else "")
        if wrong:
            faults.append(f"{path}:{number}: {wrong}")
        else:
            found[values["id"]] = _record(values)
    if faults:
        raise AgencyFileError("\n".join(faults))
    return list(found.values())


def write_agencies(agencies: Iterable[AgencyRecord]) -> str:
    """The agencies as text that `read_agencies` takes again."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for agency in agencies:
        url = NONE if agency.url == "" else agency.url or ""
        days = [day.isoformat() if day else "" for day in (agency.valid_from, agency.valid_to)]
        writer.writerow([agency.id, agency.province, agency.name, agency.tier, url, *days])
    return out.getvalue()


def _fault(values: Mapping[str, str]) -> str:
    """What is wrong with a row, with the remedy; "" when nothing is."""
    if not _ID.fullmatch(values["id"]):
        return f"id {values['id']!r}: write small letters, digits, dots and dashes"
    if not values["name"] or not values["province"]:
        return "name and province must be given"
    if values["tier"] not in set(SiteTier):
        return f"tier {values['tier']!r}: write one of {', '.join(SiteTier)}"
    if values["url"] not in ("", NONE) and (wrong := check_url(values["url"])):
        return wrong
    for name in ("valid_from", "valid_to"):
        try:
            date.fromisoformat(values[name] or "2000-01-01")
        except ValueError:
            return f"{name} {values[name]!r}: write a day as 2025-07-01"
    if values["valid_from"] and values["valid_to"] and values["valid_to"] <= values["valid_from"]:
        return "valid_to must be after valid_from"
    return ""


def _record(values: Mapping[str, str]) -> AgencyRecord:
    days = {name: date.fromisoformat(values[name]) if values[name] else None for name in ("valid_from", "valid_to")}
    url = {"": None, NONE: ""}.get(values["url"], values["url"])
    return AgencyRecord(values["id"], values["province"], values["name"], values["tier"], url, **days)
