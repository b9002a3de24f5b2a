"""Vietnamese order, as a telephone book has it."""

from __future__ import annotations

import unicodedata

from hypothesis import given, strategies

from scheduler.reports.order import alphabetical

WORDS = [
    "Ban Dân tộc", "Cà Mau", "Đà Nẵng", "Đắk Lắk", "Đồng Nai", "Hà Giang", "Hà Nam", "Hà Nội", "Hải Dương", "Lai Châu",
    "Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mă", "Mâ", "Ninh Bình", "Oai", "Ôn", "Ơn", "Phường 2", "Phường 10", "Sở Y tế",
    "Ủy ban xã A", "Ưng", "Vĩnh Long", "Ý Yên",
]  # fmt: skip


def test_letters_come_before_tones_and_numbers_count() -> None:
    assert sorted(reversed(WORDS), key=alphabetical) == WORDS


def test_both_unicode_forms_sort_alike() -> None:
    assert sorted((unicodedata.normalize("NFD", word) for word in reversed(WORDS)), key=alphabetical) == [
        unicodedata.normalize("NFD", word) for word in WORDS
    ]


@given(strategies.lists(strategies.text(max_size=12)))
def test_any_text_has_its_place(words: list[str]) -> None:
    once = sorted(words, key=alphabetical)
    assert sorted(reversed(once), key=alphabetical) == once
