# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Portals with several lists, one for each tier or from each vendor: the first that is read to its end is not all."""

from __future__ import annotations

import pytest

from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Answering, Asked, Made, Reply, detail_dl, detail_heads, shell
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES, cards, table
from tests.crawler.reader.reading import assert_all, read_made

UPPER, LOWER = PROCEDURES[:20], PROCEDURES[20:]


def of_ward(p: Made) -> str:
    return f'<a href="/phuong/van-ban-tt/{p.id}">{p.name}</a>'


def of_province(p: Made) -> str:
    return f'<a href="/so/ho-so-tt.jsp?stt={p.id}">{p.name}</a>'


def portal(entry: str, lower: Answering) -> Answering:
    """A complete list under the strongest words of the menu, and one behind `entry`, which says less."""

    def answer(asked: Asked) -> Reply | None:
        menu = f'<a href="/so/danh-muc.jsp">Danh mục thủ tục hành chính</a> {entry} '
        if asked.path == "/":
            return shell("<h1>Xin chào</h1>", menu=menu)
        if asked.path == "/so/danh-muc.jsp":
            return shell(f"<p>Có {len(UPPER)} thủ tục</p>{table(UPPER, of_province)}", menu=menu)
        if asked.path == "/so/ho-so-tt.jsp":
            return shell(detail_dl(BY_ID[asked.number("stt", 0)]), menu=menu)
        if asked.path.startswith("/phuong/van-ban-tt/"):
            return shell(detail_heads(BY_ID[int(asked.path.rpartition("/")[2])]), menu=menu)
        return lower(asked)

    return answer


def plain(asked: Asked) -> Reply | None:
    return shell(cards(LOWER, of_ward)) if asked.path == "/phuong/bang" else None


def asked_for(asked: Asked) -> Reply | None:
    """The list of a form that posts, with nothing before it is sent."""
    if asked.path != "/phuong/bang":
        return None
    shown = cards(LOWER, of_ward) if asked.method == "POST" and asked.form.get("hien") == "1" else "<p>Chọn rồi bấm nút.</p>"
    form = '<form method="post" action="/phuong/bang"><select name="quay"><option value="">Mọi quầy</option><option value="a">Quầy A</option></select><button name="hien" value="1">Hiển thị</button></form>'
    return shell(form + shown)


@pytest.mark.parametrize(
    ("entry", "lower"),
    [
        ('<a href="/phuong/bang">Thủ tục ở cơ sở</a>', plain),
        ('<a href="/phuong/bang">Dịch vụ công của phường</a>', asked_for),
        ('<a href="/phuong/bang">Cấp xã, phường</a>', plain),
        ('<a href="/phuong/bang">Phường</a></nav><p><a href="/phuong/bang">Thủ tục do phường giải quyết</a></p><nav>', plain),
    ],
)
def test_a_list_beside_one_that_is_complete_is_read_too(entry: str, lower: Answering) -> None:
    found = read_made(portal(entry, lower))
    assert_all(found, PROCEDURES, most=1.5)
    assert found.report.coverage.complete


def test_what_is_called_a_list_and_is_none_costs_little() -> None:
    """Words that seem to promise a list stand all over some portals; a few that bring nothing say enough."""
    entries = "".join(
        f'<a href="/phuong/muc-{name}">Thủ tục {name}</a> ' for name in ("vay-von", "thue", "nhap-hoc", "dau-thau", "thi-cu", "di-lai")
    )
    found = read_made(
        portal(entries, lambda asked: shell("<p>Bài viết giới thiệu.</p>") if asked.path.startswith("/phuong/muc-") else None)
    )
    assert_all(found, UPPER, most=1.5)
    assert sum(asked.path.startswith("/phuong/muc-") for asked in found.served.asked) <= 3


