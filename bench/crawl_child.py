"""The product's crawl process with a meter in it: order and settings as JSON on stdin, one line of JSON about what it spent."""

from __future__ import annotations

import json
import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.misc import load_object

from bench.meter import told_by
from crawler.config import Settings
from crawler.run import lighten
from crawler.settings import scrapy_settings
from crawler.spiders.portal import PortalSpider
from crawler.wire import order_from_json


def main() -> None:
    request = json.load(sys.stdin)
    order = order_from_json(request["order"])
    settings = scrapy_settings(Settings(**request["settings"]), order)
    settings["EXTENSIONS"] = {**settings["EXTENSIONS"], "bench.meter.Meter": 0}
    sink = load_object(order.sink)(order)
    process = AsyncCrawlerProcess({**settings, "LOG_LEVEL": "ERROR"})
    crawler = process.create_crawler(PortalSpider)
    process.crawl(crawler, order=order, sink=sink)
    load_object(settings["READER"])
    lighten()
    process.start()
    sys.stdout.write(json.dumps(told_by(crawler)) + "\n")


if __name__ == "__main__":
    main()
