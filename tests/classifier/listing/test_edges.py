# ruff: noqa: E501 - mark-up is easier to read on one line
"""Mark-up at the edges of each reading: where a value ends, what a table's odd rows are, what opens a part, what is no file."""

from __future__ import annotations

import json

import pytest

from classifier.data.datakeys import plain
from classifier.data.listings import read_data
from classifier.model import FieldKey as K, Outcome, Page, PageKind, PageReading, ProcedureReading
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, page, table_th_td

URL = "https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724"
BASE = "https://dvc.tinh.example.vn"


def read(html: str, url: str = URL, status: int = 200) -> PageReading:
    return read_page(Page(url, html, status))


def one(body: str, url: str = URL) -> ProcedureReading:
    (found,) = read(page(f"<main>{body}</main>"), url).procedures
    return found


def texts(found: ProcedureReading, key: K) -> list[str]:
    return [" ".join(f.text.split()) for f in found.fields if f.key is key]


def table(*more: str, without: tuple[K, ...] = ()) -> str:
    rows = "".join(f"<tr><th>{label}</th><td>{html}</td></tr>" for _, label, html, _ in Procedure().without(*without))
    return f"<table>{rows}{''.join(more)}</table>"


@pytest.mark.parametrize(
    ("status", "body", "outcome", "reason"),
    [
        (403, "<p>Forbidden</p>", Outcome.BLOCKED, "status 403"),
        (429, "", Outcome.BLOCKED, "status 429"),
        (401, "<p>Unauthorized</p>", Outcome.LOGIN, "status 401"),
        (404, "<p>Trang này tạm vắng</p>", Outcome.ERROR, "status 404"),
        (500, table_th_td(Procedure()), Outcome.ERROR, "status 500"),
        (200, "<p></p>", Outcome.EMPTY, "no text"),
    ],
)
def test_outcomes_by_status(status: int, body: str, outcome: Outcome, reason: str) -> None:
    reading = read(body, status=status)
    assert (reading.outcome, reading.reason) == (outcome, reason)


def test_a_farewell_counts_only_where_nothing_else_of_the_site_is_left() -> None:
    words = "<h2>Thông báo</h2><p>Phần mềm một cửa của tỉnh được ngưng từ tháng bảy, mời bà con dùng <a href='https://dichvucong.gov.vn/'>Cổng Dịch vụ công quốc gia</a>.</p>"
    assert read(words).outcome is Outcome.CLOSED
    assert read(f"{words}<a href='/thu-tuc/danh-sach'>Danh sách thủ tục</a>").outcome is not Outcome.CLOSED


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("<h1>2.001234 - Cấp thẻ nhà báo</h1>", "2.001234"),
        ("<tr><th>Ký hiệu</th><td>1.004567</td></tr>", "1.004567"),
        ("<tr><th>Ký hiệu</th><td>Theo quyết định công bố của Chủ tịch Ủy ban nhân dân tỉnh số 1.004567</td></tr>", None),
        ("<tr><th>Ký hiệu</th><td>Không có</td></tr>", None),
    ],
)
def test_a_code_without_its_label(where: str, code: str | None) -> None:
    head = where if where.startswith("<h1") else ""
    name = f"<tr><th>Tên thủ tục</th><td>{'2.001234 - ' if head else ''}Cấp thẻ nhà báo</td></tr>"
    found = one(head + table(name, "" if head else where, without=(K.CODE, K.NAME)), f"{BASE}/xem")
    assert found.code == code


def test_words_of_a_level_that_are_none() -> None:
    long = "Dịch vụ công này được cung cấp theo quy định " * 8
    found = one(table(f"<tr><th>Dịch vụ công</th><td>{long}</td></tr>", "<tr><th>Mức độ cung cấp</th><td></td></tr>", without=(K.LEVEL,)))
    assert texts(found, K.LEVEL) in ([], [""])


