"""Plans over a real store: history in, verdicts out, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from classifier.model import Entry
from classifier.vocabulary import Flag, Scheme
from scheduler.plan.load import PlanFileError
from scheduler.plan.manual import EntryError
from scheduler.plan.readings import Verdict
from scheduler.plan.service import plan_document, plan_verdicts
from scheduler.plan.stored import StoredPlans, enter_value, find_target, import_groups, import_plan, known_plans
from scheduler.plan.verdict import TargetVerdict
from storage.engine import Store
from tests.scheduler.nights import read_portal
from tests.scheduler.plan.standings import PLANS
from tests.scheduler.plan.test_load import GOOD
from tests.storage.entries import entry, moment, register

PORTAL = "quang-binh"
DUE = date(2020, 12, 31)


@pytest.fixture(autouse=True)
def _portal(store: Store) -> None:
    register(store, PORTAL, province="Quảng Bình")


def declared(*levels: int) -> list[Entry]:
    return [entry(n, level, str(level), scheme=Scheme.ND43_2011, level_max=level) for n, level in enumerate(levels, 1)]


def verdict(store: Store, ident: str, at: date) -> TargetVerdict:
    report = plan_document(StoredPlans(store), PLANS[ident[:2]], at)
    return next(v for v in report.verdicts if v.target.id == ident)


def test_the_state_on_the_due_date_is_kept_apart_from_today(store: Store) -> None:
    read_portal(store, PORTAL, date(2020, 12, 30), declared(3, 3, 2, 2))
    read_portal(store, PORTAL, date(2021, 2, 1), declared(4, 3, 2, 2))
    found = verdict(store, "QB-02", date(2021, 2, 2))
    assert (found.at_due.data_at, found.at_due.verdict) == (date(2020, 12, 30), Verdict.MET)
    fours = verdict(store, "QB-03", date(2021, 2, 2))
    assert (fours.at_due.verdict, fours.current.verdict) == (Verdict.MISSED, Verdict.MET)
    assert [m.id for m in fours.current.reached] == ["1.000001"]


def test_without_a_reading_there_is_no_data(store: Store) -> None:
    assert verdict(store, "QB-02", DUE).at_due.reason.key == "never_read"
    read_portal(store, PORTAL, date(2021, 2, 1), declared(3, 3))
    later = verdict(store, "QB-02", date(2021, 2, 2)).at_due
    assert (later.verdict, later.reason.key) == (Verdict.NO_DATA, "not_read_yet")


def test_flags_and_other_provinces_are_respected(store: Store) -> None:
    register(store, "son-la", province="Sơn La")
    read_portal(store, "son-la", date(2020, 12, 30), declared(1, 1, 1))
    rows = declared(3, 3)
    rows[1] = replace(rows[1], flags=(Flag.ABOLISHED,))
    read_portal(store, PORTAL, date(2020, 12, 30), rows)
    value = verdict(store, "QB-02", DUE).at_due
    assert [m.id for m in value.reached] == ["1.000001"] and len(value.excluded) == 1
    assert verdict(store, "SL-10", DUE).at_due.verdict is Verdict.MISSED


def test_from_its_timeline_a_province_is_judged_on_every_day_as_by_the_procedures_of_that_day(store: Store) -> None:
    nights = {
        date(2020, 12, 1): declared(3, 2, 2, 2),
        date(2020, 12, 2): declared(4, 3, 2, 2),  # a rise that the next night takes back
        date(2020, 12, 3): declared(3, 3, 2, 2),
        date(2020, 12, 4): [*declared(3, 3, 3), replace(declared(4)[0], code="1.000009", flags=(Flag.SUSPENDED,))],
        date(2020, 12, 5): declared(3, 3, 3),
        date(2020, 12, 6): declared(4, 4, 4),
    }
    for night, entries in nights.items():
        read_portal(store, PORTAL, night, entries)
    plans = StoredPlans(store)
    timeline = plans.timeline("Quảng Bình")
    found = set()
    for day in (date(2020, 11, 30), *nights, date(2020, 12, 20), DUE, date(2021, 8, 1), date(2025, 7, 2)):
        verdicts = plan_verdicts(plans, PLANS["QB"], day, timeline)
        report = plan_document(plans, PLANS["QB"], day, with_projections=False)
        assert list(verdicts) == [(v.at_due if v.due <= day else v.current).verdict for v in report.verdicts], day
        found.add(verdicts)
    assert len(found) >= 3, "a history on which all is the same shows nothing"


def test_a_plan_is_imported_and_replaced(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(GOOD, "utf-8")
    import_plan(store, path, moment(DUE))
    path.write_text(GOOD.replace("threshold: 40", "threshold: 45"), "utf-8")
    import_plan(store, path, moment(DUE))
    assert [plan.document.id for plan in known_plans(store)] == ["CM", "HD", "HT", "QB", "SL", "XX"]
    assert find_target(store, "XX-01").threshold == 45
    path.write_text(GOOD.replace("threshold: 40", "threshold: 400"), "utf-8")
    with pytest.raises(PlanFileError):
        import_plan(store, path, moment(DUE))
    assert find_target(store, "XX-01").threshold == 45


def test_a_list_of_groups_ends_the_waiting(store: Store, tmp_path: Path) -> None:
    register(store, "ca-mau", province="Cà Mau")
    read_portal(store, "ca-mau", date(2016, 12, 20), declared(3, 3, 2))
    assert verdict(store, "CM-01", date(2016, 12, 31)).at_due.verdict is Verdict.NO_LIST
    path = tmp_path / "groups.yaml"
    head = "schema: mucdo.group-file/1\nid: QD-1819-2015-PL1\ntitle: {vi: a, en: b}\nsource: QĐ 1819\ndate: 2015-10-26\n"
    path.write_text(head + "status: proposed\ngroups: [{id: g, name: G, codes: ['1.000001', '1.000002']}]\n", "utf-8")
    import_groups(store, path, moment(DUE))
    value = verdict(store, "CM-01", date(2016, 12, 31)).at_due
    assert value.verdict is Verdict.MET and len(value.reached) == 2
    assert "mapping_unconfirmed" in [note.key for note in value.notes]


def test_entered_figures_are_found_again(store: Store) -> None:
    for year in range(2016, 2021):
        enter_value(store, "HT-06", "OSI=12; TII=9; HCI=14,5", f"ICT Index {year}", date(year, 10, 1), moment(DUE))
    found = verdict(store, "HT-06", DUE)
    assert found.at_due.verdict is Verdict.MET and found.at_due.entry is not None
    assert (found.at_due.entry.value, found.at_due.entry.source) == ("OSI=12; TII=9; HCI=14,5", "ICT Index 2020")
    enter_value(store, "HT-06", "OSI=16; TII=9; HCI=14", "ICT Index 2020", date(2020, 10, 1), moment(DUE))
    assert verdict(store, "HT-06", DUE).at_due.verdict is Verdict.MISSED


def test_a_target_that_no_plan_has(store: Store) -> None:
    with pytest.raises(EntryError, match="ZZ-01"):
        enter_value(store, "ZZ-01", "1", "x", DUE, moment(DUE))
