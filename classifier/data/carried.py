"""Lists that a page carries whole as data for its own script, of which its mark-up shows the first part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from classifier.data.embedded import assigned_in, laid_down_in, states_of
from classifier.data.listings import lists_in
from classifier.model import Row
from classifier.page.document import Document
from classifier.words.text import folded_words

_FEWEST = 2  # rows that are shown, by which the data are known to be those of the list
_SHARE = 0.8  # part of the shown rows that the data name
_VALUE = re.compile(r"[\w.%~-]{1,250}")
_HOLE, _HOLES = re.compile(r"\{([^{}]+)\}"), re.compile(r"(\{[^{}]+\})")

_Told = tuple[Mapping[str, Any], Row]  # what an object of the data says, and the row that it is


def with_carried(doc: Document, rows: tuple[Row, ...], total: int | None, url: str) -> tuple[Row, ...]:
    """The rows of a page with those that only its data name, where these are the data of the very list that it shows.

    `total`: the page's own counter; data that name more than it counts hold what the page does not want to show.
    """
    if len(rows) < _FEWEST:
        return rows
    for data in chain(states_of(doc), assigned_in(doc), laid_down_in(doc)):
        lists = list(lists_in(data, url))
        for told, most in (*((told, total) for told in lists), *((whole, _counted(total, rows)) for whole in _wholes(lists))):
            known, further = _parted(told, rows)
            counted = most is None or len(rows) + len(further) <= max(most, len(rows))
            if further and counted and len(known) >= _SHARE * len(rows):
                return (*_with_keys(rows, known), *_addressed(further, known))
    return rows


def _with_keys(rows: Sequence[Row], known: Sequence[tuple[_Told, Row]]) -> Iterator[Row]:
    """The shown rows; those by which nothing leads on have the keys that their data give, by which the page's own script knows them."""
    keys = {id(row): told.key for (_, told), row in known}
    for row in rows:
        bare = not (row.url or row.handle or row.key)
        yield replace(row, key=keys.get(id(row))) if bare else row


def _wholes(lists: Sequence[Sequence[_Told]]) -> Iterator[list[_Told]]:
    """Lists of one make as the one that they are parts of: what a page has behind its tabs, of which it draws one."""
    makes: dict[frozenset[str], list[Sequence[_Told]]] = defaultdict(list)
    for told in lists:
        makes[frozenset(told[0][0])].append(told)
    yield from (list(chain.from_iterable(parts)) for parts in makes.values() if len(parts) > 1)


def _counted(total: int | None, rows: Sequence[Row]) -> int | None:
    """How many records all parts of a list may have by the page's counter: that of one part counts no others."""
    return None if total == len(rows) else total


def _parted(told: Sequence[_Told], rows: Sequence[Row]) -> tuple[list[tuple[_Told, Row]], list[_Told]]:
    """The records of data with the shown rows that they are, and the others; of two that share a name each is one row."""
    shown: dict[str, list[Row]] = defaultdict(list)
    for row in reversed(rows):
        shown[_name(row)].append(row)
    known: list[tuple[_Told, Row]] = []
    further: list[_Told] = []
    for each in told:
        same = shown.get(_name(each[1]))
        if same:
            known.append((each, same.pop()))
        else:
            further.append(each)
    return known, further


def _name(row: Row) -> str:
    return folded_words(row.name)


def _addressed(further: Sequence[_Told], known: Sequence[tuple[_Told, Row]]) -> Iterator[Row]:
    """The rows with their addresses: made of what the data say of them as those of the shown rows are, else those that the data give, where
    these are the same for the shown rows. The addresses of another interface of the system are nobody's page.
    """
    linked = [(values, row.url) for (values, _), row in known if row.url]
    pattern = _pattern(linked)
    given = all(told.url == row.url for (_, told), row in known if row.url)
    for values, row in further:
        url = (_filled(pattern, values) if pattern else None) or (row.url if given else None)
        yield replace(row, url=url, handle=None if url else row.handle or row.key or row.code)


def _pattern(known: Sequence[tuple[Mapping[str, Any], str]]) -> str:
    """The address of a row with the keys of its values in the places of these; "" where the shown rows do not all have it so."""
    if len(known) < _FEWEST:
        return ""
    values, url = known[0]
    telling = [key for key, value in values.items() if _is_mark(value) and any(other.get(key) != value for other, _ in known[1:])]
    start = len(url) - len(urlsplit(url)._replace(scheme="", netloc="").geturl())
    pattern = url[start:]
    for key in sorted(telling, key=lambda key: -len(str(values[key]))):
        own = re.compile(rf"(?<!\w){re.escape(str(values[key]))}(?!\w)")
        pieces = _HOLES.split(pattern)
        pattern = "".join(piece if piece.startswith("{") else own.sub("{" + key + "}", piece, count=1) for piece in pieces)
    pattern = url[:start] + pattern
    return pattern if _HOLE.search(pattern) and all(_filled(pattern, each) == address for each, address in known) else ""


def _is_mark(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and _VALUE.fullmatch(str(value)) is not None


def _filled(pattern: str, values: Mapping[str, Any]) -> str | None:
    names = _HOLE.findall(pattern)
    if not all(_is_mark(values.get(name)) for name in names):
        return None
    return _HOLE.sub(lambda match: str(values[match[1]]), pattern)
