# ruff: noqa: E501 - a row stands on one line
"""What the table of a list says beside the names: fees, ways to pay, to apply and to get the result, in words and in signs."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.judging.judge import judge
from classifier.model import Context, Entry, FieldKey as K, Page, Row
from classifier.reading import read_page
from classifier.vocabulary import Payment, Result

NAMES = ("Cấp phép khai thác cát lòng sông", "Gia hạn giấy phép thăm dò đá vôi", "Đăng ký đất nuôi tôm", "Xác nhận tàu cá dưới 6 mét")
HEADS = ("Tên thủ tục", "Lệ phí", "Hình thức thanh toán", "Cách nộp", "Nhận kết quả")
DAY = date(2022, 5, 4)


def rows(*cells: str, below: str = "", heads: tuple[str, ...] = HEADS) -> list[Row]:
    """A list in whose first line the cells stand, and in the others that all is done at the counter."""
    others = ("20.000 đồng", "Tiền mặt", "Trực tiếp", "Trực tiếp")
    lines = [cells, *[others[: len(cells)]] * 3]
    body = "".join(
        f"<tr><td><a href='/viec/{number}'>{name}</a></td>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>"
        for number, (name, line) in enumerate(zip(NAMES, lines, strict=True), start=41)
    )
    head = "".join(f"<th>{words}</th>" for words in heads)
    page = f"<html><body><h2>Danh mục</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}</body></html>"
    found = read_page(Page("https://tnmt.tinh.example.vn/danh-muc", page, content_type="text/html; charset=utf-8", at=DAY)).rows
    assert [row.name for row in found] == list(NAMES)
    return list(found)


def said(row: Row) -> dict[K, str]:
    return {cell.key: cell.text for cell in row.fields}


def judged(row: Row, more: str = "", steps: str = "Chủ mỏ gửi đơn. Phòng chuyên môn thẩm tra rồi trình ký.") -> Entry:
    body = f"<h1>{row.name}</h1><h3>Trình tự thực hiện</h3><p>{steps}</p><h3>Thành phần hồ sơ</h3><p>Đơn</p><h3>Thời hạn giải quyết</h3><p>9 ngày</p>{more}"
    page = Page(row.url or "", f"<html><body>{body}</body></html>", content_type="text/html; charset=utf-8", at=DAY)
    (reading,) = read_page(page).procedures
    return judge(reading, Context(at=DAY, row=row, files_checked=False))


def test_the_cells_of_a_list_speak_for_the_procedure_where_its_page_is_silent() -> None:
    row = rows("50.000 đồng", "Nộp trực tuyến qua ví điện tử", "Qua mạng", "Gửi về nhà qua bưu điện")[0]
    features = judged(row).features
    assert (features.payment, features.result) == (Payment.STATED, Result.POST)
    features = judged(rows("Miễn phí", "", "Qua mạng", "Bản điện tử gửi qua mạng")[0]).features
    assert (features.payment, features.result) == (Payment.NOT_APPLICABLE, Result.ONLINE)
    assert not [seen for seen in judged(row).evidence if seen.feature == "result" and "danh sách" not in seen.quote]


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("<img src=b.gif alt='Trả qua bưu chính'>", "Trả qua bưu chính"),
        ("<i class='fa fa-home' title='Nhận tại quầy'></i>", "Nhận tại quầy"),
        ("<abbr title='Nhận tại Bộ phận Một cửa'>BP</abbr>", "Nhận tại Bộ phận Một cửa"),
        ("<i title='Nhận tại quầy'></i> <i title='Trả qua bưu chính'></i>", "Nhận tại quầy; Trả qua bưu chính"),
    ],
)
def test_signs_say_what_they_say_when_pointed_at(sign: str, words: str) -> None:
    assert said(rows("9.000 đồng", "", "", sign)[0]) == {K.FEE: "9.000 đồng", K.CHANNEL_OUT: words}
    assert said(rows("", "", "", sign)[0]) == {K.CHANNEL_OUT: words}  # a line of which only the name is in words


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ("<p>T: nhận tại trung tâm; P: phát tận nhà qua bưu chính</p>", "phát tận nhà qua bưu chính"),
        ("<p>Ghi chú: (T) - nhận tại trung tâm, (P) - phát tận nhà qua bưu chính.</p>", "phát tận nhà qua bưu chính"),
        ("<p>T: nhận tại trung tâm</p>", "P"),  # no legend of this sign
        ("", "P"),
    ],
)
def test_letters_stand_for_what_the_legend_says(below: str, words: str) -> None:
    assert said(rows("", "", "", "P", below=below)[0]) == {K.CHANNEL_OUT: words}


def test_what_a_legend_does_not_explain_says_nothing() -> None:
    assert judged(rows("", "", "", "P")[0]).features.result is Result.UNKNOWN


def test_the_page_s_own_words_go_before_those_of_the_list() -> None:
    row = rows("Miễn phí", "Nộp trực tuyến", "Qua mạng", "Gửi qua bưu điện")[0]
    own = "<h3>Lệ phí</h3><p>80.000 đồng</p><h3>Hình thức thanh toán</h3><p>Nộp tiền mặt tại quầy</p><h3>Hình thức nhận kết quả</h3><p>Nhận trực tiếp tại quầy</p>"
    features = judged(row, own).features
    assert (features.payment, features.result) == (Payment.NO, Result.IN_PERSON)
    # In other words and other places, too.
    features = judged(
        row, "<h3>Lệ phí</h3><p>80.000 đồng, nộp tiền mặt tại quầy</p>", "Chủ mỏ gửi đơn rồi đến nhận kết quả tại quầy."
    ).features
    assert (features.payment, features.result) == (Payment.NO, Result.IN_PERSON)


def test_a_page_that_shows_nothing_was_not_read_because_its_list_was() -> None:
    row = rows("Miễn phí", "", "", "Trực tiếp")[0]
    body = f"<html><body><h1>{row.name}</h1><p>Tên thủ tục: {row.name}</p><p>Mã thủ tục: 1.002211</p><p>Lĩnh vực: </p></body></html>"
    read = read_page(Page(row.url or "", body, content_type="text/html; charset=utf-8", at=DAY))
    for reading in (*read.procedures, *filter(None, [read.sparse])):
        assert judge(reading, Context(at=DAY, row=row)).level is None


@pytest.mark.parametrize("cell", ["<a href='/tt/9'>Thanh toán trực tuyến</a>", "<button title='Thanh toán trực tuyến'>$</button>"])
def test_a_button_that_offers_to_pay_is_no_word_of_the_list(cell: str) -> None:
    assert K.PAYMENT not in said(rows("30.000 đồng", cell, "", "")[0])


def test_columns_of_other_things_are_none() -> None:
    heads = ("Tên thủ tục", "Thời hạn", "Lĩnh vực", "Số hồ sơ", "Lượt xem")
    assert rows("5 ngày", "Khoáng sản", "14", "230", heads=heads)[0].fields == ()
