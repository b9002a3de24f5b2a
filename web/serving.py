"""Serving the dashboard: until the process is told to stop, beside other threads, or for as long as a block lasts."""

from __future__ import annotations

import gc
import socket
import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from datetime import date

import structlog
import uvicorn

from crawler.config import Settings
from storage.engine import Store
from storage.errors import StoreError
from web.app import create_app
from web.figures.changes import by_day
from web.figures.overview import overview
from web.figures.plans import held, look_back, plans
from web.figures.province import province_figures
from web.figures.units import units
from web.rendering import compile_templates
from web.site import Site

_GRACE = 5  # seconds for requests in hand
_LOOK = 15.0  # seconds between two looks at whether the store has changed

log = structlog.get_logger(__name__)


class BindError(ValueError):
    """`MUCDO_WEB_BIND` or `--port` cannot be used; the message says what to write."""


class Dashboard:
    """The dashboard on an address, which is taken at once. `run` serves in the calling thread, `start` in one of its own.

    `port` replaces the one of the settings; 0 = any free one. Raises `BindError`.
    """

    def __init__(self, settings: Settings, store: Store, port: int | None = None) -> None:
        host, number = _address(settings)
        self._socket = _listen(host, number if port is None else port)
        app = create_app(settings, store)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_GRACE,
        )
        self._site: Site = app.state.site
        self._stopped = threading.Event()
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self.run, name="dashboard", daemon=True)
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self._socket.getsockname()[1]}"

    def run(self) -> None:
        """Serve until a signal or `stop`."""
        warming = threading.Thread(target=self._keep_warm, name="figures", daemon=True)
        warming.start()
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._stopped.set()

    def _keep_warm(self) -> None:
        """Compute the figures of overview, changes, plans and provinces after every night, so that nobody waits for them in the morning.

        While one run after another ends, they would be out of date at once: the store must have been the same at two looks.
        """
        compile_templates()
        before: Hashable = None
        computed: tuple[Hashable, date] | None = None
        while not self._stopped.is_set():
            try:
                state = self._site.remembered.state()
                day = self._site.now().date()
                if computed != (state, day) and before in (None, state):
                    overview(self._site, day)
                    by_day(self._site, day)
                    for plan in plans(self._site):
                        held(self._site, plan, day)
                    for plan in plans(self._site):
                        look_back(self._site, plan)
                    for unit in units(self._site, day):
                        province_figures(self._site, unit, day)
                    _set_aside()
                    computed = (state, day)
                before = state
            except StoreError as error:
                log.warning("figures.store", error=str(error))
            self._stopped.wait(_LOOK)

    def start(self) -> None:
        """Serve beside the caller; whoever asks before it is ready waits a moment."""
        self._thread.start()

    def stop(self) -> None:
        """End within moments; requests in hand are answered first."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(2 * _GRACE)
        self._socket.close()


def _set_aside() -> None:
    """Spare the garbage collector what stays: walking over it again and again is a third of the time of a page that computes much."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@contextmanager
def serving(settings: Settings, store: Store, port: int = 0) -> Iterator[str]:
    """The address of a dashboard that is served while the block lasts."""
    dashboard = Dashboard(settings, store, port)
    dashboard.start()
    try:
        yield dashboard.url
    finally:
        dashboard.stop()


def _address(settings: Settings) -> tuple[str, int]:
    host, _, port = settings.web_bind.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise BindError(f"MUCDO_WEB_BIND {settings.web_bind!r} is not an address: write 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=512)
    except OSError as error:
        remedy = "name another port with --port or in MUCDO_WEB_BIND"
        raise BindError(f"the dashboard cannot listen on {host}:{port} ({error.strerror}): {remedy}") from None
