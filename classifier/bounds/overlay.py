"""A page whose content opens over another one: its address brings up a list and, in a dialog over it, the procedure that was asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from classifier.controls.orders import path_of
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.page.recordids import record_ids, title_in
from classifier.page.regions import Regions
from classifier.words.codes import parse_code
from classifier.words.names import names_a_list, names_an_entry, starts_like_name
from classifier.words.spans import covers
from classifier.words.text import folded_words
from classifier.words.values import Label

_SHORTEST = 12  # characters of a name
_BETWEEN = re.compile(r"\s+[-|–—·»]\s+")  # what parts the name of a page from that of its site
_WHOLE = re.compile(r"https?://[^/\s]+(/\S*)", re.IGNORECASE)
_TITLING = frozenset({FieldKey.NAME, FieldKey.CODE, FieldKey.OTHER})


def opened_over(doc: Document, url: str, regions: Regions, labels: Sequence[Label]) -> Regions | None:
    """The regions of a page that is about one of its dialogs: everything around that one is the site's; None for any other page.

    What a list shows at a glance looks the same. The page's title or its own address tells them apart: those of a list name no procedure.
    `labels`: of the whole page. Whether the dialog describes a procedure at all is left to whoever reads it.
    """
    chosen = [each for each in regions.dialogs if _is_about(doc, each, url, labels)]
    if len(chosen) != 1:
        return None
    return replace(regions, chrome=tuple(_around(doc, chosen[0])), dialogs=(), menus=())


def _is_about(doc: Document, dialog: tuple[int, int], url: str, labels: Sequence[Label]) -> bool:
    """Whether the page's title or address names what stands at the head of a dialog, or the record that it shows."""
    head = _head(doc, dialog[0], labels)
    if not head:
        return False
    titles = {folded_words(part) for part in _BETWEEN.split(doc.title)}
    said = {" ".join(line.rpartition(": ")[2].split()) for line in head}
    if any(map(_is_name, titles & said)):
        return True
    stem = title_in(url)
    if _is_name(stem.replace("-", " ")) and any(stem in re.sub(r"[^a-z0-9]+", "-", line) for line in head):
        return True
    return _hands_on(doc, dialog, url) or any(_carries(doc, dialog, mark) for mark in record_ids(url))


def _is_name(words: str) -> bool:
    """Whether folded words are those of one procedure: "Thủ tục hành chính" stands above a list, and above what opens over it as well."""
    return len(words) >= _SHORTEST and starts_like_name(words) and not (names_a_list(words) or names_an_entry(words))


def _head(doc: Document, dialog: int, labels: Sequence[Label]) -> list[str]:
    """The folded lines of a dialog above the first item that describes; empty where it has none."""
    start, end = doc.text_from[dialog], doc.text_to[dialog]
    inside = labels[bisect_left(labels, start, key=_place) : bisect_left(labels, end, key=_place)]
    first = next((label.start for label in inside if label.key not in _TITLING), None)
    return [line.strip() for line in doc.folded[start:first].split("\n") if line.strip()] if first is not None else []


def _carries(doc: Document, dialog: tuple[int, int], mark: str) -> bool:
    """Whether a dialog alone says the code, or has the links, that the page's address names its record by."""
    if parse_code(mark) is not None:
        return mark.lower() in doc.folded_of(dialog[0])
    named = re.compile(rf"(?<!\w){re.escape(mark)}(?!\w)")
    inside = {covers((dialog,), element) for element in doc.select("a[href]") if named.search(path_of(doc.attributes(element)["href"]))}
    return inside == {True}


def _hands_on(doc: Document, dialog: tuple[int, int], url: str) -> bool:
    """Whether a dialog, and nothing else, holds the page's very address for visitors to pass on: it is what the address brings up.

    An address without a number may be that of the list.
    """
    here = _place_in(url)
    if here is None or not re.search(r"\d", here):
        return False
    inside = {covers((dialog,), element) for element in doc.select("input, textarea") if _place_in(_value(doc, element)) == here}
    return inside == {True}


def _value(doc: Document, element: int) -> str:
    return doc.attributes(element).get("value") or doc.text_of(element).strip()


def _place_in(address: str) -> str | None:
    """What follows the host of a whole address; None where that is none."""
    whole = _WHOLE.fullmatch(address.strip())
    return whole[1] if whole else None


def _around(doc: Document, part: tuple[int, int]) -> list[tuple[int, int]]:
    """The elements that neither hold a part nor stand in it, as ranges, in order."""
    holders = doc.ancestors(part[0])
    return sorted((child, doc.ends[child]) for holder in holders[1:] for child in doc.children(holder) if child not in holders)


def _place(label: Label) -> int:
    return label.start
