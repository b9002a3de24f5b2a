# ruff: noqa: E501 - mark-up is easier to read on one line
"""Pages that ask which case one has before they show a form, and what the cases come to together."""

from __future__ import annotations

import pytest

from classifier.behind.application import read_application
from classifier.behind.casechoice import lowest
from classifier.model import ApplicationReading, Behind, Page, ProcedureReading, Result

HERE = "https://dvc.tinh.example.vn/khai/40412"
NAME = "Cấp giấy phép hoạt động bãi tắm nước ngọt"
READING = ProcedureReading("https://dvc.tinh.example.vn/tthc?ma=40412", NAME, None)
TWO = (f"{HERE}/b2?th=1", f"{HERE}/b2?th=2")
LINKS = f"<ul><li><a href='{TWO[0]}'>Bãi tắm mới</a> - 90.000 đồng</li><li><a href='{TWO[1]}'>Bãi tắm cũ</a></li></ul>"
ASKED = "<p>Ông/bà thuộc trường hợp nào?</p>"


def choices(body: str, name: str = NAME) -> tuple[str, ...]:
    return read_application(Page(HERE, f"<html><body><h2>{name}</h2>{body}</body></html>"), READING).choices


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (ASKED + LINKS, TWO),
        ("<h3>Chọn tình huống của bạn</h3>" + LINKS.replace("<ul>", "<ol>").replace("</ul>", "</ol>"), TWO),
        (f"{ASKED}<form action='{HERE}/b2'><input type=radio name=th value=1><input type=radio name=th value=2><button>Đi tiếp</button></form>", TWO),
        (f"{ASKED}<form action='{HERE}/b2'><select name=th><option value=''>Chọn</option><option value=1>A</option><option value=2>B</option></select><input type=hidden name=k value=x></form>",
         (f"{HERE}/b2?k=x&th=1", f"{HERE}/b2?k=x&th=2")),
        (f"<h4>Hồ sơ của bạn thuộc diện nào dưới đây</h4><a class=o href='{TWO[0]}'>Mới</a> | <a class=o href='{TWO[1]}'>Cũ</a><p>Mỗi diện có tờ khai riêng.</p>", TWO),
        (f"<table><tr><th>Đối tượng<th>Thao tác</tr><tr><td>Hộ dân<td><a href='{TWO[0]}'>Đi tiếp</a></tr><tr><td>Trại giống<td><a href='{TWO[1]}'>Đi tiếp</a></tr></table>", TWO),
        (f"<ul><li>Cá nhân: <a href='{TWO[0]}'>vào</a></li><li>Tổ chức: <a href='{TWO[1]}'>vào</a></li></ul>", TWO),
        (f"<table><tr><th>Phí<th>Thao tác</tr><tr><td>Hộ dân<td><a href='{TWO[0]}'>Xem</a></tr><tr><td>Trại giống<td><a href='{TWO[1]}'>Xem</a></tr></table>", ()),
        ("<ul><li>Cá nhân: <a href='/tin/1'>vào</a></li><li>Tổ chức: <a href='/tin/2'>vào</a></li></ul>", ()),
        (f"{ASKED}<p><a href='{TWO[0]}'>Mới</a> mất 90.000 đồng, <a href='{TWO[1]}'>cũ</a> thì không</p>", ()),
        (f"{ASKED}<a href='{TWO[0]}'>Bắt đầu</a>", ()),
        (f"{ASKED}<a href='{TWO[0]}'>Mới</a> <a href='/huong-dan'>Hướng dẫn</a>", ()),
        ("<p>Mời chọn</p>" + LINKS, ()),
        (ASKED + LINKS.replace("/b2?th=2", "/tin-tuc"), ()),
        (ASKED + LINKS.replace(TWO[1], "https://khac.example.vn/b2?th=2"), ()),
        (ASKED + LINKS.replace("Bãi tắm cũ</a>", "Bãi tắm cũ</a><a href=/x>Xem</a>"), ()),
        (ASKED + "<ul>" + "".join(f"<li><a href='{HERE}/b2?th={n}'>Loại {n}</a></li>" for n in range(12)) + "</ul>", ()),
        (f"{ASKED}<form action='{HERE}/b2' method=post><input type=radio name=th value=1><input type=radio name=th value=2></form>", ()),
        (f"{ASKED}<form action='{HERE}/b2'><input type=radio name=th value=1><input type=radio name=th value=2><input name=so></form>", ()),
        (f"{ASKED}<form action='{HERE}/b2'><input type=radio name=th value=1></form>", ()),
    ],
)  # fmt: skip
def test_the_cases_that_a_page_offers(body: str, found: tuple[str, ...]) -> None:
    assert choices(body) == found


