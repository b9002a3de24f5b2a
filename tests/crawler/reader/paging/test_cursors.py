# ruff: noqa: E501 - the invented portal is easier to read when each page stands on one line
"""Data that hand a value on to the next request, under names of their own making."""

from __future__ import annotations

import json
import zlib
from functools import partial

import pytest

from crawler.fetching import Ask
from crawler.reader.paging.cursors import cursor_values, handed_on
from crawler.reader.paging.numbers import following
from tests.crawler.reader.asking.test_scripts import APP, FRAME, data, js, read_drawn, record
from tests.crawler.reader.made import Asked, Reply
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import assert_all

SIZE = 8
URL = "http://hcc.example/tim"
MARKS = [""] + ["".join(chr(97 + int(digit)) for digit in str(zlib.crc32(b"%d" % place))) for place in range(1, 9)]  # letters alone


def turning(asked: Asked, sent: str, given: str) -> Reply | None:
    """Post with a value that the last answer gave; arrows without an address; the list's own address never changes."""
    if asked.path == "/main.js":
        return js(
            "const LIST='/tim-thu-tuc';" + FRAME + "let chong = [''];"
            "async function ve() { const d = await (await fetch('/du-lieu/tim', {method: 'POST', headers: {'Content-Type': 'application/json'}, "
            f"body: JSON.stringify({{q: '', {sent}: chong[chong.length - 1]}})}})).json();"
            "draw('<p>Có ' + d.kq.totalElements + ' thủ tục</p><ul>' + d.kq.ds.map(r => '<li><a href=\"/xem/' + r.id + '\">' + esc(r.procedureName) + '</a> <i>' + r.code + '</i></li>').join('') + '</ul><button class=lui>« Trước</button> <button class=toi>Sau »</button>');"
            f"document.querySelector('.toi').onclick = () => {{ if (d.kq.{given}) {{ chong.push(d.kq.{given}); ve(); }} }};"
            "document.querySelector('.lui').onclick = () => { if (chong.length > 1) { chong.pop(); ve(); } }; }"
            "async function go() { const p = location.pathname; if (p === LIST) ve();"
            "else if (p.startsWith('/xem/')) { const d = await (await fetch('/du-lieu/mot/' + p.split('/').pop())).json(); draw(parts(d)); }"
            "else draw('<h2>Cổng dịch vụ công</h2>'); } go();"
        )
    if asked.path == "/du-lieu/tim":
        mark = json.loads(asked.body or "{}").get(sent) or ""
        if asked.method != "POST" or mark not in MARKS:
            return (400, "application/json", "{}")
        place = MARKS.index(mark)
        shown, rest = PROCEDURES[place * SIZE : (place + 1) * SIZE], PROCEDURES[(place + 1) * SIZE :]
        marks = {"lui": MARKS[place - 1] if place else "", given: MARKS[place + 1] if rest else ""}
        return data({"kq": {"totalElements": len(PROCEDURES), "ds": [{**record(p, str(p.id)), "id": str(p.id)} for p in shown], **marks}})
    if asked.path.startswith("/du-lieu/mot/"):
        ident = asked.path.rpartition("/")[2]
        return data({**record(BY_ID[int(ident)], ident), "steps": "Bước 1", "dossier": "Đơn", "duration": "10 ngày"})
    return APP if asked.path == "/" or asked.path == "/tim-thu-tuc" or asked.path.startswith("/xem/") else None


@pytest.mark.browser
@pytest.mark.parametrize(("sent", "given"), [("vach", "vachToi"), ("k", "n")])
def test_what_an_answer_hands_on_is_taken_whatever_it_is_called(sent: str, given: str) -> None:
    found = read_drawn(partial(turning, sent=sent, given=given))
    assert_all(found, PROCEDURES, most=2.5)
    assert found.report.coverage.complete


MOST = 9  # records of an answer, however many are asked for


