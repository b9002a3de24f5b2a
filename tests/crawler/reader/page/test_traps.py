"""Endless portals: what a trap may cost, and which addresses are one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from crawler.reader.page.addresses import canonical, template_of
from crawler.reader.page.traps import beside_the_point, endless
from tests.crawler.reader.made import NEWS, Asked, Reply, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES, anchor, get_one_based, portal, table
from tests.crawler.reader.reading import Found, assert_all, read_made
from tests.crawler.reader.ways.test_categories import by_field

REAL = Path(__file__).resolve().parents[5] / "shared" / "real" / "hanoi-mirror" / "trap_paths.txt"


@pytest.mark.real
@pytest.mark.skipif(not REAL.exists(), reason="no real data beside the project")
def test_the_trap_of_a_real_site_is_recognised() -> None:
    paths = [line.strip() for line in REAL.read_text(encoding="utf-8").splitlines() if line.strip()]
    growing = [p for p in paths if sum(s in ("vi", "en", "vi.html", "en.html") for s in p.split("/")) >= 2]
    plain = [p for p in paths if not any(s in ("vi", "en", "vi.html", "en.html") for s in p.split("/"))]
    caught = sum(endless(f"http://x.vn/{p}") for p in growing)
    wronged = [p for p in plain if endless(f"http://x.vn/{p}") and p.count("/view_content/") < 2]  # those grew into themselves
    assert len(growing) > 9000
    assert caught / len(growing) >= 0.99
    assert wronged == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://X.vn:80/a;jsessionid=0A1B?b=2&a=1#x", "http://x.vn/a?a=1&b=2"),
        ("http://x.vn/a?utm_source=zalo&id=5&p_auth=Xy1", "http://x.vn/a?id=5"),
        ("http://x.vn/a//b/?sid=99", "http://x.vn/a/b/"),
        ("https://x.vn:443/th%E1%BB%A7-t%E1%BB%A5c", "https://x.vn/thủ-tục"),
        ("https://x.vn/thu%CC%89-tu%CC%A3c?ten=ca%CC%81c", "https://x.vn/thủ-tục?ten=c%C3%A1c"),
        ("http://x.vn/pls/f?p=204:7:15900112233:::::", "http://x.vn/pls/f?p=204:7:8812345678901"),
        ("http://x.vn/(S(abcdefghijklmnopqrstuvwx))/list.aspx", "http://x.vn/list.aspx"),
    ],
)
def test_one_page_has_one_spelling(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://x.vn/?id=1", "http://x.vn/?id=2"),
        ("http://x.vn/#/tthc/1", "http://x.vn/#/tthc/2"),
        ("http://x.vn/a?p=1", "http://x.vn/a?p=1&q=2"),
        ("http://x.vn/a", "http://x.vn:8080/a"),
        ("http://x.vn/f?p=204:7:15900112233::::P7_ID:31", "http://x.vn/f?p=204:7:15900112233::::P7_ID:32"),
    ],
)
def test_two_pages_stay_two(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(st.text(max_size=60))
def test_any_spelling_has_a_stable_identity(text: str) -> None:
    once = canonical(f"http://x.vn/{text}")
    assert canonical(once) == once
    template_of(once)


@pytest.mark.parametrize("url", ["http://x.vn/lich-cong-tac?ngay=3", "http://x.vn/ds?sort=ten", "http://x.vn/tin/2026?month=5"])
def test_calendars_and_sorting_are_beside_the_point(url: str) -> None:
    assert beside_the_point(url)


@pytest.mark.parametrize(
    "url", ["http://x.vn/m/sinh-con-va-nuoi-day-tre", "http://x.vn/dang-ky-ngay", "http://x.vn/cap-phep-thang-may.html"]
)
def test_days_among_the_words_of_a_title_are_no_calendar(url: str) -> None:
    assert not beside_the_point(url)


def extra_cost(found: Found, plain: Found) -> float:
    return (found.report.coverage.pages - plain.report.coverage.pages) / plain.report.coverage.pages


def test_a_growing_path_costs_little() -> None:
    def growing(asked: Asked) -> Reply | None:
        if asked.path.startswith("/thu-tuc-hanh-chinh/") and "/vi" in asked.path:
            return get_one_based(Asked("GET", "/thu-tuc-hanh-chinh", asked.query, {}, ""))
        page = portal(get_one_based)(asked)
        return (
            page.replace("</nav>", f'<a href="{asked.path.rstrip("/")}/vi/danh-muc-thu-tuc">Thủ tục hành chính (vi)</a></nav>')
            if isinstance(page, str)
            else page
        )

    found = read_made(growing)
    assert_all(found, PROCEDURES)
    assert extra_cost(found, read_made(portal(get_one_based))) <= 0.1


def test_an_endless_pager_costs_little() -> None:
    """Every page number answers, with the last page again."""

    def listing(asked: Asked) -> Reply:
        page = min(asked.number("page", 1), 4)
        links = "".join(f'<a href="?page={n}">{n}</a>' for n in range(asked.number("page", 1), asked.number("page", 1) + 5))
        return shell(
            table(PROCEDURES[page * 10 - 10 : page * 10], anchor)
            + f'<div class="pagination">{links}<a href="?page={asked.number("page", 1) + 1}">Sau</a></div>',
            menu=MENU,
        )

    assert_all(read_made(portal(listing)), PROCEDURES, most=1.4)


def test_sessions_filters_and_calendars_cost_little() -> None:
    def dressed(asked: Asked) -> Reply | None:
        page = by_field(replace(asked, path=re.sub(r";[^/]*", "", asked.path)))
        if not isinstance(page, str):
            return page
        days = "".join(f'<td><a href="/lich?ngay={d}">{d}</a></td>' for d in range(1, 31))
        sorts = "".join(
            f'<a href="{asked.path}?sort={s}&dir={d}">Sắp xếp theo {s}</a>'
            for s in ("ten", "ma", "linhvuc", "coquan")
            for d in ("asc", "desc")
        )
        return page.replace("</main>", f'<table class="calendar"><tr>{days}</tr></table><div>{sorts}</div></main>').replace(
            'href="/linh-vuc/', f'href="/linh-vuc;jsessionid={id(asked):x}/'
        )

    found = read_made(dressed)
    assert_all(found, PROCEDURES)
    assert extra_cost(found, read_made(by_field)) <= 0.1


def test_an_endless_tree_of_categories_ends() -> None:
    def tree(asked: Asked) -> Reply | None:
        links = "".join(f'<li><a href="{asked.path.rstrip("/")}/linh-vuc-{i}">Lĩnh vực {i}</a></li>' for i in range(5))
        return shell(f"<h2>Lĩnh vực</h2><ul>{links}</ul><ul>{NEWS}</ul>")

    found = read_made(tree)
    assert found.report.coverage.pages <= 40
    assert found.sink.entries == []


def test_a_parameter_that_is_a_path_keeps_what_names_the_page() -> None:
    of_page = "https://dvc.tinh.example.vn/ords/f?p={}"
    one, other, menu = (template_of(of_page.format(v)) for v in ("77:12:8111::NO::ID:5", "77:12:9222::NO::ID:6", "77:3:8111::NO:::"))
    assert one == other != menu


@pytest.mark.parametrize(
    ("query", "beside"),
    [
        ("option=com_content&view=section&id=5", False),
        ("view=detail&ma=7", False),
        ("lang=vi&id=5", False),
        ("language=vi-VN", False),
        ("print=0&id=5", False),
        ("lang=en&id=5", True),
        ("view=grid", True),
        ("id=5&print=1", True),
        ("sort=ten&dir=asc", True),
        ("id=5&layout=print", True),
    ],
)
def test_an_order_or_a_dress_is_known_by_what_it_says(query: str, beside: bool) -> None:
    assert beside_the_point(f"http://x.vn/index.php?{query}") is beside
