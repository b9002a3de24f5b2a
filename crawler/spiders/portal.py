"""The one spider: hands a portal to the reader and what the reader finds to the sink and to Scrapy's feeds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from scrapy import Spider
from scrapy.exceptions import CloseSpider
from scrapy.utils.misc import load_object

from classifier.model import Entry, Outcome
from crawler.browsing import GuardedBrowsing
from crawler.documents import FormVerifier
from crawler.fetcher import ScrapyFetcher
from crawler.memory import Memory
from crawler.pipelines.relay import Progress, RelaySink
from crawler.sink import CollectingSink, Coverage, CrawlReport, RunOrder, Sink

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class PortalSpider(Spider):
    """Reads one portal. `url` (from `scrapy crawl portal -a url=URL`), or a whole `order` with its `sink`."""

    name = "portal"

    def __init__(
        self,
        url: str | None = None,
        max_pages: str | None = None,
        max_procedures: str | None = None,
        render: str = "auto",
        order: RunOrder | None = None,
        sink: Sink | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if order is None and not url:
            raise ValueError("which portal? give -a url=URL")
        self._url = url or ""
        self._max_pages = int(max_pages) if max_pages else None
        self._max_procedures = int(max_procedures) if max_procedures else None
        self._render = render
        self._order = order
        # Whoever orders a crawl reads its sink; items are for Scrapy's own command line and its feeds.
        self._items = order is None
        self._sink = sink
        self._on_progress = on_progress
        self.report: CrawlReport | None = None
        self.unstored = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider._order is None:
            spider._order = RunOrder(
                url=spider._url,
                at=crawler.settings["RUN_AT"],
                render=spider._render,
                max_pages=spider._max_pages,
                max_procedures=spider._max_procedures,
            )
        return spider

    async def start(self) -> AsyncIterator[Any]:
        entries: asyncio.Queue[Entry | None] = asyncio.Queue()
        reading = asyncio.ensure_future(self._read(entries))
        try:
            while (entry := await entries.get()) is not None:
                yield entry
            await reading
        finally:
            if not reading.done():
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)
        if self.report is not None and self.report.outcome is not Outcome.OK:
            raise CloseSpider(f"portal_{self.report.outcome}")

    async def _read(self, entries: asyncio.Queue[Entry | None]) -> None:
        order = self._order
        assert order is not None  # noqa: S101 - set by from_crawler
        inner = self._sink if self._sink is not None else CollectingSink(order)
        relay = RelaySink(inner, entries.put_nowait if self._items else _nobody)
        fetcher = ScrapyFetcher(self.crawler, relay, order.day)
        verify = FormVerifier(fetcher, Memory(relay, order.day, trusting=order.remember))
        try:
            async with GuardedBrowsing(self.crawler, fetcher.ledger, order) as browsing:
                read_portal = load_object(self.settings["READER"])
                report = await read_portal(order, fetcher, browsing.maker, relay, verify=verify, progress=self._reporter(relay, fetcher))
            self.report = _with_spending(report, fetcher)
        except Exception as error:
            logger.exception("the reader failed", exc_info=error)
            self.report = _failed(error, relay, fetcher)
        finally:
            self._close(relay)
            if self.report is not None:
                for name, value in self.report.stats.items():
                    self.crawler.stats.set_value(name, value)
            entries.put_nowait(None)

    def _close(self, relay: RelaySink) -> None:
        """Hand in the report. Without one the crawl counts as crashed, and is repeated: a sink that fails says nothing of the portal."""
        if self.report is not None and not relay.broken:
            try:
                relay.close(self.report)
            except Exception as error:
                logger.exception("the report could not be stored", exc_info=error)
        if relay.broken:
            self.unstored = True
            self.report = None

    def _reporter(self, relay: RelaySink, fetcher: ScrapyFetcher) -> Callable[[Any], None] | None:
        if self._on_progress is None:
            return None
        on_progress = self._on_progress

        def report(counters: Any) -> None:
            on_progress(
                Progress(
                    pages=counters.pages,
                    procedures=relay.procedures,
                    rendered=counters.rendered,
                    failures=fetcher.ledger.failures,
                    listed=counters.listed,
                )
            )

        return report


def _nobody(entry: Entry) -> None:
    """Takes what nobody waits for."""


def _with_spending(report: CrawlReport, fetcher: ScrapyFetcher) -> CrawlReport:
    """The report with what the run spent; a spent budget makes it suspect, a limit that was reached only incomplete."""
    ledger = fetcher.ledger
    suspect = report.suspect or (f"budget spent: {ledger.spent}" if ledger.spent else "")
    complete = report.coverage.complete and not ledger.limited and not ledger.spent
    coverage = replace(report.coverage, complete=complete)
    return replace(report, suspect=suspect, coverage=coverage, stats={**report.stats, **ledger.stats()})


def _failed(error: Exception, relay: RelaySink, fetcher: ScrapyFetcher) -> CrawlReport:
    reason = f"internal error: {type(error).__name__}: {error}"[:300]
    coverage = Coverage(read=relay.procedures, rendered=relay.rendered, pages=int(fetcher.ledger.requests["page"]))
    return CrawlReport(Outcome.ERROR, reason, coverage, platform="generic", title="", suspect=reason, stats=fetcher.ledger.stats())
