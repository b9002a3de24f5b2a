"""A plan report as table rows, for `mucdo plan` and the demo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.plan.report import percent, verdict_words, write_note
from scheduler.plan.service import PlanReport
from scheduler.plan.verdict import Value

COLUMNS = ("target", "due", "at due", "current", "declared", "evidenced", "quote", "reason")
QUOTE = 80  # characters


def verdict_rows(report: PlanReport, language: str) -> Iterator[Sequence[object]]:
    """One row per target: verdicts at its own date and now, the shares behind the first that has any, quote and reason."""
    for verdict in report.verdicts:
        due_passed = verdict.due <= report.at
        shown = verdict.at_due if verdict.at_due.first else verdict.current
        yield (
            verdict.target.id,
            f"{verdict.due:%d/%m/%Y}",
            verdict_words(verdict.at_due, language),
            verdict_words(verdict.current, language, due_passed=due_passed),
            *_shares(shown),
            _short(verdict.target.quote),
            write_note(verdict.at_due.reason, language),
        )


def _shares(value: Value) -> tuple[str | None, str | None]:
    measured = value.first
    if measured is None:
        return None, None
    return _interval(percent(measured.declared)), _interval(percent(measured.evidenced))


def _interval(ends: tuple[float, float] | None) -> str | None:
    if ends is None:
        return None
    low, high = (f"{end:.1f}".replace(".", ",") for end in ends)
    return low if low == high else f"{low}–{high}"


def _short(quote: str) -> str:
    return quote if len(quote) <= QUOTE else quote[: QUOTE - 1] + "…"
