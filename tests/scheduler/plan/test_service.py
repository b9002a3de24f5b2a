"""A whole document against a store, and the document `mucdo.plan/1` that comes of it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from classifier.model import Declared
from classifier.vocabulary import Flag, Scheme, Tier
from scheduler.plan.manual import parse_entry
from scheduler.plan.projection import Outlook
from scheduler.plan.readings import Verdict
from scheduler.plan.report import to_json
from scheduler.plan.service import moved, plan_document, plan_verdicts
from scheduler.plan.snapshot import Standing
from tests.scheduler.plan.standings import PLANS, Shelf, at_levels, standing, target

SCHEMA = json.loads((Path(__file__).resolve().parents[3] / "docs" / "schemas" / "plan.schema.json").read_text("utf-8"))
CHECK = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
END = date(2020, 12, 31)


def rising(first: int, until: date, weeks: int) -> dict[date, list[Standing]]:
    """One more procedure of a hundred at level 3 each week."""
    days = [until - timedelta(weeks=weeks - 1 - i) for i in range(weeks)]
    return {day: at_levels([3] * (first + i) + [2] * (100 - first - i)) for i, day in enumerate(days)}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("document", sorted(PLANS))
def test_every_document_of_every_day_fits_the_schema(document: str, lang: str) -> None:
    rows = [*at_levels([2, 3, 4, None]), standing(9, 3, name="Cấp giấy phép xây dựng", field="Đất đai", tier=None, agency=None)]
    entry = parse_entry(target("HT-06"), "OSI=1; TII=2; HCI=3", "Vietnam ICT Index 2020", date(2020, 9, 1))
    store = Shelf({date(2015, 12, 30): rows, END: rows}, [entry])
    for day in (date(2014, 1, 1), date(2019, 6, 1), END, date(2021, 1, 15), date(2026, 11, 22)):
        report = plan_document(store, PLANS[document], day)
        data = json.loads(json.dumps(to_json([report], day, lang)))
        CHECK.validate(data)
        assert [t["id"] for t in data["targets"]] == [t.id for t in PLANS[document].targets]


def test_all_eighty_one_rows_are_listed_with_a_reason() -> None:
    store = Shelf({END: at_levels([2, 3, 4])})
    data = to_json([plan_document(store, plan, END) for plan in PLANS.values()], END)
    assert len(data["targets"]) == 81 and all(t["at_due"]["reason"] and t["quote"] for t in data["targets"])
    assert sum(data["summary"]["at_due"].values()) == 81


@pytest.mark.parametrize("document", sorted(PLANS))
def test_a_verdict_in_one_word_is_that_of_the_whole_document(document: str) -> None:
    rows = [
        *at_levels([2, 3, 4, 4, 4, 4, None]),
        standing(8, None, (3, 4)),
        standing(9, 3, name="Cấp giấy phép xây dựng", field="Đất đai", tier=None, agency=None),
        standing(9, 4, name="Cấp giấy phép xây dựng", field="Đất đai", agency="Ủy ban nhân dân cấp xã", tier=Tier.COMMUNE),
        standing(10, 1, flags=frozenset({Flag.SUSPENDED})),
        *(standing(20 + n, "mot-phan", (3, 4), declared=Declared(Scheme.ND42_2022, "mot-phan")) for n in range(3)),
    ]
    entries = [parse_entry(target("HT-06"), "OSI=1; TII=2; HCI=3", "Vietnam ICT Index 2020", date(2020, 9, 1))]
    days = {date(2014, 1, 5): at_levels([1, 2, 3]), date(2015, 12, 30): rows, date(2017, 12, 30): rows[:4], date(2018, 12, 30): rows[2:]}
    store = Shelf(days | {END: rows, date(2025, 12, 30): at_levels([4, 4])}, entries)
    found = set()
    for year in range(2013, 2027):
        for day in (date(year, 6, 1), date(year, 12, 30), date(year, 12, 31)):
            report = plan_document(store, PLANS[document], day, with_projections=False)
            whole = [(v.at_due if v.due <= day else v.current).verdict for v in report.verdicts]
            assert list(plan_verdicts(store, PLANS[document], day)) == whole, day
            assert list(plan_verdicts(store, PLANS[document], day, store.timeline())) == whole, day
            found |= set(whole)
    assert len(found) >= 3, "a history on which all is the same shows nothing"


def find(data: dict[str, Any], ident: str) -> dict[str, Any]:
    return next(t for t in data["targets"] if t["id"] == ident)


def test_the_value_at_due_stays_and_the_current_one_moves_on() -> None:
    store = Shelf({END: at_levels([2] * 10), date(2021, 3, 1): at_levels([3] * 10)})
    row = find(to_json([plan_document(store, PLANS["QB"], date(2021, 3, 10))], date(2021, 3, 10)), "QB-02")
    assert (row["at_due"]["verdict"], row["current"]["verdict"]) == ("missed", "met")
    assert row["at_due"]["declared"] == 0 and row["current"]["declared"] == 100
    assert row["current"]["after_due"] and any("sau hạn" in note for note in row["notes"])
    assert row["current"]["numerator"] == row["current"]["denominator"] == 10
    assert len(row["current"]["procedures"]["reached"]) == 10


def test_short_of_a_target_before_its_date_is_not_called_missed_in_words() -> None:
    data = to_json([plan_document(Shelf({date(2019, 6, 1): at_levels([1])}), PLANS["QB"], date(2019, 6, 2))], date(2019, 6, 2))
    row = find(data, "QB-02")
    assert row["current"]["verdict_text"] == "chưa đạt" and row["at_due"]["verdict"] == "no_data"


def test_the_old_province_is_frozen_and_never_asked_for_later() -> None:
    store = Shelf({END: at_levels([2, 2])})
    report = plan_document(store, PLANS["QB"], date(2026, 11, 22))
    assert max(store.asked) == date(2025, 6, 30)
    assert report.verdicts[0].current.at == date(2025, 6, 30)


def test_each_day_is_asked_for_once() -> None:
    store = Shelf(rising(10, END, 20))
    plan_document(store, PLANS["HT"], END)
    assert len(store.asked) == len(set(store.asked))


def test_a_projection_for_what_is_not_reached() -> None:
    day = date(2020, 6, 29)
    report = plan_document(Shelf(rising(10, day, 12)), PLANS["QB"], day)
    found = report.projections["QB-02"]
    assert found.outlook is Outlook.REACHABLE and found.expected == day + timedelta(weeks=9)  # 21 of 100 now, 30 wanted
    assert report.projections["QB-03"].outlook is Outlook.NOT_AT_THIS_PACE
    assert "QB-01" not in report.projections
    young = plan_document(Shelf(rising(10, day, 3)), PLANS["QB"], day).projections["QB-02"]
    assert young.outlook is Outlook.NOT_ENOUGH_HISTORY


def test_targets_that_moved() -> None:
    store = Shelf({date(2020, 12, 21): at_levels([2] * 10), date(2020, 12, 28): at_levels([3] + [2] * 9)})
    before, after = (plan_document(store, PLANS["QB"], day) for day in (date(2020, 12, 21), date(2020, 12, 28)))
    assert [m.target.id for m in moved(before, after)] == ["QB-02", "QB-10"]  # a row that only gives figures moves with them
    assert moved(after, after) == ()


def test_only_what_was_due_can_be_missed() -> None:
    store = Shelf({END: at_levels([2] * 10)})
    assert [v.target.id for v in plan_document(store, PLANS["QB"], END).missed] == ["QB-02", "QB-03"]
    assert plan_document(store, PLANS["QB"], date(2020, 12, 30)).missed == ()
    assert all(v.current.verdict is not Verdict.MISSED for v in plan_document(Shelf({}), PLANS["QB"], END).verdicts)
