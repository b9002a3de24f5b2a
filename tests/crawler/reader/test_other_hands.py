# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Portals written after the reader, each in a hand of its own, with several oddities at once."""

from __future__ import annotations

from html import escape

import pytest

from tests.crawler.reader.made import NEWS, Answering, Asked, Made, Reply, detail_dl, detail_heads, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES, cards, table
from tests.crawler.reader.reading import assert_all, read_made


def framed(asked: Asked) -> Reply | None:
    """A front page of frames; pages of the list are chosen in a select."""
    if asked.path == "/":
        return "<html><head><title>Mot cua dien tu</title></head><frameset cols='20%,80%'><frame src='/menu.htm' name='m'><frame src='/ds_tthc.jsp' name='n'></frameset></html>"
    if asked.path == "/menu.htm":
        return "<html><body><a href='/ds_tthc.jsp' target='n'>Danh mục TTHC</a><br><a href='/tin.htm'>Tin tức</a></body></html>"
    if asked.path == "/ds_tthc.jsp":
        page = asked.number("trang", 1)
        options = "".join(f"<option value='/ds_tthc.jsp?trang={n}'{' selected' if n == page else ''}>{n}</option>" for n in range(1, 5))
        rows = "".join(
            f"<tr bgcolor=#eee><td>{p.code}<td><a href=\"javascript:openWin('{p.id}')\">{p.name}</a><td>{p.field}"
            for p in PROCEDURES[page * 10 - 10 : page * 10]
        )
        return f"<html><body><script>function openWin(id){{ window.open('ct_tthc.jsp?id='+id,'w','width=800'); }}</script><table border=1><tr><th>Mã số<th>Tên thủ tục<th>Lĩnh vực{rows}</table>Trang <select onchange=\"location=this.value\">{options}</select></body></html>"
    return f"<html><body>{detail_table(BY_ID[asked.number('id', 0)])}</body></html>" if asked.path == "/ct_tthc.jsp" else None


def featured(asked: Asked) -> Reply | None:
    """A few procedures on the front page; all of them behind "Xem tất cả"; slugs with ids; offsets of a crooked size."""
    link = lambda p: f'<a class="title" href="/vi/dich-vu/{"-".join(p.name.lower().split()[:4])}-{p.id}.html">{escape(p.name)}</a>'  # noqa: E731
    if asked.path == "/":
        return shell(
            f'<section><h3>Thủ tục được quan tâm</h3>{cards(PROCEDURES[5:9], link)}<a class="more" href="/vi/dich-vu">Xem tất cả</a></section><section>{NEWS}</section>'
        )
    if asked.path == "/vi/dich-vu":
        skip = asked.number("skip", 0)
        way = f'<a class="btn" href="/vi/dich-vu?skip={skip + 7}">Trang sau</a>' if skip + 7 < 34 else ""
        back = f'<a class="btn" href="/vi/dich-vu?skip={max(skip - 7, 0)}">Trang trước</a>' if skip else ""
        return shell(f"<h2>Dịch vụ công</h2>{cards(PROCEDURES[skip : skip + 7], link)}{back}{way}")
    if asked.path.startswith("/vi/dich-vu/"):
        return shell(detail_dl(BY_ID[int(asked.path.rpartition("-")[2].removesuffix(".html"))]))
    return None


def image_buttons(asked: Asked) -> Reply | None:
    """WebForms with a pager of image buttons; the list needs the state of the page before."""
    if asked.path == "/":
        return shell("<h1>UBND tỉnh An Bình</h1>", menu='<a href="/Pages/TTHC.aspx">Bộ TTHC</a>')
    if asked.path == "/Pages/TTHC.aspx":
        page = (
            int(asked.form.get("__VIEWSTATE", "0").removeprefix("s")) + (1 if "ctl00$p$next.x" in asked.form else 0)
            if asked.method == "POST"
            else 0
        )
        button = '<input type="image" name="ctl00$p$next" src="/n.gif" alt="Trang sau" title="Trang sau">' if page < 3 else ""
        rows = table(PROCEDURES[page * 10 : page * 10 + 10], lambda p: f'<a href="/Pages/ChiTiet.aspx?tt={p.id}">{p.name}</a>', page * 10)
        return shell(
            f'<form method="post" action="TTHC.aspx"><input type="hidden" name="__VIEWSTATE" value="s{page}"><input type="hidden" name="__EVENTVALIDATION" value="v">{rows}<div class="pager">Trang {page + 1}/4 {button}</div></form>'
        )
    return shell(detail_heads(BY_ID[asked.number("tt", 0)])) if asked.path == "/Pages/ChiTiet.aspx" else None


