"""Boxes ticked and left open: drawn as icons, as empty cells beside an X, as buttons of which one is chosen."""

from __future__ import annotations

import pytest

from classifier.document import open_document

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
        ("<table><tr><th>Mức 2<th>Mức 3<th>Mức 4</tr><tr><td><td>X<td></tr></table>", ["Mức 2", "Mức 3", "Mức 4", "☐", "X", "☐"]),
    ],
)
def test_what_is_ticked_and_what_is_not(body: str, said: list[str]) -> None:
    assert lines(body) == said


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
