"""How a site stands on a day: no false alarm from a site that does not answer, and nothing guessed about what was not read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from classifier.sites.model import Finding, Item, SiteReading, SiteState, State
from crawler.config import TIME_ZONE
from scheduler.sites.standing import AgencyStanding, stand, survey_of
from scheduler.sites.survey import candidates
from storage.queries.sites import AgencyRecord, VisitRecord

DAY = date(2020, 12, 30)
AGENCY = AgencyRecord("a", "Hải Dương", "Sở Nội vụ", "so", "http://a.example/")


def visit(days_ago: int, state: SiteState = SiteState.OK, outcome: str = "ok", *findings: Finding, agency: str = "a") -> VisitRecord:
    on = DAY - timedelta(days=days_ago)
    at = datetime(on.year, on.month, on.day, 2, tzinfo=TIME_ZONE)
    return VisitRecord(agency, on, at, outcome, SiteReading(state, "", "http://a.example/", findings=findings), "1")


def unread(days_ago: int, outcome: str = "error") -> VisitRecord:
    return visit(days_ago, SiteState.UNREAD, outcome)


def test_one_failure_says_nothing_and_two_on_different_days_say_that_nobody_is_there() -> None:
    assert stand(AGENCY, [unread(0)], DAY).answers is None
    gone = stand(AGENCY, [unread(0), unread(1)], DAY)
    assert (gone.answers, gone.why) == (False, "no_answer")


def test_a_wall_never_means_that_nobody_is_there() -> None:
    for outcome in ("blocked", "robots", "login", "refused", "internal"):
        assert stand(AGENCY, [unread(0, outcome), unread(1, outcome), unread(8, outcome)], DAY).answers is None
    assert stand(AGENCY, [unread(0), unread(1, "blocked")], DAY).answers is None


def test_the_last_good_reading_speaks_for_a_while() -> None:
    news = Finding(Item.NEWS, State.PRESENT)
    kept = stand(AGENCY, [unread(0), unread(1), visit(30, SiteState.OK, "ok", news)], DAY)
    assert (kept.answers, kept.why, kept.has(Item.NEWS)) == (True, "kept_reading", True)
    assert kept.visited_on == DAY - timedelta(days=30)
    assert stand(AGENCY, [unread(0), unread(1), visit(90, SiteState.OK, "ok", news)], DAY).answers is False


def test_what_stands_at_the_address_decides_at_once() -> None:
    for state in (SiteState.PARKED, SiteState.MOVED, SiteState.BARE):
        found = stand(AGENCY, [visit(0, state)], DAY)
        assert (found.answers, found.has(Item.NEWS)) == (False, False)


def test_an_unknown_address_is_no_missing_site() -> None:
    assert stand(AgencyRecord("b", "P", "N", "so", None), [], DAY).answers is None
    assert stand(AgencyRecord("b", "P", "N", "so", ""), [], DAY).answers is False
    assert stand(AGENCY, [], DAY).answers is None


def test_items_are_surely_there_surely_not_or_neither() -> None:
    states = dict.fromkeys(State)
    found = stand(AGENCY, [visit(0, SiteState.OK, "ok", *(Finding(item, state) for item, state in zip(Item, states, strict=False)))], DAY)
    answers = [found.has(item) for item, _ in zip(Item, states, strict=False)]
    assert dict(zip(states, answers, strict=True)) == {
        State.PRESENT: True,
        State.STALE: None,
        State.EMPTY: False,
        State.MISSING: False,
        State.UNKNOWN: None,
    }
    assert found.has(Item.HTTPS) is None


def test_age_is_that_of_the_day_of_the_visit() -> None:
    news = Finding(Item.NEWS, State.PRESENT, latest=DAY - timedelta(days=40))
    assert stand(AGENCY, [visit(20, SiteState.OK, "ok", news)], DAY).findings[Item.NEWS].state is State.PRESENT
    assert stand(AGENCY, [visit(0, SiteState.OK, "ok", news)], DAY).findings[Item.NEWS].state is State.STALE


def test_links_from_the_portal_are_unknown_until_it_was_read() -> None:
    portal = AgencyRecord("p", "Hải Dương", "Cổng", "tinh", "http://p.example/")
    own = visit(0, SiteState.OK, "ok", Finding(Item.NEWS, State.PRESENT))
    read = VisitRecord("p", DAY, own.at, "ok", SiteReading(SiteState.OK, "", "", findings=own.reading.findings, linked=("a",)), "1")
    linked: dict[str, AgencyStanding] = {
        one.agency.id: one for one in survey_of([portal, AGENCY], {"p": [read], "a": [own]}, DAY).standings
    }
    assert (linked["a"].linked, linked["p"].linked) == (True, None)
    unlinked = survey_of([portal, AGENCY], {"p": [unread(0)], "a": [own]}, DAY)
    assert unlinked.standings[1].linked is None


def test_addresses_on_the_portal_that_name_an_agency_are_candidates() -> None:
    portal = AgencyRecord("p", "Hải Dương", "Cổng", "tinh", "http://p.example/")
    unknown = AgencyRecord("u", "Hải Dương", "Sở Y tế tỉnh Hải Dương", "so", None)
    outward = (
        ("Sở Y tế Hải Dương", "http://syt.example/"),
        ("Sở Y tế", "http://short.example/"),
        ("Sở Nội vụ Hải Dương", "http://a.example/"),
        ("Báo Hải Dương", "http://bao.example/"),
    )
    read = VisitRecord(
        "p", DAY, visit(0).at, "ok", SiteReading(SiteState.OK, "", "", findings=(Finding(Item.NEWS, State.PRESENT),), outward=outward), "1"
    )
    survey = survey_of([portal, AGENCY, unknown], {"p": [read]}, DAY)
    assert [(found.agency.id, found.url) for found in candidates(survey)] == [("u", "http://syt.example/")]
    assert candidates(survey_of([AGENCY, unknown], {}, DAY)) == []
