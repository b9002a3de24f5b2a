"""One portal, one night: lease the run, crawl in a child process, judge, move the labels. Safe to kill at any point.

A run's lease is renewed while the child works. Who finds a run whose lease ran out, or whose worker is known to have died on this
machine, takes it over with the next attempt: what was fetched is not fetched again, and the orphan's writes are refused.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from classifier.vocabulary import Outcome
from crawler.child import Ended, run_child
from crawler.config import Settings
from crawler.guard.address import AddressPolicy, AddressRefusedError, check_url
from crawler.lease import Held, steady
from crawler.sink import RunOrder
from scheduler.finishing import Finished, finish
from scheduler.halting import Halt
from scheduler.leases import LEASE, MARGIN, RENEW_EVERY, TRY_AGAIN
from storage.engine import Store
from storage.errors import Fenced, StoreError
from storage.hosts import Holding, free_host, host_holder, keep_host, take_host
from storage.queries.portals import StoredPortal
from storage.runs import Run, claim_run, has_report, renew_lease, report_failure
from storage.slots import release_run

# To name a host is not to ask it: whether it may be asked is the guard's word, later.
_ANY = AddressPolicy(allow=(IPv4Network("0.0.0.0/0"), IPv6Network("::/0")))
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
ATTEMPTS = 3  # by one worker: a crawl that dies in each of them is taken for the portal's doing
_MOST_ATTEMPTS = 10  # of one run, by whomever: a page that takes down whole workers must not do so for ever
CRAWL_TIMEOUT = 6 * 3600.0  # seconds; a night

Progress = Callable[[str, Mapping[str, int]], None]
"""Called with the portal's id and the counts of its crawl."""
Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The clock of leases: real time even when `MUCDO_NOW` stands for the night."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class RunContext:
    """What every run of a night shares. `now`: the night's own time; `seats`: how many crawls this machine may hold at once.

    `watched`: somebody watches the leases (`scheduler.leases`), so that the clock need not tell whether one has run out.
    """

    store: Store
    settings: Settings
    now: Clock
    on_progress: Progress
    clock: Clock = wall_clock
    seats: int | None = None
    halt: Halt = field(default_factory=Halt)
    watched: bool = False


class Halted(Exception):
    """The crawl was ended because this process is asked to stop."""


