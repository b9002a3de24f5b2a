"""What evaluating a target gives: values, not texts. Texts come from the message table by the keys in `Note`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from scheduler.plan.manual import ManualEntry
from scheduler.plan.model import Target
from scheduler.plan.readings import Basis, Measure, Verdict
from scheduler.plan.scope import Member
from scheduler.plan.snapshot import Standing


@dataclass(frozen=True, slots=True)
class Note:
    """A message of the table (`plan.<key>`) with its values; dates and numbers are formatted when it is written."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, key: str, **values: object) -> Note:
        return cls(key, tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """One reading of one target. `scope`: the alternative scope it was tried on, None = the target's own. `declared` is None

    when no procedure in scope publishes a label. `weighed`: it can turn the verdict to `depends`.
    """

    id: str
    verdict: Verdict
    weighed: bool
    threshold: Decimal | None = None
    scope: str | None = None
    basis: Basis | None = None
    declared: Measure | None = None
    evidenced: Measure | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A breakdown line: a group or field of the list, with how many procedures it has and how many reach the level.

    `key`: of the message that names it in either language; "" where the list itself gives the name. `of`: what the measure counts.
    """

    id: str
    name: str
    measure: Measure | None
    state: str  # all | some | none | unknown | empty | open
    key: str = ""
    of: Literal["procedures", "agencies"] = "procedures"


@dataclass(frozen=True, slots=True)
class Value:
    """The state of a target on one day. `default`: the verdict of the default reading alone. `rows`: the same share counted as

    rows of the portal. `unlabelled`: procedures in scope that publish no label.
    """

    at: date
    verdict: Verdict
    reason: Note
    data_at: date | None = None
    default: Verdict | None = None
    basis: Basis | None = None
    readings: tuple[ReadingResult, ...] = ()
    rows: ReadingResult | None = None
    notes: tuple[Note, ...] = ()
    reached: tuple[Member, ...] = ()
    open: tuple[Member, ...] = ()
    short: tuple[Member, ...] = ()
    excluded: tuple[Standing, ...] = ()
    unlabelled: int = 0
    parts: tuple[Part, ...] = ()
    entry: ManualEntry | None = None

    @property
    def first(self) -> ReadingResult | None:
        """The default reading's result, when something was measured."""
        return self.readings[0] if self.readings and self.readings[0].evidenced is not None else None


@dataclass(frozen=True, slots=True)
class TargetVerdict:
    """A target with its two values: at its own date, and now ("sau hạn" after it)."""

    target: Target
    due: date
    at_due: Value
    current: Value
    after_due: bool
    notes: tuple[Note, ...] = field(default=())
