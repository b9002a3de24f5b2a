"""What falls to a scheduler: queue each night once, end it, tell of alarms, send the weekly mail and the periodic reports.

Every duty looks at the database, does what is due and may be repeated, by this scheduler or another: a tick too many changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import structlog

from crawler.config import Settings
from crawler.settings import ContactRequiredError, require_contact
from scheduler.alarms import tell_alarms
from scheduler.channels import ChannelError
from scheduler.clock import Schedule
from scheduler.mail.gather import last_week
from scheduler.mail.send import MailError
from scheduler.mail.service import KIND as DIGEST, announce_digest, send_digest, slot_day
from scheduler.nightly import KIND, end_night, latest_night, start_of
from scheduler.reports.post import KIND as REPORT, due_day, send_reports
from scheduler.runner import Clock, dead_worker, wall_clock, worker_name
from storage.engine import Store
from storage.queries.people import list_recipients
from storage.queries.portals import list_portals
from storage.runs import claim_slot, finish_slot, queue_runs
from storage.slots import expire_runs, hold_slot, portals_without_run, slot_finished, slot_holder, slot_until, unfinished_slots

HELD = timedelta(hours=1)  # after which the mails of a scheduler that went away fall to another
RETRY = timedelta(minutes=10)  # between two calls on a mail server that took nothing

log = structlog.get_logger(__name__)


class Duties:
    """One scheduler's duties. `now`: the service's time; `clock`: that of leases; `sleep`: waits between two tries of a mail."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        schedule: Schedule,
        now: Clock,
        clock: Clock = wall_clock,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._settings = settings
        self._schedule = schedule
        self._now = now
        self._clock = clock
        self._sleep = sleep
        self._said: set[str] = set()
        self._mail_after = now() - RETRY

    def night(self) -> None:
        """Queue the night that is due, a run for every portal that has none; end what is over."""
        now = self._now()
        night = latest_night(now, self._schedule.nightly)
        reason = f"missed: not read on its night, the night of {night} has begun"
        for run in expire_runs(self._store, KIND, night, self._clock(), now, reason):
            log.warning("run.missed", run=run)
        with self._store.read() as connection:
            missing = portals_without_run(connection, KIND, night)
            portals = {portal.id: portal for portal in list_portals(connection) if portal.id in set(missing)}
        wanted = [name for name, portal in portals.items() if self._permitted(name, portal.url)]
        if wanted:
            slot, _ = claim_slot(self._store, KIND, night, worker_name(), now)
            starts = {portal: max(now, start_of(portal, night, self._schedule.nightly)) for portal in wanted}
            queue_runs(self._store, slot, KIND, night, now, wanted, starts)
            log.info("night.queued", night=night.isoformat(), portals=len(wanted), last=max(starts.values()).isoformat(timespec="seconds"))
        with self._store.read() as connection:
            slots = unfinished_slots(connection, KIND)
        for slot, day in slots:
            if end_night(self._store, slot, day, now):
                log.info("night.finished", night=day.isoformat())

    def mails(self) -> None:
        """Send what is due: alarms, and the weekly mail until nobody waits for it; both to the channels too."""
        if not self._mails:
            self._once("mail.not_configured", "set MUCDO_SMTP_URL and MUCDO_MAIL_FROM to send digests and alarms")
        if not (self._mails or self._settings.channels):
            return
        now = self._now()
        if now < self._mail_after:
            return
        try:
            waiting = tell_alarms(self._store, self._settings, self._schedule.nightly, now, worker_name(), self._sleep)
            waiting |= self._digest()
            waiting |= self._mails and self._reports()
        except (MailError, ChannelError) as error:
            self._once("mail.not_configured", str(error))
            return
        if waiting:
            self._mail_after = self._now() + RETRY

    def _digest(self) -> bool:
        """Whether somebody still waits for the mail of the last week.

        A week without recipients, or in which nothing was watched yet, is over without a word: who joins later gets the next.
        """
        now = self._now()
        week = last_week(self._schedule.digest.latest(now).date())
        day = slot_day(week)
        with self._store.read() as connection:
            if slot_finished(connection, DIGEST, day):
                return False
            recipients = self._mails and bool(list_recipients(connection))
            nobody = not (recipients or self._settings.channels)
            quiet = nobody or not slot_until(connection, KIND, day - timedelta(days=1))
            holder = slot_holder(connection, DIGEST, day)
        # Two schedulers that mail the same week at once would take each other's mails in hand for interrupted ones.
        slot = hold_slot(self._store, DIGEST, day, worker_name(), now, now - HELD, dead_worker(holder))
        if slot is None:
            return False
        if quiet:
            finish_slot(self._store, slot, now)
            return False
        waiting = announce_digest(self._store, week, self._settings, now, worker_name())
        if recipients:
            done = send_digest(self._store, week, self._settings, now, worker_name(), sleep=self._sleep, last=not waiting)
            log.info("digest", week=week, sent=len(done.sent), failed=len(done.failed), waiting=len(done.waiting))
            return waiting or bool(done.waiting)
        if not waiting:
            finish_slot(self._store, slot, now)
        return waiting

    def _reports(self) -> bool:
        """Whether somebody still waits for the reports of the quarter that ended last."""
        now = self._now()
        day = due_day(now, self._schedule.digest.hour)
        with self._store.read() as connection:
            if slot_finished(connection, REPORT, day):
                return False
            asked = any(row.reports for row in list_recipients(connection))
            watched = slot_until(connection, KIND, day - timedelta(days=1))
            holder = slot_holder(connection, REPORT, day)
        slot = hold_slot(self._store, REPORT, day, worker_name(), now, now - HELD, dead_worker(holder))
        if slot is None:
            return False
        if not (asked and watched):
            finish_slot(self._store, slot, now)
            return False
        done = send_reports(self._store, self._settings, day, now, worker_name(), sleep=self._sleep)
        log.info("reports", day=day.isoformat(), sent=len(done.sent), failed=len(done.failed), waiting=len(done.waiting))
        return bool(done.waiting)

    @property
    def _mails(self) -> bool:
        return self._settings.smtp_url is not None and self._settings.mail_from is not None

    def _permitted(self, portal: str, url: str) -> bool:
        try:
            require_contact(url, self._settings)
        except ContactRequiredError as error:
            self._once("night.not_permitted", str(error), portal)
            return False
        return True

    def _once(self, event: str, error: str, about: str = "") -> None:
        """Complain of a setting once, not at every tick."""
        if event + about not in self._said:
            self._said.add(event + about)
            log.warning(event, about=about, error=error)
