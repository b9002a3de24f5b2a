"""Parts of a portal that hold one procedure, or none, beside those that hold lists."""

from __future__ import annotations

import pytest

from tests.crawler.reader.made import NEWS, Answering, Asked, Made, Reply, detail_dl, detail_table, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES, anchor, table
from tests.crawler.reader.reading import assert_all, read_made
from tests.crawler.reader.ways.test_categories import detail

_MANY, _FEW = PROCEDURES[:28], PROCEDURES[28:]
_GUIDE = "<h1>Hướng dẫn nộp hồ sơ</h1><p>Bước 1: Đăng nhập. Bước 2: Chọn nơi nộp. Bước 3: Gửi hồ sơ và chờ kết quả.</p>"


def parts_of_one(asked: Asked) -> Reply | None:
    """Agencies of which some have one procedure: its page stands in place of their list, or they send on to it; one part has two parts."""
    agencies = [f"Phòng {name}" for name in ("Nội vụ", "Tư pháp", "Kinh tế", "Y tế", "Văn hóa", "Giáo dục", "Xây dựng", "Thanh tra")]
    if asked.path == "/":
        items = "".join(f"<dd><a href='/donvi?so={n}'>{name}</a></dd>" for n, name in enumerate(agencies))
        return shell(f"<dl>{items}<dd><a href='/donvi?so=90'>Phòng Hướng dẫn</a></dd></dl><ul>{NEWS}</ul>")
    if asked.path == "/donvi":
        number = asked.number("so", 0)
        if number in (0, 3, 5):  # as a page of its own
            return shell(detail_dl(_FEW[(0, 3, 5).index(number)]))
        if number in (1, 6):
            return (302, f"/thu-tuc/{_FEW[3 if number == 1 else 4].id}", "")
        if number == 4:
            return shell("<dl><dd><a href='/donvi?so=41'>Nhóm Di sản</a></dd><dd><a href='/donvi?so=42'>Nhóm Lễ hội</a></dd></dl>")
        if number == 42:
            return shell(detail_dl(_FEW[5]))
        if number == 90:
            return shell(_GUIDE)
        shown = {2: _MANY[:12], 7: _MANY[12:20], 41: _MANY[20:]}.get(number, [])
        return shell(table(shown, anchor))
    one = detail(asked)
    return shell(detail_table(one)) if one else None


def test_a_part_with_one_procedure_answers_with_its_page() -> None:
    found = read_made(parts_of_one)
    assert_all(found, PROCEDURES, most=1.8)
    assert found.report.coverage.complete


def empty_parts(first: int, between: int) -> Answering:
    """Fields by numbers, of which several in a row are empty, without a menu on their pages."""
    sizes = [0] * first + [9] + [0] * between + [9, 8, 8]

    def rows(number: int) -> list[Made]:
        return PROCEDURES[sum(sizes[:number]) : sum(sizes[: number + 1])]

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu=MENU)
        if asked.path == "/thu-tuc-hanh-chinh":
            return shell("".join(f"<p><a href='/tap/{n + 1}'>Lĩnh vực số {'abcdefghijklmnop'[n]}</a></p>" for n in range(len(sizes))))
        if asked.path.startswith("/tap/"):
            shown = rows(int(asked.path[5:]) - 1)
            return shell(table(shown, anchor) if shown else "<p>Chưa có gì ở đây.</p>")
        one = detail(asked)
        return shell(detail_table(one)) if one else None

    return answer


@pytest.mark.parametrize(("first", "between"), [(0, 4), (2, 6), (4, 0), (6, 5)])
def test_empty_parts_do_not_speak_for_the_others(first: int, between: int) -> None:
    found = read_made(empty_parts(first, between))
    assert_all(found, PROCEDURES, most=1.8)
    assert found.report.coverage.complete


