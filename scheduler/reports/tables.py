"""A report as tables of typed cells: every format writes these and nothing else, so that all of them show the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from classifier.vocabulary import Scheme
from scheduler.cells import printable
from scheduler.messages import say, shown
from scheduler.reports.model import LEVELS, Counts, Line, Report
from scheduler.workbook import Cell

WIDTHS = {
    "number": 6, "agency": 40, "unit": 40, "field": 40, "tier": 26, "province": 20, "label": 34, "item": 34, "target": 10, "title": 36,
    "quote": 60, "compare": 8, "measure": 12, "verdict_at_due": 20, "verdict_now": 18, "reason": 40, "kind": 26, "code": 24,
    "procedure": 60, "evidence": 40, "url": 40, "portal": 20, "portal_name": 34, "outcome": 24, "complete": 9, "definition": 26,
    "meaning": 90, "site_tier": 14, "site_state": 30, "lacking": 50, "declared_from": 16, "declared_to": 16, "dossiers": 14,
}  # fmt: skip
"""Columns of text, with their width in characters; all others hold numbers or days."""

_DAYS = ("due", "confirmed", "since", "last_read", "visited_on")
_NUMBER_WIDTH, _DAY_WIDTH = 11, 14
_ROMAN = ("I", "II", "III", "IV", "V")
_COUNTED = ("total", *(f"level_{level}" for level in LEVELS), "level_unknown", "share_34", "possible_34")
_CUMULATIVE = ("total", "from_1", "share_1", "from_2", "share_2", "from_3", "share_3", "from_4", "share_4")
_LABELS = ("services", "whole", "part", "information", "other_scale", "no_label")
_FOUR_LEVELS = ("total", *(f"level_{level}" for level in LEVELS[1:]), "merged", "other_scale", "no_label", "share_34", "above")


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its heading in the report's language. `width` in characters."""

    id: str
    title: str
    width: int
    numeric: bool

    @property
    def whole_words(self) -> bool:
        """Short words of ours: never broken to save room. What a portal writes may be one endless word."""
        return self.id in ("measure", "verdict_at_due", "verdict_now", "kind")

    @property
    def printed(self) -> bool:
        """Documents leave out what is too long for paper; workbooks and CSV have it."""
        return self.id not in ("evidence", "url")

    @property
    def short(self) -> bool:
        """Words that are not to be broken over lines."""
        return self.id in ("target", "portal", "compare", "complete")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of typed cells, None = blank. `strong`: a block's or the total line."""

    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`item`: which column names the line. `notes` stand below. `limit`: lines that documents print; workbooks and CSV hold all."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    item: int = 0
    limit: int | None = None

    @property
    def width(self) -> int:
        """In characters."""
        return sum(column.width for column in self.columns)

    def printed(self) -> Table:
        """The table as a document prints it: without the columns and lines that only workbooks and CSV hold."""
        places = [place for place, column in enumerate(self.columns) if column.printed]
        rows = tuple(Row(tuple(row.cells[place] for place in places), row.strong) for row in self.rows[: self.limit])
        return replace(self, columns=tuple(self.columns[place] for place in places), rows=rows)


def text(value: Cell, lang: str) -> str:
    """A cell as its reader writes it: 1.234 and 62,50 and 31/12/2020 in Vietnamese; blank when missing."""
    if value is None:
        return ""
    if isinstance(value, float):
        return (f"{value:,.2f}").translate(str.maketrans(",.", ".,")) if lang == "vi" else f"{value:,.2f}"
    return shown(value, lang)


def make(ident: str, columns: Sequence[str], rows: Iterable[Row], lang: str, notes: Iterable[str] = (), **other: int) -> Table:
    """A table with the headings of the message table; text loses what no reader can see."""
    heads = tuple(
        Column(
            name,
            say(f"report.column.{name}", lang),
            WIDTHS.get(name, _DAY_WIDTH if name in _DAYS else _NUMBER_WIDTH),
            name not in WIDTHS or name == "number",
        )
        for name in columns
    )
    cleaned = tuple(Row(tuple(_plain(cell) for cell in row.cells), row.strong) for row in rows)
    return Table(ident, say(f"report.table.{ident}", lang), heads, cleaned, tuple(notes), **other)


def _plain(cell: Cell) -> Cell:
    return (" ".join(printable(cell).split()) or None) if isinstance(cell, str) else cell


def by_agency(report: Report) -> tuple[Table, ...]:
    """The four tables that have a line for each agency: exclusive, cumulative, and the two scales of declared labels."""
    lang, notes = report.lang, _agency_notes(report)
    own = {
        "agencies": [say(f"report.note.{name}", lang) for name in ("unknown", "interval", "dossiers")],
        "declared": [say("report.note.above", lang)],
    }
    return tuple(
        make(ident, _agency(report, first, columns), _agency_rows(report, figures), lang, (*notes, *own.get(ident, ())), item=1)
        for ident, first, columns, figures in (
            ("agencies", "agency", (*_COUNTED, "active", "dossiers"), _with_dossiers),
            ("cumulative", "agency", _CUMULATIVE, _cumulative),
            ("labels", "unit", _LABELS, _labels),
            ("declared", "agency", _FOUR_LEVELS, _four_levels),
        )
    )


