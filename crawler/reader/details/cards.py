"""Pages that stand before a procedure's own: its name, a line or two, and a way to the rest ("Xem chi tiết thủ tục")."""

from __future__ import annotations

from classifier.model import PageKind, Row
from crawler.reader.asking.scripts import same_procedure
from crawler.reader.page.addresses import canonical, is_file, same_site
from crawler.reader.page.view import View
from crawler.reader.page.words import folded_words, is_detail, opens_only

MOST = 2  # ways of one page that are tried; the page behind must name the procedure to be believed


def ways_on(view: View, row: Row) -> list[str]:
    """The addresses to which a page about one row leads for the rest of it, outside the menus; none when the page does not name the row."""
    name = folded_words(row.name)
    document = view.document
    if view.is_data or not name or name not in folded_words(document.text):
        return []
    here = canonical(view.url)
    found = [
        link.url
        for link in document.links
        if link.url
        and not link.chrome
        and not is_file(link.url)
        and same_site(link.url, view.url)
        and canonical(link.url) != here
        and (is_detail(link.text) or opens_only(link.text) or folded_words(link.text) == name)
    ]
    return list(dict.fromkeys(found))[:MOST]


def holds(view: View, row: Row) -> bool:
    """Whether a page is a procedure's, and that of the row."""
    named = (same_procedure(reading.name, reading.code, row.name, row.code) for reading in view.reading.procedures)
    return view.readable and view.reading.kind is PageKind.PROCEDURE and any(named)
