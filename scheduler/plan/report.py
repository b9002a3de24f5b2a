"""The document `mucdo.plan/1`: plan reports as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from scheduler.messages import MESSAGES, say, shown
from scheduler.plan.groups import procedure_id
from scheduler.plan.model import Document, Scope, Target
from scheduler.plan.projection import Projection
from scheduler.plan.readings import Measure, Verdict
from scheduler.plan.scope import Member
from scheduler.plan.service import PlanReport, measured
from scheduler.plan.verdict import Note, Part, ReadingResult, TargetVerdict, Value

SCHEMA = "mucdo.plan/1"


def to_json(reports: Sequence[PlanReport], at: date, lang: str = "vi") -> dict[str, Any]:
    """All targets of the documents as `mucdo.plan/1`; texts in one language, codes beside them."""
    targets = [_target(verdict, report, lang) for report in reports for verdict in report.verdicts]
    return {
        "schema": SCHEMA,
        "at": at.isoformat(),
        "documents": [_document(report.document, lang) for report in reports],
        "targets": targets,
        "summary": {when: dict(sorted(Counter(t[when]["verdict"] for t in targets).items())) for when in ("at_due", "current")},
    }


def write_note(note: Note, lang: str) -> str:
    """A note as a sentence."""
    values = dict(note.values)
    if "readings" in values:
        values["readings"] = ", ".join(_reading_name(part, lang) for part in str(values["readings"]).split(", "))
    return say(f"plan.{note.key}", lang, **values)


def _reading_name(ident: str, lang: str) -> str:
    key = f"plan.reading.{ident}"
    return say(key, lang) if key in MESSAGES else ident  # a plan file names its own alternatives


def verdict_words(value: Value, lang: str, *, due_passed: bool = True) -> str:
    """The verdict in words; what falls short before its due date is "chưa đạt", not "không đạt"."""
    if value.verdict is Verdict.NOT_OBSERVABLE and value.first is not None:
        return say("plan.verdict.figures_only", lang)
    early = value.verdict is Verdict.MISSED and not due_passed
    return say("plan.verdict.not_yet" if early else f"plan.verdict.{value.verdict}", lang)


_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "=": "=", "~": "≈"}


def threshold_words(compare: str | None, threshold: float | None, unit: str | None, lang: str) -> str:
    """What a target asks for: "≥ 30 %"; nothing where it names no threshold."""
    if compare is None or threshold is None:
        return ""
    share = unit is None or unit.startswith("percent")
    return f"{_SIGNS[compare]} {shown(threshold, lang)}{' %' if share else ''}"


def percent(measure: Measure | None) -> tuple[float, float] | None:
    """The ends of an interval as numbers of at most four decimals."""
    return None if measure is None else (round(float(measure.low), 4), round(float(measure.high), 4))


def _document(document: Document, lang: str) -> dict[str, Any]:
    return {
        "id": document.id,
        "province": document.province,
        "number": document.number,
        "date": document.date.isoformat() if document.date else None,
        "type": document.type,
        "title": document.title,
        "source": document.source.kind,
        "source_note": document.source.note.in_(lang) if document.source.note else None,
        "merged_into": document.merged.into if document.merged else None,
    }


def _target(verdict: TargetVerdict, report: PlanReport, lang: str) -> dict[str, Any]:
    target = verdict.target
    projection = report.projections.get(target.id)
    return {
        "id": target.id,
        "document": report.document.id,
        "title": target.title.in_(lang),
        "quote": target.quote,
        "kind": target.kind,
        "level": target.level,
        "compare": target.compare,
        "threshold": _number(target.threshold),
        "threshold_upper": _number(target.threshold_upper),
        "unit": target.unit,
        "scope": _scope(target, target.scope),
        "due": verdict.due.isoformat(),
        "observable": target.observable,
        "certainty": target.certainty,
        "ambiguity": target.ambiguity.in_(lang) if target.ambiguity else None,
        "after_due": verdict.after_due,
        "notes": [write_note(note, lang) for note in verdict.notes],
        "at_due": _value(verdict.at_due, lang, due_passed=True),
        "current": _value(verdict.current, lang, due_passed=verdict.after_due) | {"after_due": verdict.after_due},
        "projection": _projection(projection, lang) if projection else None,
    }


def _scope(target: Target, scope: Scope) -> dict[str, Any]:
    return {
        "tiers": list(scope.tiers),
        "inferred": scope.inferred,
        "group": scope.group,
        "outside_group": scope.outside_group,
        "fields": list(scope.fields),
        "agencies": list(scope.agencies),
        "alternatives": [alternative.id for alternative in target.alternatives],
    }


def _value(value: Value, lang: str, *, due_passed: bool) -> dict[str, Any]:
    first = value.first
    measure = measured(value, value.basis)
    declared = percent(first.declared) if first else None
    return {
        "at": value.at.isoformat(),
        "data_at": value.data_at.isoformat() if value.data_at else None,
        "declared": declared[0] if declared else None,
        "declared_interval": list(declared) if declared else None,
        "evidenced": list(percent(first.evidenced) or ()) if first else None,
        "numerator": measure.proven if measure else None,
        "denominator": measure.total if measure else None,
        "unlabelled": value.unlabelled,
        "readings": [_reading(reading) for reading in value.readings],
        "rows": _reading(value.rows) if value.rows else None,
        "verdict": value.verdict,
        "verdict_text": verdict_words(value, lang, due_passed=due_passed),
        "default_verdict": value.default,
        "basis": value.basis,
        "reason": write_note(value.reason, lang),
        "reason_code": value.reason.key,
        "notes": [write_note(note, lang) for note in value.notes],
        "parts": [_part(part, lang) for part in value.parts],
        "procedures": {
            "reached": _ids(value.reached),
            "open": _ids(value.open),
            "short": _ids(value.short),
            "excluded": sorted({procedure_id(row) for row in value.excluded}),
        },
        "entered": {"value": value.entry.value, "source": value.entry.source, "on": value.entry.on.isoformat()} if value.entry else None,
    }


def _ids(members: tuple[Member, ...]) -> list[str]:
    return sorted(member.id for member in members)


def _reading(reading: ReadingResult) -> dict[str, Any]:
    counted = reading.declared or reading.evidenced
    return {
        "id": reading.id,
        "scope": reading.scope,
        "threshold": _number(reading.threshold),
        "verdict": reading.verdict,
        "weighed": reading.weighed,
        "basis": reading.basis,
        "declared": list(percent(reading.declared) or ()) or None,
        "evidenced": list(percent(reading.evidenced) or ()) or None,
        "numerator": counted.proven if counted else None,
        "denominator": counted.total if counted else None,
    }


def _part(part: Part, lang: str) -> dict[str, Any]:
    counted = part.measure.total + part.measure.doubtful if part.measure else 0
    return {
        "id": part.id,
        "name": say(part.key, lang) if part.key else part.name,
        "state": part.state,
        "share": list(percent(part.measure) or ()) or None,
        "procedures": counted if part.of == "procedures" else 0,
        "agencies": counted if part.of == "agencies" else 0,
    }


def outlook_words(projection: Projection, lang: str) -> str:
    """When a target would be reached at the present pace, with the uncertainty; or why that cannot be said."""
    latest = projection.latest or say("plan.never", lang)
    days = {"expected": projection.expected, "earliest": projection.earliest, "latest": latest}
    return say(f"plan.outlook.{projection.outlook}", lang, points=projection.points, **days)


def _projection(projection: Projection, lang: str) -> dict[str, Any]:
    days = {"expected": projection.expected, "earliest": projection.earliest, "latest": projection.latest}
    return {
        "outlook": projection.outlook,
        "text": outlook_words(projection, lang),
        "points": projection.points,
        "pace": projection.pace,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _number(value: Any) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
