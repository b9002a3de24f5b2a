"""The second night on an unchanged portal against the first: bytes and CPU."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.crawl import ours
from bench.measure import Figure, Goal, figure
from bench.portal_site import portal

PAGES = 100


def run(rounds: int) -> list[Figure]:
    octets, cpu, parts = [], [], {}
    with portal(PAGES) as url:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder:
                database = f"sqlite:///{Path(folder) / 'bench.db'}"
                first, second = ours(url, database), ours(url, database, 1)
            octets.append(100 * second["bytes"] / first["bytes"])
            cpu.append(100 * second["cpu"] / first["cpu"])
            parts = {"first ms/page": 1000 * first["cpu"] / PAGES, "second ms/page": 1000 * second["cpu"] / PAGES}
    why = "a body that came unchanged is judged again; robots, guard, history and the read and checked memo are the rest"
    return [
        figure("second night on an unchanged portal: bytes of bodies against the first", "%", octets, Goal(10)),
        figure("second night on an unchanged portal: CPU against the first", "%", cpu, Goal(50), parts, why),
    ]
