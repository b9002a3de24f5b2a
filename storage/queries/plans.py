"""Plans, group lists and entered figures, as people brought them in; what they mean is the business of `scheduler.plan`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from storage.models import GroupList, ManualValue, Plan, Target
from storage.writing import clean, clean_or_none, upsert


@dataclass(frozen=True, slots=True)
class StoredTarget:
    """One target of a plan; `body` is the target as JSON."""

    name: str
    quote: str
    due: date | None
    body: str


@dataclass(frozen=True, slots=True)
class StoredValue:
    """A figure that a person entered. `target`: the target's id, and "/" and the part's name where it has several figures."""

    target: str
    value: float
    source: str
    dated: date


def save_plan(
    connection: Connection, document: str, title: str, province: str | None, body: str, targets: Sequence[StoredTarget], at: datetime
) -> None:
    """Store a plan with its targets, replacing the one with the same document id."""
    connection.execute(delete(Plan).where(Plan.document == document))
    row = {"document": document, "title": clean(title), "province": clean_or_none(province), "body": clean(body), "imported_at": at}
    number = connection.execute(insert(Plan).returning(Plan.id), [row]).scalar_one()
    rows = [{"plan_id": number, "name": t.name, "quote": clean(t.quote), "due": t.due, "body": clean(t.body)} for t in targets]
    if rows:
        connection.execute(insert(Target), rows)


def plan_bodies(connection: Connection) -> dict[str, str]:
    """The imported plans as JSON, by document id."""
    return {row.document: row.body for row in connection.execute(select(Plan.document, Plan.body).order_by(Plan.document))}


def save_group_list(connection: Connection, name: str, dated: date, body: str, at: datetime) -> None:
    """Store a list of groups, replacing the one of the same name."""
    upsert(connection, GroupList, [{"name": name, "dated": dated, "body": clean(body), "imported_at": at}])


def group_list_bodies(connection: Connection) -> dict[str, str]:
    """The imported group lists as JSON, by name."""
    return {row.name: row.body for row in connection.execute(select(GroupList.name, GroupList.body).order_by(GroupList.name))}


def save_values(connection: Connection, values: Sequence[StoredValue], at: datetime) -> None:
    """Store entered figures; the same target, day and source replaces the earlier one."""
    m = ManualValue
    for value in values:
        connection.execute(delete(m).where(m.target == value.target, m.dated == value.dated, m.source == value.source))
    rows = [{"target": v.target, "value": v.value, "source": clean(v.source), "dated": v.dated, "entered_at": at} for v in values]
    if rows:
        connection.execute(insert(m), rows)


def entered_values(connection: Connection, prefix: str = "") -> list[StoredValue]:
    """The entered figures of all targets whose id begins with `prefix`, by target and day."""
    m = ManualValue
    query = select(m.target, m.value, m.source, m.dated).where(m.target.startswith(prefix, autoescape=True))
    return [StoredValue(*row) for row in connection.execute(query.order_by(m.target, m.dated, m.id))]
