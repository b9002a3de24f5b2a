"""What changed: a window of days, by kind and province, and the same as an Atom feed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from scheduler.history import ChangeKind
from scheduler.mail.gather import parse_week, portal_names, unread_line
from storage.queries.changes import ListedChange, UnreadPortal, listed_changes, newest_changes, unread_portals
from storage.queries.tallies import change_counts
from web.asked import PER_PAGE, NotUnderstoodError, choice_asked, day_asked, page_asked, parse_day
from web.figures.changes import WEEKS, by_day, first_week
from web.figures.overview import WEEK
from web.figures.units import Unit, find_unit, units
from web.rendering import render
from web.site import Site, site_of

router = APIRouter()
KINDS = tuple(str(kind) for kind in ChangeKind)
FEED_DAYS = timedelta(days=60)
FEED_LENGTH = 100


@router.get("/changes", response_class=HTMLResponse)
def show_changes(request: Request, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """The changes of a window, the newest first."""
    day, given = day_asked(request, site)
    since, until = _window(request, day)
    unit = _unit(request.query_params.get("province", ""), site, day)
    kind = choice_asked(request, "kind", KINDS)
    page = page_asked(request)
    moved, withdrawn, unread = site.remembered.get(("changes", since, until, unit and unit.code), lambda: _around(site, since, until, unit))
    number = moved[kind] if kind else moved.total()
    code = None if unit is None else unit.code
    with site.store.read() as connection:
        shown = newest_changes(connection, since, until, code, kind, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    names = portal_names(site.store)
    return render(
        request,
        "changes.html.j2",
        at=given,
        day=day,
        since=since,
        until=until,
        unit=unit,
        units=[one for one in units(site, day) if one.portals],
        kind=kind,
        counts=moved,
        kinds=KINDS,
        number=number,
        changes=shown,
        why={change.span: _telling(change) for change in shown},
        withdrawn=withdrawn,
        unread=[unread_line(portal, names) for portal in unread],
        weeks=_weeks(site, day, unit),
        names=names,
        page=page,
        pages=-(-number // PER_PAGE) or 1,
    )


@router.get("/feeds/changes.atom")
def feed_of_all(request: Request, site: Site = Depends(site_of)) -> Response:  # noqa: B008
    """The latest changes of all provinces."""
    return _feed(request, site, None)


@router.get("/feeds/{code}.atom")
def feed_of_province(request: Request, code: str, site: Site = Depends(site_of)) -> Response:  # noqa: B008
    """The latest changes of one province."""
    return _feed(request, site, _unit(code, site, site.now().date()))


def _feed(request: Request, site: Site, unit: Unit | None) -> Response:
    until = site.now().date()
    with site.store.read() as connection:
        newest = newest_changes(connection, until - FEED_DAYS, until, None if unit is None else unit.code, limit=FEED_LENGTH)
    page = render(request, "feed.atom.j2", unit=unit, changes=newest, base=str(request.base_url).rstrip("/"), until=until)
    return Response(page.body, media_type="application/atom+xml; charset=utf-8")


def _around(
    site: Site, since: date, until: date, unit: Unit | None
) -> tuple[Counter[str], tuple[ListedChange, ...], tuple[UnreadPortal, ...]]:
    """What a window's page says beside the changes themselves: how many of each kind, what was taken back, which portals were not read."""
    code = None if unit is None else unit.code
    moved: Counter[str] = Counter()
    with site.store.read() as connection:
        for one in change_counts(connection, since, until, None if unit is None else unit.portal_ids):
            moved[one.kind] += one.count
        taken_back = listed_changes(connection, since, until, code, withdrawn=True)
        return moved, taken_back, unread_portals(connection, until, code)


def _telling(change: ListedChange) -> str:
    """The words that speak for the new label: of the control, the payment or the label itself, not of the page's headings."""
    wanted = ("declared",) if change.kind == "declared" else ("submission", "payment", "result", "forms")
    found = {seen.feature: seen.quote for seen in reversed(change.evidence)}
    return next((found[feature] for feature in wanted if feature in found), "")


def _unit(code: str, site: Site, day: date) -> Unit | None:
    if not code:
        return None
    unit = find_unit(site, day, code)
    if unit is None:
        raise HTTPException(404, "error.province")
    return unit


def _window(request: Request, day: date) -> tuple[date, date]:
    """A week, or two days with what lies between; by default what `mucdo changes` lists."""
    query = request.query_params
    if query.get("week"):
        try:
            return parse_week(query["week"])
        except ValueError:
            raise NotUnderstoodError("error.week") from None
    until = parse_day(query["until"]) if query.get("until") else day
    since = parse_day(query["since"]) if query.get("since") else until - WEEK
    if since > until:
        raise NotUnderstoodError("error.window")
    return since, until


def _weeks(site: Site, day: date, unit: Unit | None) -> list[dict[str, Any]]:
    """The number of changes in each of the last weeks, for the chart."""
    first = first_week(day)
    portals = by_day(site, day)
    mine = list(portals.values()) if unit is None else [portals[name] for name in unit.portal_ids if name in portals]
    counts = [sum(days.get(first + timedelta(days=7 * week + n), 0) for days in mine for n in range(7)) for week in range(WEEKS)]
    highest = max(counts, default=0) or 1
    weeks = []
    for number, count in enumerate(counts):
        begins = first + timedelta(weeks=number)
        year, week, _ = begins.isocalendar()
        weeks.append({"week": f"{year}-W{week:02d}", "since": begins, "count": count, "height": round(60 * count / highest, 1)})
    return weeks
