"""Answers about short texts, remembered: the pages of a portal have the same menus, labels and boxes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_T = TypeVar("_T")
_LONGEST = 120  # characters; a longer text is seldom said twice, and would fill the memory
_MOST = 4096


def remembered(answer: Callable[[str], _T]) -> Callable[[str], _T]:
    """The same function of a text, which answers the latest short texts from memory."""
    known = lru_cache(maxsize=_MOST)(answer)

    @wraps(answer)
    def asked(text: str) -> _T:
        return known(text) if len(text) <= _LONGEST else answer(text)

    return asked
