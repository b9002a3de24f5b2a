"""Rows on pages whose list is too short to be known as one: a single procedure on the last page, or in a category."""

from __future__ import annotations

from classifier.model import Row

from .addresses import kind_of
from .identity import RecordBook
from .view import View
from .words import names_no_record

MAX_ALIKE = 50
_SHORTEST = 6  # characters; what is shorter names no procedure


def alike_rows(view: View, book: RecordBook) -> list[Row]:
    """Links whose addresses look like those of procedures already found, whatever their words; none where the page shows a list."""
    if view.is_data or not view.readable or view.reading.rows or view.reading.procedures:
        return []
    kinds = {kind_of(record.address) for record in book.records if record.address}
    links = {link.url: link for link in view.document.links if link.url and not link.chrome and kind_of(link.url) in kinds}
    return [
        Row(link.text, url=url)
        for url, link in links.items()
        if url and len(link.text) > _SHORTEST and not names_no_record(link.text) and not book.has(url)
    ][:MAX_ALIKE]
