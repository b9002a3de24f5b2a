"""`mucdo crawl`: one nightly run, now."""

from __future__ import annotations

from typing import Annotated

import typer

from classifier.model import Outcome
from cli.exits import Exit, exit_for, fail, leave
from cli.output import print_json, print_table
from cli.progress import crawl_progress
from cli.store import settings_of, store_of
from scheduler.health import PortalState
from scheduler.nightly import RunResult, UnknownPortalError, crawl_document, crawl_portals


def crawl(
    context: typer.Context,
    portal: Annotated[list[str] | None, typer.Option(help="Crawl this portal; may be given several times.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Crawl every registered portal.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document (mucdo.crawl/1).")] = False,
) -> None:
    """Crawl registered portals now. Again for the same night it finishes what is unfinished, else does nothing."""
    if bool(portal) == everything:
        fail("say which portals: --portal ID (several times if need be) or --all")
    settings = settings_of(context)
    now = settings.current_time()
    with store_of(context) as store, crawl_progress() as report:
        try:
            results = crawl_portals(store, settings, None if everything else portal, now=now, on_progress=report)
        except UnknownPortalError as error:
            fail(str(error))
    if as_json:
        print_json(crawl_document(results, now))
    else:
        print_table(
            ["portal", "run", "outcome", "health", "listed", "read", "failed", "pages", "rendered", "why"],
            [
                [
                    r.run.portal,
                    r.run.id,
                    r.run.outcome,
                    r.health,
                    r.run.listed,
                    r.run.read,
                    r.run.failed,
                    r.run.pages,
                    r.run.rendered,
                    "; ".join(r.reasons) or r.run.reason,
                ]
                for r in results
            ],
        )
    leave(_code(results))


def _code(results: list[RunResult]) -> Exit:
    """Of several portals the best told: 0 when all were believed, 5 when one is suspect, 3 or 4 when none could be read."""
    codes = []
    for result in results:
        outcome = exit_for(Outcome(result.run.outcome or Outcome.ERROR))
        codes.append(Exit.SUSPECT if outcome is Exit.DONE and result.health is not PortalState.OK else outcome)
    if not codes or all(code is Exit.DONE for code in codes):
        return Exit.DONE
    if Exit.SUSPECT in codes:
        return Exit.SUSPECT
    return Exit.REFUSED if all(code is Exit.REFUSED for code in codes) else Exit.NOT_READ
