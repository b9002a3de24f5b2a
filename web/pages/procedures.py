"""The list behind every number: procedures by whatever they were counted by."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from classifier.vocabulary import Scheme, Tier
from scheduler.reports.order import alphabetical
from storage.queries.found import Label, Order, ProcedureFilter, count_procedures, distinct_values, find_page
from web.asked import PER_PAGE, choice_asked, day_asked, page_asked
from web.figures.units import Unit, find_unit, units
from web.rendering import render
from web.site import Site, site_of

router = APIRouter()
ORDERS = ("name", "agency", "level", "since")
LEVELS = ("0", "1", "2", "3", "4", "unknown")


@router.get("/procedures", response_class=HTMLResponse)
def show_procedures(request: Request, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """Procedures on a day, filtered, a page at a time."""
    day, given = day_asked(request, site)
    unit, wanted = filter_asked(request, site, day)
    order = choice_asked(request, "sort", ORDERS, "name")
    page = page_asked(request)
    with site.store.read() as connection:
        found = find_page(connection, wanted, cast(Order, order), PER_PAGE, (page - 1) * PER_PAGE)
    # A first page that is not full has shown all there are.
    number = len(found) if page == 1 and len(found) < PER_PAGE else site.remembered.get(("count", wanted), lambda: _count(site, wanted))
    everything = units(site, day)
    names = {portal.id: (one.code, one.name) for one in everything for portal in one.portals}
    return render(
        request,
        "procedures.html.j2",
        at=given,
        day=day,
        unit=unit,
        wanted=wanted,
        asked=dict(request.query_params),
        found=found,
        number=number,
        page=page,
        pages=-(-number // PER_PAGE) or 1,
        first=(page - 1) * PER_PAGE + 1,
        sort=order,
        orders=ORDERS,
        levels=LEVELS,
        units=[one for one in everything if one.portals],
        names=names,
        agencies=_values(site, "agency", unit),
        fields=_values(site, "field", unit),
    )


def filter_asked(request: Request, site: Site, day: date) -> tuple[Unit | None, ProcedureFilter]:
    """The filter that a query asks for: the same words as in the links of the other pages."""
    query = request.query_params
    unit = None
    portals: tuple[str, ...] | None = None
    if query.get("province"):
        unit = find_unit(site, day, query["province"])
        if unit is None:
            raise HTTPException(404, "error.province")
        portals = unit.portal_ids
    if query.get("portal"):
        portals = (query["portal"],)
    levels = tuple(None if level == "unknown" else int(level) for level in query.getlist("level") if level in LEVELS)
    tier = choice_asked(request, "tier", (*(str(tier) for tier in Tier), "-"))
    return unit, ProcedureFilter(
        portals=portals,
        at=day,
        levels=levels,
        label=_label(query.get("label", "")),
        agency=_named(query.get("agency")),
        field=_named(query.get("field")),
        tier=_named(tier or None),
        above=query.get("above") == "1",
        words=query.get("q", "")[:200],
    )


def _label(text: str) -> Label | None:
    """`none` = not published, else SCHEME:VALUE."""
    if not text:
        return None
    scheme, _, value = text.partition(":")
    return (scheme, value) if scheme in set(Scheme) and value else (None, None)


def _named(text: str | None) -> str | None:
    """ "-" stands for "the portal does not say"; an empty field of the form for nothing asked."""
    if not text:
        return None
    return "" if text == "-" else text


def _count(site: Site, wanted: ProcedureFilter) -> int:
    with site.store.read() as connection:
        return count_procedures(connection, wanted)


def _values(site: Site, column: Any, unit: Unit | None) -> list[str]:
    """What the form offers; without a province there would be too many."""
    if unit is None or not unit.portals:
        return []

    def make() -> list[str]:
        with site.store.read() as connection:
            return sorted(distinct_values(connection, column, unit.portal_ids), key=alphabetical)

    return site.remembered.get(("values", column, unit.code, unit.portal_ids), make)
