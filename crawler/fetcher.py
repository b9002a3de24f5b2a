"""`crawler.fetching.Fetcher` through Scrapy's downloader."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING

from OpenSSL import SSL
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http.request import NO_CALLBACK, VerboseCookie
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web.client import ResponseFailed

from classifier.model import Outcome, Page
from crawler.fetching import Answer, Ask, Purpose, readable_cookies
from crawler.middlewares.budgets import BudgetMiddleware
from crawler.middlewares.failures import BudgetSpentError, RequestStoppedError
from crawler.personal import personal_data_in
from crawler.settings import FILE_LIMIT, PAGE_LIMIT

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.budgets import Ledger
    from crawler.sink import KnownPage, Sink

logger = logging.getLogger(__name__)

_STATUS = {401: Outcome.LOGIN, 403: Outcome.BLOCKED, 407: Outcome.BLOCKED, 429: Outcome.BLOCKED, 451: Outcome.BLOCKED}


class ScrapyFetcher:
    """Fetches politely for one run. Make it once the engine runs; `at` is the capture date that pages carry."""

    def __init__(self, crawler: Crawler, sink: Sink, at: date) -> None:
        budgets = crawler.get_downloader_middleware(BudgetMiddleware)
        if budgets is None:
            raise RuntimeError("BudgetMiddleware is not among the downloader middlewares")
        self._crawler = crawler
        self._sink = sink
        self._at = at
        self.ledger: Ledger = budgets.ledger

    def allowed_by_budget(self, purpose: Purpose) -> bool:
        """Whether one more request of this purpose is covered."""
        return not self.ledger.exhausted(purpose)

    async def fetch(self, ask: Ask) -> Answer:
        """The answer to one request. Whatever the portal does is an `Answer` with an outcome."""
        refusal = _refusal(ask)
        if refusal:
            return Answer(ask, Outcome.REFUSED, reason=refusal)
        kept = ask.method == "GET" and ask.purpose in (Purpose.PAGE, Purpose.DATA) and not ask.fresh
        known = self._sink.known(ask.question) if kept else None
        if known is not None and (known.body is None or known.rendered):
            known = None
        if known is not None and known.this_run and known.status < HTTPStatus.BAD_REQUEST:
            return self._stored(ask, known, known.url or ask.url)
        clock = asyncio.timeout(self.ledger.remaining())
        led: list[str] = []
        try:
            request = _request(ask, known, led)
            # A host may ask for more patience (Crawl-delay, queue of its slot) than the run has time.
            async with clock:
                response = await self._crawler.engine.download_async(request)
        except Exception as error:
            self.ledger.failures += 1
            if isinstance(error, TimeoutError) and clock.expired():
                error = BudgetSpentError(self.ledger.exhausted(ask.purpose))
            outcome, reason = _failure(error)
            return Answer(ask, outcome, reason=reason, led_to=led[-1] if led else "")
        return self._answer(ask, response, known)

    def _answer(self, ask: Ask, response: Response, known: KnownPage | None) -> Answer:
        redirects = tuple(response.meta.get("redirect_urls", ()))
        if response.status == 304 and known is not None:
            self.ledger.unchanged += 1
            return replace(self._stored(ask, known, response.url), unchanged=True, redirects=redirects)
        if response.status == 304 and (ask.etag or ask.last_modified):
            self.ledger.unchanged += 1
            return Answer(ask, Outcome.OK, unchanged=True, redirects=redirects)
        if stopped := response.meta.get("stopped_at"):
            return Answer(ask, Outcome.OK, Page(stopped, b"", 200, "text/html", ask.url, self._at), redirects=redirects, stopped_at=stopped)
        headers = response.headers
        content_type = _text(headers.get("Content-Type"))
        outcome, reason = _judge_status(response.status)
        if outcome is not Outcome.OK:
            self.ledger.failures += 1
        return Answer(
            ask,
            outcome,
            page=Page(response.url, response.body, response.status, content_type, ask.url, self._at),
            reason=reason,
            content_type=content_type,
            etag=_text(headers.get("ETag")) or None,
            last_modified=_text(headers.get("Last-Modified")) or None,
            redirects=redirects,
            cookies=readable_cookies([_text(line) for line in headers.getlist("Set-Cookie")]),
        )

    def _stored(self, ask: Ask, known: KnownPage, url: str) -> Answer:
        page = Page(url, known.body or b"", 200, known.content_type, ask.url, self._at)
        return Answer(ask, Outcome.OK, page, "", known.content_type, known.etag, known.last_modified)


def _refusal(ask: Ask) -> str:
    """Why this request is not made at all; "" when it may be."""
    if ask.method not in ("GET", "POST"):
        return f"method {ask.method}: only GET and POST are used"
    if ask.method == "POST" and ask.purpose is Purpose.HOP:
        return "a submission control gets a GET only"
    found = personal_data_in(ask)
    return f"would send personal data: {found}" if found else ""


def _request(ask: Ask, known: KnownPage | None, led: list[str]) -> Request:
    """`led`: takes the addresses to which redirects lead from here, since what fails at one of them tells nothing of the others."""
    headers = dict(ask.headers)
    if ask.referer:
        headers["Referer"] = ask.referer
    had = known if known is not None else ask
    if had.etag:
        headers["If-None-Match"] = had.etag
    if had.last_modified:
        headers["If-Modified-Since"] = had.last_modified
    if ask.method == "POST" and not any(name.lower() == "content-type" for name in headers):
        json = (ask.body or b"").lstrip()[:1] in (b"{", b"[")
        headers["Content-Type"] = "application/json" if json else "application/x-www-form-urlencoded"
    meta = {
        "purpose": ask.purpose,
        "download_maxsize": FILE_LIMIT if ask.purpose is Purpose.FILE else PAGE_LIMIT,
        "stop_at": ask.stop_at,
        "led": led,
    }
    cookies = [VerboseCookie(name=name, value=value) for name, value in ask.cookies.items()]
    return Request(ask.url, NO_CALLBACK, ask.method, headers, ask.body or b"", cookies=cookies, meta=meta, dont_filter=True)


def _judge_status(status: int) -> tuple[Outcome, str]:
    if status < 400 and status not in (301, 302, 303, 304, 307, 308):
        return Outcome.OK, ""
    return _STATUS.get(status, Outcome.ERROR), f"answered {status}"


def _failure(error: Exception) -> tuple[Outcome, str]:
    """Outcome and reason of an exception that the downloader or a middleware raised."""
    if isinstance(error, RequestStoppedError):
        return error.outcome, str(error)
    reason = _network_reason(error)
    if reason is None:
        # Not a failure that is known: an error of ours or a new trick of a portal; either way one page, not the run.
        logger.exception("request failed unexpectedly", exc_info=error)
        reason = f"{type(error).__name__}: {error}"
    return Outcome.ERROR, reason[:300]


def _network_reason(error: Exception) -> str | None:
    match error:
        case CannotResolveHostError():
            return "dns: the host name does not resolve"
        case DownloadConnectionRefusedError():
            return "refused: nothing listens there"
        case DownloadTimeoutError() | TimeoutError():
            return "timeout"
        case DownloadCancelledError():
            return "too large"
        case StopDownload():
            return "budget spent: bytes"
        case ResponseDataLossError():
            return "the connection broke off in mid-answer"
        case DownloadFailedError():
            return "tls: no secure connection" if _is_tls(error) else "the connection broke off, or the answer is not HTTP"
        case ConnectError() | ConnectionClosed():
            return "the connection could not be made or broke off"
        case IgnoreRequest() | ValueError():
            return f"not an address that can be asked: {error}"
    return None


def _is_tls(error: DownloadFailedError) -> bool:
    cause = error.__cause__
    return isinstance(cause, ResponseFailed) and any(reason.check(SSL.Error) for reason in cause.reasons)


def _text(value: bytes | None) -> str:
    return value.decode("latin-1") if value else ""
