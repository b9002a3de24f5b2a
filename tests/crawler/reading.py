"""Small readers for the tests of the crawl process: they use the fetcher as the real reader does, and report what came back."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
import sys
from typing import Any

from classifier.model import Declared, Entry, Features, FileLink, Forms, Information, Outcome, Payment, Result, Submission
from crawler.fetching import Ask, Purpose
from crawler.reader.asking.counters import Counters
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
            fresh=ask.get("fresh", False),
            cookies=ask.get("cookies", {}),
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
            "led_to": answer.led_to,
            "cookies": dict(answer.cookies),
        }
        for answer in answers
    ]
    found = [{"status": str(f.status), "media": f.media, "reason": f.reason, "size": f.size} for f in files]
    return CrawlReport(
        Outcome.OK, "", Coverage(listed=len(asks), read=len(asks), complete=True), "generic", "", profile={"answers": got, "files": found}
    )


async def fail(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    raise ZeroDivisionError("a fault of the reader")


async def find(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    """Finds two procedures on the page it is sent to."""
    answer = await fetcher.fetch(Ask(order.url))
    nothing = Features(Information(), Forms.UNKNOWN, 0, 0, Submission.UNKNOWN, Payment.UNKNOWN, Result.UNKNOWN)
    for number in (1, 2):
        sink.entry(
            Entry(f"1.00000{number}", f"Thủ tục {number}", None, None, None, order.url, None, None, None, Declared(), nothing, (), ())
        )
    progress(Counters(listed=2, read=2, pages=1))
    return CrawlReport(answer.outcome, answer.reason, Coverage(2, 2, 0, 1, 0, True), "generic", "Cổng")


async def breed(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    """Leaves a process in a session of its own behind, as a browser is one, and then dies without a word."""
    command = [sys.executable, "-c", "import time; time.sleep(600)", "left-behind", order.portal]
    subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)  # noqa: ASYNC220 - it is to be left behind
    os._exit(7)


async def hang(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    while True:
        json.dumps(os.environ.copy())


async def hoard(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    kept = []
    while True:
        kept.append(bytearray(os.urandom(1024 * 1024)))
        await asyncio.sleep(0.002)


async def draw(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    """Draws the page it is sent to, and says what the browser and the fetcher got."""
    drawn = await (await browser()).render(order.url)
    page = drawn.answer.page
    seen = [[exchange.method, exchange.url, exchange.status] for exchange in drawn.exchanges]
    text = page.body if page is not None and isinstance(page.body, str) else ""
    profile = {"answers": [{"outcome": str(drawn.answer.outcome), "reason": drawn.answer.reason, "text": text, "seen": seen}], "files": []}
    return CrawlReport(Outcome.OK, "", Coverage(rendered=1, complete=True), "generic", "", profile=profile)


async def ask_for_ever(order: Any, fetcher: Any, browser: Any, sink: Any, *, verify: Any, progress: Any = None) -> CrawlReport:
    while True:
        await fetcher.fetch(Ask(order.url))
        await asyncio.sleep(0.05)
