# ruff: noqa: E501 - mark-up is easier to read on one line
"""Pages whose addresses are titles with all their marks, as wikis write them, and what such systems put around the words."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from classifier.forms.matching import forms_in_dossier
from classifier.model import FieldKey, Page, PageKind, PartLink
from classifier.page.document import open_document
from classifier.page.recordids import blank_ids, title_in, titles_in
from classifier.page.siblings import record_address
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, table_th_td

ROOT = "https://cam-nang.tinh.example.vn/doc/"
NAMES = ("Gia hạn thẻ hướng dẫn viên du lịch", "Cấp lại thẻ thư viện tỉnh", "Đăng ký tổ chức lễ hội", "Công nhận nghệ nhân ưu tú")


def to(title: str) -> str:
    return ROOT + quote(title.replace(" ", "_"))


def test_titles_with_marks_are_addresses_of_one_kind() -> None:
    assert len({blank_ids(to(name)) for name in NAMES}) == 1
    assert blank_ids(to("Nhóm:Văn hóa và du lịch")) != blank_ids(to(NAMES[0]))  # another space of the wiki
    assert title_in(to(NAMES[1])) == "cap-lai-the-thu-vien-tinh"
    assert titles_in(f"{to(NAMES[2])}/{quote('Mẫu')}") == {"dang-ky-to-chuc-le-hoi"}
    assert title_in(f"{ROOT}Sa-Pa") == title_in(ROOT + quote("Giới_thiệu")) == ""


def test_an_index_by_letters_beside_menus_of_the_same_addresses_is_a_list() -> None:
    index = "".join(f"<div class=chu><h4>{name[0]}</h4><ul><li><a href='{to(name)}'>{name}</a></li></ul></div>" for name in NAMES)
    groups = "".join(f"<li><a href='{to('Nhóm:' + field)}'>{field}</a></li>" for field in ("Văn hóa cơ sở", "Du lịch", "Thư viện"))
    menu = "".join(f"<li><a href='{to(words)}'>{words}</a></li>" for words in ("Trang đầu", "Trang bất kỳ", "Tin của phòng"))
    html = f"<title>Mục lục</title><body><h1>Nhóm:Tất cả</h1><ul>{groups}</ul><div>{index}</div><div><h3>Mục</h3><ul>{menu}</ul></div>"
    reading = read_page(Page(to("Nhóm:Tất cả"), html))
    assert (reading.kind, [row.name for row in reading.rows]) == (PageKind.LISTING, list(NAMES))


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Cấp thẻ nhà báo <small>(<a href='/e?s=2'>chỉnh sửa</a>)</small>", "Cấp thẻ nhà báo"),
        ("Cấp thẻ nhà báo<span> [ <a href='/e'>sửa</a> · <a href='/s'>sửa mã nguồn</a> ]</span>", "Cấp thẻ nhà báo"),
        ("Lệ phí <a class=anchor href='#le-phi'>¶</a>", "Lệ phí"),
        ("<a href='/dinh-chinh'>Sửa đổi giấy phép</a>", "Sửa đổi giấy phép"),
        ("Sửa nhà <a href='/sua'>Sửa chữa nhà ở</a>", "Sửa nhà Sửa chữa nhà ở"),
    ],
)
def test_tools_of_writers_are_no_words_of_a_heading(heading: str, words: str) -> None:
    assert open_document(f"<h3>{heading}</h3><p>…", ROOT).text.splitlines()[0] == words


def test_the_pages_below_a_titled_page_are_its_parts() -> None:
    here = to("Gia hạn thẻ hướng dẫn viên")
    strip = f"<p>Xem: <a href='{here}/{quote('Giấy_tờ')}'>Giấy tờ</a></p><p>Tương tự: <a href='{to(NAMES[1])}'>{NAMES[1]}</a></p>"
    html = table_th_td(Procedure()).replace("<table class=tbl>", f"{strip}<table class=tbl>", 1)
    (reading,) = read_page(Page(here, html)).procedures
    assert reading.parts == (PartLink("Giấy tờ", f"{here}/{quote('Giấy_tờ')}"),)
    assert not record_address(open_document(html, here)).numbers  # the digits of a letter's percents are nobody's number


def test_the_head_of_a_row_is_a_label_by_its_mark_up() -> None:
    facts = "<table><tr><th>Số hiệu thủ tục</th><td>1.004646</td></tr><tr><th>Bậc</th><td>Cấp tỉnh</td></tr><tr><th>Ai giữ</th><td>Phòng Di sản</td></tr></table>"
    html = f"<h1>Công nhận bảo vật</h1>{facts}<h2>Trình tự thực hiện</h2><p>Nộp, xét, ký.</p><h2>Thành phần hồ sơ</h2><p>Đơn.</p><h2>Lệ phí</h2><p>Không.</p>"
    (reading,) = read_page(Page(to("Công nhận bảo vật"), html)).procedures
    assert [(f.key, f.text) for f in reading.fields if f.key in (FieldKey.TIER, FieldKey.CODE)] == [
        (FieldKey.CODE, "1.004646"),
        (FieldKey.TIER, "Cấp tỉnh"),
    ]


def test_the_words_of_a_link_to_a_file_name_no_second_form() -> None:
    assert forms_in_dossier("Tờ khai: Tệp:To_khai_le_hoi.docx", {"tep:to_khai_le_hoi.docx"}) == []
    assert [m.named for m in forms_in_dossier("Tờ khai: To_khai_le_hoi.docx", {"tai ve"})] == ["To_khai_le_hoi.docx"]


@pytest.mark.parametrize(
    ("foot", "level"),
    [
        ("<p>Thể loại: <a href='/t/1'>Di sản</a> · <a href='/t/2'>Dịch vụ công mức độ 3</a></p>", "Dịch vụ công mức độ 3"),
        ("<div><span>Tags:</span> <a href='/t/2'>Toàn trình</a></div>", "Toàn trình"),
        ("<footer><a rel='tag nofollow' href='/t/1'>Di sản</a> <a rel=tag href='/t/2'>Mức độ 2</a></footer>", "Mức độ 2"),
        ("<p>Chuyên mục: <a href='/t/1'>Mức độ 2</a> <a href='/t/2'>Mức độ 3</a></p>", None),  # a filter
        ("<p>Chuyên mục: <a href='/t/1'>Dịch vụ công mức độ 3, 4</a></p>", None),
        ("<nav>Thể loại: <a href='/t/2'>Mức độ 4</a></nav>", None),
        ("<p>Xem: <a href='/t/2'>Mức độ 4</a></p><p>Thể loại: không có</p>", None),
    ],
)
def test_a_level_among_the_categories_of_a_page(foot: str, level: str | None) -> None:
    html = f"<article><h1>Công nhận bảo vật</h1><p>Mã thủ tục: 1.004646</p><p>Trình tự thực hiện: Nộp, xét, ký.</p><p>Hồ sơ gồm: Đơn</p><p>Lệ phí: Không</p><h2>Căn cứ pháp lý</h2><p>Luật Di sản</p><hr>{foot}</article>"
    (reading,) = read_page(Page(to("Công nhận bảo vật"), html)).procedures
    assert next((f.text for f in reading.fields if f.key is FieldKey.LEVEL), None) == level


def test_many_long_names_are_a_list_though_nothing_else_tells_so() -> None:
    def rows(names: tuple[str, ...]) -> int:
        links = "".join(f"<li><a href='/ghi/{quote(name.replace(' ', '-'))}'>{name}</a></li>" for name in names)
        return len(read_page(Page("https://x.example.vn/muc", f"<h2>Mục lục</h2><ul>{links}</ul>")).rows)

    other = "Xếp hạng di tích cấp tỉnh"
    assert rows((*NAMES, "Cấp phép khai quật khẩn cấp", other)) == 6
    assert rows((*NAMES, other, "Bảo quản hiện vật quý hiếm", "Tu bổ đình làng xuống cấp")) == 0  # three of seven begin like none


def test_the_name_of_a_province_over_a_page_is_none_of_a_procedure() -> None:
    """It folds as the verb that some names begin with, and the procedure's own is like no other."""
    name, items = (
        "Bình tuyển vườn cây đầu dòng",
        (("Trình tự thực hiện", "Nộp đơn."), ("Thành phần hồ sơ", "Bản khai."), ("Thời hạn", "9 ngày")),
    )
    told = "".join(f"<h5>{label}</h5><p>{said}</p>" for label, said in items)
    for head, title in ((f"<h1>TỈNH BÌNH AN</h1><h2>{name}</h2>", name), ("<h1>Cổng</h1><h2>Tính thuế nhà đất</h2>", "Tính thuế nhà đất")):
        html = f"<title>{title}</title><body>{head}<div>{told}<p>Mã số: 1.008126</p></div></body>"
        (found,) = read_page(Page("https://huyen.example.vn/bai/7-cay.html", html)).procedures
        assert found.name == title


