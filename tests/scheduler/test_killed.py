"""A night of real processes that are killed at ten points: afterwards nothing is lost and nothing is doubled.

Two nights: the first is stored once, in the second two labels rise and one procedure is new. Each case runs the second night, kills
something, starts the service again, and compares what is stored with a night that nobody disturbed.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from crawler.config import Settings
from scheduler.changes import changes
from scheduler.nightly import KIND, crawl_portals
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from storage.slots import slot_finished
from tests.scheduler.sites import Process, Site, pages_of, site, until
from tests.storage.entries import moment

FIRST, SECOND = date(2026, 11, 21), date(2026, 11, 22)
COUNT = 8
BEFORE = {n: "Một phần" for n in range(1, COUNT + 1)}
AFTER = BEFORE | {2: "Toàn trình", 5: "Toàn trình", COUNT + 1: "Một phần"}
NOW = "2026-11-22T02:00:00"


@dataclass
class Nights:
    """Two portals, the database after their first night, and what the second leaves when nobody disturbs it."""

    sites: dict[str, Site]
    first: Path
    undisturbed: dict[str, Any]

    def fresh(self, folder: Path, delay: float) -> str:
        """A database that has seen the first night; `delay`: seconds that the portals take for an answer in the second."""
        for portal in self.sites.values():
            portal.asked.clear()
            portal.delay = delay
        shutil.copyfile(self.first, folder / "mucdo.db")
        return f"sqlite:///{folder / 'mucdo.db'}"

    def details_asked(self) -> int:
        return sum(path.startswith("/tthc/") for portal in self.sites.values() for path in portal.asked)

    def lists_asked(self) -> int:
        return sum(path == "/" for portal in self.sites.values() for path in portal.asked)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Nights]:
    folder = tmp_path_factory.mktemp("nights")
    first = folder / "first.db"
    shutil.copyfile(sqlite_template, first)
    url = f"sqlite:///{first}"
    with site(pages_of(BEFORE)) as a, site(pages_of(BEFORE)) as b:
        sites = {"a": a, "b": b}
        with open_store(url) as store:
            with store.write() as connection:
                entries = [PortalEntry(name, portal.url, province="Hà Tĩnh") for name, portal in sites.items()]
                save_portals(connection, entries, moment(date(2026, 1, 1)))
            settings = Settings(
                database_url=url,
                allow_networks="127.0.0.0/8",  # type: ignore[arg-type]  # parsed
                download_delay=0,
                chromium="/nonexistent",
            )
            assert all(not result.reasons for result in crawl_portals(store, settings, None, now=moment(FIRST)))
        for portal in sites.values():
            portal.pages = pages_of(AFTER)
        made = Nights(sites, first, {})
        made.undisturbed = finish_night(made.fresh(folder, 0.0), folder / "undisturbed.log")
        labels, lines, runs = (made.undisturbed[name] for name in ("labels", "changes", "runs"))
        assert len(labels) == 2 * (COUNT + 1) and len(runs) == 4 and all(run[2] == "ok" for run in runs)
        assert [line[1] for line in lines] == ["declared", "declared", "new"] * 2
        yield made


def finish_night(url: str, log: Path) -> dict[str, Any]:
    """Start the service on what was left, wait until the night is over, stop it, and tell what is stored."""
    with open_store(url) as store, Process("serve", url, log, now=NOW) as service:
        until(lambda: over(store) or service.child.poll() is not None)
        assert service.stop() == 0, log.read_text(encoding="utf-8")
        return stored(store)


def over(store: Store) -> bool:
    with store.read() as connection:
        return slot_finished(connection, KIND, SECOND)


def stored(store: Store) -> dict[str, Any]:
    """Labels, changes and runs as the product tells them; how many attempts it took is no matter of theirs."""
    with store.read() as connection:
        labels = sorted((row.portal, row.url, str(row.code), str(row.level), str(row.declared), row.since) for row in levels_at(connection))
        runs = sorted((r.portal, r.night, r.state, str(r.outcome), r.listed, r.read, r.failed, r.complete) for r in list_runs(connection))
    found = changes(store, FIRST, SECOND).changes
    lines = sorted((c.portal, c.kind, str(c.code), str(c.declared_from), str(c.declared_to), c.confirmed) for c in found)
    return {"labels": labels, "changes": lines, "runs": runs}


def crawls_of(service: Process) -> list[int]:
    """The crawl processes that a service has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == service.child.pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


SOAK = pytest.mark.soak


@pytest.mark.parametrize(
    "point",
    [
        pytest.param("scheduler.duties:claim_slot", id="1-scheduler-before-the-slot", marks=SOAK),
        pytest.param("scheduler.duties:queue_runs", id="2-scheduler-slot-claimed-nothing-queued", marks=SOAK),
        pytest.param("scheduler.duties:queue_runs!", id="3-scheduler-runs-queued", marks=SOAK),
        pytest.param("scheduler.runner:run_child", id="4-worker-run-leased", marks=SOAK),
        pytest.param("scheduler.runner:finish", id="7-worker-read-not-judged", marks=SOAK),
        pytest.param("scheduler.finishing:_reloaded", id="8-worker-inside-the-judging"),
        pytest.param("scheduler.runner:finish!", id="9-worker-judged", marks=SOAK),
        pytest.param("scheduler.duties:end_night", id="10-scheduler-before-the-end-of-the-night", marks=SOAK),
    ],
)
def test_killed_at_a_point_of_its_own_code(nights: Nights, tmp_path: Path, point: str) -> None:
    url = nights.fresh(tmp_path, 0.0)
    log = tmp_path / "serve.log"
    with Process("serve", url, log, die_at=point, now=NOW) as service:
        assert service.child.wait(300) == -signal.SIGKILL, log.read_text(encoding="utf-8")
    assert finish_night(url, log) == nights.undisturbed


