"""The procedures behind a target add up to its numerator and denominator."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.vocabulary import Flag
from scheduler.plan.listing import target_document
from scheduler.plan.report import to_json
from scheduler.plan.service import plan_document
from tests.scheduler.plan.standings import PLANS, Shelf, at_levels, standing
from tests.schemas import faults

END = date(2020, 12, 31)
LATER = date(2021, 3, 10)


@pytest.mark.parametrize("document", sorted(PLANS))
def test_every_target_lists_as_many_as_it_counts(document: str) -> None:
    rows = [
        *at_levels([2, 3, 4, None]),
        standing(9, 3, tier=None, agency=None),
        standing(8, 3, flags=frozenset({Flag.ABOLISHED})),
        standing(2, 4, agency="UBND xã A"),
    ]
    report = plan_document(Shelf({END: rows}), PLANS[document], LATER)
    counted = {row["id"]: row for row in to_json([report], LATER)["targets"]}
    for target in PLANS[document].targets:
        for at_due in (True, False):
            found = target_document(report, target.id, LATER, at_due=at_due)
            assert found is not None and faults("target", found) == []
            value = counted[target.id]["at_due" if at_due else "current"]
            assert (found["numerator"], found["denominator"]) == (value["numerator"], value["denominator"])
            if not found["procedures"]:
                continue
            sure = [one for one in found["procedures"] if one["certain"] and one["place"] != "excluded"]
            assert len(sure) == found["denominator"]
            assert sum(one["place"] == "reached" for one in sure) == found["numerator"]


def test_both_days_are_listed_apart() -> None:
    report = plan_document(Shelf({END: at_levels([2] * 3), LATER: at_levels([3] * 3)}), PLANS["QB"], LATER)
    due, now = (target_document(report, "QB-02", LATER, at_due=at_due) for at_due in (True, False))
    assert due is not None and now is not None
    assert (due["numerator"], now["numerator"], now["after_due"]) == (0, 3, True)


def test_a_target_that_is_not_there() -> None:
    assert target_document(plan_document(Shelf({}), PLANS["QB"], END), "QB-99", END, at_due=True) is None
