# ruff: noqa: E501 - the scripts of the invented portals are easier to compare when each stands on one line
"""Lists that grow when one scrolls: how scripts and libraries of many makes say what comes next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.crawler.reader.made import Asked, Made, Reply, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES, anchor, cards, page_of, portal
from tests.crawler.reader.reading import assert_all, read_made

AT = "/thu-tuc-hanh-chinh/nap"
CLOSURE = "(function(){ var n = 1; window.addEventListener('scroll', function(){ n++; fetch('%s?so=' + n).then(r => r.text()).then(t => { ds.innerHTML += t }) }) })()"


@pytest.mark.parametrize(
    ("end", "script", "loaded"),
    [
        ("", f"$(window).scroll(function(){{ if (cuoi()) {{ so++; $.get('{AT}', {{so: so}}, h => $('#ds').append(h)); }} }});", ""),
        (f'<div hx-get="{AT}?so=%d" hx-trigger="revealed" hx-swap="outerHTML">Đang tải…</div>', "", ""),
        (f'<turbo-frame loading="lazy" src="{AT}?so=%d"></turbo-frame>', "", ""),
        ('<p id="het" data-so-sau="%d"></p>', f"var h = document.getElementById('het'); new IntersectionObserver(() => fetch('{AT}?so=' + h.dataset.soSau).then(ve)).observe(h)", ""),
        ("", f"new InfiniteScroll('#ds', {{path: '{AT}?so={{{{#}}}}', append: '.card', history: false}})", ""),
        ("", "", CLOSURE % AT),
    ],
)  # fmt: skip
def test_what_comes_next_is_asked_for(end: str, script: str, loaded: str) -> None:
    def part(number: int) -> str:
        return cards(page_of(number - 1), anchor) + (end % (number + 1) if "%d" in end and number * 10 < len(PROCEDURES) else "")

    def listing(asked: Asked) -> Reply:
        if asked.path == AT:
            return part(asked.number("so", 1))
        if asked.path.endswith(".js"):
            return (200, "application/javascript", loaded)
        tag = '<script src="/thu-tuc-hanh-chinh/cuon.js"></script>' if loaded else ""
        return shell(f'<div id="ds">{part(1)}</div>{tag}', menu=MENU, script=script)

    found = read_made(portal(listing), "thu-tuc-hanh-chinh", lists_only=True)
    assert found.report.coverage.listed == len(PROCEDURES)
    assert found.report.coverage.complete


def test_a_list_whose_end_asks_for_nothing_that_is_known_is_not_whole() -> None:
    def listing(asked: Asked) -> Reply:
        end = '<div class="load-more-sentinel"></div>'
        return shell(
            f'<div id="ds">{cards(page_of(0), anchor)}{end}</div>', menu=MENU, script="new IntersectionObserver(kho.nap).observe(het)"
        )

    found = read_made(portal(listing), "thu-tuc-hanh-chinh", lists_only=True)
    assert not found.report.coverage.complete
    assert "only 10 read of the list" in found.report.suspect


def as_row(p: Made) -> str:
    return f'<tr class="hang" data-id="{p.id}"><td>{p.name}</td><td>{p.agency}</td></tr>'


def as_item(p: Made) -> str:
    return f'<li data-id="{p.id}" class="muc"><strong>{p.name}</strong><small>{p.field}</small></li>'


def as_box(p: Made) -> str:
    return f'<article data-id="{p.id}"><p>{p.name}</p><p>{p.agency}</p></article>'


@pytest.mark.parametrize(("row", "holder", "end"), [(as_row, "table", ""), (as_item, "ul", ""), (as_box, "section", "<i>Hết</i>")])
def test_a_last_part_of_one_row_without_a_link_is_read_behind_the_part_before_it(row: Callable[[Made], str], holder: str, end: str) -> None:
    """One row is no list by itself, and what is built otherwise is none."""
    rows = PROCEDURES[:21]

    def listing(asked: Asked) -> Reply:
        if asked.path == AT:
            return "".join(map(row, rows[asked.number("so", 1) * 10 - 10 :][:10])) or "<p>Không còn mục nào khác để xem</p>" + end
        more = f"var so = 1; nut.onclick = () => {{ so++; fetch('{AT}?so=' + so).then(r => r.text()).then(t => ds.insertAdjacentHTML('beforeend', t)) }};"
        opens = "ds.onclick = e => { location = '/thu-tuc/' + e.target.closest('[data-id]').dataset.id };"
        body = f'<h2>Thủ tục hành chính</h2><{holder} id="ds">{"".join(map(row, rows[:10]))}</{holder}><button id="nut">Xem thêm</button>'
        return shell(body, menu=MENU, script=more + opens)

    found = read_made(portal(listing))
    assert_all(found, rows, most=1.6)
    assert found.report.coverage.complete
