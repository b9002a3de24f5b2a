"""What changed on agency sites in a window: a site that went or came, a required section lost, found again, or grown old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from classifier.sites.freshness import aged
from classifier.sites.model import Item, SiteState, State
from scheduler.sites.measures import required_of
from scheduler.sites.standing import VISITS, AgencyStanding, stand
from storage.engine import Store
from storage.queries.sites import AgencyRecord, VisitRecord, list_agencies, visits_until


class SiteChangeKind(StrEnum):
    """What became of a site, or of some of its required sections."""

    WENT = "went"  # no site of its own answers any more
    CAME = "came"
    LOST = "lost"  # sections that two visits on different days no longer find
    FOUND = "found"
    AGED = "aged"  # sections whose newest entry has become too old


@dataclass(frozen=True, slots=True)
class SiteChange:
    """One change of one agency's site. `items`: the sections that it is about, none = the site itself. `on`: the visit that showed it."""

    agency: AgencyRecord
    kind: SiteChangeKind
    on: date
    items: tuple[Item, ...] = ()


def site_changes(store: Store, since: date, until: date, province: str | None = None) -> list[SiteChange]:
    """The changes shown by visits from `since` to `until`, for a province or all."""
    with store.read() as connection:
        agencies = list_agencies(connection, province, until)
        # Twice as many visits as judge a day: a week in which a person visited daily still has the ones before it.
        visits = visits_until(connection, [agency.id for agency in agencies], until, 2 * VISITS)
    return [change for agency in agencies for change in changes_of(agency, visits[agency.id], since, until)]


def changes_of(agency: AgencyRecord, visits: Sequence[VisitRecord], since: date, until: date) -> Iterable[SiteChange]:
    """The changes of one agency by its visits, newest first."""
    earlier = [visit for visit in visits if visit.on < since]
    before, now = stand(agency, earlier, since - timedelta(days=1)), stand(agency, visits, until)
    if visits and visits[0].on >= since and None not in (before.answers, now.answers) and before.answers is not now.answers:
        yield SiteChange(agency, SiteChangeKind.CAME if now.answers else SiteChangeKind.WENT, visits[0].on)
    read = [visit for visit in visits if visit.reading.state is SiteState.OK]
    # A section is lost only when two visits agree: one page that did not answer that day is no loss, and its return no gain.
    for newest, second, third in zip(read, read[1:], read[2:], strict=False):
        if newest.on < since:
            return
        states = [_states(agency, visit) for visit in (newest, second, third)]
        for kind, items in _moved(*states).items():
            if items:
                yield SiteChange(agency, kind, newest.on, items)


def _states(agency: AgencyRecord, visit: VisitRecord) -> Mapping[Item, State]:
    wanted = required_of(AgencyStanding(agency, True), further=True)
    return {found.item: aged(found, visit.on).state for found in visit.reading.findings if found.item in wanted}


def _moved(
    newest: Mapping[Item, State], second: Mapping[Item, State], third: Mapping[Item, State]
) -> dict[SiteChangeKind, tuple[Item, ...]]:
    absent, there = (State.EMPTY, State.MISSING), (State.PRESENT, State.STALE)
    triples = [(item, newest[item], second[item], third[item]) for item in newest if item in second and item in third]
    return {
        SiteChangeKind.LOST: tuple(i for i, a, b, c in triples if a in absent and b in absent and c in there),
        SiteChangeKind.FOUND: tuple(i for i, a, b, c in triples if a is State.PRESENT and b in absent and c in absent),
        SiteChangeKind.AGED: tuple(i for i, a, b, _ in triples if a is State.STALE and b is State.PRESENT),
    }