def one_part_by_script(asked: Asked) -> Reply | None:
    """Two fields show their lists; a script fetches that of the third; the fourth is empty, with a note for when a script works; the fifth
    will have something once a clerk writes it.
    """
    code = "<script>fetch('/nguon').then(r => r.text()).then(d => { document.getElementById('bang').innerHTML = d })</script>"
    if asked.path == "/":
        return shell("".join(f"<p><a href='/mang/{n}'>Lĩnh vực số {'abcde'[n]}</a></p>" for n in range(5)) + f"<ul>{NEWS}</ul>")
    if asked.path == "/mang/2":
        return shell(f"<h2>Lĩnh vực</h2><ul id=bang><li>Đang lấy danh sách, xin chờ…</li></ul>{code}")
    if asked.path == "/mang/3":
        return shell(f"<h2>Lĩnh vực</h2><p>Chưa có gì ở đây.</p><div id=loading>Đang tải, xin chờ…</div>{code}")
    if asked.path == "/mang/4":
        return shell(f"<h2>Lĩnh vực</h2><div id=noidung>Nội dung đang được cập nhật.</div>{code}")
    if asked.path.startswith("/mang/"):
        return shell(table(PROCEDURES[:12] if asked.path.endswith("0") else PROCEDURES[12:24], anchor))
    one = detail(asked)
    return shell(detail_table(one)) if one else None


def test_a_part_whose_list_is_still_to_come_is_not_empty() -> None:
    found = read_made(one_part_by_script)
    assert_all(found, PROCEDURES[:24], most=1.8)
    assert not found.report.coverage.complete
    assert "parts_unopened: 1" in found.report.warnings


def smallest_first(asked: Asked) -> Reply | None:
    """Offices in one box, the first of which has two procedures, the second only what it tells; the lists of the others come after."""
    offices = {"van-thu": PROCEDURES[:2], "thi-dua": [], "ho-khau": PROCEDURES[2:20], "dia-chinh": PROCEDURES[20:]}
    if asked.path == "/":
        links = "".join(f"<td><a href='/phong-ban/{key}'>Phòng {name}</a></td>" for key, name in zip(offices, "ABCD", strict=True))
        return shell(f"<table><tr>{links}</tr></table><ul>{NEWS}</ul>")
    head, _, last = asked.path.rpartition("/")
    if head == "/phong-ban" and last == "thi-dua":
        told = "".join(f"<p><a href='/ke-lai/{n}'>Giới thiệu hoạt động của phòng trong năm {n}</a></p>" for n in (2019, 2020))
        return shell(f"<h2>Phòng B</h2>{told}")
    if head == "/phong-ban":
        items = "".join(f"<section><h5><a href='/viec/{_opaque(p)}'>{p.name}</a></h5><em>5 ngày</em></section>" for p in offices[last])
        return shell(f"<h2>Phòng</h2>{items}")
    one = next((p for p in PROCEDURES if asked.path == f"/viec/{_opaque(p)}"), None)
    return shell(detail_table(one)) if one else None


def _opaque(p: Made) -> str:
    return f"{p.id * 7919:x}q{p.id % 7}w{p.id % 11}"


def test_a_part_with_two_procedures_is_read_though_it_comes_before_all_lists() -> None:
    found = read_made(smallest_first)
    assert_all(found, PROCEDURES, most=1.8)
    assert found.report.coverage.complete
    assert not [ask.url for ask in found.fetcher.asked if "/ke-lai/" in ask.url]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ((" - 12 thủ tục", " - 22 thủ tục", " - 3 thủ tục"), 1),
        (("<i>(12)</i>", "<i>(22)</i>", "<i>(3)</i>"), 1),
        ((" - 12 thủ tục", " - 22 thủ tục", " - 0 thủ tục"), 0),
        (("", "", ""), 0),
        (("", "", " (2021)"), 0),
    ],
)
def test_a_part_that_is_said_to_have_procedures_and_shows_none_is_not_read(said: tuple[str, str, str], left: int) -> None:
    names = ("Lĩnh vực Nội vụ", "Lĩnh vực Y tế", "Lĩnh vực Dân tộc")

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            links = "".join(f"<dd><a href='/mang/{n}'>{name}</a>{said[n]}</dd>" for n, name in enumerate(names))
            return shell(f"<dl>{links}<dd><a href='/bai-viet'>Tin tức</a> (9)</dd></dl><ul>{NEWS}</ul>")
        if asked.path == "/mang/2":
            return shell("<h2>Lĩnh vực Dân tộc</h2><p><img src='/anh/bang-ke.png' width=900></p>")
        if asked.path.startswith("/mang/"):
            return shell(table(PROCEDURES[:12] if asked.path.endswith("0") else PROCEDURES[12:], anchor))
        one = detail(asked)
        return shell(detail_table(one)) if one else None

    found = read_made(answer)
    assert_all(found, PROCEDURES, most=1.8)
    assert ([w for w in found.report.warnings if w.startswith("parts_unopened")], found.report.coverage.complete) == (
        ["parts_unopened: 1"] * left,
        not left,
    )
