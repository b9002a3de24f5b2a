"""`mucdo check URL`: one portal or page, now, without a database."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from cli.exits import Exit, exit_for, fail, leave
from cli.output import print_json, print_table, say
from cli.progress import crawl_progress
from crawler.config import Settings
from crawler.sink import RunOrder
from scheduler.check import check_address, check_document


class Render(StrEnum):
    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


def check(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Address of a portal's home page, a listing, or one procedure.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document (mucdo.check/1), for every outcome.")] = False,
    max_pages: Annotated[int | None, typer.Option(min=1, help="Stop after this many pages.")] = None,
    max_procedures: Annotated[int | None, typer.Option(min=1, help="Stop after this many procedures.")] = None,
    render: Annotated[Render, typer.Option(help="When to draw pages in a browser.")] = Render.AUTO,
    timeout: Annotated[float | None, typer.Option(min=1, help="Seconds for the whole check.")] = None,
) -> None:
    """Read one portal now: every procedure with its level and the evidence."""
    settings: Settings = context.obj
    order = RunOrder(
        url=web_address(url),
        at=settings.current_time(),
        max_pages=max_pages,
        max_procedures=max_procedures,
        render=render.value,
        timeout=timeout,
    )
    with crawl_progress() as report:
        result = check_address(settings, order, lambda counts: report(urlsplit(order.url).netloc, counts))
    document = check_document(order, result)
    if as_json:
        print_json(document)
    else:
        _print_for_people(document)
    outcome_code = exit_for(result.report.outcome)
    leave(Exit.SUSPECT if outcome_code is Exit.DONE and result.report.suspect else outcome_code)


def web_address(text: str) -> str:
    """The address as given, checked for its form only; whether it may be visited is the guard's word, not ours."""
    try:
        parts = urlsplit(text.strip())
        parts.port  # noqa: B018  # raises on a malformed port
    except ValueError:
        parts = None
    if parts is None or not parts.scheme or not parts.hostname:
        fail(f"{text!r} is not a web address; give one such as https://dichvucong.example.gov.vn/")
    return text.strip()


def _print_for_people(document: dict[str, Any]) -> None:
    if document["outcome"] != "ok":
        say(f"mucdo: {document['url']}: {document['outcome']}: {document['reason']}")
        return
    print_table(
        ["level", "max", "declared", "code", "name", "agency", "flags"],
        [
            [
                entry["level"],
                entry["level_max"],
                entry["declared"]["value"],
                entry["code"],
                entry["name"],
                entry["agency"],
                " ".join(entry["flags"]),
            ]
            for entry in document["procedures"]
        ],
    )
    coverage, counts = document["coverage"], document["summary"]
    say(
        f"{coverage['read']} of {coverage['listed']} procedures read, {coverage['failed']} failed, {coverage['pages']} pages, "
        f"{coverage['rendered']} rendered{'' if coverage['complete'] else ', not complete'}; "
        + ", ".join(f"level {level}: {count}" for level, count in counts.items() if count)
    )
    for warning in document["warnings"]:
        say(f"warning: {warning}")
