"""robots.txt for every request, the first simultaneous ones included.

Scrapy's own middleware lets all requests that wait for one robots.txt await the same Deferred; awaiting passes the rules to
the first and None, which means "no rules", to the others. Here each waiting request has a future of its own.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.middlewares.failures import RobotsForbiddenError, RobotsUnreachableError, TooManyRedirectsError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

MAX_ROBOTS = 512 * 1024  # bytes that are parsed; RFC 9309 §2.5 asks for at least 500 KiB


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one host said: rules, or no rules (`parser` None), or the reason why nothing may be asked of it."""

    parser: ProtegoRobotParser | None = None
    unreachable: Exception | None = None


class RobotsMiddleware:
    """Obeys robots.txt per scheme, host and port: 4xx means no rules; 5xx and no answer forbid everything."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._user_agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._rules: dict[str, _Rules] = {}
        self._waiting: dict[str, list[asyncio.Future[_Rules]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("purpose") == "robots":
            return
        site = _site(request)
        rules = self._rules.get(site) or await self._learn(site, request)
        if rules.unreachable is not None:
            raise rules.unreachable.with_traceback(None)
        if rules.parser is not None and not rules.parser.allowed(request.url, self._user_agent):
            raise RobotsForbiddenError(f"robots.txt of {urlparse_cached(request).netloc} forbids it")

    async def allows(self, url: str) -> bool:
        """Whether robots.txt allows `url`; asks for the file when the host is new. For what the browser is about to load."""
        request = Request(url, callback=NO_CALLBACK)
        rules = self._rules.get(_site(request)) or await self._learn(_site(request), request)
        if rules.unreachable is not None:
            return False
        return rules.parser is None or rules.parser.allowed(request.url, self._user_agent)

    async def _learn(self, site: str, request: Request) -> _Rules:
        if site in self._waiting:
            future: asyncio.Future[_Rules] = asyncio.get_running_loop().create_future()
            self._waiting[site].append(future)
            return await future
        self._waiting[site] = []
        rules = _Rules(unreachable=RobotsUnreachableError("robots.txt was not read"))
        try:
            rules = await self._ask(site, request)
            self._rules[site] = rules
        finally:
            for waiting in self._waiting.pop(site):
                if not waiting.done():
                    waiting.set_result(rules)
        return rules

    async def _ask(self, site: str, request: Request) -> _Rules:
        robots = Request(
            f"{site}/robots.txt",
            callback=NO_CALLBACK,
            meta={"purpose": "robots", "download_maxsize": 4 * MAX_ROBOTS},
        )
        try:
            response = await self._crawler.engine.download_async(robots)
        except TooManyRedirectsError:
            return _Rules()  # RFC 9309 §2.3.1.2: as if there were no file
        except Exception as error:
            # Whatever it was, ours or the network's: no robots.txt, no request. The fetcher names the kind of failure.
            return _Rules(unreachable=error)
        return self._read(response, request)

    def _read(self, response: Response, request: Request) -> _Rules:
        if response.status >= 500 or response.status == 429:
            return _Rules(unreachable=RobotsUnreachableError(f"robots.txt answered {response.status}, which forbids everything"))
        if response.status >= 300:
            return _Rules()
        parser = ProtegoRobotParser(response.body[:MAX_ROBOTS], self._crawler.spider)
        delay = parser.rp.crawl_delay(self._user_agent)
        if delay is not None and delay > self._delay:
            self._slow_down(request.meta.get("download_slot"), float(delay))
        return _Rules(parser)

    def _slow_down(self, slot: str | None, delay: float) -> None:
        if slot is None:
            return
        downloader = self._crawler.engine.downloader
        # Jitter would undercut what the host asked for.
        downloader.per_slot_settings[slot] = {**downloader.per_slot_settings.get(slot, {}), "delay": delay, "jitter": 0.0}
        if slot in downloader.slots:
            downloader.slots[slot].delay, downloader.slots[slot].jitter = delay, 0.0


def _site(request: Request) -> str:
    url = urlparse_cached(request)
    return f"{url.scheme}://{url.netloc}"
