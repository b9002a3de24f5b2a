"""Checks on demand for programs: ask with POST, then poll until it is done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request, Response

from storage.checks import ahead_of, check_result, load_check
from web.api import examples, shapes
from web.api.answers import PLAIN, UNCHANGED, content_answer, document, faults, json_answer, not_found
from web.checks.asking import CannotAskError, Question, ask
from web.checks.words import CHECKS
from web.security import user_of
from web.site import site_of

router = APIRouter(prefix="/api/v1", tags=["checks"])

Ident = Annotated[str, Path(max_length=40, pattern=PLAIN, examples=["p6AK846Fc83WlxBP9Avh"])]
_NONE = faults(_404="There is no such check.")


@router.post(
    "/checks",
    status_code=202,
    response_model=shapes.CheckState,
    responses=faults(
        _400="The body is no JSON.",
        _403="The address belongs to no registered portal, and no key was given.",
        _413="The body is larger than 64 KiB.",
        _429="Too many checks in the last hour.",
        _503="Too many checks are waiting.",
    ),
)
def start_check(request: Request, wanted: shapes.CheckRequest) -> Response:
    """Have one portal or page checked. Registered portals for everybody, any public address with a key."""
    site = site_of(request)
    try:
        check = ask(site, Question(wanted.url, user_of(request), request.state.client, wanted.procedures))
    except CannotAskError as error:
        detail = CHECKS[error.why][1]
        if error.status == 422:
            raise HTTPException(422, [{"type": "url", "loc": ["body", "url"], "msg": detail, "input": wanted.url}]) from None
        raise HTTPException(error.status, detail, {"retry-after": "600"} if error.status != 403 else None) from None
    with site.store.read() as connection:
        ahead = ahead_of(connection, check)
    path = f"/api/v1/checks/{check.id}"
    return json_answer(shapes.check(check, ahead), 202, {"location": path, "cache-control": "no-store", "retry-after": "5"})


@router.get("/checks/{check}", response_model=shapes.CheckState, responses={**UNCHANGED, **_NONE})
def show_check(request: Request, check: Ident) -> Response:
    """How far a check is."""
    with site_of(request).store.read() as connection:
        found = load_check(connection, check)
        if found is None:
            raise not_found("There is no such check.")
        ahead = 0 if found.done else ahead_of(connection, found)
    return content_answer(request, shapes.check(found, ahead))


@router.get(
    "/checks/{check}/result",
    responses={
        **document("The result of a check.", "mucdo.check/1", ("url", "outcome", "coverage", "procedures", "summary"), examples.CHECK),
        **faults(_404="There is no such check, or it is not done yet."),
    },
)
def show_result(request: Request, check: Ident) -> Response:
    """The result of a check that is done, with the evidence."""
    with site_of(request).store.read() as connection:
        found = check_result(connection, check)
    if found is None:
        raise not_found("There is no such check, or it is not done yet.")
    return content_answer(request, found)
