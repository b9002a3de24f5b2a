"""The tables that the demo prints."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date

from cli.output import print_table, printable
from cli.verdicts import COLUMNS, verdict_rows
from fixtures.portals.serving import Portals
from scheduler.changes import ChangeList
from scheduler.nightly import RunResult
from scheduler.plan.load import bundled_plans
from scheduler.plan.service import plan_document
from scheduler.plan.stored import StoredPlans
from storage.engine import Store
from storage.queries.levels import levels_at


def print_changes(found: ChangeList, not_believed: Mapping[str, RunResult]) -> None:
    """One night's changes with their reason, and the portals that were not believed with theirs."""
    for change in found.changes:
        moved = f"{_shown(change.level_from)} → {_shown(change.level_to)}"
        why = "; ".join(f"{seen.feature}: “{seen.quote[:70]}”" for seen in change.evidence[:2])
        sys.stdout.write(
            printable(f"    {change.portal:10} {change.kind:14} {moved:7} {change.code or '–':24} {change.name[:60]}  {why}") + "\n"
        )
    for portal, result in not_believed.items():
        sys.stdout.write(printable(f"    {portal:10} {result.health:14} {'; '.join(result.reasons)}") + "\n")


def print_levels(store: Store, portals: Portals) -> None:
    """Per portal on its last night: how many procedures at each evidenced level."""
    rows = []
    for p in portals:
        with store.read() as connection:
            found = levels_at(connection, p.spec.nights[-1], portal=p.id)
        counts = [sum(row.level == level for row in found) for level in (0, 1, 2, 3, 4, None)]
        rows.append([p.spec.province, p.id, p.spec.platform, f"{p.spec.nights[-1]:%d/%m/%Y}", len(found), *counts])
    print_table(["province", "portal", "platform", "as of", "procedures", "0", "1", "2", "3", "4", "unknown"], rows, "\nEvidenced levels")


def print_verdicts(store: Store, day: date) -> None:
    """Every target of the five plans with its quote and verdict on a day."""
    plans = StoredPlans(store)
    for plan in bundled_plans():
        report = plan_document(plans, plan, day, with_projections=False)
        print_table(COLUMNS, verdict_rows(report, "vi"), f"\n{report.document.province}: {report.document.title}")


def _shown(level: int | None) -> str:
    return "–" if level is None else str(level)