def drawn(asked: Asked) -> Reply | None:
    if asked.path == "/phuong/bang":
        return '<!doctype html><html><head><title>Phường</title></head><body><div id="ung-dung"></div><script src="/phuong/ve.js"></script></body></html>'
    if asked.path == "/phuong/ve.js":
        return js(f"document.getElementById('ung-dung').innerHTML = `<main>{cards(LOWER, of_ward)}</main>`;")
    return None


@pytest.mark.browser
def test_such_a_list_is_drawn_where_a_script_shows_it() -> None:
    found = read_drawn(portal('<a href="/phuong/bang">Thủ tục ở cơ sở</a>', drawn))
    assert_all(found, PROCEDURES, most=1.5)


def by_data(asked: Asked) -> Reply | None:
    """Rows of another vendor, whose script opens them under other addresses."""
    code = (
        "document.querySelectorAll('[data-vb]').forEach(o => o.onclick = () => { location.href = '/phuong/van-ban-tt/' + o.dataset.vb; });"
    )
    return (
        shell(cards(LOWER, lambda p: f'<a href="#" data-vb="{p.id}">{p.name}</a>'), script=code) if asked.path == "/phuong/bang" else None
    )


def test_rows_of_two_vendors_have_two_ways_to_their_pages() -> None:
    listed = portal('<a href="/phuong/bang">Thủ tục ở cơ sở</a>', by_data)

    def answer(asked: Asked) -> Reply | None:
        if asked.path != "/so/danh-muc.jsp":
            return listed(asked)
        rows = table(UPPER, lambda p: f'<a href="javascript:xemTt({p.id})">{p.name}</a>')
        return shell(f"<p>Có {len(UPPER)} thủ tục</p>{rows}<script src='/so/chung.js'></script>", script="var dang = 1;")

    def with_code(asked: Asked) -> Reply | None:
        return (
            js("function xemTt(so) { window.location = '/so/ho-so-tt.jsp?stt=' + so; }") if asked.path == "/so/chung.js" else answer(asked)
        )

    found = read_made(with_code)
    assert_all(found, PROCEDURES, most=1.6)


def rows_of_data(place: str, key: str, name: str, way: str) -> str:
    """A page whose script asks for its list and opens a row that is pressed."""
    code = (
        f"fetch('{place}').then(r => r.json()).then(d => {{ const khung = document.querySelector('#khung');"
        f"khung.innerHTML = d.map(o => `<div class=dong data-so=\"${{o.{key}}}\"><b>${{o.{name}}}</b></div>`).join('');"
        f"khung.onclick = (e) => {{ const o = e.target.closest('.dong'); if (o) location.assign('{way}' + o.dataset.so); }}; }});"
    )
    return shell("<section id=khung></section>", script=code)


@pytest.mark.browser
def test_objects_of_two_vendors_have_two_ways_to_their_pages() -> None:
    listed = portal('<a href="/phuong/bang">Thủ tục ở cơ sở</a>', lambda asked: None)

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/so/danh-muc.jsp":
            return rows_of_data("/so/ds", "id", "procedureName", "/so/ho-so-tt.jsp?stt=")
        if asked.path == "/phuong/bang":
            return rows_of_data("/phuong/ds", "ma", "ten", "/phuong/van-ban-tt/")
        ident = asked.number("stt", 0) or int(asked.path.rpartition("/")[2] if asked.path.startswith("/phuong/van-ban-tt/") else 0)
        if ident and BY_ID[ident] not in (UPPER if asked.path.startswith("/so/") else LOWER):
            return None
        if asked.path == "/so/ds":
            return data([{"id": p.id, "procedureName": p.name, "sector": p.field, "level": p.level} for p in UPPER])
        if asked.path == "/phuong/ds":
            return data([{"ma": p.id, "ten": p.name, "linhVuc": p.field, "coQuan": p.agency} for p in LOWER])
        return listed(asked)

    found = read_drawn(answer)
    assert_all(found, PROCEDURES, most=3)
    assert (found.report.coverage.read, found.report.coverage.failed) == (len(PROCEDURES), 0)