def capped(asked: Asked) -> Reply | None:
    """Data that nothing counts and that grow behind a button; a larger part may be asked for, but not all. Where it goes on, no name tells."""
    if asked.path == "/main.js":
        return js(
            "const LIST='/tim-thu-tuc';"
            + FRAME
            + "let co = [], n = null; const lay = async () => { const d = await (await fetch('/du-lieu/tim', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({q: '', soLuong: 5, k: n})})).json(); co = co.concat(d.ds); n = d.n;"
            "draw('<h2>Thủ tục</h2><ul>' + co.map(r => '<li><a href=\"/xem/' + r.id + '\">' + esc(r.procedureName) + '</a> <i>' + r.code + '</i></li>').join('') + '</ul>' + (n ? '<button class=nua>Tải thêm</button>' : '')); const b = document.querySelector('.nua'); if (b) b.onclick = lay; };"
            "(async () => { const p = location.pathname; if (p === LIST) lay(); else if (p.startsWith('/xem/')) draw(parts(await (await fetch('/du-lieu/mot/' + p.split('/').pop())).json())); else draw('<h2>Cổng dịch vụ công</h2>'); })();"
        )
    if asked.path == "/du-lieu/tim":
        told = json.loads(asked.body)
        start, most = LETTERS.index(told["k"] or ""), min(told["soLuong"], MOST)
        part = [{**record(p, str(p.id)), "id": str(p.id)} for p in PROCEDURES[start : start + most]]
        return data({"ds": part, "n": LETTERS[start + most] if start + most < len(PROCEDURES) else None})
    return turning(asked, "k", "n")


LETTERS = [""] + ["x" + "".join(chr(97 + int(digit)) for digit in f"{place:02}") for place in range(1, len(PROCEDURES))]


@pytest.mark.browser
def test_a_list_that_a_larger_part_does_not_exhaust_goes_on_as_its_button_does() -> None:
    found = read_drawn(capped)
    assert_all(found, PROCEDURES, most=2.5)
    assert found.report.coverage.complete


@pytest.mark.parametrize("mark", ["Yzoy", "bz04", "YzoyMA==", "b2Zmc2V0PTQw"])
def test_a_place_in_base64_goes_on_whatever_it_is_called_and_however_short_it_is(mark: str) -> None:
    assert list(cursor_values({"rc": 0, "msg": "thanhcong", "d": {"ds": [{"ten": "Cấp giấy phép"}], "nx": mark}})) == [mark]


def ask(body: dict[str, object]) -> Ask:
    return Ask(URL, method="POST", body=json.dumps(body).encode())


@pytest.mark.parametrize(
    ("answer", "after", "next_answer", "taken"),
    [
        ({"ds": [], "n": "bcd"}, {"q": "", "k": "bcd"}, {"ds": [], "n": "efg"}, "efg"),
        ({"r": {"ds": [], "tiep": {"ma": "bcd"}}}, {"q": "", "k": "bcd"}, {"r": {"tiep": {"ma": "efg"}}}, "efg"),
        ({"ds": [{"so": "b1"}, {"so": "b2"}]}, {"q": "", "k": "b2"}, {"ds": [{"so": "b3"}, {"so": "b4"}]}, "b4"),
        ({"ds": [], "n": "bcd"}, {"q": "", "k": "bcd"}, {"ds": [], "n": None}, None),
        ({"ds": [], "n": "bcd"}, {"q": "x", "k": "bcd"}, {"ds": [], "n": "efg"}, None),
        ({"ds": [], "soTrang": 2}, {"q": "", "k": 2}, {"ds": [], "soTrang": 2}, None),
        ({"ds": [], "n": "bcd"}, {"q": "", "k": "xyz"}, {"ds": [], "n": "efg"}, None),
    ],
)
def test_what_two_requests_show_of_the_next(answer: object, after: dict[str, object], next_answer: object, taken: str | None) -> None:
    learned = handed_on(answer, ask({"q": "", "k": ""}), ask(after))
    told = learned.following(ask(after), next_answer) if learned is not None else None
    assert (json.loads(told.body or b"{}")["k"] if told is not None else None) == taken


@pytest.mark.parametrize(
    ("payload", "name", "first"),
    [
        ({"ds": [{"id": "a-1"}], "vachLui": "", "vachToi": "mnop"}, "vach", "mnop"),
        ({"ds": [{"id": "a-1"}], "markPrev": "abcd", "markNext": "efgh"}, "mark", "efgh"),
        ({"ds": [{"id": "a-1"}], "trangThai": "tot"}, "vach", "a-1"),
    ],
)
def test_a_value_called_like_the_parameter_comes_first(payload: object, name: str, first: str) -> None:
    assert next(cursor_values(payload, name), None) == first


@pytest.mark.parametrize(("given", "tried"), [({"tenNhom": "Tất cả nhóm"}, 0), ({"nhomDau": "a1b2c3"}, 0), ({"nhomKe": "a1b2c3"}, 1)])
def test_a_parameter_that_began_empty_takes_what_is_called_like_it_and_reads_like_a_mark(given: dict[str, str], tried: int) -> None:
    assert len(list(following(ask({"nhom": None, "q": ""}), 8, {**given, "ds": []}))) == tried
