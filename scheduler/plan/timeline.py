"""The counts of a scope on every day at once: what a plan needs of a past day, without judging each procedure of that day again.

From one day to the next a handful of procedures move among thousands; their standings are walked once, and the counts kept for each day
on which one changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from scheduler.plan.crowd import Crowd
from scheduler.plan.groups import GroupList, membership, procedure_id
from scheduler.plan.model import Scope
from scheduler.plan.readings import Candidate
from scheduler.plan.scope import EXCLUDED, Belongs, Member, OverAgencies, belongs, member_of
from scheduler.plan.snapshot import UNKNOWN_SPAN, Standing

_EMPTY = Crowd(Counter(), None)


@dataclass(frozen=True, slots=True)
class Stay:
    """A standing that a row of a portal had from `begins` up to the day before `ends`; None = it has it still.

    All stays of a row have the same name, code, field, agency and tier.
    """

    row: int
    begins: date
    ends: date | None
    standing: Standing


class Timeline:
    """The stays of a province's portals."""

    def __init__(self, stays: Iterable[Stay], groups: Mapping[str, GroupList]) -> None:
        rows: dict[int, list[Stay]] = defaultdict(list)
        for stay in stays:
            rows[stay.row].append(stay)
        self._rows = list(rows.values())
        self._groups = groups
        self._lines: dict[Scope, tuple[list[date], list[Crowd]]] = {}

    def crowd(self, scope: Scope, day: date) -> Crowd:
        """What `Crowd.of` counts of the members of a scope on a day, rows of one procedure taken by the lowest as plans do."""
        if scope not in self._lines:
            self._lines[scope] = _counted(self._moves(scope))
        days, crowds = self._lines[scope]
        place = bisect_right(days, day)
        return crowds[place - 1] if place else _EMPTY

    def _moves(self, scope: Scope) -> Iterator[tuple[date, Member, int]]:
        """Each member that comes or goes, with the day."""
        members: dict[str, list[tuple[list[Stay], bool]]] = defaultdict(list)
        of_list = membership(self._groups[scope.group]) if scope.group else None
        for row in self._rows:
            first = row[0].standing
            place = belongs(first, scope)
            if place is not Belongs.NO and (of_list is None or bool(of_list.of(first)) is not scope.outside_group):
                members[procedure_id(first)].append((row, place is Belongs.YES))
        for key, rows in members.items():
            for begins, ends, present in _intervals(rows):
                member = member_of(key, present, OverAgencies.MIN)
                yield begins, member, 1
                if ends is not None:
                    yield ends, member, -1


def _intervals(rows: Sequence[tuple[list[Stay], bool]]) -> Iterator[tuple[date, date | None, list[tuple[Standing, bool]]]]:
    """The times in which the rows of one procedure stay as they are, and which of them count then."""
    counting = [(stay, sure) for row, sure in rows for stay in row if not any(flag in stay.standing.flags for flag in EXCLUDED)]
    if len(rows) == 1:
        yield from ((stay.begins, stay.ends, [(stay.standing, sure)]) for stay, sure in counting)
        return
    days = sorted({day for stay, _ in counting for day in (stay.begins, stay.ends) if day is not None})
    for begins, ends in zip_longest(days, days[1:]):
        present = [(s.standing, sure) for s, sure in counting if s.begins <= begins and (s.ends is None or begins < s.ends)]
        if present:
            yield begins, ends, present


def _counted(moves: Iterable[tuple[date, Member, int]]) -> tuple[list[date], list[Crowd]]:
    by_day: dict[date, list[tuple[Member, int]]] = defaultdict(list)
    for day, member, by in moves:
        by_day[day].append((member, by))
    evidenced: Counter[Candidate] = Counter()
    declared: Counter[Candidate] = Counter()
    labelled = 0
    days = sorted(by_day)
    crowds = []
    for day in days:
        for member, by in by_day[day]:
            evidenced[Candidate(member.evidenced, member.certain)] += by
            declared[Candidate(member.declared or UNKNOWN_SPAN, member.certain)] += by
            labelled += by * (member.declared is not None)
        crowds.append(Crowd(+evidenced, +declared if labelled else None))
    return days, crowds
