"""Pages that list the forms of one procedure: where its list begins, and what is no page of its forms."""

from __future__ import annotations

import pytest

from classifier.forms.formlists import kind_of_list, marks_of, may_list, with_list
from classifier.model import Field, FieldKey, FileLink, FormMention, Page, ProcedureReading

HERE = "https://dvc.tinh.example.vn/viec/5521"
LINK = FileLink("Giấy tờ in sẵn", "https://dvc.tinh.example.vn/giay?viec=5521", "form")
NAME = "Cấp lại thẻ hướng dẫn viên"


def procedure(*links: FileLink) -> ProcedureReading:
    cell = Field(FieldKey.FORMS, "Mẫu đơn", "Giấy tờ in sẵn", links)
    return ProcedureReading(HERE, NAME, "1.004628", fields=(cell,), forms=tuple(FormMention(link.named, None, link) for link in links))


def _at(address: str) -> FileLink:
    return FileLink("Đơn", address, "form")


@pytest.mark.parametrize(
    ("links", "may"),
    [
        ((LINK,), True),
        ((LINK, _at("https://dvc.tinh.example.vn/giay?viec=5521&so=2")), False),  # each is a form
        ((_at("https://dvc.tinh.example.vn/giay#5521"),), False),  # a page for many, with a place for each
        ((_at("https://dvc.tinh.example.vn/giay?viec=77"),), False),  # of no procedure, or of another
        ((_at("https://dvc.tinh.example.vn/kho/5521/don.docx"),), False),
        ((_at("https://kho.example.org/giay?viec=5521"),), False),
        ((), False),
    ],
)
def test_which_links_may_lead_to_a_list(links: tuple[FileLink, ...], may: bool) -> None:
    assert (may_list(procedure(*links), marks_of(procedure())) is not None) is may


def test_what_stands_in_the_addresses_of_several_procedures_names_none() -> None:
    assert may_list(procedure(_at("https://dvc.tinh.example.vn/giay?trang=214&ve=x")), {"5521"}) is None
    assert kind_of_list(LINK, {"5521"}) == kind_of_list(_at("https://dvc.tinh.example.vn/giay?viec=77"), {"77"})


@pytest.mark.parametrize(
    ("page", "forms"),
    [
        (f"<h4>{NAME}</h4><table><tr><td>Đơn đề nghị</td><td><a href='/t/1.doc'>Tải</a></td></tr></table>", ["Đơn đề nghị"]),
        (
            "<p>Mã số 1.004628</p><ul><li>Lý lịch theo mẫu <a href='/t/1.doc'>Tải</a></li><li>Đơn cam kết</li></ul>",
            ["Lý lịch theo mẫu", "Đơn cam kết"],
        ),
        (f"<p>Mẫu đơn của thủ tục {NAME}</p><p><a href='/t/1.doc'>Tờ khai nhân sự</a></p>", ["Tờ khai nhân sự"]),
        (f"<p><a href='/t/1.doc'>Đơn đề nghị {NAME.lower()}</a></p>", None),  # the name of a form is no head
        (f"<nav><a href='/viec/5521'>{NAME}</a></nav><p><a href='/t/1.doc'>Tờ khai</a></p>", None),
        (  # a table that names the procedure in each row
            f"<table><tr><td>1.004628 - {NAME}</td><td>Đơn đề nghị</td><td><a href='/t/1.doc'>Tải</a></td></tr>"
            f"<tr><td>1.004628 - {NAME}</td><td>Tờ khai nhân sự</td><td><a href='/t/2.doc'>Tải</a></td></tr>"
            f"<tr><td>1.004628 - {NAME}</td><td>Đơn cam kết</td><td>chưa có tệp</td></tr>"
            "<tr><td>1.004629 - Cấp đổi thẻ hướng dẫn viên</td><td>Tờ khai khác</td><td><a href='/t/3.doc'>Tải</a></td></tr></table>",
            ["Đơn đề nghị", "Tờ khai nhân sự", "Đơn cam kết"],
        ),
        ("<h4>Cấp đổi thẻ hướng dẫn viên</h4><p><a href='/t/1.doc'>Tờ khai</a></p>", None),
    ],
)
def test_a_list_of_forms_stands_below_the_name_of_its_procedure(page: str, forms: list[str] | None) -> None:
    found = with_list(Page(LINK.url or "", f"<html><body><main>{page}</main></body></html>"), procedure(LINK), LINK)
    assert (None if found is None else [form.named for form in found.forms]) == forms
