"""How long a page's first byte takes over two years of the country: `make bench-data`, or `python -m bench.pages [PROCEDURES …] [URL …]`.

Sizes are made as SQLite files; a URL names a database that was copied from one (`mucdo db copy postgresql+psycopg://…`).
The dashboard runs as a process of its own. Every kind of page is asked for at addresses that nobody asked for before ("first") and then
again ("again"); medians in milliseconds, and beside them the processor time of the process per request, which other work on the machine
changes far less. The first of all, right after the start, is told apart; then the dashboard is given the time to compute the figures
that it computes after every night.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO
from urllib.parse import quote

from bench.history import PROCEDURES, UNTIL, make
from storage.engine import open_store
from storage.queries.levels import levels_at
from storage.queries.registry import provinces

DATA = Path(__file__).parent / "data"
NOW = f"{UNTIL}T12:00"
SAMPLE = 15
_REST = 3.0  # seconds


def addresses(url: str) -> dict[str, list[str]]:
    """Different addresses of each kind of page."""
    with open_store(url) as store, store.read() as connection:
        codes = [record.code for record in provinces(connection, UNTIL)]
        # Other than those of the plans, so that both kinds of provinces are among the sample.
        chosen = codes[:: max(1, len(codes) // SAMPLE)][:SAMPLE]
        rows = [row for code in chosen[:3] for row in levels_at(connection, UNTIL, portal=code)[::400]]
    days = [f"2020-{month:02d}-15" for month in range(1, 13)]
    return {
        "overview": ["/"],
        "overview, another day": [f"/?at={day}" for day in days[:4]],
        "province": [f"/provinces/{code}" for code in chosen],
        "province, another day": [f"/provinces/{code}?at=2020-06-15" for code in chosen],
        "province with a plan": ["/provinces/ha-tinh", "/provinces/son-la", "/provinces/ca-mau", "/provinces/quang-binh"],
        "procedures, all": [
            "/procedures",
            "/procedures?level=3",
            "/procedures?level=4",
            "/procedures?level=unknown",
            "/procedures?above=1",
        ],
        "procedures of a province": [f"/procedures?province={code}&level=3" for code in chosen],
        "procedures by words": [f"/procedures?q={quote(word)}" for word in ("xây dựng", "khai sinh", "dat dai", "1.000948", "rượu")],
        "procedures, page 500": ["/procedures?page=500"],
        "procedure": [f"/procedures/{row.portal}/{quote(row.handle)}" for row in rows][:SAMPLE],
        "evidence": [f"/evidence/{row.portal}/{row.span}" for row in rows][:SAMPLE],
        "changes of a week": [f"/changes?week=2020-W{week}" for week in range(30, 40)],
        "changes of a province": [f"/changes?province={code}" for code in chosen],
        "feed": [f"/feeds/{code}.atom" for code in chosen],
        "runs": ["/runs", "/runs?state=failed", *(f"/runs?portal={code}" for code in chosen[:4])],
        "run": [f"/runs/{number}" for number in range(45_000, 45_000 + SAMPLE)],
        "target": ["/targets/HT-01", "/targets/SL-01", "/targets/CM-01"],
        "rules": ["/rules"],
        "reports": ["/reports"],
    }


@contextmanager
def dashboard(url: str) -> Iterator[Served]:
    """`mucdo web` over a database."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MUCDO_")}
    environment |= {"MUCDO_DATABASE_URL": url, "MUCDO_NOW": NOW}
    with tempfile.TemporaryFile("w+") as log:
        child = subprocess.Popen([sys.executable, "-m", "cli.main", "web", "--port", "0"], env=environment, stderr=log)
        try:
            while not (said := re.search(r"the dashboard is at \S+:(\d+)/", _read(log))):
                assert child.poll() is None, _read(log)
                time.sleep(0.1)
            yield Served(int(said[1]), child.pid)
        finally:
            child.terminate()
            child.wait(20)


def _read(log: IO[str]) -> str:
    log.seek(0)
    return log.read()


@dataclass(frozen=True)
class Served:
    """`processor`: seconds that the process has computed so far, which a busy machine does not change."""

    port: int
    pid: int

    def processor(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def come_to_rest(self) -> None:
        """Wait until nothing is computed any more."""
        before = -1.0
        while (now := self.processor()) - before > _REST / 20:
            before = now
            time.sleep(_REST)


def first_byte(port: int, address: str) -> float:
    """Milliseconds from the request to the first byte of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.connect()
    begun = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    took = 1000 * (time.perf_counter() - begun)
    size = len(answer.read())
    connection.close()
    assert answer.status == 200 and size > 200, (address, answer.status)
    return took


def measure(url: str) -> None:
    """Ask a dashboard over the database for every page, print the medians."""
    found = addresses(url)
    with dashboard(url) as site:
        port = site.port
        print(f"{'the very first page after the start':32} {first_byte(port, '/'):8.1f}")
        site.come_to_rest()
        print(f"{'median ms':32} {'first':>8} {'again':>8} {'processor ms, first':>20} {'again':>8}")
        for kind, asked in found.items():
            before = site.processor()
            first = median(first_byte(port, address) for address in asked)
            at_first = 1000 * (site.processor() - before) / len(asked)
            repeated = asked * max(1, SAMPLE // len(asked))
            before = site.processor()
            again = median(first_byte(port, address) for address in repeated)
            computed = 1000 * (site.processor() - before) / len(repeated)
            print(f"{kind:32} {first:8.1f} {again:8.1f} {at_first:20.1f} {computed:8.1f}", flush=True)


def made(procedures: int) -> str:
    """The address of the data of one size, which are made when they are missing."""
    path = DATA / f"pages-{procedures}.db"
    make(path, procedures)
    print(f"\n63 provinces × {procedures} procedures × 2 years, {path.stat().st_size / 2**20:.0f} MiB")
    return f"sqlite:///{path}"


if __name__ == "__main__":
    for asked in sys.argv[1:] or [str(PROCEDURES)]:
        measure(made(int(asked)) if asked.isdecimal() else asked)
