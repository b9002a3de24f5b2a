"""One crawl at a time for each host (name and port), whoever runs it: nights and checks on demand take the host first."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

import structlog

from scheduler.runner import dead_worker, host_of, worker_name
from storage.engine import Store
from storage.errors import StoreError
from storage.hosts import Holding, free_host, host_holder, keep_host, take_host

LEASE = timedelta(seconds=150)
SKEW = timedelta(minutes=10)  # by which the clocks of two machines may differ before one takes the other for dead
RENEW_EVERY = 20.0  # seconds

__all__ = ["LEASE", "RENEW_EVERY", "SKEW", "held_host", "host_of"]

log = structlog.get_logger(__name__)


@contextmanager
def held_host(store: Store, host: str, work: str, clock: Callable[[], datetime]) -> Iterator[threading.Event | None]:
    """Hold a host for the block. Gives None when somebody else has it, else an event that is set when the host is lost."""
    # Two threads of one process may be after the same work: the name of each is its own.
    holding = Holding(worker_name(), f"{work} {secrets.token_hex(4)}")
    holder = host_holder(store, host)
    now = clock()
    if not take_host(store, host, holding, now - SKEW, now + LEASE, dead_worker(holder.worker if holder else None)):
        yield None
        return
    lost, done = threading.Event(), threading.Event()
    keeper = threading.Thread(target=_keep, args=(store, host, holding, clock, lost, done), name=f"host-{host}", daemon=True)
    keeper.start()
    try:
        yield lost
    finally:
        done.set()
        keeper.join()
        with suppress(StoreError):  # a database that is away: the lease runs out by itself
            free_host(store, host, holding)


def _keep(store: Store, host: str, holding: Holding, clock: Callable[[], datetime], lost: threading.Event, done: threading.Event) -> None:
    while not done.wait(RENEW_EVERY):
        try:
            if not keep_host(store, host, holding, clock() + LEASE):
                lost.set()
                return
        except StoreError as error:
            log.warning("host.not_renewed", host=host, error=str(error))
