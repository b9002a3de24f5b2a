"""Folding, cleaning and the matcher."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from classifier.words.text import Phrases, clean, collapse, fold, fold_same_length, needs_cleaning, nfc


def slow_fold(text: str) -> str:
    folded = (
        "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
        .replace("đ", "d")
        .replace("Đ", "d")
        .casefold()
    )
    return "".join(c for c in unicodedata.normalize("NFD", folded) if unicodedata.category(c) != "Mn")


VIETNAMESE = st.text(alphabet="aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵAÀĐƯỢ ,.-–“”0123456789\n")


@given(st.one_of(VIETNAMESE, st.text()))
def test_fold_is_what_it_says(text: str) -> None:
    assert fold(text) == slow_fold(text)


@given(st.one_of(VIETNAMESE, st.text()))
def test_the_folded_twin_has_the_same_length(text: str) -> None:
    assert len(fold_same_length(text)) == len(text)


@given(VIETNAMESE)
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold_same_length(text)


@given(st.text())
def test_what_needs_no_cleaning_is_left_alone(text: str) -> None:
    if not needs_cleaning(text):
        assert clean(text) == text


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Trang chủnavigate_nextThủ tục", "Trang chủ Thủ tục"),
        ("keyboard_arrow_right Cấp phép", "Cấp phép"),
        ("Ph\u00ad\u00ed,\u00a0 l\u1ec7\u200b ph\u00ed", "Phí, lệ phí"),
        ("\uf0fc Đơn đề nghị", "Đơn đề nghị"),
        ("Dịch vụ c&ocirc;ng", "Dịch vụ công"),
        ('<div class="row">Một</div><p>Hai</p>', "Một Hai"),
        ("<p>C&ocirc;ng</p>", "Công"),
        ("a < b và b > c", "a < b và b > c"),
        ("Mẫu số 02_ĐK", "Mẫu số 02_ĐK"),
        ("Ho\u0300a", "Hòa"),
        ("q\u0323\u0301x", "qx"),
        ("R&D", "R&D"),
    ],
)
def test_text_is_collapsed_and_cleaned(shown: str, meant: str) -> None:
    assert collapse(shown) == meant


def test_nfc_changes_only_what_is_not() -> None:
    assert nfc("o\u0300") == "ò"
    assert nfc("ò") == "ò"


def test_phrases_overlap_and_keep_to_word_boundaries() -> None:
    phrases = Phrases({"nộp hồ sơ": 1, "hồ sơ trực tuyến": 2, "sơ": 3})
    found = [(start, value) for start, _, value in phrases.find(fold("Nộp hồ sơ trực tuyến, hồ sơn"))]
    assert sorted(found) == [(0, 1), (4, 2), (7, 3)]
    assert phrases.any("nop ho so")
    assert not phrases.any("nop ho son")
    assert [value for *_, value in phrases.find_glued("xnop ho sonx")] == [1, 3]


def test_half_of_a_pair_is_no_end_of_the_search() -> None:
    phrases = Phrases({"nộp hồ sơ": 1})
    assert list(phrases.find("\ud83d nop ho so")) == [(2, 11, 1)]
    assert phrases.find_glued("nop ho so\udc00") == [(0, 9, 1)]
