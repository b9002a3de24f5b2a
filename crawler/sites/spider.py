"""The spider of a survey: several sites at once, one request at a time to each host."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

from scrapy import Spider

from classifier.sites.judge import unread
from crawler.browsing import GuardedBrowsing
from crawler.fetcher import ScrapyFetcher
from crawler.fetching import Answer
from crawler.render.executable import NoChromiumError
from crawler.sink import CollectingSink, RunOrder
from crawler.sites.look import Abroad, look_round, secure_too
from crawler.sites.order import SiteOrder, SiteResult, SurveyOrder

logger = logging.getLogger(__name__)
INTERNAL = "internal"  # the outcome of a site that we failed on: it says nothing about the site
AT_ONCE = 8  # sites; each waits most of the time for its host


class Drawer:
    """The one browser of a survey, started with the first page that needs it; without a Chromium nothing is drawn."""

    def __init__(self, browsing: GuardedBrowsing) -> None:
        self._maker = browsing.maker

    async def draw(self, url: str) -> Answer | None:
        """One page as a browser shows it, at the address that its scripts came to."""
        if self._maker is None:
            return None
        try:
            browser = await self._maker()
            drawn = await browser.render(url)
        except NoChromiumError:
            self._maker = None
            logger.warning("no Chromium: pages that a script draws stay unread")
            return None
        answer = drawn.answer
        if answer.page is None:
            return None
        return replace(answer, page=replace(answer.page, url=drawn.navigated or answer.page.url))


class SiteSpider(Spider):
    """Looks round the sites of an order and hands over each result as it is there."""

    name = "sites"

    def __init__(self, order: SurveyOrder, on_result: Callable[[SiteResult], None], on_page: Callable[[str], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._order = order
        self._on_result = on_result
        self._on_page = on_page

    async def start(self) -> AsyncIterator[Any]:
        run = RunOrder(url=self._order.sites[0].url if self._order.sites else "", at=self._order.at)
        fetcher = ScrapyFetcher(self.crawler, CollectingSink(run), self._order.day)
        abroad, turns = Abroad(fetcher), asyncio.Semaphore(AT_ONCE)
        async with GuardedBrowsing(self.crawler, fetcher.ledger, run) as browsing:
            drawer = Drawer(browsing)
            await asyncio.gather(*(self._one(site, fetcher, abroad, turns, drawer) for site in self._order.sites))
        return
        yield  # makes this the generator that Scrapy expects; it has no items

    async def _one(self, site: SiteOrder, fetcher: ScrapyFetcher, abroad: Abroad, turns: asyncio.Semaphore, drawer: Drawer) -> None:
        async with turns:
            at = self._order.day
            try:
                context = site.context(at, await secure_too(site, fetcher))
                result = await look_round(site, fetcher, abroad, context, lambda: self._on_page(site.id), drawer.draw)
            except Exception as error:
                # One site with a new trick must not end the survey of the others.
                logger.exception("a site could not be judged", exc_info=error, extra={"site": site.id})
                reason = f"{type(error).__name__}: {error}"[:300]
                result = SiteResult(site.id, INTERNAL, unread(site.context(at), INTERNAL, reason))
            self._on_result(result)
