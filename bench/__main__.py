"""`python -m bench [--rounds N] [NAME…]`: measure rows (all by default), write `bench/results.json`, the table and the plots."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.measure import Figure
from bench.table import write_table

RESULTS = Path(__file__).with_name("results.json")
# In the order of the table. Each is a module with `run(rounds) -> list[Figure]`.
ROWS = ("crawl", "classify", "phrases", "browser", "recheck", "second_night", "storing", "year", "shards", "growth")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="NAME", help=f"one of {', '.join(ROWS)}")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    if unknown := set(chosen.rows) - set(ROWS):
        parser.error(f"no row {', '.join(sorted(unknown))}")
    failed = 0
    for name in chosen.rows or ROWS:
        sys.stderr.write(f"bench: {name}\n")
        try:
            figures: list[Figure] = import_module(f"bench.{name}").run(chosen.rounds)
        except Exception as error:  # one row must not cost the others; it is told and ends the run with 1
            sys.stderr.write(f"bench: {name} failed: {type(error).__name__}: {error}\n")
            failed = 1
            continue
        for figure in figures:
            sys.stderr.write(f"  {figure.what}: {figure.value} {figure.unit} [{figure.goal}] {figure.verdict} {figure.note}\n")
        _keep(name, figures)
    return failed


def _keep(name: str, figures: list[Figure]) -> None:
    """Put a row's figures beside what earlier runs measured."""
    kept: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"rows": {}}
    kept["rows"][name] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "load": round(os.getloadavg()[0], 1),
        "figures": [asdict(figure) for figure in figures],
    }
    kept["rows"] = {row: kept["rows"][row] for row in ROWS if row in kept["rows"]}
    kept["machine"] = {
        "cores": os.cpu_count(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        **{package: version(package) for package in ("scrapy", "selectolax", "sqlalchemy", "ahocorasick-rs", "beautifulsoup4", "parsel")},
    }
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_table(kept)


if __name__ == "__main__":
    sys.exit(main())
