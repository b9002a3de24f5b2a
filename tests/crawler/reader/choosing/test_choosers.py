# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Lists that only show when a part of them is chosen, and what their pages fetch, fold and draw."""

from __future__ import annotations

from html import escape

import pytest

from classifier.model import Forms, Page, Submission
from crawler.fetching import Click
from crawler.reader.choosing.choosers import choices
from crawler.reader.page.document import Document
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Asked, Reply, shell
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import assert_all

URL = "https://dvc.tinh.example.vn/tra-cuu"
AGENCIES = {"a1": "Sở Y tế", "b2": "UBND phường Bến Cầu"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<div><b class=x>Chọn</b><span>Cấp tỉnh</span><span>Cấp xã</span></div>", ["Cấp tỉnh", "Cấp xã"]),
        ("<ul><li><button>Sở Y tế</button></li><li><button>Sở Tư pháp</button></li></ul>", ["Sở Y tế", "Sở Tư pháp"]),
        ("<ul><li>Cấp giấy phép xây dựng nhà ở</li><li>Đăng ký đất đai lần đầu</li></ul>", []),
        ("<p><a href='/so-y-te'>Sở Y tế</a> <a href='/so-tu-phap'>Sở Tư pháp</a></p>", []),
        ("<nav><button>Sở Y tế</button><button>Sở Tư pháp</button></nav>", []),
        ("<div>Sở Nội vụ <select><option>Báo</option></select></div><div>Sở Y tế <select><option>Đài</option></select></div>", []),
        ("<div>Cơ quan: 12 Hôm nay: 412</div><div>Đơn vị: 3 Hôm qua: 655</div>", []),
        ("<div><button>Sở Y tế</button></div><p><button>In trang</button> <button>Đóng</button></p>", []),
    ],
)
def test_buttons_that_name_parts_of_a_list(body: str, words: list[str]) -> None:
    found = choices(Document(Page(URL, f"<html><body>{body}</body></html>")))
    assert [said for said, _ in found] == words
    assert all(isinstance(click, Click) for _, click in found)


def by_agency(asked: Asked) -> Reply | None:
    """Fragments by POST with a header of the page's making once an agency is chosen; the form is folded and drawn by a script."""
    if asked.path == "/m.js":
        return js(
            "const the = document.body.dataset.the; document.addEventListener('click', e => { const n = e.target.closest('[data-hoi]'); if (!n) return;"
            " fetch('/manh/ds', {method: 'POST', headers: {'X-The': the, 'Content-Type': 'application/x-www-form-urlencoded'}, body: n.dataset.hoi}).then(r => r.text()).then(t => { document.querySelector('#o').innerHTML = t; }); });"
            "const f = document.querySelector('details[data-kho]'); if (f) f.ontoggle = () => fetch(f.dataset.kho).then(r => r.json()).then(d => { f.querySelector('div').innerHTML = '<form method=post>' + d.o.map((o, i) => '<label>' + o + ' <input name=o' + i + '></label>').join('') + '<button>Gửi hồ sơ</button></form>'; });"
        )
    head, _, ident = asked.path.rpartition("/")
    if asked.path == "/manh/ds":
        mine = PROCEDURES[:5] if asked.form.get("dv") == "a1" else PROCEDURES[5:8]
        page = asked.number("trang", 1)
        rows = "".join(
            f"<tr data-mo='/manh/tt/{p.id}' data-vao='#o'><td>{escape(p.name)}</td><td>{p.level}</td></tr>"
            for p in mine[3 * page - 3 : 3 * page]
        )
        return f"<p>Có {len(mine)} thủ tục</p><table><tr><th>Tên thủ tục</th><th>Mức độ</th></tr>{rows}</table>"
    if head == "/manh/tt":
        p = BY_ID[int(ident)]
        facts = {
            "Tên thủ tục": p.name,
            "Mã thủ tục": p.code,
            "Cơ quan thực hiện": p.agency,
            "Trình tự thực hiện": "Nộp, nhận.",
            "Thời hạn giải quyết": "9 ngày",
            "Kết quả": "Giấy phép",
        }
        return (
            "".join(f"<p><b>{k}:</b> {v}</p>" for k, v in facts.items())
            + f"<div data-nap='/manh/tt/{p.id}/mau'>Đang tải</div><button data-toi='/khai/{p.id}'>Nộp hồ sơ trực tuyến</button>"
        )
    if head.startswith("/manh/tt/"):
        return "<p><b>Thành phần hồ sơ:</b> Bản sao giấy phép</p><p><b>Mẫu đơn, tờ khai:</b> Không có mẫu đơn</p>"
    if head == "/khai":
        return shell(
            f"<h2>{BY_ID[int(ident)].name}</h2><details data-kho='/o/{ident}'><summary>Tờ khai</summary><div></div></details><script src=/m.js></script>"
        )
    if head == "/o":
        return data({"o": ["Họ và tên", "Nơi cấp giấy phép cũ", "Lý do xin cấp", "Quy mô", "Số căn cước"]})
    if asked.path == "/kho-tthc":
        tree = "".join(f"<li><span role=button data-hoi='dv={k}&amp;trang=1'>{v}</span></li>" for k, v in AGENCIES.items())
        return shell(f"<ul>{tree}</ul><div id=o>Mời chọn đơn vị.</div><script src=/m.js></script>").replace("<body>", "<body data-the=q81>")
    return shell("<h1>Chào mừng</h1>", menu="<a href='/kho-tthc'>Thủ tục hành chính</a>") if asked.path == "/" else None


@pytest.mark.browser
def test_a_list_that_shows_when_an_agency_is_chosen() -> None:
    found = read_drawn(by_agency)
    assert_all(found, PROCEDURES[:8], most=6)
    assert {e.features.submission for e in found.sink.entries} == {Submission.YES}
    assert {e.features.forms for e in found.sink.entries} == {Forms.NOT_APPLICABLE}
