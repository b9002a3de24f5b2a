"""`mucdo import` and `mucdo relabel`: the past from archives, and new rules over what is stored."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from classifier.rules import RULES_VERSION
from cli.exits import fail
from cli.output import print_table, say
from cli.store import day_of, settings_of, store_of
from crawler.warc import ArchiveError
from scheduler.importing import ImportRefusedError, import_paths
from scheduler.relabel import relabel as relabel_store


def import_pages(
    context: typer.Context,
    paths: list[Path],
    portal: Annotated[str | None, typer.Option(help="Portal the pages belong to; by default the one with their host.")] = None,
    at: Annotated[str | None, typer.Option(help="Day of the capture; by default each page's own date.")] = None,
) -> None:
    """Take WARC files, saved pages or folders of them as a past run."""
    settings = settings_of(context)
    day = None if at is None else day_of(at, settings.current_time().date(), "--at")
    with store_of(context) as store:
        try:
            results = import_paths(store, settings, paths, portal, day)
        except (ImportRefusedError, ArchiveError) as error:
            fail(str(error))
        except OSError as error:
            fail(f"{error.filename}: cannot be read ({error.strerror})")
    if not results:
        fail(f"{', '.join(map(str, paths))}: no saved page found; give .html files, folders of them, or WARC files")
    print_table(
        ["portal", "day", "run", "pages", "procedures", "history"],
        [[r.portal, r.night, r.run, r.pages, r.procedures, "moved" if r.moved else "kept as crawled"] for r in results],
    )


def relabel(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(help="Only labels since this day.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
) -> None:
    """Judge the stored pages by the present rules, without the network."""
    settings = settings_of(context)
    first: date | None = None if since is None else day_of(since, settings.current_time().date(), "--since")
    with store_of(context) as store:
        results = relabel_store(store, now=settings.current_time(), since=first, dry_run=dry_run)
    differences = [(result.portal, change) for result in results for change in result.differences]
    print_table(
        ["portal", "code", "name", "from", "to"],
        [[portal, change.code, change.name, change.before.level, change.after.level] for portal, change in differences],
    )
    verb = "would change" if dry_run else "changed"
    say(f"{len(differences)} labels of {len(results)} portals {verb} under rules {RULES_VERSION}")
