"""A small hostile or polite web server in a child process, for the tests of everything that fetches.

`with portal_server(robots=…, pages={…}) as server:` serves `pages` and the built-in behaviours below, on a free loopback port;
`server.log()` gives what was asked. Behaviours: `/redirect?to=URL[&status=N]`, `/loop`, `/endless-redirect/N`, `/slow?seconds=S`,
`/drip`, `/forever`, `/big?mib=N`, `/gzip-bomb?mib=N[&layers=N]`, `/line?mib=N`, `/headers?count=N`, `/header-line?kib=N`,
`/cut`, `/broken-gzip`, `/garbage`, `/busy?retry_after=S&times=N[&then=STATUS]`, `/status/N`, `/etag`, `/cookie`, `/echo`,
`/interim?count=N`.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import subprocess
import sys
import time
import urllib.request
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

CHUNK = b"x" * 65536


@dataclass(frozen=True)
class Seen:
    """One request as it reached the server. `at`: seconds on the server's clock; `together`: requests in flight, itself included."""

    at: float
    method: str
    target: str
    headers: Mapping[str, str]
    body: str
    together: int


@dataclass(frozen=True)
class PortalServer:
    url: str
    port: int

    def log(self) -> list[Seen]:
        with urllib.request.urlopen(f"{self.url}/__log", timeout=10) as answer:  # noqa: S310 - our own loopback server
            return [Seen(**item) for item in json.load(answer)]

    def targets(self) -> list[str]:
        return [seen.target for seen in self.log()]


