"""Scrapy's HTTP/1.1 download handler with a last gate before sending, and a limit on what stands before the body.

Twisted limits the length of a header line but not their number, so a server could send headers until the time-out and fill
the memory. `DOWNLOAD_MAXSIZE` counts bodies only.
"""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.web._newclient import ParseError

from crawler.lease import end_when_over
from crawler.middlewares.backoff import BackoffMiddleware
from crawler.middlewares.budgets import BudgetMiddleware

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web.iweb import IResponse

MAX_HEADER = 256 * 1024  # bytes of status line and headers, interim responses included


class _BoundedParser(_LenientHTTPClientParser):
    _header_bytes = 0

    def lineReceived(self, line: bytes) -> None:
        self._header_bytes += len(line) + 2
        if self._header_bytes > MAX_HEADER:
            raise ParseError(f"more than {MAX_HEADER} bytes of headers", line[:80])  # type: ignore[no-untyped-call]
        super().lineReceived(line)


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Deferred[IResponse]:
        answer = super().request(request)
        # HTTP11ClientProtocol.request() hard-codes the class of its parser; neither subclass has state that __init__ would set.
        self._parser.__class__ = _BoundedParser
        return answer


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class BoundedDownloadHandler(HTTP11DownloadHandler):
    """`DOWNLOAD_HANDLERS` of mucdo for http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory
        self._per_host = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self._turns: dict[str, asyncio.Semaphore] = {}

    async def download_request(self, request: Request) -> Response:
        backoff, budgets = self._gates()
        # Scrapy marks a request as transferring one step after it starts it, so simultaneous ones pass its own limit together.
        async with self._turns.setdefault(request.meta["download_slot"], asyncio.Semaphore(self._per_host)):
            await backoff.before_sending(request)
            budgets.before_sending(request)
            end_when_over()
            response = await super().download_request(request)
            backoff.after_receiving(request, response)
        return response

    @cache  # noqa: B019 - one handler per scheme and process
    def _gates(self) -> tuple[BackoffMiddleware, BudgetMiddleware]:
        backoff = self._crawler.get_downloader_middleware(BackoffMiddleware)
        budgets = self._crawler.get_downloader_middleware(BudgetMiddleware)
        if backoff is None or budgets is None:
            raise RuntimeError("back-off and budgets must be among the downloader middlewares")
        return backoff, budgets
