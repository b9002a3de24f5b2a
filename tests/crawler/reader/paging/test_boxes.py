# ruff: noqa: E501 - a box and its script are easier to compare when each stands on one line
"""Pagers that are a box: what choosing a page asks for, in the words of many scripts."""

from __future__ import annotations

import pytest

from classifier.model import Page
from crawler.reader.choosing.choosers import choices, sent
from crawler.reader.page.document import Document
from crawler.reader.paging import boxes as paging_boxes
from crawler.reader.paging.boxes import boxes
from crawler.reader.paging.pager import moves

PAGES = "<option value='1' selected>1</option><option value='2'>2</option><option value='3'>3</option>"


def document(body: str, script: str = "") -> Document:
    return Document(Page("http://dvc.example/tthc/ds", f"<html><body>{body}<script>{script}</script></body></html>", 200, "text/html"))


def asked(body: str, script: str = "") -> list[str]:
    return [
        f"{m.ask.method} {m.ask.url.removeprefix('http://dvc.example')} {(m.ask.body or b'').decode()}".strip()
        for m in moves(document(body, script), 1)
    ]


@pytest.mark.parametrize(
    ("body", "script"),
    [
        (f"<select onchange='di(this)'>{PAGES}</select>", "function di(o){ if(o.value) document.location = '/tthc/ds?so=' + o.value; }"),
        (f"<select onchange='di(this.options[this.selectedIndex].value)'>{PAGES}</select>", "var di = function(n){ window.location.assign('/tthc/ds?so=' + n) }"),
        (f"<select id='chonTrang'>{PAGES}</select>", "$('#chonTrang').on('change', function(){ var t = $(this).val(); location.href = '/tthc/ds?so=' + t; });"),
        (f"<select id='chonTrang'>{PAGES}</select>", "const s = document.getElementById('chonTrang');\ns.addEventListener('change', (e) => { window.location.href = `/tthc/ds?so=${e.target.value}`; });"),
        (f"<select class='sang'>{PAGES}</select>", "$(document).on('change', 'select.sang', function(){ location.href = '/tthc/ds?so=' + $(this).find(':selected').val(); });"),
        (f"<select id='p' onchange='sang()'>{PAGES}</select><input id='kw' value=''>", "function sang(){ var p = document.getElementById('p').value, k = $('#kw').val(); location.replace('/tthc/ds?so=' + p); }"),
        (f"<form action='/tthc/ds'><select name='so' onchange='this.form.submit()'>{PAGES}</select></form>", ""),
        (f"<form action='/tthc/ds'><select name='so'>{PAGES}</select><button>Đến</button></form>", ""),
        (f"<form action='/tthc/ds' id='f'><input type='hidden' name='so' value='1'></form><select onchange='den(this.value)'>{PAGES}</select>", "function den(n){ document.getElementById('f').so.value = n; document.getElementById('f').submit(); }"),
        ("<select onchange='den(this)'><option data-trang='1' selected>Trang 1/3</option><option data-trang='2'>Trang 2/3</option><option data-trang='3'>Trang 3/3</option></select>", "function den(o){ location.href = '/tthc/ds?so=' + o.options[o.selectedIndex].dataset.trang; }"),
        (f"<select onchange='tai(this.value)'>{PAGES}</select>", "function tai(n){ fetch('/tthc/ds?so=' + n).then(r => r.text()).then(t => { ds.innerHTML = t; }); }"),
        (f"<select onchange='tai(this)'>{PAGES}</select>", "function tai(o){ $.get('/tthc/ds', {so: $(o).val()}, function(h){ $('#ds').html(h); }); }"),
        (f"<select id='s'>{PAGES}</select>", "document.querySelector('#s').onchange = doi; function doi(e){ axios.get('/tthc/ds', {params: {so: e.target.value}}).then(ve); }"),
        (f"<select name='so' hx-get='/tthc/ds' hx-target='#ds'>{PAGES}</select>", ""),
    ],
)  # fmt: skip
def test_the_page_chosen_is_asked_for(body: str, script: str) -> None:
    assert asked(body, script) == ["GET /tthc/ds?so=2", "GET /tthc/ds?so=3"]


