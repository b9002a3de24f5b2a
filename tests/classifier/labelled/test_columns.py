# ruff: noqa: E501 - mark-up is easier to read on one line
"""Tables of procedures whose heads stand in several rows, and whose cells reach over several columns or rows."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from classifier.labelled.columns import heads_of, rows_of
from classifier.labelled.labels import find_labels
from classifier.model import ControlKind, FieldKey as K, Page, ProcedureReading, Row
from classifier.page.document import open_document
from classifier.reading import read_page
from crawler.reader.page.addresses import absolute

URL = "https://xa.tinh.example.vn/niem-yet"
WORKS = (
    ("Cấp bản sao trích lục hộ tịch", "2.000635", "Hộ tịch"),
    ("Đăng ký lại khai tử", "1.005461", "Hộ tịch"),
    ("Xác nhận hộ nghèo", "1.011606", "Bảo trợ xã hội"),
    ("Trợ cấp mai táng", "1.001731", "Bảo trợ xã hội"),
)
TWO_ROWS = (
    "<thead><tr><th rowspan=2>STT<th rowspan=2>Lĩnh vực<th colspan=2>Tên gọi<th rowspan=2>Thành phần hồ sơ<th colspan=2>Giải quyết<th colspan=2>Qua mạng</tr>"
    "<tr><th>Thủ tục<th>Mã TTHC<th>Thời hạn<th>Phí<th>Mẫu đơn<th>Cách nộp</tr></thead>"
)
PLAIN = (
    "<tr><td><b>STT</b><td><b>Lĩnh vực</b><td colspan=2><b>Thủ tục</b><td><b>Hồ sơ gồm</b><td colspan=2><b>Kết quả</b><td colspan=2><b>Dịch vụ công</b></tr>"
    "<tr><td><td><td><b>Tên thủ tục</b><td><b>Mã số</b><td><td><b>Thời hạn giải quyết</b><td><b>Lệ phí</b><td><b>Biểu mẫu</b><td><b>Hình thức nộp</b></tr>"
)
WAYS = (
    "<a href='/hs/lap?so=31'>Bấm đây</a>",
    "<a href='/hs/lap?so=32'><img src='/i/muiten.png' alt=''></a>",
    "<a href='mailto:xa@tinh.example.vn'>Thư điện tử</a>",
    "Tại quầy",
)


def table(heads: str, ways: tuple[str, ...] = WAYS, again: bool = False) -> str:
    lines = ""
    for number, ((name, code, field), way) in enumerate(zip(WORKS, ways, strict=True)):
        down = "" if number % 2 else f"<td rowspan=2>{field}"
        form = f"<a href='/mau/so-{number}.docx'>Mẫu số {number + 1}</a>"
        lines += f"<tr><td>{number + 1}{down}<td>{name}<td>{code}<td>Đơn đề nghị theo mẫu; bản sao giấy tờ<td>0{number + 2} ngày<td>Không<td>{form}<td>{way}</tr>"
        lines += heads if again and number == 1 else ""
    return f"<h2>Thủ tục của xã</h2><table>{heads}<tr><td colspan=9>A. Việc của dân</td></tr>{lines}</table>"


def rows(body: str) -> tuple[Row, ...]:
    return read_page(Page(URL, f"<!doctype html><html><body>{body}</body></html>")).rows


def details(body: str) -> list[ProcedureReading]:
    return [row.detail for row in rows(body) if row.detail is not None]


def value(reading: ProcedureReading, key: K) -> str:
    return next((f.text for f in reading.fields if f.key is key), "")


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("heads", [TWO_ROWS, PLAIN])
def test_the_lowest_head_says_what_a_column_holds(heads: str, again: bool) -> None:
    body = table(heads, again=again)
    assert [(row.name, row.code, row.field) for row in rows(body)] == list(WORKS)
    read = details(body)
    assert [(value(p, K.DURATION), value(p, K.FEE)) for p in read] == [(f"0{n} ngày", "Không") for n in (2, 3, 4, 5)]
    assert [value(p, K.FIELD) for p in read] == [field for _, _, field in WORKS]
    assert [[m.file.url for m in p.forms if m.file] for p in read] == [[f"https://xa.tinh.example.vn/mau/so-{n}.docx"] for n in range(4)]


def test_what_a_column_of_ways_leads_to_is_where_one_applies_whatever_it_is_called() -> None:
    ways = [[(c.kind, c.url, c.own) for c in p.controls] for p in details(table(TWO_ROWS))]
    assert ways == [
        [(ControlKind.SUBMIT, "https://xa.tinh.example.vn/hs/lap?so=31", True)],
        [(ControlKind.SUBMIT, "https://xa.tinh.example.vn/hs/lap?so=32", True)],
        [(ControlKind.SUBMIT, "mailto:xa@tinh.example.vn", False)],
        [],
    ]
    home = "<a href='https://dvc.example.vn/'>Trang tỉnh</a>"
    assert not any(c.own for p in details(table(TWO_ROWS, (home,) * 4)) for c in p.controls)  # of all rows, so of none


@pytest.mark.parametrize(
    "way", ["<a href='/huong-dan.html'>Hướng dẫn nộp</a>", "<a href='/p/1.doc'>Phiếu</a>", "<a href='#len'>Lên trên</a>"]
)
def test_a_column_of_ways_also_has_links_that_are_none(way: str) -> None:
    assert not any(c.kind is ControlKind.SUBMIT for p in details(table(TWO_ROWS, (way,) * 4)) for c in p.controls)


def test_a_row_with_empty_cells_says_what_it_says_where_most_rows_say_it_all() -> None:
    bare = table(TWO_ROWS).replace("<td>Đơn đề nghị theo mẫu; bản sao giấy tờ<td>02 ngày<td>Không", "<td>Đơn đề nghị<td><td>", 1)
    bare = bare.replace("<a href='/mau/so-0.docx'>Mẫu số 1</a>", "", 1)
    first = rows(bare)[0]
    assert first.detail is not None and first.url is None and value(first.detail, K.DOSSIER) == "Đơn đề nghị"


def test_a_row_that_claims_thousands_of_columns_or_rows_stays_small() -> None:
    doc = open_document("<table><tr><th colspan=9999>A<th rowspan=9999>B</tr>" + "<tr><td>1<td>2</tr>" * 50 + "</table>", URL)
    lines = rows_of(doc, next(iter(doc.select("table"))))
    assert len(lines) == 51 and max(len(cells) for _, cells in lines) <= 120


def test_a_head_that_reaches_into_the_list_ends_above_it() -> None:
    doc = open_document(
        "<table><tr><th rowspan=9>STT<th>Tên thủ tục<th>Lĩnh vực</tr>" + "<tr><td>Việc<td>Hộ tịch</tr>" * 3 + "</table>", URL
    )
    found = next(iter(doc.select("table")))
    heads = heads_of(doc, found, rows_of(doc, found), [label for label in find_labels(doc) if label.column])
    assert (
        heads is not None
        and len(heads.rows) == 1
        and {column: head.key for column, head in heads.by_column.items()} == {0: K.OTHER, 1: K.NAME, 2: K.FIELD}
    )


LINES = "".join(
    f"<tr><td>{n}<td>{name}<td>Mức độ {n}<td><a href='..\\ho so\\tt{n}.htm?a=\\1'><img src=/kinh.gif></a></tr>"
    for n, (name, _, _) in enumerate(WORKS, 1)
)
HEADS = "<tr><td><b>STT<td><b>Tên thủ tục hành chính<td><b>Mức độ dịch vụ công<td></tr>"


@pytest.mark.parametrize(
    "body",
    [
        f"<table>{HEADS}{LINES}</table>",
        f"<table>{HEADS}<tr><td colspan=4><table width='100%'>{LINES}</table></td></tr></table>",
        f"<table>{HEADS}<tr><td colspan=4><div><table>{LINES}</table></div></td></tr></table>".replace("<div>", "").replace("</div>", " "),
        f"<table>{HEADS}"
        + "".join(f"<tr><td colspan=4><table><tr>{line}</table></td></tr>" for line in LINES.split("<tr>")[1:])
        + "</table>",
    ],
)
def test_lines_in_a_table_of_their_own_stand_under_the_heads_of_the_table_around_it(body: str) -> None:
    found = [(row.name, row.level_text, row.url) for row in rows(body)]
    assert found == [(name, f"Mức độ {n}", f"https://xa.tinh.example.vn/ho so/tt{n}.htm?a=\\1") for n, (name, _, _) in enumerate(WORKS, 1)]


def test_a_heading_beside_its_picture_heads_the_lines_below_it() -> None:
    head = "<tr><td colspan=4><table><tr><td><img src=/sao.gif><td><b>{}</b></tr></table></td></tr>"
    lines = LINES.split("<tr>")[1:]
    body = (
        "<table>"
        + HEADS
        + head.format("Hộ tịch")
        + "<tr>".join(["", *lines[:2]])
        + head.format("Chính sách")
        + "<tr>".join(["", *lines[2:]])
        + "</table>"
    )
    assert [(row.name, row.field) for row in rows(body)] == [
        (name, "Hộ tịch" if n < 2 else "Chính sách") for n, (name, _, _) in enumerate(WORKS)
    ]


def test_reader_and_crawler_take_backslashes_of_a_path_alike() -> None:
    doc = open_document("", "https://xa.tinh.example.vn/a/b.htm")
    for written, meant in (("..\\tt\\1.htm", "/tt/1.htm"), ("\\tt\\2.htm?duong=c:\\x", "/tt/2.htm?duong=c:\\x")):
        assert doc.absolute(written) == f"https://xa.tinh.example.vn{meant}"
        assert unquote(absolute(doc.url, written) or "") == f"https://xa.tinh.example.vn{meant}"


@pytest.mark.parametrize(
    ("heads", "keys"),
    [
        (("Khoản thu", "Mức thu", "Hình thức nộp"), {K.FEE, K.PAYMENT}),
        (("Hình thức nộp", "Thời hạn", "Lệ phí"), {K.CHANNEL_IN, K.FEE}),
    ],
)
def test_how_one_hands_in_behind_a_sum_is_how_one_pays(heads: tuple[str, ...], keys: set[K]) -> None:
    rows = "<tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr><tr><td>Trực tiếp</td><td>20.000 đồng</td><td>Tại quầy</td></tr>"
    facts = "<p><b>Mã thủ tục:</b> 1.003001</p><p><b>Trình tự thực hiện:</b> Nộp rồi chờ.</p>"
    [reading] = read_page(Page("https://a.gov.vn/t/8", f"<h1>Cho thuê rừng</h1>{facts}<h3>Phí</h3><table>{rows}</table>")).procedures
    told = {field.key for field in reading.fields if field.text}
    assert keys <= told
    assert (K.CHANNEL_IN in told) is (K.CHANNEL_IN in keys)
