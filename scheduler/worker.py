"""A worker: takes the runs whose hour has come, one after another, until it is asked to stop.

Any number of workers may run; the lease of a run decides who reads a portal, and on one machine no more are read at once than it can
bear. A worker that was killed leaves its runs to the next one, which goes on where it was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from crawler.config import Settings
from crawler.settings import ContactRequiredError, require_contact
from scheduler.halting import Halt
from scheduler.leases import Leases
from scheduler.nightly import KIND
from scheduler.runner import Clock, RunContext, dead_worker, host_of, run_portal, wall_clock, worker_name
from storage.checks import check_waits
from storage.engine import Store
from storage.errors import StoreError
from storage.queries.portals import load_portal
from storage.queries.runs import show_run
from storage.runs import Run
from storage.slots import abandon_run, waiting_runs

IDLE = 2.0  # seconds between two looks for work
WATCH = 10.0  # seconds between two looks at the leases
LONGEST_WAY = timedelta(minutes=10)  # that a run gives way to checks of its host: whoever keeps asking must not keep the night away

log = structlog.get_logger(__name__)


class Worker:
    """Reads portals, as many at once on this machine as the settings say.

    `now`: the service's time, by which runs become due; `clock`: that of leases; `on_end`: called when a run has come to its end.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        now: Clock,
        halt: Halt,
        *,
        clock: Clock = wall_clock,
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._halt = halt
        self.seats = settings.crawls_at_once
        self._on_end = on_end
        self._context = RunContext(store, settings, now, _quiet, clock, seats=self.seats, halt=halt, watched=True)
        self._leases = Leases(store)
        self._hand = threading.Lock()
        self._in_hand: set[int] = set()
        self._refused: set[str] = set()
        self._gave_way: dict[int, datetime] = {}  # since when, by run

    def run(self) -> None:
        """Work until asked to stop; returns when the last crawl has ended."""
        threads = [threading.Thread(target=self._work, name=f"worker-{number}") for number in range(self.seats)]
        threads.append(threading.Thread(target=self.watch, name="leases"))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def step(self) -> bool:
        """Bring one waiting run to its end. False when there is none that is free."""
        for run in waiting_runs(self._store, KIND, self._context.now()):
            if self._halt.stopping.is_set():
                return False
            if self._take(run):
                return True
        return False

    def read_run(self, number: int) -> bool:
        """Bring one run to its end; False when it is not free, or over."""
        with self._store.read() as connection:
            run = show_run(connection, number)
        return run is not None and not run.finished and self._take(run)

    def dropped(self, run: Run) -> bool:
        """Whether a leased run is ours by its lease and yet in no thread's hand: the database was away when we let it go."""
        with self._hand:
            return self._left(run) and run.id not in self._in_hand

    def _take(self, run: Run) -> bool:
        with self._hand:
            if run.id in self._in_hand or not self._free(run):
                return False
            self._in_hand.add(run.id)
        try:
            return self._read(run)
        finally:
            with self._hand:
                self._in_hand.discard(run.id)

    def _work(self) -> None:
        while not self._halt.stopping.is_set():
            try:
                worked = self.step()
            except StoreError as error:
                # What was under way is taken up again: by us when the database is back, else when its lease has run out.
                log.warning("worker.store", error=str(error))
                worked = False
            if not worked:
                self._halt.stopping.wait(IDLE)

    def watch(self) -> None:
        """Take back what no worker of any machine holds any more."""
        while not self._halt.stopping.wait(WATCH):
            try:
                self._leases.take_back()
            except StoreError as error:
                log.warning("worker.store", error=str(error))

    def _free(self, run: Run) -> bool:
        return run.state == "queued" or self._left(run) or dead_worker(run.worker) is not None

    def _left(self, run: Run) -> bool:
        """Whether we leased the run, which no thread of ours has in hand, and dropped it because the database was away."""
        return run.worker == worker_name()

    def _read(self, run: Run) -> bool:
        with self._store.read() as connection:
            portal = load_portal(connection, run.portal)
        if portal is None:
            return False
        if self._gives_way(run, host_of(portal.url)):
            return False
        try:
            require_contact(portal.url, self._context.settings)
            finished = run_portal(self._context, portal, run, left=self._left(run))
        except ContactRequiredError as error:
            if portal.id not in self._refused:
                self._refused.add(portal.id)
                log.error("run.not_permitted", run=run.id, portal=portal.id, error=str(error))
            return False
        except StoreError:
            raise
        except Exception:
            # A defect must not stop the other portals, nor be met again every ninety seconds.
            log.exception("run.internal_error", run=run.id, portal=portal.id)
            self._abandon(run)
            return True
        if finished is None:
            return False
        told = log.bind(run=run.id, portal=portal.id, health=str(finished.health.state), reasons=list(finished.health.reasons))
        told.info("run.finished", state=finished.run.state, read=finished.run.read, alarm=finished.alarm)
        self._on_end()
        return True

    def _gives_way(self, run: Run, host: str) -> bool:
        """Whether a check waits for the host: people wait for it, the night can read another portal first."""
        if not check_waits(self._store, host):
            return False
        now = self._context.clock()
        with self._hand:
            since = self._gave_way.setdefault(run.id, now)
        if since == now:
            log.info("run.after_a_check", run=run.id, host=host)
        return now - since < LONGEST_WAY

    def _abandon(self, run: Run) -> None:
        with self._store.read() as connection:
            current = show_run(connection, run.id)
        if current is not None and current.worker == worker_name():
            abandon_run(self._store, current, "internal error: see the log of the worker", self._context.now())


def _quiet(portal: str, counts: Mapping[str, int]) -> None:
    """A service reports a crawl when it has ended."""
