"""Who still holds a run. Judged by watching, never by comparing clocks: two machines need not agree on the time.

A lease that is renewed changes. One that was seen unchanged for its whole length, on the watcher's own clock, has run out, whatever
time it names; its holder has stopped by then, on a clock of its own (`crawler.lease`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import timedelta

import structlog

from crawler.lease import steady
from storage.engine import Store
from storage.hosts import drop_host, held_hosts
from storage.runs import Run
from storage.slots import release_run, running_runs

LEASE = timedelta(seconds=150)
MARGIN = timedelta(seconds=30)  # by which a holder stops before its lease is over for the others
RENEW_EVERY = 20.0  # seconds
TRY_AGAIN = 5.0  # seconds after a renewal that the database did not take

log = structlog.get_logger(__name__)


class Leases:
    """Watches the leases of all runs. `clock`: seconds that pass evenly."""

    def __init__(self, store: Store, clock: Callable[[], float] = steady) -> None:
        self._store = store
        self._clock = clock
        self._since: dict[Hashable, float] = {}

    def take_back(self) -> list[Run]:
        """Give the runs and hosts whose lease ran out back to whoever is next; returns the runs. To be called again and again."""
        now = self._clock()
        runs = {("run", run.id, run.attempt, run.lease_until): run for run in running_runs(self._store)}
        hosts = {("host", held): held for held in held_hosts(self._store)}
        self._since = {lease: self._since.get(lease, now) for lease in (*runs, *hosts)}
        old = {lease for lease, since in self._since.items() if now - since >= LEASE.total_seconds()}
        # The run goes first: while its host is held nobody can begin it, and a host without a run is nobody's.
        over = [run for lease, run in runs.items() if lease in old and release_run(self._store, run, unchanged=True)]
        for run in over:
            log.warning("lease.over", run=run.id, portal=run.portal, worker=run.worker, attempt=run.attempt)
        for lease, held in hosts.items():
            if lease in old and drop_host(self._store, held):
                log.warning("lease.over", host=held.host, worker=held.worker, work=held.work)
        return over
