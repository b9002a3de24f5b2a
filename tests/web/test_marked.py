"""Quotes found again in a stored page."""

from __future__ import annotations

from web.marked import Stretch, stretches


def test_a_quote_is_marked_where_it_stands_however_it_is_spaced() -> None:
    text = "Trang chủ\nLệ phí\n  8.000   đồng/bản\nNộp hồ sơ"
    found = stretches(text, ["Nộp hồ sơ", "Lệ phí: 8.000 đồng/bản"])
    assert found == [
        Stretch("Trang chủ\nLệ phí\n  "),
        Stretch("8.000   đồng/bản", 1),
        Stretch("\n"),
        Stretch("Nộp hồ sơ", 0),
    ]
    assert "".join(part.text for part in found) == text


def test_what_is_not_there_is_not_marked_and_nothing_is_lost() -> None:
    text = "<b>một</b> hai ba (bốn)"
    assert stretches(text, ["năm sáu", "", ".*", "b", "(x|y)+"]) == [Stretch(text)]
    assert stretches("", ["một hai"]) == []
    assert [part.quote for part in stretches(text, ["hai ba (bốn)…", "ba (bốn)"])] == [None, 0], "one inside another is marked once"
