"""The work of the night through a job queue on PostgreSQL (Procrastinate), for any number of machines.

The rows of `crawl_run` and `web_check` are the truth and their leases decide who reads what; the queue only hands the work out: at once,
in the order of its priority, one job a host. A job that is lost, doubled or left behind by a dead machine costs nothing, because what is
open and has no job gets one at the next look.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

import structlog

from scheduler.halting import Halt
from scheduler.nightly import KIND
from scheduler.runner import Clock, dead_worker, host_of
from scheduler.worker import Worker
from storage.engine import Store
from storage.errors import StoreError
from storage.queries.portals import list_portals
from storage.queue_schema import prepare_queue
from storage.runs import Run
from storage.slots import release_run, waiting_runs

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job

LOOK = 3.0  # seconds between two looks for work that has no job
SILENT = 60.0  # seconds without a sign of life after which a worker's jobs are handed out again
NIGHT = "night"
NIGHT_PRIORITY = 0
_READ = "read_run"

log = structlog.get_logger(__name__)


def available(store: Store) -> bool:
    """Whether the work goes through the queue: on PostgreSQL, where the extra [cluster] is installed."""
    return not store.sqlite and find_spec("procrastinate") is not None


class ClusterWorker:
    """Has a worker read portals as the queue hands them out. `now`: the service's time, by which runs become due."""

    def __init__(self, store: Store, worker: Worker, now: Clock, halt: Halt) -> None:
        self._store = store
        self._worker = worker
        self._now = now
        self._halt = halt
        self._seats = worker.seats

    def run(self) -> None:
        """Work until asked to stop; returns when the last crawl has ended."""
        watching = threading.Thread(target=self._worker.watch, name="leases")
        watching.start()
        asyncio.run(self._main())
        watching.join()

    async def _main(self) -> None:
        while not self._halt.stopping.is_set():
            try:
                await asyncio.to_thread(prepare_queue, self._store, schema_name(), _definition())
                async with queue_app(self._store, self._worker.read_run, self._seats).open_async() as app:
                    parts = [self._again(lambda: self._feed(app))]
                    parts += [self._again(lambda: self._serve(app)) for _ in range(self._seats)]
                    await asyncio.gather(*parts)
            except Exception as error:
                log.warning("queue.unreachable", error=f"{type(error).__name__}: {error}")
                await self._pause(LOOK)

    async def _again(self, part: Callable[[], Awaitable[None]]) -> None:
        """Begin a part again when the database went away under it."""
        while not self._halt.stopping.is_set():
            try:
                await part()
            except Exception as error:
                log.warning("queue.interrupted", error=f"{type(error).__name__}: {error}")
            await self._pause(LOOK)

    async def _serve(self, app: App) -> None:
        """One seat. A worker of its own, so that a seat that waits for a long crawl keeps no other from beginning again."""
        serving = asyncio.create_task(
            app.run_worker_async(
                queues=[NIGHT],
                concurrency=1,
                delete_jobs="always",
                install_signal_handlers=False,
                stalled_worker_timeout=SILENT,
                fetch_job_polling_interval=LOOK,
            )
        )
        stopping = asyncio.create_task(self._stopping())
        await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving

    async def _feed(self, app: App) -> None:
        while not self._halt.stopping.is_set():
            await feed(app, self._store, self._now(), self._worker.dropped)
            await self._pause(LOOK)

    async def _stopping(self) -> None:
        while not self._halt.stopping.is_set():  # noqa: ASYNC110 - set by a thread
            await asyncio.sleep(0.2)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping(), seconds)


async def feed(app: App, store: Store, now: datetime, dropped: Callable[[Run], bool]) -> int:
    """Give a job to every due run that has none, and take those of silent workers away; returns how many were added.

    `dropped`: whether a run that is leased is known to be nobody's any more. Any number of processes may feed.
    """
    rescued = await _rescue(app)
    added = 0
    runs, hosts = await asyncio.to_thread(_due, store, now, dropped)
    if runs:
        queued = {job.task_kwargs.get("run") for status in ("todo", "doing") for job in await _jobs(app, status)}
        for run, portal in runs:
            if run not in queued and portal in hosts:
                await app.configure_task(_READ, queue=NIGHT, lock=hosts[portal], priority=NIGHT_PRIORITY).defer_async(run=run)
                added += 1
    if added or rescued:
        log.info("queue.fed", added=added, rescued=rescued)
    return added


async def _jobs(app: App, status: str) -> list[Job]:
    return list(await app.job_manager.list_jobs_async(task=_READ, status=status))


async def _rescue(app: App) -> int:
    """End the jobs of workers that are silent. What they were about is fed again as soon as its lease is over."""
    from procrastinate.exceptions import ConnectorException
    from procrastinate.jobs import Status

    ended = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        assert job.id is not None  # noqa: S101 - it comes from the database
        with suppress(ConnectorException):  # somebody else was faster
            await app.job_manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
            ended += 1
    return ended


def _due(store: Store, now: datetime, dropped: Callable[[Run], bool]) -> tuple[list[tuple[int, str]], dict[str, str]]:
    due = []
    for run in waiting_runs(store, KIND, now):
        if run.state == "queued" or ((dropped(run) or dead_worker(run.worker)) and release_run(store, run)):
            due.append((run.id, run.portal))
    if not due:
        return [], {}
    with store.read() as connection:
        return due, {portal.id: host_of(portal.url) for portal in list_portals(connection)}


def queue_app(store: Store, read_run: Callable[[int], object], seats: int) -> App:
    """The queue with its one task. Not yet open."""
    from procrastinate import App, PsycopgConnector

    address = store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = {"options": f"-c search_path={schema_name()}", "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
    app = App(connector=PsycopgConnector(conninfo=address, min_size=1, max_size=seats + 3, timeout=10.0, kwargs=connection))

    @app.task(name=_READ)
    def read(run: int) -> None:
        try:
            read_run(run)
        except StoreError as error:
            # The run stays open: it gets a new job when the database is back.
            log.warning("worker.store", run=run, error=str(error))

    return app


def schema_name() -> str:
    """The queue's tables belong to one version of the library: the next one makes its own, and the work is fed into it anew."""
    major, minor = version("procrastinate").split(".")[:2]
    return f"mucdo_queue_{major}_{minor}"


def _definition() -> str:
    from procrastinate.schema import SchemaManager

    return str(SchemaManager.get_schema())
