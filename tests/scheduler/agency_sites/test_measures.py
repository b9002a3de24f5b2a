"""Plan rows held against made surveys: what is proven, what is not ruled out, and near misses of each test."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from classifier.sites.model import Finding, Item, SiteReading, SiteState, State
from scheduler.plan.evaluate import Grounds
from scheduler.plan.readings import Verdict
from scheduler.plan.snapshot import Snapshot, Standing
from scheduler.plan.verdict import Note, Value
from scheduler.sites.measures import DUTIES, FURTHER_DUTIES, required_of
from scheduler.sites.standing import AgencyStanding, Survey
from scheduler.sites.verdicts import site_value
from storage.queries.sites import AgencyRecord, NationalRecord
from tests.scheduler.plan.standings import GROUPS, PLANS, at_levels, snapshot, standing, target

DAY = date(2020, 12, 31)
NOTHING = Snapshot(DAY, None)


def agency(
    ident: str,
    tier: str = "so",
    lacking: dict[Item, State] | None = None,
    answers: bool | None = True,
    linked: bool | None = True,
    name: str = "",
) -> AgencyStanding:
    """An agency with everything, but for what it lacks."""
    findings = {item: Finding(item, (lacking or {}).get(item, State.PRESENT)) for item in Item}
    record = AgencyRecord(ident, "P", name or f"Cơ quan {ident}", tier, "http://x.example/")
    reading = SiteReading(SiteState.OK, "", "")
    return AgencyStanding(record, answers, findings if answers else {}, reading, DAY, linked)


def value(ident: str, *agencies: AgencyStanding, at: date = DAY, held: Snapshot = NOTHING, national: NationalRecord | None = None) -> Value:
    row = target(ident)
    grounds = Grounds(PLANS[ident.split("-")[0]].document, at, GROUPS)
    without = Value(at, Verdict.NO_DATA, Note.of("cause.sites_not_collected"), held.data_at)
    return site_value(row, grounds, Survey(at, agencies, DAY if agencies else None, DAY, national), held, without)


def counts(found: Value) -> tuple[int, int, int]:
    measure = found.readings[0].evidenced
    assert measure is not None
    return measure.proven, measure.possible, measure.total


def test_every_agency_needs_all_three_conditions() -> None:
    whole = [agency(str(n), tier) for n, tier in enumerate(("so", "nganh", "huyen"))]
    assert value("HD-12", *whole).verdict is Verdict.MET
    for broken in (
        agency("x", answers=False),
        agency("x", linked=False),
        agency("x", lacking={Item.PORTAL_LINK: State.MISSING}),
        agency("x", lacking={Item.CONSULTATION: State.EMPTY}),
    ):
        found = value("HD-12", *whole, broken)
        assert (found.verdict, counts(found)) == (Verdict.MISSED, (3, 3, 4))
    for open_question in (agency("x", answers=None), agency("x", linked=None), agency("x", lacking={Item.NEWS: State.STALE})):
        found = value("HD-12", *whole, open_question)
        assert (found.verdict, counts(found)) == (Verdict.DEPENDS, (3, 4, 4))


def test_the_three_shares_are_given_apart() -> None:
    found = value("HD-12", agency("a"), agency("b", answers=False, linked=False), agency("c", lacking={Item.NEWS: State.MISSING}))
    shares = {part.id: (part.measure.proven, part.measure.total) for part in found.parts if part.measure}
    assert shares == {"sites": (2, 3), "information": (1, 3), "linked": (2, 3)}


def test_tiers_out_of_scope_do_not_count() -> None:
    assert counts(value("HD-12", agency("a"), agency("b", "xa", answers=False), agency("c", "tinh", answers=False))) == (1, 1, 1)


def test_items_beyond_the_duty_do_not_count() -> None:
    lacking = dict.fromkeys([item for item in Item if item not in (*DUTIES, Item.PORTAL_LINK)], State.MISSING)
    assert value("HD-12", agency("a", lacking=lacking)).verdict is Verdict.MET
    assert value("SL-08", agency("a", lacking=lacking)).verdict is Verdict.MISSED


def test_the_portal_owes_the_gazette_and_english_and_nobody_else_does() -> None:
    lacking = {Item.GAZETTE: State.MISSING, Item.ENGLISH: State.MISSING}
    assert value("SL-08", agency("a", "so", lacking)).verdict is Verdict.MET
    assert value("SL-08", agency("a", "tinh", lacking)).verdict is Verdict.MISSED
    assert set(required_of(agency("a"), further=True)) == {*DUTIES, *FURTHER_DUTIES}


@pytest.mark.parametrize(("ident", "item"), [("HD-03", Item.LEGAL_DOCUMENTS), ("HD-04", Item.DIRECTIVES), ("HD-24", Item.DOCUMENT_SEARCH)])
def test_a_section_proves_no_share_and_its_absence_refutes_any(ident: str, item: Item) -> None:
    assert value(ident, agency("p", "tinh")).verdict is Verdict.DEPENDS
    assert value(ident, agency("p", "tinh", {item: State.MISSING})).verdict is Verdict.MISSED
    assert value(ident, agency("p", "tinh", {item: State.EMPTY})).verdict is Verdict.MISSED
    for doubtful in (State.UNKNOWN, State.STALE):
        assert value(ident, agency("p", "tinh", {item: doubtful})).verdict is Verdict.DEPENDS


def test_a_public_look_up_proves_and_its_absence_proves_nothing() -> None:
    without = {Item.ONE_STOP: State.MISSING}
    assert value("HD-16", agency("a"), agency("b")).verdict is Verdict.MET
    assert value("HD-16", agency("a"), agency("b", lacking=without)).verdict is Verdict.DEPENDS
    districts = [agency("a", "huyen"), agency("b", "huyen", without), agency("c", "huyen", without)]
    assert value("HD-17", *districts).verdict is Verdict.DEPENDS
    assert value("HD-17", *districts[:2]).verdict is Verdict.MET


def test_a_district_without_a_site_refutes_and_sites_alone_never_prove() -> None:
    assert value("HD-19", agency("a"), agency("b", "huyen")).verdict is Verdict.DEPENDS
    assert value("HD-19", agency("a"), agency("b", "huyen", answers=False)).verdict is Verdict.MISSED
    assert value("HD-19", agency("a", answers=False), agency("b", "huyen")).verdict is Verdict.DEPENDS


def test_rows_without_a_threshold_give_figures_and_no_verdict() -> None:
    found = value("HD-20", agency("a"), agency("b", "xa", answers=False), agency("c", "xa", answers=None))
    assert (found.verdict, counts(found)) == (Verdict.NOT_OBSERVABLE, (1, 2, 3))
    assert {part.id: part.state for part in found.parts} == {"so": "all", "xa": "some"}
    assert value("CM-10", agency("a")).verdict is Verdict.NOT_OBSERVABLE


def test_the_score_is_an_interval_and_never_a_verdict() -> None:
    full = value("CM-09", agency("a")).readings[0].evidenced
    half = value("CM-09", agency("a"), agency("b", answers=False)).readings[0].evidenced
    unsure = value("CM-09", agency("a", lacking={Item.HTTPS: State.UNKNOWN})).readings[0].evidenced
    assert full and half and unsure
    assert (full.low, half.low, half.high) == (100, 50, 50)
    assert unsure.low < unsure.high == 100


def test_old_visits_carry_no_verdict() -> None:
    found = value("HD-12", agency("a"), at=date(2021, 9, 1))
    assert (found.verdict, found.reason.key) == (Verdict.NO_DATA, "stale")


def test_without_visits_the_reason_stays() -> None:
    assert value("HD-12").reason.key == "cause.sites_not_collected"
    assert value("HD-12", agency("p", "tinh")).reason.key == "sites.no_agency"


def test_districts_are_not_judged_after_they_ended() -> None:
    found = value("HD-17", agency("a", "huyen"), at=date(2025, 8, 1))
    assert found.reason.key == "cause.sites_not_collected"


def test_services_of_all_tiers_and_links_from_the_portal() -> None:
    held = snapshot([standing(1, 3), standing(2, 3, agency="Ủy ban nhân dân huyện Kỳ Anh", tier=None)])
    found = value("HT-08", agency("p", "tinh", linked=None), agency("a"), agency("b", "xa", linked=False), held=held)
    assert counts(found) == (1, 1, 2)
    assert {part.id: part.state for part in found.parts} == {"tinh": "all", "huyen": "all", "xa": "none", "linked": "some"}


def test_levels_by_tier_need_no_site() -> None:
    held = snapshot([*at_levels([3, 2]), standing(9, 4, agency="Ủy ban nhân dân xã Cẩm Bình")])
    found = value("QB-10", held=held)
    assert {part.id for part in found.parts} == {"tinh", "huyen", "xa"}
    assert counts(found)[0] == 2


def channel(*sites: AgencyStanding, rows: list[Standing]) -> Value:
    return value("CM-08", *sites, held=snapshot(rows))


def test_a_procedure_is_reached_from_the_site_of_its_own_agency() -> None:
    rows = [
        standing(1, 3, agency="Sở Nội vụ"),
        standing(2, 4, agency="Sở Y tế Cà Mau"),
        standing(3, 2, agency="Sở Nội vụ"),
        standing(4, 3, agency="Sở Lạ"),
    ]
    found = channel(agency("a", name="Sở Nội vụ tỉnh Cà Mau"), agency("b", name="Sở Y tế", lacking={Item.SERVICES: State.EMPTY}), rows=rows)
    assert counts(found) == (1, 2, 3)
    assert any(note.key == "sites.group_missing" for note in found.notes)


def test_national_counts_stand_beside_ours() -> None:
    held = snapshot(at_levels([3, 3, 2]))
    listed = NationalRecord("Cà Mau", DAY, "http://n.example/", "ok", True, 2, ("1.000001", "1.000002.H27"))
    assert counts(value("CM-05", held=held, national=listed)) == (2, 2, 3)
    cut_short = NationalRecord("Cà Mau", DAY, "http://n.example/", "ok", False, 2, ("1.000001",))
    assert counts(value("CM-05", held=held, national=cut_short)) == (1, 3, 3)
    early = NationalRecord("Cà Mau", date(2016, 12, 30), "http://n.example/", "ok", True, 0, ())
    assert value("CM-05", held=held, national=early, at=date(2016, 12, 31)).verdict is Verdict.NO_DATA


def test_every_site_row_of_the_plans_can_be_asked() -> None:
    rows = [t.id for plan in PLANS.values() for t in plan.targets if t.sites is not None]
    assert sorted(rows) == sorted("HD-03 HD-04 HD-12 HD-16 HD-17 HD-19 HD-20 HD-24 SL-08 CM-05 CM-08 CM-09 CM-10 CM-11 HT-08 QB-10".split())
    assert all(target(row).threshold in (None, Decimal(100), Decimal(50)) for row in rows)
