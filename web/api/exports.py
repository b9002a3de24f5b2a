"""Exports as CSV and JSON lines with stable columns, sent as they are read: a country does not fit into memory twice.

Columns are only ever added, at the end. In CSV, text that a spreadsheet would run as a formula is kept as text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from scheduler.cells import safe_cell
from scheduler.changes import changes as list_changes
from storage.queries.levels import levels_after
from storage.queries.portals import list_portals
from web.api.answers import CACHE, UNCHANGED, Text, faults, store_tag
from web.api.figures import Day, places, window
from web.site import Site, site_of

router = APIRouter(prefix="/api/v1/exports", tags=["exports"])

Row = Mapping[str, Any]
_BATCH = 1000
LEVELS = (
    "portal", "province", "id", "code", "name", "field", "agency", "tier", "url", "scheme", "declared", "level", "level_max",
    "strict_level", "since", "run", "rules_version",
)  # fmt: skip
CHANGES = (
    "confirmed", "first_seen", "kind", "portal", "code", "name", "agency", "from", "to", "declared_from", "declared_to", "url",
)  # fmt: skip
PORTALS = ("id", "url", "name", "province", "platform", "enabled", "state", "state_since", "state_outcome")


class Form(StrEnum):
    CSV = "csv"
    JSONL = "jsonl"


_KINDS = {Form.CSV: "text/csv; charset=utf-8", Form.JSONL: "application/jsonl"}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file. CSV is UTF-8 with a header line; JSON lines has one object a line.",
        "content": {"text/csv": {"schema": {"type": "string"}}, "application/jsonl": {"schema": {"type": "string"}}},
    },
    **UNCHANGED,
}
_PLACE = faults(_404="There is no such province or portal.")


@router.get("/levels.{form}", response_class=StreamingResponse, responses={**_FILE, **_PLACE})
def export_levels(request: Request, form: Form, at: Day = None, province: Text = None, portal: Text = None) -> Response:
    """The label of every procedure on a day."""
    site = site_of(request)
    with site.store.read() as connection:
        wanted = places(connection, province, portal)
    return _file(request, form, "levels", LEVELS, lambda: _levels(site, at, wanted))


@router.get("/changes.{form}", response_class=StreamingResponse, responses={**_FILE, **_PLACE})
def export_changes(request: Request, form: Form, since: Day = None, until: Day = None, province: Text = None) -> Response:
    """The changes confirmed in a window, by default the last seven days."""
    site = site_of(request)
    first, last = window(site, since, until)
    with site.store.read() as connection:
        places(connection, province, None)
    return _file(request, form, "changes", CHANGES, lambda: list_changes(site.store, first, last, province).document()["changes"])


@router.get("/portals.{form}", response_class=StreamingResponse, responses=_FILE)
def export_portals(request: Request, form: Form) -> Response:
    """The registered portals."""

    def rows() -> Iterator[Row]:
        with site_of(request).store.read() as connection:
            found = list_portals(connection)
        return ({name: getattr(one, name) for name in PORTALS} for one in found)

    return _file(request, form, "portals", PORTALS, rows)


def _levels(site: Site, at: date | None, portals: list[str] | None) -> Iterator[Row]:
    """In short transactions: a reader who is slow must not hold one open."""
    after = 0
    while True:
        with site.store.read() as connection:
            rows = levels_after(connection, at, after, _BATCH, portals=portals)
        for row in rows:
            yield {name: f"{row.portal}:{row.handle}" if name == "id" else getattr(row, name) for name in LEVELS}
        if len(rows) < _BATCH:
            return
        after = rows[-1].procedure


def _file(request: Request, form: Form, name: str, columns: Sequence[str], rows: Callable[[], Iterator[Row]]) -> Response:
    tag = store_tag(request, site_of(request))
    headers = {"etag": tag, "cache-control": CACHE, "content-disposition": f'attachment; filename="mucdo-{name}.{form}"'}
    if tag.removeprefix("W/") in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"etag": tag, "cache-control": CACHE})
    lines = _csv(columns, rows()) if form is Form.CSV else _jsonl(columns, rows())
    return StreamingResponse(lines, media_type=_KINDS[form], headers=headers)


def _csv(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[bytes]:
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")  # without it Excel takes UTF-8 for the system's own code page
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row[name] is None else safe_cell(_plain(row[name])) for name in columns])
        if out.tell() > 1 << 15:
            yield out.getvalue().encode("utf-8", "replace")
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode("utf-8", "replace")


def _jsonl(columns: Sequence[str], rows: Iterator[Row]) -> Iterator[bytes]:
    for row in rows:
        plain = {name: row[name].isoformat() if isinstance(row[name], date) else row[name] for name in columns}
        yield (json.dumps(plain, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)