WHO = f"<p>Ông/bà nộp hồ sơ với tư cách</p><span><a href='{HERE}?vai=ngd'>Cá nhân</a></span> <span><a href='{HERE}?vai=dn'>Doanh nghiệp, hợp tác xã</a></span>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (WHO, (f"{HERE}?vai=ngd", f"{HERE}?vai=dn")),
        (f"<nav>{WHO}</nav>", ()),
        (WHO.replace(HERE, "https://dvc.tinh.example.vn/huong-dan"), ()),  # of the portal, not of this procedure
        (WHO.replace("?vai=dn", "/dn?vai=dn"), ()),
        (WHO.replace("Doanh nghiệp,", "Xem giấy tờ của doanh nghiệp,"), ()),
        (WHO + f"<p><a href='{HERE}?vai=khac'>Cá nhân ở nước ngoài</a></p>", ()),
    ],
)
def test_a_page_parts_those_who_apply(body: str, found: tuple[str, ...]) -> None:
    assert choices(body) == found


def test_a_page_of_something_else_offers_no_cases() -> None:
    assert choices(ASKED + LINKS, "Đăng ký tạm trú") == ()


def test_the_lowest_case_decides() -> None:
    paid = ApplicationReading(Behind.E_FORM, payment=True)
    cash = ApplicationReading(Behind.E_FORM, payment=False, result=Result.POST)
    silent = ApplicationReading(Behind.E_FORM)
    dead, gate = ApplicationReading(Behind.DEAD), ApplicationReading(Behind.GATE)
    assert lowest([paid, cash, silent]) == cash
    assert lowest([paid, ApplicationReading(Behind.E_FORM, payment=True, result=Result.ONLINE)]) == ApplicationReading(
        Behind.E_FORM, payment=True, result=Result.ONLINE
    )
    assert lowest([paid, silent]) == silent
    assert lowest([paid, dead]) == dead
    assert lowest([paid, gate]) == gate
    assert lowest([paid, ApplicationReading(Behind.NOT_FOLLOWED)]) is None
    assert lowest([]) is None


MENU = "".join(
    f"<p><a href='/nganh/{w}'>Thủ tục thuộc ngành {w}</a></p>"
    for w in "chăn nuôi,trồng trọt,du lịch,đất đai,hộ tịch,xây dựng,y tế,báo chí,an toàn,giáo dục".split(",")
)


def test_beside_a_longer_menu_a_short_list_of_cases_is_no_part_of_it() -> None:
    cases = "".join(f"<li><a href='{url}'>Bãi tắm loại {n}</a></li>" for n, url in enumerate(TWO, 1))
    page = (
        f"<html><body><div><div>{MENU}</div><div><b>Hãy chọn trường hợp của mình</b><p>{NAME}</p><ul>{cases}</ul></div></div></body></html>"
    )
    assert read_application(Page(HERE, page), READING).choices == TWO
    of_the_site = page.replace(f"{HERE}/b2?th=", "/hoi/mua-nao?th=")
    assert read_application(Page(HERE, of_the_site), READING).choices == ()
