"""Boxes ticked and left open: drawn as icons, as empty cells beside an X, as buttons of which one is chosen."""

from __future__ import annotations

import pytest

from classifier.page.document import open_document

URL = "https://dvc.tinh.example.vn/tt/88"


def lines(body: str) -> list[str]:
    return open_document(f"<html><body><main>{body}</main></body></html>", URL).text.split("\n")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>Quầy <i class='fas fa-check'></i></p><p>Thư <i class='fas fa-times'></i></p>", ["Quầy ☑", "Thư ☐"]),
        (
            "<p><span class='glyphicon glyphicon-ok'></span> Quầy</p><p><span class='glyphicon glyphicon-remove'></span> Thư</p>",
            ["☑ Quầy", "☐ Thư"],
        ),
        ("<p>Quầy <img src=1.gif alt='Có'></p><p>Thư <img src=2.gif alt='Không'></p>", ["Quầy ☑", "Thư ☐"]),
        ("<p><input type=checkbox disabled checked> Quầy</p><p><input type=checkbox disabled> Thư</p>", ["☑ Quầy", "☐ Thư"]),
        (
            "<table><tr><th>Kênh<th>Có nhận</tr><tr><td>Quầy<td>✓</tr><tr><td>Thư<td></tr></table>",
            ["Kênh", "Có nhận", "Quầy", "✓", "Thư", "☐"],
        ),
        ("<p>Mức <select disabled><option>Mức 2<option selected>Mức 3</select></p>", ["Mức", "Mức 3"]),
        ("<p>Mức <select><option>Mức 2<option selected>Mức 3</select></p>", ["Mức"]),
        ("<p>Lệ phí: <del>50.000</del> 20.000 đồng</p>", ["Lệ phí: 20.000 đồng"]),
        (
            "<ul><li>Trả</li><li><i class=x title='Gửi qua bưu điện'></i> <i class=y title='Tại quầy'></i></li></ul>",
            ["Trả", "Gửi qua bưu điện; Tại quầy"],
        ),
        ("<table><tr><th>Mức 2<th>Mức 3<th>Mức 4</tr><tr><td><td>X<td></tr></table>", ["Mức 2", "Mức 3", "Mức 4", "☐", "X", "☐"]),
    ],
)
def test_what_is_ticked_and_what_is_not(body: str, said: list[str]) -> None:
    assert lines(body) == said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p><s>Cũ</p><p>Mới</p><p>" + "chữ " * 60 + "</p>", "Mới"),  # nobody closed it
        ("<ul><li><a href=/><img src=l.png alt='Thanh toán trực tuyến'></a></li><li>Một</li></ul>", "Một"),
        ("<ul><li><img src=l.png alt='Huy hiệu tỉnh'></li><li>Một</li></ul>", "Một"),
    ],
)
def test_what_is_neither_struck_out_nor_told_by_a_picture(body: str, said: str) -> None:
    assert said in lines(body)
    assert not any(words in line for line in lines(body) for words in ("Thanh toán", "Huy hiệu"))


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><i class='fa fa-check'></i> Quầy</li><li><i class='fa fa-check'></i> Thư</li></ul>",  # bullets
        "<p>Quầy <i class='fa fa-check'></i></p><button><i class='fa fa-times'></i></button>",  # a window is closed by it
        "<p><input type=radio checked> Quầy</p><p><input type=radio> Thư</p>",  # to be filled in
        "<table><tr><td>Quầy<td>2 ngày</tr><tr><td>Thư<td></tr></table>",  # a table of days
        "<table><tr><td>Quầy<td></tr><tr><td>Thư<td></tr></table>",  # nothing is marked
        "<table><tr><td>Tờ khai<td>x</tr><tr><td>Đơn<td><a href=/2.doc></a></tr></table>",  # a file, not an open box
    ],
)
def test_what_is_no_box_stays_silent(body: str) -> None:
    assert not any(mark in line for line in lines(body) for mark in "☑☐")
