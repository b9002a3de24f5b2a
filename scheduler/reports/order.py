"""Vietnamese alphabetical order: a ă â b c d đ e ê …, the tone only between words that are otherwise the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries
_PARTS = re.compile(r"\d+|\D")

Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


@lru_cache(maxsize=16_384)
def alphabetical(text: str) -> Key:
    """A sort key: letters first, then tones, then the text itself. Numbers sort by value: "Phường 2" before "Phường 10"."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for part in _PARTS.findall(" ".join(unicodedata.normalize("NFC", text).casefold().split())):
        if part.isdecimal():
            letters.append((1, int(part[:18])))
            continue
        letter, tone = _taken_apart(part)
        place = _ALPHABET.find(letter)
        letters.append((2, place) if place >= 0 else (0 if letter.isspace() else 3, ord(letter)))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def _taken_apart(char: str) -> tuple[str, int]:
    """The letter without its tone, and the tone's place."""
    marks = unicodedata.normalize("NFD", char)
    tone = next((_TONES.index(mark) + 1 for mark in marks if mark in _TONES), 0)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return (bare[:1] or char), tone
