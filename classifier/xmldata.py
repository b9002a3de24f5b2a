"""XML answers as the data that they are: an element with parts is an object, one with words alone is a text, twins are an array.

Read leniently, as the browsers of its day were: names without their prefixes, entities of HTML as well. No document types, so that nothing
in an answer can grow while it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from classifier.datakeys import TOTAL_KEYS, words_of

TEXT = "text"  # the name of the words of an element that has attributes as well
MOST = 200_000  # elements of one answer
DEEPEST = 40
_LONGEST_TAG = 20_000  # characters
_NAME = re.compile(r"[A-Za-z_][\w.:-]{0,200}")
_ATTRIBUTE = re.compile(r"""([A-Za-z_][\w.:-]{0,200})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# What is a page, a picture, a feed of news or a map of addresses, and no answer to a script of the page.
_NO_DATA = frozenset({"html", "svg", "rss", "rdf", "feed", "urlset", "sitemapindex", "opml"})


def is_xml(text: str) -> bool:
    """Whether a text begins as an XML document that may hold records."""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head.startswith("<?xml"):
        head = head.partition("?>")[2].lstrip()
    named = _NAME.match(head, 1) if head.startswith("<") else None
    return named is not None and _bare(named[0]).lower() not in _NO_DATA


def xml_data(text: str) -> dict[str, Any]:
    """The data of an XML document: those of its outermost element. Raises ValueError for what is no XML, or holds a document type."""
    if not is_xml(text):
        raise ValueError("no XML")
    top = _Element("")
    stack = [top]
    place, count = 0, 0
    while place < len(text):
        start = text.find("<", place)
        stack[-1].words.append(unescape(text[place : start if start >= 0 else len(text)]))
        if start < 0:
            break
        if text.startswith("<![CDATA[", start):
            end = _end(text, "]]>", start)
            stack[-1].words.append(text[start + 9 : end])
            place = end + 3
        elif text.startswith("<!--", start):
            place = _end(text, "-->", start) + 3
        elif text.startswith("<?", start):
            place = _end(text, "?>", start) + 2
        elif text.startswith("</", start):
            end = _end(text, ">", start)
            if len(stack) == 1 or stack[-1].name != text[start + 2 : end].strip():
                raise ValueError("tags that do not match")
            stack.pop()
            place = end + 1
        else:
            element, closed, place = _opened(text, start)
            stack[-1].parts.append(element)
            count += 1
            if not closed:
                stack.append(element)
            if count > MOST or len(stack) > DEEPEST:
                raise ValueError("too large")
    if len(stack) > 1 or len(top.parts) != 1:
        raise ValueError("no document")
    data = top.parts[0].value()
    return data if isinstance(data, dict) else {_bare(top.parts[0].name): data}


@dataclass(slots=True)
class _Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[_Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def value(self) -> Any:
        """The element as data. A lone part with parts of its own is an array of one where its holder counts what it holds."""
        said = "".join(self.words).strip()
        if not self.parts:
            return {**self.attributes, **({TEXT: said} if said else {})} if self.attributes else said
        named: dict[str, list[Any]] = {}
        for part in self.parts:
            named.setdefault(_bare(part.name), []).append(part.value())
        counts = any(TOTAL_KEYS.match(words_of(name)) for name in (*self.attributes, *named))
        whole = {
            name: values[0] if len(values) == 1 and not (counts and isinstance(values[0], dict)) else values
            for name, values in named.items()
        }
        return {**self.attributes, **whole}


def _opened(text: str, start: int) -> tuple[_Element, bool, int]:
    """The element whose tag begins at a place, whether that closes it at once, and where the tag ends."""
    named = _NAME.match(text, start + 1)
    if named is None:
        raise ValueError("no tag")
    place = named.end()
    attributes: dict[str, str] = {}
    while True:
        while place < len(text) and text[place].isspace():
            place += 1
        told = _ATTRIBUTE.match(text, place, start + _LONGEST_TAG)
        if told is None:
            break
        attributes.setdefault(_bare(told[1]), unescape(told[2] if told[2] is not None else told[3]))
        place = told.end()
    closed = text.startswith("/>", place)
    if not closed and not text.startswith(">", place):
        raise ValueError("no tag")
    space = {name for name in attributes if name == "xmlns" or name.startswith("xmlns:")}
    return _Element(named[0], {n: v for n, v in attributes.items() if n not in space}), closed, place + (2 if closed else 1)


def _bare(name: str) -> str:
    return name if name.startswith("xmlns") else name.rpartition(":")[2]


def _end(text: str, mark: str, start: int) -> int:
    end = text.find(mark, start)
    if end < 0:
        raise ValueError("not ended")
    return end
