"""No browser outlives its crawl, however the crawl ends."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from classifier.model import Outcome
from crawler.config import Settings
from crawler.render.browser import ChromiumBrowser
from crawler.render.executable import NoChromiumError, find_chromium
from crawler.render.limits import DEFAULT
from crawler.render.memory import descendants
from crawler.render.tab import Tab
from tests.crawler.render.conftest import Bench
from tests.crawler.render.spa_server import SpaSite

_CRAWL = """
import asyncio, sys
from ipaddress import ip_network
from crawler.guard.address import AddressPolicy
from crawler.guard.proxy import GuardProxy
from crawler.config import Settings
from crawler.render.browser import ChromiumBrowser

async def main():
    async def allowed(url): return True
    async with GuardProxy(AddressPolicy(allow=(ip_network("127.0.0.0/8"),))) as proxy:
        browser = ChromiumBrowser(Settings(), allowed=allowed, proxy=proxy.url)
        drawn = await browser.render(sys.argv[1])
        print(len(drawn.exchanges), flush=True)
        while True:
            await browser.render(sys.argv[2])

asyncio.run(main())
"""


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def wait_until_gone(pids: tuple[int, ...], seconds: float = 20.0) -> list[int]:
    """Those that are still there when the time is over."""
    end = time.monotonic() + seconds
    while (left := [pid for pid in pids if alive(pid)]) and time.monotonic() < end:
        time.sleep(0.05)
    return left


@pytest.mark.browser
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("meanwhile", ["/fetch", "/loop-now"])
def test_the_browser_dies_with_its_crawl(site: SpaSite, how: signal.Signals, meanwhile: str) -> None:
    """Killed while it draws, once a page whose script hangs."""
    crawl = subprocess.Popen([sys.executable, "-c", _CRAWL, site.url("/fetch"), site.url(meanwhile)], stdout=subprocess.PIPE)
    assert crawl.stdout is not None
    assert crawl.stdout.readline() == b"1\n"
    while not site.asked(meanwhile)[meanwhile == "/fetch" :]:
        time.sleep(0.01)
    tree = descendants(crawl.pid)
    assert len(tree) > 4
    crawl.send_signal(how)
    crawl.wait()
    crawl.stdout.close()
    assert wait_until_gone(tree) == []


@pytest.mark.browser
def test_closing_ends_everything_and_leaves_no_files(bench: Bench, site: SpaSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    async def run() -> tuple[int, ...]:
        async def allowed(url: str) -> bool:
            return True

        browser = ChromiumBrowser(Settings(), allowed=allowed, proxy=bench.proxy.url)
        await browser.render(site.url("/fetch"))
        tree = tuple(pid for root in browser.engine.pids() for pid in descendants(root))
        await browser.close()
        await browser.close()
        return tree

    before = set(descendants(os.getpid()))
    tree = bench.run(run())
    assert tree
    assert wait_until_gone(tree) == []
    assert wait_until_gone(tuple(set(descendants(os.getpid())) - before)) == []
    assert not list(tmp_path.iterdir())


@pytest.mark.browser
def test_tabs_and_browsers_are_renewed(bench: Bench, site: SpaSite) -> None:
    async def run() -> int:
        async def allowed(url: str) -> bool:
            return True

        limits = dataclasses.replace(DEFAULT, tab_pages=2, browser_pages=5)
        browser = ChromiumBrowser(Settings(), allowed=allowed, proxy=bench.proxy.url, limits=limits)
        try:
            for start in range(0, 12, 2):
                pair = await asyncio.gather(*(browser.render(site.url(f"/fetch?{start + i}")) for i in range(2)))
                assert [(each.answer.outcome, len(each.exchanges)) for each in pair] == [(Outcome.OK, 1)] * 2
                assert len(browser.engine.pids()) <= 2
            return browser.engine.started
        finally:
            await browser.close()

    assert bench.run(run()) == 2


@pytest.mark.soak
@pytest.mark.browser
def test_memory_is_flat_over_500_pages(bench: Bench, site: SpaSite) -> None:
    async def run() -> list[int]:
        weights = []
        for number in range(500):
            await bench.browser.render(site.url(f"/fetch?{number}"))
            if number % 10 == 9:
                weights.append(bench.browser.engine.memory())
        return weights

    weights = bench.run(run())
    assert max(weights[25:]) <= 1.25 * max(weights[:25])


@pytest.mark.browser
def test_a_browser_is_not_ended_while_a_tab_of_it_opens(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    opening, given_back = asyncio.Event(), asyncio.Event()
    really = Tab.open

    async def slowly(*asked: Any) -> Tab:
        opening.set()
        await given_back.wait()
        return await really(*asked)

    async def run() -> tuple[int, bool, tuple[int, ...]]:
        async def allowed(url: str) -> bool:
            return True

        limits = dataclasses.replace(DEFAULT, browser_pages=1)
        engine = ChromiumBrowser(Settings(), allowed=allowed, proxy=bench.proxy.url, limits=limits).engine
        try:
            first, _ = await engine.take()
            monkeypatch.setattr(Tab, "open", slowly)
            waiting = asyncio.create_task(engine.take())
            await opening.wait()
            await engine.give_back(first)  # it was the last page that this browser draws
            given_back.set()
            second, _ = await waiting
            held = (len(engine.pids()), second.lost.is_set())
            await engine.give_back(second)
            return *held, engine.pids()
        finally:
            await engine.close()

    assert bench.run(run()) == (1, False, ())


def test_the_configured_browser_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("chromium", "chromium-headless-shell", "mine"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium(str(tmp_path / "mine")) == tmp_path / "mine"
    assert find_chromium("mine") == tmp_path / "mine"
    assert find_chromium() == tmp_path / "chromium-headless-shell"
    (tmp_path / "chromium-headless-shell").unlink()
    assert find_chromium() == tmp_path / "chromium"


def test_playwrights_own_browser_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "own"))
    with pytest.raises(NoChromiumError, match="playwright install chromium"):
        find_chromium()
    own = tmp_path / "own" / "chromium-1234" / "chrome-linux" / "chrome"
    own.parent.mkdir(parents=True)
    own.write_text("")
    own.chmod(0o755)
    assert find_chromium() == own


def test_a_wrong_setting_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(NoChromiumError, match="MUCDO_CHROMIUM"):
        find_chromium(str(tmp_path / "absent"))
