"""One province: targets, levels over time, agencies and fields, declared against evidenced, and the health of its portals."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from scheduler.plan.report import to_json
from scheduler.plan.service import PlanReport, measured
from scheduler.plan.verdict import TargetVerdict
from storage.queries.nights import nights_of
from web.asked import day_asked
from web.charts.bars import gauge, segments
from web.charts.calendar import calendar, first_day
from web.figures.levels import portal_counts, summed
from web.figures.overview import WEEK, overview
from web.figures.plans import held, plans_of, shown_value
from web.figures.province import province_figures
from web.figures.units import find_unit
from web.rendering import render
from web.site import Site, site_of

router = APIRouter()
LISTED = 12  # lines of a ranking before the rest is folded away


@router.get("/provinces/{code}", response_class=HTMLResponse)
def show_province(request: Request, code: str, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """Everything about one province on a day."""
    day, given = day_asked(request, site)
    unit = find_unit(site, day, code)
    if unit is None:
        raise HTTPException(404, "error.province")
    portals = unit.portal_ids
    known = portal_counts(site, day)
    counts = summed(known[portal] for portal in portals if portal in known)
    line = next((line for line in overview(site, day).lines if line.unit.code == code), None)
    with site.store.read() as connection:
        nights = nights_of(connection, portals, first_day(day), day) if portals else []
    figures = province_figures(site, unit, day)
    return render(
        request,
        "province.html.j2",
        at=given,
        day=day,
        since=day - WEEK,
        unit=unit,
        line=line,
        counts=counts,
        bar=segments(counts.levels, counts.unknown),
        reports=[_report(held(site, plan, day), request) for plan in plans_of(site, unit.name)],
        chart=figures.chart,
        agencies=[(one, segments(one.levels, one.unknown)) for one in figures.agencies],
        fields=[(one, segments(one.levels, one.unknown)) for one in figures.fields],
        listed=LISTED,
        pairs=figures.pairs,
        calendars=[calendar(portal, nights, day) for portal in portals],
        newest=figures.newest,
    )


def _report(report: PlanReport, request: Request) -> dict[str, Any]:
    """A plan with its targets as `mucdo plan` gives them, and a gauge where a share was measured."""
    lang = "en" if request.url.path.startswith("/en/") else "vi"
    written = {target["id"]: target for target in to_json([report], report.at, lang)["targets"]}
    return {
        "document": report.document,
        "targets": [
            (verdict, written[verdict.target.id], shown_value(verdict, report.at), _gauge(verdict, report)) for verdict in report.verdicts
        ],
    }


def _gauge(verdict: TargetVerdict, report: PlanReport) -> Any:
    value, target = shown_value(verdict, report.at), verdict.target
    measure = measured(value, value.basis)
    if measure is None or target.unit != "percent":
        return None
    return gauge(measure, None if target.threshold is None else float(target.threshold))
