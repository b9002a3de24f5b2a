"""One drawing: the page, the mail, the report and the letter show the same bar, of the same figures, in the same colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage
from io import BytesIO
from itertools import groupby
from pathlib import Path
from zipfile import ZipFile

import pytest
import requests
from selectolax.lexbor import LexborHTMLParser

from scheduler.charts import LEVEL_COLOURS, POSSIBLE, PROVEN, THRESHOLD, TRACK
from scheduler.mail.compose import compose
from scheduler.mail.gather import gather
from storage.engine import Store
from storage.queries.levels import level_counts
from tests.scheduler.mail.test_chart import pixels
from tests.web.history import NOW, TODAY
from tests.web.serving import served

Bar = list[tuple[str, float, float]]
"""Colour, left and width in percent."""


@pytest.fixture(scope="module")
def base(stored: Store) -> Iterator[str]:
    with served(stored, now=datetime.fromisoformat(NOW)) as site:
        yield site.url


def test_the_bar_of_a_province_is_one_bar_wherever_it_is_shown(stored: Store, base: str) -> None:
    counts = dict.fromkeys(LEVEL_COLOURS, 0)
    with stored.read() as connection:
        for one in level_counts(connection, TODAY, province="ha-tinh"):
            counts["unknown" if one.level is None else str(one.level)] += one.count
    total, left, expected = sum(counts.values()), 0.0, []
    for level, count in counts.items():
        if count:
            expected.append((LEVEL_COLOURS[level], left, 100 * count / total))
            left += 100 * count / total
    assert len(expected) >= 4
    for where, bar, exactly in (
        ("the page", _of_page(base), 0.01),
        ("the report", _of_report(base), 0.01),
        ("the letter", _of_letter(base), 0.2),
        ("the mail", _of_mail(stored), 0.2),
    ):
        assert [colour for colour, _, _ in bar] == [colour for colour, _, _ in expected], where
        for (_, left, width), (_, wanted_left, wanted_width) in zip(bar, expected, strict=True):
            assert abs(left - wanted_left) < exactly and abs(width - wanted_width) < exactly, where


def test_the_gauge_of_a_target_is_one_gauge_wherever_it_is_shown(base: str) -> None:
    page = LexborHTMLParser(requests.get(f"{base}/provinces/ha-tinh", timeout=60).text)
    shown = {}
    for item in page.css(".targets li[id]"):
        if item.css_first("svg.gauge") is not None:
            possible, proven = item.css_first("rect.possible"), item.css_first("rect.proven")
            shown[item.attributes["id"]] = (float(proven.attributes["width"] or 0), float(possible.attributes["width"] or 0))
    report = LexborHTMLParser(_file(base, "html").decode())
    drawn = {}
    for name, picture in zip(report.css(".gauges .name b"), report.css(".gauges svg"), strict=True):
        fills = {rect.attributes["fill"]: rect for rect in picture.css("rect")}
        assert set(fills) <= {TRACK, POSSIBLE, PROVEN, THRESHOLD}
        drawn[name.text()] = tuple(float(fills[colour].attributes["width"] or 0) / 6 for colour in (PROVEN, POSSIBLE))
    assert drawn and set(drawn) == set(shown)
    for ident, ends in drawn.items():
        assert ends == pytest.approx(shown[ident], abs=0.01), ident


def test_the_page_by_day_has_the_colours_of_the_drawing() -> None:
    sheet = (Path(__file__).parents[2] / "web" / "static" / "site.css").read_text("utf-8")
    day = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", sheet[: sheet.index("@media")]))
    by_class = dict(re.findall(r"\.lv-(\w+) \{ fill: var\(--(\w+)\)", sheet))
    assert {level: day[by_class[level]] for level in LEVEL_COLOURS} == LEVEL_COLOURS
    assert {part: day[name] for part, name in re.findall(r"\.gauge \.(\w+) \{ fill: var\(--([\w-]+)\)", sheet)} == {
        "proven": PROVEN,
        "possible": POSSIBLE,
        "threshold": THRESHOLD,
    }
    assert day["track"] == TRACK


def _of_page(base: str) -> Bar:
    """As the browser would colour it: the classes have the colours of the drawing, see above."""
    tree = LexborHTMLParser(requests.get(f"{base}/?q=H%C3%A0+T%C4%A9nh", timeout=60).text)
    (row,) = tree.css("table.provinces tbody tr")
    parts = [rect.attributes for rect in row.css("svg.bar rect[class^='lv-']")]
    return [(LEVEL_COLOURS[str(p["class"])[3:]], float(p["x"] or 0), float(p["width"] or 0)) for p in parts]


def _of_report(base: str) -> Bar:
    picture = LexborHTMLParser(_file(base, "html").decode()).css_first(".chart svg")
    assert picture is not None
    parts = [rect.attributes for rect in picture.css("rect")]
    return [(str(p["fill"]), float(p["x"] or 0) / 6, float(p["width"] or 0) / 6) for p in parts]


def _of_letter(base: str) -> Bar:
    with ZipFile(BytesIO(_file(base, "docx"))) as draft:
        (picture,) = [name for name in draft.namelist() if name.startswith("word/media/")]
        return _of_pixels(pixels(draft.read(picture))[0])


def _of_mail(store: Store) -> Bar:
    mail: EmailMessage = compose(gather(store, "2020-W52", ("Hà Tĩnh",), "vi", datetime.fromisoformat(NOW)))
    (picture,) = [part for part in mail.walk() if str(part["Content-ID"] or "").startswith("<levels_now@")]
    return _of_pixels(pixels(bytes(picture.get_payload(decode=True)))[0])  # type: ignore[arg-type]


def _of_pixels(row: Sequence[str]) -> Bar:
    bar: Bar = []
    left = 0
    for colour, run in groupby(row):
        width = len(list(run))
        bar.append((colour, 100 * left / len(row), 100 * width / len(row)))
        left += width
    return bar


def _file(base: str, form: str) -> bytes:
    answer = requests.get(f"{base}/reports/file?province=ha-tinh&period=2020-Q4&format={form}", timeout=60)
    assert answer.status_code == 200
    return answer.content
