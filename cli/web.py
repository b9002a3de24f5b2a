"""`mucdo web`: the dashboard by itself."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Annotated

import typer

from cli.exits import fail
from cli.output import say
from cli.store import settings_of, store_of
from crawler.log import configure_logging
from scheduler.checks import CheckDesk
from scheduler.clock import running_time
from scheduler.halting import Halt
from web.serving import BindError, Dashboard


def web(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port instead of that of MUCDO_WEB_BIND; 0 = a free one.")] = None,
) -> None:
    """Serve the dashboard until it is told to stop; the scheduler and the workers run elsewhere."""
    settings = settings_of(context)
    configure_logging(json=True, level=logging.INFO)
    with store_of(context) as store:
        try:
            dashboard = Dashboard(settings, store, port)
        except BindError as error:
            fail(str(error))
        say(f"the dashboard is at {dashboard.url}/")
        for number in (signal.SIGTERM, signal.SIGINT):
            # The server ends in order on a signal and then raises it again, for whoever was there before it.
            signal.signal(number, lambda _number, _frame: None)
        halt = Halt()
        checks = threading.Thread(target=CheckDesk(store, settings, running_time(settings), halt).run, name="checks")
        checks.start()
        try:
            dashboard.run()
        finally:
            halt.now()
            checks.join()
