"""One procedure: its label with the evidence, the rules in order, its history, and what people wrote beside it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from classifier.findings.messages import MESSAGES, message
from classifier.judging.explain import explain
from classifier.page.document import open_document
from storage.pictures import load_picture, picture_size
from storage.queries.levels import levels_at
from storage.queries.procedures import HistorySpan, annotations_of, evidence_page, find_procedures, history_of, span_of
from web.asked import day_asked, number_asked
from web.charts.timeline import span_bars
from web.difference import differences, span_lines
from web.figures.units import units
from web.language import lang_of
from web.marked import stretches
from web.rendering import render
from web.site import Site, site_of

router = APIRouter()
_LONGEST = 400_000  # characters of a stored page that are shown


@router.get("/procedures/{portal}/{handle:path}", response_class=HTMLResponse)
def show_procedure(request: Request, portal: str, handle: str, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """A procedure on a day, with its whole history."""
    day, given = day_asked(request, site)
    with site.store.read() as connection:
        found = [one for one in find_procedures(connection, f"{portal}:{handle}") if one.portal == portal and one.handle == handle]
        if not found:
            raise HTTPException(404, "error.procedure")
        rows = levels_at(connection, day, procedures=[found[0].id])
        history, notes = history_of(connection, found[0].id), annotations_of(connection, found[0].id)
        row = rows[0] if rows else None
        page = evidence_page(connection, row.span, portal) if row else None
        picture = picture_size(connection, row.span) if row else None
    lang = lang_of(request)
    unit = next((unit for unit in units(site, day) if portal in unit.portal_ids), None)
    names = {one.id: one.name for one in unit.portals} if unit else {}
    entry = row.entry if row else None
    return render(
        request,
        "procedure.html.j2",
        at=given,
        day=day,
        unit=unit,
        procedure=found[0],
        portal_name=names.get(portal) or portal,
        row=row,
        entry=entry,
        why=explain(entry, lang) if entry else None,
        unknown_because=message(entry.reason, lang) if entry and entry.level is None and entry.reason in MESSAGES else "",
        page=page,
        picture=picture,
        history=list(reversed(history)),
        bars=span_bars(history, day),
        compared=_compared(request, history, lang),
        notes=notes,
    )


@router.get("/evidence/{portal}/{span}", response_class=HTMLResponse)
def show_evidence(request: Request, portal: str, span: int, site: Site = Depends(site_of)) -> HTMLResponse:  # noqa: B008
    """The stored page behind a label, as plain text with its quotes marked: nothing of it runs or loads here."""
    with site.store.read() as connection:
        page = evidence_page(connection, span, portal) if 0 < span < 2**31 else None
        found = span_of(connection, span, portal) if page else None
    if page is None or found is None:
        raise HTTPException(404, "error.evidence")
    procedure, label = found
    text = open_document(page.body, page.url, page.content_type).text
    quotes = list(dict.fromkeys(one.quote for one in (label.entry.evidence if label.entry else ()) if one.url == page.url))
    parts = stretches(text[:_LONGEST], quotes)
    return render(
        request,
        "evidence.html.j2",
        page=page,
        unit=next((unit for unit in units(site, site.now().date()) if portal in unit.portal_ids), None),
        procedure=procedure,
        label=label,
        stretches=parts,
        quotes=quotes,
        marked={part.quote for part in parts},
        cut=len(text) > _LONGEST,
    )


@router.get("/pictures/{portal}/{span}.webp", response_class=Response)
def show_picture(portal: str, span: int, site: Site = Depends(site_of)) -> Response:  # noqa: B008
    """What the page behind a label looked like in our own browser: pixels, nothing that could run."""
    with site.store.read() as connection:
        body = load_picture(connection, portal, span) if 0 < span < 2**31 else None
    if body is None:
        raise HTTPException(404, "error.evidence")
    # A span may be given another page for the same label, so it is asked for again after a day.
    return Response(body, media_type="image/webp", headers={"cache-control": "private, max-age=86400"})


def _compared(request: Request, history: list[HistorySpan], lang: str) -> dict[str, Any] | None:
    """Two spans side by side: those asked for, else the last two that show something."""
    kept = [span for span in history if span.entry is not None]
    if len(kept) < 2:
        return None
    known = {span.id: span for span in kept}
    first = known.get(number_asked(request, "a", kept[-2].id), kept[-2])
    second = known.get(number_asked(request, "b", kept[-1].id), kept[-1])
    return {"first": first, "second": second, "rows": differences(span_lines(first, lang), span_lines(second, lang)), "kept": kept}
