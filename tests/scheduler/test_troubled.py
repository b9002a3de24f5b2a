"""The service as a real process in trouble: mail server slow, database held by another, disk full. Nothing is lost, doubled or blamed."""

from __future__ import annotations

import resource
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from crawler.render.memory import descendants
from scheduler.nightly import KIND
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.people import RecipientRecord, alarms, save_recipient
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from storage.slots import slot_finished
from tests.scheduler.mail.servers import Mailroom, smtp_server
from tests.scheduler.sites import Process, Site, pages_of, site, until
from tests.storage.entries import moment

COUNT = 10
SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
HASTY = ("storage.engine:BUSY_TIMEOUT=0.3", "scheduler.service:LOOK=1", "scheduler.service:POST=1", "scheduler.worker:IDLE=0.5")


def prepared(store: Store, portal: Site) -> None:
    with store.write() as connection:
        save_portals(connection, [PortalEntry("a", portal.url, province="Hà Tĩnh")], moment(date(2026, 1, 1)))


def over(store: Store, night: date) -> bool:
    with store.read() as connection:
        return slot_finished(connection, KIND, night)


def half_read(portal: Site) -> bool:
    return sum(path.startswith("/tthc/") for path in portal.asked) >= COUNT // 2


def said(service: Process, *events: str) -> bool:
    return any(event["event"] in events for event in service.events())


def whole(store: Store, attempts: int) -> None:
    """One run, believed, every procedure once, nobody alarmed."""
    with store.read() as connection:
        (run,) = list_runs(connection)
        assert (run.state, run.outcome, run.read, run.complete) == ("ok", "ok", COUNT, True), run
        assert run.attempt <= attempts
        assert len(levels_at(connection)) == COUNT
        assert alarms(connection) == []


def test_a_slow_mail_server_holds_up_no_night_and_gets_the_mail_once(sqlite_url: str, tmp_path: Path) -> None:
    answering = threading.Event()
    room = Mailroom(before_answer=lambda step: answering.wait(20) and None)
    with site(pages_of({n: "Một phần" for n in range(1, COUNT + 1)})) as portal, open_store(sqlite_url) as store, smtp_server(room) as port:
        prepared(store, portal)
        with Process("serve", sqlite_url, tmp_path / "first.log", now=f"{SUNDAY}T02:00:00") as service:
            until(lambda: over(store, SUNDAY))
            assert service.stop() == 0
        with store.write() as connection:
            save_recipient(connection, RecipientRecord("one@so.example", "", "vi"), moment(SUNDAY))
        mail = {"smtp_url": f"smtp://127.0.0.1:{port}", "mail_from": "mucdo@so.example", "admin_email": "admin@so.example"}
        log = tmp_path / "second.log"
        with Process("serve", sqlite_url, log, hasty=HASTY, now=f"{MONDAY}T08:00:00", **mail) as service:
            until(lambda: over(store, MONDAY))
            assert room.recipients == [], "the night was read while the mail server thought"
            answering.set()
            until(lambda: said(service, "digest"))
            assert service.stop() == 0
        assert [event["sent"] for event in service.events() if event["event"] == "digest"] == [1]
    assert room.recipients == ["one@so.example"]


def night_with(store: Store, portal: Site, log: Path, trouble: Callable[[Process], None]) -> Process:
    """Begin to read, make trouble at half of it, and let the night end."""
    portal.delay = 0.3
    with Process("serve", store.url, log, hasty=HASTY, now=f"{SUNDAY}T02:00:00") as service:
        until(lambda: half_read(portal) or service.child.poll() is not None)
        trouble(service)
        portal.delay = 0.0
        until(lambda: over(store, SUNDAY) or service.child.poll() is not None)
        assert service.stop() == 0, log.read_text(encoding="utf-8")
    return service


def test_a_database_in_another_hand_is_waited_for(sqlite_url: str, tmp_path: Path) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    log = tmp_path / "serve.log"
    with site(pages_of({n: "Một phần" for n in range(1, COUNT + 1)})) as portal, open_store(sqlite_url) as store:
        prepared(store, portal)
        other.execute("BEGIN IMMEDIATE")
        with Process("scheduler", sqlite_url, log, hasty=HASTY, now=f"{SUNDAY}T02:00:00") as service:
            until(lambda: said(service, "duty.store") or service.child.poll() is not None)
            other.execute("ROLLBACK")
            until(lambda: said(service, "night.queued"))
            assert service.stop() == 0

        def hold(service: Process) -> None:
            other.execute("BEGIN IMMEDIATE")
            portal.delay = 0.0
            until(lambda: len(portal.asked) >= COUNT + 2)  # all is read, nothing more can be stored
            other.execute("ROLLBACK")

        night_with(store, portal, log, hold)
        whole(store, attempts=1)
    other.close()


def test_a_disk_without_room_is_waited_for(sqlite_url: str, tmp_path: Path) -> None:
    """No file of the service or its crawl may grow beyond what the database's log has, as on a full disk."""
    log = tmp_path / "serve.log"
    wal = Path(f"{sqlite_url.removeprefix('sqlite:///')}-wal")
    unlimited = resource.RLIM_INFINITY
    with site(pages_of({n: "Một phần" for n in range(1, COUNT + 1)})) as portal, open_store(sqlite_url) as store:
        prepared(store, portal)

        def fill(service: Process) -> None:
            size = wal.stat().st_size
            assert size > 2 * log.stat().st_size, "the log of the service must still have room"
            for pid in descendants(service.child.pid):
                with suppress(ProcessLookupError):
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, unlimited))
            portal.delay = 0.0
            until(lambda: said(service, "sink.waits", "worker.store", "lease.not_renewed"), 120)
            for pid in descendants(service.child.pid):
                with suppress(ProcessLookupError):
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))

        night_with(store, portal, log, fill)
        whole(store, attempts=3)
