"""Agencies with what their own sites show: a list with filters, and one site with every item, its words and its address."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from classifier.sites.model import SiteTier, State
from scheduler.sites.documents import site_document
from scheduler.sites.standing import AgencyStanding
from scheduler.sites.survey import survey_at
from storage.queries.registry import find_province
from storage.queries.sites import list_agencies, load_agency
from web.asked import choice_asked, day_asked
from web.figures.units import find_unit
from web.language import lang_of
from web.rendering import render
from web.site import Site, site_of

router = APIRouter()
STATES = ("ok", "bare", "parked", "moved", "unread", "none")


@router.get("/sites", response_class=HTMLResponse)
def show_sites(request: Request, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """Agencies of a day by province, tier and what became of their site."""
    day, given = day_asked(request, site)
    tier = choice_asked(request, "tier", tuple(SiteTier))
    state = choice_asked(request, "state", STATES)
    places = dict(site.remembered.get(("site places", day), lambda: _places(site, day)))
    wanted = _wanted(site, day, places, request.query_params.get("province", ""))
    found = [(code, one) for code in ([wanted] if wanted else places) for one in _standings(site, code, day)]
    lines = [
        (code, site_document(one, day, lang_of(request)))
        for code, one in found
        if (not tier or one.agency.tier == tier) and (not state or _state(one) == state)
    ]
    counts = {one["id"]: Counter(item["state"] for item in one["items"] if item["required"]) for _, one in lines}
    values: dict[str, Any] = {"lines": lines, "counts": counts, "places": places, "wanted": wanted, "tier": tier, "state": state}
    return render(
        request, "sites/list.html.j2", at=given, day=day, tiers=tuple(SiteTier), states=STATES, kinds=[str(one) for one in State], **values
    )


@router.get("/sites/{ident}", response_class=HTMLResponse)
def show_site(request: Request, ident: str, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """One agency's site on a day."""
    day, given = day_asked(request, site)
    with site.store.read() as connection:
        agency = load_agency(connection, ident)
        record = find_province(connection, agency.province) if agency is not None else None
    if agency is None:
        raise HTTPException(404, "error.agency")
    one = next((one for one in survey_at(site.store, agency.province, day).standings if one.agency.id == ident), None)
    if one is None:
        raise HTTPException(404, "error.agency")
    return render(
        request,
        "sites/one.html.j2",
        at=given,
        day=day,
        one=site_document(one, day, lang_of(request)),
        place=record.code if record else None,
    )


def _wanted(site: Site, day: date, places: dict[str, str], given: str) -> str:
    """The province that is asked for; one without agencies is known too, and has an empty list."""
    if given and given not in places:
        unit = find_unit(site, day, given)
        if unit is None:
            raise HTTPException(404, "error.province")
        places[unit.code] = unit.name
        return unit.code
    return given


def _places(site: Site, day: date) -> dict[str, str]:
    """The provinces with agencies on a day: code, or the words they are registered under, to name."""
    with site.store.read() as connection:
        names = sorted({agency.province for agency in list_agencies(connection, at=day)})
        records = {name: find_province(connection, name) for name in names}
    return {(record.code if record else name): (record.name if record else name) for name, record in records.items()}


def _standings(site: Site, code: str, day: date) -> tuple[AgencyStanding, ...]:
    return site.remembered.get(("sites", code, day), lambda: survey_at(site.store, code, day).standings)


def _state(one: AgencyStanding) -> str:
    return str(one.reading.state) if one.reading is not None else "none"
