"""Where a row without a link is pressed."""

from __future__ import annotations

import pytest

from classifier.model import Page, Row
from crawler.fetching import Click
from crawler.reader.page.document import Document
from crawler.reader.page.row_clicks import row_click

NAME = "Cấp giấy phép khai thác khoáng sản"
OTHER = "Gia hạn giấy phép khai thác nước dưới đất"


def page(rows: str) -> Document:
    return Document(Page("http://127.0.0.1/", f"<button>Tìm</button>{rows}"))


@pytest.mark.parametrize(
    ("rows", "handle", "expected"),
    [
        (
            f"<table><tr><td>{OTHER}<td><button>Xem</button><tr><td>{NAME}<td><button>Xem</button></table>",
            None,
            Click("button", 2),
        ),
        (f'<div><p>{NAME}</p><span><a href="#">Chi tiết »</a></span></div>', None, Click("a", 0)),
        (f'<ul><li>{OTHER} <i onclick="mo(4)"></i><li><span>{NAME}</span> <span onclick="mo(7)">?</span></ul>', "mo(7)", Click("span", 1)),
        (f"<ul><li><a>{NAME}</a> <button>Xem</button></ul>", None, Click("a", 0, NAME)),
        (f"<section><h4>{NAME}</h4><button>Xem</button><h4>{OTHER}</h4><button>Xem</button></section>", None, Click("h4", 0, NAME)),
        (f'<div><p>{NAME}</p><a href="/khac">Xem chi tiết</a></div>', None, Click("p", 0, NAME)),
        (f"<p>{OTHER}</p>", None, None),
    ],
    ids=["button of its row", "link to nowhere", "its own script", "its own link", "whose button?", "leads elsewhere", "not here"],
)
def test_what_is_pressed(rows: str, handle: str | None, expected: Click | None) -> None:
    assert row_click(page(rows), Row(NAME, handle=handle)) == expected
