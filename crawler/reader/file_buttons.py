"""Buttons that promise a file and lead nowhere by themselves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from classifier.around import holders
from classifier.files import promises_file
from crawler.fetching import Click

from .document import Document, in_chrome
from .said import line_of, words_of
from .words import fold

_TAGS = ("button", "a", "[role=button]", "[tabindex]", "span", "i", "div")
_FILE_NAME = re.compile(r"\S\.(?:docx?|pdf|xlsx?|rtf|odt|zip|rar)\s*$", re.IGNORECASE)
_FLOORS = 4  # from a button to what names its form


def any_buttons(document: Document) -> bool:
    """Whether a page has buttons that promise a file and lead nowhere by themselves."""
    return next(buttons(document), None) is not None


def buttons(document: Document) -> Iterator[tuple[Click, list[str]]]:
    """Elements of the content that promise a file and lead nowhere by themselves, and the words of what holds each, the nearest first."""
    taken: set[int] = set()
    for tag in _TAGS:
        for index, node in enumerate(document.tree.css(tag)):
            words = words_of(node) or node.attributes.get("title") or node.attributes.get("aria-label") or ""
            around = list(holders(node))
            if (
                not (promises_file(words) or _names_file(node, words))
                or "disabled" in node.attributes
                or in_chrome(node)
                or document.leads(node)
            ):
                continue
            if node.mem_id in taken or any(holder.mem_id in taken or (holder.tag == "a" and document.leads(holder)) for holder in around):
                continue
            if any(inner.mem_id in taken for inner in node.css("*")):
                continue
            taken.add(node.mem_id)
            yield Click(tag, index), [" ".join(fold(line_of(each)).split()) for each in itertools.islice(around, _FLOORS)]


def _names_file(node: LexborNode, words: str) -> bool:
    """Whether an element shows the name of a file and says, when it is pointed at, that it fetches one."""
    hint = node.attributes.get("title") or node.attributes.get("aria-label") or ""
    return _FILE_NAME.search(words) is not None and promises_file(hint)
