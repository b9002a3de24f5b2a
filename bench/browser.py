"""Pages that a script draws: the guarded browser against two others (`bench.render`), its memory, and the JSON behind a page."""

from __future__ import annotations

import asyncio
import http.client
import statistics
import time
from collections.abc import Set
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bench.measure import Figure, Goal, figure, skipped
from bench.peers import PeerMissingError
from bench.render import guarded, run as rendered, site, weights
from classifier.data.listings import read_data
from classifier.model import Page
from classifier.reading import read_page
from crawler.render.executable import NoChromiumError, find_chromium

PAGES = 60
MANY = 500
_DATA = "pages drawn by a script: rendering takes, against asking for the JSON behind the page and reading it, same procedures"
_PEER = "pages drawn per second, guarded, against scrapy-playwright on the same binary"
_FLAT = f"memory of the browser's tree, the last of {MANY} pages against pages 60 to 160"
_WHY = "ours: two pages at a time, through the filtering proxy, with the answers to scripts kept; theirs: four at a time, nothing of that"
_GOAL, _TWICE, _SAME = Goal(100, None, True), Goal(2, None, True), Goal(1.1)


def run(rounds: int) -> list[Figure]:
    try:
        find_chromium()
        found: dict[str, Any] = rendered(rounds, PAGES)
    except (NoChromiumError, PeerMissingError) as error:
        return [skipped(_DATA, _GOAL, str(error)), skipped(_PEER, _TWICE, str(error)), skipped(_FLAT, _SAME, str(error))]
    ways = ("guarded", "fresh_contexts", "scrapy_playwright")
    parts = {f"{way} {key}": value for way in ways for key, value in found[way].items()}
    fresh = "pages drawn per second, guarded, against a fresh context per page without guard"
    per_second = found["guarded"]["pages_per_second"]
    with site() as (address, _):
        assert _read_from_data(address, 1)[0] == asyncio.run(_read_from_drawn(address, 1)), "the procedures differ"
        factors = [_read_from_data(address, 100)[1] / per_second for _ in range(rounds)]
    seen = weights(MANY)
    early, late = statistics.median(seen[2:8]), statistics.median(seen[-6:])
    return [
        figure(_DATA, "×", factors, _GOAL, {"drawn pages/s": per_second, "JSON pages/s": factors[0] * per_second}),
        figure(_PEER, "×", found["ratio"]["scrapy_playwright"]["pages_per_second"], _TWICE, parts, _WHY),
        figure(fresh, "×", found["ratio"]["fresh_contexts"]["pages_per_second"]),
        figure(_FLAT, "×", [late / early], _SAME, {"early MiB": early, "late MiB": late, "most MiB": max(seen)}),
    ]


async def _read_from_drawn(address: str, number: int) -> Set[str]:
    async with guarded() as draw:
        body = await draw(f"{address}/p/{number}")
    return {row.name for row in read_page(Page(f"{address}/p/{number}", body, 200, "text/html")).rows}


def _read_from_data(address: str, count: int) -> tuple[Set[str], float]:
    """The names on the last of some pages of data, and pages per second."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    names: Set[str] = set()
    before = time.perf_counter()
    for number in range(1, count + 1):
        connection.request("GET", f"/api/procedures?page={number}")
        body = connection.getresponse().read()
        names = {row.name for row in read_data(body, f"{address}/api/procedures?page={number}", date(2026, 11, 22)).rows}
        assert names
    return names, count / (time.perf_counter() - before)
