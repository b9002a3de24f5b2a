"""Runs one crawl in a child process, as the product does, with a test reader in the reader's place."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.config import TIME_ZONE
from crawler.sink import CrawlReport, RunOrder
from crawler.wire import order_to_json, report_from_json

AT = datetime(2026, 11, 22, 1, 0, tzinfo=TIME_ZONE)
LOOPBACK = {"allow_networks": ["127.0.0.0/8"], "download_delay": 0.0}
QUICK = {"READER": "tests.crawler.reading.fetch_all", "BACKOFF_BASE": 0.05, "BREAKER_COOLDOWN": 0.2, "DOWNLOAD_TIMEOUT": 10.0}


RUN = """
import pathlib, re, sys, crawler.run
code = crawler.run.main()
# Not ru_maxrss: that remembers how large the process was that started this one.
peak = re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]
sys.stderr.write(f"PEAK {peak}")
sys.exit(code)
"""


@dataclass
class Crawl:
    report: CrawlReport
    answers: list[dict[str, Any]]
    files: list[dict[str, Any]]
    log: str
    peak: int

    def text(self, index: int = 0) -> str:
        return base64.b64decode(self.answers[index]["body"]).decode()


def ask(*urls: str, together: bool = False, purpose: str = "page", **wish: Any) -> Crawl:
    """Fetch these addresses in one crawl, one after the other or all at once."""
    return crawl({"asks": [{"url": url, "purpose": purpose} for url in urls], "together": together}, **wish)


def crawl(
    profile: dict[str, Any],
    *,
    settings: dict[str, Any] | None = None,
    overrides: dict[str, Any] | None = None,
    order: dict[str, Any] | None = None,
) -> Crawl:
    first = (profile.get("asks") or profile.get("files"))[0]["url"]
    request = {
        "order": order_to_json(RunOrder(**{"url": first, "at": AT, "profile": profile, "render": "never", **(order or {})})),
        "settings": {**LOOPBACK, **(settings or {})},
        "overrides": {**QUICK, **(overrides or {})},
    }
    # A shell's child usage cannot be told apart from other tests' children; the process tells its own peak.
    done = subprocess.run(
        [sys.executable, "-c", RUN], input=json.dumps(request) + "\n", capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    report = report_from_json(result["report"])
    assert report.profile, (report, done.stderr)
    log, _, peak = done.stderr.rpartition("PEAK ")
    return Crawl(report, report.profile["answers"], report.profile["files"], log, int(peak) * 1024)