def by_line(ident: str, first: str, lines: Sequence[Line], report: Report, unnamed: str) -> Table:
    """One line per field or province, and the total."""
    rows = [Row((number, line.name or unnamed, *_counted(line.counts))) for number, line in enumerate(lines, 1)]
    rows += [Row((None, say("report.total", report.lang), *_counted(report.total)), strong=True)] if report.total else []
    return make(ident, ("number", first, *_COUNTED), rows, report.lang, [say("report.note.once", report.lang)], item=1)


def by_tier(report: Report) -> Table:
    """One line per tier, and the total."""
    rows = [Row((tier_name(block.tier, report.lang), *_counted(block.counts))) for block in report.blocks]
    rows.append(Row((say("report.total", report.lang), *_counted(report.total)), strong=True))
    return make("tiers", ("tier", *_COUNTED), rows, report.lang, _agency_notes(report))


def tier_name(tier: str, lang: str) -> str:
    return say(f"report.tier.{tier}", lang)


def _agency(report: Report, name: str, figures: Sequence[str]) -> tuple[str, ...]:
    return ("number", name, *(("province",) if report.several_provinces else ()), *figures)


def _agency_rows(report: Report, figures: Callable[[Counts | None], tuple[Cell, ...]]) -> Iterable[Row]:
    several = report.several_provinces
    for number, block in zip(_ROMAN, report.blocks, strict=False):
        yield Row((number, tier_name(block.tier, report.lang), *((None,) if several else ()), *figures(block.counts)), strong=True)
        for place, line in enumerate(block.lines, 1):
            name = line.name or say("report.no_agency", report.lang)
            yield Row((place, name, *((line.province,) if several else ()), *figures(line.counts)))
    yield Row((None, say("report.total", report.lang), *((None,) if several else ()), *figures(report.total)), strong=True)


def _agency_notes(report: Report) -> tuple[str, ...]:
    notes = [say("report.note.once", report.lang)]
    if any(block.counts is None for block in report.blocks):
        notes.append(say("report.note.district", report.lang, on=date(2025, 7, 1)))
    if report.excluded:
        notes.append(say("report.note.excluded", report.lang, number=report.excluded))
    if report.total is None:
        notes.append(say("report.never_read", report.lang, as_of=report.as_of))
    return tuple(notes)


def _counted(counts: Counts | None) -> tuple[Cell, ...]:
    if counts is None:
        return (None,) * len(_COUNTED)
    return (counts.total, *counts.levels, counts.unknown, counts.share(3), counts.possible_share(3))


def _with_dossiers(counts: Counts | None) -> tuple[Cell, ...]:
    return (*_counted(counts), None, None)


def _cumulative(counts: Counts | None) -> tuple[Cell, ...]:
    if counts is None:
        return (None,) * len(_CUMULATIVE)
    pairs = [cell for level in LEVELS[1:] for cell in (counts.at_least(level), counts.share(level))]
    return (counts.total, *pairs)


def later(counts: Counts, value: str) -> int:
    """How many carry a label of the scale of 2022 and 2026."""
    return counts.declared((Scheme.ND42_2022, value), (Scheme.ND224_2026, value))


def of_scheme(counts: Counts, *schemes: Scheme) -> int:
    return sum(number for (scheme, _), number in counts.labels.items() if scheme in schemes)


def _labels(counts: Counts | None) -> tuple[Cell, ...]:
    if counts is None:
        return (None,) * len(_LABELS)
    words = [later(counts, value) for value in ("toan-trinh", "mot-phan", "cung-cap-thong-tin")]
    return (counts.total, *words, of_scheme(counts, Scheme.ND43_2011, Scheme.CD_2026), counts.declared((None, None)))


def _four_levels(counts: Counts | None) -> tuple[Cell, ...]:
    if counts is None:
        return (None,) * len(_FOUR_LEVELS)
    exact = [counts.declared((Scheme.ND43_2011, str(level))) for level in LEVELS[1:]]
    merged = of_scheme(counts, Scheme.ND43_2011) - sum(exact)
    other = counts.total - sum(exact) - merged - counts.declared((None, None))
    published = sum(exact) + merged
    # Without one label of this scale a share of it would say 0 % of a province that publishes the other.
    share = round(100 * (exact[2] + exact[3]) / counts.total, 2) if published and counts.total else None
    return (counts.total, *exact, merged, other, counts.declared((None, None)), share, counts.above)
