"""Sections that stand on the front page itself: a heading that names an item, and what is listed under it."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from datetime import date

from classifier.page.document import Document
from classifier.sites.behind import is_nothing, latest_of
from classifier.sites.lines import Line, lines_of
from classifier.sites.links import links_of
from classifier.sites.model import Item
from classifier.sites.site import Site

_ENTRY = 15  # characters of an entry's name
_HEADLINE = 30  # characters; names of sections are shorter
_MOST = 0.6  # share of a page's text; what holds more is the page, not a block


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with what stands under it. `entries`: names of the links there."""

    heading: str
    entries: tuple[str, ...]
    latest: date | None


def blocks_of(site: Site, item: Item) -> list[Block]:
    """The blocks of the front page whose heading names an item."""
    doc = site.document
    links = links_of(doc)
    found = []
    for line in lines_of(doc):
        if not any(named.item is item for named in site.namer.named(line.text)):
            continue
        holder = _block(doc, line)
        if holder is None:
            continue
        inside = [
            link
            for link in links
            if holder <= link.element < doc.ends[holder] and doc.text_from[link.element] > line.start + len(line.text) - 1
        ]
        entries = tuple(dict.fromkeys(link.label for link in inside if link.url and len(link.label) >= _ENTRY))
        under = lines_of(doc, holder)
        latest = latest_of([line for line in under if not is_nothing(line.folded)], site.context.at)
        if len(entries) >= 2 and (latest is not None or statistics.median(map(len, entries)) >= _HEADLINE):
            found.append(Block(line.text, entries, latest))
    return found


def _block(doc: Document, line: Line) -> int | None:
    """The smallest part of the page that holds more than the heading; None when that is the page."""
    for holder in doc.ancestors(doc.element_at(line.start)):
        if doc.tags[holder] in ("body", "html", "nav", "ul", "ol"):
            return None
        length = doc.text_to[holder] - doc.text_from[holder]
        if length > max(len(doc.text) * _MOST, 400):
            return None
        if length > len(line.text) + 2 * _ENTRY:
            return holder
    return None
