# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Cells that tell a half: the sum of a fee stands on the page, how it is paid in what a button opens."""

from __future__ import annotations

import pytest

from classifier.model import FieldKey, Page, Payment
from classifier.reading import read_page
from crawler.reader.choosing.cell_openers import opened_cells
from crawler.reader.page.document import Document
from tests.crawler.reader.asking.test_scripts import js, read_drawn
from tests.crawler.reader.made import Asked, Reply
from tests.crawler.reader.paging.test_paging import PROCEDURES

URL = "https://dvc.tinh.example.vn/xem/4"
FACTS = "<h1>Cấp giấy phép nuôi hổ</h1><table><tr><th>Mã thủ tục</th><td>1.004242</td></tr><tr><th>Cơ quan thực hiện</th><td>Sở Nông nghiệp</td></tr><tr><th>Trình tự thực hiện</th><td>Nộp rồi nhận. {steps}</td></tr>{fee}</table>{rest}"


def page(fee: str = "", rest: str = "", steps: str = "") -> Page:
    return Page(URL, f"<html><body>{FACTS.format(fee=fee, rest=rest, steps=steps)}</body></html>")


def row(button: str) -> str:
    return f"<tr><th>Lệ phí</th><td>90.000 đồng/lần {button}</td></tr>"


@pytest.mark.parametrize(
    ("button", "opens"),
    [
        ("<button type=button>Chi tiết</button>", True),
        ("<i role=button title='Hình thức nộp'>?</i>", True),
        ("<span onclick='mo(4)'>[Xem]</span>", True),
        ("<a href='/phi/4'>Xem chi tiết</a>", False),  # it has an address of its own
        ("<button>Thanh toán trực tuyến</button>", False),
        ("<button disabled>Chi tiết</button>", False),
    ],
)
def test_what_opens_the_rest_of_a_cell(button: str, opens: bool) -> None:
    shown = page(row(button))
    (reading,) = read_page(shown).procedures
    assert [label for label, _ in opened_cells(Document(shown), reading)[1]] == (["Lệ phí"] if opens else [])


def test_a_button_in_another_cell_opens_no_fee() -> None:
    shown = page(row(""), steps="<button>Xem chi tiết</button>")
    (reading,) = read_page(shown).procedures
    assert not opened_cells(Document(shown), reading)[1]


BUTTON = "<a href='#hop-phi' data-toggle=modal>Xem chi tiết</a>"
HEAD = "<div class=modal id=hop-phi hidden><h4>Lệ phí</h4><button data-dismiss=modal>Đóng</button>"


def test_a_dialog_that_stands_on_the_page_is_read_there() -> None:
    shown = page(row(BUTTON), f"{HEAD}<p>Nộp tiền mặt tại quầy thu của trung tâm.</p></div>")
    (reading,) = read_page(shown).procedures
    assert not opened_cells(Document(shown), reading)[1]
    fees = [cell.text for cell in opened_cells(Document(shown), reading)[0].fields if cell.key is FieldKey.FEE]
    assert len(fees) == 2 and "tiền mặt" in fees[1]


def test_a_dialog_that_has_but_its_frame_is_pressed() -> None:
    shown = page(row(BUTTON), f"{HEAD}<div class=modal-body></div></div>")
    (reading,) = read_page(shown).procedures
    assert [label for label, _ in opened_cells(Document(shown), reading)[1]] == ["Lệ phí"]
    assert opened_cells(Document(shown), reading)[0] == reading


WAYS = ("Nộp tại quầy thu của trung tâm.", "Thanh toán trực tuyến bằng ví điện tử.", "Chuyển khoản vào tài khoản kho bạc.", "")


def halved(asked: Asked) -> Reply | None:
    """How a fee is paid stands in what a listener fetches with the data of the page's own heading."""
    if asked.path == "/":
        items = "".join(f"<li><a href='/tt/{p.id}'>{p.name}</a></li>" for p in PROCEDURES[:4])
        return f"<title>Thủ tục</title><h1>Thủ tục hành chính</h1><ol>{items}</ol>"
    if asked.path == "/ma.js":
        return js(
            "document.querySelector('b.q').addEventListener('click', async () => { const so = document.querySelector('h2').dataset.so;"
            " const r = await fetch(['', 'giai-nghia', so + '.htm'].join('/')); const o = document.createElement('aside'); o.innerHTML = await r.text(); document.body.append(o); });"
        )
    place, one = next(((n, p) for n, p in enumerate(PROCEDURES[:4]) if str(p.id) in asked.path), (0, None))
    if one is None:
        return None
    if asked.path.startswith("/giai-nghia/"):
        return f"<p>Mức thu: 90.000 đồng/lần. {WAYS[place]}</p>"
    return f"<!doctype html><title>{one.name}</title><h2 data-so={one.id}>{one.name}</h2><dl><dt>Mã thủ tục</dt><dd>{one.code}</dd><dt>Cơ quan thực hiện</dt><dd>{one.agency}</dd><dt>Phí, lệ phí</dt><dd>90.000 đồng/lần <b class=q role=button>Cách nộp</b></dd><dt>Đối tượng</dt><dd>Cá nhân</dd><dt>Kết quả thực hiện</dt><dd>Giấy phép</dd></dl><script src=/ma.js></script>"


@pytest.mark.browser
def test_what_a_button_in_the_cell_of_the_fee_shows_is_read_with_it() -> None:
    found = read_drawn(halved)
    paid = {entry.name: entry.features.payment for entry in found.sink.entries}
    assert [paid[p.name] for p in PROCEDURES[:4]] == [Payment.NO, Payment.STATED, Payment.NO, Payment.UNKNOWN]
