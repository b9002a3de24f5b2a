# ruff: noqa: E501 - mark-up is easier to read on one line
"""Procedure pages in several parts, and what all pages of a portal share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from classifier.bounds.parts import read_part
from classifier.bounds.sitewide import find_sitewide
from classifier.judging.judge import judge
from classifier.model import (
    Context,
    ControlKind,
    Field,
    FieldKey,
    FileLink,
    FormMention,
    Forms,
    Page,
    PartLink,
    ProcedureReading,
    Submission,
)
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, table_th_td

HERE = "https://dvc.tinh.example.vn/xem.do?hoSo=5521"
AT = date(2021, 5, 4)


def whole(strip: str) -> ProcedureReading:
    html = table_th_td(Procedure()).replace("<table class=tbl>", f"{strip}<table class=tbl>", 1)
    (reading,) = read_page(Page(HERE, html)).procedures
    return reading


@pytest.mark.parametrize(
    ("strip", "parts"),
    [
        (
            "<ul><li><a href='#a' role=tab>Nội dung</a></li><li><a href='#b' role=tab data-load='/manh/don/5521'>Đơn và nộp hồ sơ</a></li></ul><div id=b></div>",
            [PartLink("Đơn và nộp hồ sơ", "https://dvc.tinh.example.vn/manh/don/5521", fragment=True)],
        ),
        (
            "<div><button hx-get='phan/bieu-mau?ho=5521' hx-target='#o'>Biểu mẫu</button><div id=o></div></div>",
            [PartLink("Biểu mẫu", "https://dvc.tinh.example.vn/phan/bieu-mau?ho=5521", fragment=True)],
        ),
        (  # the open tab is on the page; one whose panel is still empty is not
            "<p><button role=tab aria-selected=true data-url='/m/1?h=5521' aria-controls=o>Thông tin</button><button role=tab aria-selected=false data-url='/m/2?h=5521' aria-controls=o>Đơn</button></p><div id=o>Thông tin chung của thủ tục này gồm tên, mã số, lĩnh vực và cơ quan giải quyết.</div>",
            [PartLink("Đơn", "https://dvc.tinh.example.vn/m/2?h=5521", fragment=True)],
        ),
        (
            "<p><button role=tab aria-selected=true data-url='/m/1?h=5521' aria-controls=o>Thông tin</button></p><div id=o></div>",
            [PartLink("Thông tin", "https://dvc.tinh.example.vn/m/1?h=5521", fragment=True)],
        ),
        (
            "<p><a href='xem.do?hoSo=5521'>Chung</a> | <a href='xem.do?hoSo=5521&muc=2'>Hồ sơ</a> | <a href='xem.do?hoSo=5521&muc=3'>Hỏi đáp</a></p>",
            [PartLink("Hồ sơ", "https://dvc.tinh.example.vn/xem.do?hoSo=5521&muc=2")],
        ),
        (  # the tab that is shown is this page, whatever its address says
            "<ul><li class='muc dang-mo'><a href='xem.do?hoSo=5521&muc=1'>Thông tin</a></li><li class=muc><a href='xem.do?hoSo=5521&muc=2'>Tệp đơn</a></li><li class=muc><a href='xem.do?hoSo=5521&muc=3'>Góp ý</a></li></ul>",
            [PartLink("Tệp đơn", "https://dvc.tinh.example.vn/xem.do?hoSo=5521&muc=2")],
        ),
        ("<p><a href='xem.do?hoSo=5521'>Cấp lại giấy phép</a> <a href='xem.do?hoSo=5530'>Cấp đổi giấy phép</a></p>", []),
        ("<p><a href='xem.do?hoSo=5521'>Đầu</a> <a href='/tep/5521/don.rtf'>Đơn đề nghị</a></p>", []),
        ("<p><button data-url='/nop/5521'>Nộp hồ sơ</button></p>", []),
        (  # a way to apply beside one to pay
            "<p><a class=nut href='/so/5521'>Bắt đầu làm hồ sơ</a> <a class=nut href='/phi/5521'>Thanh toán lệ phí</a></p>",
            [PartLink("Thanh toán lệ phí", "https://dvc.tinh.example.vn/phi/5521")],
        ),
    ],
)  # fmt: skip
def test_parts_of_a_page(strip: str, parts: list[PartLink]) -> None:
    assert list(whole(strip).parts) == parts


TAB = "<li role=tab data-doan='/d/5521/{0}'>{1}</li>"


@pytest.mark.parametrize(
    ("words", "facts", "poor"),
    [
        (("Trình tự", "Thành phần hồ sơ", "Phí và lệ phí", "Hỏi đáp"), "<p><b>Cơ quan thực hiện:</b> Sở Tư pháp</p>", True),
        (("Trình tự", "Thành phần hồ sơ", "Phí và lệ phí"), "<p>Chào bà con.</p>", False),  # nothing above them is a procedure's
        (("Trình tự", "Trình tự thực hiện", "Các bước"), "<p><b>Cơ quan thực hiện:</b> Sở Tư pháp</p>", False),  # one item
        (("Tin mới", "Văn bản", "Thông báo", "Lịch họp"), "<p><b>Cơ quan thực hiện:</b> Sở Tư pháp</p>", False),
    ],
)
def test_a_page_that_says_next_to_nothing_is_one_procedures_where_its_tabs_promise_the_rest(
    words: tuple[str, ...], facts: str, poor: bool
) -> None:
    strip = "".join(TAB.format(place, said) for place, said in enumerate(words))
    reading = read_page(Page(HERE, f"<html><body><h1>Cấp thẻ hướng dẫn viên</h1>{facts}<ul>{strip}</ul><div></div></body></html>"))
    assert not reading.procedures
    told = reading.sparse
    assert (told is not None and len(told.parts) == 3) is poor
    if told is not None and poor:
        keys = {cell.key for cell in told.fields if cell.text}
        assert (told.name, keys - {FieldKey.OTHER}) == ("Cấp thẻ hướng dẫn viên", {FieldKey.AGENCY})  # no tab is another's value


def test_a_tab_that_loads_a_part_is_no_submit_control() -> None:
    strip = "<p><button data-noi-dung='/manh/5521' aria-controls=khung>Mẫu đơn &amp; nộp hồ sơ trực tuyến</button></p><div id=khung></div>"
    assert not [c for c in whole(strip).controls if c.kind is ControlKind.SUBMIT and "Mẫu đơn" in c.text]


def test_a_fragment_says_what_its_tab_promises() -> None:
    of = whole("")
    link = "https://dvc.tinh.example.vn/manh/don/5521"
    found = read_part(Page(link, "<p>Thủ tục không quy định mẫu đơn</p>"), "Biểu mẫu", of)
    assert [(f.key, f.text) for f in found.fields] == [(FieldKey.FORMS, "Thủ tục không quy định mẫu đơn")]
    shown = "<ul><li>Tờ khai đăng ký <a href='/tep/9.docx'>Tải</a></li></ul><a href='/khai/5521'>Nộp hồ sơ trực tuyến</a>"
    found = read_part(Page(link, shown), "Biểu mẫu", of)
    assert [form.file.url for form in found.forms if form.file] == ["https://dvc.tinh.example.vn/tep/9.docx"]
    assert [(c.kind, c.url, c.own) for c in found.controls] == [(ControlKind.SUBMIT, "https://dvc.tinh.example.vn/khai/5521", True)]
    assert read_part(Page(link, ""), "Biểu mẫu", of).fields == ()


def test_a_tab_that_loads_the_forms_is_none_of_them() -> None:
    strip = "<p><button role=tab>Thành phần hồ sơ</button> <button role=tab data-nap='/kho/bieu-mau?ho=5521' aria-controls=o>Biểu mẫu</button> <button role=tab>Căn cứ pháp lý</button></p>"
    told = "<dl><dt>Trình tự thực hiện</dt><dd>Nộp tại phòng một cửa</dd><dt>Thành phần hồ sơ</dt><dd>Bản sao giấy phép</dd><dt>Thời hạn</dt><dd>5 ngày</dd></dl>"
    (reading,) = read_page(Page(HERE, f"<h1>Cấp lại giấy phép nuôi ong</h1>{strip}<section id=o></section>{told}")).procedures
    assert [part.words for part in reading.parts] == ["Biểu mẫu"]
    assert reading.forms == ()
    button = strip.replace(" role=tab", "").replace(" aria-controls=o", "")  # one that loads a file, and no part
    (reading,) = read_page(Page(HERE, f"<h1>Cấp lại giấy phép nuôi ong</h1>{button}{told}")).procedures
    assert (len(reading.parts), len(reading.forms)) == (0, 1)


@pytest.mark.parametrize(
    ("words", "unlinked"),
    [("Hồ sơ, biểu mẫu", []), ("Biểu mẫu và giấy tờ", []), ("Biểu mẫu", ["Bản cam kết"]), ("Mẫu hồ sơ", ["Bản cam kết"])],
)
def test_a_tab_for_papers_and_forms_lists_papers_without_a_form_too(words: str, unlinked: list[str]) -> None:
    rows = "<tr><td>Đơn đề nghị</td><td><a href='/kho/don.doc'>Tải về</a></td></tr><tr><td>Bản cam kết</td><td></td></tr><tr><td>Bản sao giấy phép</td><td></td></tr>"
    table = f"<table><tr><th>Giấy tờ</th><th>Biểu mẫu</th></tr>{rows}</table>"
    found = read_part(Page(f"{HERE}&muc=3", table), words, ProcedureReading(HERE, "Cấp giấy phép", None))
    assert [form.named for form in found.forms if form.file is None] == unlinked


def test_a_page_that_is_a_part_is_read_below_its_strip() -> None:
    of = whole("")
    strip = "<p><a href='xem.do?hoSo=5521'>Chung</a> | <a href='xem.do?hoSo=5521&amp;muc=2'>Giấy tờ phải nộp</a></p>"
    html = f"<html><title>x</title><body><header>Cổng</header><main><h1>{of.name}</h1>{strip}<div>Bản sao giấy phép đã cấp</div></main></body></html>"
    found = read_part(Page(f"{HERE}&muc=2", html), "Giấy tờ phải nộp", of)
    assert [(f.key, f.text) for f in found.fields] == [(FieldKey.DOSSIER, "Bản sao giấy phép đã cấp")]


def test_unread_parts_leave_open_what_they_may_hold() -> None:
    base = ProcedureReading(
        HERE, "Cấp lại giấy phép", None, fields=(Field(FieldKey.DOSSIER, "Giấy tờ", "Đơn theo mẫu số 01"),),
        forms=(FormMention("Đơn theo mẫu số 01", "mau so 01"),),
    )  # fmt: skip

    def features(*unread: str) -> tuple[Forms, Submission]:
        found = judge(replace(base, unread=unread), Context(at=AT)).features
        return found.forms, found.submission

    assert features() == (Forms.NO, Submission.NO)
    assert features("Biểu mẫu") == (Forms.UNKNOWN, Submission.NO)
    assert features("Mẫu đơn & nộp trực tuyến") == (Forms.UNKNOWN, Submission.UNKNOWN)
    assert features("Phí, lệ phí") == (Forms.NO, Submission.NO)
    assert judge(replace(base, fields=(), forms=(), unread=("Trình tự thực hiện",)), Context(at=AT)).level != 0


def _page(number: int, *fields: Field, forms: tuple[FormMention, ...] = ()) -> ProcedureReading:
    return ProcedureReading(f"https://x.vn/tt/{number}", f"Cấp giấy phép loại {number}", None, fields=fields, forms=forms)


def test_what_all_pages_share_is_the_sites() -> None:
    shared = FileLink("Bộ mẫu chung", "https://x.vn/mau-chung.pdf")
    box = Field(FieldKey.FORMS, "Biểu mẫu", "Bộ mẫu chung", (shared,))
    menu = Field(FieldKey.AGENCY, "Cơ quan", "Sở Y tế\nSở Tư pháp\nSở Xây dựng")
    fee = Field(FieldKey.FEE, "Lệ phí", "Không")
    pages = []
    for number in range(5):
        own = FileLink("Đơn", f"https://x.vn/don-{number}.doc")
        agency = Field(FieldKey.AGENCY, "Cơ quan thực hiện", "Sở Y tế" if number % 2 else "Sở Tư pháp")
        mentions = (FormMention("Bộ mẫu chung", None, shared), FormMention("Đơn", None, own))
        pages.append(_page(number, box, menu, fee, agency, forms=mentions))
    cleaned = [find_sitewide(pages).without(page) for page in pages]
    assert [[cell.key for cell in page.fields] for page in cleaned] == [[FieldKey.FEE, FieldKey.AGENCY]] * 5
    assert [[form.named for form in page.forms] for page in cleaned] == [["Đơn"]] * 5


def test_one_agency_of_a_portal_is_no_box() -> None:
    pages = [_page(n, Field(FieldKey.AGENCY, "Cơ quan", "Sở Y tế"), Field(FieldKey.FORMS, "Mẫu", "Không có")) for n in range(5)]
    assert find_sitewide(pages).cells == frozenset()
    assert find_sitewide(pages[:2]).files == frozenset()


def test_a_date_or_an_agency_in_the_address_is_shared_by_many() -> None:
    here = "https://dvc.tinh.example.vn/2018/09/phong-noi-vu-huyen/dang-ky-cham-dut-giam-ho_8.html"
    links = "".join(
        f"<li><a href='{way}'>{words}</a></li>"
        for way, words in (("/2018/09/", "Tháng 9"), ("/2018/", "Năm 2018"), ("/phong-noi-vu-huyen.html", "Phòng Nội vụ"))
    )
    html = table_th_td(Procedure()).replace("<table class=tbl>", f"<p>Lưu trữ</p><ul>{links}</ul><table class=tbl>", 1)
    assert read_page(Page(here, html)).procedures[0].parts == ()


def _in_session(tab: str, body: str) -> Page:
    """A tab of a portal whose every address carries the visit's number, in a path of colons."""
    address = "https://apx.example.vn/f?p=7:{}:884410237:{}"
    menu = "".join(
        f"<li><a href='{address.format(n, '')}'>{words}</a></li>" for n, words in enumerate(("Cơ quan", "Tra cứu", "Thống kê"), 40)
    )
    tabs = "".join(f"<li><a href='{address.format(n, 'K5521')}'>{w}</a></li>" for n, w in ((21, "Chung"), (22, "Lệ phí"), (23, "Biểu mẫu")))
    links = "".join(f"<p><a href='{address.format(n, '')}'>Tin số {n}</a></p>" for n in range(60, 70))
    box = "<div><b>Kho</b><p><a href='/kho/chung.pdf'>Tải bộ mẫu đơn chung (pdf)</a></p></div>"
    html = f"<title>Thủ tục</title><ul class=t0>{menu}</ul><table><tr><td>{box}</td><td><h2>{Procedure().name}</h2><ul class=t1>{tabs}</ul><div>{body}</div></td></tr></table><div>{links}</div>"
    return Page(address.format(tab, "K5521"), f"<html><body>{html}</body></html>", at=AT)


