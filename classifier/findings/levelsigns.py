"""Signs that a portal writes for levels ("(2)", "TT", "②") and the words with which a line of its pages explains them.

A number that such a line explains is no level of the scale 1-4: "(3)" is what the line says of it, also where that is no level at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from classifier.findings.declared import ND224_FROM, THONG_TIN, declare
from classifier.words.names import is_level_text, level_stated
from classifier.words.signs import MARKS, SIGN, sign_in
from classifier.words.text import fold

_FEWEST = 2  # entries of a legend
_SHORT = 60  # characters of the words for a service that only informs
_ASIDE = 1  # other clauses between two of its entries
_LONGEST, _LONGEST_NOTE, _MOST_LINES = 90, 600, 20_000  # characters of a clause and of a note; lines of a page
_CLAUSES = re.compile(r"[;,|•·]|\.(?=\s|$)|\s/\s")
_BEFORE_BRACKETS = re.compile(rf"[^\S\n]+(?=(?:[(\[]{SIGN}[)\]]|[①-⑨]|{MARKS})\s*[^\W\d])")
_LEAD = re.compile(rf"[^:]{{2,60}}:\s*(?=(?:[(\[]{SIGN}[)\]]|{SIGN}\s*[:=–—-]|(?:[^\W\d]+\s){{0,3}}{MARKS})\s*\S)")
_IN_BRACKETS = re.compile(rf"[(\[](?P<sign>{SIGN})[)\]]\s*[:=–—-]?\s*(?P<words>[^\W\d].*)")
_BEFORE_WORDS = re.compile(rf"(?P<sign>{SIGN})\s*(?::|=|[–—-](?=\s)|là(?=\s))\s*(?P<words>[^\W\d].*)")
_MARKED = re.compile(rf"(?P<sign>[①-⑨]|\*{{1,4}}|{MARKS}|†|‡)\s*(?P<words>[^\W\d].*)")
_CALLED = re.compile(rf"(?:[^\W\d]+\s){{1,3}}(?P<sign>{MARKS})\s*(?:là\b|=|:|[–—-])?\s*(?P<words>[^\W\d].*)")  # "hai sao ★★ là mức độ 2"
_BEHIND_WORDS = re.compile(rf"(?P<words>[^\W\d].*?)\s*(?:[(\[](?P<sign>(?!\d){SIGN})[)\]]|=\s*(?P<equal>{SIGN}))")
_EXPLAINS = re.compile(r"\b(?:ghi chu|chu thich|chu giai|ky hieu|quy uoc|giai thich|y nghia)\b")


def levels_by_sign(text: str) -> dict[str, str]:
    """What the text of a page writes for its signs: at least two of them one after the other, each another level. Empty where two of its
    lines explain a sign differently.
    """
    for said in (text, _BEFORE_BRACKETS.sub(";", text)):
        told: dict[str, str] = {}
        for run in _runs(said):
            if any(sign in told and declare(told[sign], ND224_FROM).value != declare(words, ND224_FROM).value for sign, words in run):
                return {}
            told.update(run)
        if told:
            return told
    return {}


def of_one_portal(texts: Iterable[str], cells: Iterable[str]) -> dict[str, str]:
    """The signs that pages of one portal explain, for its level cells. Numbers in brackets that a line explains without naming any level
    are in it with their brackets. None of the numbers where a cell has another one: the line explains something else.
    """
    told: dict[str, str] = {}
    for text in texts:
        for sign, words in (*levels_by_sign(text).items(), *_other_words(text)):
            told.setdefault(sign, words)
    numbers = {sign for cell in cells if (sign := sign_in(cell)).isdigit()}
    return (
        told if numbers <= {sign.strip("()") for sign in told} else {s: words for s, words in told.items() if not s.strip("()").isdigit()}
    )


def spelled_out(cell: str, told: Mapping[str, str]) -> str:
    """A level cell in the words of the legend where it holds nothing but a sign; else as it is."""
    sign = sign_in(cell)
    return told.get(sign, told.get(f"({sign})", cell) if cell.strip().startswith("(") else cell)


def _other_words(text: str) -> Iterator[tuple[str, str]]:
    """Numbers in brackets that a line which calls itself a note explains, none of them as a level."""
    for line in text.splitlines():
        if len(line) <= _LONGEST_NOTE and "(1)" in line and _EXPLAINS.search(fold(line)):
            for clauses in (_CLAUSES.split(line), _CLAUSES.split(_BEFORE_BRACKETS.sub(";", line))):
                entries = [entry for clause in clauses if (entry := _entry(" ".join(clause.split())))]
                if len(entries) >= _FEWEST and not any(_names_level(words) for _, words in entries):
                    yield from ((f"({sign})", words) for sign, words in entries if sign.isdigit())
                    break


def _runs(text: str) -> Iterator[list[tuple[str, str]]]:
    """Legends: levels that follow each other, and what else a line of theirs has signs for ("(4) tạm dừng")."""
    run: list[tuple[str, str]] = []
    missing = 0
    for line in islice(text.split("\n"), _MOST_LINES):
        told = False  # whether a level stands on this line
        for clause in _CLAUSES.split(line[:_LONGEST_NOTE]):
            said = " ".join(clause.split())
            entry = _entry(said) if said else None
            if entry is not None and (_names_level(entry[1]) or (told and entry[0] not in dict(run))):
                run.append(entry)
                told, missing = True, 0
            elif said and (missing := missing + 1) > _ASIDE:
                if _is_legend(run):
                    yield run
                run = []
    if _is_legend(run):
        yield run


def _entry(said: str) -> tuple[str, str] | None:
    bare = _LEAD.sub("", said, count=1).strip(" .")
    if len(bare) > _LONGEST:
        return None
    for pattern in (_IN_BRACKETS, _BEFORE_WORDS, _MARKED, _CALLED, _BEHIND_WORDS):
        if match := pattern.fullmatch(bare):
            sign = match["sign"] or match.groupdict().get("equal") or ""
            return sign_in(sign), match["words"].strip(" .")
    return None


def _is_legend(run: list[tuple[str, str]]) -> bool:
    """Whether entries with a sign each are those of a legend of levels."""
    if len(run) < _FEWEST or len({sign for sign, _ in run}) != len(run):
        return False
    values = [declare(words, ND224_FROM).value for _, words in run if _names_level(words)]
    return len(values) >= _FEWEST and None not in values and len(set(values)) == len(values) and 2 * len(values) >= len(run)


def _names_level(words: str) -> bool:
    if is_level_text(words) and level_stated(words):
        return True
    return len(words) <= _SHORT and declare(words, ND224_FROM).value == THONG_TIN
