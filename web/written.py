"""Values as their reader writes them: 1.234 and 62,5 and 31/12/2020 in Vietnamese, 1,234 and 62.5 and 2020-12-31 in English."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from crawler.config import TIME_ZONE
from scheduler.messages import shown

_SWAP = str.maketrans(",.", ".,")


def written(value: object, lang: str, digits: int | None = None) -> str:
    """A number, day, moment or text. `digits`: exactly so many decimals, else at most two. None is a dash, never 0."""
    if isinstance(value, datetime):
        local = value.astimezone(TIME_ZONE)
        return local.strftime("%H:%M %d/%m/%Y" if lang == "vi" else "%Y-%m-%d %H:%M")
    if digits is not None and isinstance(value, int | float | Decimal | Fraction):
        plain = f"{float(value):,.{digits}f}"
        return plain.translate(_SWAP) if lang == "vi" else plain
    return shown(value, lang)


def share(part: int, whole: int) -> float | None:
    """A share in percent; None of nothing."""
    return 100 * part / whole if whole else None


def days_ago(day: date, today: date) -> int:
    return (today - day).days
