"""A report as one HTML page that needs nothing else: no script, no font, no picture from anywhere; it prints on A4."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scheduler.charts import POSSIBLE, PROVEN, THRESHOLD, TRACK
from scheduler.messages import say
from scheduler.reports.chart import WIDTH, Bar, bar, gauges, legend
from scheduler.reports.model import Counts, Report
from scheduler.reports.sections import cautions, headings, scope, sections, tables
from scheduler.reports.tables import later, text, tier_name
from scheduler.workbook import Cell

BARS = 24
"""Agencies that a chart draws; the table has them all."""


def write_page(report: Report) -> str:
    """The page; whatever a portal wrote is escaped text in it."""
    bars = _bars(report)
    title, period, _ = headings(report)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            lang=report.lang,
            report=report,
            title=title,
            period=period,
            scope=scope(report),
            tiles=_tiles(report),
            cautions=cautions(report),
            summary=[words for part in sections(report).values() for words in part],
            tables=[table.printed() for table in tables(report)],
            width=WIDTH,
            bars=bars[:BARS],
            hidden=max(0, len(bars) - BARS),
            gauges=list(gauges(report.targets)),
            legend=legend(report),
            colours={"track": TRACK, "proven": PROVEN, "possible": POSSIBLE, "threshold": THRESHOLD},
            late=say("plan.late", report.lang),
            say=lambda key, **values: say(f"report.{key}", report.lang, **values),
            cell=lambda value: text(value, report.lang),
        )
    )


def _bars(report: Report) -> list[Bar]:
    found = [bar(say("report.total", report.lang), report.total, strong=True)] if report.total and report.total.total else []
    for block in report.blocks:
        if block.counts and block.counts.total:
            found.append(bar(tier_name(block.tier, report.lang), block.counts, strong=True))
            names = ((line, line.name or say("report.no_agency", report.lang)) for line in block.lines)
            found += [bar(f"{name} ({line.province})" if report.several_provinces else name, line.counts) for line, name in names]
    return found


def _tiles(report: Report) -> list[tuple[str, str]]:
    """The four figures at the head of the page; blank where nothing was read."""
    total: Counts | None = report.total
    figures: list[tuple[str, Cell]] = [
        ("total", total.total if total else None),
        ("share", total.share(3) if total else None),
        ("whole", later(total, "toan-trinh") if total else None),
        ("above", total.above if total else None),
    ]
    return [(say(f"report.tile.{name}", report.lang), text(value, report.lang)) for name, value in figures]


@cache
def _environment() -> Environment:
    """Templates that escape what they are given; a name that is not there is a fault, not an empty place."""
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
