"""`python -m tests.soak.hostile`: a night of good portals alone, and one with as many hostile ones among them. The good must not notice.

Compared are the runs, labels, evidence and changes of the good portals, byte for byte; every hostile portal must have come to its end.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from scheduler.nightly import KIND
from storage.engine import Store, open_store
from storage.models import LevelSpan, Procedure
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from storage.slots import slot_finished
from tests.scheduler.sites import Process
from tests.soak.hostile_pages import KINDS
from tests.soak.machines import NIGHT, Portals, portals_running
from tests.storage.entries import moment


@dataclass
class Outcome:
    """`hostile`: what became of each kind; `faults`: what must not be."""

    seconds: tuple[float, float]
    hostile: dict[str, str]
    worst_memory: int
    faults: list[str] = field(default_factory=list)


def compare(good: int, hostile: Sequence[str], procedures: int, folder: Path, *, chromium: str, limit: float, at_once: int = 2) -> Outcome:
    """Two nights on SQLite. `hostile`: kinds, one portal each; `chromium`: "" = whichever there is; `at_once`: portals read at a time."""
    with portals_running(procedures, 0.01) as sites:
        alone, first = _night(sites, good, (), folder / "alone.db", chromium, limit, at_once)
        among, second = _night(sites, good, hostile, folder / "among.db", chromium, limit, at_once)
        seen = sites.seen()
    faults = [f"{name} differs" for name in alone["good"] if alone["good"][name] != among["good"].get(name)]
    if set(alone["good"]) != set(among["good"]) or len(alone["good"]) != good:
        faults.append("good portals lost or doubled")
    faults += [f"{name} was not read: {run}" for name, (run, _) in alone["good"].items() if run[0] != "ok"]
    ends: dict[str, str] = among["hostile"]
    faults += [f"{name}: no end" for name in names_of(hostile) if name not in ends]
    faults += [f"{name}: believed" for name, said in ends.items() if said.startswith("ok") and name.rpartition(" ")[0] in _NOTHING_TO_READ]
    # A hostile host goes on with an answer whose asker has hung up, and counts it still: only good ones count right.
    together = {host: one["most_together"] for host, one in seen.items() if host.startswith("127.1.")}
    faults += [f"{host} saw {most} requests at a time" for host, most in together.items() if most > 1]
    worst = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return Outcome((first, second), ends, worst, faults)


_NOTHING_TO_READ = {"stalls", "drips", "resets", "loops", "bombs", "endless script", "opens windows", "endless page", "garbage",
                    "endless headers", "endless listing", "busy for ever"}  # fmt: skip


def names_of(hostile: Sequence[str]) -> list[str]:
    return [f"{kind} {place}" for place, kind in enumerate(hostile)]


def _night(
    sites: Portals, good: int, hostile: Sequence[str], file: Path, chromium: str, limit: float, at_once: int
) -> tuple[dict[str, Any], float]:
    url = f"sqlite:///{file}"
    entries = [PortalEntry(f"good{n:03d}", f"http://127.1.9.{n + 1}:{sites.port}/") for n in range(good)]
    for place, (kind, name) in enumerate(zip(hostile, names_of(hostile), strict=True)):
        number = list(KINDS).index(kind) + len(KINDS) * place
        entries.append(PortalEntry(name, f"http://127.2.{number // 256}.{number % 256}:{sites.port}/"))
    with open_store(url) as store:
        with store.write() as connection:
            save_portals(connection, entries, moment(date(2026, 1, 1)))
        began = time.monotonic()
        given = {"now": f"{NIGHT}T02:00:00", "chromium": chromium, "crawls_at_once": str(at_once)}
        with Process("serve", url, file.with_suffix(".log"), **given) as service:
            while time.monotonic() < began + limit and service.child.poll() is None:
                with store.read() as connection:
                    if slot_finished(connection, KIND, NIGHT):
                        break
                time.sleep(0.5)
            service.stop()
        return _stored(store, hostile), time.monotonic() - began


def _stored(store: Store, hostile: Sequence[str]) -> dict[str, Any]:
    label = (Procedure.portal_id, Procedure.url, Procedure.code, Procedure.name, LevelSpan.level, LevelSpan.declared, LevelSpan.detail_hash)
    with store.read() as connection:
        runs = {run.portal: run for run in list_runs(connection, limit=10**6)}
        query = select(*label).join(LevelSpan, LevelSpan.procedure_id == Procedure.id).order_by(*label[:4])
        rows = [tuple(row) for row in connection.execute(query)]
    good = {
        name: ((run.state, run.outcome, run.listed, run.read, run.failed, run.complete), [row for row in rows if row[0] == name])
        for name, run in runs.items()
        if name.startswith("good") and run.finished
    }
    ends = {
        name: f"{runs[name].state} ({runs[name].outcome}): {runs[name].reason}"[:160]
        for name in names_of(hostile)
        if name in runs and runs[name].finished
    }
    return {"good": good, "hostile": ends}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--good", type=int, default=50)
    parser.add_argument("--hostile", type=int, default=50)
    parser.add_argument("--procedures", type=int, default=4)
    parser.add_argument("--chromium", default="", help="a path that does not exist = no browser")
    parser.add_argument("--limit", type=float, default=7200.0, help="seconds of a night after which it counts as not ended")
    parser.add_argument("--at-once", type=int, default=2, help="portals that are read at a time")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="mucdo-hostile-"))
    kinds = [list(KINDS)[n % len(KINDS)] for n in range(given.hostile)]
    outcome = compare(given.good, kinds, given.procedures, folder, chromium=given.chromium, limit=given.limit, at_once=given.at_once)
    print(f"{given.good} good portals alone: {outcome.seconds[0]:.0f} s; with {given.hostile} hostile: {outcome.seconds[1]:.0f} s")
    print(f"largest process: {outcome.worst_memory / 2**20:.0f} MiB")
    for kind, said in outcome.hostile.items():
        print(f"  {kind}: {said}")
    print("\n".join(outcome.faults) or "the good portals' results are identical")
    if not outcome.faults:
        shutil.rmtree(folder)
    sys.exit(bool(outcome.faults))


if __name__ == "__main__":
    main()