def test_a_number_in_every_link_makes_no_link_a_tab_and_a_tab_is_no_file() -> None:
    facts = "<dl><dt>Mã thủ tục</dt><dd>1.004321</dd><dt>Cơ quan thực hiện</dt><dd>Sở Y tế</dd><dt>Trình tự thực hiện</dt><dd>Nộp</dd><dt>Thời hạn giải quyết</dt><dd>3 ngày</dd></dl>"
    (base,) = read_page(_in_session("21", facts)).procedures
    assert [part.words for part in base.parts] == ["Lệ phí", "Biểu mẫu"]
    form = "<table><tr><th>STT</th><th>Tên mẫu đơn</th><th>Tệp</th></tr><tr><td>1</td><td>Đơn đề nghị cấp thẻ</td><td><a href='/f?p=7:24:884410237:TAI:5521_0'>don.doc</a></td></tr></table>"
    part = read_part(_in_session("23", form), "Biểu mẫu", base)
    assert [mention.named for mention in part.forms] == [
        "Tải bộ mẫu đơn chung (pdf)",
        "Đơn đề nghị cấp thẻ",
    ]  # of which all pages have the first


@pytest.mark.parametrize(
    "way",
    ["/xem?ma={}&nhom=15", "/nhom-15/xem/{}.html", "/index.php?view=tt&id={}:ten-viet-tat&catid=15", "/46-so-xay-dung/{}-cap-the-hang-{}"],
)
def test_procedures_of_the_same_category_are_no_further_pages(way: str) -> None:
    """The number of the category stands in the addresses of all of them."""
    facts = (("Mã thủ tục", "1.004321"), ("Trình tự thực hiện", "Nộp"), ("Thời hạn giải quyết", "3 ngày"), ("Kết quả thực hiện", "Thẻ"))
    rows = "".join(f"<tr><th>{label}<td>{value}</tr>" for label, value in facts)
    beside = "".join(f"<p><a href='{way.format(n, n)}'>Cấp thẻ hạng {n}</a></p>" for n in (612, 613))
    html = f"<main><h1>Cấp thẻ hạng 611</h1><table>{rows}</table></main><section>{beside}</section>"
    (found,) = read_page(Page(f"https://motcua.example.vn{way.format(611, 611)}", html)).procedures
    assert found.parts == ()