@pytest.mark.parametrize(
    "when",
    [
        pytest.param(lambda nights: nights.lists_asked() >= 1, id="5-worker-at-the-listing", marks=SOAK),
        pytest.param(lambda nights: nights.details_asked() >= COUNT, id="6-worker-half-way"),
    ],
)
def test_killed_while_a_portal_is_read(nights: Nights, tmp_path: Path, when: Callable[[Nights], bool]) -> None:
    url = nights.fresh(tmp_path, 0.3)
    log = tmp_path / "serve.log"
    with Process("serve", url, log, now=NOW) as service:
        until(lambda: when(nights) or service.child.poll() is not None)
        crawls = crawls_of(service)
        service.kill()
    assert crawls
    until(lambda: not any(Path(f"/proc/{crawl}").exists() for crawl in crawls))  # no crawl outlives who asked for it
    assert finish_night(url, log) == nights.undisturbed


@pytest.mark.soak
def test_a_crawl_that_is_killed_is_repeated_by_the_worker_that_asked_for_it(nights: Nights, tmp_path: Path) -> None:
    url = nights.fresh(tmp_path, 0.3)
    log = tmp_path / "serve.log"
    with open_store(url) as store, Process("serve", url, log, now=NOW) as service:
        until(lambda: nights.details_asked() >= COUNT)
        for crawl in crawls_of(service):
            os.kill(crawl, signal.SIGKILL)
        until(lambda: over(store))
        assert service.stop() == 0
        assert stored(store) == nights.undisturbed
    assert [event["event"] for event in service.events()].count("run.crashed") == 2


def test_told_to_stop_it_gives_its_runs_back_and_another_goes_on(nights: Nights, tmp_path: Path) -> None:
    url = nights.fresh(tmp_path, 2.0)  # too slow to end within the time of grace
    log = tmp_path / "serve.log"
    with open_store(url) as store:
        with Process("serve", url, log, now=NOW) as service:
            until(lambda: nights.details_asked() >= 1)
            crawls = crawls_of(service)
            assert service.stop() == 0
        assert not any(Path(f"/proc/{crawl}").exists() for crawl in crawls)
        with store.read() as connection:
            left = [run for run in list_runs(connection) if run.night == SECOND]
        assert {(run.state, run.worker, run.lease_until) for run in left} == {("queued", None, None)}
    for portal in nights.sites.values():
        portal.delay = 0.0
    assert finish_night(url, log) == nights.undisturbed


@pytest.mark.soak
def test_three_schedulers_and_two_workers_of_which_half_are_killed(nights: Nights, tmp_path: Path) -> None:
    url = nights.fresh(tmp_path, 0.3)
    logs = [tmp_path / f"{number}.log" for number in range(5)]
    commands = ["scheduler", "scheduler", "scheduler", "worker", "worker"]
    services = [Process(command, url, log, now=NOW) for command, log in zip(commands, logs, strict=True)]
    try:
        with open_store(url) as store:
            until(lambda: nights.details_asked() >= COUNT)
            for service in (services[0], services[1], services[3]):
                service.kill()
            until(lambda: over(store))
            assert [services[2].stop(), services[4].stop()] == [0, 0]
            assert stored(store) == nights.undisturbed
    finally:
        for service in services:
            service.__exit__()


def drawn(page: str) -> str:
    """A page that shows nothing until a script has drawn it."""
    title, _, body = page.partition("<body>")
    script = f"decodeURIComponent('{quote(body.removesuffix('</body></html>'))}')"
    return f'{title}<body><div id="app"></div><script>setTimeout(()=>{{app.innerHTML={script}}},200)</script></body></html>'


def browsers_of(crawl: int) -> list[int]:
    """The browsers that a crawl has started: they carry its mark."""
    environ = Path(f"/proc/{crawl}/environ").read_bytes().split(b"\0")
    mark = next(entry for entry in environ if entry.startswith(b"CRAWL_MARK="))
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, marks = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
        except OSError:
            continue
        if mark in marks.split(b"\0") and b"--remote-debugging" in command and b"--type=" not in command:
            found.append(int(process.name))
    return found


@pytest.mark.soak
@pytest.mark.browser
def test_a_browser_that_is_killed_costs_nothing(sqlite_template: Path, tmp_path: Path) -> None:
    pages = {path: drawn(page) for path, page in pages_of({n: "Một phần" for n in range(1, 7)}).items()}
    levels, killed = [], []
    with site(pages) as portal:
        for name in ("undisturbed", "killed"):
            database = tmp_path / f"{name}.db"
            shutil.copyfile(sqlite_template, database)
            url, log = f"sqlite:///{database}", tmp_path / f"{name}.log"
            portal.asked.clear()
            with open_store(url) as store:
                with store.write() as connection:
                    save_portals(connection, [PortalEntry("a", portal.url, province="Hà Tĩnh")], moment(FIRST))
                with Process("serve", url, log, now=NOW, chromium="") as service:
                    if name == "killed":
                        until(lambda: sum(path.startswith("/tthc/") for path in portal.asked) >= 3)
                        killed = [pid for crawl in crawls_of(service) for pid in browsers_of(crawl)]
                        for browser in killed:
                            os.kill(browser, signal.SIGKILL)
                    until(lambda store=store: over(store))  # type: ignore[misc]
                    assert service.stop() == 0
                levels.append(stored(store)["labels"])
    assert killed and len(levels[0]) == 6
    assert levels[1] == levels[0]
