"""Checks on demand as rows: asked for, leased by one process, done. A restart loses none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import zstandard
from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from storage.engine import Store
from storage.models import WebCheck
from storage.writing import clean

_MOST = 256 << 20  # bytes of one document


@dataclass(frozen=True, slots=True)
class Wish:
    """A check that is asked for. `client`: the hashed address that asks."""

    id: str
    url: str
    host: str
    portal: str | None
    asked_by: str
    client: str
    asked_at: datetime
    max_procedures: int | None


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `host`: name and port; `asked_by`: a user, "" for everybody; `progress`: counts by name."""

    id: str
    url: str
    host: str
    portal: str | None
    asked_by: str
    asked_at: datetime
    max_procedures: int | None
    state: str
    attempt: int
    worker: str | None
    lease_until: datetime | None
    begun_at: datetime | None
    progress: Mapping[str, int]
    outcome: str | None
    finished_at: datetime | None

    @property
    def done(self) -> bool:
        return self.state == "done"


_C = WebCheck
_COLUMNS = (
    _C.id, _C.url, _C.host, _C.portal_id, _C.asked_by, _C.asked_at, _C.max_procedures, _C.state, _C.attempt, _C.worker, _C.lease_until,
    _C.begun_at, _C.progress, _C.outcome, _C.finished_at,
)  # fmt: skip


def add_check(connection: Connection, wish: Wish) -> None:
    """Put a new check into the queue."""
    row = {
        "id": wish.id,
        "url": clean(wish.url),
        "host": clean(wish.host),
        "portal_id": wish.portal,
        "asked_by": wish.asked_by,
        "client": wish.client,
        "asked_at": wish.asked_at,
        "max_procedures": wish.max_procedures,
        "state": "queued",
        "attempt": 0,
        "progress": "{}",
    }
    connection.execute(insert(_C), [row])


def load_check(connection: Connection, check: str) -> Check | None:
    row = connection.execute(select(*_COLUMNS).where(_C.id == check)).first()
    return None if row is None else _check(row)


def check_result(connection: Connection, check: str) -> dict[str, Any] | None:
    """The `mucdo.check/1` document of a check that is done."""
    packed = connection.execute(select(_C.document).where(_C.id == check)).scalar()
    if packed is None:
        return None
    document: dict[str, Any] = json.loads(zstandard.ZstdDecompressor().decompress(packed, max_output_size=_MOST))
    return document


def open_check(connection: Connection, url: str, max_procedures: int | None) -> Check | None:
    """A check of the same address and size that has not ended."""
    query = select(*_COLUMNS).where(_C.state != "done", _C.url == clean(url))
    query = query.where(_C.max_procedures.is_(None) if max_procedures is None else _C.max_procedures == max_procedures)
    row = connection.execute(query.order_by(_C.asked_at).limit(1)).first()
    return None if row is None else _check(row)


def recent_checks(connection: Connection, limit: int, *, user: str | None = None) -> list[Check]:
    """The newest checks; of one user, or of portals that are registered, which anybody may see."""
    query = select(*_COLUMNS).order_by(_C.asked_at.desc(), _C.id).limit(limit)
    query = query.where(_C.portal_id.is_not(None)) if user is None else query.where(or_(_C.asked_by == user, _C.portal_id.is_not(None)))
    return [_check(row) for row in connection.execute(query)]


def count_open(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).where(_C.state != "done")).scalar_one())


def counts_by_state(connection: Connection) -> dict[str, int]:
    return {str(state): int(count) for state, count in connection.execute(select(_C.state, func.count()).group_by(_C.state))}


def counts_by_outcome(connection: Connection) -> dict[str, int]:
    query = select(_C.outcome, func.count()).where(_C.outcome.is_not(None)).group_by(_C.outcome)
    return {str(outcome): int(count) for outcome, count in connection.execute(query)}


def asked_since(connection: Connection, client: str, since: datetime) -> int:
    """How many checks one client asked for since a moment."""
    return int(connection.execute(select(func.count()).where(_C.client == client, _C.asked_at > since)).scalar_one())


def ahead_of(connection: Connection, check: Check) -> int:
    """How many checks are served before this one."""
    before = or_(_C.state == "running", _C.asked_at < check.asked_at)
    return int(connection.execute(select(func.count()).where(_C.state != "done", _C.id != check.id, before)).scalar_one())


def waiting_checks(store: Store) -> list[Check]:
    """The checks that have not ended, the oldest first. Whether one is free is decided when it is claimed."""
    with store.read() as connection:
        return [_check(row) for row in connection.execute(select(*_COLUMNS).where(_C.state != "done").order_by(_C.asked_at, _C.id))]


def check_waits(store: Store, host: str) -> bool:
    """Whether a check of a host is queued."""
    with store.read() as connection:
        return connection.execute(select(_C.id).where(_C.state == "queued", _C.host == host).limit(1)).first() is not None


def claim_check(store: Store, check: str, worker: str, now: datetime, until: datetime, at: datetime, dead: str | None) -> Check | None:
    """Lease a check that is queued, whose lease ran out, or whose worker is `dead`. None = it is not free. `at`: when it begins."""
    free = or_(_C.state == "queued", (_C.state == "running") & (_C.lease_until < now))
    if dead is not None:
        free = or_(free, (_C.state == "running") & (_C.worker == dead))
    values = {"state": "running", "attempt": _C.attempt + 1, "worker": worker, "lease_until": until, "begun_at": at, "progress": "{}"}
    try:
        with store.write() as connection:
            if connection.execute(update(_C).where(_C.id == check, free).values(values)).rowcount != 1:
                return None
            return load_check(connection, check)
    except IntegrityError:
        return None  # another check of the host is running: its lease was lost, but it has not ended yet


def report_progress(store: Store, check: Check, counts: Mapping[str, int], until: datetime) -> bool:
    """Keep a lease and say how far the check is; False when a later attempt has it."""
    with store.write() as connection:
        held = connection.execute(update(_C).where(*_held(check)).values(progress=json.dumps(dict(counts)), lease_until=until))
        return bool(held.rowcount)


def release_check(store: Store, check: Check) -> None:
    """Give a leased check back to the queue."""
    with store.write() as connection:
        connection.execute(update(_C).where(*_held(check)).values(state="queued", worker=None, lease_until=None))


def finish_check(store: Store, check: Check, document: Mapping[str, Any], at: datetime) -> bool:
    """Keep the result; False when a later attempt has the check."""
    packed = zstandard.ZstdCompressor(level=9).compress(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))
    values = {"state": "done", "outcome": document["outcome"], "document": packed, "finished_at": at, "lease_until": None}
    with store.write() as connection:
        return bool(connection.execute(update(_C).where(*_held(check)).values(values)).rowcount)


def forget_checks(connection: Connection, before: datetime) -> int:
    """Forget the checks that were asked for before a moment."""
    return int(connection.execute(delete(_C).where(_C.asked_at < before, _C.state == "done")).rowcount)


def _held(check: Check) -> tuple[ColumnElement[bool], ...]:
    return (_C.id == check.id, _C.state == "running", _C.attempt == check.attempt)


def _check(row: Any) -> Check:
    values = list(row)
    values[12] = json.loads(values[12])
    return Check(*values)
