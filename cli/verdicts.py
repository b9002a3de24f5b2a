"""A plan report as table rows, for `mucdo plan` and the demo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scheduler.messages import say
from scheduler.plan.report import outlook_words, percent, verdict_words, write_note
from scheduler.plan.service import PlanReport, measured
from scheduler.plan.verdict import Value

COLUMNS = ("target", "due", "at due", "current", "declared", "evidenced", "counted", "quote", "reason", "outlook")
PROCEDURE_COLUMNS = ("place", "certain", "code", "name", "agency", "tier", "declared", "level", "level_max", "portal", "url")
QUOTE = 80  # characters


def verdict_rows(report: PlanReport, language: str) -> Iterator[Sequence[object]]:
    """One row per target: verdicts at its own date and now, the shares behind the first that has any, quote and reason."""
    for verdict in report.verdicts:
        due_passed = verdict.due <= report.at
        current = verdict_words(verdict.current, language, due_passed=due_passed)
        projection = report.projections.get(verdict.target.id)
        shown = verdict.at_due if verdict.at_due.first else verdict.current
        yield (
            verdict.target.id,
            f"{verdict.due:%d/%m/%Y}",
            verdict_words(verdict.at_due, language),
            f"{current}, {say('plan.late', language)}" if verdict.after_due else current,
            *_shares(shown),
            _counted(shown),
            _short(verdict.target.quote),
            write_note(shown.reason if shown.first else verdict.at_due.reason, language),
            outlook_words(projection, language) if projection else None,
        )


def _shares(value: Value) -> tuple[str | None, str | None]:
    measured = value.first
    if measured is None:
        return None, None
    return _interval(percent(measured.declared)), _interval(percent(measured.evidenced))


def _counted(value: Value) -> str | None:
    """Numerator and denominator of the default reading."""
    measure = measured(value, value.basis)
    return f"{measure.proven}/{measure.total}" if measure else None


def procedure_rows(document: Mapping[str, Any]) -> Iterator[Sequence[object]]:
    """One row for each place a procedure is offered, of a `mucdo.target/1` document."""
    for one in document["procedures"]:
        for row in one["rows"]:
            place = ("yes" if one["certain"] else "perhaps", one["code"], one["name"], row["agency"], row["tier"])
            yield (one["place"], *place, row["declared"]["value"], row["level"], row["level_max"], row["portal"], row["url"])


def _interval(ends: tuple[float, float] | None) -> str | None:
    if ends is None:
        return None
    low, high = (f"{end:.1f}".replace(".", ",") for end in ends)
    return low if low == high else f"{low}–{high}"


def _short(quote: str) -> str:
    return quote if len(quote) <= QUOTE else quote[: QUOTE - 1] + "…"
