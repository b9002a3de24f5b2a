"""Serves `bench.portal_pages` on loopback: pages are made once, answers are bytes, so that the server is never what is measured.

`python -m bench.portal_site COUNT [CHANGED] [own]` prints its port. `CHANGED`: per cent of the procedures that differ from the
first night; `own`: every procedure has a form file of its own.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from bench import portal_pages as pages

LOG = "/nhat-ky"  # what was asked for
NEW_LOG = "/nhat-ky?anew"  # the same, and begin anew


class Portal:
    """All answers of one portal by path."""

    def __init__(self, count: int, changed: int = 0, *, own_files: bool = False) -> None:
        self._count = count
        self._changed = changed
        self._own = own_files
        self._made: dict[str, bytes] = {}
        self._asked: list[tuple[float, str]] = []

    def answer(self, target: str, etag: str) -> bytes:
        if target in (LOG, NEW_LOG):
            return self._log(anew=target == NEW_LOG)
        if target.startswith("/thu-tuc/chi-tiet"):
            self._asked.append((time.perf_counter(), target))
        whole = self._made.get(target)
        if whole is None:
            whole = self._made[target] = self._make(target)
        if etag and etag.encode() in whole[:300]:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag.encode() + b"\r\n\r\n"
        return whole

    def _log(self, *, anew: bool) -> bytes:
        """How many pages of procedures were asked for, and the seconds from the first request to the last."""
        seconds = self._asked[-1][0] - self._asked[0][0] if self._asked else 0.0
        told = {"pages": len({target for _, target in self._asked}), "seconds": seconds}
        if anew:
            self._asked = []
        return _whole(json.dumps(told).encode(), "application/json")

    def _make(self, target: str) -> bytes:
        path, _, query = target.partition("?")
        number = int(query.rpartition("=")[2] or 0) if query else 0
        if path == "/robots.txt":
            return _whole(b"User-agent: *\nDisallow: /quan-tri/\n", "text/plain")
        if path == "/thu-tuc/chi-tiet":
            number -= pages.FIRST
            night = 1 if number % 100 < self._changed else 0
            return _whole(pages.detail_page(number, night, own_file=self._own))
        if path in ("/", "/thu-tuc"):
            return _whole(pages.listing_page(number or 1, self._count))
        if path.startswith("/nop-ho-so/"):
            return _whole(pages.apply_page(int(path.split("/")[2]) - pages.FIRST))
        if path.startswith("/tep/"):
            return _whole(pages.form_file(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        return b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nnot found"


def _whole(body: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    tag = blake2b(body, digest_size=8).hexdigest()
    return f'HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nETag: "{tag}"\r\nContent-Length: {len(body)}\r\n\r\n'.encode() + body


class _Connection(asyncio.Protocol):
    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            target = head.split(b" ", 2)[1].decode()
            etag = next((line[15:].strip().decode() for line in head.split(b"\r\n") if line.lower().startswith(b"if-none-match:")), "")
            self._transport.write(self._portal.answer(target, etag))
            if b"\r\nconnection: close" in head.lower():
                self._transport.close()


async def _serve(portal: Portal) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(portal), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


@contextmanager
def portal(count: int, changed: int = 0, *, own_files: bool = False) -> Iterator[str]:
    """The portal in a process of its own: its address."""
    command = [sys.executable, "-m", "bench.portal_site", str(count), str(changed), *(["own"] if own_files else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


if __name__ == "__main__":
    count, changed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    asyncio.run(_serve(Portal(count, changed, own_files="own" in sys.argv)))
