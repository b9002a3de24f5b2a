"""What the store looks like now, in a few values that change whenever a figure may."""

from __future__ import annotations

from collections.abc import Hashable

from sqlalchemy import Connection, func, select

from storage.models import Annotation, CrawlRun, GroupList, LevelSpan, ManualValue, Plan, Portal


def store_state(connection: Connection) -> tuple[Hashable, ...]:
    """Equal as long as no run was finished or accepted and nobody brought in a plan, a list, a figure, a note or a portal."""
    asked = (
        func.max(CrawlRun.id), func.max(CrawlRun.finished_at), func.max(CrawlRun.accepted_at), func.max(LevelSpan.id),
        func.max(ManualValue.id), func.max(Plan.imported_at), func.max(GroupList.imported_at), func.max(Annotation.id),
        func.count(Portal.id), func.max(Portal.added_at),
    )  # fmt: skip
    # Each by itself inside one statement: selected side by side, the database would join the tables.
    row = connection.execute(select(*(select(one).scalar_subquery() for one in asked))).one()
    return tuple(row)
