"""Pages that say nothing before a script has drawn them."""

from __future__ import annotations

import pytest

from classifier.model import Page
from classifier.sites.drawn import doubtful, is_shell
from classifier.sites.site import open_site_page
from tests.classifier.sites.made import BODY, HOST, context, entry, page

SCRIPT = "<script>fetch('/api/van-ban').then(ve)</script>"


@pytest.mark.parametrize(
    ("html", "shell"),
    [
        ("<div id=goc></div><script src=/a.js></script>", True),
        ("<div id=goc></div>", False),  # nothing that would draw
        (f"{BODY * 8}<script src=/a.js></script>", False),
    ],
)
def test_a_page_without_menu_and_words_is_a_shell_when_a_script_may_draw_it(html: str, shell: bool) -> None:
    bare = Page(HOST + "/", f"<html><body>{html}</body></html>", 200, "text/html", HOST + "/")
    assert is_shell(open_site_page(bare)) is shell
    assert not is_shell(open_site_page(page(html)))  # the menu of the site is there


@pytest.mark.parametrize(
    ("body", "worth"),
    [
        (f"<h2>Văn bản</h2><div id=ds></div>{SCRIPT}", True),
        ("<h2>Văn bản</h2><div id=ds></div>", False),  # no script that asks for anything
        (f"<h2>Văn bản</h2><p>Không có dữ liệu</p>{SCRIPT}", False),  # it says that there is nothing
        (f"<h2>Văn bản</h2>{BODY * 4}{SCRIPT}", False),
    ],
)
def test_an_entry_behind_which_nothing_shows_is_worth_a_browser(body: str, worth: bool) -> None:
    menu = entry("Văn bản chỉ đạo điều hành", "/van-ban")
    pages = [open_site_page(page(BODY, "/", menu=menu), front=True), open_site_page(page(body, "/van-ban", menu=menu))]
    pages += [open_site_page(page(f"<p>Trang {n} có lời riêng.</p>", f"/m{n}", menu=menu)) for n in range(5)]
    assert (f"{HOST}/van-ban" in doubtful(pages, context())) is worth
