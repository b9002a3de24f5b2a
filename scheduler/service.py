"""The long-running process: scheduler, worker, or both. Threads that wait for the clock, for work, and for the order to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from crawler.config import Settings
from scheduler.checks import CheckDesk
from scheduler.clock import clock, parse_schedule, running_time
from scheduler.cluster import ClusterWorker, available
from scheduler.duties import Duties
from scheduler.halting import Halt
from scheduler.runner import Clock
from scheduler.sites.weekly import SiteRounds
from scheduler.worker import Worker
from storage.engine import Store
from storage.errors import StoreError

LOOK = 30.0  # seconds between two looks at the night
POST = 60.0  # seconds between two looks at the mails
ROUND = 60.0  # seconds between two looks at the agency sites
GRACE = 5.0  # seconds that running crawls get to end; a container gets ten before it is killed

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What one process does: `mucdo scheduler`, `mucdo worker`, or both."""

    schedules: bool
    works: bool


def run_service(store: Store, settings: Settings, parts: Parts, halt: Halt, now: Clock | None = None, grace: float = GRACE) -> None:
    """Run until `halt.stopping` is set, then end cleanly: no new work, `grace` seconds for running crawls, then their leases go back.

    `now`: the service's time, by default the settings'. Raises `ScheduleError` for times that cannot be understood.
    """
    schedule = parse_schedule(settings)
    time = now or running_time(settings)
    duties = Duties(store, settings, schedule, time, sleep=halt.pause)
    night, post = _Repeated("night", duties.night, LOOK, halt), _Repeated("mails", duties.mails, POST, halt)
    ticking = clock(schedule, night.wake, post.wake)
    worker = threading.Thread(target=_worker(store, settings, time, halt, night.wake), name="worker")
    rounds = _Repeated("sites", SiteRounds(store, settings, schedule.sites, time, halt).look, ROUND, halt)
    checks = threading.Thread(target=CheckDesk(store, settings, time, halt).run, name="checks")
    log.info("service.started", schedules=parts.schedules, works=parts.works, night=f"{schedule.nightly:%H:%M}", now=time().isoformat())
    if parts.schedules:
        ticking.start()
        night.start()
        post.start()
    if parts.works:
        worker.start()
        checks.start()
        rounds.start()
    halt.stopping.wait()
    log.info("service.stopping", grace=grace)
    if parts.schedules:
        ticking.shutdown(wait=False)
        night.end(grace)
    if parts.works:
        worker.join(grace)
        halt.now()
        worker.join()
        checks.join()
        rounds.end(grace)
    if parts.schedules:
        post.end(grace)
    log.info("service.stopped")


def _worker(store: Store, settings: Settings, now: Clock, halt: Halt, on_end: Callable[[], None]) -> Callable[[], None]:
    """What hands out the work: the queue where there is one, else the leases alone. See docs/decisions/0004."""
    worker = Worker(store, settings, now, halt, on_end=on_end)
    return ClusterWorker(store, worker, now, halt).run if available(store) else worker.run


class _Repeated:
    """Does a duty at once, at every tick, and every `seconds` in between: what failed is tried again, what was missed is made up.

    On a thread of its own that the end of the process does not wait for: a mail server may keep a mail for minutes, and every duty
    may be cut off anywhere.
    """

    def __init__(self, name: str, duty: Callable[[], None], seconds: float, halt: Halt) -> None:
        self._name = name
        self._duty = duty
        self._seconds = seconds
        self._halt = halt
        self._tick = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.start = self._thread.start

    def wake(self) -> None:
        """Look now."""
        self._tick.set()

    def end(self, seconds: float) -> None:
        """Wait for the duty in hand, `seconds` at most; the order to stop has been given."""
        self.wake()
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._halt.stopping.is_set():
            self._tick.clear()
            try:
                self._duty()
            except StoreError as error:
                log.warning("duty.store", duty=self._name, error=str(error))
            except Exception:
                # A defect in one duty must not end the others; it is met and logged again at the next look.
                log.exception("duty.internal_error", duty=self._name)
            self._tick.wait(self._seconds)
