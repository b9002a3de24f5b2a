"""A report as PDF: Chromium prints the very page that `page` writes, with its fonts embedded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from playwright.sync_api import Error as PlaywrightError, Page, sync_playwright

from crawler.render.executable import find_chromium

_FOOTER = (
    '<div style="width:100%;font:8px Noto Sans,DejaVu Sans,sans-serif;color:#616e7c;padding:0 12mm;'
    'display:flex;justify-content:space-between">'
    '<span>{words}</span><span><span class="pageNumber"></span>/<span class="totalPages"></span></span></div>'
)


class PrintError(RuntimeError):
    """The browser could not print; the message says why."""


def print_page(html: str, footer: str, chromium: str | None = None) -> bytes:
    """The PDF of a page. `chromium`: the setting of that name. Nothing is loaded and no script runs while it is drawn.

    Raises `NoChromiumError` when there is no browser and `PrintError` when it fails.
    """
    with _drawn(html, chromium) as page:
        return page.pdf(
            prefer_css_page_size=True,
            print_background=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=_FOOTER.format(words=escape(footer)),
            tagged=True,
            outline=True,
        )


def photograph(html: str, chromium: str | None = None) -> bytes:
    """The upper part of a page as a PNG of 1280 × 900 pixels. Raises like `print_page`."""
    with _drawn(html, chromium) as page:
        page.set_viewport_size({"width": 1280, "height": 900})
        return page.screenshot()


@contextmanager
def _drawn(html: str, chromium: str | None) -> Iterator[Page]:
    """A page in a browser of its own: nothing is loaded and no script runs."""
    executable = find_chromium(chromium)
    try:
        with sync_playwright() as playwright, playwright.chromium.launch(executable_path=str(executable)) as browser:
            page = browser.new_context(java_script_enabled=False, offline=True).new_page()
            page.set_content(html)
            yield page
    except PlaywrightError as error:
        raise PrintError(f"Chromium could not draw the report: {str(error).splitlines()[0]}") from error
