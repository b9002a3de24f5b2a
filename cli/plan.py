"""`mucdo plan` and `mucdo groups`: quoted targets, their readings and verdicts; plans, lists and figures that people bring."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.exits import Exit, fail, leave
from cli.output import print_csv, print_json, print_table, say
from cli.store import day_of, settings_of, store_of
from cli.verdicts import COLUMNS, PROCEDURE_COLUMNS, procedure_rows, verdict_rows
from scheduler.plan.listing import target_document
from scheduler.plan.manual import EntryError
from scheduler.plan.report import to_json
from scheduler.plan.service import plan_document
from scheduler.plan.stored import StoredPlans, enter_value, import_groups, import_plan, known_plans

app = typer.Typer(help="Targets of the plans with a verdict for every reading.")
groups_app = typer.Typer(no_args_is_help=True, help="Lists that say which procedures belong to a plan's group.")


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"


class ListForm(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@app.callback(invoke_without_command=True)
def plan(
    context: typer.Context,
    document: Annotated[str | None, typer.Option(help="Only this plan, by its id.")] = None,
    at: Annotated[str | None, typer.Option(help="The day, by default today.")] = None,
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    language: Annotated[str, typer.Option("--lang", help="vi or en.")] = "vi",
    fail_on_missed: Annotated[bool, typer.Option(help="End with 6 when a target was missed at its own date.")] = False,
) -> None:
    """Hold every target against the levels: at its own date, and now."""
    if context.invoked_subcommand is not None:
        return
    if language not in ("vi", "en"):
        fail(f"--lang {language!r}: give vi or en")
    day = day_of(at, settings_of(context).current_time().date(), "--at")
    with store_of(context) as store:
        plans = known_plans(store)
        chosen = [one for one in plans if document in (None, one.document.id)]
        if not chosen:
            fail(f"no plan {document!r}; known: {', '.join(one.document.id for one in plans)}")
        reports = [plan_document(StoredPlans(store), one, day) for one in chosen]
    if form is Format.JSON:
        print_json(to_json(reports, day, language))
    else:
        for report in reports:
            print_table(COLUMNS, verdict_rows(report, language), f"{report.document.province}: {report.document.title}")
    leave(Exit.MISSED if fail_on_missed and any(report.missed for report in reports) else Exit.DONE)


@app.command()
def procedures(
    context: typer.Context,
    target: Annotated[str, typer.Argument(help="Such as HT-02: `mucdo plan` lists them.")],
    at: Annotated[str | None, typer.Option(help="The day, by default today.")] = None,
    at_due: Annotated[bool, typer.Option("--at-due", help="As of the target's own date instead of --at.")] = False,
    form: Annotated[ListForm, typer.Option("--format")] = ListForm.TABLE,
    language: Annotated[str, typer.Option("--lang", help="vi or en.")] = "vi",
) -> None:
    """The procedures behind a target: those that reach it (numerator), those that do not or may, and those left out."""
    if language not in ("vi", "en"):
        fail(f"--lang {language!r}: give vi or en")
    day = day_of(at, settings_of(context).current_time().date(), "--at")
    with store_of(context) as store:
        plan = next((one for one in known_plans(store) if any(t.id == target for t in one.targets)), None)
        report = plan_document(StoredPlans(store), plan, day, with_projections=False) if plan else None
    document = target_document(report, target, day, at_due=at_due, lang=language) if report else None
    if document is None:
        fail(f"no plan has a target {target}: `mucdo plan` lists them")
    if form is ListForm.JSON:
        print_json(document)
    elif form is ListForm.CSV:
        print_csv(PROCEDURE_COLUMNS, procedure_rows(document))
    else:
        print_table(PROCEDURE_COLUMNS, procedure_rows(document))
        say(f"{target}: {document['numerator']} of {document['denominator']} on {document['day']}; {document['reason']}")


@app.command("import")
def import_file(context: typer.Context, file: Path) -> None:
    """Take a new plan from a YAML file."""
    with store_of(context) as store:
        taken = import_plan(store, file, settings_of(context).current_time())
    say(f"plan {taken.document.id} with {len(taken.targets)} targets")


@app.command()
def enter(
    context: typer.Context,
    target: str,
    value: Annotated[str, typer.Option(help="The figure, in the target's unit.")],
    source: Annotated[str, typer.Option(help="Where it is published.")],
    date: Annotated[str, typer.Option(help="The day it speaks of.")],
) -> None:
    """Enter a figure that no crawler can see, such as a published rank."""
    now = settings_of(context).current_time()
    with store_of(context) as store:
        try:
            entry = enter_value(store, target, value, source, day_of(date, now.date(), "--date"), now)
        except EntryError as error:
            fail(str(error))
    say(f"entered {entry.value} for {entry.target}")


@groups_app.command("import")
def import_group_file(context: typer.Context, file: Path) -> None:
    """Take a dated, sourced list of groups with people's decisions from a YAML file."""
    with store_of(context) as store:
        taken = import_groups(store, file, settings_of(context).current_time())
    say(f"list {taken.id} with {len(taken.groups)} groups")
