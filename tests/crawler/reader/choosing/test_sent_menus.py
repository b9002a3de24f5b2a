# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Menus whose entries send the form around their page in place of leading to an address."""

from __future__ import annotations

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
