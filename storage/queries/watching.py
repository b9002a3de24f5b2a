"""Runs and mails counted, for those who watch the machine."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from storage.models import CrawlRun, EmailSent
from storage.runs import RUN_COLUMNS, Run, as_run


def last_runs(connection: Connection) -> list[Run]:
    """The last finished crawl of every portal."""
    run = CrawlRun
    newest = func.row_number().over(partition_by=run.portal_id, order_by=(run.night.desc(), run.id.desc())).label("newest")
    ended = select(run.id, newest).where(run.kind == "nightly", run.state.in_(("ok", "suspect", "failed"))).subquery()
    query = select(*RUN_COLUMNS).join(ended, ended.c.id == run.id).where(ended.c.newest == 1)
    return [as_run(row) for row in connection.execute(query.order_by(run.portal_id))]


def runs_by_state(connection: Connection) -> dict[str, int]:
    query = select(CrawlRun.state, func.count()).where(CrawlRun.kind == "nightly").group_by(CrawlRun.state)
    return {str(state): int(count) for state, count in connection.execute(query)}


def mails_by_state(connection: Connection) -> dict[str, int]:
    return {str(state): int(count) for state, count in connection.execute(select(EmailSent.state, func.count()).group_by(EmailSent.state))}
