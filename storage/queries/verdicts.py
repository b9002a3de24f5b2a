"""The verdicts that were kept after each night: a row for the day on which a target's verdict or figures became what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from storage.models import Verdict
from storage.writing import clean, upsert


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """A target from `as_of` on, until its next row. `body`: JSON of `declared`, `evidenced`, `numerator`, `denominator`, `after_due`."""

    document: str
    target: str
    as_of: date
    verdict: str
    body: str


_V = Verdict


def keep_verdicts(connection: Connection, verdicts: Sequence[KeptVerdict], at: datetime) -> int:
    """Store those that differ from what stood before their day. Returns how many did."""
    new = [one for one in verdicts if not _stands(connection, one)]
    rows = [
        {"document": v.document, "target": v.target, "as_of": v.as_of, "verdict": v.verdict, "body": clean(v.body), "computed_at": at}
        for v in new
    ]
    upsert(connection, Verdict, rows)
    return len(new)


def verdicts_at(connection: Connection, document: str, day: date) -> list[KeptVerdict]:
    """The verdicts of a plan's targets as they stood on a day, by target; a target that was never judged by then is missing."""
    last = select(_V.target, func.max(_V.as_of).label("as_of")).where(_V.document == document, _V.as_of <= day)
    stood = last.group_by(_V.target).subquery()
    query = select(_V.document, _V.target, _V.as_of, _V.verdict, _V.body).join(
        stood, (stood.c.target == _V.target) & (stood.c.as_of == _V.as_of)
    )
    return [KeptVerdict(*row) for row in connection.execute(query.where(_V.document == document).order_by(_V.target))]


def verdict_history(connection: Connection, document: str, target: str) -> list[KeptVerdict]:
    """The days on which a target's verdict or figures changed, ascending."""
    query = select(_V.document, _V.target, _V.as_of, _V.verdict, _V.body).where(_V.document == document, _V.target == target)
    return [KeptVerdict(*row) for row in connection.execute(query.order_by(_V.as_of))]


def _stands(connection: Connection, verdict: KeptVerdict) -> bool:
    query = select(_V.verdict, _V.body).where(_V.document == verdict.document, _V.target == verdict.target, _V.as_of <= verdict.as_of)
    row = connection.execute(query.order_by(_V.as_of.desc()).limit(1)).first()
    return row is not None and (row.verdict, row.body) == (verdict.verdict, verdict.body)
