"""Pages of procedures whose script is late for once: what shows nothing where others of its kind did is drawn again."""

from __future__ import annotations

import pytest

from tests.crawler.reader.asking.test_scripts import FRAME, data, js, read_drawn
from tests.crawler.reader.made import Asked, Reply, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, table
from tests.crawler.reader.reading import assert_all

pytestmark = pytest.mark.browser

SIX = PROCEDURES[:6]


def test_a_page_whose_data_were_late_is_drawn_again() -> None:
    late: set[str] = set()

    def answer(asked: Asked) -> Reply | None:
        if asked.path in ("/", "/thu-tuc-hanh-chinh"):
            return shell(table(SIX, anchor) if asked.path != "/" else "<h1>Chào mừng</h1>", menu=MENU)
        if asked.path == "/ho-so.js":
            return js(
                "const LIST='/thu-tuc-hanh-chinh';"
                + FRAME
                + "fetch('/du-lieu' + location.pathname).then(r => r.json()).then(d => draw(parts(d)), () => draw('<p>Hệ thống bận</p>'));"
            )
        if asked.path.startswith("/du-lieu/"):
            p = BY_ID[int(asked.path.rpartition("/")[2])]
            if p is SIX[4] and p.name not in late:
                late.add(p.name)
                return (503, "text/plain", "")
            return data({"procedureName": p.name, "code": p.code, "sector": p.field, "agency": p.agency, "level": p.level})
        return (
            '<!doctype html><title>Cổng DVC</title><app-root></app-root><script src="/ho-so.js"></script>'
            if asked.path.startswith("/thu-tuc/")
            else None
        )

    found = read_drawn(answer)
    assert late
    assert_all(found, SIX, most=6)
    assert found.report.coverage.failed == 0
