"""After a night: hold every plan against the store and keep what changed, so that a target's way can be read without computing it again."""

from __future__ import annotations

import json
from datetime import date, datetime

from scheduler.plan.report import percent
from scheduler.plan.service import measured, plan_document
from scheduler.plan.stored import StoredPlans, known_plans
from scheduler.plan.verdict import TargetVerdict
from storage.engine import Store
from storage.queries.verdicts import KeptVerdict, keep_verdicts


def keep_night(store: Store, night: date, now: datetime) -> int:
    """Keep the verdicts of all targets of all known plans as of a night. Returns how many differ from the night before."""
    standings = StoredPlans(store)
    kept = [
        _kept(plan.document.id, night, verdict)
        for plan in known_plans(store)
        for verdict in plan_document(standings, plan, night, with_projections=False).verdicts
    ]
    with store.write() as connection:
        return keep_verdicts(connection, kept, now)


def _kept(document: str, night: date, verdict: TargetVerdict) -> KeptVerdict:
    value = verdict.current
    measure, first = measured(value, value.basis), value.first
    body = {
        "declared": percent(first.declared) if first else None,
        "evidenced": percent(first.evidenced) if first else None,
        "numerator": measure.proven if measure else None,
        "denominator": measure.total if measure else None,
        "after_due": verdict.after_due,
    }
    return KeptVerdict(document, verdict.target.id, night, str(value.verdict), json.dumps(body))
