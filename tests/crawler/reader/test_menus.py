"""Entries of menus whose way only a script knows, told from those that lead on by themselves."""

from __future__ import annotations

import pytest

from classifier.model import Page
from crawler.reader.document import Document
from crawler.reader.menus import unreadable

from .made import Asked, Reply, detail_table, shell
from .reading import assert_all
from .test_paging import BY_ID, PROCEDURES, anchor, table
from .test_scripts import read_drawn


@pytest.mark.parametrize(
    ("entry", "pressed"),
    [
        ("<li>Thủ tục hành chính</li>", True),
        ("<a href='#'>Thủ tục hành chính</a>", True),
        ("<span class=muc>Danh mục thủ tục hành chính</span>", True),
        ("<li><a href='/ds'>Thủ tục hành chính</a></li>", False),
        ("<div><span><a href='/ds'>Danh mục thủ tục hành chính</a></span></div>", False),
        ("<a href='/ds'><span>Thủ tục hành chính</span></a>", False),
    ],
)
def test_only_entries_that_lead_nowhere_by_themselves_are_pressed(entry: str, pressed: bool) -> None:
    html = f"<html><body><div class=dau>{entry}</div><p>Cổng thông tin xã Lam</p></body></html>"
    assert bool(unreadable(Document(Page("http://xa.example/", html, 200, "text/html")))) == pressed


PLACES = {"xa": PROCEDURES[:9], "huyen": PROCEDURES[9:14], "tinh": PROCEDURES[14:20]}
CODE = """
var NOI = {xa: 'kho-1.htm', huyen: 'kho-2.htm', tinh: 'kho-3.htm', tin: 'tin.htm'};
function den(noi, them) { var d = '/s/' + (NOI[noi] || noi); if (them) { d = d + '?' + them; } window.location.href = d; }
"""


def by_tiers(asked: Asked) -> Reply | None:
    """A menu and cards whose script looks up where they lead; each tier has a list of its own."""
    names = {"xa": "cấp xã", "huyen": "cấp huyện", "tinh": "cấp tỉnh"}
    menu = "".join(f"<b onclick=\"den('{noi}')\"><span>Thủ tục {name}</span></b>" for noi, name in names.items())
    if asked.path == "/di.js":
        return (200, "text/javascript", CODE)
    page = ""
    if asked.path == "/":
        page = "".join(f"<div class=o onclick=\"den('{n}')\">{names[n].capitalize()}: {len(PLACES[n])} thủ tục</div>" for n in PLACES)
    elif asked.path.startswith("/s/kho-"):
        rows = PLACES[("xa", "huyen", "tinh")[int(asked.path[7]) - 1]]
        page = f"<p>Có {len(rows)} thủ tục</p>" + table(rows, anchor)
    elif asked.path.startswith("/thu-tuc/"):
        page = detail_table(BY_ID[int(asked.path.rpartition("/")[2])])
    return shell(f"<div class=m>{menu}</div>{page}<script src=/di.js></script>") if page else None


@pytest.mark.browser
def test_tiers_whose_ways_only_a_script_knows_are_all_opened() -> None:
    found = read_drawn(by_tiers)
    assert_all(found, PROCEDURES[:20], most=2.5)
    assert found.report.coverage.complete
