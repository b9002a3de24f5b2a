"""What a request asks for, read from its query: anything that cannot be understood is an answer of 400 with the remedy, never a fault."""

from __future__ import annotations

from datetime import date, datetime

from fastapi import HTTPException, Request

from web.site import Site

PER_PAGE = 100
_LAST_PAGE = 100_000


class NotUnderstoodError(HTTPException):
    """A parameter that says nothing; `detail` is a key of the message table."""

    def __init__(self, key: str) -> None:
        super().__init__(400, key)


def day_asked(request: Request, site: Site, name: str = "at") -> tuple[date, str | None]:
    """The day a page speaks of, today by default; and the text when one was given, for the links of the page."""
    given = request.query_params.get(name)
    if not given:
        return site.now().date(), None
    return parse_day(given), given


def parse_day(given: str) -> date:
    """2026-11-22 or 22/11/2026."""
    try:
        day = datetime.strptime(given, "%d/%m/%Y").date() if "/" in given else date.fromisoformat(given)
    except ValueError:
        raise NotUnderstoodError("error.day") from None
    if not 2000 <= day.year <= 2100:
        raise NotUnderstoodError("error.day")
    return day


def number_asked(request: Request, name: str, default: int = 1) -> int:
    """A whole number such as that of a page."""
    given = request.query_params.get(name, "")
    if not given:
        return default
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given[:12]) <= 10**9:
        raise NotUnderstoodError("error.number")
    return int(given)


def page_asked(request: Request) -> int:
    return min(number_asked(request, "page"), _LAST_PAGE)


def choice_asked(request: Request, name: str, choices: tuple[str, ...], default: str = "") -> str:
    """One of some words; another one is refused."""
    given = request.query_params.get(name, "") or default
    if given not in choices and given != default:
        raise NotUnderstoodError("error.choice")
    return given
