"""Remembered answers are the function's own, and only short texts are kept."""

from __future__ import annotations

from classifier.memo import remembered


def test_a_short_text_is_answered_once_and_a_long_one_every_time() -> None:
    asked: list[str] = []

    @remembered
    def length(text: str) -> int:
        """How long a text is."""
        asked.append(text)
        return len(text)

    long = "hồ sơ " * 100
    assert [length(text) for text in ("hồ sơ", long, "hồ sơ", long, "đơn")] == [5, 600, 5, 600, 3]
    assert asked == ["hồ sơ", long, long, "đơn"]
    assert length.__doc__ == "How long a text is."
