"""A night whose database goes away, fills up or is copied in the middle of it: nothing is lost, doubled or blamed on a portal."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage.backup import backup, check
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.people import alarms
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from tests.scheduler.sites import Process, Site, pages_of, site, until
from tests.storage.entries import moment
from tests.storage.postgres import available, own_server

COUNT = 10
NOW = "2026-11-22T02:00:00"


def prepared(url: str, portal: Site) -> Store:
    store = open_store(url)
    with store.write() as connection:
        save_portals(connection, [PortalEntry("a", portal.url)], moment(date(2026, 1, 1)))
    return store


def half_read(portal: Site) -> bool:
    return sum(path.startswith("/tthc/") for path in portal.asked) >= COUNT // 2


def ended(store: Store) -> bool:
    with store.read() as connection:
        return any(run.finished for run in list_runs(connection))


def whole(store: Store, attempts: int) -> None:
    """One run, believed, in so many attempts at most; every procedure once; nobody alarmed."""
    with store.read() as connection:
        (run,) = list_runs(connection)
        assert (run.state, run.outcome, run.read, run.complete) == ("ok", "ok", COUNT, True), run
        assert run.attempt <= attempts
        assert len(levels_at(connection)) == COUNT
        assert alarms(connection) == []


def night_with(url: str, store: Store, portal: Site, log: Path, trouble: Callable[[], None]) -> Process:
    """Read half of the portal, make trouble, and let the night end."""
    portal.delay = 0.5
    with Process("serve", url, log, now=NOW) as service:
        until(lambda: half_read(portal) or service.child.poll() is not None, 500)
        trouble()
        portal.delay = 0.0
        until(lambda: ended(store) or service.child.poll() is not None, 500)
        assert service.stop() == 0, log.read_text(encoding="utf-8")
    return service


@pytest.mark.postgres
@pytest.mark.skipif(not available(), reason="PostgreSQL 15 is not installed")
@pytest.mark.parametrize("seconds", [pytest.param(0, id="restarted"), pytest.param(60, id="gone-for-a-minute", marks=pytest.mark.soak)])
def test_a_server_that_crashes_and_comes_back_costs_nothing(tmp_path: Path, seconds: int) -> None:
    pages = pages_of({n: "Một phần" for n in range(1, COUNT + 1)})
    with own_server() as server, site(pages) as portal:
        engine = create_engine(f"{server.url}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE mucdo"))
        engine.dispose()
        with prepared(f"{server.url}/mucdo", portal) as store:
            store.engine.dispose()

            def crash() -> None:
                server.stop()
                time.sleep(seconds)
                server.start()

            night_with(store.url, store, portal, tmp_path / "serve.log", crash)
            whole(store, attempts=2)
        assert portal.most_together == 1


@pytest.mark.soak
@pytest.mark.skipif(os.getuid() != 0, reason="a small disk is mounted, which root may")
def test_a_disk_that_is_full_for_a_while_costs_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], check=True)
    try:
        with site(pages_of({n: "Một phần" for n in range(1, COUNT + 1)})) as portal:
            with prepared(f"sqlite:///{disk / 'mucdo.db'}", portal) as store:

                def fill() -> None:
                    filler = os.open(disk / "filler", os.O_CREAT | os.O_WRONLY)
                    with pytest.raises(OSError, match="No space left"):
                        while True:
                            os.write(filler, b"x" * 4096)
                    os.close(filler)
                    until(lambda: "sink.waits" in (tmp_path / "serve.log").read_text(encoding="utf-8"), 300)
                    (disk / "filler").unlink()

                service = night_with(store.url, store, portal, tmp_path / "serve.log", fill)
                whole(store, attempts=2)
                assert any(event["event"] == "sink.waits" for event in service.events())
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.soak
def test_a_copy_made_during_a_crawl_goes_on_where_it_stood(tmp_path: Path, sqlite_url: str) -> None:
    copy = tmp_path / "copy.db"
    with site(pages_of({n: "Một phần" for n in range(1, COUNT + 1)})) as portal:
        with prepared(sqlite_url, portal) as store:
            night_with(sqlite_url, store, portal, tmp_path / "serve.log", lambda: backup(store, copy))
            whole(store, attempts=1)
        with open_store(f"sqlite:///{copy}") as restored:
            assert check(restored) == []
            with Process("serve", restored.url, tmp_path / "restored.log", now=NOW) as service:
                until(lambda: ended(restored) or service.child.poll() is not None, 500)
                assert service.stop() == 0
            whole(restored, attempts=2)
