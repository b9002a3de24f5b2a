"""Every page over a database in a real Chromium, both languages, light and dark: `make screens`, or `python -m bench.walk DATABASE [NOW]`.

A page that is not there, a complaint of the browser, a request to elsewhere, something that sticks out of the window, or a serious finding
of axe is a fault; faults are printed, and the command ends with 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from bench.desk import with_desk
from bench.screens import addresses, log_in
from crawler.config import Settings
from crawler.render.executable import find_chromium
from storage.engine import open_store
from web.serving import serving

_SERIOUS = ("serious", "critical")
_WIDTHS = (1440, 1024, 390)


def walk(database: str, now: datetime | None) -> tuple[int, list[str]]:
    """How many pages were looked at, and what is wrong with them."""
    moment = Settings(database_url=database, now=now).current_time()
    with TemporaryDirectory() as folder:
        copy, desk = with_desk(database, Path(folder), moment)
        settings = Settings(database_url=copy, now=moment)
        with open_store(copy) as store, serving(settings, store) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(settings.chromium), args=["--no-sandbox"])
            pages = [(address, None) for _, address in addresses(store, moment)]
            cookies = log_in(browser, base)
            pages += [(address, cookies) for _, address in desk]
            looked, faults = 0, []
            for prefix, scheme in (("", "light"), ("", "dark"), ("/en", "light")):
                for address, state in pages:
                    looked += 1
                    faults += [f"{scheme} {prefix}{address}: {fault}" for fault in _faults(browser, base, prefix + address, scheme, state)]
            browser.close()
    return looked, faults


def _faults(browser: Browser, base: str, path: str, scheme: Any, cookies: Any) -> Iterator[str]:
    context = browser.new_context(viewport={"width": _WIDTHS[0], "height": 900}, color_scheme=scheme, storage_state=cookies)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(base) else said.append(f"asks {request.url}"))
    answer = page.goto(base + path)
    if answer is None or answer.status != 200:
        yield f"status {answer.status if answer else None}"
    for finding in Axe().run(page).response["violations"]:
        if finding["impact"] in _SERIOUS:
            yield f"{finding['id']}: {finding['nodes'][0]['html'][:160]}"
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"is wider than {width}"
    context.close()
    yield from said


if __name__ == "__main__":
    number, found = walk(sys.argv[1], datetime.fromisoformat(sys.argv[2]) if len(sys.argv) > 2 else None)
    print(*found, f"{number} pages, {len(found)} faults", sep="\n")
    sys.exit(1 if found else 0)
