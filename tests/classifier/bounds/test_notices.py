"""Notices above and below a description, and what stands beside it about others."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.judging.judge import judge
from classifier.model import Context, Flag, Page
from classifier.reading import read_page

NAME = "Cấp giấy phép khai thác cát lòng sông"
BODY = """<section><p><em>Mã thủ tục:</em> 1.007755</p><p><em>Trình tự thực hiện:</em> Nộp đơn, chờ khảo sát, nhận giấy.</p>
<p><em>Thành phần hồ sơ:</em> Đơn, bản đồ</p><p><em>Thời hạn giải quyết:</em> 15 ngày</p>
<p><em>Căn cứ pháp lý:</em> Luật Khoáng sản</p></section>"""
PAUSED = "Kể từ 01/6/2026, tạm ngừng tiếp nhận hồ sơ đối với thủ tục này (Thông báo 31/TB-SNN)."


def standing(above: str = "", note: str = "", below: str = "", aside: str = "") -> set[Flag]:
    html = f"""<html><title>Một cửa</title><body><header>Cổng một cửa</header>{above}<main><h2>{NAME}</h2>{note}{BODY}{below}</main>
    {aside}<footer>Sở</footer></body></html>"""
    (reading,) = read_page(Page("https://motcua.example.vn/p/31", html)).procedures
    return {flag for flag in judge(reading, Context(date(2026, 11, 2))).flags if flag in (Flag.SUSPENDED, Flag.ABOLISHED)}


@pytest.mark.parametrize("where", ["note", "below"])
def test_a_box_beside_the_items_speaks_of_this_procedure(where: str) -> None:
    assert standing(**{where: f"<div role=note>{PAUSED}</div>"}) == {Flag.SUSPENDED}


def test_what_the_sites_own_parts_say_is_news() -> None:
    assert standing(aside=f"<aside><h5>Tin mới</h5><p>{PAUSED}</p></aside>") == set()


@pytest.mark.parametrize(
    ("note", "flags"),
    [
        ("<p><i>(Đã bãi bỏ theo Quyết định số 88/QĐ-UBND)</i></p>", {Flag.ABOLISHED}),
        ("<p>Thông báo: Tạm dừng tiếp nhận hồ sơ từ ngày 05/10/2026 cho tới khi có hướng dẫn</p>", {Flag.SUSPENDED}),
        ("<p>Tạm dừng tiếp nhận hồ sơ từ ngày 05/12/2026</p>", set()),
        ("<p>Bãi bỏ Quyết định số 12/QĐ-UBND</p>", set()),
        ("<p>Sửa đổi, bổ sung theo Quyết định số 88/QĐ-UBND</p>", set()),
    ],
)
def test_a_line_under_the_heading_needs_no_subject(note: str, flags: set[Flag]) -> None:
    assert standing(note=note) == flags


def test_the_same_line_over_the_heading_is_the_sites() -> None:
    assert standing(above="<p>Tạm dừng tiếp nhận hồ sơ từ ngày 05/10/2026</p>") == set()
