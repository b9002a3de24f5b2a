# ruff: noqa: E501 - mark-up is easier to read on one line
"""Other procedures on a procedure's page: their levels, buttons and prices are theirs."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.bounds.parts import read_part
from classifier.judging.judge import judge
from classifier.model import Context, Control, ControlKind, FieldKey, Page, ProcedureReading
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, definition_list, headings_and_sections, page, table_th_td

URL = "https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724"
NAMES = ("Cấp mới giấy phép bán lẻ rượu", "Cấp sửa đổi giấy phép bán lẻ rượu", "Thu hồi giấy phép bán buôn rượu")
PLAIN = Procedure()

SPAN = "<div class=khung><h3>Thủ tục khác của cơ quan</h3><table>{}</table></div>"
TABLE = "<tr><td><a href='/thu-tuc/chi-tiet?id={n}'>{name}</a></td><td><span>Mức: 3</span></td><td><a href='/gui/moi?tt={n}'>Nộp hồ sơ</a></td></tr>"
CARDS = "<div class=the><a class=ten href='/thu-tuc/chi-tiet?id={n}'>{name}</a><b>Toàn trình</b><a class=nut href='/gui/moi?tt={n}'>Nộp trực tuyến</a></div>"
PRESSED = "<li><a href='/thu-tuc/chi-tiet?id={n}'>{name}</a> <em>Mức độ 4</em> <button onclick='nop({n})'>Nộp hồ sơ</button></li>"
UNNAMED = "<div><p>{name}</p><p>Mức độ dịch vụ công: Mức độ 4</p><a href='/dang-nhap?den=moi{n}'>Nộp hồ sơ</a></div>"
ALONE = "<p>{name} <a href='/gui/moi?tt={n}'>Nộp</a></p>"


def rows(make: str) -> str:
    return "".join(make.format(n=11800 + n, name=name) for n, name in enumerate(NAMES))


def read(html: str, p: Procedure = PLAIN) -> ProcedureReading:
    own = table_th_td(p).replace("Một phần", "Đang cập nhật").replace("<p>Trực tuyến</p>", "")
    [reading] = read_page(Page(URL, own.replace("</main>", f"{html}</main>"))).procedures
    return reading


def ways(reading: ProcedureReading) -> list[Control]:
    return [c for c in reading.controls if c.kind in (ControlKind.SUBMIT, ControlKind.LOGIN) and not c.in_chrome]


@pytest.mark.parametrize(
    "box",
    [
        SPAN.format(rows(TABLE)),
        f"<table class=ds><caption>Thủ tục cùng lĩnh vực</caption>{rows(TABLE)}</table>",
        f"<table>{rows(TABLE)}</table>",
        f"<section><p><b>Các thủ tục liên quan</b></p>{rows(CARDS)}</section>",
        f"<div class=luoi>{rows(CARDS)}</div>",
        f"<ul>{rows(PRESSED)}</ul>",
        f"<div><h4>Dịch vụ công được quan tâm</h4>{rows(UNNAMED)}</div>",
        f"<h4>Có thể bạn quan tâm</h4>{rows(UNNAMED)}",
    ],
)
def test_levels_and_buttons_of_other_procedures_are_theirs(box: str) -> None:
    reading = read(box)
    assert not ways(reading)
    entry = judge(reading, Context(date(2026, 11, 22)))
    assert entry.declared.value is None
    assert entry.features.submission == "no"


def test_the_own_button_beside_theirs_stays() -> None:
    own = "<p><a href='/gui/moi?tt=11724'>Nộp hồ sơ</a></p>"
    assert [c.url for c in ways(read(f"{own}{rows(ALONE)}"))] == ["https://dvc.tinh.example.vn/gui/moi?tt=11724"]
    assert [c.own for c in ways(read(f"{own}{SPAN.format(rows(TABLE))}"))] == [True]


@pytest.mark.parametrize(
    "part",
    [
        "<div><h4>Thủ tục liên quan</h4><p><a href='/gui/moi?tt=11724'>Nộp hồ sơ</a></p></div>",  # the list holds this one as well
        "<p><a href='/thu-tuc/chi-tiet?id=11723'>Thủ tục trước đó trong danh sách</a> <a href='/gui/moi'>Nộp hồ sơ</a></p>",
    ],
)
def test_what_names_the_procedure_itself_is_no_other(part: str) -> None:
    assert ways(read(part))


def test_a_page_is_not_emptied_by_a_heading_among_its_own_items() -> None:
    p = Procedure()
    html = headings_and_sections(p).replace("<h3>Phí, lệ phí</h3>", f"<h3>Thủ tục khác</h3><p>{NAMES[0]}</p><h3>Phí, lệ phí</h3>")
    [reading] = read_page(Page(URL, html)).procedures
    assert {f.key for f in reading.fields if f.text} >= {FieldKey.FEE, FieldKey.LEGAL_BASIS, FieldKey.STEPS, FieldKey.DOSSIER}
    [plain] = read_page(Page(URL, definition_list(p).replace("<dl>", "<p>Thủ tục khác</p><dl>"))).procedures
    assert {f.key for f in plain.fields if f.text} >= {FieldKey.FEE, FieldKey.STEPS}


def test_papers_that_come_from_another_procedure_keep_their_files() -> None:
    html = (
        "<table><tr><th>Thành phần hồ sơ</th><td><table><tr><td>Tên giấy tờ</td><td>Mẫu</td></tr><tr><td>Phiếu lý lịch, xem "
        "<a href='/thu-tuc/chi-tiet?id=11830'>Cấp phiếu lý lịch tư pháp</a></td><td><a href='/tep/77.docx'>Tải về</a></td></tr></table></td></tr></table>"
    )
    [reading] = read_page(Page(URL, page(f"<main>{table_th_td(PLAIN)}{html}</main>"))).procedures
    assert "https://dvc.tinh.example.vn/tep/77.docx" in [link.url for f in reading.fields for link in f.links]


def payment(html: str) -> str:
    [reading] = read_page(Page(URL, html)).procedures
    return judge(reading, Context(date(2026, 11, 22))).features.payment


NEWS = "<div class=o><b>Tin tức</b><p>Hội nghị đánh giá chuyển đổi số của tỉnh</p><p>Lịch tiếp công dân tháng 12</p><p>Cảnh báo giả mạo cán bộ</p></div>"
OFFERS = (
    "<div class=o><b>Thanh toán trực tuyến</b><p>Hỗ trợ VNPT Pay, MoMo</p><a href='/tt'>Thanh toán ngay</a></div>",
    "<div class=o><h5>Hình thức thanh toán</h5><p>Thẻ ATM, ví điện tử trực tuyến</p></div>",
    "<div class=o><p><strong>Nộp phí trực tuyến:</strong> qua PayGov</p></div>",
    "<dl class=o><dt>Phương thức thanh toán</dt><dd>Trực tuyến qua cổng quốc gia</dd></dl>",
    "<div class=o><b>Thanh toán lệ phí</b><ul><li>Trực tuyến: VietQR</li><li>Thẻ nội địa</li></ul></div>",
)


@pytest.mark.parametrize("offer", OFFERS)
def test_what_the_site_offers_to_everybody_states_nothing_of_this_procedure(offer: str) -> None:
    html = table_th_td(PLAIN).replace("</main>", f"</main><div class=cot>{NEWS}{offer}{NEWS}</div>")
    assert payment(html) == "unknown"


@pytest.mark.parametrize(
    "own",
    [
        "<div class=o><h4>Hình thức thanh toán</h4><p>Trực tuyến qua Cổng dịch vụ công quốc gia</p></div>",
        "<div class=cot><div><b>Cơ quan</b><p>Sở Công Thương</p></div><div><b>Hình thức nộp lệ phí</b><p>Thanh toán trực tuyến trên Cổng</p></div></div>",
    ],
)
def test_what_the_page_says_of_the_procedure_in_a_box_of_its_own_counts(own: str) -> None:
    assert payment(table_th_td(PLAIN).replace("</main>", f"{own}</main>")) == "stated"


@pytest.mark.parametrize(
    "shown", ["<img src=/m.png alt='Cấp độ 3'>", "<img src=/m3.png title='Mức độ 3'>", "<span><img src=/3.svg alt='DVC mức độ III'></span>"]
)
def test_a_picture_is_the_value_of_its_label_and_not_what_stands_below(shown: str) -> None:
    row = "<div class=dong><div class=nhan>{}</div><div class=gia>{}</div></div>".format
    p = Procedure()
    rows = "".join(row(label, shown if key is FieldKey.LEVEL else html) for key, label, html, _ in p.items[:5])
    tabs = "<ul class=the><li><a href='#a'>Thông tin chung</a></li><li><a href='#b'>Hồ sơ</a></li></ul>"
    body = f"{rows}{tabs}<div id=a>{''.join(row(label, html) for _, label, html, _ in p.items[5:])}</div>"
    [reading] = read_page(Page(URL, page(f"<div class=giua>{body}</div>"))).procedures
    assert judge(reading, Context(date(2026, 11, 22))).declared.value == "3"


def test_a_page_of_the_record_without_a_fact_tells_nothing_of_paying() -> None:
    [own] = read_page(Page(URL, table_th_td(PLAIN))).procedures
    guide = page(f"<div class=giua><h2>Hướng dẫn</h2><p>Mang hồ sơ đến quầy.</p></div><div class=cot>{NEWS}{OFFERS[0]}{NEWS}</div>")
    assert not any(f.key is FieldKey.PAYMENT for f in read_part(Page(f"{URL}&huong-dan", guide), "Hướng dẫn", own).fields)
    fragment = "<p><b>Hình thức thanh toán:</b> Trực tuyến qua PayGov</p>"
    assert any(f.key is FieldKey.PAYMENT for f in read_part(Page(f"{URL}&tab=3", fragment), "Thanh toán", own).fields)


ITEMS = (
    ("Trình tự thực hiện", "Tổ chức nộp hồ sơ tại bộ phận một cửa; trong 10 ngày Sở cấp giấy phép."),
    ("Thủ tục hành chính liên quan", "Cấp đổi giấy phép; Thu hồi giấy phép"),
    ("Phí, lệ phí", "Không thu phí"),
    ("Kết quả thực hiện", "Giấy phép"),
    ("Hình thức trả kết quả", "Qua bưu chính công ích"),
)


@pytest.mark.parametrize(
    "item",
    [
        "<dt>{}</dt><dd>{}</dd>",
        "<p><b>{}</b></p><p>{}</p>",
        "<b>{}:</b><p>{}</p>",
        "<div class=nhan>{}</div><div class=gia-tri>{}</div>",
        "<h4>{}</h4><p>{}</p>",
        "<tr><th>{}</th><td>{}</td></tr>",
    ],
)
def test_an_item_on_other_procedures_ends_at_the_next_item(item: str) -> None:
    items = "".join(item.format(*pair) for pair in ITEMS)
    around = {"<dt>": "<dl>{}</dl>", "<tr>": "<table>{}</table>"}.get(item[:4], "<div>{}</div>")
    html = page(f"<main><h1>Cấp giấy phép bán lẻ rượu</h1><p>Mã thủ tục: 2.000620</p>{around.format(items)}</main>")
    [reading] = read_page(Page(URL, html)).procedures
    assert {FieldKey.FEE, FieldKey.RESULT, FieldKey.CHANNEL_OUT} <= {field.key for field in reading.fields}


def test_a_level_that_folds_like_others_of_the_tier_heads_nothing() -> None:
    items = (
        ("Mức trực tuyến", "DVC cung cấp thông tin trực tuyến"),
        ("Phí, lệ phí", "Không thu phí"),
        ("Trình tự thực hiện", "Nộp tại Sở"),
    )
    flat = "".join(f"<div class=a>{label}</div><div class=b>{value}</div>" for label, value in (("Mã TTHC", "2.000620"), *items))
    html = page(f"<main><h4>Cấp giấy phép bán lẻ rượu</h4>{flat}<div class=a>Kết quả</div><div class=b>Giấy phép</div></main>")
    [reading] = read_page(Page(URL, html)).procedures
    assert {field.key: field.text for field in reading.fields}[FieldKey.FEE] == "Không thu phí"


ARTICLES = "<li><a href='/thu-tuc/chi-tiet?id={n}'>{name}</a> (Mức độ DVC: 2, 3)</li>"
LEADS = "<p><a href='/thu-tuc/chi-tiet?id={n}'>{name}</a></p><p>Mức độ DVC: 1</p>"


@pytest.mark.parametrize(
    "box",
    [
        f"<ul>{rows(ARTICLES)}</ul>",
        f"<div class=duoi><strong>Các tin khác</strong>{rows(LEADS)}</div>",
        f"<div><h4>Bài viết cùng chuyên mục:</h4>{rows(LEADS)}</div>",
        f"<div><p>Tin đã đưa</p>{rows(LEADS)}</div>",
    ],
)
def test_articles_below_the_procedure_have_levels_of_their_own(box: str) -> None:
    assert judge(read(box), Context(date(2026, 11, 22))).declared.value is None


def level(end: str) -> str | None:
    html = definition_list(PLAIN).replace("Một phần", "Đang cập nhật").replace("<p>Trực tuyến</p>", "")
    [reading] = read_page(Page(URL, html.replace("</dl>", f"{end}</dl>"))).procedures
    return judge(reading, Context(date(2026, 11, 22))).declared.value


def test_a_level_in_a_line_of_its_own_ends_the_description() -> None:
    last = "<dd><em>DVC trực tuyến mức 4</em></dd>"
    assert level(last) == "4"
    assert level(f"{last}<div><b>Bài khác</b><ul>{rows(ARTICLES)}</ul></div>") == "4"
    assert level("<dd>Thủ tục này được cung cấp ở mức độ 3.</dd>") == "3"


@pytest.mark.parametrize(
    "end",
    [
        f"<dd><a href='/thu-tuc/chi-tiet?id=11801'>{NAMES[0]}</a></dd><dd>DVC trực tuyến mức 4</dd>",  # of the one before it
        "<div><p>Gợi ý</p><p>DVC trực tuyến mức 4</p></div>",  # deeper than the items
        "<dd>Theo kế hoạch, xã có dịch vụ công trực tuyến mức độ 4 trong năm tới.</dd>",
    ],
)
def test_a_level_that_ends_something_else_is_none(end: str) -> None:
    assert level(end) is None