@pytest.mark.parametrize(
    ("words", "further"),
    [
        ("Kết xuất (Word)", []),
        ("Xuất bản in", []),
        ("Nhắc tôi khi có thay đổi", []),
        ("Alert Me", []),
        ("Lịch sử phiên bản", []),
        ("Đánh dấu", []),
        ("Cách làm từng bước", ["Cách làm từng bước"]),
    ],
)
def test_a_copy_of_the_record_is_no_further_page(words: str, further: list[str]) -> None:
    facts = (("Mã thủ tục", "1.004321"), ("Trình tự thực hiện", "Nộp"), ("Thời hạn giải quyết", "3 ngày"), ("Kết quả thực hiện", "Thẻ"))
    rows = "".join(f"<tr><th>{label}<td>{value}</tr>" for label, value in facts)
    html = f"<main><h1>Cấp thẻ hạng ba</h1><table>{rows}</table><p><a href='/nua?so=70611'>{words}</a></p></main>"
    (found,) = read_page(Page("https://motcua.example.vn/xem?so=70611", html)).procedures
    assert [part.words for part in found.parts] == further


APPLYING = "Làm từ xa"


def applied(panel: str, words: str = APPLYING, behind: str = "") -> list[tuple[str, str | None, bool]]:
    """The ways to apply on the page of a tab."""
    strip = f"<ul class=the><li><a href='xem.do?hoSo=5521'>Chung</a></li><li><b>{words}</b></li><li><a href='xem.do?hoSo=5521&amp;muc=2'>Giấy tờ</a></li></ul>"
    html = f"<html><title>x</title><body><main><h1>Cấp giấy phép</h1>{strip}<div>{panel}</div>{behind}</main></body></html>"
    found = read_part(Page(f"{HERE}&muc=4", html), words, ProcedureReading(HERE, "Cấp giấy phép", None))
    return [(c.text, c.url, c.own) for c in found.controls if c.kind is ControlKind.SUBMIT]


