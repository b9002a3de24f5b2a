"""Data that a page carries for its own script: what stands behind tabs that only a click would draw."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Any

from classifier.data.datadetail import read_detail
from classifier.data.indexed import spelled_out
from classifier.data.references import joined
from classifier.merge import merge
from classifier.model import ProcedureReading
from classifier.page.document import Document
from classifier.words.text import folded_words

_MAX_STATE = 3_000_000  # characters
_MOST_NAMES = 50
_ASSIGNED = re.compile(r"[\w$\]]\s*=\s*(?=\{\s*\"|\[\s*[\[{])")
_ARRAY = re.compile(r"\s*\[\s*[\[{]")
_STATE = "script[type='application/json'],[data-page^='{'],[data-props^='{'],[data-state^='{']"


def with_embedded(doc: Document, reading: ProcedureReading, at: date | None) -> ProcedureReading:
    """The reading of a page with what the page's own data say of the same procedure and its mark-up does not show."""
    for data in states_of(doc):
        for told in read_detail(data, reading.url, at):
            if _same(reading, told):
                return merge((reading, told))
    return reading


def states_of(doc: Document) -> Iterator[Any]:
    """The data that a page carries for its own script."""
    for element in doc.select(_STATE):
        source = (
            doc.nodes[element].text()
            if doc.tags[element] == "script"
            else next((v for k, v in doc.attributes(element).items() if v and k.startswith("data-") and v[0] == "{"), "")
        )
        if not 2 < len(source) <= _MAX_STATE:
            continue
        try:
            yield joined(spelled_out(json.loads(source)))
        except (ValueError, RecursionError):
            continue


def assigned_in(doc: Document) -> Iterator[Any]:
    """The data that a page's code sets a name to, where they are written as JSON: `window.__STATE__ = {"items": […]}`."""
    for element in doc.select("script:not([src])"):
        source = doc.nodes[element].text()
        if not 2 < len(source) <= _MAX_STATE:
            continue
        end = 0
        for match in islice(_ASSIGNED.finditer(source), _MOST_NAMES):
            if match.end() > end:
                with suppress(ValueError, RecursionError):
                    data, end = json.JSONDecoder().raw_decode(source, match.end())
                    yield data


def laid_down_in(doc: Document) -> Iterator[Any]:
    """The arrays that elements keep in data attributes, those of one attribute together: a tab has its own part of a list."""
    kept: dict[tuple[str, str], list[Any]] = defaultdict(list)
    left = _MAX_STATE  # characters
    for element in doc.having(lambda name: name.startswith("data-")):
        for name, value in doc.attributes(element).items():
            if not (name.startswith("data-") and _ARRAY.match(value)) or len(value) > left:
                continue
            left -= len(value)
            with suppress(ValueError, RecursionError):
                kept[doc.tags[element], name].append(json.loads(value))
    yield from kept.values()


def _same(reading: ProcedureReading, told: ProcedureReading) -> bool:
    """Whether data are about the procedure that the page shows: by code where both say one, else by name."""
    if reading.code and told.code:
        return reading.code == told.code
    one, other = (folded_words(each.name) for each in (reading, told))
    return bool(one) and one == other