def worker_name() -> str:
    """This process as leases name it: host, process id and the process's start, so that a reused number is not mistaken for it."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def dead_worker(name: str | None) -> str | None:
    """`name` when it is a process of this machine that no longer runs, else None: of other machines nothing is known."""
    parts = (name or "").rsplit(":", 2)
    if len(parts) != 3 or parts[0] != socket.gethostname() or not parts[1].isdigit():
        return None
    return None if _started(int(parts[1])) == parts[2] else name


def host_of(url: str) -> str:
    """The unit of politeness that an address belongs to: host name and port; the address itself where it names none."""
    try:
        return check_url(url, _ANY).slot
    except AddressRefusedError:
        with suppress(ValueError):
            parts = urlsplit(url)
            if parts.hostname:
                return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
        return url


def run_portal(context: RunContext, portal: StoredPortal, run: Run, *, left: bool = False) -> Finished | None:
    """Bring one run to its end. None when it is not free: another worker holds it, or reads another portal of the same host.

    `left`: this process leased the run before and dropped it.
    """
    host = _Host(context, host_of(portal.url), Holding(worker_name(), f"run {run.id}"))
    try:
        return _run(context, portal, run, host, left)
    finally:
        host.free()


def _run(context: RunContext, portal: StoredPortal, run: Run, host: _Host, left: bool) -> Finished | None:
    log = structlog.get_logger().bind(run=run.id, portal=portal.id)
    gone = run.worker if left else dead_worker(run.worker)
    for attempts_left in reversed(range(ATTEMPTS)):
        if not host.take():
            log.info("run.host_is_read", host=host.name)
            return None
        now, held = context.clock(), _held_from_now()
        leased = claim_run(context.store, run.id, worker_name(), now, now + LEASE, gone, seats=context.seats, by_clock=not context.watched)
        if leased is None:
            log.info("run.not_free", worker=run.worker)
            return None
        log.info("run.leased", attempt=leased.attempt)
        try:
            if leased.reported or _crawl(context, portal, leased, host, held, may_retry=attempts_left > 0):
                return finish(context.store, leased.id, leased.attempt, context.now(), confirmations=context.settings.confirmations)
        except Fenced:
            log.warning("run.fenced", attempt=leased.attempt)
            return None
        except Halted:
            log.info("run.released", attempt=leased.attempt, given_back=release_run(context.store, leased))
            return None
        log.warning("run.crashed", attempt=leased.attempt)
        gone = leased.worker
    return None


def _held_from_now() -> Held:
    """A lease that is asked for now, as its holder must see it."""
    return Held(steady() + (LEASE - MARGIN).total_seconds())


def _crawl(context: RunContext, portal: StoredPortal, run: Run, host: _Host, held: Held, *, may_retry: bool) -> bool:
    """Crawl in a child process. Whether the run has a report now; a crash leaves none while it may be tried again.

    Raises `Halted` when the crawl was ended so that this process can stop, `StoreError` when it could not store what it found.
    """
    if run.attempt > _MOST_ATTEMPTS:
        report_failure(context.store, run, str(Outcome.ERROR), f"given up: {_MOST_ATTEMPTS} attempts came to no end", 0)
        return True
    order = RunOrder(
        url=portal.url,
        at=run.at,
        portal=portal.id,
        run=run.id,
        attempt=run.attempt,
        platform=portal.platform,
        profile=portal.profile or portal.learned_profile,
        delay=portal.delay,
        timeout=CRAWL_TIMEOUT,
        sink="storage.sink.StoreSink",
        database_url=context.store.url,
    )
    with _Lease(context, run, host, held) as lease, context.halt.passed_on_to(lease.lost):
        result = run_child(
            order,
            context.settings,
            on_progress=lambda counts: context.on_progress(portal.id, counts),
            timeout=CRAWL_TIMEOUT,
            cancelled=lease.lost,
            held=held,
        )
    if has_report(context.store, run):
        return True
    if result.ended is Ended.CANCELLED:
        raise Halted if context.halt.asked else Fenced(f"the lease of run {run.id} was lost")
    if result.ended is Ended.UNSTORED:
        raise StoreError(f"the crawl of {portal.id} ended because it could not store what it found; it goes on from there")
    if result.ended is Ended.CRASHED and may_retry:
        return False
    # A child that came to its end without storing a report did not read the portal, whatever it says of itself.
    outcome = Outcome.ERROR if result.outcome is Outcome.OK else result.outcome
    report_failure(context.store, run, str(outcome), result.reason or str(result.ended), result.report.coverage.pages)
    return True


class _Host:
    """The lease of a host: no two crawls, nightly or on demand, read from one host at a time."""

    def __init__(self, context: RunContext, name: str, holding: Holding) -> None:
        self.name = name
        self._context = context
        self._holding = holding

    def take(self) -> bool:
        """Whether the host is ours now."""
        holder = host_holder(self._context.store, self.name)
        dead = dead_worker(holder.worker) if holder is not None else None
        now = self._context.clock()
        # Where the leases are watched, the clock does not tell whether one has run out: then every lease is good that stands.
        over = _NEVER if self._context.watched else now
        return take_host(self._context.store, self.name, self._holding, over, now + LEASE, dead)

    def keep(self) -> bool:
        return keep_host(self._context.store, self.name, self._holding, self._context.clock() + LEASE)

    def free(self) -> None:
        try:
            free_host(self._context.store, self.name, self._holding)
        except StoreError as error:
            structlog.get_logger().warning("host.not_freed", host=self.name, error=str(error))


class _Lease:
    """Keeps a run's lease while the child works; `lost` ends the child: another attempt has taken the run, or we are to stop."""

    def __init__(self, context: RunContext, run: Run, host: _Host, held: Held) -> None:
        self._host = host
        self._held = held
        self.lost = threading.Event()
        self._context = context
        self._run = run
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._keep, name=f"lease-{run.id}", daemon=True)

    def __enter__(self) -> _Lease:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _keep(self) -> None:
        pause = RENEW_EVERY
        while not self._done.wait(pause):
            longer = _held_from_now()
            try:
                held = renew_lease(self._context.store, self._run.id, self._run.attempt, self._context.clock() + LEASE)
                held = held and self._host.keep()
            except StoreError as error:
                # The lease outlasts several missed renewals; a database that stays away ends it, and the next attempt resumes.
                structlog.get_logger().warning("lease.not_renewed", run=self._run.id, error=str(error))
                pause = TRY_AGAIN
                continue
            if not held:
                self.lost.set()
                return
            pause = RENEW_EVERY
            self._held.until = longer.until


def _started(process: int) -> str | None:
    """When a process of this machine started, in ticks since boot; None when there is none."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return stat.rpartition(")")[2].split()[19]
