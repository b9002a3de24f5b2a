"""Runs and mails counted, for those who watch the machine."""

from __future__ import annotations

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from storage.models import CrawlRun, EmailSent, Portal
from storage.runs import RUN_COLUMNS, Run, as_run


def last_runs(connection: Connection) -> list[Run]:
    """The last finished crawl of every portal."""
    run = CrawlRun
    ended = aliased(run)
    # Portal by portal, so that the years behind the last night are not read.
    newest = select(ended.id).where(ended.portal_id == Portal.id, ended.kind == "nightly", ended.state.in_(("ok", "suspect", "failed")))
    newest = newest.order_by(ended.night.desc(), ended.id.desc()).limit(1).correlate(Portal)
    query = select(*RUN_COLUMNS).join(Portal, Portal.id == run.portal_id).where(run.id == newest.scalar_subquery())
    return [as_run(row) for row in connection.execute(query.order_by(run.portal_id))]


def runs_by_state(connection: Connection) -> dict[str, int]:
    query = select(CrawlRun.state, func.count()).where(CrawlRun.kind == "nightly").group_by(CrawlRun.state)
    return {str(state): int(count) for state, count in connection.execute(query)}


def mails_by_state(connection: Connection) -> dict[str, int]:
    return {str(state): int(count) for state, count in connection.execute(select(EmailSent.state, func.count()).group_by(EmailSent.state))}
