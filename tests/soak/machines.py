"""`python -m tests.soak.machines`: a night of many portals, read by several "machines" that are killed, stopped and cut off at random.

Each machine is a `mucdo worker` in a process group of its own (with a host name of its own where root allows), with a line of its own to
one PostgreSQL. A stop stops everything that the machine runs; a cut stops its line to the database, not to the portals. At the end
every portal must have been read once, whole, and no host may ever have seen two requests, or two connections, at a time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from crawler.render.memory import descendants
from scheduler.nightly import KIND
from storage.engine import Store, open_store
from storage.queries.levels import levels_at
from storage.queries.people import alarms
from storage.queries.portals import PortalEntry, save_portals
from storage.queries.runs import list_runs
from storage.slots import slot_finished
from tests.scheduler.sites import ROOT
from tests.soak.cutting import Line
from tests.storage.entries import moment
from tests.storage.postgres import running_server

NIGHT = date(2026, 11, 22)
LONG = 175.0  # seconds: longer than a lease


@dataclass
class Portals:
    """The portals as one process; see `tests.soak.portals`."""

    port: int
    child: subprocess.Popen[str]

    def seen(self) -> dict[str, dict[str, int]]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=30) as answer:
            found: dict[str, dict[str, int]] = json.load(answer)
        return found


@contextmanager
def portals_running(procedures: int, delay: float) -> Iterator[Portals]:
    call = [sys.executable, "-m", "tests.soak.portals", "0", str(procedures), str(delay)]
    child = subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        yield Portals(int(child.stdout.readline()), child)
    finally:
        child.kill()
        child.communicate()


class Machine:
    """A worker or scheduler that may be killed, stopped and cut off, and is started again."""

    def __init__(self, name: str, command: str, url: str, log: Path, line: Line | None = None) -> None:
        self.name = name
        self._command = command
        self._line = line
        self._log = log
        self._url = url
        self.until = 0.0  # when what was done to it is to be undone
        self.child = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        env = {name: value for name, value in os.environ.items() if not name.startswith("MUCDO_")}
        env |= {"MUCDO_ALLOW_NETWORKS": "127.0.0.0/8", "MUCDO_DOWNLOAD_DELAY": "0", "MUCDO_DATABASE_URL": self._url}
        env |= {"MUCDO_CHROMIUM": "/nonexistent", "MUCDO_NOW": f"{NIGHT}T02:00:00", "PYTHONPATH": str(ROOT)}
        call = [sys.executable, "-m", "cli.main", self._command]
        if os.getuid() == 0:
            call = ["unshare", "--uts", "sh", "-c", f'hostname {self.name}; exec "$0" "$@"', *call]
        with self._log.open("ab") as out:
            return subprocess.Popen(call, cwd=ROOT, env=env, stdout=out, stderr=out, start_new_session=True)

    def processes(self) -> list[int]:
        return [pid for pid in descendants(self.child.pid) if Path(f"/proc/{pid}").exists()]

    def signal(self, number: int) -> None:
        for pid in self.processes():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue

    def kill(self) -> None:
        self.signal(signal.SIGCONT)
        self.child.kill()
        self.child.wait()

    def hurt(self, how: str, seconds: float) -> None:
        """Do something to it; `undo` takes it back after so many seconds."""
        self.until = time.monotonic() + seconds
        if how == "killed":
            self.kill()
        elif how == "stopped":
            self.signal(signal.SIGSTOP)
        elif how == "cut off" and self._line is not None:
            self._line.cut()
        elif how == "crawl killed":
            for pid in self.processes()[1:2]:
                os.kill(pid, signal.SIGKILL)

    def undo(self) -> None:
        self.until = 0.0
        if self._line is not None:
            self._line.mend()
        self.signal(signal.SIGCONT)
        if self.child.poll() is not None:
            self.child = self._start()

    def end(self) -> None:
        self.undo()
        self.child.terminate()
        try:
            self.child.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()


@dataclass
class Night:
    """What came of it. `faults`: what must not be; empty when all is well."""

    seconds: float
    hurts: Counter[str]
    attempts: Counter[int]
    requests: int
    cpu: float = 0.0  # seconds of all workers and crawls
    faults: list[str] = field(default_factory=list)


def simulate(
    *,
    portals: int,
    procedures: int,
    workers: int,
    every: float,
    delay: float,
    seed: int,
    limit: float,
    folder: Path,
    long: float = 0.15,
    look: Callable[[Store], None] = lambda store: None,
) -> Night:
    """One night. `every`: seconds between two mishaps, 0 for none; `long`: the share of them that outlast a lease.

    `look` is called with the database when the night is over.
    """
    chance = random.Random(seed)  # noqa: S311 - mishaps, not secrets
    with running_server() as server, portals_running(procedures, delay) as sites:
        url = _database(server)
        hosts = {f"p{n}": f"127.1.{n // 250}.{n % 250 + 1}" for n in range(portals)}
        with open_store(url) as store:
            with store.write() as connection:
                entries = [PortalEntry(name, f"http://{host}:{sites.port}/") for name, host in hosts.items()]
                save_portals(connection, entries, moment(date(2026, 1, 1)))
            lines = [Line(int(server.rpartition(":")[2])) for _ in range(workers)]
            machines = [Machine("m0", "scheduler", url, folder / "m0.log")]
            for number, line in enumerate(lines, start=1):
                address = url.replace(server.rpartition(":")[2], str(line.port))
                machines.append(Machine(f"m{number}", "worker", address, folder / f"m{number}.log", line))
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            began, hurts = time.monotonic(), Counter[str]()
            try:
                _until_over(store, machines, chance, every, long, hurts, began + limit)
                night = Night(time.monotonic() - began, hurts, Counter(), 0)
            finally:
                for machine in machines:
                    machine.end()
                for line in lines:
                    line.close()
            spent = resource.getrusage(resource.RUSAGE_CHILDREN)
            night.cpu = spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime
            _judge(store, sites, hosts, procedures, night)
            look(store)
            return night


def _until_over(
    store: Store, machines: list[Machine], chance: random.Random, every: float, long: float, hurts: Counter[str], deadline: float
) -> None:
    following = time.monotonic() + every
    while time.monotonic() < deadline:
        with store.read() as connection:
            if slot_finished(connection, KIND, NIGHT):
                return
        now = time.monotonic()
        for machine in machines:
            if 0 < machine.until <= now or (machine.until == 0 and machine.child.poll() is not None):
                machine.undo()  # also when it gave up by itself, as a service manager would
        if every and now >= following:
            following = now + chance.uniform(0.5, 1.5) * every
            victims = [machine for machine in machines if machine.until == 0]
            if len(victims) > 1:
                machine = chance.choice(victims)
                how = chance.choice(["killed", "stopped"] if machine.name == "m0" else ["killed", "stopped", "cut off", "crawl killed"])
                outlasts = how in ("stopped", "cut off") and chance.random() < long
                machine.hurt(how, LONG if outlasts else chance.uniform(2, 25))
                hurts[how + (" longer than a lease" if outlasts else "")] += 1
        time.sleep(0.5)


def _judge(store: Store, sites: Portals, hosts: dict[str, str], procedures: int, night: Night) -> None:
    with store.read() as connection:
        runs, labels = list_runs(connection, limit=10**6), levels_at(connection)
        if not slot_finished(connection, KIND, NIGHT):
            night.faults.append(f"the night did not end: {sorted(Counter(run.state for run in runs).items())}")
        if raised := alarms(connection):
            night.faults.append(f"{len(raised)} alarms")
    night.attempts = Counter(run.attempt for run in runs)
    if Counter(run.portal for run in runs) != Counter(list(hosts)):
        night.faults.append("not every portal has one run")
    for run in runs:
        if (run.state, run.outcome, run.listed, run.read, run.complete) != ("ok", "ok", procedures, procedures, True):
            night.faults.append(f"run of {run.portal}: {run.state} {run.outcome} {run.read}/{run.listed} {run.reason} {run.health}")
    wrong = {portal for portal, count in Counter(label.portal for label in labels).items() if count != procedures}
    if wrong or len({label.portal for label in labels}) != len(hosts):
        night.faults.append(f"labels lost or doubled: {sorted(wrong)[:5]}")
    seen = sites.seen()
    night.requests = sum(one["requests"] for one in seen.values())
    for host, one in seen.items():
        if one["most_together"] > 1:
            night.faults.append(f"{host} saw {one['most_together']} requests at a time")
        if one["most_open"] > 1:
            night.faults.append(f"{host} saw {one['most_open']} connections at a time")


def _database(server: str) -> str:
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE soak"))
    engine.dispose()
    return f"{server}/soak"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portals", type=int, default=300)
    parser.add_argument("--procedures", type=int, default=4)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--every", type=float, default=15.0, help="seconds between two mishaps; 0 = none")
    parser.add_argument("--delay", type=float, default=0.05, help="seconds that a portal takes for an answer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=7200.0, help="seconds after which the night counts as not ended")
    given: dict[str, Any] = vars(parser.parse_args())
    folder = Path(tempfile.mkdtemp(prefix="mucdo-soak-"))
    night = simulate(**given, folder=folder)
    requests = given["portals"] * (given["procedures"] + 2)
    print(f"{given['portals']} portals, {given['workers']} workers, {night.seconds:.0f} s; logs in {folder}")
    print(f"mishaps: {dict(night.hurts)}; attempts a run: {dict(sorted(night.attempts.items()))}")
    print(f"requests: {night.requests}, {night.requests / requests:.2f} x what an undisturbed night needs")
    print("\n".join(night.faults[:50]) or "nothing lost, nothing doubled, no host saw two connections at a time")
    sys.exit(bool(night.faults))


if __name__ == "__main__":
    main()
