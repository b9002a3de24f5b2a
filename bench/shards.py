"""Two crawls on two cores against one: pages per second when politeness does not bind."""

from __future__ import annotations

import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from bench.crawl import ours
from bench.measure import Figure, Goal, figure
from bench.portal_site import portal

PAGES = 150


def run(rounds: int) -> list[Figure]:
    gains, dearer = [], []
    with ExitStack() as stack:
        urls = [stack.enter_context(portal(PAGES)) for _ in range(2)]
        for number in range(rounds):
            took = {count: _seconds(urls[:count]) for count in ((1, 2) if number % 2 else (2, 1))}
            gains.append(2 * took[1][0] / took[2][0])
            dearer.append(took[2][1] / took[1][1])
    return [
        figure(
            "two shards on two cores against one",
            "×",
            gains,
            Goal(1.7, None, True),
            {"CPU of a crawl beside another, × alone": statistics.median(dearer)},
            note="each shard is a process with a portal and a database of its own; the portals share the same cores",
        )
    ]


def _seconds(urls: list[str]) -> tuple[float, float]:
    """Wall seconds of all together, and CPU seconds of one."""
    with tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder, ThreadPoolExecutor(len(urls)) as pool:
        databases = [f"sqlite:///{Path(folder) / f'{n}.db'}" for n in range(len(urls))]
        before = time.perf_counter()
        told = list(pool.map(ours, urls, databases))
        assert all(each["procedures"] == PAGES for each in told)
        return time.perf_counter() - before, sum(each["cpu"] for each in told) / len(told)