@contextlib.contextmanager
def portal_server(
    *, robots: str = "", robots_status: int = 200, robots_delay: float = 0.0, pages: Mapping[str, Mapping[str, Any]] | None = None
) -> Iterator[PortalServer]:
    """`pages`: path → {"body", "status", "headers", "type", "sent"}; a body is text. Default robots.txt: empty, allows all.

    `sent`: by words of what is posted to the path, the page that answers. "{token}" in a body is new in every answer.
    """
    script = {"robots": robots, "robots_status": robots_status, "robots_delay": robots_delay, "pages": pages or {}}
    process = subprocess.Popen([sys.executable, "-m", "tests.portal_server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(json.dumps(script) + "\n")
        process.stdin.flush()
        port = int(process.stdout.readline())
        yield PortalServer(f"http://127.0.0.1:{port}", port)
    finally:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()


class _Server:
    def __init__(self, script: dict[str, Any]) -> None:
        self.script = script
        self.seen: list[dict[str, Any]] = []
        self.together = 0
        self.counts: Counter[str] = Counter()
        self.not_before = 0.0

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while await self._one(reader, writer):
                pass
        with contextlib.suppress(OSError):
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        first = await reader.readexactly(1)
        if first == b"\x16":  # a TLS greeting: answered as a plain server does
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return False
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = (await reader.readexactly(int(headers.get("content-length", 0)))).decode("utf-8", "replace")
        if target == "/__log":
            await self._send(writer, 200, json.dumps(self.seen).encode(), {"Content-Type": "application/json"})
            return True
        self.together += 1
        self.seen.append(
            {"at": time.monotonic(), "method": method, "target": target, "headers": headers, "body": body, "together": self.together}
        )
        try:
            return await self._answer(writer, method, target, headers, body)
        finally:
            self.together -= 1

    async def _answer(self, writer: asyncio.StreamWriter, method: str, target: str, headers: dict[str, str], body: str) -> bool:
        url = urlsplit(target)
        query = dict(parse_qsl(url.query))
        page = self.script["pages"].get(target) or self.script["pages"].get(url.path)
        if page is not None:
            page = next((answer for words, answer in page.get("sent", {}).items() if method == "POST" and words in body), page)
            text = page.get("body", "").replace("{token}", f"token{len(self.seen):06d}")
            extra = {"Content-Type": page.get("type", "text/html; charset=utf-8"), **page.get("headers", {})}
            await self._send(writer, page.get("status", 200), text.encode(), extra)
            return True
        if url.path == "/robots.txt":
            await asyncio.sleep(self.script["robots_delay"])
            await self._send(writer, self.script["robots_status"], self.script["robots"].encode(), {"Content-Type": "text/plain"})
            return True
        name = url.path.strip("/").split("/")[0].replace("-", "_")
        behaviour = getattr(self, f"do_{name}", None)
        if behaviour is None:
            await self._send(writer, 404, b"<html><body>404 Not Found</body></html>", {"Content-Type": "text/html"})
            return True
        return bool(await behaviour(writer, url.path, query, method, headers, body))

    async def _send(self, writer: asyncio.StreamWriter, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items()), f"Content-Length: {len(body)}", "", ""]
        writer.write("\r\n".join(lines).encode("utf-8") + body)
        await writer.drain()

    async def do_redirect(self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], *rest: Any) -> bool:
        await self._send(writer, int(query.get("status", 302)), b"", {"Location": query["to"]})
        return True

    async def do_loop(self, writer: asyncio.StreamWriter, *rest: Any) -> bool:
        await self._send(writer, 302, b"", {"Location": "/loop"})
        return True

    async def do_endless_redirect(self, writer: asyncio.StreamWriter, path: str, *rest: Any) -> bool:
        await self._send(writer, 302, b"", {"Location": f"/endless-redirect/{int(path.rsplit('/', 1)[1]) + 1}"})
        return True

    async def do_slow(self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], *rest: Any) -> bool:
        await asyncio.sleep(float(query["seconds"]))
        await self._send(writer, 200, b"<html><body>slow</body></html>", {"Content-Type": "text/html"})
        return True

    async def do_drip(self, writer: asyncio.StreamWriter, *rest: Any) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.2)
        return False

    async def do_forever(self, writer: asyncio.StreamWriter, *rest: Any) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not writer.is_closing():
            writer.write(CHUNK)
            await writer.drain()
        return False

    async def do_big(self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], *rest: Any) -> bool:
        size = int(query["mib"]) * 1024 * 1024
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % size)
        for _ in range(size // len(CHUNK)):
            writer.write(CHUNK)
            await writer.drain()
        return True

    async def do_gzip_bomb(self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], *rest: Any) -> bool:
        body = _gzip_of_zeros(int(query["mib"]))
        layers = int(query.get("layers", 1))
        for _ in range(layers - 1):
            body = gzip.compress(body)
        await self._send(writer, 200, body, {"Content-Type": "text/html", "Content-Encoding": ", ".join(["gzip"] * layers)})
        return True

    async def do_line(self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], *rest: Any) -> bool:
        text = b"<html><body>" + b"a" * (int(query["mib"]) * 1024 * 1024 - 1024) + b"</body></html>"
        await self._send(writer, 200, text, {"Content-Type": "text/html"})
        return True

    async def do_headers(self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], *rest: Any) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(int(query["count"])):
            writer.write(b"X-Filler-%d: %s\r\n" % (number, b"y" * 100))
            if number % 1000 == 0:
                await writer.drain()
        writer.write(b"Content-Length: 2\r\n\r\nok")
        await writer.drain()
        return True

    async def do_header_line(self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], *rest: Any) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"z" * (int(query["kib"]) * 1024) + b"\r\nContent-Length: 2\r\n\r\nok")
        await writer.drain()
        return True

    async def do_interim(self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], *rest: Any) -> bool:
        for _ in range(int(query["count"])):
            writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload\r\n\r\n")
            await writer.drain()
        await self._send(writer, 200, b"ok", {})
        return True

    async def do_cut(self, writer: asyncio.StreamWriter, *rest: Any) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<html>half")
        await writer.drain()
        return False

    async def do_broken_gzip(self, writer: asyncio.StreamWriter, *rest: Any) -> bool:
        await self._send(writer, 200, b"this is not gzip at all", {"Content-Type": "text/html", "Content-Encoding": "gzip"})
        return True

    async def do_garbage(self, writer: asyncio.StreamWriter, *rest: Any) -> bool:
        writer.write(b"\x00\x01\x02 SSH-2.0-OpenSSH\r\n\r\n")
        await writer.drain()
        return False

    async def do_busy(self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], *rest: Any) -> bool:
        """429 for the first `times` requests and whenever a request comes before the pause it asked for is over; `then`, if given, once."""
        self.counts[path] += 1
        now = time.monotonic()
        early = now < self.not_before
        if early:
            self.counts["early"] += 1
        if early or self.counts[path] <= int(query.get("times", 1)):
            pause = int(query["retry_after"])
            self.not_before = now + pause
            await self._send(writer, int(query.get("status", 429)), b"busy", {"Retry-After": str(pause)})
        elif "then" in query and self.counts[path] == int(query.get("times", 1)) + 1:
            await self._send(writer, int(query["then"]), b"once", {})
        else:
            await self._send(writer, 200, b"<html>early: %d</html>" % self.counts["early"], {"Content-Type": "text/html"})
        return True

    async def do_status(self, writer: asyncio.StreamWriter, path: str, *rest: Any) -> bool:
        await self._send(writer, int(path.rsplit("/", 1)[1]), b"<html><body>status</body></html>", {"Content-Type": "text/html"})
        return True

    async def do_etag(
        self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], method: str, headers: dict[str, str], *rest: Any
    ) -> bool:
        if headers.get("if-none-match") == '"v1"' or headers.get("if-modified-since") == "Mon, 16 Nov 2026 00:00:00 GMT":
            await self._send(writer, 304, b"", {"ETag": '"v1"'})
        else:
            validators = {"ETag": '"v1"', "Last-Modified": "Mon, 16 Nov 2026 00:00:00 GMT"}
            await self._send(writer, 200, b"<html><body>first</body></html>", {"Content-Type": "text/html; charset=utf-8", **validators})
        return True

    async def do_cookie(
        self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], method: str, headers: dict[str, str], *rest: Any
    ) -> bool:
        if "session=1" in headers.get("cookie", ""):
            await self._send(writer, 200, b"<html>with cookie</html>", {"Content-Type": "text/html"})
        else:
            await self._send(writer, 302, b"", {"Location": "/cookie", "Set-Cookie": "session=1; Path=/"})
        return True

    async def do_echo(
        self, writer: asyncio.StreamWriter, path: str, query: dict[str, str], method: str, headers: dict[str, str], body: str
    ) -> bool:
        text = json.dumps({"method": method, "headers": headers, "body": body, "query": query}).encode()
        await self._send(writer, 200, text, {"Content-Type": "application/json"})
        return True


def _gzip_of_zeros(mib: int) -> bytes:
    """Made of one compressed block said over and over, so that the server need not compress it all; the checksum is wrong."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b"\0" * 1024 * 1024) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + block * mib + packer.flush(zlib.Z_FINISH) + b"\0" * 8


async def _serve() -> None:
    script = json.loads(sys.stdin.readline())
    handler = _Server(script)
    server = await asyncio.start_server(handler.handle, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
