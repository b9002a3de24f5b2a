"""Entries of menus whose way only a script knows, told from those that lead on by themselves."""

from __future__ import annotations

import pytest

from classifier.model import Page
from crawler.reader.document import Document
from crawler.reader.menus import unreadable


@pytest.mark.parametrize(
    ("entry", "pressed"),
    [
        ("<li>Thủ tục hành chính</li>", True),
        ("<a href='#'>Thủ tục hành chính</a>", True),
        ("<span class=muc>Danh mục thủ tục hành chính</span>", True),
        ("<li><a href='/ds'>Thủ tục hành chính</a></li>", False),
        ("<div><span><a href='/ds'>Danh mục thủ tục hành chính</a></span></div>", False),
        ("<a href='/ds'><span>Thủ tục hành chính</span></a>", False),
    ],
)
def test_only_entries_that_lead_nowhere_by_themselves_are_pressed(entry: str, pressed: bool) -> None:
    html = f"<html><body><div class=dau>{entry}</div><p>Cổng thông tin xã Lam</p></body></html>"
    assert bool(unreadable(Document(Page("http://xa.example/", html, 200, "text/html")))) == pressed
