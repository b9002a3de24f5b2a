"""`mucdo runs`: what was read, what was not, and a person's word on a suspect run."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.exits import fail
from cli.output import print_json, print_table, say
from cli.store import settings_of, store_of
from scheduler.finishing import RunError, accept_run
from storage.queries.runs import list_runs, show_run

app = typer.Typer(no_args_is_help=True, help="List and show runs; accept a suspect one.")


@app.command("list")
def list_them(
    context: typer.Context,
    portal: Annotated[str | None, typer.Option(help="Only this portal.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the latest first.")] = 50,
) -> None:
    """The latest runs."""
    with store_of(context) as store, store.read() as connection:
        runs = list_runs(connection, portal=portal, limit=limit)
    print_table(
        ["run", "night", "portal", "state", "outcome", "listed", "read", "failed", "why"],
        [[r.id, r.night, r.portal, r.state, r.outcome, r.listed, r.read, r.failed, r.health.replace("\n", "; ") or r.reason] for r in runs],
    )


@app.command()
def show(context: typer.Context, run: int) -> None:
    """Everything known about one run, as JSON."""
    with store_of(context) as store, store.read() as connection:
        found = show_run(connection, run)
    if found is None:
        fail(f"no run {run}: see `mucdo runs list`")
    print_json({name: getattr(found, name) for name in found.__dataclass_fields__})


@app.command()
def accept(context: typer.Context, run: int) -> None:
    """Believe a suspect run: its labels count from its night on."""
    with store_of(context) as store:
        try:
            finished = accept_run(store, run, settings_of(context).current_time())
        except RunError as error:
            fail(str(error))
    say(f"run {run} of {finished.run.portal} is accepted")
