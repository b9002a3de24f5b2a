"""First and repeated check of many addresses against urlwatch and changedetection.io, wall. Ours also labels, stores and judges.

Ours and urlwatch are whole processes; changedetection.io is a service, so its time is from its first request to its last.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.request import urlopen

from bench.changedetection import changedetection
from bench.crawl import ours
from bench.measure import Figure, Goal, alternate, figure, ratios, skipped
from bench.peers import PeerMissingError, peer
from bench.portal_pages import FIRST
from bench.portal_site import LOG, NEW_LOG, portal

PAGES = 1000
ROUNDS = 3  # of some two minutes
PATIENCE = 200.0  # seconds for one check of all by a service
_WHY = "ours starts two Python processes, asks robots.txt, labels, stores and judges; see the profile below"


def run(rounds: int) -> list[Figure]:
    figures: list[Figure] = []
    with portal(PAGES) as url, tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder:
        ways: dict[str, Callable[[], Mapping[str, float]]] = {"mucdo": lambda: _mucdo(url)}
        for name, way in (("urlwatch", _urlwatch), ("changedetection.io", _changedetection)):
            try:
                peer(name)
                ways[name] = lambda way=way: way(url)  # type: ignore[misc]
            except PeerMissingError as error:
                figures += [skipped(_again(name), _AGAIN[name], str(error)), skipped(_first(name), _FIRST[name], str(error))]
        ours(url, f"sqlite:///{Path(folder) / 'bench.db'}")  # makes the pages
        found = alternate(ways, min(rounds, ROUNDS))
    for name in ways.keys() - {"mucdo"}:
        parts = {
            f"{way} {what} s": sorted(each[what] for each in found[way])[len(found[way]) // 2]
            for way in ("mucdo", name)
            for what in ("first", "again")
        }
        figures.append(figure(_again(name), "×", ratios(found, "mucdo", name, "again"), _AGAIN[name], parts, _WHY))
        figures.append(figure(_first(name), "× ours", ratios(found, name, "mucdo", "first"), _FIRST[name]))
    return sorted(figures, key=lambda figure: figure.what.endswith("takes"))


_AGAIN = {"urlwatch": Goal(0.6), "changedetection.io": Goal(0.25)}
_FIRST = {"urlwatch": Goal(1, None, True), "changedetection.io": Goal(15, None, True)}


def _again(name: str) -> str:
    return f"re-check of {PAGES:,} unchanged addresses against {name}, wall"


def _first(name: str) -> str:
    return f"first check of {PAGES:,} addresses: {name} takes"


def _addresses(url: str) -> list[str]:
    return [f"{url}/thu-tuc/chi-tiet?id={FIRST + number}" for number in range(PAGES)]


def _mucdo(url: str) -> Mapping[str, float]:
    with tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder:
        database = f"sqlite:///{Path(folder) / 'bench.db'}"
        return {"first": _timed(lambda: ours(url, database, 0)), "again": _timed(lambda: ours(url, database, 1))}


def _urlwatch(url: str) -> Mapping[str, float]:
    with tempfile.TemporaryDirectory(prefix="mucdo-bench-") as name:
        folder = Path(name)
        jobs = "---\n".join(f"kind: url\nurl: {address}\n" for address in _addresses(url))
        (folder / "urls.yaml").write_text(jobs, encoding="utf-8")
        (folder / "config.yaml").write_text("display: {new: false, unchanged: false, error: true}\nreport: {stdout: {enabled: false}}\n")
        files = {"--urls": "urls.yaml", "--config": "config.yaml", "--cache": "cache.db", "--hooks": "h.py"}
        call = [peer("urlwatch"), *(part for option, file in files.items() for part in (option, folder / file))]

        def check() -> None:
            _logged(url, NEW_LOG)
            subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            assert _logged(url, LOG)["pages"] == PAGES

        return {"first": _timed(check), "again": _timed(check)}


def _changedetection(url: str) -> Mapping[str, float]:
    with (
        tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder,
        changedetection(Path(folder) / "data", f"{url}/robots.txt") as service,
    ):
        _logged(url, NEW_LOG)
        return {"first": _served(url, lambda: service.add(_addresses(url))), "again": _served(url, service.check)}


def _served(url: str, ask: Callable[[], None]) -> float:
    """Seconds from the first request for a procedure to the last, once all were asked for and no more come."""
    ask()
    end = time.monotonic() + PATIENCE
    while (told := _logged(url, LOG)["pages"]) < PAGES:
        if time.monotonic() > end:
            raise TimeoutError(f"{told:.0f} of {PAGES} addresses asked for in {PATIENCE:.0f} s")
        time.sleep(0.5)
    time.sleep(5.0)  # what it still writes must not fall on the next check
    return _logged(url, NEW_LOG)["seconds"]


def _logged(url: str, path: str) -> Mapping[str, float]:
    with urlopen(url + path, timeout=30) as answer:  # noqa: S310 - loopback
        told: Mapping[str, float] = json.loads(answer.read())
        return told


def _timed(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before
