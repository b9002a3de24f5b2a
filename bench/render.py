"""Rendering: the guarded browser against a fresh context per page, pages per second, CPU and memory, side by side in one run.

The baseline knows what to wait for, has no guard and gives no data answers; ours waits until the page is drawn, whatever it is,
and passes every request through the filtering proxy and the gate. Both use the same binary and two pages at a time.
Run: `python -m bench.render [ROUNDS] [PAGES]`; prints one JSON document.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from bench.measure import alternate, ratios
from bench.peers import ROOT, peer
from bench.spa_site import ROWS
from crawler.config import Settings
from crawler.guard.address import AddressPolicy
from crawler.guard.proxy import GuardProxy
from crawler.render.browser import ChromiumBrowser
from crawler.render.executable import find_chromium
from crawler.render.memory import descendants, tree_bytes

PAGES_AT_A_TIME = 2
MIB = 1024 * 1024

Draw = Callable[[str], Awaitable[str]]


@contextmanager
def site() -> Iterator[tuple[str, int]]:
    """The portal in a process of its own: its address and process id."""
    with subprocess.Popen([sys.executable, "-m", "bench.spa_site"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}", process.pid
        finally:
            process.kill()


@asynccontextmanager
async def guarded() -> AsyncIterator[Draw]:
    async def allowed(url: str) -> bool:
        return True

    async with GuardProxy(AddressPolicy(allow=(ip_network("127.0.0.0/8"),))) as proxy:
        browser = ChromiumBrowser(Settings(), allowed=allowed, proxy=proxy.url)

        async def draw(url: str) -> str:
            rendered = await browser.render(url)
            assert len(rendered.exchanges) == 1, rendered.answer.reason
            assert rendered.answer.page is not None
            return str(rendered.answer.page.body)

        try:
            yield draw
        finally:
            await browser.close()


@asynccontextmanager
async def fresh_contexts() -> AsyncIterator[Draw]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium())

        async def draw(url: str) -> str:
            context = await browser.new_context()
            page = await context.new_page()
            await page.goto(url)
            await page.wait_for_selector("tbody tr")
            content = await page.content()
            await context.close()
            return content

        yield draw
        await browser.close()


def _cpu_seconds(without: int) -> float:
    """CPU of this process and of all that live below it, except one."""
    ticks = 0
    for pid in descendants(os.getpid()):
        if pid != without:
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ticks += sum(int(field) for field in fields[11:15])  # utime, stime and those of children already ended
    return ticks / os.sysconf("SC_CLK_TCK")


def scrapy_playwright(address: str, pages: int) -> dict[str, float]:
    """The same by scrapy-playwright in the peers' environment. Raises `bench.peers.PeerMissingError`."""
    command = [peer("scrapy").with_name("python"), "-m", "bench.playwright_peer", address, str(pages), str(find_chromium()), str(ROWS)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def weights(pages: int) -> list[float]:
    """MiB of the guarded browser's tree and of this process, every 20 pages of so many."""
    seen: list[float] = []
    with site() as (address, server):
        asyncio.run(measure(guarded, address, server, pages, seen))
    return seen


async def measure(way: Callable[[], AsyncIterator[Draw]], address: str, server: int, pages: int, weights: list[float]) -> dict[str, float]:
    """Draw `pages` pages after one to warm up; every page is checked to hold its rows. `weights` are added to."""
    async with way() as draw:  # type: ignore[attr-defined]
        await draw(f"{address}/p/0")
        numbers = iter(range(1, pages + 1))

        async def worker() -> None:
            for number in numbers:
                assert (await draw(f"{address}/p/{number}")).count("<tr>") == ROWS
                if number % 20 == 0:
                    weights.append((tree_bytes(os.getpid()) - tree_bytes(server)) / MIB)

        cpu, start = _cpu_seconds(server), time.perf_counter()
        await asyncio.gather(*(worker() for _ in range(PAGES_AT_A_TIME)))
        wall, cpu = time.perf_counter() - start, _cpu_seconds(server) - cpu
        return {"pages_per_second": pages / wall, "cpu_ms_per_page": 1000 * cpu / pages, "memory_mib": max(weights, default=0)}


def run(rounds: int = 5, pages: int = 60) -> dict[str, Any]:
    """Interleaved rounds; medians of each way, and of ours against the others within a round. Raises `PeerMissingError`."""
    peer("scrapy")
    with site() as (address, server):

        def ours(way: Callable[[], AsyncIterator[Draw]]) -> dict[str, float]:
            return asyncio.run(measure(way, address, server, pages, []))

        ways: dict[str, Callable[[], Mapping[str, float]]] = {
            "guarded": lambda: ours(guarded),
            "fresh_contexts": lambda: ours(fresh_contexts),
            "scrapy_playwright": lambda: scrapy_playwright(address, pages),
        }
        found = alternate(ways, rounds)
    told = {
        name: {key: round(statistics.median(each[key] for each in results), 2) for key in results[0]} for name, results in found.items()
    }
    against = {name: {key: ratios(found, "guarded", name, key) for key in found[name][0]} for name in ways if name != "guarded"}
    return {"rounds": rounds, "pages": pages, **told, "ratio": against}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(*(int(word) for word in sys.argv[1:])), indent=2) + "\n")
