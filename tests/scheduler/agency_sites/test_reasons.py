"""Every cause that a rule may give has words in both languages, and values are written as their reader writes them."""

from __future__ import annotations

import re

import pytest

from classifier.sites.why import Why, because, causes_of
from classifier.vocabulary import Outcome
from scheduler.messages import MESSAGES
from scheduler.sites.reasons import why_words

_OWN_LETTERS = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹáàãéèíìĩóòõúùũý]", re.IGNORECASE)


def test_every_cause_has_words_in_both_languages() -> None:
    for why in Why:
        vietnamese, english = MESSAGES[f"sites.why.{why}"]
        assert vietnamese and english and not _OWN_LETTERS.search(english), why
        assert ("{value}" in vietnamese) == ("{value}" in english), why
        assert vietnamese == "{value}" or _OWN_LETTERS.search(vietnamese), why


@pytest.mark.parametrize(
    ("reason", "vi", "en"),
    [
        (Why.DEAD_LINK, "liên kết hỏng: trang không tồn tại", "dead link: there is no such page"),
        (because((Why.NEWEST, "2020-09-14")), "tin, bài mới nhất ngày 14/09/2020", "newest entry 2020-09-14"),
        (because((Why.PARTS_MISSING, "map, nature")), "chưa thấy: bản đồ, điều kiện tự nhiên", "parts not named: map, natural conditions"),
        (
            because((Why.NOT_ANSWERED, "error: answered 503")),
            "không trả lời được (máy chủ trả lời mã 503)",
            "no answer (answered 503)",
        ),
        (
            because((Why.NOT_ANSWERED, "robots: robots.txt of a.example:80 forbids it")),
            "robots.txt không cho phép",
            "forbidden by robots.txt (robots.txt of a.example:80 forbids it)",
        ),
        (
            because((Why.OTHER_SYSTEM, "dvc.example"), Why.LEVELS_STATED),
            "trên hệ thống khác: dvc.example; có nêu mức độ dịch vụ",
            "on another system: dvc.example; levels are stated",
        ),
        ("the entry leads nowhere", "the entry leads nowhere", "the entry leads nowhere"),
        ("", "", ""),
    ],
)
def test_causes_in_words(reason: str, vi: str, en: str) -> None:
    assert (why_words(reason, "vi"), why_words(reason, "en")) == (vi, en)


def test_every_outcome_has_words() -> None:
    for outcome in set(Outcome) - {Outcome.OK}:
        assert why_words(because((Why.NOT_ANSWERED, f"{outcome}: ")), "vi") != outcome


def test_a_value_cannot_pass_for_a_cause() -> None:
    reason = because((Why.WORDS, "đóng cửa; dead_link"), Why.NO_ENTRIES)
    assert causes_of(reason) == [(Why.WORDS, "đóng cửa, dead_link"), (Why.NO_ENTRIES, "")]
