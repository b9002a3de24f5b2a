"""Labels as of a date: one row per procedure that was on its portal that day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from classifier.model import Entry
from storage.entry_codec import decode
from storage.models import LevelSpan, Portal, Procedure
from storage.queries.registry import province_portals
from storage.queries.tallies import label_tallies


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A procedure's standing on a day. `since`: when it got this label; `run`: the run that found it; `detail`: see `entry`."""

    procedure: int
    span: int
    portal: str
    province: str | None
    handle: str
    code: str | None
    key: str | None
    name: str
    field: str | None
    agency: str | None
    tier: str | None
    url: str
    since: date
    run: int
    scheme: str | None
    declared: str | None
    level: int | None
    level_max: int | None
    strict_level: int | None
    rules_version: str
    snapshot: bytes | None
    detail: bytes

    @property
    def entry(self) -> Entry:
        """The whole judged entry with features, flags, evidence and findings, decoded when asked for."""
        return decode(self.detail)


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many procedures of a portal share a label."""

    portal: str
    province: str | None
    scheme: str | None
    declared: str | None
    level: int | None
    count: int


_P, _S = Procedure, LevelSpan
_COLUMNS = (
    _P.id, _S.id, _P.portal_id, Portal.province, _P.handle, _P.code, _P.key, _P.name, _P.field, _P.agency, _P.tier, _P.url,
    _S.valid_from, _S.run_id, _S.scheme, _S.declared, _S.level, _S.level_max, _S.strict_level, _S.rules_version, _S.snapshot, _S.detail,
)  # fmt: skip


def levels_at(
    connection: Connection,
    at: date | None = None,
    *,
    province: str | None = None,
    portal: str | None = None,
    procedures: Sequence[int] | None = None,
    spans: Sequence[int] | None = None,
) -> list[LevelRow]:
    """The standing of every procedure on the day `at` (None = now), by portal, field and name."""
    query = _covering(select(*_COLUMNS), at)
    portals = province_portals(connection, province)
    if portals is not None:
        query = query.where(_P.portal_id.in_(portals))
    if portal is not None:
        query = query.where(_P.portal_id == portal)
    if procedures is not None:
        query = query.where(_P.id.in_(list(procedures)))
    if spans is not None:
        query = query.where(_S.id.in_(list(spans)))
    return [LevelRow(*row) for row in connection.execute(query.order_by(_P.portal_id, _P.field, _P.name, _P.id))]


def spans_at(connection: Connection, at: date | None, *, province: str) -> list[int]:
    """The spans that `levels_at` would tell of, in its order."""
    query = _covering(select(_S.id), at).where(_P.portal_id.in_(province_portals(connection, province) or ()))
    return list(connection.execute(query.order_by(_P.portal_id, _P.field, _P.name, _P.id)).scalars())


def levels_ever(connection: Connection, province: str) -> list[tuple[LevelRow, date | None]]:
    """Every standing of a province's procedures with the first day on which it no longer held, in the order of `levels_at`."""
    query = select(*_COLUMNS, _S.valid_to).select_from(_P).join(_S, _S.procedure_id == _P.id).join(Portal, Portal.id == _P.portal_id)
    query = query.where(_P.portal_id.in_(province_portals(connection, province) or ()), _S.withdrawn_on.is_(None), _S.present)
    query = query.order_by(_P.portal_id, _P.field, _P.name, _P.id, _S.valid_from)
    rows: list[list[Any]] = [[*row] for row in connection.execute(query)]
    return [(LevelRow(*row[:-1]), row[-1]) for row in rows]


def levels_after(
    connection: Connection, at: date | None, after: int, limit: int, *, portals: Sequence[str] | None = None
) -> list[LevelRow]:
    """The next rows by procedure number, beginning behind `after`: a page costs the same wherever it stands."""
    query = _covering(select(*_COLUMNS), at).where(_P.id > after)
    if portals is not None:
        query = query.where(_P.portal_id.in_(list(portals)))
    return [LevelRow(*row) for row in connection.execute(query.order_by(_P.id).limit(limit))]


def level_counts(connection: Connection, at: date | None = None, *, province: str | None = None) -> list[LevelCount]:
    """Procedures per portal and label on a day."""
    places = {row.id: row.province for row in connection.execute(select(Portal.id, Portal.province))}
    counts: Counter[tuple[str, str | None, str | None, int | None]] = Counter()
    for tally in label_tallies(connection, at, province_portals(connection, province)):
        counts[tally.portal, tally.scheme, tally.declared, tally.level] += tally.count
    return [LevelCount(one[0], places[one[0]], *one[1:], count) for one, count in counts.items()]


def _covering(query: Select[*tuple[Any, ...]], at: date | None) -> Select[*tuple[Any, ...]]:
    """Only the spans that hold on the day; a withdrawn span never held."""
    query = query.select_from(_S).join(_P, _P.id == _S.procedure_id).join(Portal, Portal.id == _P.portal_id)
    query = query.where(_S.withdrawn_on.is_(None), _S.present)
    if at is None:
        return query.where(_S.valid_to.is_(None))
    return query.where(_S.valid_from <= at, or_(_S.valid_to.is_(None), _S.valid_to > at))