def test_a_column_of_papers_ends_at_the_next_head_and_skips_tables_inside_it() -> None:
    papers = (
        "<table><tr><th>Tên giấy tờ</th><th>Số lượng</th></tr><tr><td>Đơn đề nghị</td><td>1</td></tr>"
        "<tr><td colspan=2><table><tr><td>bản chính</td><td>9</td></tr></table></td></tr>"
        "<tr><td>Hợp đồng thuê</td><td>2</td></tr></table>"
    )
    found = one(table(f"<tr><th>Thành phần hồ sơ</th><td>{papers}</td></tr>", without=(K.DOSSIER,)))
    dossier = " ".join(texts(found, K.DOSSIER))
    assert "Đơn đề nghị" in dossier and "Hợp đồng thuê" in dossier


def test_labels_in_attributes_count_only_where_they_are_labels() -> None:
    cells = "".join(f"<td data-title='{label}'>{html}</td>" for _, label, html, _ in Procedure().items)
    strange = "<td data-title='Cột phụ'>x</td><td data-title='Lĩnh vực'>Lĩnh vực khác</td>"
    found = one(f"<table><tr>{cells}{strange}</tr></table>")
    assert texts(found, K.FIELD) == ["Lưu thông hàng hóa trong nước"]


@pytest.mark.parametrize(
    ("link", "linked"),
    [
        ("<a href='/xem/12' onclick=\"taiVe('12.doc')\" title='Đơn đề nghị Mẫu số 9'>Tải về</a>", True),
        ("<a href='/anh/don-de-nghi.png'>Tải về</a>", False),
        ("<a href='mailto:a@example.vn'>Tải về</a>", False),
        ("<button type=button name=t>Tải về</button>", False),
        ("<button>Tải về</button>", False),
        ("<a href='/f/9.docx'><i class='icon-tai' title='Tải về'></i></a>", True),
        ("<a href='/tep/9' download></a>", True),
    ],
)
def test_what_is_a_file_of_a_named_form(link: str, linked: bool) -> None:
    found = one(table(f"<tr><th>Biểu mẫu</th><td><p>Đơn đề nghị Mẫu số 9 {link}</p></td></tr>", without=(K.DOSSIER,)))
    assert [m.file is not None for m in found.forms if m.symbol == "mau so 09"] == [linked]


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("<ul><li>Phiếu khảo sát nhu cầu <a href='/f/p.doc'>Tải về</a></li></ul>", "Phiếu khảo sát nhu cầu"),
        ("<div><a href='/f/p.doc'>Tải về</a> Phiếu khảo sát nhu cầu</div>", "Phiếu khảo sát nhu cầu"),
        ("<a href='/f/p.doc' title='Phiếu  khảo sát nhu cầu'>Tải về</a>", "Phiếu khảo sát nhu cầu"),
        ("<a href='/f/p.doc'>Tải về: Phiếu khảo sát nhu cầu</a>", "Phiếu khảo sát nhu cầu"),
        (
            "<div><p>Phiếu khảo sát nhu cầu</p><small>02 bản sao có chứng thực</small> <a href='/f/p.doc'>Tải về</a></div>",
            "Phiếu khảo sát nhu cầu",
        ),
        ("<div><p>Phiếu khảo sát nhu cầu</p><i>01 bộ</i><br><a href='/f/p.doc'>Tải về</a></div>", "Phiếu khảo sát nhu cầu"),
        ("<a href='/f/phieu-khao-sat.doc'>Tải về</a>", "phieu-khao-sat.doc"),
    ],
)
def test_what_a_file_is_called(link: str, name: str) -> None:
    found = one(table(f"<tr><th>Biểu mẫu</th><td>{link}</td></tr>", without=(K.DOSSIER,)))
    assert [file.named for f in found.fields if f.key is K.FORMS for file in f.links] == [name]


def test_an_answer_may_hold_its_list_as_a_string_that_is_broken() -> None:
    rows = [{"maTTHC": f"1.00{n}123", "tenTTHC": f"Cấp giấy phép xây dựng loại {n}", "tenCoQuan": "Sở Xây dựng"} for n in range(100, 106)]
    assert read_data(json.dumps({"ghiChu": "[không phải JSON", "d": json.dumps(rows)}), URL).kind is PageKind.LISTING
    assert read_data(json.dumps({"d": "[" * 500}), URL).rows == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, ""), (7, "7"), ("a  b", "a b"), ("a \n\n  b", "a\nb"), ("<p>x <b>y</b></p>", "x y"), ("3 < 5", "3 < 5"), ([1], "")],
)
def test_values_of_an_answer_as_text(value: object, text: str) -> None:
    assert plain(value) == text


