"""Procedures offered as the choices of a box: "Chọn thủ tục" and a button that shows the one chosen."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from classifier.model import Row
from classifier.page.document import Document
from classifier.page.rowparts import clean_name
from classifier.page.scripts import opened_directly, with_own
from classifier.page.targets import hidden_fields
from classifier.words.codes import find_code
from classifier.words.names import names_an_agency, starts_like_name
from classifier.words.text import collapse, fold

_FEWEST = 3
_NAMED = 0.6  # part of the choices that must read like names of procedures
_WORDS = 6  # that a name has on average; the names of fields are shorter
_MOST = 3000


def option_rows(doc: Document) -> list[Row]:
    """A row for each choice of the boxes whose choices are procedures and lead to an address."""
    rows: list[Row] = []
    for box in doc.select("select"):
        choices = list(_choices(doc, box))[:_MOST]
        words = [fold(name) for _, name in choices]
        named = sum(starts_like_name(each) and not names_an_agency(each) for each in words)
        if len(choices) < _FEWEST or named < _NAMED * len(choices) or sum(len(each.split()) for each in words) < _WORDS * len(choices):
            continue
        for value, name in choices:
            url = _address(doc, box, value)
            code = find_code(name)
            if url:
                rows.append(Row(clean_name(name), code.text if code else None, url, key=value))
    return rows


def _choices(doc: Document, box: int) -> Iterator[tuple[str, str]]:
    """(value, words) of the choices that choose something."""
    for element in range(box, doc.ends[box]):
        if doc.tags[element] == "option":
            value, name = doc.attributes(element).get("value", "").strip(), collapse(doc.nodes[element].text())
            if value and name:
                yield value, name


def _address(doc: Document, box: int, value: str) -> str:
    """Where a choice leads: what the box's own script opens, else where its form is sent; "" when neither tells."""
    attributes = doc.attributes(box)
    opened = opened_directly(with_own(attributes.get("onchange", ""), {"value": value}), {})
    if opened:
        return doc.absolute(opened)
    form = doc.form_around(box)
    name = attributes.get("name")
    if form is None or not name or doc.attributes(form).get("method", "get").lower() != "get":
        return ""
    action = doc.absolute(doc.attributes(form).get("action", "") or doc.url).partition("#")[0].partition("?")[0]
    return f"{action}?{urlencode({**hidden_fields(doc, form), name: value})}"
