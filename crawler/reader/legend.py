"""Levels that a list gives in signs of its own ("TT", "2"), and what the portal writes for them: on the page that draws the list, or in
the code of that page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from classifier.findings.declared import declare
from classifier.findings.levelsigns import of_one_portal
from classifier.listing.writtensigns import level_signs, spelled_reading, spelled_row
from classifier.model import Row
from classifier.page.document import open_document
from classifier.words.signs import sign_in
from crawler.reader.details.detail import Detail
from crawler.reader.identity import Record
from crawler.reader.page.view import View
from crawler.reader.page.words import folded_words

_FEWEST = 2  # signs that must be told apart; one sign on every row says nothing
_MOST_SIGNS = 8
_LONGEST_SIGN = 24
_MAP = re.compile(r"\{([^{}]{5,2000})\}")
_PAIR = re.compile(r"""(?:^|,)\s*["']?(?P<sign>[A-Za-z][\w-]{0,23})["']?\s*:\s*(?P<quote>["'`])(?P<words>[^"'`]{2,80})(?P=quote)""")
# A sign whose words stand among other things of its own: `PART: ["Một phần", "vang"]`, `2: {ten: "Một phần", mau: "#a66a00"}`.
_INNER = re.compile(r"""(?P<sign>["']?[A-Za-z][\w-]{0,23}["']?)\s*:\s*(?P<open>[\[{])(?P<inside>[^{}\[\]]{3,300})[\]}]""")
_QUOTED = re.compile(r"""(?P<quote>["'`])(?P<words>[^"'`]{2,80})(?P=quote)""")


@dataclass(frozen=True, slots=True)
class Legend:
    """The key of the data that holds the sign, and the words for each sign."""

    key: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    def apply(self, records: Iterable[Record]) -> None:
        """Give the records without a level the words for their sign. A sign that the page never drew stays unread."""
        for record in records:
            said = self.words.get(_sign(record.data.get(self.key)), "") if self.key else ""
            if said and record.row.level_text is None:
                record.row = replace(record.row, level_text=said)


def learned(records: Iterable[Record], drawn: Iterable[Row], at: date) -> Legend:
    """What a drawn list says of the same records: the one key whose signs and the drawn level labels go together, each with each."""
    shown = _shown(drawn, at)
    signs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    every: dict[str, set[str]] = defaultdict(set)
    for record in records:
        if record.row.level_text is not None:
            return Legend()
        for key, value in record.data.items():
            sign = _sign(value)
            if sign:
                every[key].add(sign)
                if record.name in shown:
                    signs[key][sign].add(shown[record.name])
    fitting = [key for key, found in signs.items() if len(every[key]) <= _MOST_SIGNS and _one_to_one(found)]
    if len(fitting) != 1:
        return Legend()
    return Legend(fitting[0], {sign: next(iter(words)) for sign, words in signs[fitting[0]].items()})


def unread_signs(records: Iterable[Record], at: date) -> set[str]:
    """What stands in the level cells of rows and no rule can read as a level."""
    cells = {(record.row.level_text or "").strip() for record in records}
    return {cell for cell in cells if re.match(r"[A-Za-z]", cell) and len(cell) <= _LONGEST_SIGN and declare(cell, at).value is None}


def told_in(code: str, signs: set[str], at: date) -> dict[str, str]:
    """The words that the portal's own code has for signs: a map of at least two of them to words that are levels, each another one.

    A sign that two maps explain differently stays unread.
    """
    told: dict[str, set[str]] = defaultdict(set)

    def flat(inner: re.Match[str]) -> str:
        said = (quoted["words"] for quoted in _QUOTED.finditer(inner["inside"]))
        words = next((words for words in said if declare(words, at).value is not None), None)
        return f"{inner['sign']}: '{words}'" if words is not None else inner[0]

    for literal in _MAP.finditer(_INNER.sub(flat, code)):
        pairs = {pair["sign"]: pair["words"] for pair in _PAIR.finditer(literal[1])}
        levels = {sign: value for sign, words in pairs.items() if (value := declare(words, at).value) is not None}
        if len(levels) >= _FEWEST and len(set(levels.values())) == len(levels):
            for sign in levels.keys() & signs:
                told[sign].add(pairs[sign])
    return {sign: next(iter(words)) for sign, words in told.items() if len(words) == 1}


def translate(records: Iterable[Record], words: Mapping[str, str]) -> None:
    """Give the rows whose level cell is a sign its words."""
    for record in records:
        if (said := words.get((record.row.level_text or "").strip())) is not None:
            record.row = replace(record.row, level_text=said)


def explain(records: Iterable[Record], details: Iterable[Detail], pages: Iterable[View]) -> None:
    """Give level cells that hold a sign, in lists and on procedures' pages, the words that a line of the portal's list pages has for it:
    what a script adds to a list, and the pages of the procedures, rarely repeat that line.
    """
    every, read = list(records), list(details)
    cells = {cell for record in every if (cell := record.row.level_text or "") and sign_in(cell)}
    cells |= {cell for detail in read for reading in detail.readings for cell in level_signs(reading)}
    texts = (open_document(view.page.body, view.url, view.page.content_type).text for view in pages if not view.is_data)
    if cells and (told := of_one_portal(texts, cells)):
        for record in every:
            record.row = spelled_row(record.row, told)
        for detail in read:
            detail.readings = tuple(spelled_reading(reading, told) for reading in detail.readings)


def _shown(rows: Iterable[Row], at: date) -> dict[str, str]:
    """The level label of each name that a drawn list shows with one; a name with two labels says nothing."""
    labels: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.level_text and declare(row.level_text, at).value is not None:
            labels[folded_words(row.name)].add(row.level_text)
    return {name: next(iter(said)) for name, said in labels.items() if len(said) == 1}


def _one_to_one(found: Mapping[str, set[str]]) -> bool:
    words = [next(iter(said)) for said in found.values() if len(said) == 1]
    return len(words) == len(found) >= _FEWEST and len(set(words)) == len(words)


def _sign(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    sign = str(value).strip()
    return sign if len(sign) <= _LONGEST_SIGN else ""
