"""The queue on PostgreSQL: every due run has one job, a host is read by one, and nothing that happens to a job loses a run."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from procrastinate import App
from sqlalchemy import text

from crawler.render.memory import descendants
from scheduler.cluster import _definition, feed, queue_app, schema_name
from scheduler.runner import worker_name
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from storage.queue_schema import prepare_queue
from storage.runs import claim_run, claim_slot, queue_runs
from tests.scheduler.nights import night
from tests.scheduler.sites import Process, pages_of, site, until
from tests.storage.entries import moment

pytestmark = pytest.mark.postgres
NOW = moment(night(1))


@pytest.fixture
def queued(postgres_url: str) -> Any:
    """Three due runs, two of them on one host, and one that is not due."""
    with open_store(postgres_url) as store:
        hosts = {"a": "http://127.0.0.1:1/x", "b": "http://127.0.0.1:1/y", "c": "http://127.0.0.1:2/", "later": "http://127.0.0.1:3/"}
        with store.write() as connection:
            save_portals(connection, [PortalEntry(name, url) for name, url in hosts.items()], NOW)
        slot, _ = claim_slot(store, "nightly", night(1), "s:1:1", NOW)
        queue_runs(store, slot, "nightly", night(1), NOW, list(hosts), {"later": NOW + timedelta(hours=1)})
        prepare_queue(store, schema_name(), _definition())
        prepare_queue(store, schema_name(), _definition())  # a second process
        yield store


def with_app(store: Store, work: Callable[[App], Awaitable[Any]], read_run: Callable[[int], object] = lambda run: None) -> Any:
    async def main() -> Any:
        async with queue_app(store, read_run, 2).open_async() as app:
            return await work(app)

    return asyncio.run(main())


def jobs(store: Store) -> list[tuple[int, str, str]]:
    rows = in_queue(store, "SELECT args->>'run', lock, status FROM procrastinate_jobs ORDER BY id")
    return [(int(run), lock, status) for run, lock, status in rows]


def in_queue(store: Store, statement: str) -> list[Any]:
    with store.write() as connection:
        connection.execute(text(f"SET LOCAL search_path TO {schema_name()}"))
        done = connection.execute(text(statement))
        return list(done) if done.returns_rows else []


def test_every_due_run_gets_one_job_and_the_lock_is_its_host(queued: Store) -> None:
    async def twice(app: App) -> list[int]:
        return [await feed(app, queued, NOW, lambda run: False) for _ in range(2)]

    assert with_app(queued, twice) == [3, 0]
    assert sorted(lock for _, lock, _ in jobs(queued)) == ["127.0.0.1:1", "127.0.0.1:1", "127.0.0.1:2"]


def test_a_queue_that_was_emptied_is_filled_again(queued: Store) -> None:
    async def fed(app: App) -> int:
        return await feed(app, queued, NOW, lambda run: False)

    assert with_app(queued, fed) == 3
    in_queue(queued, "DELETE FROM procrastinate_jobs")
    assert with_app(queued, fed) == 3


def test_what_is_held_gets_no_job_until_its_holder_is_known_to_be_gone(queued: Store) -> None:
    with queued.read() as connection:
        runs = {run.portal: run.id for run in list_runs(connection)}
    for portal, worker in {"a": "elsewhere:1:1", "c": worker_name(), "b": worker_name().rpartition(":")[0] + ":1"}.items():
        assert claim_run(queued, runs[portal], worker, NOW, NOW + timedelta(days=1)) is not None

    async def fed(app: App) -> tuple[int, int]:
        first = await feed(app, queued, NOW, lambda run: False)
        return first, await feed(app, queued, NOW, lambda run: run.worker == worker_name())

    # The worker of b is a process of this machine that no longer is; c is ours, and we let it go.
    assert with_app(queued, fed) == (1, 1)
    assert [run for run, _, _ in jobs(queued)] == [runs["b"], runs["c"]]


def test_the_jobs_of_a_silent_worker_are_given_out_again(queued: Store) -> None:
    async def work(app: App) -> list[int]:
        added = [await feed(app, queued, NOW, lambda run: False)]
        worker = await app.job_manager.register_worker()
        assert await app.job_manager.fetch_job(queues=None, worker_id=worker) is not None
        added.append(await feed(app, queued, NOW, lambda run: False))
        in_queue(queued, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '61 seconds'")
        added.append(await feed(app, queued, NOW, lambda run: False))
        return added

    assert with_app(queued, work) == [3, 0, 1]
    assert [status for _, _, status in jobs(queued)] == ["todo"] * 3


def test_one_host_is_read_by_one_and_a_check_goes_before_the_night(queued: Store) -> None:
    """A lock is a host; of what waits, the highest priority comes first."""

    async def work(app: App) -> list[str | None]:
        await feed(app, queued, NOW, lambda run: False)
        await app.configure_task("answer_check", queue="night", lock="127.0.0.1:9", priority=10).defer_async(check="x")
        worker = await app.job_manager.register_worker()
        taken = [await app.job_manager.fetch_job(queues=None, worker_id=worker) for _ in range(4)]
        return [None if job is None else job.lock for job in taken]

    assert with_app(queued, work) == ["127.0.0.1:9", "127.0.0.1:1", "127.0.0.1:2", None]


def test_machines_that_are_killed_and_stopped_read_a_night_through_the_queue(postgres_url: str, tmp_path: Path) -> None:
    """The long form, with 300 portals, is `python -m tests.soak.machines`."""
    labels = {n: "Một phần" for n in range(1, 5)}
    names = ("scheduler", "worker", "worker")
    with (
        site({**pages_of(labels), "/danh-muc": pages_of(labels)["/"]}) as one,
        site(pages_of(labels)) as two,
        open_store(postgres_url) as store,
    ):
        with store.write() as connection:
            portals = [PortalEntry("a", one.url), PortalEntry("b", two.url), PortalEntry("same-host", one.url + "danh-muc")]
            save_portals(connection, portals, NOW)
        one.delay = two.delay = 0.2
        processes = [Process(name, postgres_url, tmp_path / f"{n}.log", now="2026-11-22T02:00:00") for n, name in enumerate(names)]
        try:
            until(lambda: any(path.startswith("/tthc/") for path in (*one.asked, *two.asked)), 240)
            killed = processes.pop()
            killed.kill()
            stopped = descendants(processes[1].child.pid)  # its crawls too, as a machine that freezes
            for pid in stopped:
                os.kill(pid, signal.SIGSTOP)
            processes.append(Process("worker", postgres_url, tmp_path / "3.log", now="2026-11-22T02:00:00"))
            until(lambda: processes[2].log.stat().st_size > 0, 240)
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)
            until(lambda: [run.state for run in runs_of(store)] == ["ok"] * 3, 240)
            until(lambda: jobs(store) == [], 60)  # a job that two processes fed is soon found to be done
            assert [process.stop() for process in processes] == [0, 0, 0]
        finally:
            for process in processes:
                process.__exit__()
        fed = [event for process in (killed, *processes) for event in process.events() if event["event"] == "queue.fed"]
        assert fed and all((run.outcome, run.listed, run.read, run.complete) == ("ok", 4, 4, True) for run in runs_of(store))
        with store.read() as connection:
            assert Counter(row.portal for row in levels_at(connection)) == {"a": 4, "b": 4, "same-host": 4}
        assert one.most_together == two.most_together == 1


def runs_of(store: Store) -> list[Any]:
    with store.read() as connection:
        return list_runs(connection)
