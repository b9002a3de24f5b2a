"""How cost grows with the work: each measure at 1×, 10× and, where minutes allow, 100×, as a factor of its cost per unit at 1×."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.crawl import fresh
from bench.measure import Figure, cpu_of, figure
from bench.nights import procedures, run_night
from bench.plot import write_plot
from bench.portal_pages import detail_page
from bench.portal_site import portal
from classifier.model import Page
from classifier.page.document import open_document
from classifier.reading import read_page
from classifier.words.wordings import PHRASES
from storage.engine import open_store

PLOT = Path(__file__).resolve().parents[1] / "docs" / "performance" / "growth.svg"
Cost = Callable[[int], float]


def run(rounds: int) -> list[Figure]:
    lines = {
        "crawl, CPU per procedure (1× = 20 procedures)": _factors(lambda n: _crawl(20 * n)["cpu"] / n, (1, 10)),
        "crawl, peak memory (1× = 20 procedures)": _factors(lambda n: _crawl(20 * n)["peak_mib"], (1, 10)),
        "read one page, CPU per KB (1× = 46 KB)": _factors(lambda n: _page(n) / n, (1, 10, 100)),
        "phrase matching, CPU per KB of text": _factors(lambda n: _match(n) / n, (1, 10, 100)),
        "storing a night with 2 % changed, CPU per procedure (1× = 50)": _factors(lambda n: _store(50 * n) / n, (1, 10, 100)),
    }
    write_plot(PLOT, "Cost per unit of work, as a factor of its cost at 1×", lines)
    found = []
    for what, points in lines.items():
        largest = max(points)
        parts = {f"at {n}×": value for n, value in points.items()}
        found.append(figure(f"growth: {what}, at {largest}× against 1×", "×", [points[largest]], parts=parts))
    return found


def _factors(cost: Cost, sizes: tuple[int, ...]) -> dict[int, float]:
    costs = {size: cost(size) for size in sizes}
    return {size: value / costs[sizes[0]] for size, value in costs.items()}


def _crawl(count: int) -> dict[str, float]:
    with portal(count) as url:
        return fresh(url)


def _page(times: int) -> float:
    """A page whose rows of law and conditions are repeated until it is so many times as long."""
    head, mark, tail = detail_page(1).decode().partition('<div class="related">')
    paragraph = head[head.index("Yêu cầu, điều kiện") :]
    body = head + "".join(f"<div>{paragraph}</div>" for _ in range((times - 1) * len(head) // len(paragraph))) + mark + tail
    page = Page("http://bench.vn/thu-tuc/chi-tiet?id=10001", body, 200, "text/html")
    read_page(page)
    return min(cpu_of(lambda: read_page(page)) for _ in range(3))


def _match(times: int) -> float:
    text = open_document(detail_page(1), "http://bench.vn/").folded * times
    return min(cpu_of(lambda: list(PHRASES.find(text))) for _ in range(5))


def _store(count: int) -> float:
    entries = procedures(count)
    with tempfile.TemporaryDirectory(prefix="mucdo-bench-") as folder, open_store(f"sqlite:///{Path(folder) / 'bench.db'}") as store:
        run_night(store, "p0", 0, entries)
        return run_night(store, "p0", 1, entries)["cpu"]
