"""One crawl at a time for each host (name and port), whoever runs it: nights and checks on demand take the host first."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from crawler.lease import Held, steady
from scheduler.leases import LEASE, MARGIN, RENEW_EVERY, TRY_AGAIN
from scheduler.runner import dead_worker, worker_name
from storage.engine import Store
from storage.errors import StoreError
from storage.hosts import Holding, free_host, host_holder, keep_host, take_host

SKEW = timedelta(minutes=10)  # by which the clocks of two machines may differ before one takes the other for dead

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HeldHost:
    """A host that is ours. `lost`: set when it is no longer; `held`: the same for the child process, on a clock of the machine."""

    lost: threading.Event = field(default_factory=threading.Event)
    held: Held = field(default_factory=lambda: Held(_from_now()))


@contextmanager
def held_host(store: Store, host: str, work: str, clock: Callable[[], datetime]) -> Iterator[HeldHost | None]:
    """Hold a host for the block; None when somebody else has it."""
    # Two threads of one process may be after the same work: the name of each is its own.
    holding = Holding(worker_name(), f"{work} {secrets.token_hex(4)}")
    holder = host_holder(store, host)
    now, hold = clock(), HeldHost()
    if not take_host(store, host, holding, now - SKEW, now + LEASE, dead_worker(holder.worker if holder else None)):
        yield None
        return
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(store, host, holding, clock, hold, done), name=f"host-{host}", daemon=True)
    keeper.start()
    try:
        yield hold
    finally:
        done.set()
        keeper.join()
        with suppress(StoreError):  # a database that is away: the lease runs out by itself
            free_host(store, host, holding)


def _keep(store: Store, host: str, holding: Holding, clock: Callable[[], datetime], hold: HeldHost, done: threading.Event) -> None:
    pause = RENEW_EVERY
    while not done.wait(pause):
        longer = _from_now()
        try:
            kept = keep_host(store, host, holding, clock() + LEASE)
        except StoreError as error:
            log.warning("host.not_renewed", host=host, error=str(error))
            pause = TRY_AGAIN
            continue
        if not kept:
            hold.lost.set()
            return
        pause = RENEW_EVERY
        hold.held.until = longer


def _from_now() -> float:
    """A lease that is asked for now, as its holder must see it."""
    return steady() + (LEASE - MARGIN).total_seconds()
