"""The spider of a survey: several sites at once, one request at a time to each host."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

from scrapy import Spider

from classifier.sites.judge import unread
from crawler.fetcher import ScrapyFetcher
from crawler.sink import CollectingSink, RunOrder
from crawler.sites.look import Abroad, look_round, secure_too
from crawler.sites.order import SiteOrder, SiteResult, SurveyOrder

logger = logging.getLogger(__name__)
INTERNAL = "internal"  # the outcome of a site that we failed on: it says nothing about the site
AT_ONCE = 8  # sites; each waits most of the time for its host


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
        await asyncio.gather(*(self._one(site, fetcher, abroad, turns) for site in self._order.sites))
        return
        yield  # makes this the generator that Scrapy expects; it has no items

    async def _one(self, site: SiteOrder, fetcher: ScrapyFetcher, abroad: Abroad, turns: asyncio.Semaphore) -> None:
        async with turns:
            at = self._order.day
            try:
                context = site.context(at, await secure_too(site, fetcher))
                result = await look_round(site, fetcher, abroad, context, lambda: self._on_page(site.id))
            except Exception as error:
                # One site with a new trick must not end the survey of the others.
                logger.exception("a site could not be judged", exc_info=error, extra={"site": site.id})
                reason = f"{type(error).__name__}: {error}"[:300]
                result = SiteResult(site.id, INTERNAL, unread(site.context(at), INTERNAL, reason))
            self._on_result(result)
