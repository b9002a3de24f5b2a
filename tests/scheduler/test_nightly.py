"""A night with real child processes against a real server: once per night, and the same end after a crash."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from ipaddress import ip_network
from time import monotonic, sleep

import pytest

from crawler.config import TIME_ZONE, Settings
from scheduler.health import PortalState
from scheduler.nightly import UnknownPortalError, crawl_document, crawl_portals, latest_night, unfinished
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.procedures import visits_of
from tests.portal_server import PortalServer, portal_server
from tests.scheduler.nights import listed, night
from tests.scheduler.sites import pages_of, site as scripted
from tests.storage.entries import moment

COUNT = 12


def detail(number: int, level: str) -> str:
    return f"""<html><head><title>Thủ tục {number}</title></head><body><h1>Cấp giấy phép hoạt động số {number}</h1><table>
    <tr><td>Mã thủ tục</td><td>1.{number:06d}.000.00.00.H30</td></tr><tr><td>Lĩnh vực</td><td>Y tế</td></tr>
    <tr><td>Cơ quan thực hiện</td><td>Sở Y tế tỉnh Hà Tĩnh</td></tr><tr><td>Mức độ</td><td>{level}</td></tr>
    <tr><td>Trình tự thực hiện</td><td>Bước 1: nộp hồ sơ. Bước 2: nhận kết quả.</td></tr>
    <tr><td>Cách thức thực hiện</td><td>Trực tiếp</td></tr><tr><td>Thành phần hồ sơ</td><td>Đơn đề nghị số {number}</td></tr>
    <tr><td>Thời hạn giải quyết</td><td>{number} ngày</td></tr><tr><td>Phí, lệ phí</td><td>Không</td></tr></table></body></html>"""


def site() -> dict[str, dict[str, str]]:
    rows = "".join(
        f'<tr><td>{n}</td><td>1.{n:06d}.000.00.00.H30</td><td><a href="/tthc/{n}">Cấp giấy phép hoạt động số {n}</a></td>'
        "<td>Y tế</td><td>Sở Y tế tỉnh Hà Tĩnh</td></tr>"
        for n in range(1, COUNT + 1)
    )
    head = "<tr><th>STT</th><th>Mã thủ tục</th><th>Tên thủ tục</th><th>Lĩnh vực</th><th>Cơ quan</th></tr>"
    listing = (
        f"<html><head><title>Thủ tục hành chính</title></head><body><h1>Thủ tục hành chính</h1><table>{head}{rows}</table></body></html>"
    )
    pages = {f"/tthc/{n}": {"body": detail(n, "Một phần"), "type": "text/html; charset=utf-8"} for n in range(1, COUNT + 1)}
    return {"/": {"body": listing, "type": "text/html; charset=utf-8"}, **pages}


@pytest.fixture(scope="module")
def server() -> Iterator[PortalServer]:
    with portal_server(pages=site()) as running:
        yield running


@pytest.fixture
def settings(store: Store) -> Settings:
    return Settings(database_url=store.url, allow_networks=(ip_network("127.0.0.0/8"),), download_delay=0.0, chromium="/nonexistent")


def add_portal(store: Store, portal: str, url: str) -> None:
    with store.write() as connection:
        save_portals(connection, [PortalEntry(portal, url, province="Hà Tĩnh")], moment(date(2026, 1, 1)))


def test_a_night_is_crawled_once(store: Store, settings: Settings, server: PortalServer) -> None:
    add_portal(store, "ha-tinh", f"{server.url}/")
    (first,) = crawl_portals(store, settings, None, now=moment(night(1)))
    assert first.fresh and first.run.outcome == "ok", first
    assert first.health is PortalState.OK, first.reasons
    assert first.run.read == COUNT
    asked = len(server.log())
    (again,) = crawl_portals(store, settings, ["ha-tinh"], now=moment(night(1)))
    assert not again.fresh and again.run.id == first.run.id
    assert len(server.log()) == asked
    (second,) = crawl_portals(store, settings, None, now=moment(night(2)))
    assert second.fresh and second.run.id != first.run.id and second.health is PortalState.OK
    assert listed(store, night(1), night(2)) == []
    with store.read() as connection:
        assert len(levels_at(connection)) == COUNT
        assert {visit.status for visit in visits_of(connection, second.run.id)} == {200}
    document = crawl_document([first, second], moment(night(2)))
    assert [entry["health"] for entry in document["portals"]] == ["ok", "ok"]


def test_a_portal_that_is_down_has_its_outcome_and_stops_nobody(store: Store, settings: Settings, server: PortalServer) -> None:
    add_portal(store, "good", f"{server.url}/")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = closed.getsockname()[1]
    add_portal(store, "down", f"http://127.0.0.1:{nobody}/")
    results = {result.run.portal: result for result in crawl_portals(store, settings, None, now=moment(night(1)))}
    assert results["good"].health is PortalState.OK
    assert results["down"].health is PortalState.DOWN and results["down"].alarm
    assert results["down"].run.state == "failed"


def test_unknown_portal(store: Store, settings: Settings) -> None:
    with pytest.raises(UnknownPortalError, match="nowhere"):
        crawl_portals(store, settings, ["nowhere"], now=moment(night(1)))


KILLED = """
import sys
from datetime import datetime
from ipaddress import ip_network
from crawler.config import Settings
from scheduler.nightly import crawl_portals
from storage.engine import open_store
url, now = sys.argv[1:]
settings = Settings(database_url=url, allow_networks=(ip_network("127.0.0.0/8"),), download_delay=0.4, chromium="/nonexistent")
crawl_portals(open_store(url), settings, None, now=datetime.fromisoformat(now))
"""


def test_the_setting_for_agreeing_nights_reaches_the_history(sqlite_url: str) -> None:
    network = (ip_network("127.0.0.0/8"),)
    given = Settings(database_url=sqlite_url, allow_networks=network, download_delay=0.0, chromium="/nonexistent", confirmations=1)
    with open_store(sqlite_url) as store, scripted(pages_of({1: "Toàn trình", 2: "Một phần"})) as portal:
        add_portal(store, "a", portal.url)
        crawl_portals(store, given, None, now=moment(night(1)))
        portal.pages = pages_of({1: "Một phần", 2: "Một phần"})
        crawl_portals(store, given, None, now=moment(night(2)))
        assert [line[0] for line in listed(store, night(2))] == ["declared"]


def test_killed_night_is_taken_up_where_it_was(store: Store, settings: Settings) -> None:
    with portal_server(pages=site()) as running:
        add_portal(store, "ha-tinh", f"{running.url}/")
        worker = subprocess.Popen([sys.executable, "-c", KILLED, store.url, moment(night(1)).isoformat()])
        deadline = monotonic() + 60
        while len([t for t in running.targets() if t.startswith("/tthc/")]) < 5 and monotonic() < deadline:
            sleep(0.1)
        # The store is asked for what has been flushed; the rest may be fetched again.
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        (left,) = unfinished(store, night(1))
        assert left.state == "running"
        (result,) = crawl_portals(store, settings, None, now=moment(night(1)))
        assert result.health is PortalState.OK and result.run.attempt == 2
        assert result.run.read == COUNT
    with store.read() as connection:
        assert len(levels_at(connection)) == COUNT


def test_latest_night() -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 11, 22, hour, tzinfo=TIME_ZONE)

    one = time(1)
    assert latest_night(at(1), one) == latest_night(at(23), one) == date(2026, 11, 22)
    assert latest_night(at(0), one) == date(2026, 11, 21)
    # The zone is the portals', whatever the machine's: 17:30 in Greenwich is half past midnight there, 18:30 half past one.
    assert latest_night(datetime(2026, 3, 28, 17, 30, tzinfo=UTC), one) == date(2026, 3, 28)
    assert latest_night(datetime(2026, 3, 28, 18, 30, tzinfo=UTC), one) == date(2026, 3, 29)