def tiers(asked: Asked) -> Reply | None:
    """Three lists by tier, each with its own pager and counter; nothing for all."""
    names = {"tinh": "Cấp tỉnh", "huyen": "Cấp huyện", "xa": "Cấp xã"}
    if asked.path == "/":
        links = "".join(
            f'<div class="o"><a href="/tthc/{k}"><img src="/{k}.png" alt=""><span>Thủ tục hành chính {v.lower()}</span></a></div>'
            for k, v in names.items()
        )
        return shell(links + f"<ul>{NEWS}</ul>")
    if asked.path.startswith("/tthc/"):
        index = list(names).index(asked.path.rpartition("/")[2])
        rows, page = PROCEDURES[index::3], asked.number("PageIndex", 1)
        pager = "".join(
            f'<li class="{"active" if n == page else ""}"><a href="{asked.path}?PageIndex={n}&PageSize=5">{n}</a></li>'
            for n in range(1, -(-len(rows) // 5) + 1)
        )
        items = "".join(
            f'<div class="row" onclick="window.location=\'/tthc-chi-tiet/{p.id}\'"><div>{p.name}</div><small>{p.code}</small></div>'
            for p in rows[page * 5 - 5 : page * 5]
        )
        return shell(f"<h2>{names[asked.path.rpartition('/')[2]]}</h2><p>Có {len(rows)} thủ tục</p>{items}<ul class=pg>{pager}</ul>")
    return shell(detail_table(BY_ID[int(asked.path.rpartition("/")[2])])) if asked.path.startswith("/tthc-chi-tiet/") else None


def next_data(asked: Asked) -> Reply | None:
    """A list that grows by JSON with a cursor of its own; rows carry their address."""

    def item(p: Made) -> dict[str, object]:
        return {"ma": p.code, "ten": p.name, "linhVuc": p.field, "duongDan": f"/tt/{p.id}"}

    if asked.path == "/":
        return shell(f"<ul>{NEWS}</ul>", menu='<a href="/danh-sach-thu-tuc">Danh sách thủ tục hành chính</a>')
    if asked.path == "/danh-sach-thu-tuc":
        code = "var cuoi = document.querySelector('#l').dataset.lastId; function them(){ fetch('/danh-sach-thu-tuc/tiep?after=' + cuoi).then(r => r.json()).then(d => { cuoi = d.next; ve(d.items); }); } window.onscroll = them;"
        return shell(
            f'<div id="l" data-last-id="{PROCEDURES[8].id}">{cards(PROCEDURES[:9], lambda p: f"<a href=/tt/{p.id}>{p.name}</a>")}</div>',
            script=code,
        )
    if asked.path == "/danh-sach-thu-tuc/tiep":
        import json

        start = next(i for i, p in enumerate(PROCEDURES) if p.id == asked.number("after", 0)) + 1
        rows = PROCEDURES[start : start + 9]
        return (200, "application/json", json.dumps({"items": [item(p) for p in rows], "next": rows[-1].id if start + 9 < 34 else None}))
    return shell(detail_dl(BY_ID[int(asked.path.rpartition("/")[2])])) if asked.path.startswith("/tt/") else None


@pytest.mark.parametrize("answer", [framed, featured, image_buttons, tiers, next_data], ids=lambda f: f.__name__)
def test_reads_a_portal_of_another_hand(answer: Answering) -> None:
    assert_all(read_made(answer), PROCEDURES, most=1.7)
