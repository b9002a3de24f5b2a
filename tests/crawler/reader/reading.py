"""Runs the reader over one invented portal and compares what it found with what the portal holds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.config import TIME_ZONE
from crawler.fetching import Browser
from crawler.reader import read_portal
from crawler.sink import CollectingSink, CrawlReport, RunOrder
from tests.crawler.reader.made import Answering, Made, Served, served
from tests.crawler.reader.plain import PlainFetcher, plain_verify

AT = datetime(2026, 11, 22, 1, 0, tzinfo=TIME_ZONE)


@dataclass
class Found:
    report: CrawlReport
    sink: CollectingSink
    fetcher: PlainFetcher
    served: Served

    @property
    def names(self) -> list[str]:
        return [entry.name for entry in self.sink.entries]

    @property
    def per_procedure(self) -> float:
        """Page and data requests, drawn pages included, per procedure."""
        return self.report.coverage.pages / max(len(self.sink.entries), 1)


def read(
    url: str,
    state: Served,
    browser: Callable[[], Awaitable[Browser]] | None = None,
    sink: CollectingSink | None = None,
    fetcher: PlainFetcher | None = None,
    **order: Any,
) -> Found:
    asked = RunOrder(url, AT, **order)
    sink = sink or CollectingSink(asked)
    fetcher = fetcher or PlainFetcher()
    report = asyncio.run(read_portal(asked, fetcher, browser, sink, verify=plain_verify))
    return Found(report, sink, fetcher, state)


def read_made(answer: Answering, path: str = "", **order: Any) -> Found:
    with served(answer) as state:
        return read(state.url + path, state, **order)


def assert_all(found: Found, expected: Sequence[Made], most: float = 2.5) -> None:
    """Every procedure once, nothing else, and few requests."""
    missing = {p.name for p in expected} - set(found.names)
    extra = set(found.names) - {p.name for p in expected}
    told = (found.report, [f"{a.method} {a.url} {(a.body or b'')[-80:]!r}" for a in found.fetcher.asked][:60])
    assert not missing, (len(missing), sorted(missing)[:3], told)
    assert not extra, (sorted(extra)[:3], told)
    assert len(found.names) == len(expected), told
    assert found.per_procedure <= most, told
