"""Answers about short texts, remembered: the pages of a portal have the same menus, labels and boxes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_T = TypeVar("_T")
# Characters, and how many texts: a cell is asked about several times while its procedure is judged, a longer text seldom twice.
_SHORT, _MANY = 120, 4096
_CELL, _FEW = 5_000, 64


def remembered(answer: Callable[[str], _T]) -> Callable[[str], _T]:
    """The same function of a text, which answers the latest short texts, and a few longer ones, from memory."""
    known, lately = lru_cache(maxsize=_MANY)(answer), lru_cache(maxsize=_FEW)(answer)

    @wraps(answer)
    def asked(text: str) -> _T:
        if len(text) <= _SHORT:
            return known(text)
        return lately(text) if len(text) <= _CELL else answer(text)

    return asked
