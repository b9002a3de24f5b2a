"""The period of a report: a quarter, a half-year, a year, or any range of days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduler.messages import say

_FORMS = "write a quarter (2026-Q3), a half-year (2026-H1), a year (2026) or a range (2026-07-01..2026-09-30)"
_PART = re.compile(r"^(\d{4})(?:-?([QH])(\d))?$", re.IGNORECASE)
_ROMAN = ("I", "II", "III", "IV")


class PeriodError(ValueError):
    """A period that cannot be understood, or that has not begun; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included. `kind`: quarter, half, year or range; `number`: which quarter or half."""

    since: date
    until: date
    kind: str = "range"
    number: int = 0

    def name(self, lang: str) -> str:
        """ "Quý III năm 2026" and so on, as reports are headed."""
        number: object = _ROMAN[self.number - 1] if self.kind == "quarter" and lang == "vi" else self.number
        kind = f"half_{self.number}" if self.kind == "half" else self.kind
        return say(f"report.period.{kind}", lang, number=number, year=str(self.since.year), since=self.since, until=self.until)


def parse_period(text: str) -> Period:
    """`2026-Q3`, `2026-H1`, `2026` or `FROM..TO` (2026-07-01 or 01/07/2026). Raises `PeriodError`."""
    words = text.strip()
    if ".." in words:
        first, _, last = words.partition("..")
        since, until = _day(first, text), _day(last, text)
        if until < since:
            raise PeriodError(f"the period {text!r} ends before it begins: write the earlier day first")
        return Period(since, until)
    match = _PART.match(words)
    if match is None or not 1900 <= int(match[1]) <= 9998:
        raise PeriodError(f"{text!r} is not a period: {_FORMS}")
    year, kind, number = int(match[1]), (match[2] or "").upper(), int(match[3] or 0)
    if kind == "":
        return Period(date(year, 1, 1), date(year, 12, 31), "year")
    months = 3 if kind == "Q" else 6
    if not 1 <= number <= 12 // months:
        raise PeriodError(f"{text!r} is not a period: quarters are Q1 to Q4 and half-years H1 and H2")
    since = date(year, (number - 1) * months + 1, 1)
    after = date(year + number * months // 12, number * months % 12 + 1, 1)
    return Period(since, after - timedelta(days=1), "quarter" if kind == "Q" else "half", number)


def _day(words: str, text: str) -> date:
    words = words.strip()
    try:
        return datetime.strptime(words, "%d/%m/%Y").date() if "/" in words else date.fromisoformat(words)
    except ValueError:
        raise PeriodError(f"{words!r} in the period {text!r} is not a day: write 2026-07-01..2026-09-30") from None
