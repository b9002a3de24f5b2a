"""`mucdo db`: the database as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.exits import Exit, fail
from cli.output import say
from cli.store import settings_of, store_of
from storage.backup import backup as write_backup, check as find_faults, copy_database
from storage.engine import current_revision, open_unchecked, upgrade as upgrade_store

app = typer.Typer(no_args_is_help=True, help="Upgrade, check, back up and copy the database.")


@app.command()
def upgrade(context: typer.Context) -> None:
    """Bring the database to this version, creating it when there is none."""
    with open_unchecked(settings_of(context).database_url) as store:
        revision = upgrade_store(store)
    say(f"the database is at schema {revision}")


@app.command()
def check(context: typer.Context) -> None:
    """Say whether the database is there, whole, and of this version."""
    with store_of(context) as store:
        faults = find_faults(store)
        revision = current_revision(store)
    if faults:
        fail(f"the database is damaged: {'; '.join(faults[:5])}; restore a backup", Exit.INTERNAL)
    say(f"the database is sound and at schema {revision}")


@app.command()
def backup(context: typer.Context, file: Annotated[Path, typer.Argument(help="File to write; it must not exist.")]) -> None:
    """Write a consistent copy, even while a crawl is running."""
    if file.exists():
        fail(f"{file} exists; give the name of a new file")
    with store_of(context) as store:
        write_backup(store, file)
    say(f"backup written to {file}")


@app.command()
def copy(context: typer.Context, url: Annotated[str, typer.Argument(help="Address of an empty database.")]) -> None:
    """Copy everything to another database, such as PostgreSQL."""
    with store_of(context) as source, open_unchecked(url) as target:
        rows = copy_database(source, target)
    say(f"{rows} rows copied")
