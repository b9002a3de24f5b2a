"""A small line plot as SVG: sizes across, factors up, both logarithmic. Colours differ in lightness, and every line is named at its end."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from pathlib import Path

_WIDTH, _HEIGHT, _LEFT, _TOP, _PLOT = 900, 360, 60, 50, 380
_COLOURS = ("#12355b", "#b23a48", "#2e7d32", "#8e6c00", "#6a4c93", "#00707a")


def write_plot(path: Path, title: str, lines: Mapping[str, Mapping[int, float]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(plot(title, lines), encoding="utf-8")


def plot(title: str, lines: Mapping[str, Mapping[int, float]]) -> str:
    most = max(max(points) for points in lines.values())
    low = min(0.1, *(min(points.values()) for points in lines.values()))
    high = max(10.0, *(max(points.values()) for points in lines.values()))

    def across(size: int) -> float:
        return _LEFT + _PLOT * math.log10(size) / max(math.log10(most), 1)

    def up(value: float) -> float:
        return _TOP + (_HEIGHT - 100) * (1 - math.log10(value / low) / math.log10(high / low))

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/><text x="{_LEFT}" y="24" font-size="16">{escape(title)}</text>',
    ]
    for value in (0.1, 1, 10):
        out.append(f'<path d="M{_LEFT} {up(value):.1f}H{_LEFT + _PLOT}" stroke="#{"888" if value == 1 else "ddd"}"/>')
        out.append(f'<text x="{_LEFT - 8}" y="{up(value) + 4:.1f}" text-anchor="end">{value:g}×</text>')
    for size in (1, 10, 100):
        if size <= most:
            out.append(f'<text x="{across(size):.1f}" y="{_HEIGHT - 20}" text-anchor="middle">{size}×</text>')
    for place, ((name, points), colour) in enumerate(zip(lines.items(), _COLOURS, strict=False)):
        path = "L".join(f"{across(size):.1f} {up(value):.1f}" for size, value in sorted(points.items()))
        out.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        last = max(points)
        y = _TOP + 24 + 34 * place
        out.append(f'<path d="M{across(last):.1f} {up(points[last]):.1f}L{_LEFT + _PLOT + 20} {y - 4}" stroke="{colour}" opacity=".3"/>')
        out.append(f'<text x="{_LEFT + _PLOT + 24}" y="{y}" fill="{colour}">{escape(name)}: {points[last]:.2g}×</text>')
    return "\n".join([*out, "</svg>"]) + "\n"
