"""Signs that stand for words elsewhere on a page: a number or letters, also in brackets, a number in a circle, stars."""

from __future__ import annotations

import re

# As many full marks as the level has, and empty ones up to the highest: "★★☆☆", "●●○○". One mark alone may head a line, but a star.
MARKS = r"(?:(?:★{1,5}|⭐{1,5}|✦{1,5})[☆✩✧]{0,4}|(?:●{1,4}○{1,4}|■{1,4}□{1,4}|◆{1,4}◇{1,4}|▲{1,4}△{1,4})|●{2,4}|■{2,4}|◆{2,4})"
SIGN = rf"(?:[A-ZĐ]{{1,4}}\d?|[a-e]|\d|[①-⑨]|\*{{1,4}}|{MARKS}|†|‡)"
_MARKS = re.compile(MARKS)
_ALONE = re.compile(rf"[(\[]?\s*(?P<sign>{SIGN})\s*[)\]]?")
_LETTERS_OR_BRACKETS = re.compile(rf"[(\[]\s*{SIGN}\s*[)\]]|(?!\d|[a-e]\b){SIGN}")


def sign_in(text: str) -> str:
    """The sign that a text consists of, without its brackets; "" where it says more."""
    match = _ALONE.fullmatch(text.strip()) if len(text) <= 20 else None
    return match["sign"] if match is not None else ""


def is_sign(text: str) -> bool:
    """Whether a text can only be a sign: letters, marks, or anything in brackets; a bare number may count or be a level."""
    return len(text) <= 20 and _LETTERS_OR_BRACKETS.fullmatch(text.strip()) is not None


def has_marks(text: str) -> bool:
    """Whether a text has marks that may stand for a level among its words."""
    return _MARKS.search(text) is not None


def is_marks(text: str) -> bool:
    """Whether a text is such marks and nothing else."""
    return len(text) <= 20 and _MARKS.fullmatch(text.strip()) is not None
