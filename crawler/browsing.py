"""Gives the reader its browser: started at the first use, behind the filtering proxy, at the pace of the run."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Self

from crawler.fetching import Browser, Purpose
from crawler.guard.address import AddressRefusedError, check_url
from crawler.guard.proxy import GuardProxy
from crawler.guard.resolver import policy_of, refusal_of
from crawler.middlewares.robots import RobotsMiddleware

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType

    from scrapy.crawler import Crawler

    from crawler.budgets import Ledger
    from crawler.sink import RunOrder


class GuardedBrowsing:
    """`async with GuardedBrowsing(crawler, ledger, order) as browsing: browsing.maker` - None where nothing may be rendered."""

    def __init__(self, crawler: Crawler, ledger: Ledger, order: RunOrder) -> None:
        self._crawler = crawler
        self._ledger = ledger
        self._order = order
        self._policy = policy_of(crawler)
        self._stack = AsyncExitStack()
        self._starting = asyncio.Lock()
        self._browser: Browser | None = None
        self._paces: dict[str, asyncio.Lock] = {}
        self.maker: Callable[[], Awaitable[Browser]] | None = None if order.render == "never" else self._make

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    async def _make(self) -> Browser:
        """The one browser of this run. Raises what the browser raises when there is no Chromium."""
        async with self._starting:
            if self._browser is None:
                from crawler.render.browser import ChromiumBrowser  # playwright takes 0.3 s to import

                proxy = await self._stack.enter_async_context(GuardProxy(self._policy))
                browser = ChromiumBrowser(
                    self._crawler.settings["MUCDO"],
                    allowed=self._allowed,
                    proxy=proxy.url,
                    turn=self._turn,
                    guard_verdict=proxy.verdict,
                    user_agent=self._crawler.settings["USER_AGENT"],
                )
                self._stack.push_async_callback(browser.close)
                self._browser = browser
            return self._browser

    async def _allowed(self, url: str) -> bool:
        robots = self._crawler.get_downloader_middleware(RobotsMiddleware)
        if robots is None or self._ledger.exhausted(Purpose.PAGE):
            return False
        try:
            host = check_url(url, self._policy).host
        except AddressRefusedError:
            return True  # for the proxy to refuse, which says why
        return await robots.allows(url) or refusal_of(host) is not None

    async def _turn(self, url: str, purpose: Purpose) -> None:
        """Wait for the delay of the host, shared with Scrapy's own requests, and count the request."""
        try:
            slot_key = check_url(url, self._policy).slot
        except AddressRefusedError:
            return  # the proxy refuses it; there is no host to be polite to
        self._ledger.count(purpose, slot_key)
        downloader = self._crawler.engine.downloader
        async with self._paces.setdefault(slot_key, asyncio.Lock()):
            slot = downloader.slots.get(slot_key)
            if slot is None:
                return
            wait = slot.lastseen + slot.download_delay() - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            slot.lastseen = time.monotonic()
