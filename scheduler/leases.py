"""Who still holds a run. Judged by watching, never by comparing clocks: two machines need not agree on the time.

A lease that is renewed changes. One that was seen unchanged for its whole length, on the watcher's own clock, has run out, whatever
time it names; its holder has stopped by then, on a clock of its own (`crawler.lease`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from crawler.lease import steady
from storage.engine import Store
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
        self._seen: dict[int, tuple[int, datetime | None, float]] = {}

    def take_back(self) -> list[Run]:
        """Give the runs whose lease ran out back to whoever is next; returns them. To be called again and again."""
        now = self._clock()
        seen: dict[int, tuple[int, datetime | None, float]] = {}
        over = []
        for run in running_runs(self._store):
            attempt, until, since = self._seen.get(run.id, (run.attempt, run.lease_until, now))
            if (attempt, until) != (run.attempt, run.lease_until):
                since = now
            seen[run.id] = (run.attempt, run.lease_until, since)
            if now - since >= LEASE.total_seconds() and release_run(self._store, run, unchanged=True):
                log.warning("lease.over", run=run.id, portal=run.portal, worker=run.worker, attempt=run.attempt)
                over.append(run)
        self._seen = seen
        return over
