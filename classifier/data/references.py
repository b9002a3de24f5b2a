"""Data that keep each object once, in a store, and name it wherever it belongs: caches of scripts and servers of graphs do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_ONE, _SEVERAL = "__ref", "__refs"
_DEPTH = 40  # objects within objects
_NESTED = 4  # objects named within objects that were named
_STORE_DEPTH = 3  # objects around a store
_MOST = 300_000  # values of the data once they are joined: the same object may be named in many places
_OLD = frozenset(("type", "id", "generated", "typename"))  # of a reference as older caches write it
_RESULTS = frozenset(("result", "results", "ids", "allIds"))  # what names the objects of a store by bare ids


class _TooLargeError(Exception):
    pass


def joined(data: Any) -> Any:
    """The data with each object in the places where it is named, and no longer in the store; as they are where nothing names any.

    What names an object that is not there stands for nothing.
    """
    named = set(_named(data))
    stores = [store for store in _objects(data, _STORE_DEPTH) if _is_store(store, named)] if named else []
    kept = {key: value for store in stores for key, value in store.items() if key in named and isinstance(value, dict)}
    try:
        if kept:
            return _Joiner(kept, {id(store) for store in stores}).whole(data, 0, ())
        return _by_results(data)
    except (_TooLargeError, RecursionError):
        return data


def _is_store(item: Mapping[str, Any], named: set[str]) -> bool:
    return any(isinstance(item[key], dict) for key in item.keys() & named)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The outer objects of an answer."""
    if isinstance(data, dict):
        yield data
        for value in data.values() if depth else ():
            yield from _objects(value, depth - 1)


def _named(data: Any) -> Iterator[str]:
    """What objects are called where they are named."""
    left, stack = _MOST, [(data, 0)]
    while stack and left:
        value, depth = stack.pop()
        left -= 1
        if isinstance(value, dict):
            yield from _names_in(value)
        if depth < _DEPTH and isinstance(value, dict | list):
            stack.extend((inner, depth + 1) for inner in (value.values() if isinstance(value, dict) else value))


def _names_in(value: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of objects that an object stands for; none where it is an object itself."""
    one, several = value.get(_ONE), value.get(_SEVERAL)
    if isinstance(one, str) and len(value) == 1:
        return (one,)
    if isinstance(several, list) and len(value) == 1:
        return tuple(name for name in several if isinstance(name, str))
    if value.get("type") == "id" and isinstance(value.get("id"), str) and value.keys() <= _OLD:
        return (value["id"],)
    return ()


class _Joiner:
    def __init__(self, kept: Mapping[str, Any], stores: set[int]) -> None:
        self.kept, self.stores, self.left = kept, stores, _MOST

    def whole(self, value: Any, depth: int, within: tuple[str, ...]) -> Any:
        """A value with what it names; `within`: the objects around it, which are not put into themselves."""
        self.left -= 1
        if self.left < 0:
            raise _TooLargeError
        if depth > _DEPTH:
            return None
        if isinstance(value, list):
            return [self.whole(inner, depth + 1, within) for inner in value]
        if not isinstance(value, dict):
            return value
        if _SEVERAL in value and len(value) == 1:
            return [self.at(name, depth, within) for name in _names_in(value)]
        if names := _names_in(value):
            return self.at(names[0], depth, within)
        kept_here = self.kept if id(value) in self.stores else {}
        return {key: self.whole(inner, depth + 1, within) for key, inner in value.items() if key not in kept_here}

    def at(self, name: str, depth: int, within: tuple[str, ...]) -> Any:
        if name in within or len(within) >= _NESTED or name not in self.kept:
            return None
        return self.whole(self.kept[name], depth + 1, (*within, name))


def _by_results(data: Any) -> Any:
    """Data whose objects stand in a store by their ids, with a list of bare ids beside it that gives their order; else as they are."""
    if not isinstance(data, dict) or len(data) > _DEPTH:
        return data
    stores = [each for each in _objects(data, _STORE_DEPTH) if len(each) > 1 and all(isinstance(value, dict) for value in each.values())]
    for holder in _objects(data, _STORE_DEPTH):
        for key, ids in holder.items():
            if key in _RESULTS and isinstance(ids, list) and len(ids) > 1 and all(isinstance(one, str | int) for one in ids):
                store = next((store for store in stores if all(str(one) in store for one in ids)), None)
                if store is not None:
                    return {**data, key: [store[str(one)] for one in ids]}
    return data
