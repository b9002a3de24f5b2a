"""Data whose records lead nowhere by themselves: the page that draws the first of them shows how it makes its addresses."""

from __future__ import annotations

import json

import pytest

from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import NEWS, Asked, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import PROCEDURES
from tests.crawler.reader.reading import assert_all

pytestmark = pytest.mark.browser

_PARTS = {"dat-dai": PROCEDURES[:4], "ho-tich": PROCEDURES[4:8], "du-lich": PROCEDURES[8:11]}
_WHOLE = {"y-te": PROCEDURES[11:14]}
_CODE = """
const cho = document.querySelector('#cho');
async function mo() {
  const [, loai, ma] = location.hash.split('/');
  if (!loai) { cho.innerHTML = '<h2>Lĩnh vực</h2>' + LV.map(([k, t]) => `<div><a href="#/linh-vuc/${k}">${t}</a></div>`).join(''); return; }
  const d = await (await fetch(`/kho/${loai}/${ma}.json`)).json();
  if (loai === 'muc') { cho.innerHTML = d.trang; return; }
  if (d.cacMuc[0].trang) { cho.innerHTML = d.cacMuc.map(m => m.trang).join('<hr>'); return; }
  let n = 2;
  const ve = () => { cho.innerHTML = d.cacMuc.slice(0, n).map(m => `<p><a href="#/muc/${m.thuTu}">${m.tieuDe}</a></p>`).join('')
    + (n < d.cacMuc.length ? '<button type=button>Xem thêm</button>' : '');
    cho.querySelector('button')?.addEventListener('click', () => { n += 2; ve(); }); };
  ve();
}
addEventListener('hashchange', mo); mo();
"""


def _portal(asked: Asked) -> Reply | None:
    """Fields behind routes, each with data of which the page shows two, but for one that shows its procedures in full."""
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><p><a href='/tra-cuu'>Thủ tục hành chính</a></p><ul>{NEWS}</ul>")
    if asked.path == "/tra-cuu":
        return shell("<div id=cho></div><script src='/cho.js'></script>")
    names = {"dat-dai": "Đất đai", "ho-tich": "Hộ tịch", "du-lich": "Du lịch", "y-te": "Y tế"}
    if asked.path == "/cho.js":
        return js(f"const LV = {json.dumps(list(names.items()), ensure_ascii=False)};" + _CODE)
    head, _, last = asked.path.removesuffix(".json").rpartition("/")
    if head == "/kho/linh-vuc" and last in _PARTS:
        return data({"cacMuc": [{"thuTu": p.id, "tieuDe": p.name} for p in _PARTS[last]]})
    if head == "/kho/linh-vuc":
        return data({"cacMuc": [{"thuTu": p.id, "tieuDe": p.name, "trang": f"<h3>{p.name}</h3>{detail_dl(p)}"} for p in _WHOLE[last]]})
    one = next((p for p in PROCEDURES if head == "/kho/muc" and last == str(p.id)), None)
    return data({"trang": f"<h3>{one.name}</h3>{detail_dl(one)}"}) if one else None


def test_what_a_page_links_shows_how_the_other_records_of_its_data_are_reached() -> None:
    found = read_drawn(_portal)
    assert_all(found, PROCEDURES[:14], most=9)
