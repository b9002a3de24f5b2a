"""Calls of functions that stand elsewhere than the part of a page which calls them."""

from __future__ import annotations

from classifier.model import Page
from classifier.reading import read_page
from crawler.reader.calls import wants_scripts, with_targets
from tests.classifier.vendors.details import Procedure, table_th_td

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
