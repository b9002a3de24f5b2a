"""One target of a plan: its sentence, every reading, and the procedures behind each figure."""

from __future__ import annotations

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from scheduler.plan.report import to_json
from storage.queries.verdicts import verdict_history
from web.asked import PER_PAGE, choice_asked, day_asked, page_asked
from web.figures.plans import held, plans, shown_value
from web.figures.units import units
from web.language import lang_of
from web.rendering import render
from web.site import Site, site_of

router = APIRouter()
LISTS = ("reached", "open", "short", "excluded")


@router.get("/targets/{ident}", response_class=HTMLResponse)
def show_target(request: Request, ident: str, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """A target on a day, with the list behind its share."""
    day, given = day_asked(request, site)
    plan = next((plan for plan in plans(site) for target in plan.targets if target.id == ident), None)
    if plan is None:
        raise HTTPException(404, "error.target")
    report = held(site, plan, day)
    verdict = next(one for one in report.verdicts if one.target.id == ident)
    when = choice_asked(request, "when", ("at_due", "current"), "at_due" if verdict.due <= day else "current")
    value = verdict.at_due if when == "at_due" else verdict.current
    which = choice_asked(request, "list", LISTS, "reached")
    rows = value.excluded if which == "excluded" else tuple(row for member in getattr(value, which) for row in member.rows)
    page = page_asked(request)
    document = next(one for one in to_json([report], day, lang_of(request))["targets"] if one["id"] == ident)
    with site.store.read() as connection:
        history = verdict_history(connection, plan.document.id, ident)
    return render(
        request,
        "target.html.j2",
        at=given,
        day=day,
        plan=plan,
        verdict=verdict,
        written=document,
        when=when,
        value=value,
        shown=shown_value(verdict, day),
        which=which,
        lists=[(name, len(getattr(value, name))) for name in LISTS],
        rows=rows[(page - 1) * PER_PAGE : page * PER_PAGE],
        page=page,
        pages=-(-len(rows) // PER_PAGE) or 1,
        history=history,
        unit=next((unit for unit in units(site, day) if unit.name == plan.document.province), None),
    )