def test_a_box_that_counts_records_is_followed_by_its_sums() -> None:
    assert asked(
        f"<select id='t'>{PAGES}</select>",
        "document.querySelector('#t').onchange = function(){ location.href = '/ds?tu=' + (this.value - 1) * 10 }",
    )[0].startswith("GET /ds?tu=1")


def test_a_box_sends_data_to_the_address_that_its_script_posts_to() -> None:
    body = f"<select id='t'>{PAGES}</select>"
    script = "$('#t').change(function(){ $.ajax({url: '/tthc/nap', type: 'POST', data: {trangSo: $(this).val(), co: 10}, success: ve}); });"
    assert asked(body, script) == ["POST /tthc/nap trangSo=2&co=10", "POST /tthc/nap trangSo=3&co=10"]


def test_a_box_posts_the_form_back_with_the_page_that_was_chosen() -> None:
    body = f"""<form method="post" action="Ds.aspx"><input type="hidden" name="__VIEWSTATE" value="a1"><input type="hidden" name="__EVENTTARGET" value="">
    Trang <select name="g$ctl13$cboSo" onchange="javascript:setTimeout('__doPostBack(\\'g$ctl13$cboSo\\',\\'\\')', 0)">{PAGES}</select></form>"""
    first = asked(body)[0]
    assert "cboSo=2" in first and "__EVENTTARGET=g%24ctl13%24cboSo" in first and "__VIEWSTATE=a1" in first


@pytest.mark.parametrize(
    "body",
    [
        "<select name='thang'><option>1<option>2<option>3</select>",
        "<select id='ddlMucDo'><option>1<option>2<option>3<option>4</select>",
        "<select name='pageSize'><option>1<option>2<option>3</select>",
        "<select name='so'><option>10<option>20<option>50</select>",
        "<select name='nam'><option>2024<option>2025<option>2026</select>",
        "<select name='quy'><option>Quý 1<option>Quý 2<option>Quý 3</select>",
    ],
)
def test_other_numbers_in_a_box_are_no_pages(body: str) -> None:
    assert not list(boxes(document(body)))


def test_tabs_that_send_the_form_are_lists_of_parts() -> None:
    body = """<form method="post"><input type="hidden" name="__VIEWSTATE" value="z"><ul><li class="active"><a href="javascript:__doPostBack('t$c1','')">Cấp tỉnh</a></li>
    <li><a href="javascript:__doPostBack('t$c2','')">Cấp xã</a></li></ul><p><input type="submit" name="b1" value="Tìm kiếm"><input type="submit" name="b2" value="Nhập lại"></p></form>"""
    assert [(words, b"c2" in (ask.body or b"")) for words, ask in sent(document(body))] == [("Cấp xã", True)]


def test_what_records_say_of_themselves_are_no_buttons() -> None:
    body = "".join(f"<li><b>Cấp giấy phép loại {i}</b><span>Sở {s}</span></li>" for i, s in enumerate(("Y tế", "Tư pháp", "Nội vụ")))
    tree = "<div><span>Sở Xây dựng</span><span>Sở Công Thương</span></div>"
    names = frozenset(f"cap giay phep loai {i}" for i in range(3))
    assert [words for words, _ in choices(document(f"<ul>{body}</ul>{tree}"), names)] == ["Sở Xây dựng", "Sở Công Thương"]


def test_the_code_of_a_page_is_read_once_for_all_pages_of_its_box(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    bodies = paging_boxes.bodies
    monkeypatch.setattr(paging_boxes, "bodies", lambda script: read.append(len(script)) or bodies(script))
    pages = "".join(f"<option value='{n}'>{n}</option>" for n in range(1, 61))
    script = "function di(n){ location.href = '/tthc/ds?so=' + n; }" + "var a = {b: function(){ return 1; }};" * 50
    assert len(asked(f"<select id='s' onchange='di(this.value)'>{pages}</select>", script)) == 59
    assert len(read) <= 2  # once for the listeners at most, once for the functions that they call
