"""The labelled values of a part of a page as the fields of one procedure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifier.forms.files import FoundFile
from classifier.model import Field, FieldKey
from classifier.words.text import fold
from classifier.words.values import Value


def outer_fields(values: Sequence[Value], files: Sequence[FoundFile]) -> tuple[Field, ...]:
    """Outer values, and nested ones of kinds that the page gives nowhere else; empty ones only when nothing fills them."""
    if not any(v.key is FieldKey.MANNER for v in values):
        values = [
            replace(v, key=FieldKey.MANNER) if v.key is FieldKey.CHANNEL_IN and fold(v.label).startswith("cach") else v for v in values
        ]
    outer = {v.key for v in values if not v.nested and v.text}
    filled = {v.key for v in values if v.text}
    fields: list[Field] = []
    seen: set[tuple[FieldKey, str, str]] = set()
    for value in values:
        if value.nested and (value.key in outer or value.key is FieldKey.OTHER or _inside(value, values, FieldKey.FORMS)):
            continue
        if not value.text and value.key in filled and value.key is not FieldKey.OTHER:
            continue
        identity = (value.key, value.label, value.text)
        if identity in seen:
            continue
        seen.add(identity)
        links = tuple(f.link for f in files if value.holds_in(f.offset, f.cells))
        fields.append(Field(value.key, value.label, value.text, links))
    return tuple(fields)


def _inside(value: Value, values: Sequence[Value], key: FieldKey) -> bool:
    """Whether a value stands inside an outer one of this key: the papers of a list of forms are no dossier."""
    return value.key is not key and any(v.key is key and not v.nested and v.start <= value.label_start < v.end for v in values)
