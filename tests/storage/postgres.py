"""A PostgreSQL 15 of our own for the length of a test session: initdb in a temporary folder, loopback only, never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql/15/bin")
_READY_WITHIN = 60.0  # seconds


def available() -> bool:
    return (BINARIES / "initdb").exists()


@dataclass(frozen=True)
class Server:
    """A server that may be stopped and started again. `url`: its address without a database name."""

    url: str
    folder: Path
    user: str | None
    options: str

    def start(self) -> None:
        call = [BINARIES / "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", self.options, "start"]
        quiet = subprocess.DEVNULL
        subprocess.run(call, user=self.user, check=True, stdout=quiet, stderr=quiet, cwd=self.folder, timeout=_READY_WITHIN)

    def stop(self) -> None:
        """As a crash would: connections break, and the server recovers when it starts again."""
        call = [BINARIES / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop"]
        subprocess.run(call, user=self.user, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server; yields its address without a database name."""
    with own_server() as server:
        yield server.url


@contextmanager
def own_server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="mucdo-pg-"))
    user = _unprivileged_user(folder)
    port = _free_port()
    try:
        initdb = [BINARIES / "initdb", "-D", folder / "data", "-U", "mucdo", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(initdb, user=user, check=True, capture_output=True, cwd=folder)
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
        server = Server(f"postgresql+psycopg://mucdo@127.0.0.1:{port}", folder, user, options)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: hand the folder to a user without rights."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, user)
    return user


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
