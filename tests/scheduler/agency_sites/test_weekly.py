"""The weekly look round the sites: once, made up for, gone on with, kept off hosts that are read, and never by itself when so set."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest

from classifier.sites.model import SiteReading, SiteState
from crawler.config import TIME_ZONE, Settings
from scheduler.clock import ScheduleError, WeekTime, parse_schedule
from scheduler.halting import Halt
from scheduler.hosts import held_host
from scheduler.runner import host_of, wall_clock
from scheduler.sites.weekly import KIND, SiteRounds
from storage.engine import Store
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.sites import AgencyRecord, VisitRecord, save_agencies, save_visit, visits_until
from storage.slots import slot_finished
from tests.portal_server import PortalServer, portal_server

SUNDAY = date(2026, 11, 22)
MENU = "".join(
    f"<li><a href='/{n}'>{label}</a></li>" for n, label in enumerate(("Ảnh", "Video", "Thời tiết", "Tỷ giá", "Lịch sử", "Bản đồ"))
)
PAGE = f"<html><body><ul>{MENU}</ul><p>Cơ quan thực hiện chức năng quản lý nhà nước trên địa bàn tỉnh theo quy định.</p></body></html>"


@pytest.fixture(scope="module")
def server() -> Iterator[PortalServer]:
    with portal_server(pages={"/": {"body": PAGE, "type": "text/html"}}) as served:
        yield served


class Rounds:
    """One worker with the time given."""

    def __init__(self, store: Store, sites_at: str = "Sun 03:00") -> None:
        self.store = store
        self.now = at(SUNDAY, 3)
        self.halt = Halt()
        settings = Settings(database_url=store.url, allow_networks="127.0.0.0/8", download_delay=0, sites_at=sites_at)  # type: ignore[arg-type]
        self.rounds = SiteRounds(store, settings, parse_schedule(settings).sites, lambda: self.now, self.halt)

    def look(self, day: date, hour: int) -> list[str]:
        """Look at an hour; the agencies whose site was visited that day."""
        self.now = at(day, hour)
        self.rounds.look()
        with self.store.read() as connection:
            visits = visits_until(connection, ["a", "b", "none"], day, 8)
        return sorted(agency for agency, found in visits.items() if any(visit.on == day for visit in found))

    def over(self, day: date) -> bool:
        with self.store.read() as connection:
            return slot_finished(connection, KIND, day)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), TIME_ZONE)


def register(store: Store, server: PortalServer, second: str | None = None) -> None:
    agencies = [
        AgencyRecord("a", "Sơn La", "Sở Y tế", "so", server.url),
        AgencyRecord("b", "Sơn La", "Sở Nội vụ", "so", second or server.url),
        AgencyRecord("none", "Sơn La", "Sở Xây dựng", "so", ""),
    ]
    with store.write() as connection:
        save_agencies(connection, agencies, at(SUNDAY, 0))


def test_the_sites_are_visited_once_a_week_at_their_hour(store: Store, server: PortalServer) -> None:
    register(store, server)
    worker = Rounds(store)
    assert worker.look(SUNDAY, 3) == ["a", "b"] and worker.over(SUNDAY)
    asked = len(server.log())
    assert Rounds(store).look(SUNDAY, 4) == ["a", "b"]
    assert worker.look(SUNDAY + timedelta(days=1), 9) == [], "what could be read waits for the next week"
    assert worker.look(SUNDAY + timedelta(days=7), 2) == []
    assert len(server.log()) == asked, "nothing was asked between the rounds"
    # The machine slept on Sunday: the round is made up for on Tuesday, and the one after keeps to its Sunday.
    assert worker.look(SUNDAY + timedelta(days=9), 12) == ["a", "b"]
    assert worker.look(SUNDAY + timedelta(days=14), 3) == ["a", "b"]


def test_what_could_not_be_read_is_asked_again_on_the_next_day_only(store: Store, server: PortalServer) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        register(store, server, f"http://127.0.0.1:{unheard.getsockname()[1]}/")
        worker = Rounds(store)
        worker.look(SUNDAY, 3)
        monday = SUNDAY + timedelta(days=1)
        assert worker.look(monday, 2) == []
        assert worker.look(monday, 3) == ["b"]
        assert worker.over(monday)


def test_a_round_goes_on_where_another_worker_stopped(store: Store, server: PortalServer) -> None:
    register(store, server)
    reading = SiteReading(SiteState.OK, "", server.url)
    with store.write() as connection:
        save_visit(connection, VisitRecord("a", SUNDAY, at(SUNDAY, 3), "ok", reading, "1"))
    before = len(server.log())
    worker = Rounds(store)
    assert worker.look(SUNDAY, 5) == ["a", "b"] and worker.over(SUNDAY)
    assert sum(one.target == "/" for one in server.log()[before:]) == 1, "only the other site was asked"


def test_a_portal_that_is_being_read_keeps_its_province_waiting(store: Store, server: PortalServer) -> None:
    register(store, server)
    with store.write() as connection:
        save_portals(connection, [PortalEntry(id="son-la", url=server.url, name="Cổng", province="Sơn La")], at(SUNDAY, 0))
    worker = Rounds(store)
    with held_host(store, host_of(server.url), "a nightly run", wall_clock) as held:
        assert held is not None
        assert worker.look(SUNDAY, 3) == [] and not worker.over(SUNDAY)
    assert worker.look(SUNDAY, 4) == ["a", "b"]


def test_nothing_is_asked_when_told_never_or_to_stop(store: Store, server: PortalServer) -> None:
    register(store, server)
    assert Rounds(store, "never").look(SUNDAY, 12) == []
    worker = Rounds(store)
    worker.halt.now()
    assert worker.look(SUNDAY, 12) == [] and not worker.over(SUNDAY)


def test_the_setting() -> None:
    assert parse_schedule(Settings()).sites == WeekTime(6, time(3))
    assert parse_schedule(Settings(sites_at="Never")).sites is None
    with pytest.raises(ScheduleError, match=r"MUCDO_SITES_AT 'weekly' does not begin with a day of the week .* write Sun 03:00"):
        parse_schedule(Settings(sites_at="weekly"))
