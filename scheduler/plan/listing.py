"""The procedures behind a target's numerator and denominator, one line each: the document `mucdo.target/1`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from scheduler.plan.groups import procedure_id
from scheduler.plan.report import write_note
from scheduler.plan.scope import Member
from scheduler.plan.service import PlanReport, measured
from scheduler.plan.snapshot import Standing
from scheduler.plan.verdict import TargetVerdict, Value

SCHEMA = "mucdo.target/1"
PLACES = ("reached", "open", "short", "excluded")
"""reached: in the numerator. open: the pages do not decide. short: below the level. excluded: suspended, abolished, test entries."""


def target_document(report: PlanReport, ident: str, at: date, *, at_due: bool, lang: str = "vi") -> dict[str, Any] | None:
    """Who counts towards a target and who does not, at its own date or now; None when the plan has no such target.

    A procedure that is only perhaps in the scope has `certain` false and is in neither number: it widens the interval.
    """
    verdict = next((one for one in report.verdicts if one.target.id == ident), None)
    return None if verdict is None else _document(report, verdict, at, verdict.at_due if at_due else verdict.current, at_due, lang)


def _document(report: PlanReport, verdict: TargetVerdict, at: date, value: Value, at_due: bool, lang: str) -> dict[str, Any]:
    measure = measured(value, value.basis)
    return {
        "schema": SCHEMA,
        "at": at.isoformat(),
        "target": verdict.target.id,
        "document": report.document.id,
        "quote": verdict.target.quote,
        "when": "at_due" if at_due else "current",
        "day": value.at.isoformat(),
        "after_due": verdict.after_due,
        "verdict": value.verdict,
        "basis": value.basis,
        "reason": write_note(value.reason, lang),
        "numerator": measure.proven if measure else None,
        "denominator": measure.total if measure else None,
        "procedures": list(_procedures(value)),
    }


def _procedures(value: Value) -> Iterator[dict[str, Any]]:
    for place, members in (("reached", value.reached), ("open", value.open), ("short", value.short)):
        for member in sorted(members, key=lambda one: (one.name, one.id)):
            yield _member(place, member)
    for row in sorted(value.excluded, key=lambda one: (one.name, one.url)):
        yield {
            "place": "excluded",
            "id": procedure_id(row),
            "code": row.code,
            "name": row.name,
            "certain": True,
            "declared": None,
            "evidenced": list(row.evidenced),
            "rows": [_row(row)],
        }


def _member(place: str, member: Member) -> dict[str, Any]:
    return {
        "place": place,
        "id": member.id,
        "code": member.code,
        "name": member.name,
        "certain": member.certain,
        "declared": None if member.declared is None else list(member.declared),
        "evidenced": list(member.evidenced),
        "rows": [_row(row) for row in member.rows],
    }


def _row(row: Standing) -> dict[str, Any]:
    return {
        "portal": row.portal,
        "url": row.url,
        "field": row.field,
        "agency": row.agency,
        "tier": row.tier,
        "level": row.level,
        "level_max": row.level_max,
        "declared": {"scheme": row.declared.scheme, "value": row.declared.value},
        "flags": sorted(row.flags),
    }
