"""Data written as one flat array whose values name each other by their places, as renderers on servers hand them to their scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_MOST = 400_000  # values of the data once they are spelled out: the same one may stand in many places
_FEWEST = 3
_GROUPS = ("Set", "Map")  # types of several values, if there is but one
_NAMED = 0.9  # part of the values that others name


def spelled_out(data: Any) -> Any:
    """The data that a flat array of values stands for; anything else as it is.

    The first value is the whole. In an object or an array a number is the place of a value; below zero it stands for what JSON has no
    sign for. An array that begins with a word is a value of the type so called: ("Reactive", 1), ("Date", "2024-03-02"), ("Set", 4, 7).
    What would go round in a circle is left out.
    """
    if not (isinstance(data, list) and len(data) >= _FEWEST and _is_flat(data)):
        return data
    try:
        return _Values(data).at(0)[0]
    except (_TooLargeError, RecursionError):
        return data


def _is_flat(values: list[Any]) -> bool:
    """Whether all that the objects and arrays hold are places of other values, and nearly every value is named by one of them."""
    named = {0}
    for value in values:
        if not isinstance(value, dict | list):
            continue
        places = (
            list(value.values())
            if isinstance(value, dict)
            else [inner for inner in value if not (_typed(value) and isinstance(inner, str))]
        )
        if not all(type(place) is int and place < len(values) for place in places):
            return False
        named.update(places)
    words = any(isinstance(value, str) or (isinstance(value, list) and _typed(value)) for value in values)
    return words and isinstance(values[0], dict | list) and len(named) >= len(values) * _NAMED


def _typed(value: list[Any]) -> bool:
    return bool(value) and isinstance(value[0], str)


class _TooLargeError(Exception):
    """The data would be far larger than what was written."""


class _Values:
    """The values by their places, each spelled out once, with the number of values that it consists of."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._known: dict[int, tuple[Any, int]] = {}
        self._open: set[int] = set()

    def at(self, place: int) -> tuple[Any, int]:
        if place < 0 or place in self._open:
            return None, 1
        if place not in self._known:
            self._open.add(place)
            self._known[place] = self._made(self._values[place])
            self._open.discard(place)
        return self._known[place]

    def _made(self, value: Any) -> tuple[Any, int]:
        if isinstance(value, dict):
            parts = [self.at(inner) for inner in value.values()]
            return dict(zip(value, (part for part, _ in parts), strict=True)), _summed(size for _, size in parts)
        if not isinstance(value, list):
            return value, 1
        inside = value[1:] if _typed(value) else value
        parts = [self.at(inner) if isinstance(inner, int) else (inner, 1) for inner in inside]
        if _typed(value) and len(parts) == 1 and value[0] not in _GROUPS:
            return parts[0]
        return [part for part, _ in parts], _summed(size for _, size in parts)


def _summed(sizes: Iterable[int]) -> int:
    total = 1 + sum(sizes)
    if total > _MOST:
        raise _TooLargeError
    return total
