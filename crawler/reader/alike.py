"""Rows on pages whose list is too short to be known as one: a single procedure on the last page, or in a category."""

from __future__ import annotations

import re
from dataclasses import replace

from classifier.lonerows import rows_around
from classifier.model import Row
from classifier.names import names_a_list

from .addresses import kind_of
from .document import Link
from .identity import Record, RecordBook
from .view import View
from .words import fold, names_no_record

MAX_ALIKE = 50  # links of one page that look alike
_TITLE = re.compile(r"(?:article|entry|post|item)[^>]*>(?:[^>]*>)?h[1-6]\b", re.IGNORECASE)
_SHORTEST = 6  # characters; what is shorter names no procedure


def _in_content(link: Link) -> bool:
    """Whether a link stands outside the portal's frame; a title in the head of an article is its content."""
    return not link.chrome or _TITLE.search(link.place) is not None


def _names_none(text: str) -> bool:
    """Whether words name a part of the site, or several procedures."""
    return names_no_record(text) or names_a_list(fold(text))


def add_alike(view: View, book: RecordBook) -> list[Record]:
    """Take links whose addresses look like those of procedures already found, whatever their words; none where the page shows a list.

    They are guesses: one whose page turns out to be no procedure's is dropped without a word.
    """
    if view.is_data or not view.readable or view.reading.rows or view.reading.procedures:
        return []
    kinds = {kind_of(record.address) for record in book.records if record.address}
    links = {link.url: link for link in view.document.links if link.url and _in_content(link) and kind_of(link.url) in kinds}
    names = {
        url: link.text
        for url, link in links.items()
        if url and len(link.text) > _SHORTEST and not _names_none(link.text) and not book.has(url)
    }
    around = rows_around(view.page, list(names)) if names else {}
    rows = [replace(around.get(url, Row(name)), name=name, url=url) for url, name in names.items()]
    added = [record for row in rows[:MAX_ALIKE] if (record := book.add(row, view.url)) is not None]
    for record in added:
        record.guessed = True
    return added
