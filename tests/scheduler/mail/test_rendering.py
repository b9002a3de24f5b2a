"""The mail as Chromium draws it, in a wide window and in a phone's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from crawler.render.executable import NoChromiumError, find_chromium
from scheduler.mail.compose import WIDTH, compose, write
from tests.scheduler.mail.weeks import BUSY, QUIET, change

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    try:
        executable = find_chromium()
    except NoChromiumError as error:
        pytest.skip(str(error))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(executable), args=["--no-sandbox"])
        yield browser.new_page(java_script_enabled=True)
        browser.close()


def shown(page: Page, tmp_path: Path, width: int, digest: object = BUSY) -> None:
    assert isinstance(digest, type(BUSY))
    _, html = write(compose(digest), tmp_path, "digest")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(html.as_uri())


def test_in_a_wide_window_the_mail_is_a_centred_column(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, 1000)
    box = page.locator("table table").first.bounding_box()
    assert box is not None and box["width"] == WIDTH
    assert abs(box["x"] - (1000 - WIDTH) / 2) <= 1


@pytest.mark.parametrize("width", [400, 660, 1000])
def test_nothing_sticks_out_and_every_picture_is_drawn(page: Page, tmp_path: Path, width: int) -> None:
    long = change("upgrade", 1, name="Cấp giấy chứng nhận " * 12, agency="Trung tâm Phục vụ hành chính công " * 4)
    shown(page, tmp_path, width, replace(BUSY, changes=(*BUSY.changes, long)))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.eval_on_selector_all("img", "all => all.map(one => [one.naturalWidth, one.clientWidth])")
    assert len(sizes) == 4 and all(natural > 0 and drawn > 0 for natural, drawn in sizes)


def test_the_words_can_be_read(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, 700)
    text = page.inner_text("body")
    assert "Giảm mức độ" in text and "4 → 2" in text and "62,5–81,25 %" in text
    sizes = page.eval_on_selector_all("td, span, a", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) >= 10


def test_a_quiet_week_is_two_lines(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, 700, QUIET)
    assert len(page.inner_text("body").strip().splitlines()) == 2
