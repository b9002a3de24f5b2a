"""scrapy-playwright on the script-drawn portal: `BENCH_PYTHON -m bench.playwright_peer URL PAGES BINARY ROWS` prints one line of JSON.

Runs in the peers' environment, as it comes but for the binary: a page for every request, four at a time. It knows what to wait for.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from crawler.render.memory import descendants, tree_bytes

AT_A_TIME = 4
_MIB = 1024 * 1024


class Drawn(Spider):
    """Draws one page to warm up, then the others; each must hold its rows."""

    name = "drawn"

    def __init__(self, url: str, pages: int, rows: int) -> None:
        super().__init__()
        self._url, self._pages, self._rows = url, pages, rows
        self.read, self._weights = 0, [0]
        self._started = (0.0, 0.0)
        self.told: dict[str, float] = {}

    def _request(self, number: int) -> Request:
        from scrapy_playwright.page import PageMethod  # in the peers' environment only

        meta = {"playwright": True, "playwright_page_methods": [PageMethod("wait_for_selector", "tbody tr")]}
        return Request(f"{self._url}/p/{number}", meta=meta, dont_filter=True)

    async def start(self) -> AsyncIterator[Any]:
        yield self._request(0)

    def parse(self, response: Response) -> Any:
        assert response.text.count("<tr>") == self._rows
        if not self._started[1]:
            self._started = (_cpu(), time.perf_counter())
            return [self._request(number) for number in range(1, self._pages + 1)]
        self.read += 1
        if self.read % 20 == 0:
            self._weights.append(tree_bytes(os.getpid()))
        if self.read == self._pages:
            wall, cpu = time.perf_counter() - self._started[1], _cpu() - self._started[0]
            self.told = {
                "pages_per_second": self.read / wall,
                "cpu_ms_per_page": 1000 * cpu / self.read,
                "memory_mib": max(self._weights) / _MIB,
            }
        return None


def _cpu() -> float:
    """CPU seconds of this process and of all below it."""
    ticks = 0
    for pid in descendants(os.getpid()):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def main(url: str, pages: str, binary: str, rows: str) -> None:
    """Draw the pages and print what it took."""
    handler = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    process = AsyncCrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "CONCURRENT_REQUESTS": AT_A_TIME,
            "CONCURRENT_REQUESTS_PER_DOMAIN": AT_A_TIME,
            "DOWNLOAD_DELAY": 0,
            "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
            "PLAYWRIGHT_LAUNCH_OPTIONS": {"executable_path": binary},
        }
    )
    crawler = process.create_crawler(Drawn)
    process.crawl(crawler, url=url, pages=int(pages), rows=int(rows))
    process.start()
    assert isinstance(crawler.spider, Drawn) and crawler.spider.read == int(pages)
    sys.stdout.write(json.dumps(crawler.spider.told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
