"""`mucdo serve`, `mucdo scheduler`, `mucdo worker`: the processes that go on until they are told to stop."""

from __future__ import annotations

import logging
import signal
from types import FrameType

import typer

from cli.exits import fail
from cli.store import settings_of, store_of
from crawler.log import configure_logging
from crawler.settings import require_contact
from scheduler.channels import ChannelError, channels_of
from scheduler.clock import ScheduleError
from scheduler.halting import Halt
from scheduler.service import Parts, run_service
from storage.queries.portals import list_portals


def serve(context: typer.Context) -> None:
    """Scheduler and worker on one machine: crawl every night, mail every week. Ends cleanly on SIGTERM and Ctrl-C."""
    _run(context, Parts(schedules=True, works=True))


def scheduler(context: typer.Context) -> None:
    """Queue the nights, send mails and alarms; any number may run. Workers do the crawling."""
    _run(context, Parts(schedules=True, works=False))


def worker(context: typer.Context) -> None:
    """Read the portals that a scheduler queued, two at a time on this machine; any number of machines may."""
    _run(context, Parts(schedules=False, works=True))


def _run(context: typer.Context, parts: Parts) -> None:
    settings = settings_of(context)
    configure_logging(json=True, level=logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
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
            run_service(store, settings, parts, halt)
        except (ScheduleError, ChannelError) as error:
            fail(str(error))


def _stop(halt: Halt, _: FrameType | None) -> None:
    """The first signal lets running crawls end for a moment, a second one does not."""
    if halt.stopping.is_set():
        halt.now()
    halt.stopping.set()
