"""What a digest says, as values: gathered from the store by `gather`, written by `compose`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of the week, as `mucdo changes` lists it. `place`: the name of its portal, where it has one."""

    kind: str
    portal: str
    url: str
    code: str | None
    name: str
    agency: str | None
    level_from: int | None
    level_to: int | None
    declared_from: str | None
    declared_to: str | None
    confirmed: date
    evidence: str = ""
    scheme_from: str | None = None
    scheme_to: str | None = None
    place: str = ""

    @property
    def labels(self) -> tuple[tuple[str | None, str | None], tuple[str | None, str | None]]:
        """The declared label before and after, each with its scheme."""
        return (self.scheme_from, self.declared_from), (self.scheme_to, self.declared_to)

    @property
    def across_schemes(self) -> bool:
        """The labels belong to two regimes: shown side by side, never compared."""
        return None not in (self.scheme_from, self.scheme_to) and self.scheme_from != self.scheme_to


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A portal that could not be read, and since when. `outcome`: the contract's word for why."""

    portal: str
    name: str
    since: date
    outcome: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target that moved: the share as [proven, not ruled out] before and after, in percent; None where nothing was measured.

    `compare` and `threshold` are the plan's. `late`: the target's own date has passed. The verdicts and the reason are words in
    the language of the digest, see `scheduler.plan.report.verdict_words`.
    """

    id: str
    province: str
    title: str
    due: date
    threshold: float | None
    unit: str | None
    before: tuple[float, float] | None
    after: tuple[float, float] | None
    verdict_before: str
    verdict_after: str
    reason: str
    late: bool = False
    compare: str | None = None


@dataclass(frozen=True, slots=True)
class SiteLine:
    """What changed on an agency's own site. `kind`: `scheduler.sites.changes.SiteChangeKind`; `items`: names of sections, in words."""

    province: str
    agency: str
    url: str
    kind: str
    on: date
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearLine:
    """A procedure one step below the next level. `missing`: message ids of what it lacks; `place`: the name of its portal."""

    portal: str
    url: str
    code: str | None
    name: str
    agency: str | None
    level: int
    missing: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """One week for one group of recipients. `provinces`: names, empty = all. `until` is the last day, a Sunday for a whole week.

    `corrections`: rises that an earlier mail listed and a later run took back. `levels_before`, `levels_now`: number of procedures
    by evidenced level ("0" … "4", "unknown"), for the chart, both of the portals that were known before the week; `joined`: number of
    procedures of the others. `dashboard`: where the dashboard shows this week, None when it has no public address.
    """

    week: str
    since: date
    until: date
    composed_at: datetime
    provinces: tuple[str, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    corrections: tuple[ChangeLine, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    sites: tuple[SiteLine, ...] = ()
    nearest: tuple[NearLine, ...] = ()
    levels_before: Mapping[str, int] = field(default_factory=dict)
    levels_now: Mapping[str, int] = field(default_factory=dict)
    joined: int = 0
    dashboard: str | None = None

    @property
    def quiet(self) -> bool:
        """Nothing changed, nothing moved, every portal was read."""
        return not (self.changes or self.corrections or self.unread or self.targets or self.sites)
