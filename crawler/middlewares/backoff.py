"""Back off when a host is in trouble: pauses it asked for, a few retries, and a breaker that leaves it alone.

Takes the place of Scrapy's RetryMiddleware, which retries at once and knows neither Retry-After nor the host.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from crawler.fetching import Purpose
from crawler.middlewares.budgets import BudgetMiddleware
from crawler.middlewares.failures import BudgetSpentError, HostBlocksError, HostFailsError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_RETRIES = {408: 2, 429: 2, 500: 1, 502: 2, 503: 2, 504: 2, 522: 2, 524: 2}  # status → how often it is worth asking again
_NETWORK = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError, ResponseDataLossError)
_LONGEST = 300.0  # seconds; a host that wants a longer pause is left for another night
_BLOCKING = (403, 429)
_BUSY = (429, 503)


@dataclass(slots=True)
class _Host:
    """How one host is doing. `failures` in a row; `paused_until` on the monotonic clock; `trips` of the breaker."""

    failures: int = 0
    paused_until: float = 0.0
    trips: int = 0
    dead: bool = False
    last: str = ""
    blocking: bool = False


class BackoffMiddleware:
    """Pauses, retries and breaks per host and port.

    Settings: `BACKOFF_BASE` seconds before the first retry (doubling), `BREAKER_FAILURES` in a row that open the breaker,
    `BREAKER_COOLDOWN` seconds of the first pause (doubling), `BREAKER_TRIPS` pauses before the host is given up for the run.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._base = settings.getfloat("BACKOFF_BASE")
        self._failures = settings.getint("BREAKER_FAILURES")
        self._cooldown = settings.getfloat("BREAKER_COOLDOWN")
        self._trips = settings.getint("BREAKER_TRIPS")
        self._hosts: dict[str, _Host] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def before_sending(self, request: Request) -> None:
        """Waits while the host is paused; called when the request's turn has come, because a pause may begin while it waits for it."""
        host = self._hosts.get(request.meta["download_slot"])
        if host is None:
            return
        while not host.dead and (wait := host.paused_until - time.monotonic()) > 0:
            self._check_time(wait)
            await asyncio.sleep(wait)
        if host.dead:
            if host.blocking:
                raise HostBlocksError(f"left alone: {host.last}")
            raise HostFailsError(f"left alone after repeated failures: {host.last}")

    def after_receiving(self, request: Request, response: Response) -> None:
        """Pauses a busy host; called before the next request to it gets its turn, which is earlier than `process_response`."""
        wait = _retry_after(response.headers.get("Retry-After"))
        if _is_busy(response.status, wait):
            host = self._host(request)
            if wait is not None and wait > _LONGEST:
                host.dead, host.last, host.blocking = True, _too_long(response.status, wait), response.status in _BLOCKING
                return
            host.paused_until = max(host.paused_until, time.monotonic() + min(self._base if wait is None else wait, _LONGEST))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        status = response.status
        host = self._host(request)
        if status < 500 and status not in _BLOCKING and status != 408:
            host.failures = 0
            return response
        retry_after = _retry_after(response.headers.get("Retry-After"))
        if retry_after is not None and retry_after > _LONGEST and _is_busy(status, retry_after):
            # 503 is how a server says that it is being worked on; 429 is meant for us.
            raise (HostBlocksError if status in _BLOCKING else HostFailsError)(_too_long(status, retry_after))
        self._failed(host, request, f"answered {status}", status)
        busy = _is_busy(status, retry_after)
        return self._again(request, host, _RETRIES.get(429 if busy else status, 0), wait=retry_after, busy=busy) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not isinstance(exception, _NETWORK):
            return None
        host = self._host(request)
        self._failed(host, request, type(exception).__name__, None)
        # A name that does not resolve, or a request that took its full time, is asked once more only.
        retries = 1 if isinstance(exception, CannotResolveHostError | DownloadTimeoutError) else 2
        return self._again(request, host, retries, wait=None)

    def _host(self, request: Request) -> _Host:
        return self._hosts.setdefault(request.meta["download_slot"], _Host())

    def _failed(self, host: _Host, request: Request, what: str, status: int | None) -> None:
        if status is not None and status not in _BUSY and request.meta.get("purpose") in (Purpose.FILE, Purpose.HOP):
            return  # a missing or forbidden file says nothing about the host
        host.failures += 1
        host.last, host.blocking = what, status in _BLOCKING
        if host.failures < self._failures or host.paused_until - time.monotonic() > self._cooldown:
            return
        host.failures = 0
        host.trips += 1
        if host.trips > self._trips:
            host.dead = True
        else:
            host.paused_until = time.monotonic() + self._cooldown * 2 ** (host.trips - 1)

    def _again(self, request: Request, host: _Host, retries: int, *, wait: float | None, busy: bool = False) -> Request | None:
        """The request once more, where that is worth it. `busy`: the host asked for a pause, which says nothing about the page."""
        counted = "busy_times" if busy else "retry_times"
        tried = request.meta.get(counted, 0)
        if tried >= retries or host.dead:
            return None
        if wait is None:
            wait = self._base * 2**tried * random.uniform(1.0, 1.5)  # noqa: S311 - spreads load, guards nothing
        host.paused_until = max(host.paused_until, time.monotonic() + wait)
        again = request.copy()
        again.meta[counted] = tried + 1
        again.dont_filter = True
        return again

    def _check_time(self, wait: float) -> None:
        budgets = self._crawler.get_downloader_middleware(BudgetMiddleware)
        if budgets is not None and wait > budgets.ledger.remaining():
            budgets.ledger.spent = budgets.ledger.spent or "time"
            raise BudgetSpentError("budget spent: time, while waiting as the host asked")


def _is_busy(status: int, retry_after: float | None) -> bool:
    """Whether an answer says that the host wants a pause; some walls say so by a refusal that names the time to come again."""
    return status in _BUSY or (status == HTTPStatus.FORBIDDEN and retry_after is not None)


def _too_long(status: int, wait: float) -> str:
    return f"answered {status} and asks to wait {wait:.0f} s"


def _retry_after(value: bytes | None) -> float | None:
    """Seconds to wait by a Retry-After header: a number or an HTTP date; None when there is none that can be read."""
    if not value:
        return None
    text = value.decode("ascii", "replace").strip()
    if text.isdigit():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())
