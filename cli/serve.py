"""`mucdo serve`, `mucdo scheduler`, `mucdo worker`: the processes that go on until they are told to stop."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType

import structlog
import typer

from cli.exits import fail
from cli.store import settings_of, store_of
from crawler.config import Settings
from crawler.log import configure_logging
from crawler.settings import require_contact
from scheduler.channels import ChannelError, channels_of
from scheduler.clock import ScheduleError, parse_schedule
from scheduler.halting import Halt
from scheduler.service import Parts, run_service
from storage.engine import Store
from storage.queries.portals import list_portals
from web.serving import BindError, Dashboard


def serve(context: typer.Context) -> None:
    """Scheduler, worker and dashboard on one machine: crawl every night, mail every week. Ends cleanly on SIGTERM and Ctrl-C."""
    _run(context, Parts(schedules=True, works=True), shows=True)


def scheduler(context: typer.Context) -> None:
    """Queue the nights, send mails and alarms; any number may run. Workers do the crawling."""
    _run(context, Parts(schedules=True, works=False))


def worker(context: typer.Context) -> None:
    """Read the portals that a scheduler queued, two at a time on this machine; any number of machines may."""
    _run(context, Parts(schedules=False, works=True))


def _run(context: typer.Context, parts: Parts, *, shows: bool = False) -> None:
    settings = settings_of(context)
    configure_logging(json=True, level=logging.INFO)
    for chatty in ("apscheduler", "procrastinate"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    halt = Halt()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: _stop(halt, _frame))
    with store_of(context) as store:
        with store.read() as connection:
            portals = list_portals(connection, enabled_only=True)
        for portal in portals:
            require_contact(portal.url, settings)
        try:
            channels_of(settings)
            with _dashboard(settings, store) if shows else nullcontext():
                run_service(store, settings, parts, halt)
        except (ScheduleError, ChannelError, BindError) as error:
            fail(str(error))


@contextmanager
def _dashboard(settings: Settings, store: Store) -> Iterator[None]:
    """The dashboard beside the other threads, for as long as they run."""
    parse_schedule(settings)  # what is wrong with the times is said before anything listens
    dashboard = Dashboard(settings, store)
    dashboard.start()
    structlog.get_logger(__name__).info("dashboard.started", url=dashboard.url)
    try:
        yield
    finally:
        dashboard.stop()


def _stop(halt: Halt, _: FrameType | None) -> None:
    """The first signal lets running crawls end for a moment, a second one does not."""
    if halt.stopping.is_set():
        halt.now()
    halt.stopping.set()
