"""Dates in any form that Vietnamese sites write, and which of them say when an entry was published.

A date inside a sentence is what the sentence speaks of ("Quyết định số 12 ngày 3/4/2019"); a date that stands by itself, in
front of a line or in brackets after it, is the entry's own.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST_YEAR = 1990
_MONTH_WORDS = {
    "mot": 1, "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "chap": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTHS = "|".join(sorted(_MONTH_WORDS, key=len, reverse=True))
_D, _M, _Y = r"(?P<d>0?[1-9]|[12]\d|3[01])", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<y>(?:19|20)\d\d)"
_UNIT = r"(?P<unit>phut|gio|ngay|tuan|thang|minutes?|hours?|days?|weeks?|months?)"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<![\d/.-]){_Y}[-/.]{_M}[-/.]{_D}(?!\d)"), "day"),
    (re.compile(rf"(?<![\d/.-]){_D}\s?[/.-]\s?{_M}\s?[/.-]\s?{_Y}(?!\d|[/-][a-z])"), "day"),
    (re.compile(rf"\b{_D} ?,? ?th(?:g|ang)?\.? ?{_M} ?,? (?:nam )?{_Y}\b"), "day"),
    (re.compile(rf"\b{_D} ?,? ?(?:thang )?(?P<w>{_MONTHS}),? (?:nam )?{_Y}\b"), "day"),
    (re.compile(rf"\b(?:thang )?(?P<w>{_MONTHS}) {_D},? {_Y}\b"), "day"),
    (re.compile(rf"\bth(?:g|ang)?\.? ?{_M} {_D},? {_Y}\b"), "day"),
    (re.compile(rf"(?<![\d/.-]){_D}/{_M}/(?P<y>\d\d)(?![\d/-])"), "day"),
    (re.compile(rf"\b{_D} th(?:g|ang)?\.? ?{_M}\b(?!\s*(?:nam|[/.-]))"), "yearless"),
    (re.compile(rf"\b(?P<n>\d{{1,2}}|mot|hai|ba|bon|nam) {_UNIT}(?: truoc| ago)\b"), "ago"),
    (re.compile(r"^(?P<near>vua xong|hom nay|hom qua|today|yesterday)\b"), "near"),
)
_MONTH_ONLY = re.compile(r"(?:^|\bthang )(?P<m>0?[1-9]|1[0-2])(?:\s?/\s?| nam )(?P<y>(?:19|20)\d\d)$")
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}
_UNITS = {"phut": 0, "minute": 0, "gio": 0, "hour": 0, "ngay": 1, "day": 1, "tuan": 7, "week": 7, "thang": 30, "month": 30}
_AROUND = re.compile(
    r"^(?:[\s|()\[\],.:;•·–—-]|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|ngay(?: dang| ban hanh| gui| tao| cap nhat| dang tai)?"
    r"|(?:duoc )?dang (?:vao|ngay)(?: luc)?"
    r"|cap nhat(?: luc| ngay)?|dang luc|luc|gmt ?\+? ?\d*|t?\d{1,2}(?:[:h]\d{0,2}){1,2}z?"
    r"|[+]\d{2}:?\d{2}|[ap]m|sa|ch|gio|phut|posted on|luot xem:? ?\d*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|den|tu|tu ngay|den ngay|tuan(?: (?:tu|thu) ?\d*)?|ban hanh|hieu luc|lich|date)*$"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """One date in a line: where it stands and which day it means."""

    start: int
    end: int
    day: date


def dates_in(folded: str, at: date) -> Iterator[Dated]:
    """Every date in a folded line, as understood on the day `at`; years before 1990 are history, not stamps."""
    taken: list[tuple[int, int]] = []
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            day = _day(match, kind, at)
            if day is not None and day.year >= _FIRST_YEAR:
                taken.append(match.span())
                yield Dated(match.start(), match.end(), day)
    if not taken and (found := _MONTH_ONLY.search(folded)) is not None:
        year, month = int(found["y"]), int(found["m"])
        last = date(year, month, calendar.monthrange(year, month)[1])
        yield Dated(found.start(), found.end(), min(last, at) if (year, month) == (at.year, at.month) else last)


def stamp_of(folded: str, at: date) -> date | None:
    """The day on which a line says that something was published; None when its dates belong to a sentence."""
    found = sorted(dates_in(folded, at), key=lambda one: one.start)
    if not found:
        return None
    rest, last = "", 0
    for one in found:
        rest += folded[last : one.start] + " "
        last = one.end
    rest += folded[last:]
    if _AROUND.fullmatch(" ".join(rest.split())):
        return max(one.day for one in found)
    first, final = found[0], found[-1]
    before, after = folded[: final.start].rstrip(), folded[final.end :].lstrip()
    if before.endswith(("(", "[", "- ngay", "|")) and after.rstrip(" )]") == "" and not _AROUND.fullmatch(before):
        return final.day if len(list(found)) == 1 or not _same_bracket(folded, found) else None
    if _AROUND.fullmatch(folded[: first.start]) and folded[first.end :].lstrip()[:1] in ("-", "–", "|", ":", "]", ")", "•"):
        return first.day
    return None


def _same_bracket(folded: str, found: list[Dated]) -> bool:
    opened = max(folded.rfind("(", 0, found[-1].start), folded.rfind("[", 0, found[-1].start))
    return found[-2].start > opened


def _day(match: re.Match[str], kind: str, at: date) -> date | None:
    parts = match.groupdict()
    if kind == "near":
        return at - timedelta(days=parts["near"] in ("hom qua", "yesterday"))
    if kind == "ago":
        number = _NUMBERS.get(parts["n"]) or int(parts["n"])
        return at - timedelta(days=number * _UNITS[parts["unit"].rstrip("s")])
    month = _MONTH_WORDS[parts["w"]] if parts.get("w") else int(parts["m"])
    if kind == "yearless":
        this_year = _date(at.year, month, int(parts["d"]))
        return this_year if this_year is not None and this_year <= at else _date(at.year - 1, month, int(parts["d"]))
    year = int(parts["y"])
    if year < 100:
        year += 2000
        if year > at.year + 1:
            return None
    return _date(year, month, int(parts["d"]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
