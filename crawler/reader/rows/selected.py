"""Rows that a press only marks: a button over the list opens the one that is marked ("Xem chi tiết"), or a second press does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from classifier.model import Page
from crawler.fetching import Click, Followed
from crawler.reader.page.document import Document
from crawler.reader.page.row_clicks import click_on
from crawler.reader.page.said import line_of
from crawler.reader.page.words import is_detail

_CONTROLS = "button, a, input[type=button], [role=button], [onclick]"
_MOST = 2  # buttons that are tried


@dataclass(frozen=True, slots=True)
class Opening:
    """How a marked row is opened: by a button, or by pressing the row twice where there is none."""

    button: Click | None

    def of(self, row: Click) -> Click:
        """What opens a row that is pressed there."""
        if self.button is None:
            return replace(row, twice=True)
        return replace(self.button, after=(*row.after, replace(row, after=())))


def openings(way: Followed, page: str) -> Iterator[Opening]:
    """What may open the row that was pressed, buttons that waited for it first."""
    if way.html:
        after, before = (Document(Page(page, html)) for html in (way.html, way.before))
        waiting = {_words(node) for node in before.tree.css(_CONTROLS) if "disabled" in node.attributes}
        said = [(_words(node), node) for node in after.tree.css(_CONTROLS) if "disabled" not in node.attributes and not after.leads(node)]
        told = [words for words, _ in said]
        # What stands in every row belongs to that row.
        found = [(words, node) for words, node in said if is_detail(words) and told.count(words) == 1]
        for _, node in sorted(found, key=lambda pair: pair[0] not in waiting)[:_MOST]:
            yield Opening(click_on(after, node))
    yield Opening(None)


def _words(node: LexborNode) -> str:
    return line_of(node) or node.attributes.get("value") or node.attributes.get("title") or ""
