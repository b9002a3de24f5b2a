# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""A script that asks for several data per procedure and draws buttons among them: the page says more than the first of its data."""

from __future__ import annotations

import json

import pytest

from classifier.model import Forms, Submission
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Answering, Asked, Made, Reply
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import assert_all

EIGHT = PROCEDURES[:8]
FRAME = '<!doctype html><html><head><meta charset="utf-8"><title>Một cửa</title></head><body><div id="man"></div><script src="/tinh/goi.js"></script></body></html>'
CODE = """
const man = document.querySelector('#man'), goc = '/tinh', hoi = u => fetch(u).then(r => r.json());
function sang(u) { history.pushState(null, '', goc + u); ve(); }
function nut(chu, u) { const b = document.createElement('strong'); b.textContent = chu; b.addEventListener('click', () => sang(u)); return b; }
async function ve() {
  const phan = location.pathname.replace(goc, ''), id = new URLSearchParams(location.search).get('muc'); man.innerHTML = '';
  if (phan === '/kho' && id) {
    const t = await hoi('/dich-vu-du-lieu/json/ban-ghi/' + id), g = await hoi('/dich-vu-du-lieu/json/giay-to?cua=' + id);
    man.innerHTML = '<h1>' + t.ten + '</h1><dl><dt>Mã thủ tục</dt><dd>' + t.ma + '</dd><dt>Trình tự thực hiện</dt><dd>' + t.trinhTu + '</dd><dt>Đối tượng</dt><dd>' + t.doiTuong + '</dd><dt>Thành phần hồ sơ</dt><dd>' + g.join('; ') + '</dd><dt>Mẫu đơn, tờ khai</dt><dd>Không có mẫu đơn</dd></dl>' + (BUTTON);
  } else if (phan === '/kho') {
    for (const m of (await hoi('/dich-vu-du-lieu/json/danh-sach-thu-tuc')).muc) { const d = document.createElement('div'); d.append(nut(m.ten, '/kho?muc=' + m.id), ' ' + m.ma); man.append(d); }
  } else if (phan.startsWith('/ke-khai/')) { man.innerHTML = '<h2>Đăng nhập</h2><form><input name="u" placeholder="Tên đăng nhập"><input type="password" name="p"><button type="button">Đăng nhập</button></form>'; }
  else { man.innerHTML = '<h1>Xin chào</h1><a href="/tinh/kho">Bộ thủ tục hành chính</a>'; }
}
ve();"""


def told(p: Made) -> dict[str, object]:
    return {"id": f"g{p.id}z", "ten": p.name, "ma": p.code, "trinhTu": "Nộp rồi nhận.", "doiTuong": "Cá nhân", "lePhi": "Không"}


def portal(button: str) -> Answering:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/tinh/goi.js":
            return js(CODE.replace("BUTTON", button))
        if asked.path == "/dich-vu-du-lieu/json/danh-sach-thu-tuc":
            return data({"muc": [{"id": f"g{p.id}z", "ten": p.name, "ma": p.code} for p in EIGHT]})
        if asked.path.startswith("/dich-vu-du-lieu/json/ban-ghi/"):
            return data(told(BY_ID[int(asked.path.rpartition("/")[2].strip("gz"))]))
        if asked.path == "/dich-vu-du-lieu/json/giay-to":
            return 200, "application/json", json.dumps(["Đơn đề nghị", "Bản sao giấy phép"])
        return FRAME if asked.path == "/" or asked.path.startswith("/tinh/") else None

    return answer


@pytest.mark.browser
def test_the_page_is_drawn_where_it_shows_more_than_the_data_that_its_code_names() -> None:
    found = read_drawn(portal("""'<a href="/tinh/ke-khai/' + id + '">Nộp hồ sơ trực tuyến</a>'"""))
    assert_all(found, EIGHT, most=8)
    assert {e.features.submission for e in found.sink.entries} == {Submission.GATE}
    assert {e.features.forms for e in found.sink.entries} == {Forms.NOT_APPLICABLE}
    assert all("/tinh/kho?muc=" in (e.url or "") for e in found.sink.entries)
