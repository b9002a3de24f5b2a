"""A page of the dashboard as a picture, drawn by the same Chromium as everything else."""

from __future__ import annotations

from playwright.sync_api import Error as PlaywrightError, sync_playwright

from crawler.render.executable import find_chromium


class PictureError(RuntimeError):
    """The browser could not draw the page; the message says why."""


def picture(url: str, chromium: str | None = None, *, width: int = 1440, height: int = 1000) -> bytes:
    """A PNG of the upper part of a page. Raises `NoChromiumError` when there is no browser and `PictureError` when it fails."""
    executable = find_chromium(chromium)
    try:
        with sync_playwright() as playwright, playwright.chromium.launch(executable_path=str(executable)) as browser:
            page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN", color_scheme="light")
            page.goto(url)
            return page.screenshot()
    except PlaywrightError as error:
        raise PictureError(f"Chromium could not draw {url}: {str(error).splitlines()[0]}") from error
