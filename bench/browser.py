"""Pages that a script draws: the guarded browser against fresh contexts (`bench.render`), and the JSON behind a page against drawing it."""

from __future__ import annotations

import asyncio
import http.client
import time
from collections.abc import Set
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bench.measure import Figure, Goal, figure, skipped
from bench.render import guarded, run as rendered, site
from classifier.data import read_data
from classifier.model import Page
from classifier.reading import read_page
from crawler.render.executable import NoChromiumError, find_chromium

PAGES = 20
_DATA = "pages drawn by a script: rendering takes, against asking for the JSON behind the page and reading it, same procedures"
_GOAL = Goal(100, None, True)


def run(rounds: int) -> list[Figure]:
    missing = skipped("rendering against scrapy-playwright on the same binary", Goal(2, None, True), "scrapy-playwright was not installed")
    try:
        find_chromium()
    except NoChromiumError as error:
        return [skipped(_DATA, _GOAL, str(error)), missing]
    found: dict[str, Any] = rendered(rounds, PAGES)
    parts = {f"{way} {key}": value for way in ("guarded", "fresh_contexts") for key, value in found[way].items()}
    what = "pages drawn per second, guarded, against a fresh context per page without guard"
    drawn = figure(what, "×", [found["ratio"]["pages_per_second"]], None, parts, f"median of {rounds} rounds")
    per_second = found["guarded"]["pages_per_second"]
    with site() as (address, _):
        assert _read_from_data(address, 1)[0] == asyncio.run(_read_from_drawn(address, 1)), "the procedures differ"
        factors = [_read_from_data(address, 100)[1] / per_second for _ in range(rounds)]
    return [figure(_DATA, "×", factors, _GOAL, {"drawn pages/s": per_second, "JSON pages/s": factors[0] * per_second}), drawn, missing]


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
