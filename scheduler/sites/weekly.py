"""The weekly look round the agency sites, by whichever worker holds its slot; a round that was cut short goes on where it stopped.

On the day of the setting every site is visited that was not yet visited since; on the days between only those that could not be read
when last asked, or never were: a site counts as not there only after failing on two days.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from classifier.sites.model import SiteState
from crawler.config import TIME_ZONE, Settings
from crawler.settings import ContactRequiredError, require_contact
from scheduler.clock import WeekTime
from scheduler.halting import Halt
from scheduler.hosts import held_host
from scheduler.runner import Clock, dead_worker, host_of, wall_clock, worker_name
from scheduler.sites.survey import visit_sites
from storage.engine import Store
from storage.queries.portals import list_portals
from storage.queries.registry import province_portals
from storage.queries.sites import AgencyRecord, VisitRecord, list_agencies, visits_until
from storage.runs import finish_slot
from storage.slots import hold_slot, slot_finished, slot_holder

KIND = "sites"
AT_A_TIME = 40  # sites of one province that one child process looks round
HELD = timedelta(hours=3)  # after which the round of a worker that went away falls to another

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Round:
    """A day on which sites are due. `whole`: all of them, else only those that could not be read."""

    day: date
    whole: bool


@dataclass(frozen=True, slots=True)
class _Batch:
    """Sites of one province; `hosts`: of its service portals, which are looked at too and must not be read by two at once."""

    agencies: tuple[AgencyRecord, ...]
    hosts: tuple[str, ...]


class SiteRounds:
    """The rounds of one worker. `moment` None = never by itself; `now`: the service's time."""

    def __init__(self, store: Store, settings: Settings, moment: WeekTime | None, now: Clock, halt: Halt) -> None:
        self._store = store
        self._settings = settings
        self._moment = moment
        self._now = now
        self._halt = halt
        self._given_up: set[tuple[date, str]] = set()
        self._complained = False

    def look(self) -> None:
        """Visit what is due now; nothing when the round of the day is over or another worker's."""
        due = self._due(self._now())
        if due is None:
            return
        with self._store.read() as connection:
            if slot_finished(connection, KIND, due.day):
                return
            if not list_agencies(connection, at=due.day):
                return  # nobody registered agencies: the slot stays free for who does so during the day
            holder = slot_holder(connection, KIND, due.day)
        while self._hold(due, holder) and not self._halt.stopping.is_set():
            batches = self._batches(due)
            if not batches:
                self._finish(due)
                return
            if not any(self._visit(due, batch) for batch in batches):
                return  # a portal of each province is being read, or we are to stop: the next look goes on

    def _due(self, now: datetime) -> _Round | None:
        if self._moment is None:
            return None
        last, local = self._moment.latest(now), now.astimezone(TIME_ZONE)
        with self._store.read() as connection:
            if not slot_finished(connection, KIND, last.date()):
                return _Round(last.date(), whole=True)
        today = datetime.combine(local.date(), self._moment.hour, TIME_ZONE)
        return _Round(local.date(), whole=False) if last.date() < local.date() and today <= local else None

    def _hold(self, due: _Round, holder: str | None) -> bool:
        now = self._now()
        return hold_slot(self._store, KIND, due.day, worker_name(), now, now - HELD, dead_worker(holder)) is not None

    def _finish(self, due: _Round) -> None:
        slot = hold_slot(self._store, KIND, due.day, worker_name(), self._now(), self._now() - HELD, None)
        if slot is not None:
            finish_slot(self._store, slot, self._now())
            log.info("sites.finished", day=due.day.isoformat(), whole=due.whole)

    def _visit(self, due: _Round, batch: _Batch) -> bool:
        """Look round one batch; False when that must wait."""
        cancelled = threading.Event()
        with ExitStack() as stack:
            for host in batch.hosts:
                if stack.enter_context(held_host(self._store, host, f"sites {due.day}", wall_clock)) is None:
                    return False
            stack.enter_context(self._halt.passed_on_to(cancelled))
            done = visit_sites(self._store, self._settings, batch.agencies, self._now(), cancelled=cancelled)
        log.info("sites.visited", day=due.day.isoformat(), visited=len(done.visits), not_reached=len(done.not_reached), ended=done.ended)
        if self._halt.stopping.is_set():
            return False
        if not done.visits:
            # A batch that gives nothing would be tried for ever; what is in it waits for the next round.
            log.warning("sites.no_result", agencies=", ".join(done.not_reached)[:300], ended=done.ended)
            self._given_up.update((due.day, agency) for agency in done.not_reached)
        return True

    def _batches(self, due: _Round) -> list[_Batch]:
        """What the round still has to visit, province by province, as the portal of a province speaks for its agencies."""
        today = self._now().astimezone(TIME_ZONE).date()
        with self._store.read() as connection:
            agencies = [one for one in list_agencies(connection, at=today) if one.url and (due.day, one.id) not in self._given_up]
            visits = visits_until(connection, [one.id for one in agencies], today, 1)
            portals = {portal.id: portal.url for portal in list_portals(connection)}
            places = {one.province: province_portals(connection, one.province) or () for one in agencies}
        found = []
        for province in sorted(places):
            hosts = tuple(sorted({host_of(portals[portal]) for portal in places[province] if portal in portals}))
            wanted = [one for one in agencies if one.province == province and _wants(due, next(iter(visits[one.id]), None), today)]
            chosen = [one for one in wanted if self._permitted(one)]
            found += [_Batch(tuple(chosen[start : start + AT_A_TIME]), hosts) for start in range(0, len(chosen), AT_A_TIME)]
        return found

    def _permitted(self, agency: AgencyRecord) -> bool:
        try:
            require_contact(agency.url or "", self._settings)
        except ContactRequiredError as error:
            if not self._complained:
                self._complained = True
                log.warning("sites.not_permitted", about=agency.id, error=str(error))
            return False
        return True


def _wants(due: _Round, last: VisitRecord | None, today: date) -> bool:
    """Whether a site still falls into a round, after its last visit."""
    if last is None:
        return True
    return last.on < due.day if due.whole else last.reading.state is SiteState.UNREAD and last.on < today
