"""The arithmetic of the readings: exact, strict, and honest about what is not known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, strategies as st

from scheduler.plan.model import ReadingId
from scheduler.plan.readings import Candidate, Measure, Verdict, allows, count, judge, levels_of, proves, rise, share

SPANS = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda pair: (min(pair), max(pair)))
CANDIDATES = st.lists(st.builds(Candidate, SPANS, st.booleans()), min_size=1, max_size=5)


def known(*levels: int) -> list[Candidate]:
    return [Candidate((level, level)) for level in levels]


def test_over_ninety_is_strict() -> None:
    ninety = share(known(*[3] * 9, 2), (3, 4))
    assert ninety.low == ninety.high == 90
    assert judge(ninety, ">", Decimal(90)) is Verdict.MISSED
    assert judge(ninety, ">=", Decimal(90)) is Verdict.MET
    assert judge(share(known(*[3] * 91, *[2] * 9), (3, 4)), ">", Decimal(90)) is Verdict.MET


def test_two_thirds_are_not_rounded_over_a_threshold() -> None:
    two_thirds = share(known(3, 3, 1), (3, 4))
    assert two_thirds.low == Fraction(200, 3)
    assert judge(two_thirds, ">=", Decimal("66.67")) is Verdict.MISSED
    assert judge(two_thirds, ">=", Decimal("66.66")) is Verdict.MET


def test_exactly_does_not_count_the_higher_level() -> None:
    mixed = known(4, 3, 3, 2)
    assert share(mixed, levels_of(ReadingId.AT_LEAST, 3)).low == 75
    assert share(mixed, levels_of(ReadingId.EXACTLY, 3)).low == 50
    assert levels_of(ReadingId.STACKED, 3) == (3, 4)


def test_what_is_unknown_makes_an_interval() -> None:
    half_known = [Candidate((3, 3)), Candidate((0, 4)), Candidate((3, 4)), Candidate((1, 2))]
    measure = share(half_known, (3, 4))
    assert (measure.low, measure.high, measure.proven, measure.possible, measure.total) == (50, 75, 2, 3, 4)
    assert judge(measure, ">=", Decimal(60)) is Verdict.DEPENDS
    assert judge(measure, ">=", Decimal(50)) is Verdict.MET
    assert judge(measure, ">=", Decimal(76)) is Verdict.MISSED


def test_counts_and_rises() -> None:
    now, before = count(known(3, 3, 4), (3, 4)), count([Candidate((3, 3)), Candidate((0, 4))], (3, 4))
    assert rise(now, before).low == 1 and rise(now, before).high == 2
    assert count([Candidate((4, 4), certain=False)], (4, 4)).low == 0


def test_a_share_of_nothing_is_no_share() -> None:
    with pytest.raises(ValueError, match="no procedures"):
        share([], (3, 4))


@given(CANDIDATES, st.integers(1, 4), st.booleans())
def test_the_interval_is_exactly_what_all_possible_worlds_give(candidates: list[Candidate], level: int, only: bool) -> None:
    """Every doubtful procedure in or out, every level anywhere in its span: the extremes are the interval."""
    wanted = (level, level if only else 4)
    worlds = []
    for choice in product((True, False), repeat=len(candidates)):
        inside = [c for c, taken in zip(candidates, choice, strict=True) if taken or c.certain]
        if inside:
            worlds.append(Fraction(100 * sum(proves(c.span, wanted) for c in inside), len(inside)))
            worlds.append(Fraction(100 * sum(allows(c.span, wanted) for c in inside), len(inside)))
    measure = share(candidates, wanted)
    assert (measure.low, measure.high) == (min(worlds), max(worlds))


@given(st.fractions(0, 100), st.fractions(0, 100), st.decimals(0, 100, places=2))
def test_a_verdict_is_met_only_if_every_value_in_between_passes(one: Fraction, other: Fraction, threshold: Decimal) -> None:
    low, high = sorted((one, other))
    verdict = judge(Measure(low, high, 0, 0, 1), ">=", threshold)
    assert (verdict is Verdict.MET) == (low >= Fraction(threshold))
    assert (verdict is Verdict.MISSED) == (high < Fraction(threshold))
