"""`mucdo portals`: the registry of portals, and what was learned about each."""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.check import web_address
from cli.exits import fail
from cli.output import print_json, print_table, say
from cli.store import settings_of, store_of
from crawler.config import TIME_ZONE
from scheduler.portal_file import PortalFileError, check_url, portal_id, read_portals, write_portals
from storage.engine import Store
from storage.queries.portals import PortalEntry, add_maintenance, enable_portal, list_portals, load_portal, save_portals
from storage.queries.registry import find_province

app = typer.Typer(no_args_is_help=True, help="List, show, add, import and export portals; announce maintenance.")


class FileForm(StrEnum):
    CSV = "csv"
    YAML = "yaml"


@app.command("list")
def list_them(context: typer.Context) -> None:
    """Every registered portal with its present state."""
    with store_of(context) as store, store.read() as connection:
        portals = list_portals(connection)
    print_table(
        ["id", "province", "url", "platform", "state", "since", "outcome"],
        [[p.id, p.province, p.url, p.platform, p.state, p.state_since, p.state_outcome] for p in portals],
    )


@app.command()
def show(context: typer.Context, portal: str) -> None:
    """One portal with its profile: what was learned about reading it, as JSON."""
    with store_of(context) as store, store.read() as connection:
        found = load_portal(connection, portal)
    if found is None:
        fail(f"no portal {portal}: see `mucdo portals list`")
    print_json({name: getattr(found, name) for name in found.__dataclass_fields__})


@app.command()
def add(
    context: typer.Context,
    url: str,
    ident: Annotated[str | None, typer.Option("--id", help="Short name; by default from the host.")] = None,
    name: Annotated[str, typer.Option(help="Name for people.")] = "",
    province: Annotated[str | None, typer.Option(help="Name or code of the province.")] = None,
) -> None:
    """Register one portal."""
    wrong = check_url(web_address(url))
    if wrong:
        fail(wrong)
    with store_of(context) as store:
        with store.read() as connection:
            taken = [p.id for p in list_portals(connection)]
        if ident in taken:
            fail(f"the id {ident} is taken; name another one with --id, or change the portal by `mucdo portals import`")
        entry = PortalEntry(id=ident or portal_id(url, taken), url=url.strip(), name=name, province=province)
        _save(store, [entry], context)
    say(f"portal {entry.id} added")


@app.command()
def maintenance(
    context: typer.Context,
    portal: str,
    begins: Annotated[str, typer.Argument(help="Such as 2026-11-22T22:00; Vietnamese time.")],
    ends: str,
    source: Annotated[str, typer.Option(help="Where it was announced.")] = "",
) -> None:
    """Enter an announced interruption: what happens to the portal in it is no fault and raises no alarm."""
    since, until = _moment(begins), _moment(ends)
    if until <= since:
        fail(f"the interruption ends at {ends}, which is not after {begins}")
    with store_of(context) as store, store.write() as connection:
        if load_portal(connection, portal) is None:
            fail(f"no portal {portal}: see `mucdo portals list`")
        add_maintenance(connection, portal, since, until, source)
    say(f"{portal}: maintenance from {since:%d/%m/%Y %H:%M} to {until:%d/%m/%Y %H:%M}")


@app.command()
def disable(context: typer.Context, portal: str) -> None:
    """Read a portal no more; its history stays."""
    _enable(context, portal, enabled=False)


@app.command()
def enable(context: typer.Context, portal: str) -> None:
    """Read a disabled portal again."""
    _enable(context, portal, enabled=True)


def _enable(context: typer.Context, portal: str, *, enabled: bool) -> None:
    with store_of(context) as store, store.write() as connection:
        if not enable_portal(connection, portal, enabled):
            fail(f"no portal {portal}: see `mucdo portals list`")
    say(f"{portal} is {'read every night' if enabled else 'not read any more'}")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        fail(f"{text!r} is not a date and time; write 2026-11-22T22:00")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=TIME_ZONE)


@app.command("import")
def import_file(context: typer.Context, file: Path) -> None:
    """Take portals from a CSV or YAML file; those with a known id are changed, their history stays."""
    try:
        entries = read_portals(file)
    except PortalFileError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{file}: cannot be read ({error.strerror}); give a .csv or .yaml file")
    with store_of(context) as store:
        _save(store, entries, context)
    say(f"{len(entries)} portals imported")


@app.command()
def export(context: typer.Context, form: Annotated[FileForm, typer.Option("--format")] = FileForm.CSV) -> None:
    """The registry as a file that `mucdo portals import` takes again."""
    with store_of(context) as store, store.read() as connection:
        sys.stdout.write(write_portals(list_portals(connection), form.value))


def _save(store: Store, entries: list[PortalEntry], context: typer.Context) -> None:
    with store.write() as connection:
        for entry in entries:
            if entry.province and find_province(connection, entry.province) is None:
                say(f"warning: {entry.province!r} is not in the registry of provinces; {entry.id} is kept under that name")
        save_portals(connection, entries, settings_of(context).current_time())
