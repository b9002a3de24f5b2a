# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Notices above lists that are too short to be known as such: what stands on every page closes none of them."""

from __future__ import annotations

from tests.crawler.reader.made import Asked, Made, Reply, detail_dl
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import assert_all, read_made

MOVED = "<div class=note><p>Kể từ tháng 7, hồ sơ của tỉnh được tiếp nhận duy nhất trên Cổng Dịch vụ công quốc gia, bà con lưu ý. <a href='https://dichvucong.gov.vn/'>Vào cổng</a></p></div>"
SIZES = (1, 5, 1, 2, 1)
NAMES = ("Y tế", "Đất đai", "Hộ tịch", "Du lịch", "Lao động")


def part(number: int) -> list[Made]:
    return PROCEDURES[sum(SIZES[:number]) : sum(SIZES[: number + 1])]


def plain(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def bare_rows(asked: Asked) -> Reply | None:
    """Fields with a notice over each of their pages, in whose tables another word than the name leads on; the smallest come first."""
    if asked.path == "/":
        return plain("Bộ thủ tục", "".join(f"<p><a href='/mang/{n}.htm'>Lĩnh vực {name}</a></p>" for n, name in enumerate(NAMES)))
    word, _, rest = asked.path.strip("/").partition("/")
    number = int(rest.removesuffix(".htm")) if rest.removesuffix(".htm").isdigit() else -1
    if word == "mang" and 0 <= number < len(SIZES):
        rows = "".join(
            f"<tr><td>{n + 1}<td>{p.name}<td><a href='/noi-dung/{p.id}.htm'>Xem toàn văn</a>" for n, p in enumerate(part(number))
        )
        return plain("Lĩnh vực", f"{MOVED}<table><tr><th>TT<th>Tên<th>Xem</tr>{rows}</table>")
    return plain("Thủ tục", MOVED + detail_dl(BY_ID[number])) if word == "noi-dung" and number in BY_ID else None


def test_a_notice_that_stands_over_lists_closes_no_part() -> None:
    found = read_made(bare_rows)
    assert_all(found, PROCEDURES[: sum(SIZES)], most=2.0)
    assert found.report.coverage.complete


def one_is_shut(asked: Asked) -> Reply | None:
    """The same, where a part has ended, and says so in words of its own; another wants a login."""
    if asked.path == "/mang/2.htm":
        return plain("Lĩnh vực", "<h2>Thông báo</h2><p>Mục này đã chuyển sang Cổng Dịch vụ công quốc gia.</p>")
    if asked.path == "/mang/3.htm":
        return plain("Đăng nhập", "<h2>Đăng nhập</h2><form><input name=u><input type=password name=p></form>")
    return bare_rows(asked)


def test_a_part_that_is_only_a_notice_is_told() -> None:
    found = read_made(one_is_shut)
    assert_all(found, [*part(0), *part(1), *part(4)], most=2.0)
    assert not found.report.coverage.complete
    assert "parts_unopened: 2" in found.report.warnings


def lone_names(asked: Asked) -> Reply | None:
    """Agencies below a banner, each with one procedure: nothing but their names tells these pages from a farewell."""
    if asked.path == "/":
        menu = "".join(f"<li><a href='/noi/{n}'>Sở {name}</a></li>" for n, name in enumerate(NAMES))
        return plain("Một cửa", f"{MOVED}<ul>{menu}</ul>")
    word, _, rest = asked.path.strip("/").partition("/")
    if word == "noi":
        one = PROCEDURES[int(rest)]
        return plain("Sở", f"{MOVED}<dl><dt><a href='/tthc/{one.id}'>{one.name}</a></dt></dl>")
    return plain("Thủ tục", MOVED + detail_dl(BY_ID[int(rest)])) if word == "tthc" and rest.isdigit() and int(rest) in BY_ID else None


def test_a_name_below_a_banner_is_a_list_of_one() -> None:
    assert_all(read_made(lone_names), PROCEDURES[:5], most=2.6)
