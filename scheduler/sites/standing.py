"""How an agency's site stands on a day: from its last visits, with what is known for sure kept apart from what is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from classifier.sites.freshness import aged
from classifier.sites.model import Finding, Item, SiteReading, SiteState, SiteTier, State
from storage.queries.sites import AgencyRecord, NationalRecord, VisitRecord

KEPT_FOR = timedelta(days=60)
"""How long the last good reading speaks for a site that does not answer now."""
SURE_AFTER = 2
"""Visits on different days that must fail, before a site that never answered counts as not there."""
VISITS = 8  # that are looked at
_NO_ANSWER = "error"  # the only outcome that can mean that nobody is there; a wall says nothing about what is behind it


@dataclass(frozen=True, slots=True)
class AgencyStanding:
    """An agency on a day. `answers`: whether it has a site of its own that answers, None = not known. `findings` are aged to the visit's

    day. `linked`: whether the provincial portal links to it, None = not known.
    """

    agency: AgencyRecord
    answers: bool | None
    findings: Mapping[Item, Finding] = field(default_factory=dict)
    reading: SiteReading | None = None
    visited_on: date | None = None
    linked: bool | None = None
    why: str = ""

    @property
    def tier(self) -> SiteTier:
        return SiteTier(self.agency.tier)

    def has(self, item: Item) -> bool | None:
        """Whether an item is surely there (True), surely not (False), or neither: not read, or there with entries too old."""
        if self.answers is False:
            return False
        found = self.findings.get(item)
        if found is None or found.state in (State.UNKNOWN, State.STALE):
            return None
        return found.state is State.PRESENT


@dataclass(frozen=True, slots=True)
class Survey:
    """All agencies of a province on the day `at`. `data_at`: the last day on which a site was visited; `first`: the first."""

    at: date
    standings: tuple[AgencyStanding, ...] = ()
    data_at: date | None = None
    first: date | None = None
    national: NationalRecord | None = None

    def of(self, tiers: Sequence[str]) -> tuple[AgencyStanding, ...]:
        """The agencies of some tiers."""
        return tuple(one for one in self.standings if one.agency.tier in tiers)

    @property
    def portal(self) -> AgencyStanding | None:
        """The provincial information portal."""
        return next((one for one in self.standings if one.tier is SiteTier.TINH), None)


def survey_of(
    agencies: Sequence[AgencyRecord], visits: Mapping[str, Sequence[VisitRecord]], at: date, national: NationalRecord | None = None
) -> Survey:
    """The survey of a day. `visits`: of each agency up to that day, newest first."""
    own = [stand(agency, visits.get(agency.id, ()), at) for agency in agencies]
    portal = next((one for one in own if one.tier is SiteTier.TINH), None)
    linked = [_with_link(one, portal) for one in own]
    days = [visit.on for known in visits.values() for visit in known]
    return Survey(at, tuple(linked), max(days, default=None), min(days, default=None), national)


def stand(agency: AgencyRecord, visits: Sequence[VisitRecord], at: date) -> AgencyStanding:
    """One agency by its visits, newest first."""
    if agency.url == "":
        return AgencyStanding(agency, False, why="no_site")
    if agency.url is None:
        return AgencyStanding(agency, None, why="site_not_known")
    if not visits:
        return AgencyStanding(agency, None, why="never_visited")
    last = visits[0]
    if last.reading.state is SiteState.UNREAD:
        good = next((v for v in visits if v.reading.state is SiteState.OK and last.on - v.on <= KEPT_FOR), None)
        if good is not None:
            return _good(agency, good, "kept_reading")
        failed = [v for v in visits if v.reading.state is SiteState.UNREAD and v.outcome == _NO_ANSWER]
        gone = len(failed) >= SURE_AFTER and len(failed) == len([v for v in visits if last.on - v.on <= KEPT_FOR])
        return AgencyStanding(agency, False if gone else None, {}, last.reading, last.on, why="no_answer" if gone else "not_read")
    if last.reading.state is not SiteState.OK:
        return AgencyStanding(agency, False, {}, last.reading, last.on, why=str(last.reading.state))
    return _good(agency, last, "")


def _good(agency: AgencyRecord, visit: VisitRecord, why: str) -> AgencyStanding:
    findings = {found.item: aged(found, visit.on) for found in visit.reading.findings}
    return AgencyStanding(agency, True, findings, visit.reading, visit.on, why=why)


def _with_link(one: AgencyStanding, portal: AgencyStanding | None) -> AgencyStanding:
    if one is portal or portal is None or portal.reading is None or not portal.findings:
        return one
    return AgencyStanding(
        one.agency, one.answers, one.findings, one.reading, one.visited_on, one.agency.id in portal.reading.linked, one.why
    )
