"""What the table must hold for any features: more offered is never less, and not knowing accuses nobody and praises nobody."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from classifier.judging.judge import judge
from classifier.judging.level import level_of
from classifier.model import Context, Features, FieldKey, Forms, Information, Payment, ProcedureReading, Result, Submission
from tests.classifier.judging.test_properties import contexts, order, readings

ALL = tuple("abcdđeghikl")
READ = (Information(ALL), Information(ALL[2:], missing=("a", "b")), Information((), missing=ALL))


def every() -> Iterator[Features]:
    """Every combination that the table tells apart."""
    for information, forms, submission, payment, result in itertools.product(READ, Forms, Submission, Payment, Result):
        yield Features(information, forms, 0, 0, submission, payment, result)


UNKNOWN = {"forms": Forms.UNKNOWN, "submission": Submission.UNKNOWN, "payment": Payment.UNKNOWN, "result": Result.UNKNOWN}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_feature_that_becomes_unknown_never_raises_level_nor_lowers_level_max(name: str) -> None:
    for features in every():
        before, after = level_of(features), level_of(replace(features, **{name: UNKNOWN[name]}))
        assert before.level is not None and before.level_max is not None and after.level is not None and after.level_max is not None
        assert after.level <= before.level, (features, name)
        assert after.level_max >= before.level_max, (features, name)


BETTER: dict[str, tuple[tuple[object, ...], ...]] = {
    "forms": ((Forms.NO, Forms.SOME, Forms.YES), (Forms.UNKNOWN, Forms.SOME), (Forms.UNKNOWN, Forms.YES)),
    "submission": tuple((other, Submission.YES) for other in Submission),
    "payment": tuple((other, Payment.YES) for other in Payment),
    "result": tuple((Result.UNKNOWN, known) for known in Result),
}


@pytest.mark.parametrize("name", BETTER)
def test_what_is_added_never_lowers_the_level(name: str) -> None:
    for features in every():
        for chain in BETTER[name]:
            levels = [level_of(replace(features, **{name: value})).level for value in chain]
            assert levels == sorted(levels, key=lambda level: -1 if level is None else level), (features, chain)


SILENCED = (FieldKey.FEE, FieldKey.FORMS, FieldKey.MANNER, FieldKey.CHANNEL_OUT)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings(), contexts(), st.sampled_from(SILENCED), st.sampled_from(["", "Đang cập nhật"]))
def test_a_cell_that_falls_silent_tells_nothing(reading: ProcedureReading, where: Context, key: FieldKey, silence: str) -> None:
    silent = replace(reading, fields=tuple(replace(cell, text=silence) if cell.key is key else cell for cell in reading.fields))
    before, after = judge(reading, where), judge(silent, where)
    changed = {name for name in UNKNOWN if getattr(before.features, name) != getattr(after.features, name)}
    if all(getattr(after.features, name) is UNKNOWN[name] for name in changed) and before.level is not None and after.level is not None:
        assert order(after) <= order(before)
        assert after.level_max is not None and before.level_max is not None
        assert after.level_max >= before.level_max
