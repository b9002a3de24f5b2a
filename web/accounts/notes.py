"""An officer's word beside a label. The evidence stays as it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from storage.queries.procedures import annotate, find_procedures
from web.accounts.pages import local_path, login_needed
from web.language import in_lang, lang_of
from web.rendering import render
from web.security import user_of
from web.site import site_of

router = APIRouter()

LONGEST = 4000  # characters


@router.post("/notes")
def write_note(
    request: Request,
    procedure: Annotated[str, Form(max_length=400)] = "",
    text: Annotated[str, Form(max_length=20_000)] = "",
    link: Annotated[str, Form(max_length=2000)] = "",
    next: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """`procedure`: PORTAL:HANDLE; `next`: the page to go back to."""
    user, site = user_of(request), site_of(request)
    if user is None:
        return login_needed(request)
    text, link = text.strip(), link.strip()
    if not 1 <= len(text) <= LONGEST or (link and not link.lower().startswith(("http://", "https://"))):
        return _problem(request, 422, "note.wrong", procedure, text, link, next)
    with site.store.write() as connection:
        found = [one for one in find_procedures(connection, procedure) if one.public_id == procedure]
        if len(found) != 1:
            return _problem(request, 404, "note.no_procedure", procedure, text, link, next)
        annotate(connection, found[0].id, text, user.name, link or None, site.now())
    return RedirectResponse(local_path(next, in_lang("/", lang_of(request))), 303)


def _problem(request: Request, status: int, problem: str, procedure: str, text: str, link: str, next: str) -> Response:
    """The form again, with everything that was typed."""
    note = {"procedure": procedure, "text": text, "link": link, "next": local_path(next, "")}
    return render(request, "accounts/note.html.j2", status, problem=problem, note=note)
