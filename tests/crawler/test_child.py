"""The child process of a crawl: what it reports, how it is ended, and that nothing of it is left."""

from __future__ import annotations

import os
import secrets
import select
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from classifier.model import Outcome
from crawler.child import ChildResult, Ended, run_child
from crawler.config import Settings
from crawler.lease import Held, steady
from crawler.settings import ContactRequiredError
from crawler.sink import RunOrder
from tests.crawler.crawling import AT, LOOPBACK, QUICK
from tests.portal_server import portal_server

PAGE = {"body": "<html>trang</html>"}


def child(reader: str, url: str, *, portal: str = "", timeout: float = 30.0, **more: Any) -> ChildResult:
    overrides = {**QUICK, "READER": f"tests.crawler.reading.{reader}"}
    order = RunOrder(url=url, at=AT, portal=portal, render="never")
    return run_child(order, Settings(**LOOPBACK), timeout=timeout, overrides=overrides, **more)


def processes_with(word: str) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if word.encode() in entry.read_bytes():
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


def test_the_day_of_a_crawl_is_the_day_in_vietnam() -> None:
    """At 01:00 in Vietnam it is still yesterday in UTC, in which a database hands the moment out."""
    order = RunOrder(url="http://127.0.0.1/", at=datetime(2020, 12, 30, 18, 0, tzinfo=UTC))
    assert order.day == date(2020, 12, 31)


def test_report_entries_and_progress_come_back() -> None:
    seen: list[Any] = []
    with portal_server(pages={"/": PAGE}) as server:
        result = child("find", f"{server.url}/", on_progress=seen.append)
    assert (result.ended, result.outcome, result.report.title) == (Ended.REPORTED, Outcome.OK, "Cổng")
    assert [entry.code for entry in result.entries] == ["1.000001", "1.000002"]
    assert result.report.stats["requests/page"] == 1
    assert seen == [{"pages": 1, "procedures": 2, "rendered": 0, "failures": 0, "listed": 2}]


def test_a_fault_of_the_reader_is_a_report() -> None:
    result = child("fail", "http://127.0.0.1:9/")
    assert (result.ended, result.outcome) == (Ended.REPORTED, Outcome.ERROR)
    assert result.reason == "internal error: ZeroDivisionError: a fault of the reader"
    assert result.report.suspect == result.reason


def test_a_crawl_that_hangs_is_ended() -> None:
    result = child("hang", "http://127.0.0.1:9/", timeout=0.5, grace=1.0)
    assert (result.ended, result.outcome) == (Ended.TIME, Outcome.ERROR)
    assert result.report.suspect


def test_a_crawl_that_hoards_memory_is_ended() -> None:
    result = child("hoard", "http://127.0.0.1:9/", memory_limit=300 * 1024**2)
    assert (result.ended, result.outcome) == (Ended.MEMORY, Outcome.ERROR)


def test_a_crawl_can_be_cancelled() -> None:
    cancelled = threading.Event()
    threading.Timer(1.5, cancelled.set).start()
    assert child("hang", "http://127.0.0.1:9/", cancelled=cancelled).ended is Ended.CANCELLED


def test_nothing_is_left_behind_by_a_crawl_that_dies() -> None:
    portal = secrets.token_hex(8)
    result = child("breed", "http://127.0.0.1:9/", portal=portal)
    assert result.ended is Ended.CRASHED
    assert "exit code 7" in result.reason
    while processes_with(portal):  # they were told to end; on a busy machine that takes a moment
        time.sleep(0.05)


def test_the_crawl_ends_when_its_parent_is_killed() -> None:
    script = "from tests.crawler.test_child import child; child('hang', 'http://127.0.0.1:9/', timeout=600)"
    parent = subprocess.Popen([sys.executable, "-c", script])
    try:
        crawl = os.pidfd_open(_child_of(parent.pid))
    finally:
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    ended, _, _ = select.select([crawl], [], [], 60)
    os.close(crawl)
    assert ended


def test_secrets_and_unknown_settings_stay_with_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUCDO_SMTP_URL", "smtp://user:secret@mail.example")
    monkeypatch.setenv("MUCDO_TYPO", "1")
    with portal_server(pages={"/": PAGE}) as server:
        assert child("find", f"{server.url}/").outcome is Outcome.OK


def test_a_public_host_needs_a_contact() -> None:
    with pytest.raises(ContactRequiredError):
        child("find", "http://113.160.0.1/")


def _child_of(parent: int) -> int:
    """The crawl process, as soon as it is there."""
    while True:
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                owner = int(stat.read_text().rpartition(")")[2].split()[1])
                if owner == parent and b"crawler.run" in (stat.parent / "cmdline").read_bytes():
                    return int(stat.parent.name)
            except OSError:
                continue
        time.sleep(0.05)


def test_a_crawl_ends_with_its_lease() -> None:
    result = child("hang", "http://127.0.0.1:9/", held=Held(steady() + 2.0))
    assert (result.ended, result.report.suspect != "") == (Ended.CRASHED, True)


def test_a_crawl_whose_lease_ran_out_while_it_was_stopped_asks_nothing_more() -> None:
    """Stopped with everything it has started, and let go on when another may have taken its place."""
    held = Held(steady() + 600.0)
    outcome: list[ChildResult] = []
    with portal_server(pages={"/": PAGE}) as server:
        reading = threading.Thread(target=lambda: outcome.append(child("ask_for_ever", f"{server.url}/", held=held)))
        reading.start()
        while len(server.log()) < 5 and reading.is_alive():
            time.sleep(0.05)
        held.until = steady() + 5.0  # told to the child before long
        time.sleep(2.0)
        (pid,) = [pid for pid in processes_with("crawler.run") if f"PPid:\t{os.getpid()}\n" in Path(f"/proc/{pid}/status").read_text()]
        os.killpg(pid, signal.SIGSTOP)
        while not held.over:
            time.sleep(0.1)
        time.sleep(0.5)
        before = len(server.log())
        os.killpg(pid, signal.SIGCONT)
        reading.join(20)
        assert before >= 5 and outcome[0].ended is Ended.CRASHED
        assert len(server.log()) == before


def test_a_sink_that_cannot_be_opened_or_written_says_nothing_of_the_portal(tmp_path: Path) -> None:
    with portal_server(pages={"/": PAGE}) as server:
        order = RunOrder(url=f"{server.url}/", at=AT, portal="a", run=1, attempt=1, render="never", sink="storage.sink.StoreSink")
        nowhere = replace(order, database_url=f"sqlite:///{tmp_path}/none/mucdo.db")
        fenced = replace(order, database_url=f"sqlite:///{tmp_path}/mucdo.db")  # which knows of no such run
        assert [run_child(each, Settings(**LOOPBACK), timeout=60.0).ended for each in (nowhere, fenced)] == [Ended.UNSTORED] * 2
