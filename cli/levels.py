"""`mucdo levels`: the label of every procedure, now or on any day."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated

import typer

from cli.changes import Format
from cli.output import print_csv, print_json, print_table
from cli.store import day_of, settings_of, store_of
from crawler.config import TIME_ZONE
from scheduler.documents import levels_document
from storage.queries.levels import LevelRow, levels_at

COLUMNS = (
    "portal",
    "province",
    "level",
    "level_max",
    "strict_level",
    "scheme",
    "declared",
    "code",
    "name",
    "field",
    "agency",
    "since",
    "url",
)


def levels(
    context: typer.Context,
    province: Annotated[str | None, typer.Option(help="Name or code of a province.")] = None,
    portal: Annotated[str | None, typer.Option(help="Id of a portal.")] = None,
    at: Annotated[str | None, typer.Option(help="The day, by default today.")] = None,
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
) -> None:
    """The evidenced and the declared level of every procedure on a day."""
    now = settings_of(context).current_time()
    day = day_of(at, now.date(), "--at")
    with store_of(context) as store, store.read() as connection:
        rows = levels_at(connection, day, province=province, portal=portal)
    if form is Format.JSON:
        print_json(levels_document(rows, now if at is None else datetime.combine(day, time(23, 59, 59), TIME_ZONE)))
    elif form is Format.CSV:
        print_csv(COLUMNS, [[getattr(row, column) for column in COLUMNS] for row in rows])
    else:
        print_table(
            ["portal", "level", "max", "declared", "code", "name", "agency", "since"],
            [[r.portal, r.level, r.level_max, r.declared, r.code, r.name, r.agency, r.since] for r in rows],
        )
        _print_summary(rows)


def _print_summary(rows: list[LevelRow]) -> None:
    by_portal: dict[str, list[LevelRow]] = {}
    for row in rows:
        by_portal.setdefault(row.portal, []).append(row)
    print_table(
        ["portal", "procedures", "0", "1", "2", "3", "4", "unknown"],
        [[name, len(own), *(sum(r.level == level for r in own) for level in (0, 1, 2, 3, 4, None))] for name, own in by_portal.items()],
    )
