"""The only way out of Chromium: a forward proxy on loopback that resolves, judges and dials the judged address.

An interception hook in the browser is no guard, because redirects do not pass it; this does hold for redirects, sub-resources,
workers, web sockets and rebinding. HTTP is forwarded request by request, HTTPS through CONNECT.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from crawler.guard.address import AddressPolicy, AddressRefusedError, Target, check_url, resolve_permitted
from crawler.lease import end_when_over

if TYPE_CHECKING:
    from types import TracebackType

_HEAD_LIMIT = 64 * 1024  # bytes of one request or response head
_CHUNK = 64 * 1024
_HOP_BY_HOP = frozenset(
    (b"connection", b"proxy-connection", b"keep-alive", b"proxy-authorization", b"te", b"trailer", b"upgrade", b"expect")
)
_REMEMBERED = 500  # refused addresses whose reason can be asked for

Rule = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class ProxyLimits:
    """Bytes of one response (or tunnel), bytes of the whole run, seconds to connect and of silence."""

    response: int = 32 * 1024**2
    total: int = 2 * 1024**3
    connect: float = 15.0
    idle: float = 60.0


class _RefusedError(Exception):
    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class _Head:
    method: str
    target: str
    headers: tuple[tuple[bytes, bytes], ...]

    def get(self, name: bytes) -> bytes:
        return next((value for key, value in self.headers if key.lower() == name), b"")


class GuardProxy:
    """`async with GuardProxy(policy) as proxy: proxy.url`. `rule(method, url)`: a further condition on every request;
    for HTTPS it sees ("CONNECT", "https://host:port/") only."""

    def __init__(self, policy: AddressPolicy, *, rule: Rule | None = None, limits: ProxyLimits | None = None) -> None:
        self._policy = policy
        self._rule = rule
        self._limits = limits or ProxyLimits()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._verdicts: OrderedDict[str, str] = OrderedDict()
        self.bytes = 0
        self.requests = 0
        self.refused = 0

    @property
    def url(self) -> str:
        """Address for the browser's proxy setting."""
        if self._server is None:
            raise RuntimeError("the proxy is not running")
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def verdict(self, url: str) -> str | None:
        """Why the proxy refused this address (for HTTPS: its host); None when it did not."""
        return self._verdicts.get(_key(url))

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_HEAD_LIMIT)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._server is not None:
            self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a stream handler runs in a task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            async with asyncio.timeout(self._limits.idle):
                head = await _read_request(reader)
            await self._serve(head, reader, writer)
        except _RefusedError as refusal:
            self.refused += 1
            await _answer(writer, refusal.status, str(refusal))
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # one side went away, or we are closing
        finally:
            with contextlib.suppress(OSError):
                writer.close()

    async def _serve(self, head: _Head, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tunnel = head.method == "CONNECT"
        url = f"https://{head.target}/" if tunnel else head.target
        target = self._judge(head.method, url)
        self.requests += 1
        end_when_over()
        upstream_reader, upstream_writer = await self._dial(target, url)
        try:
            if tunnel:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await self._both_ways(reader, writer, upstream_reader, upstream_writer)
            else:
                await self._forward(head, reader, writer, upstream_reader, upstream_writer)
        finally:
            with contextlib.suppress(OSError):
                upstream_writer.close()

    def _judge(self, method: str, url: str) -> Target:
        try:
            target = check_url(url, self._policy)
        except AddressRefusedError as error:
            raise self._refuse(url, str(error)) from None
        if target.scheme == "https" and method != "CONNECT":
            raise self._refuse(url, "https goes through a tunnel")
        if self._rule is not None and not self._rule(method, url):
            raise self._refuse(url, f"{method} is not allowed there")
        if self.bytes >= self._limits.total:
            raise self._refuse(url, "budget spent: bytes")
        return target

    async def _dial(self, target: Target, url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to an address that was judged: the name is not resolved a second time."""
        try:
            async with asyncio.timeout(self._limits.connect):
                addresses = await asyncio.to_thread(resolve_permitted, target.host, target.port, self._policy)
                for position, address in enumerate(addresses, start=1):
                    try:
                        return await asyncio.open_connection(address, target.port, limit=_HEAD_LIMIT)
                    except OSError:
                        if position == len(addresses):
                            raise
        except AddressRefusedError as error:
            raise self._refuse(url, str(error)) from None
        except (OSError, UnicodeError, TimeoutError) as error:
            raise _RefusedError(502, f"cannot connect: {type(error).__name__}") from None
        raise _RefusedError(502, "cannot connect: no address")

    def _refuse(self, url: str, reason: str) -> _RefusedError:
        self._verdicts[_key(url)] = reason
        while len(self._verdicts) > _REMEMBERED:
            self._verdicts.popitem(last=False)
        return _RefusedError(403, reason)

    async def _forward(
        self,
        head: _Head,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        upstream_reader: asyncio.StreamReader,
        upstream_writer: asyncio.StreamWriter,
    ) -> None:
        length = _body_length(head)
        upstream_writer.write(_origin_head(head))
        while length > 0:
            chunk = await reader.read(min(_CHUNK, length))
            if not chunk:
                return
            length -= len(chunk)
            upstream_writer.write(chunk)
            await upstream_writer.drain()
        async with asyncio.timeout(self._limits.idle):
            response = await upstream_reader.readuntil(b"\r\n\r\n")
        # One request per connection: what the browser sends next comes on a new one and is judged again.
        writer.write(_closing_head(response))
        self.bytes += len(response)
        gone = asyncio.ensure_future(_until_end(reader))
        pump = asyncio.ensure_future(self._pump(upstream_reader, writer, _response_length(head.method, response)))
        await asyncio.wait((gone, pump), return_when=asyncio.FIRST_COMPLETED)
        for task in (gone, pump):
            task.cancel()
        await asyncio.gather(gone, pump, return_exceptions=True)

    async def _both_ways(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        upstream_reader: asyncio.StreamReader,
        upstream_writer: asyncio.StreamWriter,
    ) -> None:
        pumps = (asyncio.ensure_future(self._pump(reader, upstream_writer)), asyncio.ensure_future(self._pump(upstream_reader, writer)))
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, length: int | None = None) -> None:
        """Pass bytes on until `length` of them came, the source ends or falls silent, or a limit is reached."""
        passed = 0
        while length is None or passed < length:
            async with asyncio.timeout(self._limits.idle):
                chunk = await source.read(_CHUNK)
            if not chunk:
                break
            passed += len(chunk)
            self.bytes += len(chunk)
            if passed > self._limits.response or self.bytes > self._limits.total:
                break
            sink.write(chunk)
            await sink.drain()


async def _read_request(reader: asyncio.StreamReader) -> _Head:
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        raise _RefusedError(431, "request head too large") from None
    lines = raw[:-4].split(b"\r\n")
    parts = lines[0].split(b" ")
    if len(parts) != 3 or not raw.isascii():
        raise _RefusedError(400, "not a proxy request")
    headers = tuple((name, value.strip()) for name, _, value in (line.partition(b":") for line in lines[1:]))
    return _Head(parts[0].decode("ascii").upper(), parts[1].decode("ascii"), headers)


def _body_length(head: _Head) -> int:
    if head.get(b"transfer-encoding"):
        raise _RefusedError(411, "a request body needs its length")
    length = head.get(b"content-length") or b"0"
    if not length.isdigit() or len(length) > 9:
        raise _RefusedError(400, "bad content length")
    return int(length)


def _response_length(method: str, raw: bytes) -> int | None:
    """Bytes of the body; None when only the end of the connection (or of the chunks, which the browser sees) tells."""
    status = raw[9:12]
    if method == "HEAD" or status in (b"204", b"304"):
        return 0
    found = re.search(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n", raw, re.I)
    return int(found[1]) if found and b"\r\ntransfer-encoding:" not in raw.lower() else None


async def _until_end(reader: asyncio.StreamReader) -> None:
    """Wait for the browser to hang up; what it sends meanwhile is dropped unread."""
    while await reader.read(_CHUNK):
        continue


def _origin_head(head: _Head) -> bytes:
    url = urlsplit(head.target)
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    kept = [(name, value) for name, value in head.headers if name.lower() not in _HOP_BY_HOP and name.lower() != b"host"]
    lines = [f"{head.method} {path} HTTP/1.1".encode("ascii"), b"Host: " + url.netloc.encode("ascii")]
    lines += [name + b": " + value for name, value in kept]
    return b"\r\n".join([*lines, b"Connection: close", b"", b""])


def _closing_head(raw: bytes) -> bytes:
    lines = raw[:-4].split(b"\r\n")
    kept = [
        line for line in lines[1:] if line.partition(b":")[0].strip().lower() not in (b"connection", b"keep-alive", b"proxy-connection")
    ]
    return b"\r\n".join([lines[0], *kept, b"Connection: close", b"", b""])


def _key(url: str) -> str:
    """Of a tunnel only the host and port are known, of an HTTP request the whole address."""
    if not url.startswith("https:"):
        return url
    try:
        parts = urlsplit(url)
        return f"{parts.hostname}:{parts.port or 443}"
    except ValueError:
        return url


async def _answer(writer: asyncio.StreamWriter, status: int, reason: str) -> None:
    text = reason.encode("utf-8", "replace")[:500]
    with contextlib.suppress(OSError):
        writer.write(
            b"HTTP/1.1 %d Refused\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            % (status, len(text))
        )
        writer.write(text)
        await writer.drain()
