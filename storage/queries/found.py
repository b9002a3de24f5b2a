"""Lists behind the numbers: procedures by what they are counted by, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, or_, select

from storage.collation import search_words
from storage.models import LevelSpan, Portal, Procedure
from storage.queries.tallies import LabelTally, above_evidence, holds, label_tallies

Label = tuple[str | None, str | None]
Order = Literal["name", "agency", "level", "since"]
_P, _S = Procedure, LevelSpan
_FAR = 2_000  # rows: to pass by fewer costs less than to count them


@dataclass(frozen=True, slots=True)
class ProcedureFilter:
    """What to look for; empty = everything. `levels`: None among them = unknown. `label`: (scheme, value), (None, None) = not published.

    `agency`, `field`, `tier`: "" = the portal does not say. `words`: in the name or code, without regard to marks.
    """

    portals: tuple[str, ...] | None = None
    at: date | None = None
    levels: tuple[int | None, ...] = ()
    label: Label | None = None
    agency: str | None = None
    field: str | None = None
    tier: str | None = None
    above: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class FoundProcedure:
    """A procedure's standing on the day, without its evidence."""

    portal: str
    province: str | None
    handle: str
    code: str | None
    name: str
    field: str | None
    agency: str | None
    tier: str | None
    url: str
    since: date
    scheme: str | None
    declared: str | None
    level: int | None
    level_max: int | None
    above: bool

    @property
    def public_id(self) -> str:
        return f"{self.portal}:{self.handle}"


def count_procedures(connection: Connection, wanted: ProcedureFilter) -> int:
    """How many there are; what is asked of labels alone was counted when they changed."""
    if not _by_label_alone(wanted):
        return int(connection.execute(_filtered(select(func.count()), wanted)).scalar_one())
    return sum(tally.count for tally in label_tallies(connection, wanted.at, wanted.portals) if _counted(tally, wanted))


def _by_label_alone(wanted: ProcedureFilter) -> bool:
    return not wanted.words.strip() and {wanted.agency, wanted.field, wanted.tier} <= {None}


def _counted(tally: LabelTally, wanted: ProcedureFilter) -> bool:
    """Whether the procedures of a tally are among the wanted: what `_filtered` says of labels."""
    if wanted.label is not None:
        scheme, value = wanted.label
        if tally.declared != value or (value is not None and tally.scheme != scheme):
            return False
    return (not wanted.levels or tally.level in wanted.levels) and (tally.above or not wanted.above)


def find_page(connection: Connection, wanted: ProcedureFilter, order: Order, limit: int, offset: int) -> list[FoundProcedure]:
    """One page, by portal and the order asked for; names in Vietnamese alphabetical order."""
    columns = (
        _P.portal_id, Portal.province, _P.handle, _P.code, _P.name, _P.field, _P.agency, _P.tier, _P.url, _S.valid_from,
        _S.scheme, _S.declared, _S.level, _S.level_max, above_evidence().label("above"),
    )  # fmt: skip
    by: dict[str, tuple[Any, ...]] = {
        "name": (_P.portal_id, _P.sort_key),
        "agency": (_P.portal_id, _P.agency, _P.sort_key),
        "level": (_S.level, _P.portal_id, _P.sort_key),
        "since": (_S.valid_from.desc(), _P.portal_id, _P.sort_key),
    }
    if offset >= _FAR and order in ("name", "agency") and _by_label_alone(wanted):
        wanted, offset = _few_portals(connection, wanted, limit, offset)
    # First which they are, by indexes alone: to skip a row should not cost reading all of it.
    chosen = _filtered(select(_S.id), wanted).order_by(*by[order], _P.id).limit(limit).offset(offset)
    spans = list(connection.execute(chosen).scalars())
    query = select(_S.id, *columns).select_from(_S).join(_P, _P.id == _S.procedure_id).join(Portal, Portal.id == _P.portal_id)
    rows = {row.id: row for row in connection.execute(query.where(_S.id.in_(spans)))}
    return [_found(rows[span]) for span in spans]


def _few_portals(connection: Connection, wanted: ProcedureFilter, limit: int, offset: int) -> tuple[ProcedureFilter, int]:
    """The portals on which a page of a list by portals stands, and its offset within them: what lies before was counted already."""
    numbers: dict[str, int] = {}
    for tally in label_tallies(connection, wanted.at, wanted.portals):
        if _counted(tally, wanted):
            numbers[tally.portal] = numbers.get(tally.portal, 0) + tally.count
    first = passed = 0
    names = list(numbers)
    while first < len(names) and passed + numbers[names[first]] <= offset:
        passed += numbers[names[first]]
        first += 1
    last, reached = first, passed
    while last < len(names) and reached < offset + limit:
        reached += numbers[names[last]]
        last += 1
    return replace(wanted, portals=tuple(names[first:last])), offset - passed


def distinct_values(connection: Connection, column: Literal["agency", "field"], portals: Sequence[str]) -> list[str]:
    """The agencies or fields of some portals."""
    name = getattr(_P, column)
    query = select(name).where(_P.portal_id.in_(list(portals)), name.is_not(None)).distinct()
    return list(connection.execute(query).scalars())


def _found(row: Any) -> FoundProcedure:
    values: list[Any] = [*row[1:]]
    values[-1] = bool(row.above)
    return FoundProcedure(*values)


def _filtered(query: Select[*tuple[Any, ...]], wanted: ProcedureFilter) -> Select[*tuple[Any, ...]]:
    query = query.select_from(_P).join(_S, _S.procedure_id == _P.id).where(*holds(wanted.at))
    if wanted.portals is not None:
        query = query.where(_P.portal_id.in_(wanted.portals))
    if wanted.levels:
        known = [level for level in wanted.levels if level is not None]
        query = query.where(or_(_S.level.in_(known), _S.level.is_(None)) if None in wanted.levels else _S.level.in_(known))
    if wanted.label is not None:
        scheme, value = wanted.label
        query = query.where(_S.declared.is_(None)) if value is None else query.where(_S.declared == value, _S.scheme == scheme)
    for column, given in ((_P.agency, wanted.agency), (_P.field, wanted.field), (_P.tier, wanted.tier)):
        if given is not None:
            query = query.where(column == given) if given else query.where(column.is_(None))
    if wanted.above:
        query = query.where(above_evidence())
    if wanted.words.strip():
        query = query.where(_P.search_key.contains(search_words(wanted.words), autoescape=True))
    return query
