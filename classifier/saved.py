"""Saved pages without a network: read each, compare them, judge what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from classifier.behind.standingforms import standing_forms
from classifier.judging.judge import judge, judge_row
from classifier.merge import common_controls
from classifier.model import Context, Entry, Page, PageReading, ProcedureReading, Row
from classifier.reading import read_page
from classifier.words.text import fold

NOWHERE = "https://saved.invalid/"  # where a page stands whose address is not known: its relative links still are links

_HEAD = 20_000  # bytes in which a page may say where it came from
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s<>\"']+)", re.IGNORECASE)
_CANONICAL = re.compile(
    rb"<link\b[^>]*\brel=[\"']?canonical\b[^>]*\bhref=[\"']?(https?://[^\s<>\"']+)"
    rb"|<link\b[^>]*\bhref=[\"']?(https?://[^\s<>\"']+)[^>]*\brel=[\"']?canonical\b"
    rb"|<meta\b[^>]*\bproperty=[\"']?og:url\b[^>]*\bcontent=[\"']?(https?://[^\s<>\"']+)",
    re.IGNORECASE,
)


def address_of(body: bytes, name: str) -> str:
    """The address that a saved page says it has: the browser's note, else its canonical link; `NOWHERE` and the file's name without one."""
    for pattern in (_SAVED_FROM, _CANONICAL):
        if match := pattern.search(body[:_HEAD]):
            return next(group for group in match.groups() if group).decode("ascii", "replace")
    return NOWHERE + quote(name)


def classify_pages(pages: Iterable[Page], at: date) -> list[Entry]:
    """All procedures of some saved pages of one portal, judged as of `at` (or each page's own capture date).

    A procedure that is both a listing row and a page of its own is given once, by its page. Links to files count as they
    stand, and what stands behind a control is not known unless its form is on the page: nothing is fetched.
    """
    saved = [(page, read_page(page)) for page in pages]
    readings = [reading for _, reading in saved]
    procedures = [(page, procedure) for page, reading in saved for procedure in reading.procedures]
    common = common_controls([procedure for _, procedure in procedures])
    rows = _rows_by_identity(readings)
    entries = []
    for page, procedure in procedures:
        context = Context(
            at=procedure.at or at,
            common_controls=common,
            behind=standing_forms(page, procedure),
            row=_take_row(rows, procedure),
            files_checked=False,
        )
        entries.append(judge(procedure, context))
    entries.extend(judge_row(row, page.url, Context(at=at, files_checked=False, detail_read=False)) for row, page in rows.values())
    return entries


def _rows_by_identity(readings: Iterable[PageReading]) -> dict[tuple[str, ...], tuple[Row, PageReading]]:
    rows: dict[tuple[str, ...], tuple[Row, PageReading]] = {}
    for page in readings:
        for row in page.rows:
            if any(control.in_chrome for control in row.controls):
                continue  # as large as the page, its menu included: a form or a note that names one code, not a line of a list
            identity = (row.url,) if row.url else (row.code or "", fold(row.name), fold(row.agency or ""))
            rows.setdefault(identity, (row, page))
    return rows


def _take_row(rows: dict[tuple[str, ...], tuple[Row, PageReading]], reading: ProcedureReading) -> Row | None:
    """The listing row of a procedure page, removed from `rows` so that it is not judged a second time."""
    for identity, (row, _) in rows.items():
        same_page = row.url is not None and row.url == reading.url
        same_code = row.code is not None and row.code == reading.code and fold(row.name) == fold(reading.name)
        if same_page or same_code:
            del rows[identity]
            return row
    return None
