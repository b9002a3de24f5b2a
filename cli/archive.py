"""`mucdo import` and `mucdo relabel`: the past from archives, and new rules over what is stored."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from classifier.judging.rules import RULES_VERSION
from cli.exits import fail
from cli.output import print_table, say
from cli.store import day_of, settings_of, store_of
from crawler.warc import ArchiveError
from scheduler.importing import ImportRefusedError, import_paths
from scheduler.relabel import PortalRelabel, relabel as relabel_store


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
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show what would change, and write nothing."),
    ] = False,
) -> None:
    """Judge the stored pages by the present rules, without the network; show what differs, then write it."""
    settings = settings_of(context)
    first: date | None = None if since is None else day_of(since, settings.current_time().date(), "--since")

    def shown(proposed: list[PortalRelabel]) -> bool:
        count = _show(proposed)
        return not dry_run and (count == 0 or _confirmed(count))

    with store_of(context) as store:
        done = relabel_store(store, now=settings.current_time(), since=first, agreed=shown)
    for result in done.results:
        if result.overtaken:
            say(f"{result.portal}: crawled anew meanwhile, left as it is; run `mucdo relabel` again")
    changed = sum(len(result.differences) for result in done.results)
    verb = "changed" if done.written else "would change"
    say(
        f"{changed} labels of {len(done.results)} portals {verb} under rules {RULES_VERSION}"
        + ("" if done.written else "; nothing was written")
    )


def _show(proposed: list[PortalRelabel]) -> int:
    """Print what would become of every label that differs; how many these are."""
    differences = [(result.portal, change) for result in proposed for change in result.differences]
    print_table(
        ["portal", "code", "name", "level", "new level", "declared", "new declared"],
        [
            [portal, one.code, one.name, one.before.level, one.after.level, one.before.declared, one.after.declared]
            for portal, one in differences
        ],
    )
    sys.stdout.flush()
    return len(differences)


def _confirmed(count: int) -> bool:
    """Whoever sits at a terminal is asked; a script that wants to look first gives --dry-run."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    return typer.confirm(f"Write these {count} labels?", default=False, err=True)
