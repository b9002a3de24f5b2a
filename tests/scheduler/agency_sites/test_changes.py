"""What a week's visits say about sites: a section is lost after two visits that agree; nothing on a first look."""

from __future__ import annotations

from datetime import date, timedelta

from classifier.sites.model import Finding, Item, SiteState, State
from scheduler.sites.changes import SiteChange, changes_of, site_changes
from storage.engine import Store
from storage.queries.sites import AgencyRecord, VisitRecord, save_agencies, save_visit
from tests.scheduler.agency_sites.test_standing import AGENCY, DAY, unread, visit

SINCE = DAY - timedelta(days=6)


def with_news(days_ago: int, state: State, latest: date | None = None) -> VisitRecord:
    return visit(days_ago, SiteState.OK, "ok", Finding(Item.NEWS, state, latest=latest), Finding(Item.MOBILE, state))


def told(*visits: VisitRecord, agency: AgencyRecord = AGENCY) -> list[tuple[str, tuple[Item, ...]]]:
    return [(change.kind, change.items) for change in changes_of(agency, visits, SINCE, DAY)]


def test_a_section_is_lost_when_two_visits_agree_and_told_once() -> None:
    there = with_news(16, State.PRESENT)
    once, twice = with_news(9, State.MISSING), with_news(2, State.EMPTY)
    assert told(twice, once, there) == [("lost", (Item.NEWS,))]  # an item that nobody owes is none of the week's news
    assert told(with_news(2, State.MISSING), there) == []
    assert told(twice, once, with_news(10, State.MISSING), there) == []
    assert told(once, with_news(10, State.MISSING), there) == []  # nothing was visited in this week


def test_a_slip_of_one_visit_is_neither_loss_nor_gain() -> None:
    assert told(with_news(2, State.PRESENT), with_news(9, State.MISSING), with_news(16, State.PRESENT)) == []
    assert told(with_news(2, State.PRESENT), with_news(9, State.MISSING), with_news(16, State.EMPTY)) == [("found", (Item.NEWS,))]
    assert told(with_news(2, State.UNKNOWN), with_news(9, State.MISSING), with_news(16, State.PRESENT)) == []


def test_a_section_grows_old_by_its_own_dates() -> None:
    fresh, older = DAY - timedelta(days=20), with_news(16, State.PRESENT, DAY - timedelta(days=20))
    visits = (with_news(2, State.PRESENT, DAY - timedelta(days=40)), with_news(9, State.PRESENT, fresh), older)
    assert told(*visits) == [("aged", (Item.NEWS,))]


def test_a_site_that_goes_or_comes_is_told_and_one_that_was_never_seen_is_not() -> None:
    assert told(unread(1), unread(2), visit(70)) == [("went", ())]
    assert told(visit(1), unread(8), unread(9)) == [("came", ())]
    assert told(visit(1, SiteState.PARKED), visit(8)) == [("went", ())]
    assert told(unread(1), visit(8)) == []
    assert told(visit(1)) == told(unread(1), unread(2)) == []
    assert told(unread(8), unread(9), visit(70)) == []


def test_changes_are_read_from_the_store(store: Store) -> None:
    other = AgencyRecord("b", "Sơn La", "Sở Y tế", "so", "http://b.example/")
    visits = (with_news(16, State.PRESENT), with_news(9, State.MISSING), with_news(2, State.MISSING))
    with store.write() as connection:
        save_agencies(connection, [AGENCY, other], visits[0].at)
        for one in visits:
            save_visit(connection, one)
    found = site_changes(store, SINCE, DAY)
    assert [(change.agency.id, change.kind, change.items) for change in found] == [("a", "lost", (Item.NEWS,))]
    assert site_changes(store, SINCE, DAY, "Hải Dương") == found
    assert site_changes(store, SINCE, DAY, "Sơn La") == []
    assert isinstance(found[0], SiteChange) and found[0].on == DAY - timedelta(days=2)
