"""`python -m tests.soak.killing`: a night in which crawls are killed (SIGKILL) at random moments, and now and then the whole service.

Each crawl has an even chance to be hit, from its start to its last page, also one that goes on where a killed one stood; the last attempt
of a run is spared by the kills of crawls alone, for a crawl that dies in each of its attempts is taken for the portal's doing and told as a
failure. Afterwards every portal must have been read once and whole, and the labels must be those of a night that nobody disturbed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from crawler.render.memory import descendants
from scheduler.nightly import KIND
from scheduler.runner import ATTEMPTS
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.people import alarms
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from storage.slots import slot_finished
from tests.scheduler.sites import Process
from tests.soak.machines import NIGHT, Portals, portals_running
from tests.storage.entries import moment

Labels = dict[str, list[tuple[str, str, str]]]


@dataclass
class Killed:
    """What came of it. `crawls`, `services`: how many were killed; `runs`: how many were hit; `faults`: what must not be."""

    seconds: tuple[float, float]
    crawls: int
    services: int
    runs: int
    attempts: Counter[int]
    requests: tuple[int, int]
    faults: list[str] = field(default_factory=list)


class Executioner:
    """Draws moments for crawls and keeps them: so many requests of whatever crawls after their start, that a slow machine moves nothing.

    `most`: the last of the moments; `services`: the share of kills for the service with all its crawls.
    """

    def __init__(self, chance: random.Random, requests: Callable[[], int], most: int, services: float) -> None:
        self._chance = chance
        self._requests = requests
        self._most = most
        self._share = services
        self._due: dict[int, int | None] = {}  # by crawl; None = spared
        self.crawls = self.services = 0

    def look(self, service: Process, last: Callable[[], bool]) -> bool:
        """Kill what is due; whether the service was among it. `last`: whether a run is in its last attempt."""
        running, asked = _crawls_of(service.child.pid), self._requests()
        for pid in running - set(self._due):
            hit = self._chance.random() < 0.5 and not last()
            self._due[pid] = asked + self._chance.randint(0, self._most) if hit else None
        for pid in running:
            when = self._due[pid]
            if when is None or asked < when:
                continue
            if self._chance.random() < self._share:
                service.kill()
                self.services += 1
                return True
            os.kill(pid, signal.SIGKILL)
            self._due[pid] = None
            self.crawls += 1
        return False


def kill_night(
    *, portals: int, procedures: int, delay: float, seed: int, limit: float, services: float, at_once: int, folder: Path
) -> Killed:
    """A night of one portal that nobody disturbs, for its labels, and then one of all with kills: the portals are alike."""
    chance = random.Random(seed)  # noqa: S311 - mishaps, not secrets
    with portals_running(procedures, delay) as sites:
        hosts = {f"p{n:03d}": f"http://127.1.{n // 250}.{n % 250 + 1}:{sites.port}/" for n in range(portals)}
        alike, first = _night(dict(list(hosts.items())[:1]), folder / "calm.db", limit, at_once, None)
        (calm,) = alike.values()
        before = _requests(sites)
        killer = Executioner(chance, lambda: _requests(sites), at_once * procedures, services)
        labels, second = _night(hosts, folder / "killed.db", limit, at_once, killer)
        asked = _requests(sites) - before
        together = {host: one["most_together"] for host, one in sites.seen().items() if one["most_together"] > 1}
    with open_store(f"sqlite:///{folder / 'killed.db'}") as store:
        attempts, faults = _runs(store, hosts)
    faults += [f"labels of {name} differ" for name in hosts if len(calm) != procedures or calm != labels[name]]
    faults += [f"{host} saw {most} requests at a time" for host, most in together.items()]
    hit = sum(count for attempt, count in attempts.items() if attempt > 1)
    return Killed((first, second), killer.crawls, killer.services, hit, attempts, (before, asked), faults)


def _night(hosts: dict[str, str], file: Path, limit: float, at_once: int, killer: Executioner | None) -> tuple[Labels, float]:
    url, began = f"sqlite:///{file}", time.monotonic()
    with open_store(url) as store:
        with store.write() as connection:
            save_portals(connection, [PortalEntry(name, address) for name, address in hosts.items()], moment(NIGHT))
        while not _over(store) and time.monotonic() < began + limit:
            with Process("serve", url, file.with_suffix(".log"), now=f"{NIGHT}T02:00:00", crawls_at_once=str(at_once)) as service:
                while service.child.poll() is None and not _over(store) and time.monotonic() < began + limit:
                    if killer is not None and killer.look(service, lambda: _in_last_attempt(store)):
                        break
                    time.sleep(0.05)
                else:
                    service.stop()
        with store.read() as connection:
            rows = [(row.portal, row.url, str(row.level), str(row.declared)) for row in levels_at(connection)]
    return {name: sorted((urlsplit(row[1]).path, *row[2:]) for row in rows if row[0] == name) for name in hosts}, time.monotonic() - began


def _over(store: Store) -> bool:
    with store.read() as connection:
        return slot_finished(connection, KIND, NIGHT)


def _in_last_attempt(store: Store) -> bool:
    with store.read() as connection:
        return any(run.state == "running" and run.attempt >= ATTEMPTS for run in list_runs(connection, limit=10**6))


def _runs(store: Store, hosts: dict[str, str]) -> tuple[Counter[int], list[str]]:
    """How many attempts the runs took, and what is wrong with them."""
    with store.read() as connection:
        runs, raised = list_runs(connection, limit=10**6), alarms(connection)
    faults = [] if _over(store) else ["the night did not end"]
    faults += [f"run of {run.portal}: {run.state} {run.outcome} {run.reason}" for run in runs if (run.state, run.complete) != ("ok", True)]
    faults += [f"{len(raised)} alarms"] if raised else []
    if Counter(run.portal for run in runs) != Counter(list(hosts)):
        faults.append("not every portal has one run")
    return Counter(run.attempt for run in runs), faults


def _crawls_of(service: int) -> set[int]:
    found = set()
    for pid in descendants(service):
        try:
            if b"crawler.run" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.add(pid)
        except OSError:
            continue
    return found


def _requests(sites: Portals) -> int:
    return sum(one["requests"] for one in sites.seen().values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portals", type=int, default=100)
    parser.add_argument("--procedures", type=int, default=6)
    parser.add_argument("--delay", type=float, default=0.2, help="seconds that a portal takes for an answer")
    parser.add_argument("--services", type=float, default=0.1, help="share of the kills that hit the service with all its crawls")
    parser.add_argument("--at-once", type=int, default=2, help="crawls at a time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=3600.0, help="seconds after which a night counts as not ended")
    folder = Path(tempfile.mkdtemp(prefix="mucdo-killing-"))
    night = kill_night(**vars(parser.parse_args()), folder=folder)
    for words, seconds, requests in zip(("one portal, undisturbed", "all, with kills"), night.seconds, night.requests, strict=True):
        print(f"{words}: {seconds:.0f} s, {requests} requests")
    print(f"killed: {night.crawls} crawls and {night.services} services; {night.runs} of {sum(night.attempts.values())} runs were hit")
    print(f"attempts: {dict(sorted(night.attempts.items()))}")
    print("\n".join(night.faults[:50]) or "nothing lost, nothing doubled, no host saw two requests at a time")
    sys.exit(bool(night.faults))


if __name__ == "__main__":
    main()