def test_under_a_tab_for_applying_a_link_that_names_the_record_is_the_way_whatever_it_is_called() -> None:
    panel = "<p>Bà con <a href='/giay.do?hoSo=5521'>ghi các ô trên màn hình</a> rồi chờ xã gọi.</p>"
    own = ("ghi các ô trên màn hình", "https://dvc.tinh.example.vn/giay.do?hoSo=5521", True)
    assert applied(panel) == [own]
    assert applied(panel, "Đồ cần mang") == []
    assert applied("<p><a href='/giay.do?hoSo=8'>ghi các ô trên màn hình</a>, <a href='/in.do?hoSo=5521'>In trang này</a></p>") == []


def test_under_a_tab_for_applying_a_link_to_another_host_is_one_in_its_own_box_only() -> None:
    link = "<p>Mời vào <a href='https://nganh.example.vn/'>chỗ của ngành</a>.</p>"
    assert applied(link) == [("chỗ của ngành", "https://nganh.example.vn/", False)]
    assert applied("<p>Chưa nhận.</p>", behind=f"<div>{link}</div>") == []


@pytest.mark.parametrize("words", ["Làm qua mạng", "Khai từ xa", "Thực hiện trên môi trường mạng"])
def test_a_tab_that_is_called_like_a_button_is_a_part(words: str) -> None:
    strip = f"<p><a href='xem.do?hoSo=5521'>Chung</a> | <a href='xem.do?hoSo=5521&amp;muc=4'>{words}</a></p>"
    assert [part.words for part in whole(strip).parts] == [words]


