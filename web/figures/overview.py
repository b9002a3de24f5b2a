"""The first page's figures: one line per province of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from scheduler.reports.model import Counts
from storage.queries.nights import last_read
from storage.queries.tallies import change_counts
from web.figures.levels import portal_counts, summed
from web.figures.plans import Tested, judged, plans_of
from web.figures.units import Unit, units
from web.site import Site

WEEK = timedelta(days=7)
_WORST = ("down", "blocked", "closed", "suspect", "maintenance", "ok")


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """One province. `changes`: by kind, of the days that `mucdo changes` lists by default. `state`: the worst of its portals.

    `read_on`: the last night one of its portals was read well; None when none ever was, like `state`. `plans`: None without a plan.
    `by_sites`: some target of them rests on the sites of agencies.
    """

    unit: Unit
    counts: Counts
    changes: Mapping[str, int] = field(default_factory=dict)
    read_on: date | None = None
    state: str | None = None
    plans: Tested | None = None
    by_sites: bool = False

    @property
    def moved(self) -> int:
        return sum(self.changes.values())

    @property
    def trouble(self) -> int:
        """How bad the worst state of its portals is; 0 = none was ever read."""
        return len(_WORST) - _WORST.index(self.state) if self.state else 0

    @property
    def rose(self) -> int:
        return self.changes.get("upgrade", 0)

    @property
    def fell(self) -> int:
        return self.changes.get("downgrade", 0)


@dataclass(frozen=True, slots=True)
class Overview:
    """All lines of a day, in Vietnamese order, and their sum."""

    day: date
    lines: tuple[ProvinceLine, ...]
    total: Counts
    changes: Mapping[str, int]

    @property
    def watched(self) -> tuple[ProvinceLine, ...]:
        return tuple(line for line in self.lines if line.unit.portals)


def overview(site: Site, day: date) -> Overview:
    """Everything the first page shows of a day."""
    return site.remembered.get(("overview", day), lambda: _overview(site, day))


def _overview(site: Site, day: date) -> Overview:
    counts = portal_counts(site, day)
    with site.store.read() as connection:
        read = last_read(connection, day)
        moved = change_counts(connection, day - WEEK, day)
    changes: dict[str, Counter[str]] = {}
    for one in moved:
        changes.setdefault(one.portal, Counter())[one.kind] += one.count
    lines = tuple(_line(site, day, unit, counts, read, changes) for unit in units(site, day))
    everything: Counter[str] = Counter()
    for line in lines:
        everything.update(line.changes)
    return Overview(day, lines, summed(line.counts for line in lines), everything)


def _line(
    site: Site, day: date, unit: Unit, counts: Mapping[str, Counts], read: Mapping[str, date], changes: Mapping[str, Counter[str]]
) -> ProvinceLine:
    mine: Counter[str] = Counter()
    for portal in unit.portal_ids:
        mine.update(changes.get(portal, Counter()))
    # What a portal is now says nothing about a day before it became so.
    states = [portal.state for portal in unit.portals if portal.state is not None and (portal.state_since or day) <= day]
    mine_to_meet = plans_of(site, unit.name) if unit.portals else ()
    reports = [judged(site, plan, day) for plan in mine_to_meet]
    return ProvinceLine(
        unit,
        summed(counts[portal] for portal in unit.portal_ids if portal in counts),
        mine,
        max((read[portal] for portal in unit.portal_ids if portal in read), default=None),
        min(states, key=_WORST.index, default=None),
        _added(reports) if reports else None,
        any(target.sites is not None and target.sites.reads_agencies for plan in mine_to_meet for target in plan.targets),
    )


def _added(reports: list[Tested]) -> Tested:
    return Tested(
        sum(r.met for r in reports), sum(r.missed for r in reports), sum(r.depends for r in reports), sum(r.other for r in reports)
    )
