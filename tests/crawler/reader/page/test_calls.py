"""Calls of functions that stand elsewhere than the part of a page which calls them."""

from __future__ import annotations

import re

import pytest

from classifier.model import Forms, Page
from classifier.reading import read_page
from crawler.reader.page.calls import wants_scripts, with_targets
from crawler.reader.page.handed import handed_on
from tests.classifier.vendors.details import Procedure, table_th_td
from tests.crawler.reader.made import Asked, Reply, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, portal, table
from tests.crawler.reader.reading import read_made

URL = "https://mc.tinh.example.vn/phan/xem?k=77ab"
CODE = "function guiDon(m){ if(m){ window.location = '/kenh/' + m + '/bat-dau'; } } function layTep(t){ window.open('/tep?so=' + t) }"


def read(controls: str):  # type: ignore[no-untyped-def]
    (found,) = read_page(Page(URL, table_th_td(Procedure()).replace("</main>", f"{controls}</main>"))).procedures
    return found


def test_a_button_of_a_part_leads_where_the_page_around_it_says() -> None:
    reading = read("<span role=button onclick=\"guiDon('77ab')\">Gửi hồ sơ trực tuyến</span><i onclick=\"guiDon('')\">Nộp hồ sơ</i>")
    assert wants_scripts([reading])
    targets = {control.text: (control.action, control.url) for control in with_targets(reading, CODE).controls if control.kind == "submit"}
    assert targets["Gửi hồ sơ trực tuyến"] == ("get", "https://mc.tinh.example.vn/kenh/77ab/bat-dau")


def test_a_function_that_is_nowhere_leaves_the_button_open() -> None:
    reading = read("<button onclick=\"moMau('77ab')\">Nộp hồ sơ</button>")
    assert with_targets(reading, CODE) == reading and wants_scripts([reading])


def test_buttons_with_an_address_need_no_code() -> None:
    assert not wants_scripts([read("<a href='/nop/77ab'>Nộp hồ sơ</a>")])


def test_a_file_is_where_the_code_leads_from_the_data_of_its_button() -> None:
    table = table_th_td(Procedure()).replace(
        "</table>", "<tr><th>Mẫu đơn, tờ khai</th><td>Tờ khai Mẫu số 9 <button type=button data-tep=a81>Tải về</button></td></tr></table>"
    )
    (reading,) = read_page(Page(URL, table)).procedures
    code = "nut.forEach(n => { n.onclick = () => { location.href = '/kho/tai?so=' + n.dataset.tep } })"
    files = [form.file.url for form in with_targets(reading, code).forms if form.file is not None and form.file.handle]
    assert files == ["https://mc.tinh.example.vn/kho/tai?so=a81"]


def own_code(asked: Asked) -> Reply | None:
    """The code that knows where files are stands on the pages of the procedures, and on no list."""
    head, _, ident = asked.path.rpartition("/")
    if head != "/thu-tuc":
        return portal(lambda _: shell(table(PROCEDURES[:4], anchor), menu=MENU))(asked)
    p = BY_ID[int(ident)]
    forms = f"<li>Đơn đề nghị cấp {ident} <button type=button class=lay data-giay={ident}>Tải xuống</button></li>"
    code = "document.querySelectorAll('.lay').forEach(n => n.onclick = () => { location.href = '/kho/' + n.dataset.giay + '/tep' })"
    facts = f"<dt>Mã thủ tục</dt><dd>{p.code}</dd><dt>Trình tự thực hiện</dt><dd>Nộp tại quầy</dd><dt>Thành phần hồ sơ</dt><dd>Đơn</dd>"
    return shell(f"<h1>{p.name}</h1><dl>{facts}<dt>Mẫu đơn</dt><dd><ul>{forms}</ul></dd></dl>", menu=MENU, script=code)


def test_a_page_of_a_procedure_may_know_alone_where_its_files_are() -> None:
    assert {entry.features.forms for entry in read_made(own_code).sink.entries} == {Forms.YES}


IN_FILES = {
    "a call": ("<em role=button onclick=\"layGiay('q{}x')\">Tải xuống</em>", ""),
    "data handed on": (
        "<a href='#' class=lay data-giay=q{}x>Tải mẫu</a>",
        "document.body.onclick = function (sk) { var n = sk.target; if (n.matches('.lay')) layGiay(n.getAttribute('data-giay')); };",
    ),
    "data of a set": (
        "<a href='#' class=lay data-so-giay=q{}x>Tải mẫu</a>",
        "$('.lay').on('click', function () { layGiay(this.dataset.soGiay, 'moi'); });",
    ),
}


@pytest.mark.parametrize("make", IN_FILES)
def test_the_code_that_a_page_loads_may_know_alone_where_its_files_are(make: str) -> None:
    """The pages of the procedures load a file that no list loads."""
    button, listener = IN_FILES[make]

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/ma/giay.js":
            return (200, "text/javascript", f"function layGiay(so, cach) {{ window.open('/kho/giay?so=' + so); }}\n{listener}")
        reply = own_code(asked)
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc" and isinstance(reply, str):
            shown = re.sub(r"<button.*?</button>", button.format(ident), re.sub(r"<script>.*?</script>", "", reply))
            return shown.replace("</body>", "<script src=/ma/giay.js></script></body>")
        return reply.replace("</body>", "<script src=/ma/ds.js></script></body>") if isinstance(reply, str) else reply

    found = read_made(answer)
    assert {entry.features.forms for entry in found.sink.entries} == {Forms.YES}
    assert sum(asked.path == "/ma/giay.js" for asked in found.served.asked) == 1


def test_what_is_handed_on_without_data_tells_nothing() -> None:
    code = "function layGiay(so) { window.open('/kho/giay?so=' + so); } nut.onclick = function () { layGiay(dangChon); };"
    assert not handed_on(code)
    assert [t.skeleton for t in handed_on(code.replace("dangChon", "nut.dataset.so"))] == ["/kho/giay?so={}"]
