"""The procedures of a scope as readings count them: thousands share a few intervals, so they are counted once and not at each reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.plan.readings import Candidate, Measure, count, share
from scheduler.plan.scope import Member
from scheduler.plan.snapshot import UNKNOWN_SPAN, Span


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many procedures have which interval under either label; `declared` is None where none of them publishes one."""

    evidenced: Counter[Candidate]
    declared: Counter[Candidate] | None

    @classmethod
    def of(cls, members: Sequence[Member]) -> Crowd:
        evidenced = Counter([Candidate(member.evidenced, member.certain) for member in members])
        if all(member.declared is None for member in members):
            return cls(evidenced, None)
        return cls(evidenced, Counter([Candidate(member.declared or UNKNOWN_SPAN, member.certain) for member in members]))

    def by_declared(self, wanted: Span, *, counted: bool = False) -> Measure | None:
        return None if self.declared is None else _measure(self.declared, wanted, counted)

    def by_evidence(self, wanted: Span, *, counted: bool = False) -> Measure:
        return _measure(self.evidenced, wanted, counted)

    @property
    def unreadable(self) -> bool:
        """Neither label says anything of any of them."""
        return self.declared is None and all(candidate.span == UNKNOWN_SPAN for candidate in self.evidenced)


def _measure(candidates: Counter[Candidate], wanted: Span, counted: bool) -> Measure:
    return count(candidates, wanted) if counted else share(candidates, wanted)
