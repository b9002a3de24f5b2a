"""Verdicts on the real rows of the five plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from classifier.model import Declared
from classifier.vocabulary import Flag, Result, Scheme, Tier
from scheduler.plan.evaluate import Grounds, evaluate
from scheduler.plan.manual import EntryError, ManualEntry, parse_entry
from scheduler.plan.readings import Basis, Verdict
from scheduler.plan.snapshot import Snapshot, Standing
from scheduler.plan.verdict import ReadingResult, TargetVerdict, Value
from tests.scheduler.plan.standings import GROUPS, PLANS, at_levels, nd43, snapshot, standing, target

END = date(2020, 12, 31)


def hold(ident: str, standings: Sequence[Standing], at: date | None = None, **grounds: Any) -> TargetVerdict:
    """The target on a snapshot of its own due date."""
    row = target(ident)
    due = at or row.due[-1]
    base: dict[str, Any] = {"document": PLANS[ident[:2]].document, "today": due, "groups": GROUPS}
    baseline = grounds.pop("baseline", None)
    return evaluate(row, Grounds(**(base | grounds)), snapshot(standings, row.due[-1]), snapshot(standings, due), baseline)


def reading(value: Value, ident: str, scope: str | None = None) -> ReadingResult:
    return next(r for r in value.readings if r.id == ident and r.scope == scope)


def keys(value: Value) -> list[str]:
    return [note.key for note in value.notes]


def test_level_two_everywhere_is_met_and_an_upgrade_does_not_hurt() -> None:
    value = hold("HT-01", at_levels([2, 3, 4, 2])).at_due
    assert (value.verdict, value.basis, value.reason.key) == (Verdict.MET, Basis.DECLARED, "rests_on.declared")
    assert reading(value, "exactly").verdict is Verdict.MISSED and not reading(value, "exactly").weighed
    assert "readings_differ" in keys(value)


def test_ninety_percent_is_not_more_than_ninety_percent() -> None:
    assert hold("HT-02", at_levels([3] * 9 + [2])).at_due.default is Verdict.MISSED
    assert hold("HT-02", at_levels([3] * 91 + [2] * 9)).at_due.default is Verdict.MET


def test_the_scope_of_the_important_fields_makes_it_depend() -> None:
    """91 % of all procedures, but only half of those in the important fields."""
    rows = [*at_levels([3] * 19), standing(50, 2, field="Đất đai"), standing(51, 3, field="Đất đai")]
    value = hold("HT-02", rows).at_due
    assert value.default is Verdict.MET
    assert reading(value, "at_least", "important_fields").verdict is Verdict.MISSED
    assert (value.verdict, value.reason.key) == (Verdict.DEPENDS, "readings_disagree")
    assert dict(value.reason.values)["readings"] == "important_fields"


@pytest.mark.parametrize(
    ("at_three", "verdict"),
    [(29, Verdict.MISSED), (30, Verdict.DEPENDS), (49, Verdict.DEPENDS), (50, Verdict.MET), (80, Verdict.MET)],
)
def test_between_thirty_and_fifty_quang_binh_depends_on_the_reading(at_three: int, verdict: Verdict) -> None:
    value = hold("QB-02", at_levels([3] * at_three + [2] * (100 - at_three))).at_due
    assert value.verdict is verdict
    assert (reading(value, "stacked").verdict is Verdict.MET) == (at_three >= 50)


@pytest.mark.parametrize(("at_three", "verdict"), [(29, Verdict.MISSED), (30, Verdict.DEPENDS), (36, Verdict.DEPENDS), (37, Verdict.MET)])
def test_son_la_2020_depends_between_thirty_and_thirty_seven(at_three: int, verdict: Verdict) -> None:
    assert hold("SL-10", at_levels([3] * at_three + [1] * (100 - at_three))).at_due.verdict is verdict


def test_the_paradox_of_son_la_2017_is_flagged_but_decided_by_the_default() -> None:
    result = hold("SL-09", at_levels([3] * 40 + [2] * 60))
    assert result.at_due.verdict is Verdict.MET
    assert reading(result.at_due, "share_of_planned_level3").verdict is Verdict.NO_LIST
    assert reading(result.at_due, "typo").verdict is Verdict.NOT_OBSERVABLE
    assert "ambiguous" in [note.key for note in result.notes]


def test_the_verdict_rests_on_evidence_where_nothing_is_declared() -> None:
    rows = [standing(i, None, (3, 4), declared=nd43(None)) for i in range(1, 5)]
    value = hold("QB-02", rows).at_due
    assert (value.verdict, value.basis, value.unlabelled) == (Verdict.MET, Basis.EVIDENCED, 4)
    assert value.first is not None and value.first.declared is None


def test_a_hidden_level_four_gives_an_interval_not_a_failure() -> None:
    """Behind a login payment cannot be seen: 3 proven, 4 not ruled out."""
    rows = [standing(i, None, (3, 4), declared=nd43(None)) for i in range(1, 5)]
    value = hold("QB-03", rows).at_due
    assert (value.verdict, value.reason.key, value.basis) == (Verdict.DEPENDS, "straddles", None)
    assert value.first is not None and value.first.evidenced is not None
    assert (value.first.evidenced.low, value.first.evidenced.high) == (0, 100)


def test_declared_above_the_evidence_is_said() -> None:
    value = hold("QB-03", [standing(i, 4, (2, 2)) for i in range(1, 5)]).at_due
    assert (value.verdict, value.basis) == (Verdict.MET, Basis.DECLARED)
    assert "evidence_says_missed" in keys(value)


def test_no_data_is_never_missed() -> None:
    row, grounds = target("QB-02"), Grounds(PLANS["QB"].document, END, GROUPS)
    never = evaluate(row, grounds, Snapshot(END, None), Snapshot(END, None))
    assert (never.at_due.verdict, never.at_due.reason.key) == (Verdict.NO_DATA, "never_read")
    later = Snapshot(END, None, (), first_data=date(2021, 3, 1))
    assert evaluate(row, grounds, later, later).at_due.reason.key == "not_read_yet"
    empty = snapshot([])
    assert evaluate(row, grounds, empty, empty).at_due.reason.key == "none_in_scope"
    unread = snapshot([standing(i, None, (0, 4), declared=nd43(None)) for i in range(1, 5)])
    assert evaluate(row, grounds, unread, unread).at_due.reason.key == "no_label_readable"


def test_a_state_read_long_ago_is_shown_but_not_judged() -> None:
    row = target("QB-02")
    old = snapshot(at_levels([3, 2]), END, data_at=date(2020, 3, 1))
    value = evaluate(row, Grounds(PLANS["QB"].document, END, GROUPS), old, old).at_due
    assert (value.verdict, value.reason.key) == (Verdict.NO_DATA, "stale")
    assert value.first is not None and value.first.declared is not None and value.first.declared.low == 50


def test_before_the_due_date_only_the_current_value_is_judged() -> None:
    result = hold("QB-02", at_levels([1] * 4), at=date(2019, 6, 30))
    assert (result.at_due.verdict, result.at_due.reason.key) == (Verdict.NO_DATA, "not_due")
    assert (result.current.verdict, result.after_due) == (Verdict.MISSED, False)


def test_after_the_due_date_it_says_so() -> None:
    result = hold("QB-02", at_levels([3] * 4), at=date(2021, 2, 1))
    assert result.after_due and "after_due" in [note.key for note in result.notes]


def test_communes_are_not_in_the_scope_of_hai_duong() -> None:
    rows = [*at_levels([2, 2]), *(standing(10 + i, 1, agency="UBND xã A", tier=Tier.COMMUNE) for i in range(5))]
    value = hold("HD-13", rows).at_due
    assert value.verdict is Verdict.MET and len(value.reached) == 2


def test_unknown_tiers_widen_and_are_counted_in_a_note() -> None:
    rows = [*at_levels([2, 2]), standing(9, 1, agency=None, tier=None)]
    value = hold("HD-13", rows).at_due
    assert value.verdict is Verdict.DEPENDS and "tier_unknown" in keys(value)


def test_numerator_and_denominator_can_be_listed() -> None:
    value = hold("QB-02", [*at_levels([3, 4, 2]), standing(9, 3, flags=frozenset({Flag.ABOLISHED}))]).at_due
    assert [m.id for m in value.reached] == ["1.000001", "1.000002"]
    assert [m.id for m in value.short] == ["1.000003"] and len(value.excluded) == 1
    assert value.rows is not None and value.rows.declared is not None and value.rows.declared.total == 3


def test_the_plans_own_words_are_stricter_than_the_law() -> None:
    """HD-15 wants the result by post or online; at the counter is legal level 4 all the same."""
    rows = [standing(1, 4, result=Result.IN_PERSON), standing(2, 2), standing(3, 2)]
    value = hold("HD-15", rows).at_due
    assert value.verdict is Verdict.MET and reading(value, "as_worded").verdict is Verdict.MISSED
    assert reading(hold("HD-15", [replace(rows[0], result=Result.POST)]).at_due, "as_worded").verdict is Verdict.MET
    assert reading(hold("HD-15", [replace(rows[0], result=Result.UNKNOWN)]).at_due, "as_worded").verdict is Verdict.DEPENDS


def test_every_group_of_1605_speaks_for_itself() -> None:
    rows = [
        standing(1, 3, name="Cấp giấy phép xây dựng"),
        standing(2, 2, name="Gia hạn giấy phép xây dựng"),
        standing(3, 3, name="Cấp giấy phép lao động", field="Việc làm"),
        standing(4, 1, name="Giải quyết khiếu nại lần đầu"),
    ]
    value = hold("HD-18", rows).at_due
    states = {part.id: part.state for part in value.parts}
    assert value.verdict is Verdict.MISSED and "mapping_unconfirmed" in keys(value)
    assert [states[g] for g in ("giay-phep-xay-dung", "lao-dong-viec-lam", "khieu-nai-to-cao")] == ["some", "all", "none"]
    assert states["dac-thu"] == "open" and states["giay-phep-lai-xe"] == "empty"
    assert hold("HD-18", rows[:1]).at_due.verdict is Verdict.MET


@pytest.mark.parametrize("ident", ["CM-01", "CM-02", "CM-03", "CM-04"])
def test_ca_mau_waits_for_its_list(ident: str) -> None:
    value = hold(ident, at_levels([3, 4])).at_due
    assert (value.verdict, value.reason.key) == (Verdict.NO_LIST, "no_list")


def ca_mau_list() -> dict[str, Any]:
    source = GROUPS["QD-1605-2010"]
    return {**GROUPS, "QD-1819-2015-PL1": source.model_copy(update={"id": "QD-1819-2015-PL1", "status": "confirmed"})}


@pytest.mark.parametrize(("fours", "verdict"), [(0, Verdict.MISSED), (1, Verdict.DEPENDS), (2, Verdict.MET)])
def test_some_services_is_one_or_two(fours: int, verdict: Verdict) -> None:
    rows = [standing(i, 4 if i <= fours else 3, name="Cấp giấy phép xây dựng") for i in range(1, 5)]
    value = hold("CM-02", rows, groups=ca_mau_list()).at_due
    assert value.verdict is verdict and "mapping_unconfirmed" not in keys(value)


def test_extending_to_other_services_is_a_rise_over_the_baseline() -> None:
    before = snapshot([standing(1, 2), standing(2, 3)], date(2016, 12, 31))
    assert hold("CM-04", at_levels([3, 3]), groups=ca_mau_list(), baseline=before).at_due.verdict is Verdict.MET
    assert hold("CM-04", at_levels([2, 3]), groups=ca_mau_list(), baseline=before).at_due.verdict is Verdict.MISSED
    lost = hold("CM-04", at_levels([3, 3]), groups=ca_mau_list()).at_due
    assert (lost.verdict, lost.reason.key) == (Verdict.NO_DATA, "no_baseline")


@pytest.mark.parametrize(
    ("ident", "verdict"),
    [
        ("HT-04", Verdict.NOT_OBSERVABLE),
        ("HT-07", Verdict.NOT_OBSERVABLE),
        ("HD-12", Verdict.NO_DATA),
        ("SL-08", Verdict.NO_DATA),
        ("HT-06", Verdict.NO_DATA),
        ("CM-05", Verdict.NOT_OBSERVABLE),
        ("SL-07", Verdict.NOT_OBSERVABLE),
    ],
)
def test_what_no_portal_of_procedures_shows_says_why(ident: str, verdict: Verdict) -> None:
    value = hold(ident, at_levels([3, 4])).at_due
    assert value.verdict is verdict and value.reason.key == f"cause.{target(ident).reason}"


def test_a_target_without_a_threshold_still_shows_its_figures() -> None:
    value = hold("HT-07", [standing(1, 3, field="Đất đai"), standing(2, 2, field="Đất đai")]).at_due
    assert value.verdict is Verdict.NOT_OBSERVABLE and value.first is not None and value.first.declared is not None
    assert value.first.declared.low == 50
    assert {p.id: p.state for p in value.parts}["tai-nguyen-moi-truong"] == "some"


def ranks(*years: int, value: str = "OSI=12; TII=9; HCI=15") -> tuple[ManualEntry, ...]:
    return tuple(parse_entry(target("HT-06"), value, "Vietnam ICT Index", date(year, 10, 1)) for year in years)


def test_a_yearly_rank_needs_every_year_and_every_part() -> None:
    assert hold("HT-06", [], entries=ranks(2016, 2017, 2018, 2019, 2020)).at_due.verdict is Verdict.MET
    partly = hold("HT-06", [], entries=ranks(2016, 2019)).at_due
    assert (partly.verdict, partly.reason.key, dict(partly.reason.values)["missing"]) == (
        Verdict.NO_DATA,
        "entries_missing",
        "2017, 2018, 2020",
    )
    assert hold("HT-06", [], entries=ranks(2016) + ranks(2017, value="OSI=16; TII=9; HCI=15")).at_due.verdict is Verdict.MISSED
    current = hold("HT-06", [], entries=ranks(2020)).current
    assert (current.verdict, current.basis) == (Verdict.MET, Basis.MANUAL)


def test_an_internal_figure_can_be_entered_too() -> None:
    entry = parse_entry(target("QB-04"), "1.085,5", "Báo cáo 12/BC-STTTT", date(2020, 12, 1))
    assert hold("QB-04", [], entries=(entry,)).at_due.verdict is Verdict.MET
    low = parse_entry(target("QB-04"), "84,9 %", "Báo cáo 12/BC-STTTT", date(2020, 12, 1))
    assert hold("QB-04", [], entries=(low,)).at_due.verdict is Verdict.MISSED


@pytest.mark.parametrize(
    ("ident", "value", "source", "words"),
    [
        ("HT-06", "12", "ICT Index", "OSI"),
        ("HT-06", "OSI=12; TII=x; HCI=1", "ICT Index", "not a figure"),
        ("QB-04", "cao", "Báo cáo", "not a figure"),
        ("QB-04", "A=1; B=2", "Báo cáo", "one figure"),
        ("QB-04", "85", " ", "source"),
        ("QB-04", "1.2.3", "Báo cáo", "not a figure"),
    ],
)
def test_a_bad_entry_is_refused_with_a_remedy(ident: str, value: str, source: str, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        parse_entry(target(ident), value, source, END)


def later(number: int, value: str, scheme: Scheme = Scheme.ND42_2022, **other: Any) -> Standing:
    return standing(number, None, (0, 4), declared=Declared(scheme, value, value), **other)


def test_labels_of_2022_are_intervals_and_the_custom_is_shown_apart() -> None:
    rows = [later(1, "toan-trinh"), later(2, "mot-phan"), later(3, "mot-phan"), later(4, "cung-cap-thong-tin")]
    result = hold("QB-02", rows, at=date(2024, 5, 1)).current
    assert result.first is not None and result.first.declared is not None
    assert (result.first.declared.low, result.first.declared.high) == (25, 75)
    assert result.verdict is Verdict.DEPENDS and reading(result, "customary").verdict is Verdict.MET
    assert not reading(result, "customary").weighed and "scheme_break" in keys(result)


@pytest.mark.parametrize(
    ("day", "crossed"),
    [
        (date(2022, 8, 14), []),
        (date(2022, 8, 15), [date(2022, 8, 15)]),
        (date(2025, 7, 1), [date(2022, 8, 15), date(2025, 7, 1)]),
        (date(2026, 7, 1), [date(2022, 8, 15), date(2025, 7, 1), date(2026, 7, 1)]),
    ],
)
def test_every_break_between_the_promise_and_the_day_is_marked(day: date, crossed: list[date]) -> None:
    value = hold("QB-02", at_levels([3, 3, 2]), at=day).current
    assert [dict(note.values)["on"] for note in value.notes if note.key == "scheme_break"] == crossed


def test_the_proactive_scale_is_never_a_level() -> None:
    rows = [later(i, "4", Scheme.CD_2026) for i in range(1, 4)]
    assert hold("HT-01", rows, at=date(2026, 9, 1)).current.reason.key == "no_label_readable"


def test_districts_have_no_object_after_2025() -> None:
    tiers_with_districts = target("HD-13").model_copy(update={"due": (date(2026, 12, 31),)})
    grounds = Grounds(PLANS["SL"].document, date(2026, 12, 31), GROUPS)
    now = snapshot(at_levels([2, 2]), date(2026, 12, 31))
    value = evaluate(tiers_with_districts, grounds, now, now).current
    assert (value.verdict, value.reason.key) == (Verdict.NOT_OBSERVABLE, "district_abolished")
    whole = hold("HT-01", at_levels([2, 2]), at=date(2026, 12, 31)).current
    assert whole.verdict is Verdict.MET and "district_abolished" in keys(whole)


def test_a_merged_province_says_so() -> None:
    notes = [note.key for note in hold("QB-01", at_levels([2]), at=date(2026, 1, 1)).notes]
    assert "merged" in notes and "secondary_source" in notes
