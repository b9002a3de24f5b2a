"""The filtering proxy of the browser, spoken to as a browser does, in front of a real server."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.guard.address import AddressPolicy
from crawler.guard.proxy import GuardProxy, ProxyLimits
from tests.crawler.guard.ways_in import WAYS_IN
from tests.portal_server import PortalServer, portal_server

LOOPBACK = AddressPolicy(allow=(ip_network("127.0.0.0/8"),))


async def send(proxy: GuardProxy, raw: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(proxy.url).port)
    try:
        writer.write(raw)
        await writer.drain()
        return await asyncio.wait_for(reader.read(-1), 10)
    finally:
        writer.close()


def get(url: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {url} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


def through(policy: AddressPolicy, body: Callable[[GuardProxy, PortalServer], Awaitable[None]], **options: Any) -> list[str]:
    """Runs `body` with a proxy and a server; gives what the server was asked."""
    with portal_server(pages={"/": {"body": "inside"}}) as server:

        async def run() -> None:
            async with GuardProxy(policy, **options) as proxy:
                await body(proxy, server)

        asyncio.run(run())
        return server.targets()


def test_the_browser_finds_no_way_in() -> None:
    async def body(proxy: GuardProxy, server: PortalServer) -> None:
        for way in WAYS_IN:
            answer = await send(proxy, get(way.format(port=server.port)))
            assert answer.split(b" ", 2)[1:2] in ([b"403"], [b"400"], []), way
        for way in WAYS_IN:
            authority = way.format(port=server.port).partition("//")[2].partition("/")[0]
            answer = await send(proxy, f"CONNECT {authority or 'x'} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            # The few addresses of public hosts in the list are refused for their port.
            assert b" 200 " not in answer.split(b"\r\n")[0], way

    assert through(AddressPolicy(), body) == []


def test_a_page_comes_through_and_the_connection_is_closed_after_it() -> None:
    async def body(proxy: GuardProxy, server: PortalServer) -> None:
        answer = await send(proxy, get(f"{server.url}/", "Proxy-Connection: keep-alive", "Cookie: a=1"))
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.endswith(b"inside")
        assert b"connection: close" in answer.lower()
        # A second request on the same connection would not have been judged.
        twice = await send(proxy, get(f"{server.url}/") + get("http://169.254.169.254/"))
        assert twice.count(b"HTTP/1.1") == 1

    assert through(LOOPBACK, body) == ["/", "/"]


def test_a_request_body_is_passed_on() -> None:
    async def body(proxy: GuardProxy, server: PortalServer) -> None:
        post = f"POST {server.url}/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\ntrang=2&x".encode()
        assert b'"body": "trang=2&x"' in await send(proxy, post)
        chunked = f"POST {server.url}/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".encode()
        assert (await send(proxy, chunked)).startswith(b"HTTP/1.1 411")

    assert through(LOOPBACK, body) == ["/echo"]


def test_a_tunnel_reaches_the_judged_address() -> None:
    async def body(proxy: GuardProxy, server: PortalServer) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(proxy.url).port)
        writer.write(f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await reader.readuntil(b"inside")).startswith(b"HTTP/1.1 200")
        writer.close()

    assert through(LOOPBACK, body) == ["/"]


def test_rebinding_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def answers(host: Any, *rest: Any, **more: Any) -> Any:
        if host != "portal.example":
            return real(host, *rest, **more)
        asked.append(host)
        # Allowed at the first question, internal at the second, as a rebinding server answers.
        address = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)

    async def body(proxy: GuardProxy, server: PortalServer) -> None:
        url = f"http://portal.example:{server.port}/"
        assert (await send(proxy, get(url))).endswith(b"inside")
        assert asked == ["portal.example"]
        assert (await send(proxy, get(url))).startswith(b"HTTP/1.1 403")
        assert "not a public address" in (proxy.verdict(url) or "")

    through(LOOPBACK, body)


def test_the_rule_decides_about_methods() -> None:
    async def body(proxy: GuardProxy, server: PortalServer) -> None:
        post = f"POST {server.url}/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode()
        assert (await send(proxy, post)).startswith(b"HTTP/1.1 403")
        assert proxy.verdict(f"{server.url}/echo") == "POST is not allowed there"
        assert (await send(proxy, get(f"{server.url}/"))).startswith(b"HTTP/1.1 200")
        assert proxy.refused == 1

    assert through(LOOPBACK, body, rule=lambda method, url: method == "GET") == ["/"]


def test_an_endless_response_is_cut_and_the_total_is_bounded() -> None:
    limits = ProxyLimits(response=1024 * 1024, total=3 * 1024 * 1024)

    async def body(proxy: GuardProxy, server: PortalServer) -> None:
        for _ in range(4):
            await send(proxy, get(f"{server.url}/forever"))
        assert proxy.bytes < 4 * 1024 * 1024
        assert (await send(proxy, get(f"{server.url}/"))).startswith(b"HTTP/1.1 403")

    through(LOOPBACK, body, limits=limits)


def test_a_head_without_end_is_refused() -> None:
    async def body(proxy: GuardProxy, server: PortalServer) -> None:
        try:
            answer = await send(proxy, b"GET http://127.0.0.1/ HTTP/1.1\r\nX: " + b"y" * 200_000 + b"\r\n\r\n")
        except ConnectionResetError:  # closed on what was not read any more
            return
        assert answer == b"" or answer.startswith(b"HTTP/1.1 431")

    assert through(LOOPBACK, body) == []
