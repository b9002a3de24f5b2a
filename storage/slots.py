"""What schedulers and workers ask of the database: which nights lack runs, which runs wait, and who holds a slot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, exists, or_, select, update

from storage.engine import Store
from storage.models import CrawlRun, Portal, Slot
from storage.runs import RUN_COLUMNS, Run, as_run, claim_slot
from storage.writing import clean

_R = CrawlRun
_OPEN = ("queued", "running")


def portals_without_run(connection: Connection, kind: str, night: date) -> list[str]:
    """The enabled portals that a night's slot has no run for."""
    run = select(_R.id).join(Slot, Slot.id == _R.slot_id).where(_R.portal_id == Portal.id, Slot.kind == kind, Slot.scheduled_for == night)
    return list(connection.execute(select(Portal.id).where(Portal.enabled, ~exists(run.correlate(Portal))).order_by(Portal.id)).scalars())


def waiting_runs(store: Store, kind: str, at: datetime) -> list[Run]:
    """The open runs whose hour has come, the oldest night first. Whether one is free is decided when it is claimed."""
    query = select(*RUN_COLUMNS).where(_R.kind == kind, _R.state.in_(_OPEN), _R.at <= at)
    with store.read() as connection:
        return [as_run(row) for row in connection.execute(query.order_by(_R.night, _R.at, _R.id))]


def running_runs(store: Store) -> list[Run]:
    """The runs that are leased, whether somebody still holds the lease or not."""
    with store.read() as connection:
        return [as_run(row) for row in connection.execute(select(*RUN_COLUMNS).where(_R.state == "running"))]


def release_run(store: Store, run: Run, *, unchanged: bool = False) -> bool:
    """Give a leased run back unfinished, so that anybody may take it up; False when a later attempt has it already.

    `unchanged`: only when the lease was not renewed either since `run` was read.
    """
    mine = [_R.id == run.id, _R.attempt == run.attempt, _R.state == "running"]
    if unchanged:
        mine.append(_R.lease_until == run.lease_until if run.lease_until is not None else _R.lease_until.is_(None))
    with store.write() as connection:
        freed = connection.execute(update(_R).where(*mine).values(state="queued", worker=None, lease_until=None))
        return bool(freed.rowcount)


def abandon_run(store: Store, run: Run, reason: str, at: datetime) -> bool:
    """End a leased run as failed without judging it; False when a later attempt has it."""
    mine = (_R.id == run.id, _R.attempt == run.attempt, _R.state == "running")
    with store.write() as connection:
        return bool(connection.execute(update(_R).where(*mine).values(_failed(reason, at))).rowcount)


def expire_runs(store: Store, kind: str, before: date, lease: datetime, at: datetime, reason: str) -> Sequence[int]:
    """End the runs of earlier nights that nobody works on (no lease after `lease`) and that have nothing to tell; their ids.

    What a portal showed on a past night cannot be read any more; a run that has reported is left to be judged.
    """
    idle = or_(_R.state == "queued", _R.lease_until.is_(None), _R.lease_until < lease)
    past = (_R.kind == kind, _R.night < before, _R.state.in_(_OPEN), _R.reported_attempt.is_(None), idle)
    with store.write() as connection:
        return list(connection.execute(update(_R).where(*past).values(_failed(reason, at)).returning(_R.id)).scalars())


def _failed(reason: str, at: datetime) -> dict[str, object]:
    return {"state": "failed", "outcome": "error", "reason": clean(reason), "lease_until": None, "finished_at": at}


def unfinished_slots(connection: Connection, kind: str) -> list[tuple[int, date]]:
    """The slots of a kind that have not ended, the oldest first: id and day."""
    query = select(Slot.id, Slot.scheduled_for).where(Slot.kind == kind, Slot.finished_at.is_(None)).order_by(Slot.scheduled_for)
    return [(row.id, row.scheduled_for) for row in connection.execute(query)]


def slot_finished(connection: Connection, kind: str, day: date) -> bool:
    query = select(Slot.id).where(Slot.kind == kind, Slot.scheduled_for == day, Slot.finished_at.is_not(None))
    return connection.execute(query).first() is not None


def slot_until(connection: Connection, kind: str, day: date) -> bool:
    """Whether there was any slot of a kind by that day."""
    return connection.execute(select(Slot.id).where(Slot.kind == kind, Slot.scheduled_for <= day).limit(1)).first() is not None


def slot_holder(connection: Connection, kind: str, day: date) -> str | None:
    """Who claimed a slot; None while nobody has."""
    return connection.execute(select(Slot.claimed_by).where(Slot.kind == kind, Slot.scheduled_for == day)).scalar()


def hold_slot(store: Store, kind: str, day: date, by: str, at: datetime, stale: datetime, gone: str | None) -> int | None:
    """The slot's id when it is ours to work on now, else None: made by us, held by us, left by `gone`, or not touched since `stale`."""
    slot, made = claim_slot(store, kind, day, by, at)
    if made:
        return slot
    free = or_(Slot.claimed_by == by, Slot.claimed_at < stale)
    if gone is not None:
        free = or_(free, Slot.claimed_by == gone)
    with store.write() as connection:
        taken = connection.execute(update(Slot).where(Slot.id == slot, free).values(claimed_by=by, claimed_at=at))
        return slot if taken.rowcount == 1 else None
