"""Which key of an array of objects holds what: by content first (codes, names, levels), then by the words of the key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from classifier.data.datakeys import key_of, words_of
from classifier.model import FieldKey
from classifier.words.memo import remembered
from classifier.words.names import is_level_text, starts_like_name
from classifier.words.text import fold

_NATIONAL = re.compile(r"^\s*[1-9]\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.[A-Z]\d{2}[\d.]*)?\s*$")
_LONGEST_CODE = 60  # characters
_NAME_WORDS = frozenset(("name", "ten", "title", "code", "ma", "ten thu tuc", "procedure name", "text", "label", "ten co quan"))
_PARTS = frozenset((FieldKey.FIELD, FieldKey.AGENCY, FieldKey.LEVEL, FieldKey.TIER))


# What envelopes of records call what they hold: edges of GraphQL, resources of JSON:API, hits of search engines.
_WRAPS = frozenset(("node", "item", "record", "attributes", "source", "data", "properties", "doc", "document", "fields", "entity", "row"))


def unwrapped(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record inside an envelope that itself says next to nothing, with what the envelope says; any other object as it is."""
    inside = [value for key, value in item.items() if isinstance(value, dict) and words_of(str(key)) in _WRAPS]
    if len(inside) != 1 or any(isinstance(value, str) and len(value.split()) > 2 for value in item.values()):
        return item
    return {**inside[0], **{key: value for key, value in item.items() if key not in inside[0] and value is not inside[0]}}


def scalars(item: Mapping[str, Any]) -> dict[str, Any]:
    """The scalar values of an object; those of objects inside it under "key.inner"."""
    found: dict[str, Any] = {}
    for key, value in item.items():
        if isinstance(value, str | int | float | bool):
            found[key] = value
        elif isinstance(value, dict):
            found.update((f"{key}.{inner}", v) for inner, v in value.items() if isinstance(v, str | int | float | bool))
        elif isinstance(value, list) and value and all(isinstance(v, str) for v in value[:5]):
            found[key] = ", ".join(v for v in value if isinstance(v, str))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            named = (v for k, v in value[0].items() if words_of(k) in _NAME_WORDS and words_of(k) not in ("code", "ma"))
            inside = next((v for v in named if isinstance(v, str)), None)
            if inside:
                found[key] = inside
    return found


def columns_of(rows: Sequence[Mapping[str, Any]]) -> dict[FieldKey, str]:
    """The key for each meaning, as far as the scalar values of some records show one."""
    columns: dict[FieldKey, str] = {}
    names: list[tuple[float, str]] = []
    for key in list(dict.fromkeys(key for row in rows for key in row))[:200]:
        values = [row[key] for row in rows if key in row]
        strings = [v for v in values if isinstance(v, str) and v.strip()]
        meaning, usable = _meaning(key)
        if not usable:
            continue
        if strings and _share(strings, _NATIONAL.match) >= 0.5:
            columns.setdefault(FieldKey.CODE, key)
            continue
        lead = sum(reads_like_name(s[:200]) for s in strings) / len(values)
        if strings and (meaning is FieldKey.NAME or (lead >= 0.5 and meaning is None)):
            long = sum(len(s.split()) >= 3 for s in strings) / len(values)
            names.append((2 * lead + long + (1.5 if meaning is FieldKey.NAME else 0), key))
        elif strings and meaning is not FieldKey.TIER and _share(strings, is_level_text) >= 0.5:
            columns.setdefault(FieldKey.LEVEL, key)
        elif meaning is not None and meaning is not FieldKey.NAME and (strings or meaning is FieldKey.LEVEL):
            columns.setdefault(meaning, key)
    if names:
        columns[FieldKey.NAME] = max(names)[1]
    return columns


@remembered
def reads_like_name(text: str) -> bool:
    """Whether a text as it is written begins like the name of a procedure."""
    return starts_like_name(fold(text))


def is_national_code(text: str) -> bool:
    """Whether a text is a code of the national database and nothing else, whatever its key is called."""
    return len(text) <= _LONGEST_CODE and _NATIONAL.match(text) is not None


def _share(strings: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(s)) for s in strings) / len(strings)


def _meaning(key: str) -> tuple[FieldKey | None, bool]:
    """(meaning, whether the key can be used): of "sector.name" the sector counts, "sector.id" says nothing."""
    outer, dot, inner = key.rpartition(".")
    if not dot:
        return key_of(key), True
    meaning = key_of(outer) if key_of(outer) in _PARTS else key_of(inner)
    words = words_of(inner)
    if meaning is not None and words not in _NAME_WORDS:
        return None, False
    return meaning, not (words in ("code", "ma") and meaning in (FieldKey.FIELD, FieldKey.AGENCY))