def test_odd_rows_of_a_list() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='/tt/{n}'>{name}</a></td><td>{level}</td></tr>"
        for n, (name, level) in enumerate(
            [
                ("Cấp giấy chứng nhận nguồn gốc", "<img src=/m4.png alt='Mức độ 4'>"),
                ("Gia hạn giấy phép khai thác", "<img src=/m.png>"),
                ("Tên thủ tục", "Mức độ"),
                ("Thu hồi chứng chỉ hành nghề", "<span title='Mức độ 3'></span>"),
            ]
        )
    )
    group = "<tr><td colspan=3>Lĩnh vực Lâm nghiệp</td></tr>"
    short = "<tr><td>thiếu ô</td></tr><tr><td>9</td><th>Cộng trang</th><td></td></tr>"
    found = read(
        page(f"<main><table><tr><th>STT</th><th>Tên thủ tục</th><th>Mức độ</th></tr>{group}{rows}{short}</table></main>"),
        f"{BASE}/danh-sach",
    )
    assert [(row.name, row.level_text) for row in found.rows] == [
        ("Cấp giấy chứng nhận nguồn gốc", "Mức độ 4"),
        ("Gia hạn giấy phép khai thác", ""),
        ("Thu hồi chứng chỉ hành nghề", "Mức độ 3"),
    ]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<a href='https://pm.bo.example.vn'>Nộp trên phần mềm của Bộ</a>", "submit"),
        ("<a href='https://forms.gle/abc'>Đăng ký trực tuyến</a>", "email"),
        ("<a href='/dang-nhap?tiep=nop'>Đăng nhập để nộp hồ sơ</a>", "submit"),
        ("<a href='/nop-ho-so/11724'>Thực hiện</a>", "submit"),
        ("<a href='/nop-ho-so/11724'>Quy định chung</a>", "other"),
    ],
)
def test_kinds_of_controls(html: str, kind: str) -> None:
    found = read(table_th_td(Procedure()).replace("</main>", f"{html}</main>")).controls
    words = html[html.index(">") + 1 : -4]
    assert [control.kind for control in found if control.text == words] in ([kind], [] if kind == "other" else [kind])


def test_a_description_that_breaks_off_is_not_judged_by_what_it_lacks() -> None:
    whole = page(f"<main>{table()}</main>")
    broken = whole[: whole.index("</main>") - 40]
    assert (read(broken[: broken.rindex(" ")]).outcome, read(broken[: broken.rindex(" ")]).procedures) == (Outcome.ERROR, ())
    assert read(whole.replace("</body>", "").replace("</html>", "")).procedures


@pytest.mark.parametrize(
    ("manner", "kinds"),
    [("Nộp tại quầy hoặc nộp trên Cổng dịch vụ công quốc gia", ["submit"]), ("Nộp trực tiếp tại quầy của Trung tâm", [])],
)
def test_a_link_named_like_the_place_where_one_applies_is_the_way_there(manner: str, kinds: list[str]) -> None:
    cells = table(f"<tr><th>Cách thức thực hiện</th><td>{manner}</td></tr>", without=(K.MANNER,))
    found = one(f"{cells}<p><a class=nut href='https://dichvucong.gov.vn/'>Cổng Dịch vụ công quốc gia</a></p>")
    assert [control.kind for control in found.controls if "gov.vn" in (control.url or "")] == kinds


def test_a_puzzle_that_fills_the_page_is_a_wall() -> None:
    assert read("<p>Nhập mã bảo vệ</p><form><img src=/ma.png><input name=maCaptcha></form>").outcome is Outcome.BLOCKED


