"""Claiming slots and runs, and what a run leaves in its row. Every function is one short transaction or part of one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from storage.engine import Store
from storage.errors import Fenced
from storage.models import Alarm, CrawlRun, MaintenanceWindow, PageVisit, Portal, Slot
from storage.spans import forget_observations
from storage.writing import clean, insert_new

KEPT_VISITS = 2  # runs of a portal whose page visits are kept
KEPT_SUSPECTS = 5  # runs of a portal whose observations wait for a person


@dataclass(frozen=True, slots=True)
class Run:
    """One row of `crawl_run`. `health`: the reasons, one a line. `profile`, `stats`, `facts`: decoded JSON."""

    id: int
    portal: str
    kind: str
    night: date
    at: datetime
    state: str
    attempt: int
    worker: str | None
    lease_until: datetime | None
    reported_attempt: int | None
    outcome: str | None
    reason: str
    suspect: str
    health: str
    listed: int
    read: int
    failed: int
    pages: int
    rendered: int
    complete: bool
    platform: str
    title: str
    rules_version: str
    warnings: tuple[str, ...]
    stats: Mapping[str, float]
    facts: Mapping[str, Any] | None
    profile: Mapping[str, Any] | None
    applied: bool
    accepted_at: datetime | None
    finished_at: datetime | None

    @property
    def reported(self) -> bool:
        return self.reported_attempt is not None

    @property
    def finished(self) -> bool:
        return self.state not in ("queued", "running")


_R = CrawlRun
RUN_COLUMNS = (
    _R.id, _R.portal_id, _R.kind, _R.night, _R.at, _R.state, _R.attempt,
    _R.worker, _R.lease_until, _R.reported_attempt, _R.outcome, _R.reason, _R.suspect, _R.health,
    _R.listed, _R.read, _R.failed, _R.pages, _R.rendered, _R.complete, _R.platform,
    _R.title, _R.rules_version, _R.warnings, _R.stats, _R.facts, _R.profile, _R.applied,
    _R.accepted_at, _R.finished_at,
)  # fmt: skip


def as_run(row: Any) -> Run:
    values = dict(zip((column.key for column in RUN_COLUMNS), row, strict=True))
    values["portal"] = values.pop("portal_id")
    values["warnings"] = tuple(json.loads(values["warnings"]))
    values["stats"] = json.loads(values["stats"])
    for name in ("facts", "profile"):
        values[name] = json.loads(values[name]) if values[name] else None
    return Run(**values)


def claim_slot(store: Store, kind: str, scheduled_for: date, by: str, at: datetime) -> tuple[int, bool]:
    """The slot's id, and whether this call made it; however many call at once, one does."""
    with store.write() as connection:
        query = select(Slot.id).where(Slot.kind == kind, Slot.scheduled_for == scheduled_for)
        found = connection.execute(query).scalar()
        if found is None:
            row = {"kind": kind, "scheduled_for": scheduled_for, "claimed_at": at, "claimed_by": by, "finished_at": None}
            insert_new(connection, Slot, [row])
            made = connection.execute(query.where(Slot.claimed_by == by, Slot.claimed_at == at)).scalar()
            return (made, True) if made is not None else (connection.execute(query).scalar_one(), False)
        return found, False


def queue_runs(
    store: Store, slot: int, kind: str, night: date, at: datetime, portals: Sequence[str], starts: Mapping[str, datetime] | None = None
) -> list[Run]:
    """One run per portal in the slot; those that exist stay. Returns the slot's runs of these portals, in the order given.

    `starts`: when each portal is to be read, where that is not `at`.
    """
    begin = starts or {}
    with store.write() as connection:
        insert_new(
            connection,
            CrawlRun,
            [
                {"slot_id": slot, "portal_id": portal, "kind": kind, "night": night, "at": begin.get(portal, at), "state": "queued"}
                for portal in portals
            ],
        )
        rows = connection.execute(select(*RUN_COLUMNS).where(_R.slot_id == slot, _R.portal_id.in_(list(portals))))
        runs = {run.portal: run for run in map(as_run, rows)}
    return [runs[portal] for portal in dict.fromkeys(portals)]


