"""Spans opened in a window, with their predecessors; and the portals that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field as field_
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, select
from sqlalchemy.orm import aliased

from classifier.model import Evidence
from storage.entry_codec import decode
from storage.models import CrawlRun, LevelSpan, Portal, Procedure
from storage.queries.registry import province_portals


@dataclass(frozen=True, slots=True)
class ListedChange:
    """One change. Levels are evidenced ones. `withdrawn_on`: the next healthy run took it back, so it never was."""

    span: int
    kind: str
    portal: str
    province: str | None
    handle: str
    url: str
    code: str | None
    name: str
    field: str | None
    agency: str | None
    level_from: int | None
    level_to: int | None
    declared_from: str | None
    declared_to: str | None
    scheme_from: str | None
    scheme_to: str | None
    first_seen: date
    confirmed: date
    withdrawn_on: date | None
    detail: bytes = field_(repr=False)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the new label rests on (for a procedure that is gone: what the old one did), decoded when asked for."""
        return decode(self.detail).evidence if self.detail else ()

    @property
    def across_schemes(self) -> bool:
        """The declared labels belong to two regimes: they may be shown side by side, never compared."""
        return self.scheme_from is not None and self.scheme_to is not None and self.scheme_from != self.scheme_to


@dataclass(frozen=True, slots=True)
class UnreadPortal:
    """A portal without a believed run since `since`. `outcome` and `state` are those of its last run."""

    portal: str
    since: date
    outcome: str
    state: str


_Before = aliased(LevelSpan)


def listed_changes(
    connection: Connection, since: date, until: date, province: str | None = None, *, withdrawn: bool = False
) -> tuple[ListedChange, ...]:
    """The changes confirmed from `since` to `until`, both included, by portal, day and name; or those withdrawn in that time."""
    query = _changes()
    if withdrawn:
        # Asked for by themselves: they are few, and no plan for the join below begins with them unless told to.
        few = connection.execute(select(LevelSpan.id).where(LevelSpan.withdrawn_on.between(since, until))).scalars().all()
        query = query.where(LevelSpan.id.in_(few))
    else:
        query = query.where(*_listed(since, until))
    portals = province_portals(connection, province)
    if portals is not None:
        query = query.where(Procedure.portal_id.in_(portals))
    # Sorted here: the database's sorter would carry every row's evidence along.
    found = [_change(connection, row) for row in connection.execute(query).all()]
    return tuple(sorted(found, key=lambda c: (c.portal, -c.confirmed.toordinal(), c.name, c.span)))


def newest_changes(
    connection: Connection, since: date, until: date, province: str | None = None, kind: str = "", *, limit: int, offset: int = 0
) -> tuple[ListedChange, ...]:
    """A page of what `listed_changes` lists, the latest day first, within a day by portal and name; `kind` "" = all kinds."""
    chosen = select(LevelSpan.id).join(Procedure, Procedure.id == LevelSpan.procedure_id).where(*_listed(since, until))
    portals = province_portals(connection, province)
    if portals is not None:
        chosen = chosen.where(Procedure.portal_id.in_(portals))
    if kind:
        chosen = chosen.where(LevelSpan.change == kind)
    order = (LevelSpan.confirmed_on.desc(), Procedure.portal_id, Procedure.sort_key, LevelSpan.id)
    spans = list(connection.execute(chosen.order_by(*order).limit(limit).offset(offset)).scalars())
    rows = {row.id: row for row in connection.execute(_changes().where(LevelSpan.id.in_(spans)))}
    return tuple(_change(connection, rows[span]) for span in spans)


def _listed(since: date, until: date) -> tuple[ColumnElement[bool], ...]:
    return (LevelSpan.change.is_not(None), LevelSpan.confirmed_on.between(since, until), LevelSpan.withdrawn_on.is_(None))


