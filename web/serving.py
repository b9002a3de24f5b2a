"""Serving the dashboard: until the process is told to stop, beside other threads, or for as long as a block lasts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from crawler.config import Settings
from storage.engine import Store
from web.app import create_app

_START = 30.0  # seconds


class BindError(ValueError):
    """`MUCDO_WEB_BIND` or `--port` cannot be used; the message says what to write."""


def address_of(settings: Settings, port: int | None = None) -> tuple[str, int]:
    """Host and port of the settings; `port` replaces theirs. Raises `BindError`."""
    host, _, given = settings.web_bind.rpartition(":")
    if not host or not given.isdecimal() or not 0 <= int(given) <= 65535:
        raise BindError(f"MUCDO_WEB_BIND {settings.web_bind!r} is not an address: write 127.0.0.1:8000")
    return host.strip("[]"), int(given) if port is None else port


class Dashboard:
    """The dashboard on an address. `run` serves in the calling thread, `start` in one of its own; `stop` ends both."""

    def __init__(self, settings: Settings, store: Store, host: str, port: int) -> None:
        config = uvicorn.Config(create_app(settings, store), host=host, port=port, log_config=None, server_header=False, lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="dashboard", daemon=True)
        self._host = host

    def run(self) -> None:
        """Serve until a signal or `stop`."""
        self._server.run()

    def start(self) -> str:
        """Serve beside the caller; returns the address. Raises `BindError` when the port is taken."""
        self._thread.start()
        waited = threading.Event()
        for _ in range(int(_START * 50)):
            if self._server.started or not self._thread.is_alive():
                break
            waited.wait(0.02)
        if not self._server.started:
            raise BindError(f"the dashboard cannot listen on {self._host}: name a free port in MUCDO_WEB_BIND")
        port = self._server.servers[0].sockets[0].getsockname()[1]
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{port}"

    def stop(self) -> None:
        """End within moments; requests in hand are answered first."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(10)


@contextmanager
def serving(settings: Settings, store: Store, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """The address of a dashboard that is served while the block lasts; port 0 = a free one."""
    dashboard = Dashboard(settings, store, host, port)
    try:
        yield dashboard.start()
    finally:
        dashboard.stop()
