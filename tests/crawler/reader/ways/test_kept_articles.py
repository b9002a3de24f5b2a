"""Sites of agencies that keep their procedures among their articles, or publish them as tables under a decision."""

from __future__ import annotations

from html import escape

import pytest

from classifier.model import Outcome
from crawler.reader.page.words import LISTS, listing_score, speaks_of_list
from tests.crawler.reader.made import Asked, Made, Reply, detail_table, made, shell
from tests.crawler.reader.reading import assert_all, read_made

PROCEDURES = made(12)
PARTS = {"y-te-du-phong": PROCEDURES[:7], "duoc-my-pham": PROCEDURES[7:]}
PER_PAGE = 4


def posts(shown: list[Made], base: str) -> str:
    """Entries of a theme that calls the head of each a header."""
    return "".join(
        f"<div class='post'><div class='main-header'><h3><a href='{base}/bai{p.id}'>{escape(p.name)}</a></h3></div>"
        f"<span>Cập nhật 0{p.id % 9 + 1}/11/2017</span><p>Nội dung tóm tắt</p><a href='{base}/bai{p.id}'>Chi tiết »</a></div>"
        for p in shown
    )


def theme(asked: Asked, on_paper: frozenset[int] = frozenset()) -> Reply | None:
    if asked.path == "/":
        return shell("<p>Chào mừng</p>", menu="<a href='/dich-vu-cong'>Dịch vụ công</a>")
    if asked.path == "/dich-vu-cong":
        return shell("".join(f"<dd><a href='/dich-vu-cong/{key}'>Lĩnh vực {key.replace('-', ' ')}</a></dd>" for key in PARTS))
    base, _, last = asked.path.rpartition("/")
    if base == "/dich-vu-cong" and last in PARTS:
        page, held = asked.number("bat-dau", 0), PARTS[last]
        turn = "".join(f"<a href='{asked.path}?bat-dau={n}'>{n // PER_PAGE + 1}</a> " for n in range(0, len(held), PER_PAGE))
        return shell(f"<h4>{last.replace('-', ' ').title()}</h4>{posts(held[page : page + PER_PAGE], asked.path)}<p>{turn}</p>")
    one = next((p for p in PROCEDURES if last == f"bai{p.id}"), None)
    if one is not None and one.id in on_paper:
        return shell(f"<h1>{escape(one.name)}</h1><p>Xem trong tệp: <a href='/luu/{one.id}.docx'>{one.id}.docx</a> (52 KB)</p>")
    return shell(detail_table(one)) if one is not None else None


def test_dated_entries_under_a_part_called_after_procedures_are_a_list() -> None:
    found = read_made(theme)
    assert_all(found, PROCEDURES, most=2.5)
    assert found.report.coverage.complete


def test_an_entry_that_only_hands_out_a_document_is_listed_unread_and_told() -> None:
    papers = frozenset(p.id for p in PROCEDURES[1:3])
    found = read_made(lambda asked: theme(asked, papers))
    assert {entry.name for entry in found.sink.entries} == {p.name for p in PROCEDURES}
    assert {entry.level for entry in found.sink.entries if entry.name in {p.name for p in PROCEDURES[1:3]}} == {None}
    assert (found.report.coverage.failed, found.report.coverage.complete) == (0, True)
    assert [w for w in found.report.warnings if w.startswith("documents: 2 ")]


TITLES = (
    "Danh mục các thủ tục hành chính lĩnh vực đường thủy, đường bộ (công bố tại Quyết định số 88/QĐ-UBND ngày 5/1/2019)",
    "Quyết định số 90/QĐ-UBND về việc công bố danh mục thủ tục hành chính lĩnh vực đăng kiểm của ngành",
)


def published(asked: Asked, title: str) -> Reply | None:
    """A list behind the title of what published it, among other papers."""
    if asked.path == "/":
        return shell(f"<ul><li><a href='/giay/4'>{title}</a></li><li><a href='/giay/5'>Lịch trực lãnh đạo dịp nghỉ lễ</a></li></ul>")
    if asked.path == "/giay/4":
        rows = "".join(f"<tr><td>{p.code}<td><a href='/ho-so/{p.id}'>{escape(p.name)}</a><td>{p.agency}</tr>" for p in PROCEDURES)
        return shell(f"<table><tr><th>Mã số<th>Tên thủ tục<th>Cơ quan</tr>{rows}</table>")
    one = next((p for p in PROCEDURES if asked.path == f"/ho-so/{p.id}"), None)
    return shell(detail_table(one)) if one is not None else None


@pytest.mark.parametrize("title", TITLES)
def test_a_list_is_found_behind_the_title_of_what_published_it(title: str) -> None:
    assert_all(read_made(lambda asked: published(asked, title)), PROCEDURES, most=2.5)


def test_titles_of_lists_promise_one_whatever_published_them() -> None:
    assert listing_score("Danh mục TTHC ngành Xây dựng (kèm theo Công văn số 12/SXD)", "") >= LISTS
    assert listing_score("Bộ thủ tục hành chính cấp xã được công bố theo Quyết định 7 của Chủ tịch Ủy ban nhân dân tỉnh", "") >= LISTS
    assert listing_score("Quyết định công bố danh mục thủ tục hành chính ngành Xây dựng", "") < LISTS
    assert speaks_of_list("Quyết định công bố danh mục thủ tục hành chính ngành Xây dựng")
    assert not speaks_of_list("Quyết định công bố danh mục thủ tục hành chính bị bãi bỏ")
    assert not speaks_of_list("Danh mục tài liệu tuyên truyền")


def test_procedures_met_on_the_way_to_no_list_are_told() -> None:
    """Pages of procedures that stand alone, each behind a part of its own that is made like no other."""
    ways = {
        "/dat-dai": "<p><a href='/dat-dai'>Thủ tục hành chính về đất đai</a></p>",
        "/muc/phan/y-te": "<dl><dd><a href='/muc/phan/y-te'>Thủ tục hành chính ngành y</a></dd></dl>",
        "/v.php": "<ul><li><a href='/v.php?m=du-lich'>Thủ tục hành chính cho khách du lịch</a></li></ul>",
    }

    def alone(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("".join(ways.values()))
        place = list(ways).index(asked.path) if asked.path in ways else None
        return shell(detail_table(PROCEDURES[place])) if place is not None else None

    found = read_made(alone)
    assert (found.report.outcome, found.report.coverage.complete) == (Outcome.EMPTY, False)
    assert [w for w in found.report.warnings if w.startswith("unlisted: pages name 3 procedures")]
