"""Periods as people write them, and a remedy for those nobody can mean."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies

from scheduler.reports.period import PeriodError, parse_period


@pytest.mark.parametrize(
    ("words", "since", "until", "name"),
    [
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "Quý III năm 2026"),
        ("2026-q1", date(2026, 1, 1), date(2026, 3, 31), "Quý I năm 2026"),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31), "Quý IV năm 2026"),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31), "6 tháng cuối năm 2024"),
        (" 2026 ", date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
        ("2026-02-28..2026-03-01", date(2026, 2, 28), date(2026, 3, 1), "Từ ngày 28/02/2026 đến ngày 01/03/2026"),
        ("01/02/2026..01/02/2026", date(2026, 2, 1), date(2026, 2, 1), "Từ ngày 01/02/2026 đến ngày 01/02/2026"),
    ],
)
def test_periods(words: str, since: date, until: date, name: str) -> None:
    period = parse_period(words)
    assert (period.since, period.until, period.name("vi")) == (since, until, name)


@pytest.mark.parametrize("words", ["", "2026-Q5", "2026-Q0", "2026-H3", "Q3", "26-Q3", "2026-M07", "2026-13", "quý 3", "9999", "0000-Q1"])
def test_a_bad_period_names_the_right_forms(words: str) -> None:
    with pytest.raises(PeriodError, match=r"2026-Q3|Q1 to Q4"):
        parse_period(words)


@pytest.mark.parametrize("words", ["2026-01-01..", "..2026-01-01", "2026-02-30..2026-03-01", "31/02/2026..2026-03-01", "a..b"])
def test_a_bad_range_names_the_day(words: str) -> None:
    with pytest.raises(PeriodError, match="is not a day"):
        parse_period(words)


def test_a_range_that_runs_backwards() -> None:
    with pytest.raises(PeriodError, match="earlier day first"):
        parse_period("2026-03-01..2026-02-01")


@given(strategies.integers(1900, 9990))
def test_quarters_and_halves_fill_the_year_without_gap(year: int) -> None:
    whole = parse_period(str(year))
    for names in ([f"{year}-Q{n}" for n in range(1, 5)], [f"{year}-H{n}" for n in (1, 2)]):
        parts = [parse_period(name) for name in names]
        assert (parts[0].since, parts[-1].until) == (whole.since, whole.until)
        assert all(b.since == a.until + timedelta(days=1) for a, b in pairwise(parts))
