"""Agencies that a list writes behind the names of its procedures: "Cấp giấy phép bán lẻ rượu (Sở Công Thương)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifier.model import Row
from classifier.words.names import names_an_agency
from classifier.words.text import fold

_BEHIND = re.compile(r"(?P<name>.*\w\W*?)\s*[(\[](?P<agency>[^()\[\]]{4,150})[)\]]\W*", re.DOTALL)
_FEWEST_WORDS = 2  # of what is left of a name
_ANY = re.compile(r"\bcap (?:tinh|huyen|xa|so)\b")  # "(UBND cấp xã)" is who does it anywhere, and a part of many names


def with_named_agencies(rows: Sequence[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The rows of a page; those without an agency have the one in brackets that ends their name, which goes, where at least half of all
    rows have one so: a single name may end like that by itself.
    """
    split = [_split(row) for _, row in rows]
    if 2 * sum(agency != "" for _, agency in split) < len(rows):
        return list(rows)
    return [
        (element, replace(row, name=name, agency=agency) if agency else row)
        for (element, row), (name, agency) in zip(rows, split, strict=True)
    ]


def _split(row: Row) -> tuple[str, str]:
    said = _BEHIND.fullmatch(row.name) if row.agency is None and row.name.rstrip(" .;").endswith((")", "]")) else None
    agency = " ".join(said["agency"].split()) if said is not None else ""
    if said is None or not names_an_agency(fold(agency)) or _ANY.search(fold(agency)) or len(said["name"].split()) < _FEWEST_WORDS:
        return row.name, ""
    return said["name"].rstrip(" .,;:-–"), agency
