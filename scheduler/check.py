"""On-demand check of one address: the same child process as a nightly crawl, its findings as one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from classifier.judging.entry_json import entry_to_json, summary
from crawler.child import ChildResult, run_child
from crawler.config import Settings
from crawler.sink import RunOrder

DEFAULT_TIMEOUT = 1800.0  # seconds; a large portal at one request a second


def check_address(settings: Settings, order: RunOrder, on_progress: Callable[[Mapping[str, int]], None]) -> ChildResult:
    """Read one portal or page now, without a database. Never raises for what the portal does."""
    return run_child(order, settings, on_progress=on_progress, timeout=order.timeout or DEFAULT_TIMEOUT)


def check_document(order: RunOrder, result: ChildResult) -> dict[str, Any]:
    """The `mucdo.check/1` document of one check, for every outcome."""
    report = result.report
    return {
        "schema": "mucdo.check/1",
        "url": order.url,
        "at": order.at.isoformat(timespec="seconds"),
        "outcome": str(report.outcome),
        "reason": report.reason,
        "portal": {"platform": report.platform or "generic", "title": report.title},
        "coverage": {
            "listed": report.coverage.listed,
            "read": report.coverage.read,
            "failed": report.coverage.failed,
            "pages": report.coverage.pages,
            "rendered": report.coverage.rendered,
            "complete": report.coverage.complete,
        },
        "procedures": [entry_to_json(entry) for entry in result.entries],
        "summary": summary(result.entries),
        "warnings": [*report.warnings, *([f"suspect: {report.suspect}"] if report.suspect else [])],
    }
