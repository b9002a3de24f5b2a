"""Orders and reports as JSON, for the pipe between the process that asks for a crawl and the one that does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from classifier.model import Outcome
from crawler.sink import Coverage, CrawlReport, RunOrder


def order_to_json(order: RunOrder) -> dict[str, Any]:
    return {**asdict(order), "at": order.at.isoformat()}


def order_from_json(data: Mapping[str, Any]) -> RunOrder:
    """The order again. Raises `TypeError` for an unknown key, `ValueError` for a bad date."""
    return RunOrder(**{**data, "at": datetime.fromisoformat(data["at"])})


def report_to_json(report: CrawlReport) -> dict[str, Any]:
    return asdict(report)


def report_from_json(data: Mapping[str, Any]) -> CrawlReport:
    return CrawlReport(
        **{
            **data,
            "outcome": Outcome(data["outcome"]),
            "coverage": Coverage(**data["coverage"]),
            "warnings": tuple(data["warnings"]),
        }
    )