def unread_portals(connection: Connection, until: date, province: str | None = None) -> tuple[UnreadPortal, ...]:
    """The portals whose last run up to `until` was not believed."""
    run = CrawlRun
    mine = (run.portal_id == Portal.id, run.night <= until, run.kind == "nightly")
    # Looks back along the index of each portal's nights: grouping would visit every run that there ever was.
    newest = select(run.night).where(*mine).order_by(run.night.desc()).limit(1).correlate(Portal)
    believed, tried = newest.where(run.state == "ok"), newest.where(run.state.in_(("suspect", "failed")))
    ends = select(Portal.id, believed.scalar_subquery(), tried.scalar_subquery()).where(Portal.enabled).order_by(Portal.id)
    portals = province_portals(connection, province)
    if portals is not None:
        ends = ends.where(Portal.id.in_(portals))
    found = []
    for portal, good, bad in connection.execute(ends).all():
        if bad is not None and (good is None or bad > good):
            found.append(_unread(connection, portal, good or date.min, until))
    return tuple(found)


def _unread(connection: Connection, portal: str, after: date, until: date) -> UnreadPortal:
    """A portal's runs since it was last believed: since when, and how the last one ended."""
    run = CrawlRun
    query = select(run.night, run.outcome, run.state).where(run.portal_id == portal, run.night > after, run.night <= until)
    query = query.where(run.kind == "nightly", run.state.in_(("suspect", "failed"))).order_by(run.night, run.id)
    rows = connection.execute(query).all()
    return UnreadPortal(portal, rows[0].night, rows[-1].outcome or "error", rows[-1].state)


def _changes() -> Select[*tuple[Any, ...]]:
    columns = (
        LevelSpan.id,
        LevelSpan.procedure_id,
        LevelSpan.change,
        LevelSpan.level,
        LevelSpan.declared,
        LevelSpan.scheme,
        LevelSpan.valid_from,
        LevelSpan.confirmed_on,
        LevelSpan.withdrawn_on,
        case((LevelSpan.present, LevelSpan.detail), else_=_Before.detail).label("detail"),
        _Before.level.label("before_level"),
        _Before.declared.label("before_declared"),
        _Before.scheme.label("before_scheme"),
        _Before.present.label("before_present"),
        Procedure.portal_id,
        Procedure.handle,
        Procedure.url,
        Procedure.code,
        Procedure.name,
        Procedure.field,
        Procedure.agency,
        Portal.province,
    )
    return (
        select(*columns)
        .join(Procedure, Procedure.id == LevelSpan.procedure_id)
        .join(Portal, Portal.id == Procedure.portal_id)
        .outerjoin(_Before, _Before.id == LevelSpan.previous_id)
        .where(LevelSpan.change.is_not(None))
    )


def _change(connection: Connection, row: Any) -> ListedChange:
    level_from = row.before_level if row.before_present else None
    if level_from is None and row.change in ("upgrade", "downgrade"):
        level_from = _known_before(connection, row.procedure_id, row.valid_from, row.id)
    return ListedChange(
        span=row.id,
        kind=row.change,
        portal=row.portal_id,
        province=row.province,
        handle=row.handle,
        url=row.url,
        code=row.code,
        name=row.name,
        field=row.field,
        agency=row.agency,
        level_from=level_from,
        level_to=row.level,
        declared_from=row.before_declared,
        declared_to=row.declared,
        scheme_from=row.before_scheme,
        scheme_to=row.scheme,
        first_seen=row.valid_from,
        confirmed=row.confirmed_on,
        withdrawn_on=row.withdrawn_on,
        detail=row.detail or b"",
    )


def _known_before(connection: Connection, procedure: int, before: date, span: int) -> int | None:
    """The last known level before a time without one."""
    s = LevelSpan
    query = select(s.level).where(
        s.procedure_id == procedure, s.id != span, s.valid_from <= before, s.level.is_not(None), s.withdrawn_on.is_(None)
    )
    return connection.execute(query.order_by(s.valid_from.desc(), s.id.desc()).limit(1)).scalar()
