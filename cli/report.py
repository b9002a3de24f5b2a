"""`mucdo report`: the figures of a quarter, half-year, year or any range as the files that officers hand in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.exits import fail
from cli.output import say
from cli.store import settings_of, store_of
from crawler.render.executable import NoChromiumError
from scheduler.reports.gather import ReportError
from scheduler.reports.period import PeriodError, parse_period
from scheduler.reports.print import PrintError
from scheduler.reports.service import write_report


def report(
    context: typer.Context,
    period: Annotated[str, typer.Option(help="2026-Q3, 2026-H1, 2026 or FROM..TO.")],
    out: Annotated[Path, typer.Option(help="The file; its ending names the format: .xlsx, .docx, .html, .pdf or .csv.")],
    province: Annotated[str | None, typer.Option(help="Name or code of a province; by default all.")] = None,
    lang: Annotated[str, typer.Option(help="vi or en.")] = "vi",
) -> None:
    """Levels by agency, field and tier, targets, changes and coverage of a period as Excel, Word, HTML, PDF or CSV."""
    if lang not in ("vi", "en"):
        fail(f"--lang {lang!r}: give vi or en")
    try:
        chosen = parse_period(period)
        with store_of(context) as store:
            write_report(store, settings_of(context), chosen, province, out, lang)
    except (PeriodError, ReportError, NoChromiumError, PrintError) as error:
        fail(str(error))
    say(f"written: {out}")
