# ruff: noqa: E501 - mark-up is easier to read on one line
"""Forms and files: what is named, what is linked, what only looks like a form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from classifier.features.forms import forms
from classifier.forms.matching import forms_in_dossier
from classifier.judging.judge import judge
from classifier.model import Context, FieldKey, FileLink, FormMention, Forms, Page, ProcedureReading
from classifier.reading import read_page
from classifier.words.formsymbols import symbol_of
from classifier.words.names import names_a_form
from tests.classifier.vendors.details import Procedure, page

URL = "https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724"
REAL = Path(__file__).resolve().parents[3].parent / "shared" / "real" / "bocongan"


def procedure(forms: str = "", dossier: str = "Bản sao giấy chứng nhận", other: str = "", head: str = "") -> ProcedureReading:
    rows = "".join(f"<tr><th>{label}</th><td>{html}</td></tr>" for key, label, html, _ in Procedure().without(FieldKey.DOSSIER))
    rows += f"<tr><th>Thành phần hồ sơ</th><td>{dossier}</td></tr><tr><th>Mẫu đơn, tờ khai</th><td>{forms}</td></tr>{other}"
    (found,) = read_page(
        Page(URL, page(f"<main><form action='/tai.aspx' method=post>{head}<table>{rows}</table></form></main>"))
    ).procedures
    return found


def told(mentions: tuple[FormMention, ...]) -> list[tuple[str | None, str | None]]:
    return [(m.symbol, m.file.url if m.file else None) for m in mentions]


BASE = "https://dvc.tinh.example.vn"


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("<a href='/f/mau-01.docx'>Đơn đề nghị (Mẫu số 01)</a>", [("mau so 01", f"{BASE}/f/mau-01.docx")]),
        ("<ul><li>Đơn đề nghị Mẫu số 1 <a href='/f/1.doc'>Tải về</a></li><li>Tờ khai Mẫu số 2</li></ul>", [("mau so 01", f"{BASE}/f/1.doc"), ("mau so 02", None)]),
        ("Đơn đề nghị Mẫu số 1 <a href='/f/1.doc'>[Tải mẫu về]</a><br>Tờ khai Mẫu số 2", [("mau so 01", f"{BASE}/f/1.doc"), ("mau so 02", None)]),
        ("<p>CT01 <a href='/f/CT01.doc' title='Tải về'><i class=fa></i></a></p>", [("ct01", f"{BASE}/f/CT01.doc")]),
        ("- Đơn đề nghị Mẫu số 1 <a href='/f/1.doc'><img src=t.gif alt='Tải về'></a><br>- Tờ khai (Mẫu số 2)", [("mau so 01", f"{BASE}/f/1.doc"), ("mau so 02", None)]),
        ("<a href='/download?id=7'>Tải mẫu đơn đề nghị</a>", [(None, f"{BASE}/download?id=7")]),
        ("<a href='/f/to-khai.zip'>to-khai.zip</a>", [(None, f"{BASE}/f/to-khai.zip")]),
        ("Tờ khai <a href='/download_file.jsp?ma='>Tải về</a>", [(None, None)]),
        ("<div>1. <a href='/Xem.aspx?s=5;7'>Đơn đề nghị cấp lại giấy phép</a></div>", [(None, f"{BASE}/Xem.aspx?s=5;7")]),
        ("<a href='#muc-3'>Đơn đề nghị cấp lại giấy phép</a>", [(None, None)]),
        ("<div>Tờ khai cấp phép (Mẫu số 3) <a href='/kho/62bb'>Lưu về</a></div>", [("mau so 03", f"{BASE}/kho/62bb")]),
        ("Tờ khai <a href='#'>Tải về</a>", [(None, None)]),
        ("Tờ khai <a href='javascript:void(0)'>Tải về</a>", [(None, None)]),
        ("Tờ khai <a href='javascript:void(0)' onclick='taiVe(5)'>Tải về</a>", [(None, None)]),
        ("Tờ khai xin cấp lại <button>Quay lại danh sách</button>", [(None, None)]),
        ("<p><a href='/kho/5.doc'>Đơn cấp lại</a></p><p><a href='/phieu/11724'>Khai đơn trực tuyến</a></p>", [(None, f"{BASE}/kho/5.doc")]),
        ("<p><a href='/kho/5.doc'>Đơn cấp lại</a></p><p>Hồ sơ đã ký gửi tới vanthu@tinh.example.vn</p>", [(None, f"{BASE}/kho/5.doc")]),
        ("<p><a href='/kho/5.doc'>Đơn cấp lại</a></p><p>Giấy tờ có thể nộp qua bưu điện</p>", [(None, f"{BASE}/kho/5.doc")]),
        ("<p><a href='/kho/5.doc'>Điền đơn</a></p>", [(None, f"{BASE}/kho/5.doc")]),
        ("<p><a href='/phieu/7'>Đơn đăng ký trực tuyến</a></p><p>Tờ khai điện tử</p>", [(None, f"{BASE}/phieu/7"), (None, None)]),
        ("<li>Đơn (mẫu TK-07) <a href='/kho/1f'>Tải bản PDF</a></li>", [("tk07", f"{BASE}/kho/1f")]),
        ("Không", []),
        ("Không có mẫu đơn, tờ khai", []),
        ("Không có thông tin", []),
        ("", []),
        ("<a href='/f/vd.doc'>Mẫu số 03 đã điền sẵn</a>", []),
        ("<a href='/f/anh.png'>Tờ khai</a>", [(None, None)]),
        ("Đơn Mẫu số 1 (<a href='/f/1.doc'>tải</a>); Tờ khai (<a href='/f/b.pdf'>tải</a>); ảnh 4x6.", [("mau so 01", f"{BASE}/f/1.doc"), (None, f"{BASE}/f/b.pdf")]),
        ("Đơn đề nghị;<br>Đơn đề nghị", [(None, None)]),
        ("<ul><li>Báo cáo <input type=image alt='Lấy mẫu này' onclick=\"location.href='/t/1'\"></li><li>Giấy ủy quyền <input type=image alt='Lấy mẫu này' onclick=\"location.href='/t/2'\"></li></ul>", [(None, f"{BASE}/t/1"), (None, f"{BASE}/t/2")]),
        ("<a href='/kho.php?viec=download&so=8'>Danh mục máy móc</a>", [(None, f"{BASE}/kho.php?viec=download&so=8")]),
        ("1. Biên bản họp dân<br>2. Thuyết minh dự án<br>3. Thông báo số 12/2019/TB", [(None, None), (None, None)]),
        ("<p><b><a href='/f/9.doc'>Phiếu khai báo tạm vắng.doc</a></b> <em>(29 KB)</em></p>", [(None, f"{BASE}/f/9.doc")]),
        ("<p>Đơn đề nghị</p><p><a href='/ds?cq=4'>Trở về danh sách</a></p>", [(None, None)]),
        ("<div>Đơn đề nghị</div><div>Hỏi tại Bộ phận một cửa để lấy mẫu đơn</div>", [(None, None)]),
        ("Phiếu khai báo<br>Mẫu đơn được phát miễn phí tại quầy", [(None, None)]),
        ("Pháp luật không ban hành tờ khai cho việc này", []),
        ("<a href='/f/1.doc'>Đơn xin phép</a><br>Lấy thêm các tờ khai khác ở phần Thành phần hồ sơ bên trên", [(None, f"{BASE}/f/1.doc")]),
        ("<a href='/f/1.doc'>Đơn xin phép</a> Bản khai nhân thân: liên hệ xã để lấy bản giấy", [(None, f"{BASE}/f/1.doc"), (None, None)]),
        ("<a href='/f/7.doc'>Tải về</a>", [(None, f"{BASE}/f/7.doc")]),
        ("Giấy cam kết không sử dụng mẫu đơn cũ (Mẫu số 6)", [("mau so 06", None)]),
    ],
)  # fmt: skip
def test_forms_of_the_list_of_forms(forms: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert told(procedure(forms).forms) == expected


def test_a_form_named_in_the_dossier_is_linked_when_its_symbol_is_linked_anywhere() -> None:
    dossier = "<p>Đơn theo Mẫu số 02</p><p>Tờ khai CT05 cấp đổi.doc</p><p>Bản sao</p>"
    found = procedure("<a href='/f/2.doc'>Đơn đề nghị (mẫu số 2)</a>", dossier)
    assert told(found.forms) == [("mau so 02", f"{BASE}/f/2.doc"), ("ct05", None)]


def test_a_number_in_a_column_is_that_of_the_paper_of_its_row() -> None:
    rows = "<tr><td>Đơn xin tách thửa<td>1 bản chính<td>Mẫu 04a</tr><tr><td>Ảnh thửa đất<td>2 bản<td></tr>"
    dossier = f"<table><tr><th>Giấy<th>Số bản<th>Theo mẫu</tr>{rows}</table>"
    linked = procedure("<a href='/f/4.doc'>Đơn xin tách thửa</a>", dossier)
    assert told(linked.forms) == [("mau so 04a", f"{BASE}/f/4.doc")]
    assert [m.named for m in procedure("", dossier).forms] == ["Đơn xin tách thửa"]
    named = procedure("", "<table><tr><td>Đơn xin tách thửa<td><span>Mau so 4.doc</span> <a href='/f/4.doc'>Lấy về</a></tr></table>")
    assert len(named.forms) == 1 and named.forms[0].file is not None


def test_a_dossier_table_names_forms_in_a_column() -> None:
    table = (
        "<table><tr><th>Tên giấy tờ</th><th>Mẫu đơn, tờ khai</th><th>Số lượng</th></tr>"
        "<tr><td>Tờ khai thay đổi thông tin</td><td><a href='/f/CT01.doc'>CT01.doc</a></td><td>1</td></tr>"
        "<tr><td>Ảnh chân dung</td><td></td><td>2</td></tr><tr><td>Tờ khai khác</td><td>CT02.docx</td><td>1</td></tr></table>"
    )
    found = procedure("", table)
    assert [(m.file is not None) for m in found.forms] == [True, False]
    assert next(f.text for f in found.fields if f.key is FieldKey.COPIES) == "01 bộ"


def test_papers_in_rows_that_one_label_spans_are_its_values() -> None:
    rows = (
        "<tr><td rowspan=3>Các giấy tờ của hồ sơ</td><td>Đơn đề nghị (Mẫu số 01)</td><td><a href='/f/01.doc'>Tải mẫu</a></td></tr>"
        "<tr><td>Bản kê khai máy móc (Mẫu KK-3)</td><td>Theo mẫu</td></tr><tr><td>Bản sao quyết định</td><td></td></tr>"
        "<tr><td>Số bộ</td><td colspan=2>02</td></tr>"
    )
    plain = "".join(
        f"<tr><td>{label}</td><td colspan=2>{html}</td></tr>"
        for key, label, html, _ in Procedure().without(FieldKey.DOSSIER, FieldKey.FORMS, FieldKey.COPIES)
    )
    (found,) = read_page(Page(URL, page(f"<main><table>{plain}{rows}</table></main>"))).procedures
    assert told(found.forms) == [("mau so 01", f"{BASE}/f/01.doc"), ("kk03", None)]
    assert not [f.label for f in found.fields if f.label.startswith(("Bản kê", "Bản sao"))]
    assert next(f.text for f in found.fields if f.label == "Số bộ") == "02"


def test_a_numbered_application_is_a_paper_though_a_colon_follows_it() -> None:
    found = procedure(
        "<div><p>Tờ khai (Mẫu số 01): <span><a href='/f/k.doc'>k.doc</a></span> (8 KB)</p>"
        "<p>Phiếu (Mẫu số 02): <span><a href='/f/p.doc'>p.doc</a></span> (9 KB)</p></div>"
    )
    assert told(found.forms) == [("mau so 01", f"{BASE}/f/k.doc"), ("mau so 02", f"{BASE}/f/p.doc")]


def test_a_postback_carries_the_fields_of_its_form() -> None:
    found = procedure(
        "<table><tr><td>Mẫu số 01 - Đơn</td><td><input type=image name='g$1$tai' title='Tải xuống'></td></tr>"
        "<tr><td>Mẫu số 02 - Đơn</td><td><a href=\"javascript:__doPostBack('g$2','x')\">Tải về</a></td></tr>"
        "<tr><td>Mẫu số 03 - Đơn</td><td><button name=tai value=3>Tải về</button></td></tr></table>",
        head="<input type=hidden name=__VIEWSTATE value='a+b'><input type=hidden value=x>",
    )
    assert [m.file for m in found.forms] == [
        FileLink("Mẫu số 01 - Đơn", f"{BASE}/tai.aspx", "form", "__VIEWSTATE=a%2Bb&g%241%24tai.x=1&g%241%24tai.y=1"),
        FileLink("Mẫu số 02 - Đơn", f"{BASE}/tai.aspx", "form", "__VIEWSTATE=a%2Bb&__EVENTTARGET=g%242&__EVENTARGUMENT=x"),
        FileLink("Mẫu số 03 - Đơn", f"{BASE}/tai.aspx", "form", "__VIEWSTATE=a%2Bb&tai=3"),
    ]


def test_laws_results_and_exports_are_no_forms() -> None:
    other = (
        "<tr><th>Văn bản quy định</th><td><a href='/vb/68.pdf'>Luật Cư trú 68/2020/QH14</a></td></tr>"
        "<tr><th>Kết quả giải quyết</th><td><a href='/kq/m.doc'>Mẫu giấy phép</a></td></tr>"
    )
    found = procedure("<a href='/vb/tt.doc'>Thông tư 55/2021/TT-BCA</a>", other=other)
    assert found.forms == ()
    kinds = {link.url: link.kind for f in found.fields for link in f.links}
    assert kinds == {f"{BASE}/vb/68.pdf": "legal", f"{BASE}/kq/m.doc": "result", f"{BASE}/vb/tt.doc": "legal"}


def test_a_postback_outside_a_form_goes_to_the_page_itself() -> None:
    rows = "".join(f"<tr><th>{label}</th><td>{html}</td></tr>" for key, label, html, _ in Procedure().without(FieldKey.DOSSIER))
    rows += "<tr><th>Biểu mẫu</th><td><p>Đơn đề nghị <a href=\"javascript:__doPostBack('a','')\">Tải về</a></p></td></tr>"
    (found,) = read_page(Page(URL, page(f"<table>{rows}</table>"))).procedures
    assert [(m.file.url, m.file.post) for m in found.forms if m.file] == [(URL, "__EVENTTARGET=a&__EVENTARGUMENT=")]


def test_an_archive_is_none_of_the_forms_that_it_names() -> None:
    rows = "".join(f"<tr><th>{label}</th><td>{html}</td></tr>" for key, label, html, _ in Procedure().without(FieldKey.DOSSIER))
    rows += "<tr><th>Thành phần hồ sơ</th><td><p>Đơn xin phép (Mẫu số 4)</p><p>Bản thuyết minh (Mẫu số 7)</p></td></tr>"
    rows += "<tr><th>Biểu mẫu</th><td><a href='/f/9.7z'>Gói đơn mẫu: Mẫu số 4 và Mẫu số 7</a></td></tr>"
    (found,) = read_page(Page(URL, page(f"<table>{rows}</table>"))).procedures
    assert {(m.symbol, m.file is not None) for m in found.forms} == {(None, True), ("mau so 04", False), ("mau so 07", False)}


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Tờ khai (Mẫu CT01 ban hành kèm theo Thông tư số 56/2021/TT-BCA)", "ct01"),
        ("Mẫu CT02_66.docx", "ct02"),
        ("Đơn theo Mẫu số 2", "mau so 02"),
        ("Mẫu số 02-ĐK", "mau so 02-dk"),
        ("Mẫu II", "mau so ii"),
        ("Tờ khai Căn cước công dân (ký hiệu là CC01)", "cc01"),
        ("DC02 Phiếu đề nghị.doc", "dc02"),
        ("Đơn đề nghị", None),
        ("Luật 68/2020/QH14", None),
        ("Cà Mau 12 hộ", None),
    ],
)
def test_symbols(text: str, symbol: str | None) -> None:
    assert symbol_of(text) == symbol


@pytest.mark.parametrize(
    ("text", "names"), [("Đơn đề nghị", True), ("don de nghi", True), ("Cà Mau", False), ("Đơn vị thực hiện", False), ("Phiếu khai", True)]
)
def test_words_that_name_forms(text: str, names: bool) -> None:
    assert names_a_form(text) is names


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not here")
@pytest.mark.parametrize(
    ("page_id", "code", "name", "linked", "unlinked"),
    [
        ("26356", "1.004194", "Đăng ký tạm trú", {"ct01"}, set()),
        (
            "26052",
            "2.000200",
            "Cấp thẻ Căn cước cho người từ đủ 14 tuổi trở lên thực hiện tại Công an cấp tỉnh",
            {"cc01", "cc02"},
            {"dc01", "dc02"},
        ),
        ("26360", "1.004222", "Đăng ký thường trú", {"ct01"}, {"ct02"}),
    ],
)
def test_real_procedures(page_id: str, code: str, name: str, linked: set[str], unlinked: set[str]) -> None:
    url = f"https://dichvucong.bocongan.gov.vn/bocongan/bothutuc/tthc?matt={page_id}"
    (found,) = read_page(Page(url, (REAL / f"tthc_{page_id}.html").read_bytes())).procedures
    assert (found.code, found.name, found.key) == (code, name, page_id)
    assert [f.text for f in found.fields if f.key is FieldKey.LEVEL] == ["Dịch vụ công trực tuyến một phần"]
    assert {m.symbol for m in found.forms if m.file} == linked
    assert {m.symbol for m in found.forms if not m.file} == unlinked


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not here")
def test_the_real_listing() -> None:
    url = "https://dichvucong.bocongan.gov.vn/bocongan/bothutuc?linh_vuc=QL_CU_TRU&per_page=50"
    reading = read_page(Page(url, (REAL / "list_QL_CU_TRU.html").read_bytes()))
    assert reading.total == 11
    assert [row.key for row in reading.rows] == "26345 26346 26348 26351 26356 26360 26492 26499 26497 26552 26498".split()


def test_attachments_whose_names_spell_the_forms_are_those_forms() -> None:
    listed = "<p>Giấy đề nghị cấp lại giấy chứng nhận hoạt động cho văn phòng</p><p>Phương án kinh doanh (Mẫu 03/KD)</p>"
    files = "".join(
        f"<a href='/dk/{name}'>{name}</a><br>"
        for name in ("giay-de-nghi-cap-lai-giay-chung-nhan-hoat.doc", "phuong_an_kinh_doanh_mau_03_kd.xls")
    )
    found = procedure(listed, other=f"<tr><th>Đính kèm</th><td>{files}</td></tr>")
    features = judge(found, Context(at=date(2021, 5, 4), files_checked=False)).features
    assert (features.forms, features.forms_linked, features.forms_named) == (Forms.YES, 2, 2)
    without = procedure(listed, other="<tr><th>Đính kèm</th><td><a href='/dk/a.doc'>phuong-an-kinh-doanh-mau-03.doc</a></td></tr>")
    assert judge(without, Context(at=date(2021, 5, 4), files_checked=False)).features.forms is Forms.SOME


def test_boxes_that_are_each_named_after_their_field_have_labels_of_one_class() -> None:
    parts = (
        ("a", "Mã thủ tục", "1.000948"),
        ("b", "Trình tự thực hiện", "Bước 1"),
        ("c", "Thành phần hồ sơ", "Đơn"),
        ("d", "Lệ phí", "Không"),
    )
    boxes = "".join(f"<div class='o o--{name}'><div class=nhan>{label}</div><div>{text}</div></div>" for name, label, text in parts)
    boxes += "<div class='o o--e'><div class=nhan>Mẫu tờ khai đi cùng hồ sơ</div><div>Không có mẫu</div></div>"
    (found,) = read_page(Page(URL, page(f"<main><h1>Cấp giấy phép</h1>{boxes}</main>"))).procedures
    assert [(f.label, f.text) for f in found.fields if f.key is FieldKey.FORMS] == [("Mẫu tờ khai đi cùng hồ sơ", "Không có mẫu")]


def test_the_stored_name_of_a_file_names_no_other_form_than_the_paper_beside_it() -> None:
    """Content systems put the name under which a file lies into the link's title; the paper's own symbol stands before the link."""
    dossier = "<ol><li>Giấy đề nghị (Mẫu số 07) <i><a href='/luu/mau_so_02-2024.doc' title='mau_so_02-2024.doc'>Tải mẫu</a></i></li></ol>"
    assert told(procedure(dossier=dossier).forms) == [("mau so 07", f"{BASE}/luu/mau_so_02-2024.doc")]


def test_the_name_of_a_file_behind_a_word_for_forms_names_no_form() -> None:
    rows = "<tr><td>Bản kê (Mẫu số 07)</td><td><a href='/tai.do?so=5'>Mẫu: ban-ke-so-07.docx</a></td></tr>"
    assert told(procedure(dossier=f"<table>{rows}</table>").forms) == [("mau so 07", f"{BASE}/tai.do?so=5")]


def test_a_paper_that_follows_a_form_in_a_row_without_a_file_is_a_form_that_is_not_linked() -> None:
    """Only beside rows that have theirs, and never the heads of the columns or papers that follow no form."""
    head = "<tr><th>Giấy tờ phải nộp<th>Mẫu đơn, tờ khai theo mẫu</tr>"
    first = "<tr><td>Đơn xin cấp lại (theo mẫu)<td><a href='/f/don.doc'>don.doc</a></tr>"
    others = "<tr><td>Bản kê khai theo mẫu<td></tr><tr><td>Bản sao bằng tốt nghiệp<td></tr>"
    assert [m.file is not None for m in procedure(dossier=f"<table>{head}{first}{others}</table>").forms] == [True, False]
    assert all(m.file is None for m in procedure(dossier=f"<table>{head}{others}</table>").forms)


def test_a_file_belongs_to_the_paper_of_its_row_whatever_stands_between_them() -> None:
    """A count of copies, a remark or an empty cell may stand before the link, and an icon without words has its own cell too."""
    icon = "<a href='/luu/{}.rtf' title='Tải xuống'><i class='icon-arrow-down'></i></a>"
    papers = (
        ("Bản khai về nguồn vốn (Mẫu số 6)", "2 bản chính", icon.format("nv-6")),
        ("Phiếu khảo sát", "1 bản chính", icon.format("ks")),
        ("Ảnh chân dung", "Bản gốc: 2; bản chụp: 0", ""),
    )
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td><td>Ghi chú: ký tên</td><td>{c}</td></tr>" for a, b, c in papers)
    dossier = f"<table><tr><th>Tên giấy tờ</th><th>Số bản</th><th>Ghi chú</th><th>Tệp mẫu</th></tr>{rows}</table>"
    found = procedure(dossier=dossier)
    assert told(found.forms) == [("mau so 06", f"{BASE}/luu/nv-6.rtf"), (None, f"{BASE}/luu/ks.rtf")]
    assert [mention.named for mention in found.forms] == ["Bản khai về nguồn vốn (Mẫu số 6)", "Phiếu khảo sát"]


@pytest.mark.parametrize(
    ("named", "stored", "linked"),
    [
        (
            "Bản cam kết bảo đảm an toàn của chủ phương tiện",
            "ban_cam_ket_bao_dam_an_toa_20240311.pdf",
            True,
        ),  # cut off, with a date behind it
        ("1. Tờ trình xin phép (theo phụ lục 3)", "to-trinh-xin-phep-theo-phu-luc-3-2.odt", True),
        ("Phiếu khai của chủ hộ (Mẫu số 12)", "phieu-khai-cua-chu-ho-mau-so-12.doc", True),
        ("Phiếu khai theo mẫu số 12 của Sở", "phieu-khai-theo-mau-so-14.doc", False),  # another number is another form
        ("Bảng kê thiết bị theo mẫu", "bang-ke-thiet-bi-theo-mau-31-2.xlsx", True),  # no number is its own, those are the system's
        ("Tờ khai của cha", "to-khai-1.doc", False),  # too little was kept to tell
        ("Phiếu khai của chủ hộ", "phieu-khai-nhan-khau.doc", False),
        ("Đơn đề nghị thẩm tra bản vẽ thi công", "Mẫu 02 tham tra ban ve thi co.docx", True),
        ("Báo cáo và đơn đề nghị thẩm tra bản vẽ thi công", "Mẫu 02 tham tra ban ve thi co.docx", False),  # a report may have its own
    ],
)
def test_a_stored_name_spells_the_form_that_is_named_elsewhere(named: str, stored: str, linked: bool) -> None:
    found = procedure(f"<p>{named}</p>", other=f"<tr><th>Tệp kèm theo</th><td><a href='/kho/9/{stored}'>{stored}</a></td></tr>")
    features = judge(found, Context(at=date(2021, 5, 4), files_checked=False)).features
    assert (features.forms_linked, features.forms_named) == ((1, 1) if linked else (1, 2))


def test_each_stored_file_is_one_form() -> None:
    listed = "<p>Đơn đề nghị giao rừng cho hộ</p><p>Đơn đề nghị giao rừng cho nhóm hộ</p>"
    stored = "".join(f"<a href='/kho/{n}/don-de-nghi-giao-rung-cho-{n}.doc'>don-de-nghi-giao-rung-cho-{n}.doc</a> " for n in (1, 2))
    assert [m.file is not None for m in procedure(listed, other=f"<tr><th>Tệp đính kèm</th><td>{stored}</td></tr>").forms] == [True, True]


def test_the_head_of_a_column_of_forms_names_no_form() -> None:
    rows = "<tr><td>Giấy tờ<td>Mẫu đơn, tờ khai</tr><tr><td>Bản sao bằng tốt nghiệp<td></tr>"
    assert judge(procedure(dossier=f"<table>{rows}</table>"), Context(at=date(2021, 5, 4))).features.forms is Forms.UNKNOWN


def test_counters_that_a_system_gave_to_all_files_of_a_page_are_no_numbers_of_forms() -> None:
    listed = "<p>Bảng tổng hợp số liệu theo phụ lục 6</p><p>Giấy đề nghị xét tặng kỷ niệm chương</p>"
    names = ("bang-tong-hop-so-lieu-theo-phu-luc_88_1.xls", "giay-de-nghi-xet-tang-ky_88_2.doc")

    def linked(*stored: str) -> list[bool]:
        files = "".join(f"<a href='/luu/{name}'>{name}</a> " for name in stored)
        return [m.file is not None for m in procedure(listed, other=f"<tr><th>Tệp đính kèm</th><td>{files}</td></tr>").forms]

    assert linked(*names) == [True, True]
    assert False in linked(names[0], "giay-de-nghi-xet-tang-ky_2.doc")  # then "phụ lục 88" may be the form's own number


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<a href='/m/1.doc'>Đơn xin phép</a>; Bản cam kết của chủ cơ sở", [True, False]),
        ("<p>Tờ khai nguồn gốc; <a href='/m/1.doc'>Đơn xin phép</a>; <a href='/m/2.doc'>Phiếu thông tin</a></p>", [True, True, False]),
        ("<p><a href='/m/1.doc'>Đơn xin phép</a>; <a href='/m/2.doc'>Phiếu thông tin</a></p>", [True, True]),
        ("Đơn xin phép; Bản cam kết (<a href='/m/1.zip'>tải về</a>)", [True]),
    ],
)
def test_papers_on_one_line_are_linked_each_by_itself(cell: str, expected: list[bool]) -> None:
    assert [mention.file is not None for mention in procedure(cell).forms] == expected


def test_files_that_have_but_numbers_are_those_of_the_forms_in_their_order() -> None:
    names = "- Đơn xin mở bãi tắm<br>- Bản khai phao cứu sinh (Phụ lục II)"
    files = "<tr><th>Đính kèm</th><td><a href='/f/Mau so 01.docx'>Mau so 01.docx</a><br><a href='/f/Phu luc II.pdf'>Phu luc II.pdf</a></td></tr>"
    found = procedure(names, other=files).forms
    assert [(form.named[:8], form.file is not None) for form in found] == [("Phu luc ", True), ("Đơn xin ", True)]
    one = files.replace("<a href='/f/Mau so 01.docx'>Mau so 01.docx</a><br>", "")
    assert [form.file is not None for form in procedure(names, other=one).forms] == [True, False]


def test_a_paper_among_the_forms_is_one_even_if_it_begins_like_a_law() -> None:
    assert told(procedure("Kế hoạch khuyến nông <a href='/f/5'>Tải về</a>").forms) == [(None, f"{BASE}/f/5")]
    assert told(procedure("Quyết định số 12/QĐ-UBND <a href='/f/6'>Tải về</a>").forms) == []


@pytest.mark.parametrize("heads", ["<th>Mẫu<th>Tải", "<td>Tên mẫu<td>Tệp", "<td>Biểu mẫu<td>Tải xuống", "<th>Tên biểu mẫu<th>"])
def test_the_heads_of_a_table_of_forms_are_no_forms(heads: str) -> None:
    listed = f"<table><tr>{heads}</tr><tr><td>Mẫu số 04 - Đơn xin cấp lại<td><a href='/f/4.doc'>Tải mẫu</a></tr></table>"
    assert told(procedure(listed).forms) == [("mau so 04", f"{BASE}/f/4.doc")]


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("<p>Phương án tổ chức vận tải</p><p>Danh mục xe tham gia</p>", 2),
        ("- Văn bản xin ý kiến<br>- Bảng kê vốn góp<br>- Báo cáo tài chính", 3),
        ("Phương án tổ chức vận tải<br>Xe được đăng kiểm tại trung tâm", 0),  # a text
    ],
)
def test_lines_of_a_list_of_forms_that_are_all_papers_are_its_forms(cell: str, named: int) -> None:
    assert len(procedure(cell).forms) == named


def test_a_button_among_forms_is_known_by_its_own_data() -> None:
    (form,) = procedure("Tờ khai Mẫu số 2 <span role=button data-tep='7c0f12' data-kieu=pdf>Tải xuống</span>").forms
    assert form.file is not None and (form.file.url, form.file.handle) == (None, "data-tep=7c0f12 data-kieu=pdf")
    (bare,) = procedure("Tờ khai Mẫu số 2 <button type=button>Tải xuống</button>").forms
    assert bare.file is None


def test_a_form_is_linked_by_the_file_of_its_name_in_another_cell() -> None:
    """A decision by its name alone is law; the list of forms says that this one is a form."""
    other = "<tr><th>Tài liệu khác</th><td><a href='/f/7.doc'>Quyết định thành lập đội văn nghệ.doc</a></td></tr>"
    found = procedure("1. Quyết định thành lập đội văn nghệ (xem tệp bên dưới)", other=other)
    assert judge(found, Context(at=date(2021, 5, 4), files_checked=False)).features.forms is Forms.YES
    assert judge(procedure("1. Quyết định thành lập đội văn nghệ"), Context(at=date(2021, 5, 4))).features.forms is Forms.NO


@pytest.mark.parametrize(
    "cell",
    [
        "<p>Đơn đề nghị cấp lại</p><p>Bảng kê thiết bị</p><a href='/k/a9'>1.docx</a> <a href='/k/b7'>2.docx</a>",
        "Đơn đề nghị cấp lại<br>Bảng kê thiết bị<br>File: <a href='/k/a9'>Tải về</a> | <a href='/k/b7'>Tải về</a>",
        "<div>Đơn đề nghị cấp lại</div><div>Bảng kê thiết bị</div><div><a href='/k/a9'>mau_9931.doc</a>, <a href='/k/b7'>mau_9932.doc</a></div>",
        "<div>Đơn đề nghị cấp lại</div><div>Bảng kê thiết bị</div><div><a href='/k/a9'>Bản Word (24 KB)</a> · <a href='/k/b7'>Bản Word (24 KB)</a></div>",
    ],
)  # fmt: skip
def test_files_in_a_row_below_as_many_forms_are_theirs_in_their_order(cell: str) -> None:
    forms = procedure(cell).forms
    assert [(m.named, m.file.url if m.file else None) for m in forms] == [
        ("Đơn đề nghị cấp lại", f"{BASE}/k/a9"),
        ("Bảng kê thiết bị", f"{BASE}/k/b7"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "<a href='/k/a9'>[docx]</a> <a href='/k/b7'>[pdf]</a>",
        "<a href='/k/a9'>Bản Word (24 KB)</a> <a href='/k/b7'>Bản PDF (31 KB)</a>",
        "<a href='/k/a9'>to-khai.docx</a> <a href='/k/b7'>to-khai.pdf</a>",
        "<a href='/k/a9'>1.docx</a> <a href='/k/b7'>2.docx</a> <a href='/k/b8'>3.docx</a>",
    ],
)
def test_kinds_of_one_file_and_files_of_another_number_are_not_dealt_out(row: str) -> None:
    forms = procedure(f"<p>Đơn đề nghị cấp lại</p><p>Tờ khai thiết bị</p>{row}").forms
    assert [m.named for m in forms if m.file is not None] == ["Tờ khai thiết bị"]


def test_a_paper_of_a_kind_and_a_number_names_the_file_beside_it() -> None:
    listed = "Tờ khai (mẫu 08) <a href='/f/a1.doc'>Tải về</a><br>Đơn, mẫu số 3a <a href='/f/a2.doc'>Tải về</a><br>Mẫu 5 <a href='/f/a3.doc'>Tải mẫu</a>"
    assert told(procedure(listed).forms) == [(f"mau so {n}", f"{BASE}/f/a{i}.doc") for i, n in enumerate(("08", "03a", "05"), 1)]


def test_what_the_office_writes_and_what_made_procedures_public_are_no_forms_of_the_visitor() -> None:
    dossier = "<p>Công chức lập Giấy tiếp nhận hồ sơ (theo Mẫu số 01)</p><p>Phiếu hẹn trả kết quả (theo Mẫu số 6)</p><p>Đơn đề nghị theo Mẫu số 02</p>"
    assert told(procedure(dossier=dossier).forms) == [("mau so 02", None)]
    act = "<p>Quyết định công bố thủ tục của Chủ tịch UBND tỉnh <a href='/f/qd.pdf'>Tải về</a></p><p>Đơn đề nghị <a href='/f/don.doc'>Tải về</a></p>"
    assert told(procedure(forms=act).forms) == [(None, f"{BASE}/f/don.doc")]


def test_papers_that_one_line_lists_are_papers_though_one_of_them_has_a_forms_name() -> None:
    forms = "<p>Tờ khai thành lập; Phương án sử dụng đất; Đề án hoạt động</p>"
    assert [m.named for m in procedure(forms=forms).forms] == ["Tờ khai thành lập", "Phương án sử dụng đất", "Đề án hoạt động"]


def test_other_items_of_the_list_that_holds_the_dossier_are_none_of_its_papers() -> None:
    items = ("Trình tự thực hiện: Cán bộ vào sổ theo mẫu quy định", "Cách thức thực hiện: Nộp trực tiếp")
    steps = "".join(f"<tr><td><b>{item.partition(':')[0]}</b></td><td>{item.partition(':')[2]}</td></tr>" for item in items)
    dossier = "<p>Đơn đề nghị <a href='/f/don.doc'>Tải về</a></p>"
    assert told(procedure(dossier=dossier, other=steps).forms) == [(None, f"{BASE}/f/don.doc")]


@pytest.mark.parametrize(
    "cell",
    [
        '<a href="/tep/bieu-mau-1-docx-88.docx">Biểu mẫu 1.docx</a><br>Phụ lục 2.docx',
        'Phụ lục 2.docx<br><a href="/tep/bieu-mau-1-docx-88.docx">Biểu mẫu 1.docx</a>',
        '<p><a href="/tep/bieu-mau-1-docx-88.docx">Biểu mẫu 1.docx</a></p><p>Phụ lục 2.docx</p>',
    ],
)
def test_a_file_without_a_link_beside_another_gives_it_no_name(cell: str) -> None:
    rows = f"<tr><th>Mẫu đơn, tờ khai</th><td>{cell}</td></tr><tr><th>Trình tự thực hiện</th><td>Nộp hồ sơ.</td></tr>"
    rows += "<tr><th>Thành phần hồ sơ</th><td>Biểu mẫu 1.docx<br>Phụ lục 2.docx<br>Bản sao giấy chứng nhận</td></tr>"
    body = f"<h1>Cấp giấy phép kinh doanh karaoke</h1><table>{rows}<tr><th>Thời hạn giải quyết</th><td>5 ngày</td></tr></table>"
    (reading,) = read_page(Page("https://tthc.example.vn/7", body)).procedures
    assert {(form.named, form.file is not None) for form in reading.forms} == {("Biểu mẫu 1.docx", True), ("Phụ lục 2.docx", False)}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (("Đơn đề nghị cấp thẻ (theo mẫu số 07)", "Sơ yếu lý lịch (mẫu số 14)"), ["Bản kê khai máy móc (theo mẫu)"]),
        # One of the files fits no paper: it may be the list under another name.
        (("Đơn đề nghị cấp thẻ (theo mẫu số 07)", "Sơ yếu lý lịch (mẫu số 14)", "Mẫu thống kê người và máy"), []),
    ],
)
def test_papers_by_a_form_that_have_no_file_where_all_others_have_theirs_by_name(files: tuple[str, ...], expected: list[str]) -> None:
    papers = "- Đơn đề nghị cấp thẻ (theo mẫu số 07);<br>- Bản kê khai máy móc (theo mẫu);<br>- Sơ yếu lý lịch (mẫu số 14);<br>- Ảnh 4x6."
    links = "".join(f"<tr><td><a href='/f/{n}.doc'>{name}</a></td><td>30 KB</td></tr>" for n, name in enumerate(files))
    body = f"<p><b>Trình tự thực hiện:</b> Nộp tại Sở</p><p><b>Thành phần hồ sơ:</b></p><p>{papers}</p><p><b>Thời hạn:</b> 5 ngày</p><table>{links}</table>"
    html = f"<html><body><main><h1>Cấp thẻ nhà báo</h1><p><b>Mã thủ tục:</b> 1.009374</p>{body}</main></body></html>"
    (reading,) = read_page(Page(f"{BASE}/tt/7", html)).procedures
    assert [form.named for form in reading.forms if form.file is None] == expected


PAPERS = "<section><h4>2) Hồ sơ gồm</h4><div>Phiếu đề nghị cấp lại thẻ (Mẫu số 5)</div><div>Hai ảnh 3x4</div></section>"


@pytest.mark.parametrize(
    ("head", "named", "there"),
    [
        ("<h6>Danh sách tệp tin đính kèm</h6>", "Phiếu đề nghị cấp lại thẻ (Mẫu số 5)", True),
        ("<div><i>Các tệp đính kèm</i></div>", "Mẫu số 5", True),
        ("", "Phiếu đề nghị cấp lại thẻ (Mẫu số 5)", True),  # named like the form itself, whatever it stands in
        ("", "Mẫu số 5 của Nghị định 96/2016/NĐ-CP", False),
        ("<h6>Danh sách tệp tin đính kèm</h6>", "Quyết định 12/2016/QĐ-UBND", False),
    ],
)
def test_files_behind_the_last_item_are_no_legal_basis(head: str, named: str, there: bool) -> None:
    files = f"<ul><li><a href='/kho/88_a.doc'>88_a.doc</a> <em>{named}</em></li></ul>"
    law = "<section><h4>5) Cơ sở pháp lý</h4><div>Nghị định số 96/2016/NĐ-CP</div>"
    steps = "<section><h4>1) Trình tự thực hiện</h4><div>Nộp tại quầy.</div></section>"
    days = "<section><h4>3) Thời hạn giải quyết</h4><div>5 ngày</div></section>"
    body = f"<h2>Cấp lại thẻ bảo vệ</h2>{steps}{PAPERS}{days}{law}{head}{files}</section>"
    (reading,) = read_page(Page(f"{BASE}/bai/88", f"<html><body><main>{body}</main></body></html>")).procedures
    assert forms(reading, Context(date(2026, 11, 22))).value.value is (Forms.YES if there else Forms.NO)


@pytest.mark.parametrize(
    ("paper", "lists", "expected"),
    [
        ("Tờ khai về nhân sự của cơ sở", "", ["Tờ khai về nhân sự của cơ sở"]),
        ("Tờ khai hải quan của lô hàng", "", []),  # made for another office
        ("Bản sao tờ khai về nhân sự", "", []),
        ("Danh sách nhân sự của cơ sở", "", []),
        # The list of forms may have it under another name.
        ("Tờ khai về nhân sự của cơ sở", "<tr><th>Biểu mẫu</th><td><a href='/f/9.doc'>Mẫu nhân sự</a></td></tr>", []),
    ],
)
def test_a_declaration_without_a_file_where_another_paper_has_its_own(paper: str, lists: str, expected: list[str]) -> None:
    papers = f"<ol><li>Đơn xin phép mở lớp <a href='/f/1.doc'>[Tải]</a></li><li>{paper}</li></ol>"
    rows = f"<tr><th>Trình tự thực hiện</th><td>Nộp tại quầy.</td></tr><tr><th>Thành phần hồ sơ</th><td>{papers}</td></tr>{lists}"
    body = f"<h1>Cho phép mở lớp dạy thêm</h1><table>{rows}<tr><th>Thời hạn giải quyết</th><td>5 ngày</td></tr></table>"
    (reading,) = read_page(Page(f"{BASE}/tt/9", body)).procedures
    assert [form.named for form in reading.forms if form.file is None] == expected


LINKED = "Đơn xin phép: <a href='/kho/1.doc'>lấy về</a>"
ALONE = [(None, f"{BASE}/kho/1.doc")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (f"{LINKED}. Phiếu lý lịch tự thuật mua tại bưu điện xã.", [*ALONE, (None, None)]),
        (f"{LINKED}; Mẫu số 9 (xin ở quầy 3)", [*ALONE, ("mau so 09", None)]),
        (f"{LINKED}. Riêng bản cam kết bảo vệ môi trường đang soạn, có sau.", [*ALONE, (None, None)]),
        (f"{LINKED}. Biên bản họp thôn chưa đưa lên được.", [*ALONE, (None, None)]),
        (f"{LINKED}. Đơn in sẵn nhận tại quầy cũng được.", ALONE),  # the same on paper
        (f"{LINKED}. Đơn viết tay được nhận tại quầy.", ALONE),
        (f"{LINKED}. Phiếu hẹn lấy tại quầy 2.", ALONE),
        (f"{LINKED}. Văn bản theo mẫu của người viết.", ALONE),
        (f"{LINKED}. Bản kê khai được xác nhận tại xã.", ALONE),
        (f"{LINKED}. Giấy phép nhận tại quầy 2.", ALONE),
        (f"{LINKED}. Kết quả nhận tại quầy 3.", ALONE),
        (f"{LINKED}. Lỗi tệp xin gọi 0255.111.222.", ALONE),
        (f"{LINKED}. Bản sao giấy khai sinh nhận tại quầy.", ALONE),
    ],
)
def test_a_form_that_is_said_not_to_be_here_beside_one_that_is(cell: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert told(procedure(f"<p>{cell}</p>").forms) == expected


def test_a_page_that_helps_with_forms_is_no_form() -> None:
    assert told(procedure("<p><a href='/tro-giup/12'>Cách mở tờ khai trên máy tính bảng</a></p>").forms) == []


@pytest.mark.parametrize(
    ("stored", "names"),
    [
        (("Giấy _1.doc", "Bản _2.docx"), ["Giấy đề nghị cho thuê", "Bản cam kết trồng lại"]),  # cut off, with a number
        (("Đơn thuê đất rừng 1.doc", "Bản cam kết trồng lại rừng 2.docx"), ["Đơn thuê đất rừng 1", "Bản cam kết trồng lại rừng 2"]),
    ],
)
def test_a_stored_name_that_was_cut_off_says_less_than_the_paper_of_its_row(stored: tuple[str, str], names: list[str]) -> None:
    rows = "".join(
        f"<tr><td>{paper}</td><td>1</td><td><a href='/f/{n}'>{name}</a></td></tr>"
        for n, (paper, name) in enumerate(zip(("Giấy đề nghị cho thuê", "Bản cam kết trồng lại"), stored, strict=True))
    )
    table = f"<table><tr><th>Giấy tờ<th>Số bản<th>Mẫu đơn, tờ khai</tr>{rows}</table>"
    facts = "<p><b>Mã thủ tục:</b> 1.003001</p><p><b>Trình tự thực hiện:</b> Nộp rồi chờ.</p>"
    [reading] = read_page(Page("https://a.gov.vn/t/8", f"<h1>Cho thuê rừng</h1>{facts}<h3>Thành phần hồ sơ</h3>{table}")).procedures
    assert [form.named.startswith(name) for form, name in zip(reading.forms, names, strict=True)] == [True, True]


def test_the_mark_that_parts_papers_may_stand_in_the_name_of_one() -> None:
    text = "Đơn xin xét hộ nghèo; hộ cận nghèo (mẫu số 01); Tờ khai nhân khẩu (mẫu số 02); phiếu đề nghị; bản kê tài sản (mẫu số 03)"
    assert [(form.named, form.symbol) for form in forms_in_dossier(text, frozenset())] == [
        ("Đơn xin xét hộ nghèo; hộ cận nghèo (mẫu số 01)", "mau so 01"),
        ("Tờ khai nhân khẩu (mẫu số 02)", "mau so 02"),
        ("bản kê tài sản (mẫu số 03)", "mau so 03"),
    ]


@pytest.mark.parametrize(
    ("html", "linked", "named"),
    [
        ("<a href='/m/a.doc'>Đơn xin học</a>; Phiếu khám sức khỏe: gặp trạm y tế để được phát phiếu.", 1, 2),
        ("1) <a href='/m/a.doc'>Đơn xin học</a> 2) Bản cam kết gia đình – đang chỉnh sửa, sẽ đưa lên sau.", 1, 2),
        ("a/ <a href='/m/a.doc'>Đơn xin học</a> b/ <a href='/m/b.doc'>Bản cam kết</a>", 2, 2),
        ("<a href='/m/a.pdf'>Hướng dẫn về cách ghi Tờ khai TK7</a> (tờ khai TK7 lấy tại Phòng)", 0, 1),
    ],
)
def test_forms_withheld_in_a_numbered_line_and_guides(html: str, linked: int, named: int) -> None:
    count = forms(procedure(html), Context(date(2026, 11, 22))).value
    assert (count.linked, count.named) == (linked, named)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TỜ KHAI CẤP ĐỔI THẺ; GHI LẠI SỐ THẺ (Mẫu số 09)", ["TỜ KHAI CẤP ĐỔI THẺ; GHI LẠI SỐ THẺ (Mẫu số 09)"]),
        ("TỜ KHAI CẤP THẺ (Mẫu số 1); ĐƠN XIN GHI SỐ (Mẫu số 2)", ["TỜ KHAI CẤP THẺ (Mẫu số 1)", "ĐƠN XIN GHI SỐ (Mẫu số 2)"]),
        ("Tờ khai cấp thẻ (Mẫu số 1); Văn bản cử người (Mẫu số 2)", ["Tờ khai cấp thẻ (Mẫu số 1)", "Văn bản cử người (Mẫu số 2)"]),
    ],
)
def test_a_name_in_capitals_goes_on_behind_the_mark_that_parts_papers(line: str, expected: list[str]) -> None:
    assert [form.named for form in forms_in_dossier(line, frozenset())] == expected


@pytest.mark.parametrize(
    "below",
    [
        "<p>Bà con <a href='/ke-khai/11724'>lập và nộp tờ khai qua mạng</a> được ngay, không phải ra xã.</p>",
        "<p><a href='/ke-khai/11724'>Mở tờ khai điện tử</a></p>",
        "<p><a href='/gui-tep/11724'>Nộp hồ sơ qua mạng</a> - in đơn, điền, ký rồi chụp lại</p>",
        "<p><a href='https://docs.google.com/forms/d/e/1FAIp/viewform'>Phiếu ghi danh trực tuyến</a></p>",
    ],
)
def test_how_one_applies_below_the_list_of_forms_is_no_form(below: str) -> None:
    found = judge(procedure(f"<p><a href='/t/1.docx'>Đơn đề nghị cấp lại</a></p>{below}"), Context(date(2026, 11, 22)))
    assert (found.features.forms, found.features.forms_named) == (Forms.YES, 1)
    assert judge(procedure(f"<p>Không có.</p>{below}"), Context(date(2026, 11, 22))).features.forms is Forms.NOT_APPLICABLE


def test_a_form_beside_the_order_to_send_it_stays_one() -> None:
    found = judge(
        procedure("<p>Đơn đề nghị cấp lại <a href='/ke-khai/11724'>Nộp trực tuyến</a></p><p>Bản kê khai vật tư</p>"),
        Context(date(2026, 11, 22)),
    )
    assert (found.features.forms, found.features.forms_named) == (Forms.NO, 2)
