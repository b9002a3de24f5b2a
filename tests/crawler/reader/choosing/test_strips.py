"""Which tabs of a strip a page does not show yet: not the one that is open, and none whose panel stands on the page and says something."""

from __future__ import annotations

import pytest

from classifier.model import Page
from crawler.reader.choosing.strips import tabs_of
from crawler.reader.page.document import Document

URL = "https://dvc.tinh.example.vn/xem/4"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        # The open one says so itself, by the element inside it, or by its dress.
        ("<p><b aria-selected=true>Giới thiệu</b></p><p><i>x</i></p>", []),
        (
            "<p><span aria-selected=true>Lệ phí</span><span aria-selected=false>Biểu mẫu</span><span>Làm hồ sơ</span></p>",
            ["Biểu mẫu", "Làm hồ sơ"],
        ),
        ("<ul><li class='muc is-active'>Lệ phí</li><li class=muc>Biểu mẫu</li></ul>", ["Biểu mẫu"]),
        ("<ul><li><em class=selected>Lệ phí</em></li><li>Biểu mẫu</li></ul>", ["Biểu mẫu"]),
        # Where all say it none is meant.
        ("<ul><li class=active>Lệ phí</li><li class=active>Biểu mẫu</li></ul>", ["Lệ phí", "Biểu mẫu"]),
        # A panel of its own that says something; one that waits for its script; one that all tabs share.
        (
            "<p><span data-mo=a>Lệ phí</span><span data-mo=b>Biểu mẫu</span><span data-mo=c>Khác</span></p>"
            "<div id=a>Không thu</div><div id=b></div><div id=c>Đang tải...</div>",
            ["Biểu mẫu", "Khác"],
        ),
        (
            "<p><span aria-controls=o>Lệ phí</span><span aria-controls=o>Biểu mẫu</span></p><div id=o>Không thu lệ phí</div>",
            ["Lệ phí", "Biểu mẫu"],
        ),
        # Panels by their place, of which one is shown; rows of the open part, as many by chance, are all shown.
        (
            "<div><p><span>Lệ phí</span><span>Biểu mẫu</span><span>Khác</span></p></div><div><div class=k>Không</div>"
            "<div class='k an'>Đơn</div><div class='k an'></div></div>",
            ["Khác"],
        ),
        # A panel that has no more than its tab's words for a heading yet; another heading, or a button below it, is something.
        (
            "<ul><li>Lệ phí</li><li>Biểu mẫu</li><li>Kết quả</li><li>Cách nộp</li></ul><div><div class=k><h5>Lệ phí</h5>Không</div>"
            "<div class='k an'><h5>Biểu mẫu</h5></div><div class='k an'><h5>Giấy phép</h5></div>"
            "<div class='k an'><h5>Cách nộp</h5><button>Gửi</button></div></div>",
            ["Biểu mẫu"],
        ),
        (
            "<p><span data-mo=a>Lệ phí</span><span data-mo=b>Biểu mẫu</span></p><div id=a><h4>Lệ phí</h4><p>Không thu</p></div>"
            "<div id=b><h4> Biểu  mẫu </h4></div>",
            ["Biểu mẫu"],
        ),
        (
            "<p><span>Lệ phí</span><span>Biểu mẫu</span></p><section><p>Đối tượng: Cá nhân</p><p>Kết quả: Giấy phép</p></section>",
            ["Lệ phí", "Biểu mẫu"],
        ),
    ],
)
def test_tabs_whose_parts_are_not_on_the_page(body: str, left: list[str]) -> None:
    assert [said for said, _ in tabs_of(Document(Page(URL, f"<html><body>{body}</body></html>")))] == left
