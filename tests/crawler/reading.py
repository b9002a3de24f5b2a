"""Small readers for the tests of the crawl process: they use the fetcher as the real reader does, and report what came back."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from typing import Any

from classifier.model import FileLink, Outcome
from crawler.fetching import Ask, Purpose
from crawler.sink import Coverage, CrawlReport, PageVisit


async def fetch_all(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    """Fetches what `order.profile["asks"]` lists (all at once when `together`), and puts the answers into the report's profile."""
    wanted = order.profile or {}
    asks = [
        Ask(
            ask["url"],
            Purpose(ask.get("purpose", "page")),
            ask.get("method", "GET"),
            ask["body"].encode() if "body" in ask else None,
            ask.get("headers", {}),
        )
        for ask in wanted.get("asks", [])
    ]
    if wanted.get("together"):
        answers = await asyncio.gather(*(fetcher.fetch(ask) for ask in asks))
    else:
        answers = [await fetcher.fetch(ask) for ask in asks]
    files = [await verify(FileLink(named="x", url=link["url"], post=link.get("post"))) for link in wanted.get("files", [])]
    for answer in answers:
        if answer.page is not None:
            sink.visit(PageVisit(answer.ask.url, "other", answer.page.status, order.at, body=answer.page.body))
    got = [
        {
            "url": answer.ask.url,
            "outcome": str(answer.outcome),
            "reason": answer.reason,
            "status": answer.page.status if answer.page else None,
            "final": answer.page.url if answer.page else None,
            "size": len(answer.page.body) if answer.page else None,
            "body": base64.b64encode(answer.page.body[:2000]).decode() if answer.page else None,
            "unchanged": answer.unchanged,
            "etag": answer.etag,
            "redirects": list(answer.redirects),
        }
        for answer in answers
    ]
    found = [{"status": str(f.status), "media": f.media, "reason": f.reason, "size": f.size} for f in files]
    return CrawlReport(
        Outcome.OK, "", Coverage(listed=len(asks), read=len(asks), complete=True), "generic", "", profile={"answers": got, "files": found}
    )


async def fail(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    raise ZeroDivisionError("a fault of the reader")


async def hang(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    while True:
        json.dumps(os.environ.copy())


async def hoard(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    kept = []
    while True:
        kept.append(bytearray(os.urandom(1024 * 1024)))
        await asyncio.sleep(0.002)
