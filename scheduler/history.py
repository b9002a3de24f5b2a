"""How one believed run moves the labels. Pure: current spans and observations in, steps out; `storage.history` applies them.

- The first healthy run of a portal is the baseline: it opens spans and lists nothing.
- A rise is listed at once, provisionally; if a later healthy run takes it back it is withdrawn and was never there.
- Whatever takes something away (a lower level, a lost level, a lower or vanished declared label, a procedure that is missing)
  and a changed agency need several agreeing healthy runs on different dates; it then counts from the first of them.
- What is only known better (a level that could not be told before, a new bound) moves the span without being listed.
- Under other rules nothing is a change of the portal: the span is reopened as re-classified.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from scheduler.labels import Difference, Label, compare


class ChangeKind(StrEnum):
    """The kinds of the contract."""

    UPGRADE = "upgrade"
    DOWNGRADE = "downgrade"
    NEW = "new"
    GONE = "gone"
    BACK = "back"
    DECLARED = "declared"
    EVIDENCE_LOST = "evidence_lost"
    RECLASSIFIED = "reclassified"
    RESCOPED = "rescoped"


@dataclass(frozen=True, slots=True)
class Current:
    """Where a procedure stands: its open span. `previous` is what a withdrawn rise falls back to.

    `level_before`: the last known level, when this one is unknown. `agency`: folded, "" when not stated.
    """

    label: Label
    present: bool
    since: date
    rules_version: str
    change: ChangeKind | None = None
    provisional: bool = False
    level_before: int | None = None
    agency: str = ""
    previous: Current | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A loss that waits for confirmation: the whole picture that has to be seen again."""

    since: date
    last_on: date
    times: int
    gone: bool
    label: Label | None
    agency: str = ""

    def agrees(self, other: Held) -> bool:
        shown, seen = (held.label.shown if held.label else None for held in (self, other))
        return (self.gone, shown, self.agency) == (other.gone, seen, other.agency)


@dataclass(frozen=True, slots=True)
class Opening:
    """A span to open; the one before it ends on `valid_from`."""

    change: ChangeKind | None
    label: Label
    valid_from: date
    present: bool = True
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one procedure. `withdraw` comes first, then the openings in order. `held` None = nothing waits (any longer)."""

    withdraw: bool = False
    openings: tuple[Opening, ...] = ()
    held: Held | None = None
    settle: bool = False
    take_agency: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The circumstances of a run. `confirmations`: agreeing healthy runs that a loss needs. `removals`: absence means something."""

    night: date
    rules_version: str
    baseline: bool = False
    confirmations: int = 2
    removals: bool = True


def first_sight(label: Label, rules: Rules) -> Opening:
    """The span of a procedure that was never seen before."""
    return Opening(None if rules.baseline else ChangeKind.NEW, label, rules.night)


def seen(current: Current, label: Label, agency: str, held: Held | None, rules: Rules) -> Step:
    """What follows from seeing a procedure with `label`; `agency` folded, "" when not stated."""
    if not current.present:
        kind = None if rules.baseline else ChangeKind.BACK
        return Step(openings=(Opening(kind, label, rules.night),), take_agency=True)
    if current.rules_version != rules.rules_version:
        return _reclassify(current, label, rules)
    base, withdraw = current, False
    if current.provisional and current.previous is not None and _taken_back(current, label):
        base, withdraw, held = current.previous, True, None
    step = _settled(base, label, agency, held, rules)
    return replace(step, withdraw=withdraw, settle=current.provisional and not withdraw and not _loses(base, label))


def missed(current: Current, held: Held | None, rules: Rules) -> Step:
    """What follows from a whole run without the procedure."""
    if not current.present:
        return Step()
    if not rules.removals:
        return Step(held=held)
    if rules.baseline:
        # Known from imports only: the portal does not have it, and nobody saw it go.
        return Step(openings=(Opening(None, current.label, rules.night, present=False),))
    now = _again(held, Held(rules.night, rules.night, 1, True, None), rules.night)
    if now.times < rules.confirmations:
        return Step(held=now)
    return Step(openings=(Opening(ChangeKind.GONE, current.label, max(now.since, current.since), present=False),))


def captured(before: Label, label: Label, last_known: int | None, night: date) -> Opening | None:
    """The span that an imported capture opens after an earlier one, None when the label stayed. A capture is a fact: nothing waits."""
    if before == label:
        return None
    difference = compare(before, label, last_known if before.level is None else None)
    return Opening(_named(difference), label, night)


def _reclassify(current: Current, label: Label, rules: Rules) -> Step:
    if label == current.label:
        return Step()
    kind = None if rules.baseline else ChangeKind.RECLASSIFIED
    return Step(openings=(Opening(kind, label, rules.night),), take_agency=True)


def _settled(base: Current, label: Label, agency: str, held: Held | None, rules: Rules) -> Step:
    """The step from a span that is certain."""
    difference = compare(base.label, label, base.level_before)
    moved = bool(agency and base.agency and agency != base.agency)
    wants = 1 if rules.baseline else rules.confirmations
    if not difference.loses and not moved:
        return Step(openings=_open(base, label, difference, rules.night, rules), take_agency=bool(agency))
    now = _again(held, Held(rules.night, rules.night, 1, False, label, agency), rules.night)
    if now.times < wants:
        # Only the agency is in doubt: what the label gained is told at once.
        risen = () if difference.loses else _open(base, label, difference, rules.night, rules)
        return Step(openings=risen, held=now)
    since = max(now.since, base.since)
    rescoped = (Opening(_listed(ChangeKind.RESCOPED, rules), base.label, since),) if moved else ()
    return Step(openings=(*rescoped, *_open(base, label, difference, since, rules)), take_agency=True)


def _open(base: Current, label: Label, difference: Difference, since: date, rules: Rules) -> tuple[Opening, ...]:
    if label == base.label:
        return ()
    kind = _kind(base, difference)
    provisional = not rules.baseline and not difference.loses and difference.rises
    return (Opening(_listed(kind, rules), label, since, provisional=provisional),)


def _kind(base: Current, difference: Difference) -> ChangeKind | None:
    found = _named(difference)
    if found is None and difference.evidence > 0 and base.change is ChangeKind.EVIDENCE_LOST:
        return ChangeKind.BACK
    return found


def _named(difference: Difference) -> ChangeKind | None:
    if difference.level:
        return ChangeKind.UPGRADE if difference.level > 0 else ChangeKind.DOWNGRADE
    if difference.evidence < 0:
        return ChangeKind.EVIDENCE_LOST
    if difference.declared:
        return ChangeKind.DECLARED
    return None


def _listed(kind: ChangeKind | None, rules: Rules) -> ChangeKind | None:
    return None if rules.baseline else kind


def _again(held: Held | None, now: Held, night: date) -> Held:
    """The same loss seen once more: counted when it is another date, kept as it is on the same one."""
    if held is None or not held.agrees(now):
        return now
    return held if held.last_on == night else replace(held, last_on=night, times=held.times + 1, label=now.label)


def _loses(current: Current, label: Label) -> bool:
    return compare(current.label, label, current.level_before).loses


def _taken_back(current: Current, label: Label) -> bool:
    difference = compare(current.label, label, current.level_before)
    return difference.level < 0 or difference.declared < 0
