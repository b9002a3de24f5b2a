"""Counts what really goes out and stops what no budget covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import StopDownload

from crawler.budgets import Budgets, Ledger
from crawler.fetching import Purpose
from crawler.middlewares.failures import BudgetSpentError

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler


class BudgetMiddleware:
    """Keeps the `Ledger` of the run; `meta["purpose"]` says what a request is for."""

    def __init__(self, budgets: Budgets) -> None:
        self.ledger = Ledger(budgets)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler.settings["BUDGETS"])
        crawler.signals.connect(middleware.bytes_received, signals.bytes_received)
        return middleware

    def before_sending(self, request: Request) -> None:
        """Counts a request that is about to go out. Raises `BudgetSpentError`."""
        purpose = request.meta.get("purpose", Purpose.PAGE)
        reason = self.ledger.exhausted(purpose)
        if reason:
            raise BudgetSpentError(reason)
        self.ledger.count(purpose, request.meta["download_slot"])

    def bytes_received(self, data: bytes, request: Request, spider: Spider) -> None:
        # Counted as they arrive: a response that never ends must not escape the budget.
        self.ledger.bytes += len(data)
        if self.ledger.bytes > self.ledger.budgets.bytes:
            raise StopDownload(fail=True)
