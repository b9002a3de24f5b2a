# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Menus whose entries send the form around their page in place of leading to an address."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, made, shell
from tests.crawler.reader.reading import assert_all, read_made

TEN = made(10)
FORM = '<form method="post" action="{}"><input type="hidden" name="__VIEWSTATE" value="dDwtMTA7Oz4="><input type="hidden" name="__EVENTTARGET"><input type="hidden" name="__EVENTARGUMENT">{}</form>'


def around(inner: str, action: str = "Mac-dinh.aspx") -> str:
    entries = [("Muc$0", "Giới thiệu"), ("Muc$2", "Nộp hồ sơ trực tuyến"), ("Muc$1", "Bộ thủ tục hành chính")]
    links = "".join(f"<td><a href=\"javascript:__doPostBack('tren$thanh','{key}')\">{words}</a></td>" for key, words in entries)
    return shell(FORM.format(action, f"<table><tr>{links}</tr></table>{inner}"))


def page_of(p: Made) -> str:
    return around(detail_dl(p), "Xem.aspx")


def listed() -> str:
    return around(
        "<h2>Bộ thủ tục</h2><ul>" + "".join(f'<li><a href="/Xem.aspx?id={p.id}">{p.name}</a> {p.code}</li>' for p in TEN) + "</ul>",
        "Danh-sach.aspx",
    )


def moved(asked: Asked) -> Reply | None:
    """The server answers by leading on."""
    if asked.method == "POST":
        assert asked.form.get("__EVENTARGUMENT") != "Muc$2"  # what promises to send something is never pressed
        return (302, "/Danh-sach.aspx" if asked.form.get("__EVENTARGUMENT") == "Muc$1" else "/Mac-dinh.aspx", "")
    if asked.path == "/Danh-sach.aspx":
        return listed()
    if asked.path == "/Xem.aspx":
        return next((page_of(p) for p in TEN if str(p.id) == asked.query.get("id")), None)
    return around("<p>Chào mừng đến với trang một cửa.</p>") if asked.path in ("/", "/Mac-dinh.aspx") else None


def shown_there(asked: Asked) -> Reply | None:
    """The list shows under the address of the page that was sent."""
    if asked.method == "POST" and asked.form.get("__EVENTARGUMENT") == "Muc$1":
        return listed()
    return moved(asked)


@pytest.mark.parametrize("portal", [moved, shown_there])
def test_an_entry_that_sends_the_form_of_its_page_is_followed(portal: object) -> None:
    found = read_made(portal)  # type: ignore[arg-type]
    assert_all(found, TEN)
    assert found.report.coverage.complete


# -- a tree of which each branch shows its list on the same page, in parts of three ---------------------------------------

MANY = made(26)
SIZE = 3
PRESS = "<a href=\"javascript:__doPostBack('{}','{}')\">{}</a>"
TAKEN = [MANY[:7], MANY[7:9], MANY[9:13], MANY[13:14], MANY[14:26]]
FIELDS = ["Hộ tịch", "Đất đai", "Y tế", "Xây dựng", "Giáo dục"]
UNSAID = ["Việc nhà", "Việc làng", "Việc chung", "Việc khác", "Việc còn lại"]


def tree_page(names: list[str], branch: int | None, part: int) -> str:
    """The tree, and the list of one branch as cards; the state of the page tells which, and in what part."""
    tree = "".join(f"<li>{PRESS.format('khung$cay', f'goc/n{i}', name)}</li>" for i, name in enumerate(names))
    listed = "<p>Xin chọn một mục.</p>"
    if branch is not None:
        own = TAKEN[branch]
        cards = "".join(
            f"<div class=the><b>{PRESS.format(f'khung$ds$m{k:02}$mo', '', p.name)}</b> <i>{p.code}</i></div>"
            for k, p in enumerate(own[part * SIZE : part * SIZE + SIZE])
        )
        back = PRESS.format("khung$lui", "", "‹ Quay về") if part else ""
        onward = PRESS.format("khung$toi", "", "Trang sau ›") if len(own) > part * SIZE + SIZE else ""
        listed = f"{cards}<p>{back} {onward}</p>"
    state = "" if branch is None else f"{branch}-{part}"
    fields = f'<input type="hidden" name="__VIEWSTATE" value="{state}"><input type="hidden" name="__EVENTTARGET"><input type="hidden" name="__EVENTARGUMENT">'
    return shell(f'<form method="post" action="So-tay.aspx">{fields}<ul>{tree}</ul><section>{listed}</section></form>')


def behind_a_tree(asked: Asked, names: list[str]) -> Reply | None:
    if asked.path == "/So-tay.aspx":
        branch, part = (int(n) for n in asked.form["__VIEWSTATE"].split("-")) if asked.form.get("__VIEWSTATE") else (None, 0)
        target, told = asked.form.get("__EVENTTARGET", ""), asked.form.get("__EVENTARGUMENT", "")
        if target == "khung$cay":
            branch, part = int(told[-1]), 0
        elif target in ("khung$toi", "khung$lui"):
            part += 1 if target == "khung$toi" else -1
        elif target and branch is not None:
            return (302, f"/Muc.aspx?so={TAKEN[branch][part * SIZE + int(target[10:12])].id}", "")
        return tree_page(names, branch, part)
    if asked.path == "/Muc.aspx":
        return next((shell(detail_dl(p)) for p in MANY if str(p.id) == asked.query.get("so")), None)
    return shell("<p>Chào mừng.</p>", menu='<a href="/So-tay.aspx">Bộ thủ tục hành chính</a> ') if asked.path == "/" else None


@pytest.mark.parametrize("names", [FIELDS, UNSAID])
def test_each_branch_of_a_tree_that_sends_the_form_is_asked_for_once(names: list[str]) -> None:
    found = read_made(lambda asked: behind_a_tree(asked, names))
    assert_all(found, MANY, most=3)
    assert found.report.coverage.complete
    branches = Counter(one.form["__EVENTARGUMENT"] for one in found.served.asked if one.form.get("__EVENTTARGET") == "khung$cay")
    assert branches == {f"goc/n{i}": 1 for i in range(len(names))}
