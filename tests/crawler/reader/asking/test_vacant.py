# ruff: noqa: E501 - code stands on one line
"""Pages whose list a script fetches into an empty place, and lists of documents without pages."""

from __future__ import annotations

import json
from html import escape

import pytest

from classifier.model import Page
from crawler.reader.asking.vacant import filled, lacks_rows, places
from crawler.reader.page.document import Document
from crawler.reader.page.words import leads_elsewhere, listing_score
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Asked, Reply, detail_table, made, shell
from tests.crawler.reader.reading import read_made

PROCEDURES = made()
BY_ID = {p.id: p for p in PROCEDURES}


@pytest.mark.parametrize(
    ("body", "code", "found"),
    [
        ("<ul id=kq></ul>", "$.getJSON('/l', d => d.forEach(x => $('#kq').append(x)))", True),
        ("<table><tbody id='dong'></tbody></table>", "fetch('/l').then(r => { document.getElementById('dong').innerHTML = r })", True),
        ("<ul id=kq><li>Một</li></ul>", "fetch('/l').then(r => { document.getElementById('kq').innerHTML = r })", False),
        ("<ul id=kq><li>Đang tải dữ liệu, vui lòng chờ…</li></ul>", "$.get('/l', r => $('#kq').html(r))", True),
        ("<div id=kq><img src=/quay.gif> Xin chờ giây lát</div>", "$.get('/l', r => $('#kq').html(r))", True),
        ("<div id=kq>Đang tải tài liệu về máy thì bấm <a href=/x>vào đây</a></div>", "$.get('/l', r => $('#kq').html(r))", False),
        (
            "<div id=kq>Được tải nhiều nhất trong tuần này là các mẫu đơn của phòng Tư pháp huyện và của các xã</div>",
            "$.get('/l', r => $('#kq').html(r))",
            False,
        ),
        ("<div id=kq></div>", "document.getElementById('kq').hidden = true", False),
        ("<div id=bando></div>", "fetch('/l').then(r => { document.getElementById('kq').innerHTML = r })", False),
        ("<footer><div id=kq></div></footer>", "fetch('/l').then(r => { document.getElementById('kq').innerHTML = r })", False),
    ],
)
def test_an_empty_place_that_code_fetches_something_for(body: str, code: str, found: bool) -> None:
    document = Document(Page("http://xa.example/ds", f"<html><body><p>Chào</p>{body}</body></html>", 200, "text/html"))
    assert filled(code, places(document)) == found


HEADS = "<thead><tr><th>Mã</th><th>Tên</th><th>Cơ quan</th></tr></thead>"


@pytest.mark.parametrize(
    ("body", "waits"),
    [
        (f"<table>{HEADS}<tbody></tbody></table>", True),
        (f"<table>{HEADS}</table>", True),
        (f"<table>{HEADS}<tbody><tr><td colspan=3>Đang tải dữ liệu…</td></tr></tbody></table>", True),
        ("<table><thead><tr><td>Mã</td><td>Tên</td><td>Cấp</td></tr></thead><tbody></tbody></table>", True),
        (f"<table>{HEADS}<tbody><tr><td colspan=3>Không có dữ liệu</td></tr></tbody></table>", False),
        (f"<table>{HEADS}<tbody><tr><td>1</td><td>Khai sinh</td><td>Xã</td></tr></tbody></table>", False),
        ("<table><tr><th>Điện thoại</th></tr></table>", False),
        (f"<footer><table>{HEADS}</table></footer>", False),
        (f"<table style='display:none'>{HEADS}</table>", False),
    ],
)
def test_a_table_of_heads_alone_waits_for_its_rows(body: str, waits: bool) -> None:
    document = Document(Page("http://xa.example/ds", f"<html><body><p>Chào</p>{body}</body></html>", 200, "text/html"))
    assert lacks_rows(document) == waits


def filled_by_a_file(asked: Asked) -> Reply | None:
    """A shelf that no word of the menu calls a list of procedures; its list comes by a script's file, part after part by an opaque mark."""
    if asked.path == "/k.js":
        return js(
            "const o = document.getElementById('kq'), c = document.getElementById('cuoi'); let m = null, ban = false;"
            "function nua() { if (ban) return; ban = true; fetch('/d', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({after: m, n: 7})}).then(r => r.json()).then(d => {"
            " d.hits.forEach(x => { const li = document.createElement('li'); const a = document.createElement('a'); a.href = 'javascript:xem(' + x.k + ')'; a.textContent = x.t; li.append(a, ' ' + x.s); o.append(li); });"
            " m = d.mark; ban = false; }); }"
            "if (o) { nua(); addEventListener('scroll', () => { if (m && c.getBoundingClientRect().top < innerHeight) nua(); }); }"
            "function xem(k) { location.assign('/v/' + k); }"
        )
    if asked.path == "/d":
        after = json.loads(asked.body).get("after")
        start = int(after[3:]) if after else 0
        mark = f"ZZ9{start + 7:03d}" if start + 7 < len(PROCEDURES) else None
        return data({"hits": [{"k": p.id, "t": p.name, "s": p.code} for p in PROCEDURES[start : start + 7]], "mark": mark})
    script = "<script src=/k.js></script>"
    if asked.path == "/ke-sach":
        return shell(f"<h1>Kệ sách</h1><p>Bày cho bà con xem.</p><ul id=kq></ul><p id=cuoi></p>{script}")
    if asked.path.startswith("/v/"):
        return shell(detail_table(BY_ID[int(asked.path[3:])]) + script)
    return (
        shell("<h1>Chào mừng</h1><p>" + "Thông tin của xã. " * 30 + "</p>", menu="<a href='/cua'>Cửa trước</a> ")
        if asked.path == "/"
        else (
            shell("<p><a href='/ke-sach'>Kệ của bà con</a></p><p><a href='/tranh'>Tranh của xã</a></p>") if asked.path == "/cua" else None
        )
    )


def test_a_handbook_may_be_a_list_and_news_are_none() -> None:
    assert listing_score("Sổ tay công dân", "") >= 0
    assert listing_score("Tài liệu cho bà con", "") < 0
    assert not leads_elsewhere("Tài liệu cho bà con")
    assert all(map(leads_elsewhere, ("Tin tức", "Đăng nhập", "Liên hệ", "Lịch công tác")))


@pytest.mark.browser
def test_a_list_that_a_file_of_code_fetches_into_an_empty_place() -> None:
    found = read_drawn(filled_by_a_file)
    assert {entry.name for entry in found.sink.entries} == {p.name for p in PROCEDURES}


def an_unlikely_word(asked: Asked) -> Reply | None:
    """The list lies under a word that elsewhere means something else."""
    if asked.path == "/":
        return shell("<h1>Chào mừng</h1>", menu="<a href='/tl'>Tài liệu cho bà con</a> ")
    if asked.path == "/tl":
        return shell("<ul>" + "".join(f"<li><a href='/v/{p.id}'>{escape(p.name)}</a> {p.code}</li>" for p in PROCEDURES) + "</ul>")
    return shell(detail_table(BY_ID[int(asked.path[3:])])) if asked.path.startswith("/v/") else None


def test_what_words_seem_to_speak_against_is_tried_at_last() -> None:
    assert {e.name for e in read_made(an_unlikely_word).sink.entries} == {p.name for p in PROCEDURES}
