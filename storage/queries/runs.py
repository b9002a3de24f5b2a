"""Runs: what was crawled when, and how it ended."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from storage.models import CrawlRun, Slot
from storage.runs import RUN_COLUMNS, Run, as_run, load_run


def list_runs(connection: Connection, *, portal: str | None = None, since: date | None = None, limit: int = 200) -> list[Run]:
    """Runs, the newest first."""
    query = select(*RUN_COLUMNS).order_by(CrawlRun.night.desc(), CrawlRun.id.desc()).limit(limit)
    if portal is not None:
        query = query.where(CrawlRun.portal_id == portal)
    if since is not None:
        query = query.where(CrawlRun.night >= since)
    return [as_run(row) for row in connection.execute(query)]


def show_run(connection: Connection, run: int) -> Run | None:
    return load_run(connection, run)


def last_finished_night(connection: Connection, kind: str) -> date | None:
    """The latest slot of a kind whose runs all ended."""
    query = select(Slot.scheduled_for).where(Slot.kind == kind, Slot.finished_at.is_not(None)).order_by(Slot.scheduled_for.desc())
    return connection.execute(query.limit(1)).scalar()


def healthy_nights(connection: Connection, portals: list[str], since: date, until: date) -> list[date]:
    """The nights on which one of the portals was read well, ascending; imported captures included."""
    query = select(CrawlRun.night).where(CrawlRun.portal_id.in_(portals), CrawlRun.applied, CrawlRun.night.between(since, until))
    return list(connection.execute(query.distinct().order_by(CrawlRun.night)).scalars())


def ends_of_reading(connection: Connection, portals: list[str], at: date) -> tuple[date | None, date | None]:
    """The first of all `healthy_nights`, and the last of them up to a day."""
    first = select(func.min(CrawlRun.night)).where(CrawlRun.portal_id.in_(portals), CrawlRun.applied)
    last = select(func.max(CrawlRun.night)).where(CrawlRun.portal_id.in_(portals), CrawlRun.applied, CrawlRun.night <= at)
    row = connection.execute(select(first.scalar_subquery(), last.scalar_subquery())).one()
    return row[0], row[1]
