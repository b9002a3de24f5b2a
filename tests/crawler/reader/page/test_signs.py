# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Trees that are opened by signs beside their names, behind a box of a few procedures: they are opened, or the reading says that they were not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

import pytest

from classifier.model import Page
from crawler.reader.page.document import Document
from crawler.reader.trees.branches import shut
from tests.crawler.reader.made import NEWS, Asked, Made, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES
from tests.crawler.reader.reading import assert_all, read_made
from tests.crawler.reader.ways.test_categories import AGENCIES, FIELDS

CALL = "function xoe(o, don){ fetch('/nhanh/' + don + '.htm').then(r => r.text()).then(h => { o.closest('dt').nextElementSibling.innerHTML = h; }); }"
DATA = "$('.mui').on('click', function(){ var o = $(this); $.get('/nhanh/' + o.data('don') + '.htm', h => o.closest('div').append(h)); });"
DARK = (
    "const D = ['', 'n', ''].join('/'); document.querySelectorAll('.mui').forEach(m => m.onclick = () => nap([D, m.dataset.don].join('')));"
)


def box(rows: Sequence[Made]) -> str:
    links = "".join(f'<li><a href="/chi-tiet/{p.id}">{p.name}</a> ({p.code})</li>' for p in rows)
    return f"<h3>Được quan tâm</h3><ul>{links}</ul>"


def by_call() -> str:
    lines = "".join(f'<dt><button type="button" onclick="xoe(this, \'d{i}\')">+</button> {a}</dt><dd></dd>' for i, a in enumerate(AGENCIES))
    return f"<dl>{lines}</dl><script>{CALL}</script>"


def by_data(code: str = DATA) -> str:
    lines = "".join(f'<div><i class="mui" data-don="d{i}">▸</i> {a}</div>' for i, a in enumerate(AGENCIES))
    return f"<section>{lines}</section><script>{code}</script>"


def unread() -> str:
    lines = "".join(f"<div><i class=mui onclick=\"mo('d{i}')\"></i> {a}</div>" for i, a in enumerate(AGENCIES))
    return f"<section>{lines}</section><script src='/ma/dong.js'></script>"


def portal(asked: Asked, tree: str, held: Sequence[Made] = PROCEDURES) -> Reply | None:
    """A box of two procedures before anything else; the tree's fragments lead to the fields' lists."""
    head, _, tail = asked.path.rpartition("/")
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>{box(held[:2])}", menu=MENU)
    if asked.path == "/thu-tuc-hanh-chinh":
        return shell(f"<h1>Thủ tục hành chính</h1>{tree}", menu=MENU)
    if head == "/nhanh":
        here = [p for p in held if p.agency == AGENCIES[int(tail[1:-4])]]
        return "".join(f'<p><a href="/cua/{tail[1:-4]}-{i}">{f}</a></p>' for i, f in enumerate(FIELDS) if any(p.field == f for p in here))
    if head == "/cua":
        agency, field = (int(part) for part in tail.split("-"))
        here = [p for p in held if (p.agency, p.field) == (AGENCIES[agency], FIELDS[field])]
        return shell(f"<h1>{FIELDS[field]}</h1>" + "".join(f'<h4><a href="/chi-tiet/{p.id}">{p.name}</a></h4>' for p in here), menu=MENU)
    return shell(detail_dl(BY_ID[int(tail)]), menu=MENU) if head == "/chi-tiet" and tail.isdigit() else None


@pytest.mark.parametrize("tree", [by_call(), by_data()])
def test_signs_open_a_tree_behind_a_box_and_its_fragments_lead_on(tree: str) -> None:
    found = read_made(partial(portal, tree=tree))
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete


def test_a_small_tree_that_was_opened_is_not_told_as_shut() -> None:
    held = [p for agency in AGENCIES[:3] for p in [p for p in PROCEDURES if p.agency == agency][:2]]
    found = read_made(partial(portal, tree=by_call(), held=held))
    assert_all(found, held, most=6)
    assert found.report.coverage.complete


@pytest.mark.parametrize("tree", [unread(), by_data(DARK), "<div id=cay></div>"])
def test_behind_a_box_what_was_called_the_list_and_showed_none_is_told(tree: str) -> None:
    report = read_made(partial(portal, tree=tree)).report
    assert (report.coverage.listed, report.coverage.complete) == (2, False)
    assert any(warning.startswith("parts_unopened") for warning in report.warnings)


def test_a_tree_beside_the_box_on_a_page_of_its_own_is_told() -> None:
    def beside(asked: Asked) -> Reply | None:
        return shell(f"{box(PROCEDURES[:3])}{unread()}") if asked.path == "/thu-tuc-hanh-chinh" else portal(asked, "")

    report = read_made(beside, "thu-tuc-hanh-chinh").report
    assert (report.coverage.listed, report.coverage.complete) == (3, False)


def test_what_was_called_the_list_and_leads_to_those_that_were_read_is_no_loss() -> None:
    held = PROCEDURES[:6]

    def known(asked: Asked) -> Reply | None:
        ways = '<p><a href="/muc/0">Hộ tịch</a></p><p><a href="/muc/1">Đất đai</a></p>'
        if asked.path in {"/", "/thu-tuc-hanh-chinh"}:
            return shell(f"<h1>Chào mừng</h1>{ways}", menu=MENU)
        head, _, tail = asked.path.rpartition("/")
        rows = held[:3] if tail == "0" else held[3:]
        return shell(box(rows), menu=MENU) if head == "/muc" else portal(asked, "")

    found = read_made(known)
    assert_all(found, held, most=4)
    assert found.report.coverage.complete


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ("<p><b onclick=\"mo('a')\">[+]</b> Sở Y tế</p><p><b onclick=\"mo('b')\">[+]</b> Sở Xây dựng</p>", 2),
        ("<p><a href='#' onclick=\"mo('a')\">Hộ tịch</a></p><p><a href='#' onclick=\"mo('b')\">Đất đai</a></p>", 2),
        ("<p><b onclick=\"mo('a')\">[+]</b> Sở Y tế</p>", 0),
        ("<p><b onclick=\"mo('a')\">[+]</b> Có mất phí không?</p><p><b onclick=\"mo('b')\">[+]</b> Nộp ở đâu?</p>", 0),
        ("<table><tr><th onclick='xep(1)'>Lĩnh vực đất đai</th><th onclick='xep(2)'>Sở Y tế</th></tr></table>", 0),
        ("<p><a onclick=\"mo('a')\">Cấp giấy phép xây dựng</a></p><p><a onclick=\"mo('b')\">Đăng ký đất đai lần đầu</a></p>", 0),
        ("<nav><b onclick=\"mo('a')\">Sở Y tế</b> <b onclick=\"mo('b')\">Sở Xây dựng</b></nav>", 0),
    ],
)
def test_parts_that_a_script_alone_opens(markup: str, count: int) -> None:
    assert shut(Document(Page("https://mc.example.vn/", f"<html><body><main>{markup}</main></body></html>"))) == count


def test_the_words_beside_a_sign() -> None:
    rows = "<ul><li><span onclick='m(1)'>[+]</span> Sở Nội vụ (4)</li><li>Sở Y tế <i onclick='m(2)'></i></li><li><a onclick='m(3)'>Hộ tịch</a> x</li></ul>"
    links = Document(Page("https://mc.example.vn/", rows)).links
    assert json.dumps([link.around for link in links], ensure_ascii=False) == '["Sở Nội vụ (4)", "Sở Y tế", ""]'
