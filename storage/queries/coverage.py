"""How well each portal was read in a window: nights, believed nights, and what the last believed reading saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, case, func, select

from storage.models import CrawlRun, Portal
from storage.queries.registry import province_portals


@dataclass(frozen=True, slots=True)
class PortalCoverage:
    """One portal. `nights`: days with a finished reading in the window, archives included; `believed`: healthy ones.

    The rest is of the last believed reading up to the end of the window; None = there was none.
    """

    portal: str
    name: str
    province: str | None
    nights: int
    believed: int
    last_read: date | None = None
    listed: int | None = None
    read: int | None = None
    failed: int | None = None
    complete: bool | None = None
    rules_version: str | None = None


def coverage(connection: Connection, since: date, until: date, province: str | None = None) -> tuple[PortalCoverage, ...]:
    """All portals of a province (None = all), by id; those that were never read are there too."""
    run = CrawlRun
    wanted = province_portals(connection, province)
    portals = connection.execute(select(Portal.id, Portal.name, Portal.province).order_by(Portal.id)).all()
    counted = (
        select(run.portal_id, func.count(run.night.distinct()), func.count(case((run.state == "ok", run.night)).distinct()))
        .where(run.kind.in_(("nightly", "import")), run.state.in_(("ok", "suspect", "failed")), run.night.between(since, until))
        .group_by(run.portal_id)
    )
    nights = {row[0]: (row[1], row[2]) for row in connection.execute(counted)}
    newest = func.row_number().over(partition_by=run.portal_id, order_by=(run.night.desc(), run.id.desc())).label("newest")
    figures = (run.portal_id, run.night, run.listed, run.read, run.failed, run.complete, run.rules_version)
    read = select(*figures, newest).where(run.applied, run.kind.in_(("nightly", "import")), run.night <= until).subquery()
    last = {row[0]: row[1:7] for row in connection.execute(select(read).where(read.c.newest == 1))}
    return tuple(
        PortalCoverage(row.id, row.name, row.province, *nights.get(row.id, (0, 0)), *last.get(row.id, ()))
        for row in portals
        if wanted is None or row.id in wanted
    )
