"""Keeping the counts of labels per portal and day beside the spans, so that a page of the country reads 63 rows instead of every span.

Whoever moves the spans of a portal calls `tally_again` in the same transaction, with the earliest day whose labels it touched.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, case, delete, func, insert, literal, select, union_all

from storage.models import LevelSpan, PortalTally, Procedure
from storage.queries.tallies import above_evidence, counted_labels, label_tallies, unpacked

Label = tuple[int | None, int | None, str | None, str | None, bool]
_P, _S, _T = Procedure, LevelSpan, PortalTally


def tally_again(connection: Connection, portal: str, since: date = date.min) -> None:
    """Count the labels of a portal anew from a day on; what was counted for earlier days stays."""
    connection.execute(delete(_T).where(_T.portal_id == portal, _T.day >= since))
    before = connection.execute(select(_T.body).where(_T.portal_id == portal).order_by(_T.day.desc()).limit(1)).scalar()
    counts: Counter[Label] = Counter({tuple(row[:5]): row[5] for row in unpacked(before or "[]")})
    rows = []
    for day, steps in groupby(_steps(connection, portal, since), key=lambda step: step[0]):
        moved = {label: by for _, label, by in steps if by}
        if moved:
            for label, by in moved.items():
                counts[label] += by
            rows.append({"portal_id": portal, "day": day, "body": _packed(counts)})
    if rows:
        connection.execute(insert(_T), rows)


def tally_all(connection: Connection) -> None:
    """Count every portal anew: the database may come from an earlier version."""
    for portal in connection.execute(select(_P.portal_id).distinct()).scalars().all():
        tally_again(connection, portal)


def miscounted(connection: Connection) -> list[str]:
    """The portals whose kept counts of now are not what their spans say; empty unless something went past `tally_again`."""
    kept, counted = set(label_tallies(connection, None)), set(counted_labels(connection, None))
    return sorted({tally.portal for tally in kept ^ counted})


def _steps(connection: Connection, portal: str, since: date) -> Iterator[tuple[date, Label, int]]:
    """By how much the number of each label changed on each day from `since` on, ascending by day."""
    label = (_S.level, _S.level_max, _S.scheme, _S.declared, case((above_evidence(), 1), else_=0).label("above"))
    mine = (_P.portal_id == portal, _S.withdrawn_on.is_(None), _S.present)
    joined = _S.procedure_id == _P.id
    opened = select(_S.valid_from.label("day"), *label, func.count().label("by")).select_from(_P).join(_S, joined)
    opened = opened.where(*mine, _S.valid_from >= since).group_by(_S.valid_from, *label)
    closed = select(_S.valid_to.label("day"), *label, (literal(0) - func.count()).label("by")).select_from(_P).join(_S, joined)
    closed = closed.where(*mine, _S.valid_to >= since).group_by(_S.valid_to, *label)
    both = union_all(opened, closed).subquery().c
    columns = (both.day, both.level, both.level_max, both.scheme, both.declared, both.above)
    query = select(*columns, func.sum(both.by)).group_by(*columns).order_by(both.day)
    for day, level, level_max, scheme, declared, above, by in connection.execute(query):
        yield day, (level, level_max, scheme, declared, bool(above)), int(by)


def _packed(counts: Mapping[Label, int]) -> str:
    rows: list[list[Any]] = [[*label, count] for label, count in counts.items() if count]
    return json.dumps(sorted(rows, key=repr), separators=(",", ":"))
