"""Plans, group lists and entered figures, as people brought them in; what they mean is the business of `scheduler.plan`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from storage.models import GroupList, ManualValue, Plan, Target
from storage.writing import clean, clean_or_none, upsert


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan document; `body` is the validated file as JSON."""

    document: str
    title: str
    province: str | None
    body: str


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """One target of a plan; `body` is the target as JSON."""

    name: str
    quote: str
    due: date | None
    body: str


@dataclass(frozen=True, slots=True)
class ManualRecord:
    """A value that a person entered: as written, with its source and the day it speaks of."""

    target: str
    value: str
    source: str
    dated: date


@dataclass(frozen=True, slots=True)
class GroupListRecord:
    """A list of procedure groups; `body` is the validated file as JSON."""

    id: str
    source: str
    dated: date
    confirmed: bool
    body: str


def save_plan(connection: Connection, plan: PlanRecord, targets: Sequence[TargetRecord], at: datetime) -> None:
    """Store a plan with its targets, replacing the one of the same document."""
    connection.execute(delete(Plan).where(Plan.document == plan.document))
    row = {
        "document": plan.document,
        "title": clean(plan.title),
        "province": clean_or_none(plan.province),
        "body": clean(plan.body),
        "imported_at": at,
    }
    number = connection.execute(insert(Plan).returning(Plan.id), [row]).scalar_one()
    rows = [{"plan_id": number, "name": t.name, "quote": clean(t.quote), "due": t.due, "body": clean(t.body)} for t in targets]
    if rows:
        connection.execute(insert(Target), rows)


def list_plans(connection: Connection) -> list[PlanRecord]:
    query = select(Plan.document, Plan.title, Plan.province, Plan.body).order_by(Plan.document)
    return [PlanRecord(*row) for row in connection.execute(query)]


def save_group_list(connection: Connection, groups: GroupListRecord, at: datetime) -> None:
    """Store a list of groups, replacing the one with the same id."""
    row = {
        "id": groups.id,
        "source": clean(groups.source),
        "dated": groups.dated,
        "confirmed": groups.confirmed,
        "body": clean(groups.body),
    }
    upsert(connection, GroupList, [row | {"imported_at": at}])


def list_group_lists(connection: Connection) -> list[GroupListRecord]:
    g = GroupList
    return [GroupListRecord(*row) for row in connection.execute(select(g.id, g.source, g.dated, g.confirmed, g.body).order_by(g.id))]


def enter_value(connection: Connection, value: ManualRecord, at: datetime) -> None:
    """Store an entered value; the same target, day and source replaces the earlier one."""
    m = ManualValue
    connection.execute(delete(m).where(m.target == value.target, m.dated == value.dated, m.source == value.source))
    row = {"target": value.target, "value": clean(value.value), "source": clean(value.source), "dated": value.dated, "entered_at": at}
    connection.execute(insert(m), [row])


def entered_values(connection: Connection, target: str | None = None) -> list[ManualRecord]:
    """The entered values of one target, or of all, by target and day."""
    m = ManualValue
    query = select(m.target, m.value, m.source, m.dated).order_by(m.target, m.dated, m.id)
    return [ManualRecord(*row) for row in connection.execute(query if target is None else query.where(m.target == target))]
