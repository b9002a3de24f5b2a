"""One whole night of ours on the made-up portal: `python -m bench.crawl_client URL DATABASE [NIGHT]` prints one line of JSON.

What it does is what `mucdo crawl` does, robots, guard, budgets, extraction, labels, database and history; only politeness is off.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

from crawler.config import TIME_ZONE, Settings
from crawler.sink import RunOrder
from crawler.wire import order_to_json
from scheduler.finishing import finish
from scheduler.nightly import KIND
from scheduler.runner import LEASE
from storage.engine import Store, open_store
from storage.queries.portals import PortalEntry, load_portal, save_portals
from storage.runs import claim_run, claim_slot, queue_runs

PORTAL = "bench"
FIRST_NIGHT = datetime(2026, 11, 2, 1, tzinfo=TIME_ZONE)


def mucdo(url: str, database: str, night: int) -> dict[str, float]:
    """One whole night of ours: the crawl in its child process with its store, and the judging of the run afterwards."""
    store = open_store(database)
    order, attempt = _ordered(store, url, FIRST_NIGHT + timedelta(days=night), database)
    told = _crawled(order)
    before = (time.process_time(), time.perf_counter())
    finished = finish(store, order.run, attempt, order.at)
    after = (time.process_time() - before[0], time.perf_counter() - before[1])
    assert finished.run.state == "ok", (finished.run.state, finished.run.health, finished.run.reason)
    stats = finished.run.stats
    store.close()
    return {
        **told,
        "cpu": told["cpu"] + after[0],
        "wall": told["wall"] + after[1],
        "finishing_cpu": after[0],
        "procedures": finished.run.read,
        "requests": sum(value for name, value in stats.items() if name.startswith("requests/")),
        "bytes": stats.get("bytes", 0),
    }


def _crawled(order: RunOrder) -> dict[str, float]:
    settings = Settings(allow_networks=["127.0.0.0/8"], download_delay=0.0, concurrency_per_host=16)
    request = {
        "order": order_to_json(order),
        "settings": settings.model_dump(mode="json", include={"allow_networks", "download_delay", "concurrency_per_host"}),
    }
    command = [sys.executable, "-m", "crawler.start", "bench.crawl_child"]
    done = subprocess.run(command, input=json.dumps(request), stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _ordered(store: Store, url: str, at: datetime, database: str) -> tuple[RunOrder, int]:
    """A run of the portal on this night, leased."""
    with store.write() as connection:
        save_portals(connection, [PortalEntry(id=PORTAL, url=url, name="Bench", province="Hà Tĩnh")], at)
    slot, _ = claim_slot(store, KIND, at.date(), "bench", at)
    [run] = queue_runs(store, slot, KIND, at.date(), at, [PORTAL])
    now = datetime.now(UTC)
    leased = claim_run(store, run.id, "bench", now, now + LEASE)
    assert leased is not None
    with store.read() as connection:
        portal = load_portal(connection, PORTAL)
    assert portal is not None
    profile = portal.learned_profile
    order = RunOrder(
        url,
        at,
        PORTAL,
        leased.id,
        leased.attempt,
        profile=profile,
        delay=0.0,
        render="never",
        sink="storage.sink.StoreSink",
        database_url=database,
    )
    return order, leased.attempt


if __name__ == "__main__":
    url, database, *rest = sys.argv[1:]
    sys.stdout.write(json.dumps(mucdo(url, database, int(rest[0]) if rest else 0)) + "\n")
