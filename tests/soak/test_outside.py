"""Faults of what is neither ours nor a portal's: names that do not resolve, and clocks that jump."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from crawler.config import TIME_ZONE, Settings
from scheduler.clock import parse_schedule
from scheduler.duties import Duties
from scheduler.finishing import finish
from scheduler.health import PortalState
from scheduler.nightly import KIND, crawl_portals
from storage.engine import Store
from storage.queries.levels import levels_at
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from storage.runs import claim_run
from storage.slots import waiting_runs
from tests.scheduler.nights import night
from tests.scheduler.sites import pages_of, site
from tests.storage.entries import crawl, entry, moment, register


def test_a_name_that_does_not_resolve_costs_a_night_and_no_label(store: Store) -> None:
    settings = Settings(database_url=store.url, allow_networks="127.0.0.0/8", download_delay=0, chromium="/nonexistent")  # type: ignore[arg-type]
    with site(pages_of({1: "Một phần", 2: "Toàn trình"})) as portal:
        for number, url in enumerate((portal.url, "http://khong-co.invalid/", portal.url), start=1):
            with store.write() as connection:
                save_portals(connection, [PortalEntry("a", url)], moment(date(2026, 1, 1)))
            (result,) = crawl_portals(store, settings, None, now=moment(night(number)))
            assert result.health is (PortalState.DOWN if number == 2 else PortalState.OK), result
            with store.read() as connection:
                assert [str(row.declared) for row in levels_at(connection)] != [] and len(levels_at(connection)) == 2


def test_a_clock_that_jumps_ahead_and_back_queues_and_reads_each_night_once(store: Store) -> None:
    register(store, "a", "b")
    day = date(2026, 11, 22)
    clock = [datetime.combine(day, time(1, 40), TIME_ZONE)]
    given = Settings(database_url=store.url, allow_networks="127.0.0.0/8")  # type: ignore[arg-type]
    duties = Duties(store, given, parse_schedule(given), lambda: clock[0], lambda: clock[0], sleep=lambda _: None)

    def read_all() -> None:
        for run in waiting_runs(store, KIND, clock[0]):
            leased = claim_run(store, run.id, "test:1:1", clock[0], clock[0] + timedelta(minutes=3))
            assert leased is not None
            crawl(store, leased, [entry(n) for n in range(1, 4)])
            finish(store, leased.id, leased.attempt, clock[0])

    def look(shift: timedelta) -> None:
        clock[0] += shift
        duties.night()
        read_all()
        duties.night()

    for shift in (timedelta(0), timedelta(hours=5), timedelta(hours=-11), timedelta(hours=6), timedelta(days=1), timedelta(days=-1)):
        look(shift)
    for _ in range(3):
        look(timedelta(days=1))
    with store.read() as connection:
        runs = sorted((run.portal, run.night, run.state) for run in list_runs(connection))
        assert len(levels_at(connection)) == 6
    # The small jump back over the hour of the night finds the night before, which has no run yet: it is read, late, and once.
    assert len(runs) == len({run[:2] for run in runs})
    assert {state for _, _, state in runs} == {"ok"}
    assert {day + timedelta(days=n) for n in range(4)} <= {found for _, found, _ in runs}
