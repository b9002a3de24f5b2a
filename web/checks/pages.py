"""The pages of checks: the form, the progress, the result."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from storage.checks import Check, ahead_of, check_result, load_check, recent_checks
from web.checks.asking import PROCEDURES, CannotAskError, Question, ask
from web.checks.events import AT_ONCE, Streams
from web.language import in_lang, lang_of
from web.reasons import warned
from web.rendering import render
from web.security import public_url, user_of
from web.site import site_of

router = APIRouter()

RECENT = 30
SHOWN = 500  # procedures of a result on its page
COUNTS = ("pages", "listed", "procedures", "rendered", "failures")


@router.get("/checks")
def checks(request: Request, url: str = "") -> Response:
    return _form(request, url[:2000])


@router.post("/checks")
def start(
    request: Request, url: Annotated[str, Form(max_length=20_000)] = "", procedures: Annotated[str, Form(max_length=10)] = ""
) -> Response:
    wanted = int(procedures) if procedures.isascii() and procedures.isdigit() and 1 <= int(procedures) <= PROCEDURES else PROCEDURES
    try:
        check = ask(site_of(request), Question(url, user_of(request), request.state.client, wanted))
    except CannotAskError as error:
        return _form(request, url, error.status, error.why)
    return RedirectResponse(in_lang(f"/checks/{check.id}", lang_of(request)), 303)


@router.get("/checks/{ident}")
def show(request: Request, ident: str) -> Response:
    with site_of(request).store.read() as connection:
        check = load_check(connection, ident)
        if check is None:
            return _form(request, "", 404, "check.unknown")
        result = check_result(connection, ident) if check.done else None
        ahead = 0 if check.done else ahead_of(connection, check)
    path = in_lang(f"/checks/{check.id}", lang_of(request))
    values: dict[str, Any] = {"check": check, "ahead": ahead, "counts": COUNTS, "address": public_url(request, path)}
    if result is None:
        return render(request, "checks/progress.html.j2", **values)
    values |= {"warned": lambda warning: warned(warning, lang_of(request))}
    return render(request, "checks/result.html.j2", **values, result=result, entries=result["procedures"][:SHOWN], quoted=_quoted)


@router.get("/checks/{ident}/events")
async def events(request: Request, ident: str) -> Response:
    """The progress, as it comes. A proxy must not hold it back."""
    streams: Streams = request.app.state.streams
    if streams.open >= AT_ONCE:
        return Response(status_code=503, headers={"retry-after": "10"})
    stopping: Any = getattr(request.app.state, "stopping", None)
    following = streams.follow(site_of(request).store, ident, lambda: bool(stopping and stopping.is_set()))
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(following, media_type="text/event-stream", headers=headers)


def _form(request: Request, url: str, status: int = 200, problem: str = "") -> Response:
    user = user_of(request)
    with site_of(request).store.read() as connection:
        recent: list[Check] = recent_checks(connection, RECENT, user=user.name if user else None)
    return render(request, "checks/form.html.j2", status, url=url, problem=problem, recent=recent, most=PROCEDURES)


def _quoted(address: str) -> str:
    """An address of a portal as a link, "" for what a browser would run instead of opening."""
    return address if address.lower().startswith(("http://", "https://")) else ""
