"""Signs that stand for words elsewhere on a page: a number or letters, also in brackets, a number in a circle, stars."""

from __future__ import annotations

import re

SIGN = r"(?:[A-ZĐ]{1,4}\d?|[a-e]|\d|[①-⑨]|\*{1,4}|★{1,4}|†|‡)"
_ALONE = re.compile(rf"[(\[]?\s*(?P<sign>{SIGN})\s*[)\]]?")
_LETTERS_OR_BRACKETS = re.compile(rf"[(\[]\s*{SIGN}\s*[)\]]|(?!\d|[a-e]\b){SIGN}")


def sign_in(text: str) -> str:
    """The sign that a text consists of, without its brackets; "" where it says more."""
    match = _ALONE.fullmatch(text.strip()) if len(text) <= 20 else None
    return match["sign"] if match is not None else ""


def is_sign(text: str) -> bool:
    """Whether a text can only be a sign: letters, marks, or anything in brackets; a bare number may count or be a level."""
    return len(text) <= 20 and _LETTERS_OR_BRACKETS.fullmatch(text.strip()) is not None
