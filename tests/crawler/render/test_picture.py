"""Pictures of drawn pages: taken when wished for, small, and never a reason to ask a portal for more."""

from __future__ import annotations

import pytest

from classifier.model import Outcome, Page
from crawler.config import Settings
from crawler.fetching import Rendered
from crawler.render.browser import ChromiumBrowser
from tests.crawler.render.conftest import LIMITS, Bench
from tests.crawler.render.spa_server import ROWS, SpaSite

pytestmark = pytest.mark.browser


def wished(page: Page, url: str) -> bool:
    return True


def pictured(bench: Bench, url: str) -> Rendered:
    return bench.run(bench.browser.render(url, worth=wished))


def size_of(webp: bytes) -> tuple[int, int]:
    """Width and height as the WebP itself says them."""
    assert webp[:4] == b"RIFF" and webp[8:12] == b"WEBP"
    if webp[12:16] == b"VP8X":
        return int.from_bytes(webp[24:27], "little") + 1, int.from_bytes(webp[27:30], "little") + 1
    assert webp[12:16] == b"VP8 "
    return int.from_bytes(webp[26:28], "little") & 0x3FFF, int.from_bytes(webp[28:30], "little") & 0x3FFF


def test_a_picture_is_taken_of_what_was_drawn_when_it_is_wished_for(bench: Bench, site: SpaSite) -> None:
    seen: list[tuple[str, str]] = []

    def worth(page: Page, url: str) -> bool:
        seen.append((str(page.body), url))
        return len(seen) == 2

    first, second = (bench.run(bench.browser.render(site.url("/fetch"), worth=worth)) for _ in range(2))
    assert first.picture is None and second.picture is not None
    assert all(ROWS[9]["name"] in body and url == site.url("/fetch") for body, url in seen), "asked before the page was drawn"
    assert size_of(second.picture.body) == (second.picture.width, second.picture.height)
    assert second.picture.width == LIMITS.picture_width and second.picture.height < LIMITS.picture_height
    assert bench.run(bench.browser.render(site.url("/fetch"))).picture is None


def test_long_pages_give_small_pictures_and_are_not_asked_for_more(bench: Bench, site: SpaSite) -> None:
    for lines in (300, 3_000):
        rendered = pictured(bench, site.url(f"/tall?{lines}"))
        assert rendered.picture is not None, f"{lines} lines"
        assert rendered.picture.width == LIMITS.picture_width and rendered.picture.height <= LIMITS.picture_height
        assert len(rendered.picture.body) <= LIMITS.picture
    pictured(bench, site.url("/scroll"))
    assert site.asked("/api/list") == [], "the picture made the page load more"


def test_a_picture_that_cannot_be_made_small_is_not_kept(bench: Bench, site: SpaSite) -> None:
    rendered = pictured(bench, site.url("/noise"))
    assert rendered.answer.outcome is Outcome.OK and rendered.picture is None


@pytest.mark.parametrize("path", ["/loop", "/forbidden/page", "/status/500"])
def test_pages_that_fail_cost_no_picture_and_pictures_no_page(bench: Bench, site: SpaSite, path: str) -> None:
    before = bench.run(bench.browser.render(site.url(path)))
    after = pictured(bench, site.url(path))
    assert (after.answer.outcome, after.answer.reason) == (before.answer.outcome, before.answer.reason)
    assert after.answer.page is None or before.answer.page is None or after.answer.page.body == before.answer.page.body
    assert bench.run(bench.browser.render(site.url("/fetch"))).answer.outcome is Outcome.OK


def test_the_setting_switches_pictures_off(bench: Bench, site: SpaSite) -> None:
    async def allowed(url: str) -> bool:
        return True

    browser = ChromiumBrowser(Settings(pictures=False), allowed=allowed, proxy=bench.proxy.url, limits=LIMITS)
    try:
        assert bench.run(browser.render(site.url("/fetch"), worth=wished)).picture is None
    finally:
        bench.run(browser.close())
