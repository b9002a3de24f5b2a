"""Is this run believable? A run is held against the portal's assertions and its own past. Pure.

A run that could not be read at all is not suspect: it has an outcome, and the portal a state. Suspect is the run that looks
read and is not: half a listing, vanished columns, levels that fall together. It is stored and shown, and moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from classifier.vocabulary import Outcome
from classifier.words.text import fold

PAST_RUNS = 7
_FEW = 3  # a handful of procedures may come or go on any portal
_COUNT_FELL = 0.12  # of the usual number; more than that vanishes by a fault far more often than by a decision
_COUNT_ROSE = 0.5
_FEW_NEW = 20
_FAILED = 0.1  # of the procedures listed
_UNREAD = 0.05  # of the procedures listed
_COVERAGE_FELL = 0.25  # points of the share of procedures that carry a field
_MOVED = 0.3  # of the procedures, in one night
_FEW_MOVED = 5
_OFFERED_AFTER = 3  # nights


class PortalState(StrEnum):
    OK = "ok"
    SUSPECT = "suspect"
    DOWN = "down"
    BLOCKED = "blocked"
    CLOSED = "closed"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True)
class Facts:
    """What one run looked like. Shares are of the procedures seen, 0..1; `fell` and `rose` count levels against the stored ones."""

    seen: int
    shares: dict[str, float]  # code, agency, field, declared, level: share of procedures that state it
    fell: int = 0
    rose: int = 0
    compared: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The crawler's own word on the run."""

    outcome: Outcome
    listed: int
    read: int
    failed: int
    complete: bool
    suspect: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assertions:
    expected_min: int | None = None
    expected_max: int | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """`reasons`: named, with the numbers. `removals`: the listing was read to its end, so that absence means something."""

    state: PortalState
    reasons: tuple[str, ...] = ()
    removals: bool = False

    @property
    def healthy(self) -> bool:
        return self.state is PortalState.OK


_STATES = {
    Outcome.OK: PortalState.OK,
    Outcome.BLOCKED: PortalState.BLOCKED,
    Outcome.LOGIN: PortalState.BLOCKED,
    Outcome.ROBOTS: PortalState.BLOCKED,
    Outcome.REFUSED: PortalState.BLOCKED,
    Outcome.CLOSED: PortalState.CLOSED,
    Outcome.ERROR: PortalState.DOWN,
    Outcome.EMPTY: PortalState.DOWN,
}
# The last is the crawler's word for a 503 with a long Retry-After: the way HTTP itself announces an interruption (RFC 9110 §15.6.4).
_MAINTENANCE_WORDS = (
    *("bao tri", "nang cap he thong", "dang nang cap", "de nang cap", "duoc nang cap", "tam ngung", "tam dung", "tam thoi gian doan"),
    *("maintenance", "answered 503 and asks to wait"),
)


def judge_run(report: Report, facts: Facts, past: Sequence[Facts], assertions: Assertions, *, in_window: bool = False) -> Health:
    """The state a run leaves its portal in. `past`: facts of earlier healthy runs, newest first. `in_window`: announced maintenance."""
    if report.outcome is not Outcome.OK:
        state = state_of(report.outcome, report.reason, in_window=in_window)
        return Health(state, (f"{report.outcome}: {report.reason}" if report.reason else str(report.outcome),))
    reasons = (*_by_report(report, facts), *_by_assertions(facts, assertions), *_by_past(facts, list(past)[:PAST_RUNS]))
    if reasons:
        return Health(PortalState.MAINTENANCE if in_window else PortalState.SUSPECT, reasons)
    # What failed was listed, so it is known to be there; anything else that is incomplete may hide procedures.
    return Health(PortalState.OK, removals=report.complete or (report.failed > 0 and report.read + report.failed >= report.listed))


def state_of(outcome: Outcome, reason: str, *, in_window: bool = False) -> PortalState:
    """The state of a portal that could not be read. Maintenance is announced beforehand or by the portal's own words."""
    state = _STATES[outcome]
    announced = in_window or any(word in fold(reason) for word in _MAINTENANCE_WORDS)
    return PortalState.MAINTENANCE if state is PortalState.DOWN and announced else state


def offered(states: Sequence[PortalState]) -> bool:
    """Whether a suspect picture has lasted long enough to be shown to a person. `states`: of the last runs, newest first."""
    return len(states) >= _OFFERED_AFTER and all(state is PortalState.SUSPECT for state in states[:_OFFERED_AFTER])


def alarm_due(before: PortalState | None, now: PortalState) -> bool:
    """One alarm when a portal turns bad; none while it stays so, none for announced maintenance."""
    quiet = {PortalState.OK, PortalState.MAINTENANCE}
    return now not in quiet and now is not before


def _by_report(report: Report, facts: Facts) -> list[str]:
    reasons = [f"crawler: {report.suspect}"] if report.suspect else []
    unread = report.listed - report.read - report.failed
    # A portal of lists alone has nothing to open (read = 0); where there are pages, a row without an address is the exception.
    if report.read and unread > max(1, _UNREAD * report.listed):
        reasons.append(f"not_read: {unread} of {report.listed} procedures were listed and their pages never opened")
    if report.failed > max(_FEW, _FAILED * report.listed):
        reasons.append(f"pages_failed: {report.failed} of {report.listed} procedures could not be read")
    if not facts.seen:
        reasons.append("nothing_seen: the run ended well without a single procedure")
    return reasons


def _by_assertions(facts: Facts, assertions: Assertions) -> list[str]:
    reasons = []
    if assertions.expected_min is not None and facts.seen < assertions.expected_min:
        reasons.append(f"below_expected: {facts.seen} procedures, expected at least {assertions.expected_min}")
    if assertions.expected_max is not None and facts.seen > assertions.expected_max:
        reasons.append(f"above_expected: {facts.seen} procedures, expected at most {assertions.expected_max}")
    return reasons


def _by_past(facts: Facts, past: list[Facts]) -> list[str]:
    if not past:
        return []
    reasons = []
    usual = _usual([run.seen for run in past], facts.seen)
    if usual - facts.seen > max(_FEW, _COUNT_FELL * usual):
        reasons.append(f"count_fell: {facts.seen} procedures, usually {usual:g}")
    if facts.seen - usual > max(_FEW_NEW, _COUNT_ROSE * usual):
        reasons.append(f"count_rose: {facts.seen} procedures, usually {usual:g}")
    for name in sorted(facts.shares):
        share = facts.shares[name]
        before = _usual([run.shares.get(name, 0.0) for run in past], share)
        if before - share > _COVERAGE_FELL and (before - share) * facts.seen > _FEW:
            reasons.append(f"coverage_fell: {name} is stated by {share:.0%} of the procedures, usually by {before:.0%}")
    for name, moved in (("levels_fell", facts.fell), ("levels_rose", facts.rose)):
        if moved > max(_FEW_MOVED, _MOVED * facts.compared):
            reasons.append(f"{name}: {moved} of {facts.compared} procedures at once")
    return reasons


def _usual(past: Sequence[float], now: float) -> float:
    """What is usual: the median of the past, or the last run when that is nearer, so that an accepted change is usual at once."""
    return min((median(past), past[0]), key=lambda value: abs(value - now))
