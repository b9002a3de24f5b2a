"""`python -m bench.capacity`: what a procedure costs, and how many a second 1, 2 and 4 workers read when politeness does not bind.

Whole nights on PostgreSQL with real processes: scheduler, workers, a child for every crawl. CPU is what the kernel counted for all of them.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from sqlalchemy import text

from storage.engine import Store
from tests.soak.machines import simulate

TABLES = ("procedure", "level_span", "page_visit", "snapshot", "memo")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portals", type=int, default=8)
    parser.add_argument("--procedures", type=int, default=150, help="of each portal")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds that a portal takes for an answer")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    given = parser.parse_args()
    number = given.portals * given.procedures
    load = os.getloadavg()[0]
    print(f"{given.portals} portals of {given.procedures} procedures, {given.delay} s an answer")
    print(f"{os.cpu_count()} cores, load before {load:.0f}")
    for workers in given.workers:
        sizes: dict[str, str] = {}

        def look(store: Store, sizes: dict[str, str] = sizes) -> None:
            with store.read() as connection:
                for table in TABLES:
                    rows = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - names of ours
                    size = connection.execute(text("SELECT pg_total_relation_size(:table)"), {"table": table}).scalar_one()
                    sizes[table] = f"{rows / number:.2f} rows, {size / number:.0f} B"

        night = simulate(
            portals=given.portals, procedures=given.procedures, workers=workers, every=0, delay=given.delay, seed=1, limit=3600,
            folder=Path(tempfile.mkdtemp(prefix="mucdo-capacity-")), look=look,
        )  # fmt: skip
        assert not night.faults, night.faults
        rate = f"{number / night.seconds:.1f} procedures a second"
        print(f"{workers} workers: {night.seconds:.1f} s, {rate}, {night.cpu / number * 1000:.1f} ms of CPU a procedure", flush=True)
    print("database, for each procedure: " + "; ".join(f"{name} {size}" for name, size in sizes.items()))


if __name__ == "__main__":
    main()