def test_a_part_names_the_record_by_the_value_that_both_addresses_hold() -> None:
    part = Page(
        "https://dvc.tinh.example.vn/phan.do?soPhieu=7&v=2", "<a href='nop.do?soPhieu=7'>Nộp hồ sơ</a><a href='nop.do?v=2'>Gửi hồ sơ</a>"
    )
    found = read_part(part, "", ProcedureReading("https://dvc.tinh.example.vn/xem.do?ID=7", "Cấp giấy phép", None))
    assert {control.text: control.own for control in found.controls} == {"Nộp hồ sơ": True, "Gửi hồ sơ": False}


def test_a_button_under_the_last_value_of_a_part_names_no_form() -> None:
    part = Page(
        "https://dvc.tinh.example.vn/phan.do?hoSo=5521",
        "<p><b>Trình tự:</b> Nộp</p><p><b>Mẫu đơn:</b></p><p>Đơn xin phép</p><div><a href='viet.do?hoSo=5521'>Viết đơn</a></div>",
    )
    found = read_part(part, "", ProcedureReading(HERE, "Cấp giấy phép", None))
    assert [(form.named, form.file) for form in found.forms] == [("Đơn xin phép", None)]


def test_a_place_that_a_script_fills_with_a_part_of_the_record_is_a_part() -> None:
    here = "https://dvc.tinh.example.vn/manh/tthc/b71c"
    holes = "<div data-nap='/manh/tthc/b71c/le-phi?moi=1'>Đang tải…</div><section data-nap='/manh/tthc/b71d/le-phi'></section><p data-nap='/manh/tthc/b71c/a.png'></p>"
    (reading,) = read_page(Page(here, table_th_td(Procedure()).replace("</main>", f"{holes}</main>"))).procedures
    assert reading.parts == (PartLink("le phi", f"{here}/le-phi?moi=1", fragment=True),)


