"""HTTPS over real TLS on loopback, with certificates made for the test: there, by redirect, not there, on its usual port."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from classifier.sites.model import Item, SiteState, State
from crawler.sites.order import SiteOrder
from tests.crawler.sites.test_politeness import MENU, TEXT, survey
from tests.scheduler.mail.servers import certificates

PAGE = f"<html><body><ul>{MENU}</ul>{TEXT}</body></html>".encode()


@contextmanager
def served(address: tuple[str, int], secure: ssl.SSLContext | None = None, to: str = "") -> Iterator[str]:
    """One page on loopback, over TLS or not; `to`: it redirects there instead."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

        def do_GET(self) -> None:
            robots = self.path == "/robots.txt"
            self.send_response(404 if robots else 301 if to else 200)
            if to and not robots:
                self.send_header("Location", to)
            body = b"" if robots or to else PAGE
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(address, Handler)
    if secure is not None:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"{'https' if secure else 'http'}://{address[0]}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def test_a_site_over_tls_has_https_and_one_without_is_not_asked_elsewhere(tmp_path: Path) -> None:
    secure, _ = certificates(tmp_path)
    with served(("127.0.0.1", 0), secure) as own, served(("127.0.0.1", 0), to=own) as led, served(("127.0.0.1", 0)) as plain:
        _, results = survey(SiteOrder("own", own, "so"), SiteOrder("led", led, "so"), SiteOrder("plain", plain, "so"))
    assert all(result.reading.state is SiteState.OK for result in results.values())
    found = {name: result.reading.of(Item.HTTPS) for name, result in results.items()}
    assert {name: one.state for name, one in found.items() if one} == {"own": State.PRESENT, "led": State.PRESENT, "plain": State.UNKNOWN}
    assert found["led"] is not None and found["led"].url.startswith("https://")


def test_the_usual_port_is_tried_beside_http(tmp_path: Path) -> None:
    secure, _ = certificates(tmp_path)
    with ExitStack() as stack:
        try:
            stack.enter_context(served(("127.0.0.83", 80)))
            stack.enter_context(served(("127.0.0.83", 443), secure))
            stack.enter_context(served(("127.0.0.84", 80)))
        except OSError as error:
            pytest.skip(f"the usual ports are not ours: {error}")
        _, results = survey(SiteOrder("both", "http://127.0.0.83/", "so"), SiteOrder("plain", "http://127.0.0.84/", "so"))
    states = {name: found.state for name, result in results.items() if (found := result.reading.of(Item.HTTPS))}
    assert states == {"both": State.PRESENT, "plain": State.MISSING}
