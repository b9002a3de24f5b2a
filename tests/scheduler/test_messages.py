"""The message table: both languages, the same placeholders, numbers and dates as their readers write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from string import Formatter

import pytest

from scheduler.messages import MESSAGES, say, shown


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_both_languages_say_the_same_values(key: str) -> None:
    vi, en = MESSAGES[key]
    names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (vi, en)]
    assert vi and en and names[0] == names[1]


def test_vietnamese_numbers_and_dates() -> None:
    assert shown(1234.5, "vi") == "1.234,5" and shown(1234.5, "en") == "1,234.5"
    assert shown(Fraction(200, 3), "vi") == "66,67" and shown(90.0, "vi") == "90"
    assert shown(date(2020, 12, 31), "vi") == "31/12/2020" and shown(date(2020, 12, 31), "en") == "2020-12-31"


def test_an_unknown_key_is_a_fault() -> None:
    with pytest.raises(KeyError):
        say("plan.nothing")
