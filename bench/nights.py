"""Nights of a store without a crawl: entries made from a real one, run through the sink and the judging as a crawl's are."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench.portal_pages import FIRST, code_of, detail_page, name_of
from classifier.judging.judge import judge
from classifier.model import Context, Entry, Outcome, Page
from classifier.reading import read_page
from crawler.config import TIME_ZONE
from crawler.sink import Coverage, CrawlReport, RunOrder
from scheduler.finishing import finish
from scheduler.nightly import KIND
from scheduler.runner import LEASE
from storage.engine import Store
from storage.queries.portals import PortalEntry, save_portals
from storage.runs import claim_run, claim_slot, queue_runs
from storage.sink import StoreSink

FIRST_NIGHT = datetime(2026, 1, 5, 1, tzinfo=TIME_ZONE)
PER_PORTAL = 2000
SHARE = 50  # one procedure in so many differs each night


def procedures(count: int, portal: int = 0) -> list[Entry]:
    """Distinct judged entries with the evidence and findings of a real one."""
    made: list[Entry] = []
    url = f"http://p{portal}.bench.vn/thu-tuc/chi-tiet?id="
    [reading] = read_page(Page(f"{url}{FIRST}", detail_page(1), 200, "text/html")).procedures
    model = judge(reading, Context(at=FIRST_NIGHT.date()))
    for number in range(count):
        own = f"{url}{FIRST + number}"
        evidence = tuple(replace(seen, url=own) for seen in model.evidence)
        made.append(replace(model, url=own, name=name_of(number), code=code_of(number), key=str(FIRST + number), evidence=evidence))
    return made


def after(entries: Sequence[Entry], night: int) -> Iterator[Entry]:
    """The entries as they are on a night: one in `SHARE` differs from the night before, half of these in the declared label."""
    for number, entry in enumerate(entries):
        turns = (night + SHARE - 1 - number % SHARE) // SHARE
        if turns == 0:
            yield entry
        elif number % 2:
            value = str(2 + (turns + int(entry.declared.value or 2)) % 3)
            yield replace(entry, declared=replace(entry.declared, value=value, text=f"Mức độ {value}"))
        else:
            yield replace(entry, field=f"{entry.field} (đợt {turns})")


def run_night(store: Store, portal: str, night: int, entries: Sequence[Entry]) -> dict[str, float]:
    """One portal's night: CPU and wall seconds of storing and judging; `database` is the part spent in the sink's and the history's SQL."""
    at = FIRST_NIGHT + timedelta(days=night)
    with store.write() as connection:
        save_portals(connection, [PortalEntry(id=portal, url=f"http://{portal}.bench.vn/", province="Hà Tĩnh")], at)
    slot, _ = claim_slot(store, KIND, at.date(), "bench", at)
    [run] = queue_runs(store, slot, KIND, at.date(), at, [portal])
    now = datetime.now(UTC)
    leased = claim_run(store, run.id, "bench", now, now + LEASE)
    assert leased is not None
    read = list(after(entries, night))
    cpu, wall = time.process_time(), time.perf_counter()
    sink = StoreSink(RunOrder(f"http://{portal}.bench.vn/", at, portal, leased.id, leased.attempt, database_url=store.url))
    for entry in read:
        sink.entry(entry)
    coverage = Coverage(listed=len(read), read=len(read), pages=len(read), complete=True)
    sink.close(CrawlReport(Outcome.OK, "", coverage, platform="generic", title=""))
    finished = finish(store, leased.id, leased.attempt, at)
    assert finished.run.state == "ok", finished.run.health
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
