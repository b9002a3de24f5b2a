"""Printing: data on stdout, words for people on stderr; one document for `--json`, aligned tables otherwise."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from scheduler.cells import printable, safe_cell

__all__ = ["print_csv", "print_json", "print_table", "printable", "safe_cell", "say"]


def say(message: str) -> None:
    """A line for people, on stderr."""
    sys.stderr.write(message + "\n")


def print_json(document: Mapping[str, Any] | Sequence[Any]) -> None:
    """One JSON document on stdout; Vietnamese stays readable."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Comma-separated values on stdout. Cells that a spreadsheet would run as a formula are kept as text."""
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if cell is None else safe_cell(str(cell)) for cell in row])


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    """An aligned table on stdout: fitted to a terminal, unwrapped in a pipe."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 240, highlight=False, markup=False)
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False, box=None if not sys.stdout.isatty() else _lines())
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("–" if cell is None else printable(str(cell)) for cell in row))
    console.print(table)


def _lines() -> Any:
    from rich import box

    return box.SIMPLE_HEAD
