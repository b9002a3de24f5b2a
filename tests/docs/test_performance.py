"""The page of figures shows what was measured: its table is made from the results, and every row of the bench can be asked for."""

from __future__ import annotations

import json
from importlib.util import find_spec

import pytest

from bench.__main__ import RESULTS, ROWS
from bench.measure import Goal, Verdict, alternate, figure, ratios
from bench.table import PAGE, table


def test_the_table_is_what_was_measured() -> None:
    assert table(json.loads(RESULTS.read_text(encoding="utf-8"))) in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_its_module(row: str) -> None:
    assert find_spec(f"bench.{row}") is not None


@pytest.mark.parametrize(
    ("goal", "value", "verdict"),
    [
        (Goal(1.0, 0.7), 0.7, Verdict.STRETCH),
        (Goal(1.0, 0.7), 1.0, Verdict.MET),
        (Goal(1.0, 0.7), 1.01, Verdict.MISSED),
        (Goal(9, 15, True), 16, Verdict.STRETCH),
        (Goal(9, 15, True), 8.9, Verdict.MISSED),
        (Goal(2), 1, Verdict.MET),
    ],
)
def test_a_goal_is_held_against_the_value(goal: Goal, value: float, verdict: Verdict) -> None:
    assert goal.verdict(value) is verdict


def test_ways_take_turns_and_ratios_stay_within_a_round() -> None:
    order: list[str] = []

    def way(name: str, weight: float) -> dict[str, float]:
        order.append(name)
        return {"cost": weight * (1 + order.count(name))}

    found = alternate({"a": lambda: way("a", 2), "b": lambda: way("b", 1)}, 3)
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert ratios(found, "a", "b", "cost") == [2, 2, 2]


def test_a_figure_is_the_median_with_its_bounds() -> None:
    made = figure("x", "×", [3.0, 1.0, 2.0], Goal(2))
    assert (made.value, made.low, made.high, made.verdict, made.rounds) == (2, 1, 3, Verdict.MET, 3)
