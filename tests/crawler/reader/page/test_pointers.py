"""Elements that lead somewhere by an attribute of the portal's making, told from those that only keep an address for something else."""

from __future__ import annotations

import pytest

from classifier.model import Page
from crawler.reader.page.document import Document
from crawler.reader.page.pointers import told_in


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("$('.khoi').click(function(){ location.href = $(this).data('ve'); });", {"data-ve"}),
        ("el.onclick = () => window.location.assign(el.dataset.noiDen)", {"data-noi-den"}),
        ("const dich = o.getAttribute('data-x'); if (dich) { window.open(dich); }", {"data-x"}),
        ("var u = e.target.dataset['vao'];\nlocation = u;", {"data-vao"}),
        # What is fetched stands in the page where it is; code beside it that moves on speaks of something else.
        ("if (h) { location.href = h; }\nx.open('GET', b.getAttribute('data-manh'));", set()),
        ("fetch(nut.dataset.nguon).then(ve)", set()),
        ("if (location.href == '/') { dem(o.dataset.so) }", set()),
    ],
)
def test_the_code_says_by_which_data_it_moves_on(code: str, told: set[str]) -> None:
    assert told_in(code) == told


def test_a_box_leads_where_the_code_of_its_page_goes() -> None:
    box = '<section data-ve="/nhom/ho-tich;jsessionid=0A1B?k=2"><b>Con em</b></section><p data-anh="/nen/bo.png">Ảnh nền</p>'
    script = "document.onclick = e => { const o = e.target.closest('section'); if (o) location.href = o.dataset.ve; }"
    page = f"<html><body>{box}<script>{script}</script></body></html>"
    found = [(link.text, link.url) for link in Document(Page("http://xa.example/", page, 200, "text/html")).links]
    assert found == [("Con em", "http://xa.example/nhom/ho-tich;jsessionid=0A1B?k=2")]


def test_reading_what_code_says_takes_no_longer_than_the_code() -> None:
    code = "location.href = a.dataset.b; x = c.dataset.d; " * 20_000
    assert told_in(code) == {"data-b"}
