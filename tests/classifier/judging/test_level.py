"""The table of levels.md §6.19, against an oracle written from its text, for every combination of features."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from classifier.judging.level import level_of
from classifier.model import Features, Forms, Information, Payment, Result, Submission

LETTERS = tuple("abcdđeghikl")
INFORMATION = {
    "complete": Information(LETTERS),
    "no legal basis": Information(LETTERS[:-1], (), ("l",)),
    "no steps": Information(tuple(i for i in LETTERS if i != "b"), (), ("b",)),
    "no dossier": Information(tuple(i for i in LETTERS if i != "d"), ("d",), ()),
}


def every_combination() -> list[Features]:
    return [
        Features(information, forms, 0, 0, submission, payment, result)
        for information, forms, submission, payment, result in itertools.product(INFORMATION.values(), Forms, Submission, Payment, Result)
    ]


def oracle(information: Information, forms: str, submission: str, payment: str, result: str) -> tuple[int, int]:
    """Level and its maximum, read off the table line by line in the order in which it is printed."""
    floor, ceiling = {"yes": (2, 2), "not_applicable": (2, 2), "some": (1, 1), "no": (1, 1), "unknown": (1, 2)}[forms]
    lacks_essentials = "b" not in information.present or "d" not in information.present
    nothing_beyond = forms in ("no", "unknown") and submission in ("no", "unknown", "external")
    if lacks_essentials and nothing_beyond:
        floor, ceiling = 0, {"no": 0, "unknown": 2}[forms]
    if submission == "upload_only":
        return 2, 2
    if submission in ("email", "no"):
        return floor, ceiling
    if submission in ("external", "unknown"):
        return floor, 4
    if payment in ("yes", "not_applicable"):
        if submission == "yes":
            return 4, 4
        return (4, 4) if result != "unknown" else (3, 4)
    if payment == "stated":
        return (4, 4) if result != "unknown" else (3, 4)
    return (3, 4) if payment == "unknown" else (3, 3)


def strict_oracle(information: Information, forms: str, level: int) -> int:
    if information.empty or information.missing:
        return 0
    return level if forms in ("yes", "not_applicable") else min(level, 1)


def test_every_combination_agrees_with_the_table() -> None:
    combinations = every_combination()
    assert len(combinations) == 4 * 5 * 7 * 5 * 4
    for features in combinations:
        found = level_of(features)
        expected = oracle(
            features.information, features.forms.value, features.submission.value, features.payment.value, features.result.value
        )
        assert (found.level, found.level_max) == expected, features
        assert found.strict == strict_oracle(features.information, features.forms.value, expected[0]), features
        assert 0 <= found.strict <= found.level <= found.level_max <= 4  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "unknown"),
    [("forms", Forms.UNKNOWN), ("submission", Submission.UNKNOWN), ("payment", Payment.UNKNOWN), ("result", Result.UNKNOWN)],
)
def test_knowing_less_never_raises_the_level_nor_lowers_its_maximum(name: str, unknown: object) -> None:
    for features in every_combination():
        known, less = level_of(features), level_of(replace(features, **{name: unknown}))
        assert less.level <= known.level, features  # type: ignore[operator]
        assert less.level_max >= known.level_max, features  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "better", "worse"),
    [
        ("forms", Forms.YES, tuple(Forms)),
        ("forms", Forms.SOME, (Forms.NO, Forms.UNKNOWN)),
        ("submission", Submission.YES, tuple(Submission)),
        ("payment", Payment.YES, tuple(Payment)),
        ("result", Result.ONLINE, tuple(Result)),
        ("result", Result.POST, (Result.UNKNOWN,)),
        ("result", Result.IN_PERSON, (Result.UNKNOWN,)),
    ],
)
def test_offering_more_never_lowers_the_level(name: str, better: object, worse: tuple[object, ...]) -> None:
    for features in every_combination():
        if getattr(features, name) in worse:
            assert level_of(replace(features, **{name: better})).level >= level_of(features).level, features  # type: ignore[operator]


def test_an_unread_page_has_no_level() -> None:
    features = every_combination()[0]
    unread = level_of(features, readable=False)
    assert (unread.level, unread.level_max, unread.strict, unread.reason) == (None, None, None, "not_read")


def test_level_0_needs_a_page_that_was_surely_read_whole() -> None:
    features = Features(INFORMATION["no steps"], Forms.NO, 0, 0, Submission.NO, Payment.UNKNOWN, Result.UNKNOWN)
    assert level_of(features).level == 0
    assert level_of(features, whole=False).level is None
    assert level_of(replace(features, submission=Submission.GATE), whole=False).level == 3
