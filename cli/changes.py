"""`mucdo changes`: what changed in a window, the same list as in the weekly mail."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated

import typer

from cli.output import print_csv, print_json, print_table, say
from cli.store import day_of, settings_of, store_of
from scheduler.changes import changes as list_changes

SHOWN = ("confirmed", "kind", "portal", "code", "name", "agency", "from", "to", "declared_from", "declared_to")
COLUMNS = (*SHOWN, "first_seen", "url", "across_schemes")


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def changes(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(help="First day, by default a week ago.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, by default today.")] = None,
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
) -> None:
    """What rose, fell, came or went, once it was confirmed."""
    today = settings_of(context).current_time().date()
    last = day_of(until, today, "--until")
    first = day_of(since, last - timedelta(days=7), "--since")
    with store_of(context) as store:
        found = list_changes(store, first, last)
    document = found.document()
    if form is Format.JSON:
        print_json(document)
        return
    rows = [[change[column] for column in COLUMNS] for change in document["changes"]]
    if form is Format.CSV:
        print_csv(COLUMNS, rows)
        return
    print_table((*SHOWN, ""), [[*row[: len(SHOWN)], "two regimes: not comparable" if row[-1] else ""] for row in rows])
    for change in found.withdrawn:
        say(f"withdrawn: {change.portal} {change.code or change.name}: level {change.level_to} was not confirmed on {change.withdrawn_on}")
    for portal in document["portals_not_read"]:
        say(f"not read: {portal['portal']} since {portal['since']} ({portal['outcome']})")
