"""A report as one value: every figure that any of its formats shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from scheduler.mail.model import ChangeLine, UnreadLine
from scheduler.reports.period import Period
from storage.queries.coverage import PortalCoverage

LEVELS = (0, 1, 2, 3, 4)
Label = tuple[str | None, str | None]
"""A declared label: its scheme and its value in that scheme's words; (None, None) = not published."""

NOT_PUBLISHED: Label = (None, None)


@dataclass(frozen=True, slots=True)
class Counts:
    """The procedures of one line, each TTHC once.

    `levels`: by evidenced level 0 to 4, exclusive; `unknown`: no level could be read; `possible`: how many the pages do not rule out
    to be at level 0 … 4 or higher. `labels`: by declared label. `above`: declared higher than the pages bear out.
    """

    total: int
    levels: tuple[int, ...]
    unknown: int
    possible: tuple[int, ...]
    labels: Mapping[Label, int]
    above: int

    def at_least(self, level: int) -> int:
        """How many surely have this level or a higher one."""
        return sum(self.levels[level:])

    def share(self, level: int) -> float | None:
        """The surely proven share of this level or higher, in percent; None when there is no procedure."""
        return _percent(self.at_least(level), self.total)

    def possible_share(self, level: int) -> float | None:
        """The share that is not ruled out, in percent."""
        return _percent(self.possible[level], self.total)

    def declared(self, *labels: Label) -> int:
        return sum(self.labels.get(label, 0) for label in labels)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: an agency, a field, a province. `name` "" = the portal does not say."""

    name: str
    counts: Counts
    province: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The agencies of one tier. `tier`: province, district, commune, several, unknown. `counts` None: the tier no longer exists."""

    tier: str
    lines: tuple[Line, ...]
    counts: Counts | None


@dataclass(frozen=True, slots=True)
class Pair:
    """How many procedures with a declared label stand at each evidenced level. `levels`: 0 to 4, then unknown."""

    label: Label
    levels: tuple[int, ...]
    above: int

    @property
    def total(self) -> int:
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class ReportedTarget:
    """A target of a plan with its figures on the day of the report. Shares are [proven, not ruled out] in the target's unit.

    `late`: the day of the report lies after the target's own date.
    """

    id: str
    province: str
    title: str
    quote: str
    due: date
    compare: str | None
    threshold: float | None
    unit: str | None
    declared: tuple[float, float] | None
    evidenced: tuple[float, float] | None
    numerator: int | None
    denominator: int | None
    verdict_at_due: str
    verdict_now: str
    reason: str
    notes: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class ReportedSite:
    """An agency's own site on the day of the report. `state`, `lacking`: words; the counts are of the sections that NĐ 43/2011 demands.

    `counts`: present, stale, empty, missing, unknown; None where the site gave no sections. `score`: [known, not ruled out] of 100.
    """

    province: str
    agency: str
    tier: str
    url: str
    visited_on: date | None
    state: str
    required: int
    counts: tuple[int, int, int, int, int] | None
    lacking: tuple[str, ...]
    score: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Report:
    """One period for one province or all. `as_of`: the last day counted, the period's end or today. `total` None: never read.

    `before`: the counts on the day before the period, None when nothing had been read by then. `read_on`: the last day up to `as_of`
    with a believed reading. `excluded`: suspended, abolished and test entries that no figure counts. `kind`:
    province or city where the report is of a single registered one.
    """

    period: Period
    as_of: date
    composed_at: datetime
    lang: str
    provinces: tuple[str, ...]
    whole_country: bool
    total: Counts | None
    before: Counts | None
    read_on: date | None
    excluded: int
    by_province: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    by_field: tuple[Line, ...] = ()
    pairs: tuple[Pair, ...] = ()
    targets: tuple[ReportedTarget, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    corrections: tuple[ChangeLine, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    coverage: tuple[PortalCoverage, ...] = ()
    sites: tuple[ReportedSite, ...] = ()
    scheme_breaks: tuple[date, ...] = ()
    rules_version: str = ""
    kind: str = ""

    @property
    def was_read(self) -> bool:
        """Whether any portal was read well in the period: without that, no change could have been seen."""
        return any(portal.believed for portal in self.coverage)

    @property
    def several_provinces(self) -> bool:
        return len(self.provinces) > 1


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 2) if whole else None