@pytest.mark.parametrize("tabs", [1, 2])
def test_heads_in_a_list_and_as_many_blocks_after_it(tabs: int) -> None:
    items = Procedure().without(K.CODE, K.NAME)
    heads = "".join(f"<li>{label}</li>" for _, label, _, _ in items)
    blocks = "".join(f"<div>{html}</div>" for _, _, html, _ in items)
    strange = "<div><p>Bấm vào từng mục</p></div>" * (tabs - 1)
    found = one(f"<h1>Cấp thẻ nhà báo</h1><p>Mã thủ tục: 1.003888</p><section><ul>{heads}</ul>{strange}<div>{blocks}</div></section>")
    assert texts(found, K.AGENCY) == ["Sở Công Thương"]
    assert texts(found, K.DURATION) == ["15 ngày làm việc"]


def test_a_tab_that_opens_a_part_which_is_not_there() -> None:
    heads = "".join(f"<li><a href='#phan-{n}'>{label}</a></li>" for n, (_, label, _, _) in enumerate(Procedure().without(K.NAME)))
    parts = "".join(
        f"<div id=phan-{n}>{html}</div>" for n, (key, _, html, _) in enumerate(Procedure().without(K.NAME)) if key is not K.CONDITIONS
    )
    found = one(f"<h1>Cấp thẻ nhà báo</h1><ul class=nav-tabs>{heads}</ul>{parts}")
    assert texts(found, K.AGENCY) == ["Sở Công Thương"]
    assert texts(found, K.CONDITIONS) in ([], [""])


@pytest.mark.parametrize(("places", "kept"), [(2, True), (6, False)])
def test_a_column_of_links_under_a_heading_is_no_value(places: int, kept: bool) -> None:
    links = "".join(f"<li><a href='/loc?dv={n}'>Sở chuyên ngành thứ {n}</a></li>" for n in range(places))
    box = f"<div class=cot><div class=dau>Cơ quan, đơn vị</div><ul>{links}</ul><b>Số liệu</b><div>Hồ sơ đúng hạn 98%</div></div>"
    found = one(f"{box}{table(without=(K.AGENCY,))}")
    assert bool(texts(found, K.AGENCY)) is kept


def test_a_value_that_begins_with_its_own_label() -> None:
    parts = "".join(f"<dt>{label}</dt><dd><h3>{label}</h3>{html}</dd>" for _, label, html, _ in Procedure().without(K.FEE))
    found = one(f"<dl>{parts}<dt>Phí, lệ phí</dt><dd><h3>PHÍ, LỆ PHÍ</h3><p>Không có</p></dd></dl>")
    assert texts(found, K.FEE) == ["Không có"] and texts(found, K.AGENCY) == ["Sở Công Thương"]


def test_the_line_right_above_the_values_names_the_procedure_whatever_element_it_stands_in() -> None:
    side = "<td><div class=title-box>Nộp hồ sơ trực tuyến</div><a href='/nop'>Bấm vào đây</a></td>"
    found = one(f"<table><tr>{side}<td><font size=5>Gia hạn giấy phép hành nghề khoan</font>{table(without=(K.NAME,))}</td></tr></table>")
    assert found.name == "Gia hạn giấy phép hành nghề khoan"


def test_a_box_beside_the_values_does_not_name_the_procedure() -> None:
    side = "<td><div>Thanh toán không dùng tiền mặt</div><div>Mức độ 2: 1.108</div><div>Mức độ 3: 402</div></td>"
    found = one(f"<table><tr>{side}<td><h2>Bộ xét nghiệm HIV, cấp lại chứng nhận</h2>{table(without=(K.NAME,))}</td></tr></table>")
    assert found.name == "Bộ xét nghiệm HIV, cấp lại chứng nhận"


@pytest.mark.parametrize(
    ("terms", "level"),
    [
        ("<div><a href='/tu-khoa/8'>DVC mức 3</a></div>", "DVC mức 3"),
        ("<div><a href='/tu-khoa/8'>DVC mức 3</a></div><div><a href='/tu-khoa/9'>DVC mức 4</a></div>", None),
        ("<div><a href='/tu-khoa/8'>Bài viết về mức độ 3</a></div>", None),
    ],
)
def test_a_level_that_stands_among_the_values_without_its_label(terms: str, level: str | None) -> None:
    parts = [f"<div><b>{label}</b><div>{html}</div></div>" for _, label, html, _ in Procedure().without(K.LEVEL)]
    found = one(f"<article>{''.join(parts[:4])}{terms}{''.join(parts[4:])}</article>")
    assert texts(found, K.LEVEL) == ([level] if level else [])


