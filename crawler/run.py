"""The child process of one crawl: `python -m crawler.run` reads `{"order": …, "settings": …}` as one line of JSON on stdin.

Answers with lines of JSON on stdout: `{"kind": "progress", …}` at most twice a second, then one `{"kind": "result", …}`. Logs go
to stderr. With `"lifeline": true` it ends when stdin closes, so that no crawl outlives the process that asked for it; that kills
the whole process group, so the asker must have made one. `"held"` and lines of `{"held": …}` that follow say how long its lease lasts
(`crawler.lease`). Exit codes: 0 a report was made, 1 it was not, 3 the sink failed.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
import threading
import time
from dataclasses import asdict
from typing import IO, Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.misc import load_object

from classifier.judging.entry_json import entry_to_stored
from crawler.child import EX_UNSTORED
from crawler.config import Settings
from crawler.lease import HELD, end_at_once, watch
from crawler.log import configure_logging
from crawler.pipelines.relay import Progress
from crawler.settings import scrapy_settings
from crawler.sink import CollectingSink, CrawlReport, RunOrder
from crawler.spiders.portal import PortalSpider
from crawler.wire import order_from_json, report_to_json

_PROGRESS_EVERY = 0.5  # seconds
_EX_NO_REPORT = 1


class _Channel:
    """The pipe to the parent process."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._last = 0.0

    def progress(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._last >= _PROGRESS_EVERY:
            self._last = now
            self._send({"kind": "progress", **asdict(progress)})

    def result(self, report: CrawlReport, entries: list[dict[str, Any]] | None) -> None:
        self._send({"kind": "result", "report": report_to_json(report), "entries": entries})

    def _send(self, message: dict[str, Any]) -> None:
        self._out.write(json.dumps(message, ensure_ascii=False) + "\n")
        self._out.flush()


def main() -> int:
    """Run the crawl that stdin asks for; returns the exit code."""
    # Whatever a library prints must not get between the lines of JSON.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.buffer.readline())
    order = order_from_json(request["order"])
    settings = Settings(**request["settings"])
    if request.get("held") is not None:
        HELD.until = request["held"]
        watch()
    if request.get("lifeline"):
        end_with_parent()
    channel = _Channel(out)
    try:
        sink = load_object(order.sink)(order)
    except Exception as error:  # no database, or one of another version: nothing to do with the portal
        logging.getLogger(__name__).error("the sink cannot be opened: %s: %s", type(error).__name__, error)
        return EX_UNSTORED
    report = _crawl(order, settings, sink, channel, request.get("overrides") or {})
    if isinstance(report, int):
        return report
    entries = [entry_to_stored(entry) for entry in sink.entries] if isinstance(sink, CollectingSink) else None
    channel.result(report, entries)
    return 0


def _crawl(order: RunOrder, settings: Settings, sink: Any, channel: _Channel, overrides: dict[str, Any]) -> CrawlReport | int:
    """The report, or the exit code that says why there is none."""
    process = AsyncCrawlerProcess({**scrapy_settings(settings, order), "LOG_INSTALL_ROOT_HANDLER": False, **overrides})
    # After Scrapy's own set-up, which resets the levels of its loggers.
    configure_logging(json=True, portal=order.portal or order.url, run=order.run)
    crawler = process.create_crawler(PortalSpider)
    process.crawl(crawler, order=order, sink=sink, on_progress=channel.progress)
    load_object(process.settings["READER"])  # while the collector rests; the spider asks for it in the middle of the crawl
    lighten()
    process.start()
    spider = crawler.spider
    if not isinstance(spider, PortalSpider) or spider.report is None:
        return EX_UNSTORED if isinstance(spider, PortalSpider) and spider.unstored else _EX_NO_REPORT
    return spider.report


def lighten() -> None:
    """Keep the collector of cycles from what never goes: modules and Scrapy's own objects are looked at no more, the rest less often."""
    gc.freeze()  # as it is: of 130,000 objects 2,000 are garbage, and to find them takes a twentieth of the start
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def end_with_parent() -> None:
    """Kill this process group when stdin reaches its end before the crawl does; until then it tells how long the lease lasts."""

    def wait() -> None:
        for line in sys.stdin.buffer:
            HELD.until = json.loads(line)["held"]
        end_at_once()

    threading.Thread(target=wait, name="end-with-parent", daemon=True).start()


if __name__ == "__main__":
    code = main()
    # Threads of slow name look-ups must not hold up the end.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
