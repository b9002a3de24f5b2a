"""Buttons in a cell that open what the cell leaves out: "150.000 đồng [Xem chi tiết]" tells in a dialog alone how the fee is paid.

A dialog that stands on the page already is read there; one that a script fetches or makes is left to whoever presses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborNode

from classifier.bounds.parts import read_part
from classifier.merge import merge
from classifier.model import FieldKey, Page, ProcedureReading
from classifier.words.memo import remembered
from classifier.words.tabwords import meanings
from crawler.fetching import Click
from crawler.reader.choosing.strips import standing_panel
from crawler.reader.page.document import Document, in_chrome
from crawler.reader.page.row_clicks import click_on
from crawler.reader.page.said import line_of
from crawler.reader.page.words import fold, is_detail

# What decides a level and is often told by halves: of the fee the sum, of the result that there is one.
_TOLD_BY_HALVES = frozenset({FieldKey.FEE, FieldKey.PAYMENT, FieldKey.CHANNEL_OUT})
_PRESSED = "a, button, [role=button], [onclick], [data-toggle], [data-bs-toggle], [data-target], [data-bs-target], [data-url]"
_LONGEST = 40  # characters of a button's words
_MOST_PRESSED = 400  # elements of a page that are looked at
_RUNS = 6  # runs of words between the label of a cell and the button in it
_STEPS = 60  # nodes that are looked at on the way there
# "Cách nộp", "Hình thức thu", "Hướng dẫn nộp phí": an order to pay is a way and opens no cell.
_HOW = re.compile(
    r"\W*(?:(?:xem )?(?:cach|hinh thuc|phuong thuc|huong dan|noi)(?: thuc)? (?:nop|thu|dong|thanh toan|tra|nhan)"
    r"|(?:xem )?(?:cu the|day du|giai thich|ghi chu)\W*$)"
)
_SIGN = re.compile(r"\W*[?iℹ…]\W*|\W*(?:\.\.\.)\W*")  # a button that is no more than a sign says by its title what it opens


def opened_cells(document: Document, reading: ProcedureReading) -> tuple[ProcedureReading, tuple[tuple[str, Click], ...]]:
    """The reading with what stands in dialogs of the page that buttons in its cells open; and the label of each such cell whose rest stands
    nowhere on the page, once, with what is pressed there.
    """
    read: dict[str, ProcedureReading] = {}
    closed: dict[str, LexborNode] = {}
    for label, node in _in_cells(document, reading):
        if (panel := standing_panel(document, node)) is None:
            closed.setdefault(label, node)
        elif label not in read:
            page = Page(document.base, panel.html or "", content_type="text/html; charset=utf-8", at=reading.at)
            read[label] = read_part(page, label, reading)
    openers = tuple((label, click_on(document, node)) for label, node in closed.items())
    return joined(reading, list(read.values()), read) if read else reading, openers


def joined(base: ProcedureReading, read: Sequence[ProcedureReading], labels: Iterable[str]) -> ProcedureReading:
    """A page with what was read beside it; what was opened from its cells with these labels stands beside the cell, which told a half."""
    told = {cell.key for cell in base.fields if cell.text} & {key for label in labels for key in meanings(label)}
    halves = [cell for one in read for cell in one.fields if cell.key in told and cell.text and cell not in base.fields]
    merged = merge([base, *read])
    return replace(merged, fields=(*merged.fields, *dict.fromkeys(halves)))


def _in_cells(document: Document, reading: ProcedureReading) -> Iterator[tuple[str, LexborNode]]:
    """The buttons in cells that may tell a half, each with the label of its cell."""
    keys = {_plain(cell.label): cell.key for cell in reading.fields if cell.label and cell.text}
    if _TOLD_BY_HALVES.isdisjoint(keys.values()):
        return
    for node in document.tree.css(_PRESSED)[:_MOST_PRESSED]:
        if not _opens(_words(node)) or "disabled" in node.attributes or in_chrome(node) or document.leads(node):
            continue
        label = next((run for run in _runs_before(node) if _plain(run) in keys), "")
        if keys.get(_plain(label)) in _TOLD_BY_HALVES:
            yield label, node


@remembered
def _opens(words: str) -> bool:
    return len(words) <= _LONGEST and (is_detail(words) or _HOW.match(fold(words)) is not None)


def _words(node: LexborNode) -> str:
    said = line_of(node)
    if said and not _SIGN.fullmatch(said):
        return said
    attributes = node.attributes
    return attributes.get("title") or attributes.get("aria-label") or attributes.get("data-original-title") or ""


def _plain(words: str) -> str:
    return " ".join(fold(words).strip(" :*.-").split())


def _runs_before(node: LexborNode) -> Iterator[str]:
    """The runs of words before an element, the nearest first."""
    told, steps = 0, 0
    at: LexborNode | None = node
    while at is not None and told < _RUNS and steps < _STEPS:
        steps += 1
        if at.prev is None:
            at = at.parent
            continue
        at = at.prev
        while at.last_child is not None:
            at = at.last_child
        words = " ".join((at.text_content or "").split()) if at.is_text_node else ""
        if words:
            told += 1
            yield words
