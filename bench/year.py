"""The database after a simulated year of nights with 2 % changed, and the weekly list of changes on it."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.measure import Figure, Goal, figure
from bench.nights import FIRST_NIGHT, procedures, run_night
from storage.engine import open_store
from storage.queries.changes import listed_changes

PROCEDURES = 300
NIGHTS = 365
_WHOLE = 130_000


def run(rounds: int) -> list[Figure]:
    entries = procedures(PROCEDURES)
    with tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder:
        file = Path(folder) / "year.db"
        with open_store(f"sqlite:///{file}") as store:
            empty = _size(file)
            for night in range(NIGHTS):
                run_night(store, "p0", night, entries)
            end = (FIRST_NIGHT + timedelta(days=NIGHTS)).date()
            times = []
            for _ in range(max(rounds, 9)):
                before = time.perf_counter()
                with store.read() as connection:
                    listed = listed_changes(connection, end - timedelta(days=7), end)
                times.append(1000 * (time.perf_counter() - before))
            assert listed
        size = _size(file)
    scaled = (size - empty) * _WHOLE / PROCEDURES / 2**30
    parts = {"MiB measured": size / 2**20, "MiB empty": empty / 2**20, "procedures": PROCEDURES, "nights": NIGHTS}
    note = f"scaled from {PROCEDURES} to {_WHOLE:,} procedures; without pages; half of the changes are changes of the label"
    return [
        figure(f"database after {NIGHTS} nights of {_WHOLE:,} procedures with 2 % changed each", "GiB", [scaled], Goal(2), parts, note),
        figure(
            "weekly list of changes on it",
            "ms",
            times,
            Goal(100),
            {"changes": float(len(listed)), "ms per change": statistics.median(times) / len(listed)},
            f"on {PROCEDURES} procedures",
        ),
    ]


def _size(file: Path) -> int:
    return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*"))
