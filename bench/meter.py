"""What a Scrapy crawl spends from its first request to its end: an extension that both ours and the peers are measured by."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler


def peak_mib() -> float:
    """The largest size this process had. Not `ru_maxrss`: that remembers the process which started this one."""
    match = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert match is not None
    return int(match[1]) / 1024


class Meter:
    """`spent` holds CPU and wall seconds from the opening of the spider to its close."""

    def __init__(self) -> None:
        self.spent = {"cpu": 0.0, "wall": 0.0}
        self._started = (0.0, 0.0)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        meter = cls()
        crawler.signals.connect(meter.opened, signals.spider_opened)
        crawler.signals.connect(meter.closed, signals.spider_closed)
        return meter

    def opened(self, **_: Any) -> None:
        self._started = (time.process_time(), time.perf_counter())

    def closed(self, **_: Any) -> None:
        self.spent.update(cpu=time.process_time() - self._started[0], wall=time.perf_counter() - self._started[1])


def told_by(crawler: Crawler) -> dict[str, float]:
    """The measurement of a crawl that has ended."""
    meter = crawler.get_extension(Meter)
    assert meter is not None
    return {**meter.spent, "peak_mib": peak_mib()}
