"""Checks on demand: taken from their queue one after another and run in the same child process as a nightly crawl.

They have a thread of their own, so that a night under way does not hold them up; only a host that is being read does. What was under
way when a process died is taken up by the next one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import structlog

from classifier.vocabulary import Outcome
from crawler.child import ChildResult, Ended, run_child
from crawler.config import Settings
from crawler.guard.address import AddressRefusedError, check_url
from crawler.settings import ContactRequiredError, address_policy
from crawler.sink import Coverage, CrawlReport, RunOrder
from scheduler.check import check_document
from scheduler.halting import Halt
from scheduler.hosts import SKEW, HeldHost, held_host
from scheduler.leases import LEASE, RENEW_EVERY
from scheduler.runner import Clock, dead_worker, wall_clock, worker_name
from storage.checks import Check, claim_check, finish_check, forget_checks, release_check, report_progress, waiting_checks
from storage.engine import Store
from storage.errors import StoreError
from storage.queries.portals import StoredPortal, load_portal

TIMEOUT = 1800.0  # seconds of one check
KEPT = timedelta(days=365)  # for so long the address of a result holds
IDLE = 1.0  # seconds between two looks for work
_ATTEMPTS = 3
_TELL = 1.0  # seconds between two records of how far a check is
_TIDY = 3600.0  # seconds between two looks for checks that are too old

log = structlog.get_logger(__name__)


class CheckDesk:
    """Runs checks until it is asked to stop. `now`: the service's time; `clock`: that of leases."""

    def __init__(self, store: Store, settings: Settings, now: Clock, halt: Halt, *, clock: Clock = wall_clock) -> None:
        self._store = store
        self._settings = settings
        self._now = now
        self._halt = halt
        self._clock = clock
        self._tidy_after = 0.0

    def run(self) -> None:
        """Work until asked to stop; returns when the check under way has ended or was given back."""
        while not self._halt.stopping.is_set():
            try:
                worked = self.step()
                self._tidy()
            except StoreError as error:
                log.warning("checks.store", error=str(error))
                worked = False
            if not worked:
                self._halt.stopping.wait(IDLE)

    def step(self) -> bool:
        """Bring one waiting check to its end. False when there is none that is free."""
        for check in waiting_checks(self._store):
            if self._halt.stopping.is_set():
                return False
            if self._try(check):
                return True
        return False

    def _try(self, waiting: Check) -> bool:
        gone = dead_worker(waiting.worker)
        if waiting.state == "running" and gone is None and (waiting.lease_until or self._clock()) > self._clock() - SKEW:
            return False
        with held_host(self._store, waiting.host, f"check {waiting.id}", self._clock) as hold:
            if hold is None:
                return False
            now = self._clock()
            check = claim_check(self._store, waiting.id, worker_name(), now - SKEW, now + LEASE, self._now(), gone)
            if check is None:
                return False
            self._run(check, hold)
            return True

    def _run(self, check: Check, hold: HeldHost) -> None:
        told = log.bind(check=check.id, host=check.host, attempt=check.attempt)
        told.info("check.begun")
        try:
            result = self._crawl(check, hold)
        except ContactRequiredError as error:
            result = ChildResult(_report(Outcome.REFUSED, str(error)))
        except StoreError:
            raise
        except Exception:
            # A defect must not be met again by every later process.
            told.exception("check.internal_error")
            result = ChildResult(_report(Outcome.ERROR, "internal error: see the log"))
        if result.ended is Ended.CANCELLED:
            release_check(self._store, check)
            told.info("check.given_back")
            return
        if result.ended is Ended.CRASHED and check.attempt < _ATTEMPTS:
            release_check(self._store, check)
            told.warning("check.crashed")
            return
        kept = finish_check(self._store, check, check_document(self._order(check, None), result), self._now())
        told.info("check.finished", outcome=str(result.outcome), kept=kept)

    def _crawl(self, check: Check, hold: HeldHost) -> ChildResult:
        if check.attempt > _ATTEMPTS:
            return ChildResult(_report(Outcome.ERROR, f"given up: {_ATTEMPTS} attempts came to no end"))
        try:
            check_url(check.url, address_policy(self._settings))
        except AddressRefusedError as error:
            return ChildResult(_report(Outcome.REFUSED, str(error)))  # as the child would say; a process is not needed for it
        portal = None
        if check.portal is not None:
            with self._store.read() as connection:
                portal = load_portal(connection, check.portal)
        progress = _Progress(self._store, check, self._clock, hold.lost)
        with ExitStack() as stack:
            stack.enter_context(self._halt.passed_on_to(hold.lost))
            stack.enter_context(progress)
            return run_child(self._order(check, portal), self._settings, progress.told, TIMEOUT, cancelled=hold.lost, held=hold.held)

    def _order(self, check: Check, portal: StoredPortal | None) -> RunOrder:
        order: dict[str, Any] = {"url": check.url, "at": check.begun_at or self._now(), "max_procedures": check.max_procedures}
        if portal is not None:
            order |= {"platform": portal.platform, "profile": portal.profile or portal.learned_profile, "delay": portal.delay}
        return RunOrder(**order, timeout=TIMEOUT)

    def _tidy(self) -> None:
        if time.monotonic() < self._tidy_after:
            return
        self._tidy_after = time.monotonic() + _TIDY
        with self._store.write() as connection:
            forget_checks(connection, self._now() - KEPT)


class _Progress:
    """Records how far a check is, at most once a second, and keeps its lease while the child says nothing."""

    def __init__(self, store: Store, check: Check, clock: Clock, lost: threading.Event) -> None:
        self._store = store
        self._check = check
        self._clock = clock
        self._lost = lost
        self._counts: Mapping[str, int] = {}
        self._news = threading.Event()
        self._done = False
        self._thread = threading.Thread(target=self._keep, name=f"check-{check.id}", daemon=True)

    def told(self, counts: Mapping[str, int]) -> None:
        self._counts = dict(counts)
        self._news.set()

    def __enter__(self) -> _Progress:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done = True
        self._news.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._done:
            self._news.wait(RENEW_EVERY)
            self._news.clear()
            try:
                if not report_progress(self._store, self._check, self._counts, self._clock() + LEASE):
                    self._lost.set()
                    return
            except StoreError as error:
                log.warning("check.progress_not_kept", check=self._check.id, error=str(error))
            if not self._done:
                time.sleep(_TELL)


def _report(outcome: Outcome, reason: str) -> CrawlReport:
    return CrawlReport(outcome, reason, Coverage(), platform="generic", title="")
