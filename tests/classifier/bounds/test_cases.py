# ruff: noqa: E501 - mark-up is easier to read on one line
"""Tables of cases of one procedure (§6.16), and tables that only look like them."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.judging.judge import judge
from classifier.model import ApplicationReading, Behind, Context, FieldKey, Page, ProcedureReading
from classifier.reading import read_page
from classifier.words.names import is_level_text

FACTS = """<h2>Cấp thẻ nhà báo lần đầu</h2><div class=row><b>Mã thủ tục:</b> 1.009374.000.00.00.H40</div>
<div class=row><b>Trình tự thực hiện:</b> Nộp hồ sơ, nhận giấy hẹn và chờ kết quả.</div>
<div class=row><b>Thành phần hồ sơ:</b> Sơ yếu lý lịch có xác nhận.</div><div class=row><b>Thời hạn giải quyết:</b> 20 ngày</div>
<div class=row><b>Căn cứ pháp lý:</b> Luật Báo chí</div>"""


def read(table: str) -> ProcedureReading:
    html = f"<html><body><main>{FACTS}{table}</main></body></html>"
    return read_page(Page("https://dvc.tinh.gov.vn/tthc/77", html, at=date(2026, 11, 1))).procedures[0]


def test_each_row_is_a_case_with_its_channel_and_its_own_button() -> None:
    cases = read(
        "<table><tr><th>STT<th>Nội dung trường hợp<th>Hình thức thực hiện</tr>"
        "<tr><td>1<td>Cấp lần đầu<td><a href=/khai/77>Nộp trực tuyến</a></tr><tr><td>2<td>Cấp lại do mất<td>Tại trụ sở</tr></table>"
    ).cases
    assert [case.name for case in cases] == ["Cấp lần đầu", "Cấp lại do mất"]
    assert [len(case.controls) for case in cases] == [1, 0]
    assert [case.fields[0].text for case in cases] == ["Nộp trực tuyến", "Tại trụ sở"]


def test_a_level_of_each_case_is_its_level() -> None:
    cases = read(
        "<table><tr><td>Trường hợp</td><td>Mức độ</td></tr><tr><td>Thường</td><td>Toàn trình</td></tr>"
        "<tr><td>Có yếu tố nước ngoài</td><td>Một phần</td></tr></table>"
    ).cases
    assert [(case.fields[0].key, case.fields[0].text) for case in cases] == [(FieldKey.LEVEL, "Toàn trình"), (FieldKey.LEVEL, "Một phần")]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>Trường hợp<th>Mức thu phí</tr><tr><td>Cấp mới<td>50.000 đồng</tr><tr><td>Cấp lại<td>20.000 đồng</tr></table>",
        "<table><tr><th>Hình thức nộp<th>Thời hạn<th>Phí</tr><tr><td>Trực tiếp<td>5 ngày<td>0</tr><tr><td>Trực tuyến<td>4 ngày<td>0</tr></table>",
        "<table><tr><th>Trường hợp<th>Cách nộp</tr><tr><td>Mọi trường hợp<td>Tại trụ sở</tr></table>",
    ],
)
def test_a_table_of_fees_or_of_channels_or_of_one_line_has_no_cases(table: str) -> None:
    assert read(table).cases == ()


CASE = "<p><b>Cách thức thực hiện:</b> {way}</p><p><b>Lệ phí:</b> {fee}</p><p><b>Tên mẫu đơn:</b> <a href=/m/{n}.docx>Đơn số {n}</a></p>{button}"
FIRST = CASE.format(n=1, way="Nộp trực tuyến", fee="50.000 đồng, thanh toán trực tuyến", button="<p><a href='/khai/77'>Nộp hồ sơ</a></p>")
SECOND = CASE.format(n=2, way="Nộp tại trụ sở", fee="Không", button="")


@pytest.mark.parametrize(
    "html",
    [
        f"<h3>Trường hợp 1: Cấp lần đầu</h3>{FIRST}<h3>Trường hợp 2: Cấp lại</h3>{SECOND}",
        f"<section><h4>a) Đối với trường hợp cấp mới</h4><div>{FIRST}</div></section><section><h4>b) Đối với trường hợp cấp lại</h4><div>{SECOND}</div></section>",
        f"<details><summary>Trường hợp trong nước</summary>{FIRST}</details><details><summary>Trường hợp có yếu tố nước ngoài</summary>{SECOND}</details>",
        "<ul class=nav><li><a href='#a'>Trường hợp cá nhân</a></li><li><a href='#b'>Trường hợp tổ chức</a></li></ul>"
        f"<div id=a>{FIRST}</div><div id=b>{SECOND}</div>",
        f"<p><strong>Trường hợp cấp mới</strong></p>{FIRST}<p><strong>Trường hợp cấp đổi</strong></p>{SECOND}<h2>Thống kê</h2>",
    ],
)
def test_each_heading_or_tab_of_a_case_has_its_own_way_fee_and_form(html: str) -> None:
    first, second = read(html).cases
    assert [c.url for c in first.controls] == ["https://dvc.tinh.gov.vn/khai/77"]
    assert not second.controls
    assert [form.file and form.file.url for form in (*first.forms, *second.forms)] == [
        "https://dvc.tinh.gov.vn/m/1.docx",
        "https://dvc.tinh.gov.vn/m/2.docx",
    ]
    entry = judge(read(html), Context(date(2026, 11, 1)))
    assert (entry.level, entry.features.submission, entry.features.payment) == (2, "no", "not_applicable")


PAPERS = "<p><b>Thành phần hồ sơ:</b> Đơn và ảnh</p>"


@pytest.mark.parametrize(
    "html",
    [
        f"<h3>Các trường hợp</h3><h5>Cấp mới</h5>{FIRST}<h5>Cấp đổi, cấp lại</h5>{SECOND}",
        f"<fieldset><legend>Nhà báo trong nước</legend>{PAPERS}{FIRST}</fieldset><fieldset><legend>Nhà báo nước ngoài</legend>{PAPERS}{SECOND}</fieldset>",
        f"<p><strong>Cấp mới</strong></p>{PAPERS}{FIRST}<p><strong>Cấp lại</strong></p>{PAPERS}{SECOND}",
    ],
)
def test_what_is_described_twice_are_cases_whatever_they_are_called(html: str) -> None:
    first, second = read(html).cases
    assert [c.url for c in first.controls] == ["https://dvc.tinh.gov.vn/khai/77"] and not second.controls
    entry = judge(read(html), Context(date(2026, 11, 1)))
    assert (entry.level, entry.features.submission) == (2, "no")


@pytest.mark.parametrize(
    "html",
    [
        f"<h5>Nộp trực tiếp</h5>{PAPERS}{FIRST}<h5>Nộp trực tuyến</h5>{PAPERS}{SECOND}",  # ways to apply
        f"<h5>Cấp mới</h5>{PAPERS}{FIRST}<h5>Liên hệ</h5><p>Số 4 phố Chợ</p>",
        "<h5>Cấp mới</h5><p><b>Lệ phí:</b> 9.000 đồng</p><h5>Cấp lại</h5><p><b>Lệ phí:</b> Không</p>",
    ],
)
def test_ways_to_apply_and_parts_that_say_too_little_are_no_cases(html: str) -> None:
    assert read(html).cases == ()


def test_what_is_said_on_a_line_ends_at_the_next_heading_and_before_a_button() -> None:
    case = "<h4>{}</h4><p>Trả kết quả: {}</p><p><a href='/khai/77'>Nộp trực tuyến</a></p>"
    found = read(case.format("Cấp mới", "Bưu tá giao tận nhà") + case.format("Cấp lại", "Nhận tại sở"))
    assert [cell.text for cell in found.fields if cell.key is FieldKey.CHANNEL_OUT] == ["Bưu tá giao tận nhà", "Nhận tại sở"]


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>Phí:</b></p><p>Trường hợp cấp mới</p><p>50.000 đồng</p><p>Trường hợp cấp lại</p><p>20.000 đồng</p>",
        "<p>Trường hợp hồ sơ hợp lệ</p><p>Tiếp nhận.</p><p>Trường hợp hồ sơ chưa hợp lệ</p><p>Hướng dẫn.</p>",
        f"<h3>Trường hợp đặc biệt</h3>{FIRST}",
    ],
)
def test_prose_about_cases_and_a_single_one_have_none(html: str) -> None:
    assert read(html).cases == ()


ONE = "<li><strong>Trường hợp A.</strong> Cấp lần đầu <a href=/khai/77>Nộp hồ sơ trực tuyến</a></li>"
OTHER = "<li><strong>Trường hợp B.</strong> Cấp lại. {}</li>"


@pytest.mark.parametrize(
    ("blocks", "buttons"),
    [
        (f"<ul>{ONE}{OTHER.format('Chỉ nhận tại quầy của sở.')}</ul>", [1, 0]),
        (f"<ul>{ONE}{OTHER.format('Không tiếp nhận qua mạng.')}</ul>", [1, 0]),
        (f"<ul>{ONE}{OTHER.format('Hồ sơ gồm 01 đơn.')}</ul>", []),
        (f"<ul>{ONE}</ul><section><div>{OTHER.format('Chỉ nhận tại quầy của sở.')}</div><p>Ghi chú</p></section>", [1, 0]),
        (
            f"<ul>{ONE}<li>Khác</li></ul><div><ul><li>Mục</li>{OTHER.format('Chỉ nhận tại quầy của sở.')}</ul>{'<p>Ghi chú</p>' * 200}</div>",
            [],
        ),
        (f"<ul>{OTHER.format('Chỉ nhận tại quầy.')}{OTHER.format('Chỉ nhận tại quầy.')}</ul>", []),
    ],
)
def test_boxes_of_cases_count_where_one_has_no_way_online(blocks: str, buttons: list[int]) -> None:
    assert [len(case.controls) for case in read(blocks).cases] == buttons


@pytest.mark.parametrize("text", ["Mức độ 4 (toàn trình)", "Toàn trình (mức độ 4)", "Một phần / mức 3", "DVC toàn trình (mức 4)"])
def test_a_level_told_on_both_scales_is_one(text: str) -> None:
    assert is_level_text(text)


ONLINE = "Khai trên hệ thống: <a href='/khai/77'>Nộp hồ sơ trực tuyến</a>"


@pytest.mark.parametrize(
    "item",
    [
        f"<div class=row><b>Cách thức thực hiện:</b> <i>Trường hợp cấp lần đầu:</i> {ONLINE}<br><i>Trường hợp bị mất thẻ:</i> chưa nhận qua mạng, mang đơn giấy đến Sở</div>",
        f"<div class=row><b>Hình thức nộp hồ sơ:</b> <ul><li>1. Đối với trường hợp cấp mới: {ONLINE}</li><li>2. Đối với trường hợp cấp đổi: nộp trực tiếp tại quầy số 4</li></ul></div>",
        f"<div class=row><b>Tiếp nhận theo trường hợp:</b><table><tr><td>Trường hợp 1. Cơ quan trung ương</td><td>{ONLINE}</td></tr><tr><td>Trường hợp 2. Cơ quan khác</td><td>Không nhận trực tuyến</td></tr></table></div>",
        f"<table><tr><td>Đối với trường hợp cấp lần đầu</td><td>{ONLINE}</td></tr><tr><td>Đối với trường hợp mất thẻ</td><td>Hồ sơ chỉ nhận trực tiếp tại quầy</td></tr></table>",
        f"<dl><dt>Trường hợp 1: thẻ cấp mới</dt><dd>{ONLINE}</dd><dt>Trường hợp 2: thẻ hỏng</dt><dd>Chỉ nhận hồ sơ giấy tại bộ phận một cửa</dd></dl>",
    ],
)
def test_the_way_of_each_case_told_line_by_line(item: str) -> None:
    reading = read(item)
    assert [len(case.controls) for case in reading.cases] == [1, 0]
    entry = judge(reading, Context(date(2026, 11, 1)))
    assert (entry.level, entry.level_max) == (1, 2)  # the second case: nothing is said of its forms


def test_lines_of_cases_that_all_go_the_same_way_tell_no_cases_apart() -> None:
    both = f"<div class=row><b>Cách thức thực hiện:</b> Trường hợp cấp mới: nộp trực tuyến<br>Trường hợp cấp lại: nộp trực tuyến hoặc trực tiếp<br>{ONLINE}</div>"
    assert read(both).cases == ()


HEADLESS = [
    f"<h4>Phân theo trường hợp</h4><p>…</p><h4>Các trường hợp</h4><table><tr><td>Người trong nước</td><td>{ONLINE}</td></tr><tr><td>Người nước ngoài (cung cấp thông tin)</td><td>Mang giấy tờ đến quầy 2</td></tr></table>",
    f"<div class=row><b>Trường hợp:</b> <ul><li>Lần đầu: {ONLINE}</li><li>Từ lần hai: chỉ nhận hồ sơ giấy ở trụ sở</li></ul></div>",
    f"<table><tr><th>Trường hợp</th><th>Bấm vào</th></tr><tr><td>Lần đầu</td><td>{ONLINE}</td></tr><tr><td>Từ lần hai</td><td>Không nhận qua mạng</td></tr></table>",
]


@pytest.mark.parametrize("item", HEADLESS)
@pytest.mark.parametrize("manner", ["", "<div class=row><b>Cách thức thực hiện:</b> Nộp tại quầy hoặc nộp qua mạng</div>"])
def test_a_case_that_is_refused_the_web_has_no_way_there_whatever_is_said_of_all_cases(item: str, manner: str) -> None:
    reading = read(manner + item)
    assert [len(case.controls) for case in reading.cases] == [1, 0]
    assert judge(reading, Context(date(2026, 11, 1))).features.submission == "no"


@pytest.mark.parametrize(
    ("manner", "submission"),
    [
        ("Thẻ mới: nộp trực tuyến. Thẻ bị mất: mang đơn đến Sở, không nhận qua mạng.", "no"),
        ("Nhà báo trong tỉnh khai qua mạng; nhà báo thường trú nộp bản giấy, không nộp trực tuyến", "no"),
        ("Trường hợp cấp mới thì nộp trên mạng. Trường hợp đổi thẻ chưa tiếp nhận trực tuyến.", "no"),
        ("Nộp trực tuyến trên Cổng. Bản vẽ khổ lớn không nộp qua mạng.", "gate"),  # a paper, no case
        ("Nộp qua mạng; không nhận hồ sơ qua bưu điện", "gate"),
        ("Nộp tại quầy hoặc nộp qua mạng; lệ phí nộp sau", "gate"),
    ],
)
def test_cases_that_one_sentence_tells_apart_by_whether_the_web_is_refused(manner: str, submission: str) -> None:
    reading = read(f"<div class=row><b>Cách thức thực hiện:</b> {manner}</div><p><a href='/khai/77'>Nộp hồ sơ (thẻ mới)</a></p>")
    assert judge(reading, Context(date(2026, 11, 1))).features.submission == submission


FEE, FORM = "<div class=row><b>Lệ phí:</b> Không</div>", "<div class=row><b>Mẫu đơn:</b> <a href='/m/1.docx'>Đơn</a></div>"
BEHIND = {
    "https://dvc.tinh.gov.vn/khai/77": ApplicationReading(Behind.E_FORM, "Khai", same_procedure=True),
    "https://dvc.tinh.gov.vn/quet/77": ApplicationReading(Behind.UPLOAD, "Tải lên", same_procedure=True),
}
FILL, SCAN = "<a href='/khai/77'>Nộp hồ sơ</a>", "<a href='/quet/77'>Nộp hồ sơ</a>"


def judged(html: str) -> tuple[int, int | None, str]:
    reading = read(FEE + FORM + html)
    entry = judge(reading, Context(date(2026, 11, 1), behind=BEHIND))
    return len(reading.cases), entry.level, entry.features.submission


@pytest.mark.parametrize(
    "html",
    [
        f"<h5>a) Trường hợp thẻ mới</h5><div>{FILL}</div><h5>b) Trường hợp thẻ hỏng</h5><div>{SCAN}</div>",
        f"<section><strong>Tình huống: báo in</strong><em>12 hồ sơ</em>{FILL}</section><section><strong>Tình huống: báo hình</strong>{SCAN}</section>",
        f"<ul><li>Trường hợp thẻ mới: {FILL}</li><li>Trường hợp thẻ mất: {SCAN}</li></ul>",
        f"<table><tr><td>Trường hợp cơ quan trung ương</td><td>{FILL}</td></tr><tr><td>Trường hợp cơ quan khác</td><td>{SCAN}</td></tr></table>",
        f"<p><b>Trường hợp thẻ mới</b></p><p>{FILL}</p><p><b>Trường hợp thẻ hỏng</b></p><p>{SCAN}</p><div class=row><b>Yêu cầu:</b> Không</div>",
    ],
)
def test_cases_with_buttons_of_their_own_are_as_good_as_the_weakest(html: str) -> None:
    assert judged(html) == (2, 2, "upload_only")


def test_what_stands_behind_the_last_button_holds_for_all_cases() -> None:
    button = "<p><b>Trường hợp {}</b></p><p>{}</p>"
    html = button.format("thẻ mới", FILL) + button.format("thẻ hỏng", SCAN)
    reading = read(html + "<div class=row><b>Hình thức trả kết quả:</b> Bưu điện</div>")
    assert [[cell for cell in case.fields if cell.key is FieldKey.CHANNEL_OUT] for case in reading.cases] == [[], []]


@pytest.mark.parametrize(
    "html",
    [
        f"<h5>Khai trên trang này</h5><div>{FILL}</div><h5>Gửi bản chụp</h5><div>{SCAN}</div>",
        f"<ul><li>Trường hợp đã có tài khoản: {FILL}</li><li>Trường hợp chưa có tài khoản: {SCAN}</li></ul>",
        f"<h5>Trường hợp thường</h5><div>{FILL}</div><h5>Trường hợp hệ thống gặp sự cố</h5><div>{SCAN}</div>",
        f"<p>{FILL}</p><p>{SCAN}</p>",
    ],
)
def test_several_ways_of_one_case_are_as_good_as_the_best(html: str) -> None:
    assert judged(html) == (0, 4, "yes")
