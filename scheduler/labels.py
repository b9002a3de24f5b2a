"""Comparing two labels of one procedure: what rose, what was lost, what is only said in other words."""

from __future__ import annotations

from dataclasses import dataclass

from classifier.findings.declared import bounds, customary_bounds
from classifier.model import Declared
from classifier.vocabulary import Scheme


@dataclass(frozen=True, slots=True)
class Label:
    """What a span keeps: the declared label with its scheme, and the evidenced level with its bounds."""

    scheme: Scheme | None
    declared: str | None
    level: int | None
    level_max: int | None
    strict_level: int | None

    @property
    def shown(self) -> tuple[Scheme | None, str | None, int | None]:
        """The part that `mucdo changes` speaks about."""
        return (self.scheme, self.declared, self.level)


@dataclass(frozen=True, slots=True)
class Difference:
    """How one label stands to another: -1 lower or lost, 1 higher. `evidence`: the level is no longer known (-1), or again (1)."""

    level: int = 0
    declared: int = 0
    evidence: int = 0

    @property
    def loses(self) -> bool:
        return self.level < 0 or self.declared < 0 or self.evidence < 0

    @property
    def rises(self) -> bool:
        return self.level > 0 or self.declared > 0


def compare(before: Label, after: Label, level_before: int | None = None) -> Difference:
    """`after` against `before`. `level_before`: the last known level when `before` has none.

    A level that becomes known for the first time is a rise only when it exceeds what the pages had left open (`level_max`).
    """
    declared = _declared(before, after)
    if before.level == after.level:
        return Difference(declared=declared)
    if after.level is None:
        return Difference(declared=declared, evidence=-1)
    if before.level is not None:
        return Difference(level=_sign(after.level - before.level), declared=declared)
    if level_before is not None:
        return Difference(level=_sign(after.level - level_before), declared=declared, evidence=1)
    found = before.level_max is not None and after.level > before.level_max
    return Difference(level=int(found), declared=declared)


def _declared(before: Label, after: Label) -> int:
    if (before.scheme, before.declared) == (after.scheme, after.declared):
        return 0
    if after.declared is None:
        return -1 if before.declared is not None else 0
    if before.declared is None:
        return 1
    old, new = _bounds(before), _bounds(after)
    if old is None or new is None:
        return 1
    if before.scheme is after.scheme:
        return 1 if _order(after) >= _order(before) else -1
    # Across schemes only labels that cannot mean the same level are told apart; all else is the same label in new words.
    return int(new[0] > old[1]) - int(new[1] < old[0])


def _bounds(label: Label) -> tuple[int, int] | None:
    return bounds(Declared(label.scheme, label.declared))


def _order(label: Label) -> tuple[int, int]:
    # Inside one scheme the labels have an order, whatever they are worth (theo thông lệ).
    return customary_bounds(Declared(label.scheme, label.declared)) or (0, 0)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
