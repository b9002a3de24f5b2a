"""Labels counted by the database: by agency, field or tier, over time, and how much moved."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, SQLColumnExpression, Subquery, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from classifier.findings.declared import customary_bounds
from classifier.model import Declared
from classifier.vocabulary import Scheme
from storage.models import CrawlRun, LevelSpan, Portal, PortalTally, Procedure

_P, _S, _T = Procedure, LevelSpan, PortalTally


@dataclass(frozen=True, slots=True)
class Tally:
    """How many procedures with one agency and one field have a level; None = the portal does not say.

    `above`: declared higher than the pages bear out (the flag `declared_above_evidence`).
    """

    agency: str | None
    field: str | None
    level: int | None
    above: bool
    count: int


@dataclass(frozen=True, slots=True)
class LabelTally:
    """How many procedures of a portal have the same evidenced bounds and the same declared label; `above` as in `Tally`."""

    portal: str
    level: int | None
    level_max: int | None
    scheme: str | None
    declared: str | None
    above: bool
    count: int


@dataclass(frozen=True, slots=True)
class LevelStep:
    """On `day` the number of procedures at `level` changed by `by`."""

    day: date
    level: int | None
    by: int


@dataclass(frozen=True, slots=True)
class ChangeCount:
    portal: str
    kind: str
    count: int


def holds(at: date | None) -> tuple[SQLColumnExpression[bool], ...]:
    """The conditions for a span to hold on a day (None = now); a withdrawn span never held."""
    always = (_S.withdrawn_on.is_(None), _S.present)
    if at is None:
        return (*always, _S.valid_to.is_(None))
    return (*always, _S.valid_from <= at, or_(_S.valid_to.is_(None), _S.valid_to > at))


def above_evidence() -> ColumnElement[bool]:
    """Declared, by the customary reading, higher than the pages leave possible."""
    values = [*(str(n) for n in range(1, 5)), "1-2", "2-3", "3-4", "toan-trinh", "mot-phan", "cung-cap-thong-tin"]
    lows: dict[int, list[str]] = {}
    for value in values:
        reading = customary_bounds(Declared(Scheme.ND43_2011 if value[0].isdigit() else Scheme.ND42_2022, value))
        if reading is not None:
            lows.setdefault(reading[0], []).append(value)
    exceeds = or_(*(and_(_S.declared.in_(found), _S.level_max < low) for low, found in lows.items()))
    return and_(_S.level.is_not(None), _S.level_max.is_not(None), _S.scheme != Scheme.CD_2026, exceeds)


def tallies(connection: Connection, at: date | None, portals: Sequence[str]) -> list[Tally]:
    """Procedures of some portals on a day by agency and field: one walk for both rankings."""
    columns = (_P.agency, _P.field, _S.level, case((above_evidence(), 1), else_=0).label("above"))
    query = select(*columns, func.count()).select_from(_P).join(_S, _S.procedure_id == _P.id)
    query = query.where(_P.portal_id.in_(list(portals)), *holds(at)).group_by(*columns)
    return [Tally(row[0], row[1], row[2], bool(row[3]), row[4]) for row in connection.execute(query)]


def label_tallies(connection: Connection, at: date | None, portals: Sequence[str] | None = None) -> list[LabelTally]:
    """All procedures on a day by portal and label, as they were counted when the spans moved: what `counted_labels` counts."""
    last = select(_T.body).where(_T.portal_id == Portal.id).order_by(_T.day.desc()).limit(1)
    if at is not None:
        last = last.where(_T.day <= at)
    query = select(Portal.id, last.correlate(Portal).scalar_subquery()).order_by(Portal.id)
    if portals is not None:
        query = query.where(Portal.id.in_(list(portals)))
    return [LabelTally(portal, *row) for portal, body in connection.execute(query) for row in unpacked(body or "[]")]


def unpacked(body: str) -> list[Any]:
    """The rows of a kept tally: level, level_max, scheme, declared, above, count."""
    rows: list[Any] = json.loads(body)
    return rows


def counted_labels(connection: Connection, at: date | None, portals: Sequence[str] | None = None) -> list[LabelTally]:
    """All procedures on a day by portal and label, counted from the spans: a third of a second for the whole country."""
    columns = (_P.portal_id, _S.level, _S.level_max, _S.scheme, _S.declared, case((above_evidence(), 1), else_=0).label("above"))
    query = select(*columns, func.count()).select_from(_P).join(_S, _S.procedure_id == _P.id).where(*holds(at)).group_by(*columns)
    if portals is not None:
        query = query.where(_P.portal_id.in_(list(portals)))
    return [LabelTally(row[0], row[1], row[2], row[3], row[4], bool(row[5]), row[6]) for row in connection.execute(query)]


def level_steps(connection: Connection, portals: Sequence[str]) -> list[LevelStep]:
    """Every day on which the number of procedures at a level changed, ascending."""
    mine = (_P.portal_id.in_(list(portals)), _S.withdrawn_on.is_(None), _S.present)
    joined = _S.procedure_id == _P.id
    opened = select(_S.valid_from.label("day"), _S.level.label("level"), func.count().label("by")).select_from(_P).join(_S, joined)
    opened = opened.where(*mine).group_by(_S.valid_from, _S.level)
    closed = select(_S.valid_to.label("day"), _S.level.label("level"), (literal(0) - func.count()).label("by")).select_from(_P)
    closed = closed.join(_S, joined).where(*mine, _S.valid_to.is_not(None)).group_by(_S.valid_to, _S.level)
    both = union_all(opened, closed).subquery()
    query = select(both.c.day, both.c.level, func.sum(both.c.by)).group_by(both.c.day, both.c.level).order_by(both.c.day)
    return [LevelStep(row[0], row[1], int(row[2])) for row in connection.execute(query) if row[2]]


def change_counts(connection: Connection, since: date, until: date, portals: Sequence[str] | None = None) -> list[ChangeCount]:
    """Changes confirmed from `since` to `until`, both included, by portal and kind: as many as `listed_changes` lists."""
    by_run = _changes_by_run(since, until, _S.change)
    query = select(CrawlRun.portal_id, by_run.c.change, func.sum(by_run.c.count)).join(by_run, by_run.c.run_id == CrawlRun.id)
    if portals is not None:
        query = query.where(CrawlRun.portal_id.in_(list(portals)))
    rows = connection.execute(query.group_by(CrawlRun.portal_id, by_run.c.change))
    return [ChangeCount(row[0], row[1] or "", int(row[2])) for row in rows]


def changes_by_day(connection: Connection, since: date, until: date) -> dict[str, dict[date, int]]:
    """Number of listed changes of each portal by the day that confirmed them."""
    by_run = _changes_by_run(since, until, _S.confirmed_on)
    query = select(CrawlRun.portal_id, by_run.c.confirmed_on, func.sum(by_run.c.count)).join(by_run, by_run.c.run_id == CrawlRun.id)
    found: dict[str, dict[date, int]] = {}
    for portal, day, count in connection.execute(query.group_by(CrawlRun.portal_id, by_run.c.confirmed_on)):
        found.setdefault(portal, {})[day] = int(count)
    return found


def _changes_by_run(since: date, until: date, by: InstrumentedAttribute[Any]) -> Subquery:
    """Listed changes by the run that gave the label, which is one of the procedure's portal, and by something else: an index tells all."""
    query = select(_S.run_id, by, func.count().label("count"))
    query = query.where(_S.change.is_not(None), _S.confirmed_on.between(since, until), _S.withdrawn_on.is_(None))
    return query.group_by(_S.run_id, by).subquery()
