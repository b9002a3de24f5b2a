"""Remembered answers are the function's own, and no text is kept that is longer than a cell."""

from __future__ import annotations

from classifier.words.memo import remembered


def test_a_text_is_answered_once_and_one_longer_than_a_cell_every_time() -> None:
    asked: list[str] = []

    @remembered
    def length(text: str) -> int:
        """How long a text is."""
        asked.append(text)
        return len(text)

    cell, page = "hồ sơ " * 100, "hồ sơ " * 1000
    assert [length(text) for text in ("hồ sơ", cell, page, "hồ sơ", cell, page, "đơn")] == [5, 600, 6000, 5, 600, 6000, 3]
    assert asked == ["hồ sơ", cell, page, page, "đơn"]