def claim_run(
    store: Store,
    run: int,
    worker: str,
    now: datetime,
    until: datetime,
    dead: str | None = None,
    *,
    seats: int | None = None,
    by_clock: bool = True,
) -> Run | None:
    """Lease a run that is queued, whose lease ran out, or whose worker `dead` is known to have died. None = it is not free.

    The attempt goes up with every lease, which fences off whoever held it before. `seats`: not while so many other runs are leased
    by workers of the same machine. `by_clock`: whether a lease has run out is told by its time; else it is for others to release.
    """
    free: ColumnElement[bool] = _R.state == "queued"
    if by_clock:
        free = or_(free, (_R.state == "running") & (or_(_R.lease_until.is_(None), _R.lease_until < now)))
    if dead is not None:
        free = or_(free, (_R.state == "running") & (_R.worker == dead))
    if seats is not None:
        other = aliased(CrawlRun)
        here = other.worker.startswith(worker.split(":", 1)[0] + ":", autoescape=True)
        held = select(func.count()).where(other.state == "running", other.id != run, other.lease_until >= now, here).scalar_subquery()
        free = and_(free, held < seats)
    with store.write() as connection:
        leased = connection.execute(
            update(_R).where(_R.id == run, free).values(state="running", attempt=_R.attempt + 1, worker=worker, lease_until=until)
        )
        if leased.rowcount != 1:
            return None
        return load_run(connection, run)


def renew_lease(store: Store, run: int, attempt: int, until: datetime) -> bool:
    """Keep a lease; False when a later attempt has taken the run."""
    with store.write() as connection:
        held = connection.execute(update(_R).where(_R.id == run, _R.attempt == attempt, _R.state == "running").values(lease_until=until))
        return bool(held.rowcount)


def has_report(store: Store, run: Run) -> bool:
    """Whether the run's crawl came to its end and said so."""
    with store.read() as connection:
        return connection.execute(select(_R.reported_attempt).where(_R.id == run.id)).scalar() is not None


def report_failure(store: Store, run: Run, outcome: str, reason: str, pages: int) -> None:
    """Report in the place of a crawl that could not. Raises `Fenced` when a later attempt holds the run."""
    values = {"reported_attempt": run.attempt, "outcome": outcome, "reason": clean(reason), "pages": pages}
    mine = (_R.id == run.id, _R.attempt == run.attempt, _R.state == "running", _R.reported_attempt.is_(None))
    with store.write() as connection:
        if connection.execute(update(_R).where(*mine).values(values)).rowcount != 1:
            raise Fenced(f"run {run.id} no longer belongs to attempt {run.attempt}")


def load_run(connection: Connection, run: int) -> Run | None:
    row = connection.execute(select(*RUN_COLUMNS).where(_R.id == run)).first()
    return None if row is None else as_run(row)


def healthy_facts(connection: Connection, portal: str, limit: int) -> list[Mapping[str, Any]]:
    """The facts of a portal's last healthy crawls, newest first."""
    query = (
        select(_R.facts)
        .where(_R.portal_id == portal, _R.kind == "nightly", _R.state == "ok", _R.applied, _R.facts.is_not(None))
        .order_by(_R.night.desc(), _R.id.desc())
        .limit(limit)
    )
    return [json.loads(facts) for facts in connection.execute(query).scalars() if facts]


def last_believed_run(connection: Connection, portal: str) -> Run | None:
    """The latest crawl of a portal that moved its labels."""
    query = select(*RUN_COLUMNS).where(_R.portal_id == portal, _R.kind == "nightly", _R.applied).order_by(_R.night.desc(), _R.id.desc())
    row = connection.execute(query.limit(1)).first()
    return None if row is None else as_run(row)


def last_applied_night(connection: Connection, portal: str, kind: str | None = None) -> date | None:
    """The latest night that is part of the history; `kind` None = crawls and imports alike."""
    query = select(_R.night).where(_R.portal_id == portal, _R.applied).order_by(_R.night.desc()).limit(1)
    return connection.execute(query if kind is None else query.where(_R.kind == kind)).scalar()


