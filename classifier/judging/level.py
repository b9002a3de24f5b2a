"""The table of levels.md §6.19 as data, and the cumulative reading of NĐ 43/2011 Đ3 k4 beside it."""

from __future__ import annotations

from dataclasses import dataclass

from classifier.model import Features, Forms, Payment, Result, Submission

ANY = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. None in a condition: any value. None in `level`/`level_max`: F, the level of forms and information."""

    submission: frozenset[Submission]
    payment: frozenset[Payment] | None
    result_known: bool | None
    level: int | None
    level_max: int | None


def _line(submission: str, payment: str | None, result_known: bool | None, level: int | None, level_max: int | None) -> Line:
    return Line(
        frozenset(map(Submission, submission.split())),
        frozenset(map(Payment, payment.split())) if payment else ANY,
        result_known,
        level,
        level_max,
    )


TABLE: tuple[Line, ...] = (
    _line("yes", "yes not_applicable", ANY, 4, 4),
    _line("gate", "yes not_applicable", True, 4, 4),
    _line("gate", "yes not_applicable", False, 3, 4),
    _line("yes gate", "stated", True, 4, 4),
    _line("yes gate", "stated", False, 3, 4),
    _line("yes gate", "unknown", ANY, 3, 4),
    _line("yes gate", "no", ANY, 3, 3),
    _line("upload_only", ANY, ANY, 2, 2),
    _line("email no", ANY, ANY, None, None),
    _line("external unknown", ANY, ANY, None, 4),
)

# F: what forms and information give when nothing is sent online.
FORM_LEVELS: dict[Forms, tuple[int, int]] = {
    Forms.YES: (2, 2),
    Forms.NOT_APPLICABLE: (2, 2),
    Forms.SOME: (1, 1),
    Forms.NO: (1, 1),
    Forms.UNKNOWN: (1, 2),
}

ESSENTIAL_ITEMS = ("b", "d")  # trình tự, thành phần hồ sơ: without one of them a page that offers nothing is below level 1
# Nothing is known to be sent; a link that leads to some home page has shown nothing.
_NOTHING_SENT = frozenset({Submission.NO, Submission.UNKNOWN, Submission.EXTERNAL})


@dataclass(frozen=True, slots=True)
class Level:
    """The evidenced level, the highest level not ruled out, and the cumulative one; all None when nothing could be read."""

    level: int | None
    level_max: int | None
    strict: int | None
    reason: str = ""  # message id when unknown
    line: int | None = None  # which line of the table decided
    below_one: bool = False  # §6.13


UNKNOWN_LEVEL = Level(None, None, None, "not_read")


def below_level_one(features: Features) -> bool:
    """Rule 6.13: no steps or no dossier on the page, no form linked or dispensed with, and no way to send anything."""
    present = features.information.present
    return (
        any(item not in present for item in ESSENTIAL_ITEMS)
        and features.forms not in (Forms.YES, Forms.SOME, Forms.NOT_APPLICABLE)
        and features.submission in _NOTHING_SENT
    )


def form_level(features: Features) -> tuple[int, int]:
    """F and its maximum."""
    low, high = FORM_LEVELS[features.forms]
    if not below_level_one(features):
        return low, high
    return 0, (high if features.forms is Forms.UNKNOWN else 0)


def level_of(features: Features, *, readable: bool = True, whole: bool = True) -> Level:
    """Apply the table. `readable`: a procedure page was read at all; `whole`: surely all of it, which level 0 needs (§6.13)."""
    if not readable:
        return UNKNOWN_LEVEL
    known = features.result is not Result.UNKNOWN
    number, line = next(
        (number, line)
        for number, line in enumerate(TABLE, start=1)
        if features.submission in line.submission
        and (line.payment is ANY or features.payment in line.payment)
        and (line.result_known is ANY or line.result_known is known)
    )
    low, high = form_level(features)
    level = low if line.level is None else line.level
    level_max = high if line.level_max is None else line.level_max
    zero = line.level is None and below_level_one(features)
    if zero and not whole:
        return Level(None, None, None, "not_read_whole", number)
    return Level(level, level_max, strict_level(features, level), line=number, below_one=zero)


def strict_level(features: Features, level: int) -> int:
    """Rule 6.12: 0 unless all 11 information items are there, 1 unless the forms are, then what was found."""
    if len(features.information.present) < features.information.required:
        return 0
    if features.forms not in (Forms.YES, Forms.NOT_APPLICABLE):
        return min(1, level)
    return level
