"""Every page at three widths, in dark, in English and as printed: `make screens`, or `python -m bench.screens DATABASE OUT [NOW]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from playwright.sync_api import Browser, sync_playwright

from bench.desk import NAME, PASSWORD, with_desk
from crawler.config import Settings
from crawler.render.executable import find_chromium
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.nights import RunFilter, runs_page
from storage.queries.sites import list_agencies, visits_until
from storage.queries.tallies import change_counts
from web.serving import serving

WIDTHS = (1440, 1024, 390)
Look = tuple[Literal["light", "dark"], Literal["screen", "print"], str, Sequence[int]]
LOOKS: tuple[Look, ...] = (
    ("light", "screen", "", WIDTHS),
    ("dark", "screen", "", WIDTHS),
    ("light", "screen", "/en", WIDTHS),
    ("dark", "print", "", (720,)),  # a sheet of A4 within its margins
)


def addresses(store: Store, now: datetime) -> Iterator[tuple[str, str]]:
    """A name and an address for each kind of page, with things that the store really has."""
    with store.read() as connection:
        rows = levels_at(connection, now.date())
        runs = runs_page(connection, RunFilter(state="failed"), 1, 0) or runs_page(connection, RunFilter(), 1, 0)
        visited = next(
            (
                agency.id
                for agency in list_agencies(connection, at=now.date())
                if visits_until(connection, [agency.id], now.date(), 1)[agency.id]
            ),
            None,
        )
        moved = change_counts(connection, date(2000, 1, 1), now.date())
    yield from (("overview", "/"), ("overview-all", "/?show=all&map=63"))
    yield from (
        ("procedures", "/procedures"),
        ("changes", "/changes"),
        ("runs", "/runs"),
        ("rules", "/rules"),
        ("reports", "/reports"),
        ("checks", "/checks"),
        ("login", "/login"),
        ("sites", "/sites"),
    )
    if visited is not None:
        yield "site", f"/sites/{visited}"
    for code in ("hai-duong", "son-la", "da-nang"):
        yield f"province-{code}", f"/provinces/{code}"
    yield "target", "/targets/HD-14"
    busiest = max(moved, key=lambda one: one.count).portal if moved else ""
    chosen = sorted(rows, key=lambda row: (row.portal != busiest, -row.since.toordinal()))[:2]
    for number, row in enumerate(chosen, 1):
        yield f"procedure-{number}", f"/procedures/{row.portal}/{row.handle}"
        if row.snapshot is not None:
            yield f"evidence-{number}", f"/evidence/{row.portal}/{row.span}"
    if runs:
        yield "run", f"/runs/{runs[0].id}"


def take(database: str, out: Path, now: datetime | None) -> None:
    """Write a picture of every page at every width."""
    moment = Settings(database_url=database, now=now).current_time()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        copy, desk = with_desk(database, Path(folder), moment)
        settings = Settings(database_url=copy, now=moment)
        with open_store(copy) as store, serving(settings, store) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(settings.chromium), args=["--no-sandbox"])
            anybody, logged_in = list(addresses(store, moment)), log_in(browser, base)
            for look in LOOKS:
                _picture(browser, base, out, look, anybody)
                _picture(browser, base, out, look, desk, logged_in)
            browser.close()


def log_in(browser: Browser, base: str) -> Any:
    """The cookies of a person who is logged in."""
    page = browser.new_page()
    page.goto(f"{base}/login")
    page.locator("main [name=name]").fill(NAME)
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main button").click()
    state = page.context.storage_state()
    page.context.close()
    return state


def _picture(browser: Browser, base: str, out: Path, look: Look, pages: Iterable[tuple[str, str]], cookies: Any = None) -> None:
    scheme, medium, language, widths = look
    kind = "" if (scheme, medium) == ("light", "screen") else f"-{scheme}" if medium == "screen" else f"-{medium}"
    for width in widths:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="vi-VN", storage_state=cookies, java_script_enabled=False
        )
        page = context.new_page()
        page.emulate_media(media=medium)
        for name, address in pages:
            page.goto(base + language + address)
            page.screenshot(path=out / f"{name}-{width}{kind}{language.replace('/', '-')}.png", full_page=True)
        context.close()


if __name__ == "__main__":
    take(sys.argv[1], Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]) if len(sys.argv) > 3 else None)
