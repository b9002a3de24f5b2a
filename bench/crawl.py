"""A whole crawl of ours against stock Scrapy spiders that follow the same links: CPU per procedure page, and peak memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import Figure, Goal, alternate, figure, medians, ratios
from bench.portal_site import portal

PAGES = 100
STOCK = ("bare", "tuned", "parsel", "soup")


def ours(url: str, database: str, night: int = 0) -> dict[str, float]:
    """One night of the product on the portal: CPU and peak of its crawl process, CPU of the judging after it."""
    return _told("bench.crawl_client", url, database, str(night))


def fresh(url: str) -> dict[str, float]:
    """The same with an empty database."""
    with tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder:
        return _per_page(ours(url, f"sqlite:///{Path(folder) / 'bench.db'}"))


def stock(way: str, url: str) -> dict[str, float]:
    return _per_page(_told("bench.scrapy_peer", way, url))


def _told(module: str, *arguments: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _per_page(told: dict[str, float]) -> dict[str, float]:
    return {**told, "cpu_ms_per_page": 1000 * told["cpu"] / told["procedures"]}


def run(rounds: int) -> list[Figure]:
    with portal(PAGES) as url:
        stock("bare", url)  # makes the pages
        ways = {"mucdo": lambda: fresh(url), **{way: (lambda way=way: stock(way, url)) for way in STOCK}}
        found = alternate(ways, rounds)
    assert all(each["procedures"] == PAGES for results in found.values() for each in results)
    parts = {f"{name} ms/page": value for name, value in medians(found, "cpu_ms_per_page").items()}
    key, peak = "cpu_ms_per_page", "peak_mib"
    whole = "whole crawl (robots, guard, extract, label, store, judge), CPU per procedure page, against stock Scrapy that extracts nothing"
    return [
        figure(whole, "×", ratios(found, "mucdo", "bare", key), Goal(1.0, 0.7), parts, _WHY),
        figure("the same, against tuned bare Scrapy (4 items, no generator warning)", "×", ratios(found, "mucdo", "tuned", key)),
        figure("the same: stock Scrapy + parsel with 15 fields costs", "× ours", ratios(found, "parsel", "mucdo", key), Goal(2, 3, True)),
        figure("the same: stock Scrapy + BeautifulSoup costs", "× ours", ratios(found, "soup", "mucdo", key), Goal(9, 15, True)),
        figure(
            f"peak memory of a crawl of {PAGES} procedures against stock bare Scrapy",
            "×",
            ratios(found, "mucdo", "bare", peak),
            Goal(1.2, 1.1),
            {f"{name} MiB": value for name, value in medians(found, peak).items()},
            "SQLAlchemy, pydantic and the reader are 45 MiB before the first page; a reading held until the portal is judged is 36 KB",
        ),
    ]


_WHY = "profile: see below"
