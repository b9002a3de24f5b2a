"""Which parts of a procedure's page its level depends on, by what stands behind its controls."""

from __future__ import annotations

from collections import Counter

import pytest

from classifier.model import Behind
from crawler.reader.details.worth import Adds, Worth, deciding

FEES, RESULTS, FORMS = Worth(added=Counter({Adds.MONEY: 1})), Worth(added=Counter({Adds.RESULTS: 2})), Worth(promising=True)


@pytest.mark.parametrize(
    ("behind", "wanted"),
    [
        ((), [FORMS]),
        ((Behind.DEAD,), [FORMS]),
        ((Behind.EMAIL, Behind.HOME), [FORMS]),
        ((Behind.E_FORM,), [FEES]),
        ((Behind.GATE,), [FEES, RESULTS]),
        ((Behind.NOT_FOLLOWED,), [FEES, RESULTS]),
        ((Behind.DEAD, Behind.GATE), [FEES, RESULTS]),
        ((Behind.UPLOAD,), []),  # level 2, whatever else the page says
    ],
)
def test_what_stands_behind_a_control_says_which_parts_decide(behind: tuple[Behind, ...], wanted: list[Worth]) -> None:
    parts = [FEES, RESULTS, FORMS]
    assert [part for part in parts if part.may_decide(deciding(behind))] == wanted


def test_the_part_that_decides_comes_first() -> None:
    both, ways = Worth(added=Counter({Adds.FORMS: 2})), Worth(added=Counter({Adds.WAYS: 1}))
    assert max([FEES, RESULTS, both], key=lambda part: part.rank(deciding([Behind.GATE]))) is FEES
    assert max([FEES, RESULTS, both], key=lambda part: part.rank(deciding([]))) is both
    assert max([FEES, both, ways], key=lambda part: part.rank(deciding([]))) is ways
