"""Progress of crawls: one line per portal on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Reporter(Protocol):
    """Takes the counts of one portal: pages, listed, read, rendered, failed."""

    def __call__(self, portal: str, counts: Mapping[str, int]) -> None: ...


@contextmanager
def crawl_progress() -> Iterator[Reporter]:
    """A reporter that draws on stderr when that is a terminal and is silent otherwise."""
    if not sys.stderr.isatty():
        yield lambda portal, counts: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn(
            "{task.fields[pages]} pages · {task.completed:.0f}/{task.fields[listed]} procedures · "
            "{task.fields[rendered]} rendered · {task.fields[failed]} failures"
        ),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks: dict[str, TaskID] = {}

        def report(portal: str, counts: Mapping[str, int]) -> None:
            fields: dict[str, Any] = {name: counts.get(name, 0) for name in ("pages", "rendered", "failed", "listed")}
            if portal not in tasks:
                tasks[portal] = progress.add_task(portal, total=None, **fields)
            progress.update(tasks[portal], total=counts.get("listed") or None, completed=counts.get("read", 0), **fields)

        yield report
