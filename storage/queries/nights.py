"""Nights of portals: when each was last read well, how each night ended, and runs a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from storage.models import CrawlRun, Portal
from storage.runs import RUN_COLUMNS, Run, as_run

_R = CrawlRun


@dataclass(frozen=True, slots=True)
class Night:
    """How one reading of a portal ended."""

    portal: str
    night: date
    run: int
    kind: str
    state: str
    outcome: str | None
    read: int


@dataclass(frozen=True, slots=True)
class RunFilter:
    portals: tuple[str, ...] | None = None
    state: str | None = None
    night: date | None = None


def last_read(connection: Connection, until: date) -> dict[str, date]:
    """The last night up to `until` on which each portal was read well; a portal that never was is missing."""
    # A look back along the index of each portal's nights: grouping would visit every run that there ever was.
    last = select(_R.night).where(_R.portal_id == Portal.id, _R.applied, _R.night <= until).order_by(_R.night.desc()).limit(1)
    rows = connection.execute(select(Portal.id, last.correlate(Portal).scalar_subquery()))
    return {portal: night for portal, night in rows if night is not None}


def first_read(connection: Connection, portals: Sequence[str]) -> date | None:
    """The first night on which one of the portals was read well."""
    return connection.execute(select(func.min(_R.night)).where(_R.applied, _R.portal_id.in_(list(portals)))).scalar()


def nights_of(connection: Connection, portals: Sequence[str], since: date, until: date) -> list[Night]:
    """The finished readings of some portals in a window, by portal and night."""
    columns = (_R.portal_id, _R.night, _R.id, _R.kind, _R.state, _R.outcome, _R.read)
    query = select(*columns).where(_R.portal_id.in_(list(portals)), _R.night.between(since, until))
    query = query.where(_R.kind.in_(("nightly", "import")), _R.state.in_(("ok", "suspect", "failed")))
    return [Night(*row) for row in connection.execute(query.order_by(_R.portal_id, _R.night, _R.id))]


def count_runs(connection: Connection, wanted: RunFilter) -> int:
    return int(connection.execute(_filtered(select(func.count()).select_from(_R), wanted)).scalar_one())


def runs_page(connection: Connection, wanted: RunFilter, limit: int, offset: int) -> list[Run]:
    """Runs, the newest first."""
    query = _filtered(select(*RUN_COLUMNS), wanted).order_by(_R.night.desc(), _R.id.desc()).limit(limit).offset(offset)
    return [as_run(row) for row in connection.execute(query)]


def _filtered(query: Select[*tuple[Any, ...]], wanted: RunFilter) -> Select[*tuple[Any, ...]]:
    if wanted.portals is not None:
        query = query.where(_R.portal_id.in_(wanted.portals))
    if wanted.state is not None:
        query = query.where(_R.state == wanted.state)
    if wanted.night is not None:
        query = query.where(_R.night == wanted.night)
    return query
