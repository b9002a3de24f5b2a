"""Pace and its uncertainty."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from scheduler.plan.projection import Outlook, project

START = date(2019, 1, 7)


def weekly(*shares: float, start: date = START) -> list[tuple[date, float]]:
    return [(start + timedelta(weeks=i), share) for i, share in enumerate(shares)]


def test_a_steady_rise_is_reached_on_its_line() -> None:
    found = project(weekly(10, 11, 12, 13, 14), 20)
    assert (found.outlook, found.expected) == (Outlook.REACHABLE, START + timedelta(weeks=10))
    assert found.earliest == found.latest == found.expected


def test_an_uneven_rise_has_an_interval_around_its_date() -> None:
    found = project(weekly(10, 10, 12, 12, 15, 15, 18, 18), 30)
    assert found.earliest and found.expected and found.latest and found.earliest <= found.expected <= found.latest


def test_one_bad_night_does_not_turn_the_pace() -> None:
    good, bad = project(weekly(*range(10, 22)), 40), project(weekly(*range(10, 16), 0, *range(17, 22)), 40)
    assert bad.expected and good.expected and abs((bad.expected - good.expected).days) <= 21


def test_standing_still_or_falling_is_not_reached() -> None:
    assert project(weekly(10, 10, 10, 10, 10), 20).outlook is Outlook.NOT_AT_THIS_PACE
    assert project(weekly(14, 13, 12, 11, 10), 20).outlook is Outlook.NOT_AT_THIS_PACE


def test_too_little_history_says_so() -> None:
    assert project([], 20).outlook is Outlook.NOT_ENOUGH_HISTORY
    assert project(weekly(10, 12, 14), 20).outlook is Outlook.NOT_ENOUGH_HISTORY
    nightly = [(START + timedelta(days=i), 10.0 + i) for i in range(10)]
    assert project(nightly, 90).outlook is Outlook.NOT_ENOUGH_HISTORY


def test_nothing_is_drawn_across_a_change_of_regime() -> None:
    points = weekly(10, 20, 30, 40, 50, 60, start=date(2022, 7, 15))
    assert project(points, 90).outlook is Outlook.NOT_ENOUGH_HISTORY


def test_a_pace_next_to_nothing_reaches_nothing() -> None:
    assert project(weekly(*(n * 1e-300 for n in range(12))), 90).outlook is Outlook.NOT_AT_THIS_PACE
    assert project(weekly(*(n * 5e-324 for n in range(12))), 90).outlook is Outlook.NOT_AT_THIS_PACE


@given(st.lists(st.floats(0, 100), min_size=4, max_size=12), st.floats(0, 100))
def test_dates_are_in_order_and_never_before_the_last_reading(shares: list[float], threshold: float) -> None:
    points = weekly(*shares, *[shares[-1]])
    found = project(points, threshold)
    dates = [day for day in (found.earliest, found.expected, found.latest) if day is not None]
    assert dates == sorted(dates) and all(day >= points[-1][0] for day in dates)
