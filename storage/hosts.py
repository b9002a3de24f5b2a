"""Who reads a host now. A row per host (name and port) that a crawl, nightly or on demand, holds for as long as it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update

from storage.engine import Store
from storage.models import HostLease
from storage.writing import insert_new

_H = HostLease


@dataclass(frozen=True, slots=True)
class Holding:
    """`worker`: the process, as leases of runs name it; `work`: what it reads the host for."""

    worker: str
    work: str


def take_host(store: Store, host: str, holding: Holding, now: datetime, until: datetime, dead: str | None = None) -> bool:
    """Whether the host is ours until `until`: it was free, ours already, its lease ran out, or its worker is `dead`."""
    row = {"host": host, "worker": holding.worker, "work": holding.work, "until": until}
    free = or_(_H.until < now, (_H.worker == holding.worker) & (_H.work == holding.work))
    if dead is not None:
        free = or_(free, _H.worker == dead)
    with store.write() as connection:
        insert_new(connection, _H, [row])
        return bool(connection.execute(update(_H).where(_H.host == host, free).values(row)).rowcount)


@dataclass(frozen=True, slots=True)
class HeldHost:
    """A host lease as it stands, whether anybody still holds it or not."""

    host: str
    worker: str
    work: str
    until: datetime


def held_hosts(store: Store) -> list[HeldHost]:
    with store.read() as connection:
        return [HeldHost(*row) for row in connection.execute(select(_H.host, _H.worker, _H.work, _H.until))]


def drop_host(store: Store, held: HeldHost) -> bool:
    """Free a host whose lease nobody renewed since it was read."""
    same = (_H.host == held.host, _H.worker == held.worker, _H.work == held.work, _H.until == held.until)
    with store.write() as connection:
        return bool(connection.execute(delete(_H).where(*same)).rowcount)


def keep_host(store: Store, host: str, holding: Holding, until: datetime) -> bool:
    """Renew a lease; False when somebody else has the host."""
    with store.write() as connection:
        return bool(connection.execute(update(_H).where(*_mine(host, holding)).values(until=until)).rowcount)


def free_host(store: Store, host: str, holding: Holding) -> None:
    with store.write() as connection:
        connection.execute(delete(_H).where(*_mine(host, holding)))


def host_holder(store: Store, host: str) -> Holding | None:
    """Who holds a host, however old the lease is."""
    with store.read() as connection:
        row = connection.execute(select(_H.worker, _H.work).where(_H.host == host)).first()
    return None if row is None else Holding(*row)


def _mine(host: str, holding: Holding) -> tuple[ColumnElement[bool], ...]:
    return (_H.host == host, _H.worker == holding.worker, _H.work == holding.work)
