"""What is called a header is the site's head, or heads an entry of the page."""

from __future__ import annotations

import pytest

from classifier.model import Page
from classifier.page.document import open_document
from classifier.page.regions import find_regions
from crawler.reader.page.document import Document

URL = "https://so.tinh.example.vn/muc"
TEXT = "<p>Nội dung của mục này được trình bày ở bên dưới để người đọc tiện theo dõi.</p>" * 3


def chrome(html: str) -> list[tuple[bool, bool]]:
    """Of each link with "/m" in its address: whether the classifier and the reader take it for the site's."""
    whole = f"<html><head><title>Sở</title></head><body>{html}</body></html>"
    doc, seen = open_document(whole, URL, "text/html"), Document(Page(URL, whole))
    regions = find_regions(doc)
    judged = [regions.in_chrome(e) for e in doc.select("a") if "/m" in doc.attributes(e)["href"]]
    return list(zip(judged, [link.chrome for link in seen.links if "/m" in (link.url or "")], strict=True))


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<div><div class='box-header'><h3><a href='/m{n}'>Mục thứ {n}</a></h3></div>{TEXT}</div>" for n in (1, 2)),
        "".join(f"<article><header class='entry-header'><h2><a href='/m{n}'>Mục thứ {n}</a></h2></header>{TEXT}</article>" for n in (1, 2)),
        f"<main><div class='page-header'><h2><a href='/m1'>Mục một mình</a></h2></div>{TEXT}</main>",
    ],
)
def test_a_header_of_nothing_but_a_heading_heads_the_content(html: str) -> None:
    assert set(chrome(html)) == {(False, False)}


@pytest.mark.parametrize(
    "html",
    [
        f"<div class='header'><h2>Sở Y tế</h2><a href='/m1'>Tin</a> <a href='/m2'>Văn bản</a></div>{TEXT}",
        f"<div>{TEXT}</div><footer><h4><a href='/m1'>Sở Y tế</a></h4></footer>",
        f"<div class='sidebar'><div class='box-header'><h3><a href='/m1'>Liên kết</a></h3></div></div>{TEXT}",
    ],
)
def test_the_head_and_the_foot_of_a_site_stay_its_own(html: str) -> None:
    assert set(chrome(html)) == {(True, True)}
