"""A report written to a file in the format that its name asks for."""

from __future__ import annotations

import os
from pathlib import Path

from crawler.config import Settings
from scheduler.reports.gather import ReportError, gather
from scheduler.reports.letter import write_letter
from scheduler.reports.model import Report
from scheduler.reports.page import write_page
from scheduler.reports.period import Period
from scheduler.reports.print import print_page
from scheduler.reports.sections import headings
from scheduler.reports.sheet import write_sheet
from scheduler.reports.table import write_csv
from storage.engine import Store

FORMATS = (".xlsx", ".docx", ".html", ".pdf", ".csv")


def write_report(store: Store, settings: Settings, period: Period, province: str | None, path: Path, lang: str = "vi") -> None:
    """Write the report of a period. `province`: name or code, None = all; the suffix of `path` names the format.

    The file is there whole or not at all. Raises `ReportError` and `PeriodError` with the remedy, `NoChromiumError` and
    `PrintError` for a PDF.
    """
    if path.suffix.lower() not in FORMATS:
        raise ReportError(f"{path}: the name must end in {', '.join(FORMATS)}")
    if not path.absolute().parent.is_dir():
        raise ReportError(f"the folder {path.absolute().parent} does not exist: create it or name another file")
    report = gather(store, period, province, lang, settings.current_time())
    content = render(report, path.suffix.lower(), settings.chromium)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise ReportError(f"{path} cannot be written ({error.strerror}): name another file") from error


def render(report: Report, suffix: str, chromium: str | None = None) -> bytes:
    """A report in one of the `FORMATS`. `chromium`: the setting of that name, for a PDF."""
    match suffix:
        case ".xlsx":
            return write_sheet(report)
        case ".docx":
            return write_letter(report)
        case ".csv":
            return write_csv(report)
        case ".html":
            return write_page(report).encode("utf-8")
        case ".pdf":
            return print_page(write_page(report), " · ".join(headings(report)), chromium)
        case _:
            raise ValueError(f"no report format {suffix!r}")