@pytest.mark.parametrize(
    ("more", "closed"), [("", True), ("<p>Quy định chung về một cửa, một cửa liên thông trong cơ quan.</p>" * 40, False)]
)
def test_a_notice_of_closing_between_whole_menus(more: str, closed: bool) -> None:
    words = "Từ 0 giờ ngày 01/7/2025, cổng của tỉnh đóng giao diện. " + "Hồ sơ đã nộp vẫn được giải quyết theo phiếu hẹn đã phát. " * 9
    link = "<a href='https://dichvucong.gov.vn/'>Cổng Dịch vụ công quốc gia</a>"
    menu = "".join(f"<li><a href='/muc/{n}'>Mục số {n}</a></li>" for n in range(14))
    reading = read(page(f"<ul>{menu}</ul><div><p>{words}</p><p>{link}</p>{more}</div>"))
    assert (reading.outcome is Outcome.CLOSED) is closed


def test_an_article_about_another_portals_end_closes_nothing() -> None:
    menu = "".join(f"<li><a href='/c{n}'>Chuyên mục {n}</a></li>" for n in range(14))
    told = "Cổng dịch vụ công của tỉnh bạn đóng giao diện từ tháng bảy, người dân tỉnh ấy dùng Cổng Dịch vụ công quốc gia. "
    text = told + "Tại tỉnh ta, việc tiếp nhận hồ sơ vẫn bình thường trên cổng hiện có, bà con yên tâm. " * 7
    reading = read(page(f"<ul>{menu}</ul><div><h3>Tin tổng hợp</h3><p>{text}</p><p><a href='/tin/5'>Tăng cường tiếp dân</a></p></div>"))
    assert reading.outcome is not Outcome.CLOSED


def exported(groups: bool = True) -> str:
    """A table from a spreadsheet: a line with the number and the name of each group, blank forms before the way to the page."""
    lines, number = [], 0
    for mark, field in (("A.", "Thú y (02 thủ tục)"), ("B", "Chăn nuôi (3 TTHC)")):
        lines.append(f"<tr><td>{mark}</td><td colspan=5>{field}</td></tr>" if groups else "")
        for name in ("Cấp chứng chỉ hành nghề", "Cấp lại chứng chỉ hành nghề", "Gia hạn giấy chứng nhận")[: 3 if mark == "B" else 2]:
            number += 1
            lines.append(
                f"<tr><td>{number}</td><td>{name} {field[:4].strip()}</td><td>{number + 2} ngày</td><td>3</td>"
                f"<td>Đơn <a href='/don/{number}.doc'>bản Word</a></td><td><a href='/muc/{number}0.htm'>Nội dung</a></td></tr>"
            )
    heads = "<tr><td>TT</td><td>Tên thủ tục hành chính</td><td>Thời hạn</td><td>Mức độ</td><td>Tài liệu</td><td>Khác</td></tr>"
    return f"<html><body><h1>Danh mục thủ tục</h1><table border=1>{heads}{''.join(lines)}</table></body></html>"


def test_a_line_with_the_number_and_the_name_of_a_group_is_no_row() -> None:
    rows = read_page(Page("https://so.tinh.example.vn/ds.htm", exported())).rows
    assert [row.name.rsplit(" ", 2)[0] for row in rows if "thủ tục)" in row.name or "TTHC" in row.name] == []
    assert len(rows) == 5
    assert [row.field for row in rows] == ["Thú y (02 thủ tục)"] * 2 + ["Chăn nuôi (3 TTHC)"] * 3


def test_a_row_leads_to_its_page_and_not_to_the_form_that_stands_before_the_way() -> None:
    rows = read_page(Page("https://so.tinh.example.vn/ds.htm", exported(groups=False))).rows
    assert [row.url for row in rows] == [f"https://so.tinh.example.vn/muc/{number}0.htm" for number in range(1, 6)]
