"""Stock Scrapy on the made-up portal: `python -m bench.scrapy_peer WAY URL` prints one line of JSON. Imports nothing of ours but the meter.

Ways: `bare` extracts nothing, `parsel` and `soup` extract 15 fields, `tuned` is bare with the two settings that halve Scrapy's CPU.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse, Response

from bench.meter import told_by

_LABELS = (
    "Mã thủ tục|Số quyết định|Tên thủ tục|Cấp thực hiện|Lĩnh vực|Mức độ|Trình tự|Cách thức|Thành phần|Số lượng|Thời hạn|Đối tượng"
    "|Cơ quan|Kết quả|Căn cứ"
).split("|")


class Bare(Spider):
    """Follows the listing and its pages; takes nothing from a procedure page."""

    name = "bare"

    def __init__(self, url: str) -> None:
        super().__init__(start_urls=[url + "/"])
        self.read = 0

    def parse(self, response: Response) -> Iterator[Any]:
        assert isinstance(response, HtmlResponse)
        for link in response.css("table.table-list a::attr(href)").getall():
            yield response.follow(link, self.detail)
        following = response.css("a.next::attr(href)").get()
        if following:
            yield response.follow(following, self.parse)

    def detail(self, response: HtmlResponse) -> Iterator[Any]:
        self.read += 1
        yield from self.extract(response)

    def extract(self, response: HtmlResponse) -> Iterator[Any]:
        return iter(())


class Parsel(Bare):
    name = "parsel"

    def extract(self, response: HtmlResponse) -> Iterator[Any]:
        item = {}
        for number, label in enumerate(_LABELS):
            cell = response.xpath(f'//tr[td[contains(., "{label}")]]/td[2]')
            item[str(number)] = " ".join(cell.css("*::text").getall()).strip()
        yield item


class Soup(Bare):
    name = "soup"

    def extract(self, response: HtmlResponse) -> Iterator[Any]:
        from bs4 import BeautifulSoup  # not in the memory of the others

        soup = BeautifulSoup(response.body, "lxml")
        rows = [row.find_all("td", recursive=False) for row in soup.select("table.table-detail > tbody > tr, table.table-detail > tr")]
        cells = {row[0].get_text(): row[1] for row in rows if len(row) > 1}
        yield {label: next((cell.get_text(" ", strip=True) for name, cell in cells.items() if label in name), "") for label in _LABELS}


_STOCK: dict[str, type[Bare]] = {"bare": Bare, "tuned": Bare, "parsel": Parsel, "soup": Soup}


def stock(way: str, url: str) -> dict[str, float]:
    """A stock Scrapy spider; only politeness is off, as for ours, and the log is quiet."""
    settings: dict[str, Any] = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "EXTENSIONS": {"bench.meter.Meter": 0}}
    settings |= {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": True}
    if way == "tuned":
        settings |= {"CONCURRENT_ITEMS": 4, "WARN_ON_GENERATOR_RETURN_VALUE": False}
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(_STOCK[way])
    process.crawl(crawler, url=url)
    process.start()
    assert isinstance(crawler.spider, Bare)
    return {**told_by(crawler), "procedures": crawler.spider.read}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(stock(*sys.argv[1:])) + "\n")
