"""Checks on demand: asked for over HTTP, run by a real child process against a real portal on loopback."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from scheduler.checks import CheckDesk
from scheduler.clock import running_time
from scheduler.halting import Halt
from scheduler.runner import wall_clock, worker_name
from storage.checks import Check, claim_check, count_open, load_check, waiting_checks
from storage.engine import Store, open_store
from storage.hosts import Holding, free_host, take_host
from storage.queries.portals import PortalEntry, save_portals
from tests.scheduler.at_work import at_work
from tests.scheduler.sites import Site, pages_of, site, until
from tests.schemas import faults
from tests.web.serving import Browser, Served, served, settings_for

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
NO_BROWSER = "/nonexistent"
PATIENCE = 400.0  # seconds until a check counts as lost; it takes one or two where nothing else runs
DEAD = f"{socket.gethostname()}:4194304:1"  # no process has this number


@pytest.fixture(scope="module")
def portal() -> Iterator[Site]:
    with site(pages_of({1: "Mức độ 3", 2: "Mức độ 4"})) as running:
        yield running


@pytest.fixture
def dashboard(sqlite_url: str, portal: Site) -> Iterator[tuple[Served, Store]]:
    """A dashboard on which the portal is registered."""
    with open_store(sqlite_url) as store:
        register(store, portal)
        with served(store) as running:
            yield running, store


def register(store: Store, portal: Site) -> None:
    with store.write() as connection:
        save_portals(connection, [PortalEntry("ha-tinh", portal.url, "Cổng Hà Tĩnh")], NOW)


def desk_for(store: Store, halt: Halt | None = None, **settings: object) -> CheckDesk:
    found = settings_for(store, chromium=NO_BROWSER, **settings)
    return CheckDesk(store, found, running_time(found), halt or Halt())


@contextmanager
def working(store: Store, desks: int = 1, **settings: object) -> Iterator[None]:
    """Desks at work, as in `mucdo serve`."""
    halt = Halt()
    with at_work(halt, *(desk_for(store, halt, **settings).run for _ in range(desks))):
        yield


def ended(store: Store, ident: str) -> Check | None:
    with store.read() as connection:
        check = load_check(connection, ident)
    return check if check is not None and check.done else None


def asked(answer_location: str) -> str:
    return answer_location.rsplit("/", 1)[1]


def test_everybody_checks_a_registered_portal_and_shares_the_result(dashboard: tuple[Served, Store], portal: Site) -> None:
    running, store = dashboard
    with Browser(running.url) as visitor, Browser(running.url) as other:
        started = visitor.submit("/checks", "/checks", url=portal.url + "#top")
        path = started.headers["location"]
        assert started.status_code == 303
        waiting = visitor.get(path)
        assert "đang chờ" in waiting.text and 'http-equiv="refresh"' in waiting.text
        with working(store):
            until(lambda: ended(store, asked(path)), PATIENCE)
        page = other.get("/en" + path)
        assert "The portal was read." in page.text and "Cấp giấy phép hoạt động số 2" in page.text
        assert f"{running.url}/en{path}" in page.text
        document = other.get(f"/api/v1{path}/result").json()
        assert faults("check", document) == []
        assert [entry["declared"]["value"] for entry in document["procedures"]] == ["3", "4"]
        assert portal.url in other.get("/checks").text


def test_other_addresses_only_for_who_is_logged_in(dashboard: tuple[Served, Store]) -> None:
    running, store = dashboard
    running.add_user("lan")
    with site(pages_of({7: "Mức độ 4"})) as free, Browser(running.url) as lan:
        refused = lan.submit("/checks", "/checks", url=free.url)
        assert refused.status_code == 403 and "Đăng nhập" in refused.text
        lan.log_in("lan")
        path = lan.submit("/checks", "/checks", url=free.url + "tthc/7", procedures="5").headers["location"]
        assert desk_for(store).step()
        with Browser(running.url) as visitor:
            assert "số 7" in visitor.get(path).text  # whoever has the address may see it
            assert free.url not in visitor.get("/checks").text  # but it is listed only for her


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "http://127.0.0.1.:{port}/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://user@127.0.0.1:{port}/",
        "http://127.0.0.1:22/",
    ],
)
def test_an_internal_address_is_refused(address: str, dashboard: tuple[Served, Store], portal: Site) -> None:
    """SSRF: the outcome is `refused`, and nothing was asked."""
    running, store = dashboard
    running.add_user("lan")
    portal.asked.clear()
    with Browser(running.url) as lan:
        lan.log_in("lan")
        path = lan.submit("/checks", "/checks", url=address.format(port=portal.port)).headers["location"]
        assert desk_for(store, allow_networks="", contact="a@example.gov.vn").step()
        check = ended(store, asked(path))
        assert check is not None and check.outcome == "refused"
        assert "chỉ đọc các địa chỉ công khai" in lan.get(path).text
    assert portal.asked == []


def test_a_redirect_inwards_is_refused(dashboard: tuple[Served, Store], portal: Site) -> None:
    running, store = dashboard
    running.add_user("lan")
    portal.asked.clear()
    with site({}) as outside, Browser(running.url) as lan:
        outside.pages["/"] = f'<html><head><meta http-equiv="refresh" content="0; url=http://127.0.0.1:{portal.port}/"></head></html>'
        lan.log_in("lan")
        lan.submit("/checks", "/checks", url=f"http://127.0.0.2:{outside.port}/")
        assert desk_for(store, allow_networks="127.0.0.2/32").step()
    assert portal.asked == []


@pytest.mark.parametrize(
    "text", ["", "dichvucong", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://a b/", "ftp://a.vn/", "http://[::"]
)
def test_what_is_no_web_address_is_told_at_once(text: str, dashboard: tuple[Served, Store]) -> None:
    running, store = dashboard
    with Browser(running.url) as visitor:
        assert visitor.submit("/checks", "/checks", url=text).status_code == 422
    assert waiting_checks(store) == []


def test_a_public_address_needs_a_contact(dashboard: tuple[Served, Store]) -> None:
    running, store = dashboard
    running.add_user("lan")
    with Browser(running.url) as lan:
        lan.log_in("lan")
        path = lan.submit("/checks", "/checks", url="http://192.0.1.1/").headers["location"]
        assert desk_for(store).step()
        assert "MUCDO_CONTACT" in lan.get(path).text


def test_a_host_is_read_by_one_check_at_a_time(dashboard: tuple[Served, Store], portal: Site) -> None:
    running, store = dashboard
    portal.delay = 0.1
    try:
        with Browser(running.url) as visitor:
            paths = [visitor.submit("/checks", "/checks", url=portal.url + page).headers["location"] for page in ("tthc/1", "tthc/2", "")]
        with working(store, desks=3):
            until(lambda: all(ended(store, asked(path)) for path in paths), PATIENCE)
    finally:
        portal.delay = 0.0
    checks = [check for path in paths if (check := ended(store, asked(path)))]
    times = sorted((check.begun_at or NOW, check.finished_at or NOW) for check in checks)
    assert all(end <= begin for (_, end), (begin, _) in pairwise(times))
    assert {check.outcome for check in checks} == {"ok"}


def test_a_check_waits_while_the_night_reads_its_host(dashboard: tuple[Served, Store], portal: Site) -> None:
    running, store = dashboard
    host, night = f"127.0.0.1:{portal.port}", Holding(worker_name(), "run 1")
    assert take_host(store, host, night, wall_clock(), wall_clock() + timedelta(minutes=5))
    with Browser(running.url) as visitor:
        visitor.submit("/checks", "/checks", url=portal.url)
    assert not desk_for(store).step()
    free_host(store, host, night)
    assert desk_for(store).step()


def test_what_a_dead_process_left_is_taken_up(dashboard: tuple[Served, Store], portal: Site) -> None:
    running, store = dashboard
    with Browser(running.url) as visitor:
        ident = asked(visitor.submit("/checks", "/checks", url=portal.url).headers["location"])
    until_then = wall_clock() + timedelta(minutes=5)
    take_host(store, f"127.0.0.1:{portal.port}", Holding(DEAD, f"check {ident}"), wall_clock(), until_then)
    left = claim_check(store, ident, DEAD, wall_clock(), until_then, NOW, None)
    assert left is not None
    assert desk_for(store).step()
    check = ended(store, ident)
    assert check is not None and (check.outcome, check.attempt) == ("ok", 2)


def test_what_is_under_way_at_the_end_is_given_back(dashboard: tuple[Served, Store], portal: Site) -> None:
    running, store = dashboard
    portal.delay = 1.0
    try:
        with Browser(running.url) as visitor:
            visitor.submit("/checks", "/checks", url=portal.url)
        with working(store):
            until(lambda: waiting_checks(store)[0].progress, PATIENCE)
    finally:
        portal.delay = 0.0
    assert [check.state for check in waiting_checks(store)] == ["queued"]


def test_the_same_check_is_not_queued_twice_and_nobody_asks_without_end(dashboard: tuple[Served, Store], portal: Site) -> None:
    running, store = dashboard
    with Browser(running.url) as visitor:
        first = visitor.submit("/checks", "/checks", url=portal.url)
        assert visitor.submit("/checks", "/checks", url=portal.url).headers["location"] == first.headers["location"]
        answers = [visitor.submit("/checks", "/checks", url=f"{portal.url}?page={n}").status_code for n in range(11)]
    assert answers == [303] * 9 + [429] * 2
    with store.read() as connection:
        assert count_open(connection) == 10


def test_progress_comes_as_events(dashboard: tuple[Served, Store], portal: Site) -> None:
    running, store = dashboard
    portal.delay = 0.3
    events: list[tuple[str, dict[str, object]]] = []
    try:
        with Browser(running.url) as visitor:
            path = visitor.submit("/checks", "/checks", url=portal.url).headers["location"]
            with working(store), visitor.get(f"{path}/events", stream=True) as stream:
                assert stream.headers["content-type"].startswith("text/event-stream")
                assert stream.headers["cache-control"] == "no-store"
                name = ""
                for line in stream.iter_lines(decode_unicode=True):
                    if line.startswith("event: "):
                        name = line.removeprefix("event: ")
                    elif line.startswith("data: "):
                        events.append((name, json.loads(line.removeprefix("data: "))))
    finally:
        portal.delay = 0.0
    assert events[0][1]["state"] in ("queued", "running")
    assert events[-1][0] == "done" and events[-1][1]["outcome"] == "ok"
    assert any(news["progress"] for _, news in events)


def test_unknown_checks(dashboard: tuple[Served, Store]) -> None:
    running, _ = dashboard
    with Browser(running.url) as visitor:
        assert visitor.get("/checks/none").status_code == 404
        assert visitor.get("/checks/none/events").text == "retry: 3000\n\n"
