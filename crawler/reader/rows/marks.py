"""Rows that carry no id themselves: what may tell them apart in the attributes of what is pressed, and of what holds that."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from classifier.model import Row
from crawler.reader.page.document import Document
from crawler.reader.page.row_clicks import row_click

_HEIGHT = 4  # elements around what is pressed, of which one is the row
_DRESS = frozenset({"class", "style"})
_LONGEST = 80  # characters of an attribute
_JOINS = re.compile(r"[-_:.]")
_HEADS = 2  # words before an id: "tthc-row-58"


def marks_of(document: Document, row: Row) -> dict[str, str]:
    """The values of attributes, whole and without their first words (`id="muc-58"`), by the height and name of each; {} where the row does
    not show on the page.
    """
    click = row_click(document, row)
    found: dict[str, str] = {}
    node: LexborNode | None = document.tree.css(click.selector)[click.index] if click is not None else None
    for height in range(_HEIGHT):
        if node is None:
            break
        for name, value in node.attributes.items():
            if name and value and name not in _DRESS and len(value) <= _LONGEST:
                starts = [0, *(join.end() for join in _JOINS.finditer(value))][: _HEADS + 1]
                found |= {f"{name}-{height}-{place}": value[start:] for place, start in enumerate(starts) if value[start:]}
        node = node.parent
    return found
