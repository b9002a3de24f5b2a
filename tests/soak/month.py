"""`python -m tests.soak.month`: `mucdo serve` for a simulated month, night after night in one process; its memory must stay flat.

The clock of the service jumps to the next night whenever one is over; everything else is real.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import threading
import time
from datetime import date, datetime, timedelta
from pathlib import Path

from crawler.config import TIME_ZONE, Settings
from scheduler import service
from scheduler.halting import Halt
from scheduler.nightly import KIND
from storage.engine import open_store
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from storage.slots import slot_finished
from tests.scheduler.sites import pages_of, site
from tests.storage.entries import moment

FIRST = date(2026, 11, 1)


def resident() -> int:
    """Bytes of this process in memory."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) * 1024


def live_through(nights: int, portals: int, folder: Path) -> list[int]:
    """The resident memory after each night."""
    service.LOOK = 1.0
    weights: list[int] = []
    day = [0]

    def now() -> datetime:
        return datetime.combine(FIRST + timedelta(days=day[0]), datetime.min.time(), TIME_ZONE) + timedelta(hours=2)

    url = f"sqlite:///{folder / 'mucdo.db'}"
    labels = {n: "Một phần" for n in range(1, 6)}
    with site(pages_of(labels)) as portal, open_store(url) as store:
        with store.write() as connection:
            entries = [PortalEntry(f"p{n}", portal.url.replace("127.0.0.1", f"127.0.0.{n + 2}")) for n in range(portals)]
            save_portals(connection, entries, moment(date(2026, 1, 1)))
        settings = Settings(database_url=url, allow_networks="127.0.0.0/8", download_delay=0, chromium="/nonexistent")  # type: ignore[arg-type]
        halt = Halt()
        serving = threading.Thread(target=service.run_service, args=(store, settings, service.Parts(True, True), halt, now))
        serving.start()
        try:
            while day[0] < nights and serving.is_alive():
                with store.read() as connection:
                    over = slot_finished(connection, KIND, FIRST + timedelta(days=day[0]))
                if over:
                    weights.append(resident())
                    print(f"night {day[0] + 1}: {weights[-1] / 2**20:.1f} MiB", flush=True)
                    portal.pages = pages_of(labels | {day[0] % 5 + 1: "Toàn trình"})  # something changes every night
                    day[0] += 1
                time.sleep(0.1)
        finally:
            halt.now()
            serving.join()
        with store.read() as connection:
            states = [run.state for run in list_runs(connection, limit=10**6)]
        assert states == ["ok"] * nights * portals, states
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--portals", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mucdo-month-") as folder:
        weights = live_through(given.nights, given.portals, Path(folder))
    third = len(weights) // 3
    early, late = statistics.median(weights[1 : third + 1]), statistics.median(weights[-third:])
    print(f"first third {early / 2**20:.1f} MiB, last third {late / 2**20:.1f} MiB: {late / early - 1:+.1%}")
    sys.exit(late > early * 1.05)


if __name__ == "__main__":
    main()
