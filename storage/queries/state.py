"""What the store looks like now, in a few values that change whenever a figure may."""

from __future__ import annotations

from collections.abc import Hashable

from sqlalchemy import Connection, func, select

from storage.models import AgencySite, Annotation, CrawlRun, GroupList, LevelSpan, ManualValue, NationalCount, Plan, Portal, SiteVisit


def store_state(connection: Connection) -> tuple[Hashable, ...]:
    """Equal as long as no run was finished or accepted, no agency's site was visited, and nobody brought in anything: a plan, a list,
    a figure, a note, a portal or an agency.
    """
    return tuple(connection.execute(_STATE).one())


_ASKED = (
    func.max(CrawlRun.id), func.max(CrawlRun.finished_at), func.max(CrawlRun.accepted_at), func.max(LevelSpan.id),
    func.max(ManualValue.id), func.max(Plan.imported_at), func.max(GroupList.imported_at), func.max(Annotation.id),
    func.count(Portal.id), func.max(Portal.added_at), func.count(AgencySite.id), func.max(AgencySite.added_at),
    func.max(SiteVisit.visited_at), func.max(SiteVisit.id), func.max(NationalCount.counted_on), func.count(NationalCount.province),
)  # fmt: skip
# Each by itself inside one statement: selected side by side, the database would join the tables. Every request asks, so it is made once.
_STATE = select(*(select(one).scalar_subquery() for one in _ASKED))
