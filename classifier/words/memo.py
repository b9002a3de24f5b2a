"""Answers about short texts, remembered: the pages of a portal have the same menus, labels and boxes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_T = TypeVar("_T")
# Characters, and how many texts: a cell is asked about several times while its procedure is judged, a longer text seldom twice.
_SHORT, _MANY = 120, 4096
_CELL, _FEW = 5_000, 64


def remembered(answer: Callable[[str], _T]) -> Callable[[str], _T]:
    """The same function of a text, which answers the latest short texts, and a few longer ones, from memory.

    It is asked some 1,500 times a page: the look-up itself, without a function around it, takes half of the time.
    """
    return _Memory(answer).__getitem__


class _Memory(dict[str, _T]):
    """Answers by short texts."""

    def __init__(self, answer: Callable[[str], _T]) -> None:
        super().__init__()
        self._answer, self._lately = answer, lru_cache(maxsize=_FEW)(answer)

    def __missing__(self, text: str) -> _T:
        if len(text) > _SHORT:
            return self._lately(text) if len(text) <= _CELL else self._answer(text)
        found = self._answer(text)
        if len(self) >= _MANY:
            self.clear()
        self[text] = found
        return found
