"""What a person sees or hears of a page: its text and the attributes that are read out, without what portals wrote themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

_NOT_OURS = ("script", "style", "pre", "blockquote", "code", "time", "dl.stats", "a[rel~=nofollow]", "table.difference")
_READ_OUT = ("title", "aria-label", "alt", "placeholder")
ISO = re.compile(r"\b(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?\b")
ENGLISH_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])|\d\.\d+ ?%")


def said(html: str) -> Iterator[str]:
    """Every text and every attribute that is read out."""
    tree = LexborHTMLParser(html)
    for selector in _NOT_OURS:
        for node in tree.css(selector):
            node.decompose()
    for node in tree.css("*"):
        yield from (value for name in _READ_OUT if (value := node.attributes.get(name)))
    for node in tree.css("title, body"):
        yield from (words for words in node.text(separator="\n").split("\n") if words.strip())
