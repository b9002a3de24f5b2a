"""First and repeated check of many addresses against urlwatch: whole processes, wall and CPU. Ours also labels and stores."""

from __future__ import annotations

import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.crawl import ours
from bench.measure import Figure, Goal, figure, skipped
from bench.peers import PeerMissingError, peer
from bench.portal_pages import FIRST
from bench.portal_site import portal

PAGES = 100
_AGAIN, _FIRST = Goal(0.6), Goal(1, None, True)
_NO_DRIVER = "no driver for changedetection.io here: it runs as a web service and is measured by its server's log"


def run(rounds: int) -> list[Figure]:
    again, first = f"re-check of {PAGES} unchanged addresses against urlwatch, wall", f"first check of {PAGES} addresses: urlwatch takes"
    missing = [
        skipped("re-check against changedetection.io, wall", Goal(0.25), _NO_DRIVER),
        skipped("first check: changedetection.io takes, × ours", Goal(15, None, True), _NO_DRIVER),
    ]
    try:
        command = peer("urlwatch")
    except PeerMissingError as error:
        return [skipped(again, _AGAIN, str(error)), skipped(first, _FIRST, str(error)), *missing]
    found: dict[str, list[dict[str, float]]] = {"mucdo": [], "urlwatch": []}
    with portal(PAGES) as url:
        for number in range(rounds):
            for way in ("mucdo", "urlwatch") if number % 2 == 0 else ("urlwatch", "mucdo"):
                with tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder:
                    check = _mucdo(url, Path(folder)) if way == "mucdo" else _urlwatch(command, url, Path(folder))
                    found[way].append({"first": check(0), "again": check(1)})
    pairs = list(zip(found["mucdo"], found["urlwatch"], strict=True))
    parts = {
        f"{way} {what} s": sorted(r[what] for r in results)[rounds // 2] for way, results in found.items() for what in ("first", "again")
    }
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    why = (
        f"ours starts two Python processes, labels, stores and judges; urlwatch keeps text ({cpu.ru_utime + cpu.ru_stime:.0f} s CPU in all)"
    )
    return [
        figure(again, "×", [a["again"] / b["again"] for a, b in pairs], _AGAIN, parts, why),
        figure(first, "× ours", [b["first"] / a["first"] for a, b in pairs], _FIRST),
        *missing,
    ]


def _mucdo(url: str, folder: Path) -> Callable[[int], float]:
    return lambda night: _timed(lambda: ours(url, f"sqlite:///{folder / 'bench.db'}", night))


def _urlwatch(command: Path, url: str, folder: Path) -> Callable[[int], float]:
    jobs = "---\n".join(f"kind: url\nurl: {url}/thu-tuc/chi-tiet?id={FIRST + n}\n" for n in range(PAGES))
    (folder / "urls.yaml").write_text(jobs, encoding="utf-8")
    (folder / "config.yaml").write_text("display: {new: false, unchanged: false, error: true}\nreport: {stdout: {enabled: false}}\n")
    call = [
        command,
        "--urls",
        folder / "urls.yaml",
        "--config",
        folder / "config.yaml",
        "--cache",
        folder / "cache.db",
        "--hooks",
        folder / "h.py",
    ]
    return lambda _: _timed(lambda: subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))


def _timed(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before
