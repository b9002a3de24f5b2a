"""Runs: what was read, what was not, and why."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from classifier.vocabulary import PageKind
from scheduler.mail.gather import portal_names
from storage.queries.nights import RunFilter, count_runs, runs_page
from storage.queries.procedures import visits_of
from storage.queries.runs import show_run
from web.asked import PER_PAGE, choice_asked, page_asked, parse_day
from web.figures.units import find_unit
from web.language import lang_of
from web.reasons import told, warned
from web.rendering import render
from web.site import Site, site_of

router = APIRouter()
STATES = ("queued", "running", "ok", "suspect", "failed")
LISTED_VISITS = 300
KINDS_OF_PAGES = frozenset({*PageKind, "data", "file"})


@router.get("/runs", response_class=HTMLResponse)
def show_runs(request: Request, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """The runs, the newest first."""
    query = request.query_params
    portals: tuple[str, ...] | None = (query["portal"],) if query.get("portal") else None
    if query.get("province"):
        unit = find_unit(site, site.now().date(), query["province"])
        if unit is None:
            raise HTTPException(404, "error.province")
        portals = unit.portal_ids
    night = parse_day(query["night"]) if query.get("night") else None
    wanted = RunFilter(portals, choice_asked(request, "state", STATES) or None, night)
    page = page_asked(request)
    with site.store.read() as connection:
        number = count_runs(connection, wanted)
        found = runs_page(connection, wanted, PER_PAGE, (page - 1) * PER_PAGE)
    return render(
        request,
        "runs.html.j2",
        runs=found,
        told=lambda reason: told(reason, lang_of(request)),
        names=portal_names(site.store),
        number=number,
        page=page,
        pages=-(-number // PER_PAGE) or 1,
        states=STATES,
        asked=dict(query),
    )


@router.get("/runs/{ident}", response_class=HTMLResponse)
def show_one(request: Request, ident: int, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """One run with its pages, as long as they are kept."""
    with site.store.read() as connection:
        run = show_run(connection, ident) if 0 < ident < 2**31 else None
        visits = visits_of(connection, ident) if run is not None else []
    if run is None:
        raise HTTPException(404, "error.run")
    failed = [visit for visit in visits if not 200 <= visit.status < 400]
    return render(
        request,
        "run.html.j2",
        run=run,
        reasons=[line for line in (run.health or run.reason).split("\n") if line],
        told=lambda reason: told(reason, lang_of(request)),
        warned=lambda warning: warned(warning, lang_of(request)),
        kinds_of_pages=KINDS_OF_PAGES,
        name=portal_names(site.store).get(run.portal, ""),
        kinds=sorted(Counter((visit.kind, visit.rendered) for visit in visits).items()),
        failed=failed[:LISTED_VISITS],
        visits=visits[:LISTED_VISITS],
        number=len(visits),
    )