def finish_run(connection: Connection, run: Run, state: str, values: Mapping[str, Any]) -> None:
    """Set the run's final state; its lease ends, and what is no longer needed to resume it is forgotten."""
    connection.execute(update(_R).where(_R.id == run.id).values(state=state, lease_until=None, **values))
    if state != "suspect":
        forget_observations(connection, run.id)
    nights = select(_R.id).where(_R.portal_id == run.portal).order_by(_R.night.desc(), _R.id.desc())
    recent = list(connection.execute(nights.limit(KEPT_SUSPECTS)).scalars())
    old_visits = delete(PageVisit).where(PageVisit.portal_id == run.portal, PageVisit.run_id.not_in([*recent[:KEPT_VISITS], run.id]))
    connection.execute(old_visits)
    outdated = select(_R.id).where(_R.portal_id == run.portal, _R.state == "suspect", _R.id.not_in([*recent, run.id]))
    for old in connection.execute(outdated.order_by(_R.id.desc()).limit(2)).scalars().all():
        forget_observations(connection, old)


def finish_slot(store: Store, slot: int, at: datetime) -> bool:
    """Mark a slot finished once all its runs are. Returns whether it is finished."""
    with store.write() as connection:
        open_runs = connection.execute(select(_R.id).where(_R.slot_id == slot, _R.state.in_(("queued", "running"))).limit(1)).first()
        if open_runs is None:
            connection.execute(update(Slot).where(Slot.id == slot, Slot.finished_at.is_(None)).values(finished_at=at))
        return open_runs is None


def last_states(connection: Connection, portal: str, limit: int) -> list[str]:
    """The states of a portal's last finished crawls, newest first."""
    query = select(_R.state).where(_R.portal_id == portal, _R.kind == "nightly", _R.state.in_(("ok", "suspect", "failed")))
    return list(connection.execute(query.order_by(_R.night.desc(), _R.id.desc()).limit(limit)).scalars())


def set_portal_state(connection: Connection, run: Run, state: str, outcome: str, reasons: str, *, alarm: bool) -> bool:
    """Record the state a run leaves its portal in; returns whether an alarm was raised. Recovery clears the open alarm."""
    portal = connection.execute(select(Portal.state, Portal.state_outcome).where(Portal.id == run.portal)).one()
    if portal.state != state:
        connection.execute(update(Portal).where(Portal.id == run.portal).values(state=state, state_since=run.night, state_outcome=outcome))
    elif portal.state_outcome != outcome:
        connection.execute(update(Portal).where(Portal.id == run.portal).values(state_outcome=outcome))
    if state == "ok" or alarm:
        connection.execute(update(Alarm).where(Alarm.portal_id == run.portal, Alarm.cleared_on.is_(None)).values(cleared_on=run.night))
    if alarm:
        row = {
            "portal_id": run.portal,
            "state": state,
            "reasons": clean(reasons),
            "run_id": run.id,
            "raised_on": run.night,
            "cleared_on": None,
        }
        insert_new(connection, Alarm, [row])
    return alarm


def learn_profile(connection: Connection, run: Run) -> None:
    """A healthy run's profile and platform are what the next run starts from."""
    if run.profile:
        values: dict[str, Any] = {"learned_profile": json.dumps(run.profile, ensure_ascii=False)}
        connection.execute(update(Portal).where(Portal.id == run.portal).values(values))


def in_maintenance(connection: Connection, portal: str, at: datetime) -> bool:
    window = MaintenanceWindow
    query = select(window.id).where(window.portal_id == portal, window.starts_at <= at, window.ends_at >= at).limit(1)
    return connection.execute(query).first() is not None


def open_runs_of_slot(store: Store, kind: str, scheduled_for: date) -> list[Run]:
    """What a slot still has to do."""
    with store.read() as connection:
        query = select(*RUN_COLUMNS).join(Slot, Slot.id == _R.slot_id).where(Slot.kind == kind, Slot.scheduled_for == scheduled_for)
        return [run for run in map(as_run, connection.execute(query)) if not run.finished]
