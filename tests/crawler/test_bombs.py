"""Responses made to exhaust: each costs bounded memory and time, and the crawl goes on."""

from __future__ import annotations

import pytest

from tests.crawler.crawling import Crawl, ask
from tests.portal_server import portal_server

MIB = 1024 * 1024
PAGE = {"body": "<html>after</html>"}


BOMBS = {
    "/big?mib=64": "too large",
    "/forever": "too large",
    "/drip": "timeout",
    "/slow?seconds=30": "timeout",
    "/gzip-bomb?mib=256": "larger than the limit when decompressed",
    "/gzip-bomb?mib=1&layers=3": "compressed more than twice over",
    "/gzip-bomb?mib=512&layers=2": "larger than the limit when decompressed",
    "/broken-gzip": "compressed stream cannot be read",
    "/headers?count=2000000": "broke off",
    "/header-line?kib=20000": "broke off",
    "/interim?count=100000": "broke off",
}


@pytest.fixture(scope="module")
def bombed() -> Crawl:
    """One crawl that meets all of them, and a page after each."""
    with portal_server(pages={"/after": PAGE}) as server:
        urls = [url for bomb in BOMBS for url in (server.url + bomb, f"{server.url}/after?{bomb}")]
        return ask(*urls, overrides={"DOWNLOAD_TIMEOUT": 5.0, "BREAKER_FAILURES": 1000})


@pytest.mark.parametrize(("bomb", "reason"), BOMBS.items())
def test_a_bomb_costs_one_page(bombed: Crawl, bomb: str, reason: str) -> None:
    place = 2 * list(BOMBS).index(bomb)
    assert bombed.answers[place]["outcome"] == "error"
    assert reason in bombed.answers[place]["reason"]
    assert bombed.answers[place + 1]["outcome"] == "ok"


def test_bombs_cost_bounded_memory(bombed: Crawl) -> None:
    assert bombed.peak < 250 * MIB


def test_a_page_of_one_long_line_and_a_page_with_many_headers_are_read() -> None:
    with portal_server() as server:
        result = ask(f"{server.url}/line?mib=10", f"{server.url}/headers?count=1000")
        assert [a["outcome"] for a in result.answers] == ["ok", "ok"]
        assert result.answers[0]["size"] > 9 * MIB
        assert result.peak < 250 * MIB


def test_a_file_may_be_larger_than_a_page() -> None:
    with portal_server() as server:
        as_page = ask(f"{server.url}/big?mib=15")
        as_file = ask(f"{server.url}/big?mib=15", f"{server.url}/big?mib=21", purpose="file")
        assert as_page.answers[0]["reason"] == "too large"
        assert [a["reason"] for a in as_file.answers] == ["", "too large"]
