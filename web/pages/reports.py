"""Reports to take away: the same files as `mucdo report` writes."""

from __future__ import annotations

import threading
from datetime import date

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from crawler.render.executable import NoChromiumError
from scheduler.reports.gather import ReportError, gather
from scheduler.reports.period import Period, PeriodError, parse_period
from scheduler.reports.print import PrintError
from scheduler.reports.service import FORMATS, render as render_report
from web.asked import NotUnderstoodError, choice_asked
from web.figures.units import find_unit, units
from web.language import lang_of
from web.rendering import render
from web.site import Site, site_of

router = APIRouter()
MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
}
# A report of all provinces takes seconds and a PDF a browser: one at a time, and whoever comes meanwhile is told to wait.
_making = threading.Lock()
_PATIENCE = 20.0  # seconds


@router.get("/reports", response_class=HTMLResponse)
def show_reports(request: Request, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """What can be downloaded."""
    today = site.now().date()
    return render(
        request,
        "reports.html.j2",
        day=today,
        periods=[(name, parse_period(name)) for name in periods(today)],
        units=[unit for unit in units(site, today) if unit.portals],
        request_province=request.query_params.get("province", ""),
    )


@router.get("/reports/file")
def download(request: Request, site: Site = Depends(site_of)) -> Response:  # noqa: B008
    """One report as a file."""
    query = request.query_params
    suffix = "." + choice_asked(request, "format", tuple(one[1:] for one in FORMATS), "docx")
    unit = None
    if query.get("province"):
        unit = find_unit(site, site.now().date(), query["province"])
        if unit is None:
            raise HTTPException(404, "error.province")
    period, name = _period(query.get("period", ""), query.get("since", ""), query.get("until", ""))
    if not _making.acquire(timeout=_PATIENCE):
        raise HTTPException(503, "error.busy")
    try:
        report = gather(site.store, period, None if unit is None else unit.code, lang_of(request), site.now())
        content = render_report(report, suffix, site.settings.chromium)
    except PeriodError:
        raise NotUnderstoodError("error.period") from None
    except ReportError:
        raise HTTPException(404, "error.report") from None
    except (NoChromiumError, PrintError):
        raise HTTPException(503, "error.pdf") from None
    finally:
        _making.release()
    filename = f"mucdo-{unit.code if unit else 'all'}-{name}{suffix}"
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "-._") else "-" for char in filename)
    return Response(content, media_type=MEDIA[suffix], headers={"Content-Disposition": f'attachment; filename="{plain}"'})


def periods(today: date) -> list[str]:
    """The quarters, half-years and years that officers report on: those under way and those just over, the newest first."""
    found = [f"{today.year}"]
    year, quarter = today.year, (today.month + 2) // 3
    for _ in range(5):
        found.append(f"{year}-Q{quarter}")
        if quarter in (1, 3):
            found.append(f"{year}-H{(quarter + 1) // 2}")
        year, quarter = (year - 1, 4) if quarter == 1 else (year, quarter - 1)
    return [*found, f"{today.year - 1}"]


def _period(period: str, since: str, until: str) -> tuple[Period, str]:
    text = f"{since}..{until}" if since and until else period
    try:
        return parse_period(text), text.replace("..", "_")
    except PeriodError:
        raise NotUnderstoodError("error.period") from None