def test_a_place_under_the_head_of_a_panel_is_a_part_by_that_head_wherever_its_address_stands() -> None:
    here = "https://dvc.tinh.example.vn/viec/lam-lai-the-4471.html"
    panels = (
        "<h4>Biểu mẫu</h4><article data-src='/manh/4471/2'></article><h4>Lệ phí</h4><article data-src='/manh/4471/5'></article>"
        "<h4>Lệ phí</h4><article data-src='/manh/4472/5'></article><h4>Tin</h4><article data-src='/manh/4471/9'></article>"
    )
    (reading,) = read_page(Page(here, table_th_td(Procedure()).replace("</main>", f"{panels}</main>"))).procedures
    assert [(part.words, part.url.rpartition("/")[2]) for part in reading.parts] == [
        ("Biểu mẫu", "2"),
        ("Lệ phí", "5"),
        ("manh 4471 9", "9"),
    ]
    assert not any(form.file for form in reading.forms)  # a place is no file, though it stands where forms do


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("<h5>Cơ sở pháp lý</h5>", "Cơ sở pháp lý"),
        ("<header><b>Cơ sở pháp lý</b></header><hr>", "Cơ sở pháp lý"),
        # The label of a cell without a value, at the end of a box of its own.
        ("<dl><dt>Đối tượng thực hiện</dt><dd>Cá nhân</dd><dt>Cơ sở pháp lý</dt><dd></dd></dl>", "manh luat 5521"),
        ("<p>Thời hạn: 3 ngày<br>Cơ sở pháp lý</p>", "manh luat 5521"),
    ],
)
def test_a_place_to_fill_is_called_by_its_head_and_not_by_the_label_of_an_empty_cell(before: str, words: str) -> None:
    place = f"<article><div>{before}<section data-tu='/manh/luat/5521'></section></div></article>"
    (reading,) = read_page(Page("https://dvc.tinh.example.vn/tt/xem?hoSo=5521", table_th_td(Procedure()) + place)).procedures
    assert [part.words for part in reading.parts] == [words]
