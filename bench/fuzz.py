"""Fuzzing the classifier: hypothesis mutates pages of many mark-ups for some minutes; no page may crash it or take far longer than others.

Run: `nice python -m bench.fuzz [MINUTES]` (10 by default, not part of the tests); prints one JSON document and ends with 1 when a page
crashed the classifier or took more than 50 times the processor time that pages of its size take in the median.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import traceback
from dataclasses import dataclass, field
from datetime import date
from random import Random

from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from classifier.judging.explain import as_text, explain
from classifier.judging.judge import judge, judge_row
from classifier.model import Context, Page
from classifier.reading import read_page
from tests.classifier.vendors.details import DETAILS, Procedure
from tests.classifier.vendors.listings import ITEMS, LISTINGS

SLOW = 50  # times the median
_SMALLEST = 2_000  # bytes: a smaller page is compared as if it had this size
_AT = date(2026, 11, 22)
_SEEDS = [draw(Procedure()) for draw in DETAILS] + [draw(ITEMS) for draw in LISTINGS]
_SHARDS = [
    "<table>",
    "</td>",
    "<tr><td>",
    "<ul><li>",
    "</div></div>",
    "<!--",
    "]]>",
    "<script>",
    "</script>",
    "<a href='javascript:x(",
    "\x00",
    "&#0;",
    "&#x202e;",
    "Mức độ: ",
    "Mã thủ tục",
    "Phí: ",
    "1.000948.000.00.00.H38",
    "{",
    '{"a":[',
    "<h1>",
    "<form><input type=file>",
    "<svg><title>",
    "<template>",
    "'\"><",
    "\u0323",
    "\ud800",
    "<td rowspan=99999999>",
    "<base href='//x'>",
    "%%",
    "<p>" * 50,
    "<div>" * 400,
    " - Lĩnh vực: " * 40,
    "Nộp hồ sơ tại " * 30,
    "Kết quả được trả " * 40,
]


@dataclass
class Tally:
    """What the run saw."""

    pages: int = 0
    per_byte: list[float] = field(default_factory=list)
    slowest: tuple[float, float, int] = (0.0, 0.0, 0)  # seconds a byte, seconds, bytes
    crashes: list[str] = field(default_factory=list)


@st.composite
def pages(draw: st.DrawFn) -> bytes | str:
    """A page of a known mark-up with pieces cut out, doubled, moved or replaced; sometimes as bytes of any kind."""
    html = draw(st.sampled_from(_SEEDS))
    random = Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(0, 12))):
        a, b = sorted((random.randrange(len(html) + 1), random.randrange(len(html) + 1)))
        b = min(b, a + 600)
        how = random.randrange(5)
        if how == 0:
            html = html[:a] + html[b:]
        elif how == 1:
            html = html[:b] + html[a:b] * random.randrange(1, 8) + html[b:]
        elif how == 2:
            html = html[:a] + random.choice(_SHARDS) + html[a:]
        elif how == 3:
            other = random.choice(_SEEDS)
            html = html[:a] + other[a : a + 900] + html[a:]
        else:
            html = html[:a] + draw(st.text(max_size=40)) + html[b:]
    if random.randrange(4):
        return html
    return html.encode(random.choice(("utf-8", "utf-16", "cp1258", "latin-1")), "replace") + draw(st.binary(max_size=30))


def classify(body: bytes | str) -> None:
    """All that is done with a page: read, judged, and the label put into words."""
    page = Page("https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724", body, at=_AT)
    reading = read_page(page)
    where = Context(at=_AT)
    entries = [judge(procedure, where) for procedure in reading.procedures]
    entries += [judge_row(row, page.url, where) for row in reading.rows]
    for entry in entries[:20]:
        as_text(explain(entry))


def fuzz(minutes: float) -> Tally:
    """Fuzz until the time is over; a crash is written down and the run goes on."""
    tally = Tally()
    until = time.monotonic() + minutes * 60

    @settings(max_examples=100, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(pages())
    def one(body: bytes | str) -> None:
        if time.monotonic() > until:
            return
        started = time.process_time()
        try:
            classify(body)
        except Exception:  # the point of the exercise: any exception is a finding
            tally.crashes.append(f"{traceback.format_exc(limit=-3)}\n{body[:400]!r}")
        spent = time.process_time() - started
        tally.pages += 1
        tally.per_byte.append(spent / max(len(body), _SMALLEST))
        tally.slowest = max(tally.slowest, (tally.per_byte[-1], spent, len(body)))

    while time.monotonic() < until:
        one()
    return tally


def main() -> int:
    """Run, print, and say by the exit code whether all pages held."""
    tally = fuzz(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
    median = statistics.median(tally.per_byte)
    ratio = tally.slowest[0] / median
    print(
        json.dumps(
            {
                "pages": tally.pages,
                "crashes": len(tally.crashes),
                "first_crashes": tally.crashes[:3],
                "median_ms_per_50_kb": round(median * 50_000 * 1000, 3),
                "slowest_ms": round(tally.slowest[1] * 1000, 1),
                "slowest_bytes": tally.slowest[2],
                "slowest_over_median": round(ratio, 1),
            },
            ensure_ascii=False,
            indent=2,
        )
    )
    return 1 if tally.crashes or ratio > SLOW else 0


if __name__ == "__main__":
    sys.exit(main())
