"""changedetection.io as a process of its own on loopback: addresses in through its API, times out of the log of the portal it reads.

Its data folder is its own and new; what it would ask of the world goes to a proxy that nobody serves.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from bench.peers import peer

FETCHERS = 10  # its default for a pool of workers is 10, too
TAKING = 120.0  # seconds to take the addresses in
_SETTINGS = Path("changedetection.json")
_direct = build_opener(ProxyHandler({}))


class Changedetection:
    """A running instance."""

    def __init__(self, port: int, folder: Path) -> None:
        self._root = f"http://127.0.0.1:{port}/api/v1"
        self._folder = folder

    def add(self, urls: Sequence[str]) -> None:
        """Hand it the addresses, and wait until it has them all; it checks each as soon as it has it."""
        self._call("/import?dedupe=false", "\n".join(urls).encode())
        end = time.monotonic() + TAKING
        while not self._has().issuperset(urls):
            if time.monotonic() > end:
                raise TimeoutError(f"changedetection.io did not take {len(urls)} addresses in {TAKING:.0f} s")
            time.sleep(0.5)

    def _has(self) -> set[str]:
        try:
            return {watch["url"] for watch in json.loads(self._call("/watch")).values()}
        except HTTPError:  # it cannot tell while it takes addresses in
            return set()

    def check(self) -> None:
        """Let it check all of them now."""
        self._call("/watch?recheck_all=1")

    def _call(self, path: str, body: bytes | None = None) -> bytes:
        settings = json.loads((self._folder / _SETTINGS).read_text(encoding="utf-8"))
        key = settings["settings"]["application"]["api_access_token"]
        headers = {"x-api-key": key, "Content-Type": "text/plain"}
        with _direct.open(Request(self._root + path, body, headers), timeout=60) as answer:  # noqa: S310 - loopback
            return bytes(answer.read())


@contextmanager
def changedetection(folder: Path, first: str) -> Iterator[Changedetection]:
    """An instance over an empty data folder; it begins with one address in place of its examples. Raises `PeerMissingError`."""
    command = peer("changedetection.io")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment |= {
        "ALLOW_IANA_RESTRICTED_ADDRESSES": "true",
        "DISABLE_VERSION_CHECK": "true",
        "FETCH_WORKERS": str(FETCHERS),
        "HTTPS_PROXY": "http://127.0.0.1:9",
    }
    call = [command, "-h", "127.0.0.1", "-p", str(port), "-d", folder, "-C", "-l", "WARNING", "-u", first]
    with (folder.parent / "changedetection.log").open("wb") as log:
        process = subprocess.Popen(call, env=environment, cwd=folder.parent, stdout=log, stderr=log)
    try:
        _await(port, process)
        yield Changedetection(port, folder)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with _direct.open(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"changedetection.io does not answer (exit code {process.poll()})")
