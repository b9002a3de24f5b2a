"""File names without a link that say only where a linked file lies."""

from __future__ import annotations

import pytest

from classifier.model import FileLink, FormMention, Page
from classifier.reading import read_page
from classifier.words.storednames import with_stored_files

FORM = FormMention("Giấy đề nghị cấp lại", None, FileLink("Tải về", "x"))


def linked(named: str, symbol: str | None) -> FormMention:
    return FormMention(named, symbol, FileLink(named, f"https://dvc.tinh.example.vn/luu/{named}"))


def test_files_that_are_all_called_like_the_procedure_go_by_their_numbers() -> None:
    """Each stored name spells the first form, which the page names twice."""
    first = FormMention("Phiếu khai cấp lại thẻ thư viện (Mẫu số 03)", "mau so 03")
    second = FormMention("Bản khai nhân thân (Mẫu số 04)", "mau so 04")
    files = [linked("Mau 03 - cap-lai-the-thu-vien.doc", "mau so 03"), linked("Mau 04 - cap-lai-the-thu-vien.doc", "mau so 04")]
    found = with_stored_files([*files, first, second, first])
    given = {m.named: m.file.named for m in found if m.file is not None and m.symbol == "mau so 03"}
    assert given == {first.named: files[0].named}
    assert [m.file.named for m in found if m.file is not None and m.symbol == "mau so 04"] == [files[1].named]


def test_a_number_of_the_stores_own_takes_no_file_from_the_form_that_it_spells() -> None:
    """The portal counts its files from 1; the decree's number is another."""
    form = FormMention("Phiếu khai cấp lại thẻ thư viện (Mẫu số 07)", "mau so 07")
    (found,) = with_stored_files([linked("Mau 01 - phieu-khai-cap-lai-the-thu-vien.doc", "mau so 01"), form])
    assert found.named == form.named and found.file is not None


@pytest.mark.parametrize(
    ("bare", "address", "same"),
    [
        ("88120457.doc", "/luu/2024/88120457.doc", True),
        ("88120457.doc", "/luu/2024/1698204115_88120457.doc", True),
        ("TK1 ban moi.doc", "/luu/1698204115-TK1%20ban%20moi.doc", True),
        ("giay-to.pdf", "/tai-tep?ten=kho/77_giay-to.pdf", True),
        ("88120457.doc", "/luu/88120458.doc", False),
        ("88120457.doc", "/luu/88120457.pdf", False),
        ("01.doc", "/luu/77_01.doc", False),  # the end of any name
        ("TK1 ban moi.doc", "/luu/phu-luc-TK1-ban-moi.doc", False),  # the words before it make it another form
        ("Giấy đề nghị", "/luu/giay-de-nghi", False),
    ],
)
def test_a_bare_stored_name_of_a_linked_file_is_no_form_of_its_own(bare: str, address: str, same: bool) -> None:
    linked = FormMention(FORM.named, None, FileLink("Tải về", f"https://dvc.tinh.example.vn{address}"))
    found = with_stored_files([linked, FormMention(bare, None)])
    assert [m.named for m in found if m.file is None] == ([] if same else [bare])
    assert sum(m.file is not None for m in found) == 1


@pytest.mark.parametrize(
    ("file", "linked_forms"),
    [
        ("Bieu mau 2_88.docx", 2),  # the kind, its place in the store and the procedure's number
        ("BM-02-88.doc", 2),
        ("Phieu khao sat.doc", 3),  # a name of its own: one paper more, and the papers have no files
    ],
)
def test_a_stored_name_of_kind_and_numbers_gives_way_to_the_paper_of_its_row(file: str, linked_forms: int) -> None:
    first = "<tr><td>Đơn xin gia hạn thẻ<td><a href='/luu/1.docx'>Bieu mau 1_88.docx</a><td>1 bản</tr>"
    second = f"<tr><td>Bản khai nhân thân (Mẫu số 07)<td><a href='/luu/2.docx'>{file}</a><td>1 bản</tr>"
    head = "<tr><th>Giấy tờ<th>Mẫu đơn, tờ khai<th>Số lượng</tr>"
    steps = "<h3>Trình tự thực hiện</h3><p>Bạn đọc nộp đơn, thủ thư gia hạn.</p><h3>Thời hạn giải quyết</h3><p>2 ngày</p>"
    body = f"<h1>Gia hạn thẻ thư viện</h1>{steps}<h3>Thành phần hồ sơ</h3><table>{head}{first}{second}</table>"
    page = read_page(Page("https://dvc.tinh.example.vn/tt/88", f"<html><body><main>{body}</main></body></html>"))
    (found,) = page.procedures
    assert (len(found.forms), sum(form.file is not None for form in found.forms)) == (linked_forms, 2)
