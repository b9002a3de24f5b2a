"""The table of `docs/performance.md`, made from `bench/results.json`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
_FROM, _TO = "<!-- bench: made by python -m bench -->", "<!-- /bench -->"


def write_table(results: Mapping[str, Any]) -> None:
    """Replace what stands between the marks."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(_FROM)
    _, _, tail = rest.partition(_TO)
    PAGE.write_text(f"{head}{_FROM}\n{table(results)}\n{_TO}{tail}", encoding="utf-8")


def table(results: Mapping[str, Any]) -> str:
    machine = results["machine"]
    lines = [
        f"{machine['cores']} cores, {machine['system']}, Python {machine['python']}, Scrapy {machine['scrapy']}.",
        "",
        "| what | measured | lowest to highest | goal (stretch) | verdict | parts |",
        "|---|---|---|---|---|---|",
    ]
    for row in results["rows"].values():
        lines += [_line(figure, row["load"]) for figure in row["figures"]]
    return "\n".join(lines)


def _line(figure: Mapping[str, Any], load: float) -> str:
    parts = "; ".join(f"{name} {value:g}" for name, value in figure["parts"].items())
    note = "; ".join(text for text in (parts, figure["note"], f"load {load:g}" if figure["value"] is not None else "") if text)
    measured = "-" if figure["value"] is None else f"**{figure['value']:g} {figure['unit']}**"
    spread = "" if figure["low"] is None else f"{figure['low']:g} to {figure['high']:g}, n={figure['rounds']}"
    return f"| {figure['what']} | {measured} | {spread} | {figure['goal']} | {figure['verdict']} | {note} |"
