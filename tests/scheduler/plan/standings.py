"""Builders for the plan tests: standings of a province as a portal would give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from classifier.model import Declared
from classifier.vocabulary import Flag, Result, Scheme, Tier
from scheduler.plan.groups import GroupList
from scheduler.plan.load import bundled_groups, bundled_plans
from scheduler.plan.manual import ManualEntry
from scheduler.plan.model import Plan, Target
from scheduler.plan.snapshot import Snapshot, Standing
from scheduler.plan.timeline import Stay, Timeline
from scheduler.sites.standing import Survey

PLANS: Mapping[str, Plan] = {plan.document.id: plan for plan in bundled_plans()}
GROUPS: Mapping[str, GroupList] = bundled_groups()


def target(ident: str) -> Target:
    return next(t for plan in PLANS.values() for t in plan.targets if t.id == ident)


def nd43(level: int | str | None) -> Declared:
    return Declared() if level is None else Declared(Scheme.ND43_2011, str(level), f"Mức độ {level}")


def standing(number: int, label: int | str | None, evidenced: tuple[int, int] | None = None, **other: Any) -> Standing:
    """One procedure. Evidence agrees with the declared label unless given; (0, 4) stands for unknown."""
    low, high = evidenced or (int(label or 0), int(label or 4))
    unknown = (low, high) == (0, 4)
    values: dict[str, Any] = {
        "portal": "p",
        "key": str(number),
        "code": f"1.{number:06d}.000.00.00.H27",
        "name": f"Thủ tục số {number}",
        "url": f"http://127.0.0.1/{number}",
        "field": "Hộ tịch",
        "agency": "Sở Tư pháp",
        "tier": Tier.PROVINCE,
        "level": None if unknown else low,
        "level_max": None if unknown else high,
        "declared": nd43(label),
        "result": Result.IN_PERSON,
        "flags": frozenset[Flag](),
    }
    return Standing(**(values | other))


def at_levels(levels: Iterable[int | None], start: int = 1, **other: Any) -> list[Standing]:
    """One procedure for each declared level."""
    return [standing(start + i, level, **other) for i, level in enumerate(levels)]


def snapshot(standings: Sequence[Standing], at: date = date(2020, 12, 31), data_at: date | None = None) -> Snapshot:
    return Snapshot(at, data_at or at, tuple(standings), data_at or at)


class Shelf:
    """A `PlanStore` in memory: the latest snapshot up to a day stands for that day."""

    def __init__(self, readings: Mapping[date, Sequence[Standing]], entries: Sequence[ManualEntry] = ()) -> None:
        self.readings = dict(sorted(readings.items()))
        self.entries = entries
        self.asked: list[date] = []
        self.surveys: dict[str, Survey] = {}

    def snapshot(self, province: str, at: date) -> Snapshot:
        self.asked.append(at)
        read = [day for day in self.readings if day <= at]
        if not read:
            return Snapshot(at, None, (), next(iter(self.readings), None))
        return Snapshot(at, read[-1], tuple(self.readings[read[-1]]), min(self.readings))

    def reading(self, province: str, at: date) -> Snapshot:
        return replace(self.snapshot(province, at), standings=())

    def timeline(self) -> Timeline:
        """The same readings as stays: each row of a day stands until the next reading."""
        days = list(self.readings)
        ends: list[date | None] = [*days[1:], None]
        stays = [(day, end, row) for day, end in zip(days, ends, strict=True) for row in self.readings[day]]
        return Timeline((Stay(number, *stay) for number, stay in enumerate(stays)), GROUPS)

    def read_days(self, province: str, since: date, until: date) -> Sequence[date]:
        return [day for day in self.readings if since <= day <= until]

    def manual_entries(self, document: str) -> Sequence[ManualEntry]:
        return [entry for entry in self.entries if entry.target.startswith(document)]

    def group_lists(self) -> Mapping[str, GroupList]:
        return GROUPS

    def survey(self, province: str, at: date) -> Survey:
        return self.surveys.get(province, Survey(at))
