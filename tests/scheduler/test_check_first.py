"""A check on demand while a night runs on one machine: at once where its host is free, else right after the portal that is being read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from ipaddress import ip_network

from crawler.config import Settings
from scheduler.checks import CheckDesk
from scheduler.halting import Halt
from scheduler.runner import host_of, wall_clock
from scheduler.worker import LONGEST_WAY, Worker
from storage.checks import Check, Wish, add_check, load_check
from storage.engine import Store, open_store
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from storage.runs import claim_slot, queue_runs
from tests.scheduler.at_work import at_work
from tests.scheduler.nights import night
from tests.scheduler.sites import detail, pages_of, site, until
from tests.storage.entries import moment

NOW = moment(night(1))
PAGES = pages_of({n: "Một phần" for n in range(1, 5)})


def settings_of(store: Store) -> Settings:
    networks = (ip_network("127.0.0.0/8"),)
    return Settings(database_url=store.url, allow_networks=networks, download_delay=0.0, chromium="/nonexistent", crawls_at_once=1)


@contextmanager
def one_machine(store: Store) -> Iterator[None]:
    """What `mucdo serve` runs, with one seat for the night."""
    halt = Halt()
    works = (Worker(store, settings_of(store), lambda: NOW, halt).run, CheckDesk(store, settings_of(store), wall_clock, halt).run)
    with at_work(halt, *works):
        yield


def queue_night(store: Store, *portals: PortalEntry) -> None:
    with store.write() as connection:
        save_portals(connection, portals, NOW)
    slot, _ = claim_slot(store, "nightly", night(1), "s:1:1", NOW)
    queue_runs(store, slot, "nightly", night(1), NOW, [portal.id for portal in portals])


def ask(store: Store, ident: str, url: str) -> None:
    with store.write() as connection:
        add_check(connection, Wish(ident, url, host_of(url), None, "lan", "", NOW, None))


def check_of(store: Store, ident: str) -> Check:
    with store.read() as connection:
        found = load_check(connection, ident)
    assert found is not None
    return found


def open_runs(store: Store) -> int:
    with store.read() as connection:
        return sum(not run.finished for run in list_runs(connection))


def test_a_check_goes_before_what_the_night_has_not_begun(sqlite_url: str) -> None:
    asked_for = {**PAGES, "/danh-muc": PAGES["/"], "/tthc/9": detail(9, "Toàn trình")}
    with site(asked_for) as busy, site(asked_for) as idle, open_store(sqlite_url) as store:
        queue_night(store, PortalEntry("first", busy.url), PortalEntry("second", f"{busy.url}danh-muc"))
        busy.delay = 0.5
        with one_machine(store):
            until(lambda: "/tthc/1" in busy.asked)
            busy.open.clear()
            ask(store, "same-host", f"{busy.url}tthc/9")
            ask(store, "other-host", f"{idle.url}tthc/9")
            until(lambda: check_of(store, "other-host").done)
            assert open_runs(store) == 2, "the only seat is taken, and the check did not wait for it"
            busy.delay = 0.0
            busy.open.set()
            until(lambda: open_runs(store) == 0)
        assert check_of(store, "same-host").outcome == check_of(store, "other-host").outcome == "ok"
        assert busy.asked.index("/tthc/4") < busy.asked.index("/tthc/9") < busy.asked.index("/danh-muc")
        assert busy.most_together == 1


def test_whoever_keeps_asking_does_not_keep_the_night_away(sqlite_url: str) -> None:
    times = [NOW]

    def clock() -> datetime:
        return times[-1]

    with site(PAGES) as portal, open_store(sqlite_url) as store:
        queue_night(store, PortalEntry("first", portal.url))
        ask(store, "never-served", portal.url)
        worker = Worker(store, settings_of(store), lambda: NOW, Halt(), clock=clock)
        assert not worker.step() and portal.asked == []
        times.append(NOW + LONGEST_WAY)
        assert worker.step() and open_runs(store) == 0
        assert check_of(store, "never-served").state == "queued"
