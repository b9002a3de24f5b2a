"""Strips of tabs on a page whose parts only a script shows."""

from __future__ import annotations

import re
from collections import defaultdict

from selectolax.lexbor import LexborNode

from classifier.model import FieldKey
from classifier.wordings import label_key
from crawler.fetching import Click

from .document import Document, in_chrome

MOST = 8  # tabs of one strip
_LONGEST = 40  # characters of a tab's words
_ROWS = 2  # of one make that may each be a strip
_FLOORS = 2  # elements without a name of their own between the parts of a set of tabs
_CASE = re.compile(r"[-_]+|(?<=[a-z])(?=[A-Z])")
_TABS = re.compile(r"\btabs?(?:view|list|bar|nav|strip|set|menu|control)?\b", re.IGNORECASE)
_STRIPS = ("span", "button", "a", "li", "div")


def tabs_of(document: Document) -> tuple[tuple[str, Click], ...]:
    """The strip of tabs of a page: siblings of one make that lead nowhere and are called like parts of a procedure."""
    places: dict[str, int] = defaultdict(int)
    strips: dict[int, list[tuple[str, Click, LexborNode]]] = defaultdict(list)
    for tag in _STRIPS:
        for node in document.tree.css(tag):
            place = places[tag]
            places[tag] += 1
            said = [run for run in node.text(separator="\n").split("\n") if run.strip()]
            words = " ".join(said[0].split()) if len(said) == 1 else ""
            if node.parent is not None and 2 <= len(words) <= _LONGEST and not document.leads(node):
                strips[node.parent.mem_id].append((words, Click(tag, place, words), node))
    for members in strips.values():
        parent = members[0][2].parent
        beside = [child for child in parent.iter(include_text=False)] if parent is not None else []
        named = sum(label_key(words) is not FieldKey.OTHER for words, _, _ in members)
        alike = len({child.tag for child in beside}) == 1 and len(beside) == len(members)
        enough = alike and 2 <= len(members) <= MOST and named >= 2 and 2 * named >= len(members)
        if enough and not in_chrome(_around(members[0][2])) and parent is not None and not _is_one_of_rows(parent):
            return tuple((words, click) for words, click, _ in members)
    return ()


def _is_one_of_rows(holder: LexborNode) -> bool:
    """Whether what holds such siblings is one of several rows of one make, each with a label and its value: some values are called like
    parts of a procedure ("Sản phẩm | Thông báo kết quả").
    """
    outer, own = holder.parent, _make(holder)
    return outer is not None and sum(_make(node) == own for node in outer.iter(include_text=False)) > _ROWS


def _make(node: LexborNode) -> tuple[str | None, str, tuple[str | None, ...]]:
    return node.tag, node.attributes.get("class") or "", tuple(child.tag for child in node.iter(include_text=False))


def _around(tab: LexborNode) -> LexborNode:
    """What a set of tabs stands in: its own parts are often called "header" or "nav", as the frame of a site is."""
    around, node, floors = tab, tab.parent, 0
    while node is not None and floors < _FLOORS:
        floors += 1
        if _is_of_tabs(node):
            around, floors = node, 0
        node = node.parent
    return around.parent or around if around is not tab or _is_of_tabs(tab) else tab


def _is_of_tabs(node: LexborNode) -> bool:
    said = _CASE.sub(" ", node.attributes.get("class") or "")
    return node.attributes.get("role") in {"tab", "tablist"} or _TABS.search(said) is not None
