"""Buttons that promise a file and lead nowhere by themselves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from classifier.forms.files import promises_file
from classifier.page.around import holders
from crawler.fetching import Click
from crawler.reader.page.document import Document, in_chrome
from crawler.reader.page.said import line_of, words_of
from crawler.reader.page.words import folded_words

_LONGEST = 120  # characters of the name of a file
_TAGS = ("button", "a", "[role=button]", "[tabindex]", "span", "i", "div")
# "⤓ Mẫu số 02", "to-khai.docx": an arrow that points down, or the name of a file.
_ARROW = "[\u2913\u2b07\u2193\u21e9\u2b73\U0001f4e5\U0001f4be\U0001f4ce]"
_NAMES_FILE = re.compile(rf"^\s*{_ARROW}|\.(?:docx?|xlsx?|pdf|rtf|odt|zip|rar)\s*$", re.IGNORECASE)
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
            if not _promises(words) or "disabled" in node.attributes or in_chrome(node) or document.leads(node):
                continue
            if node.mem_id in taken or any(holder.mem_id in taken or (holder.tag == "a" and document.leads(holder)) for holder in around):
                continue
            if any(inner.mem_id in taken for inner in node.css("*")):
                continue
            taken.add(node.mem_id)
            yield Click(tag, index), [folded_words(line_of(each)) for each in itertools.islice(around, _FLOORS)]


def _promises(words: str) -> bool:
    return promises_file(words) or (len(words) <= _LONGEST and _NAMES_FILE.search(words) is not None)