@pytest.mark.parametrize("last", ["cap-lai-the-thu-vien-tinh-38", "38-cap-lai-the-thu-vien-tinh", "cap-lai-the-thu-vien-tinh"])
def test_a_title_with_a_short_number_names_its_procedure_in_other_addresses(last: str) -> None:
    links = "".join(
        f"<a href='/lam/{record}'>Khởi sự thôi</a> " for record in (last, "cong-nhan-nghe-nhan-uu-tu-38", "cap-lai-the-thu-vien-tinh-39")
    )
    html = (
        f"<h1>{NAMES[1]}</h1><h3>Trình tự thực hiện</h3><p>Nộp, xét, ký.</p><h3>Cách thức thực hiện</h3><p>{links}</p>"
        "<h3>Thành phần hồ sơ</h3><p>Đơn.</p><h3>Lệ phí</h3><p>Không.</p>"
    )
    (reading,) = read_page(Page(f"https://mot-cua.example.vn/muc/{last}", html)).procedures
    assert [control.url for control in reading.controls if control.own] == [f"https://mot-cua.example.vn/lam/{last}"]


def test_a_number_behind_the_title_of_another_page_names_nothing() -> None:
    html = (
        f"<h1>{NAMES[0]}</h1><h3>Trình tự thực hiện</h3><p>Nộp, xét, ký.</p><h3>Cách thức thực hiện</h3>"
        "<p><a href='/lam/tra-loi-bao-chi-thang-10-4'>Khởi sự thôi</a></p><h3>Thành phần hồ sơ</h3><p>Đơn.</p><h3>Lệ phí</h3><p>Không.</p>"
    )
    (reading,) = read_page(Page("https://mot-cua.example.vn/muc/tra-loi-bao-chi-thang-10-4", html)).procedures
    assert not [control for control in reading.controls if control.own]
