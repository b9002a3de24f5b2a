"""The application behind a real server on loopback, and a person with a browser that keeps cookies and fills in forms."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
import uvicorn
from fastapi import FastAPI

from crawler.config import Settings
from storage.engine import Store
from web.accounts.people import Role
from web.app import create_app

PASSWORD = "một mật khẩu dài"
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


@dataclass(frozen=True)
class Served:
    url: str
    app: FastAPI

    def add_user(self, name: str, role: Role = Role.OFFICER, password: str = PASSWORD) -> None:
        self.app.state.accounts.set_password(name, password, role)

    def key_of(self, name: str) -> dict[str, str]:
        """The header with which a program of this user asks."""
        return {"Authorization": f"Bearer {self.app.state.accounts.make_key(name, 'test')}"}


def settings_for(store: Store, **values: Any) -> Settings:
    """Settings of a dashboard on loopback that may read loopback portals."""
    return Settings(**{"database_url": store.url, "allow_networks": "127.0.0.0/8", "download_delay": 0.0, **values})


@contextmanager
def served(store: Store, **settings: Any) -> Iterator[Served]:
    """The whole application, in a thread of this process."""
    with served_app(create_app(settings_for(store, **settings), store)) as site:
        yield site


@contextmanager
def served_app(app: FastAPI) -> Iterator[Served]:
    config = uvicorn.Config(app, log_level="warning", ws="none", access_log=False, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="server")
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", app)
        finally:
            server.should_exit = True
            thread.join()


class Browser(requests.Session):
    """A person's browser: keeps cookies, follows nothing by itself, sends forms with the token that the page gave it."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.base = url
        self.trust_env = False

    def request(self, method: str | bytes, url: str | bytes, *arguments: Any, **options: Any) -> requests.Response:
        options["allow_redirects"] = False
        options.setdefault("timeout", 30)
        return super().request(method, self.base + str(url), *arguments, **options)

    def submit(self, page: str, action: str, **fields: str) -> requests.Response:
        """Open a page and post one of its forms."""
        found = _TOKEN.search(self.get(page).text)
        assert found is not None, f"{page} has no form"
        return self.post(action, data={"csrf": found[1], **fields})

    def log_in(self, name: str, password: str = PASSWORD, **fields: str) -> requests.Response:
        return self.submit("/login", "/login", name=name, password=password, **fields)
