"""XML answers as the data that they are: an element with parts is an object, one with words alone is a text, twins are an array.

Names without their prefixes, entities of HTML as well. No document types, so that nothing in an answer can grow while it is read.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from lxml import etree

from classifier.data.datakeys import TOTAL_KEYS, words_of

TEXT = "text"  # the name of the words of an element that has attributes as well
MOST = 200_000  # elements of one answer
_NAME = re.compile(r"[A-Za-z_][\w.:-]{0,200}")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]{2,8};")  # of HTML, which XML does not know
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
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    plain = _ENTITY.sub(lambda entity: escape(unescape(entity[0])), text.lstrip("\ufeff \t\r\n"))
    try:
        top = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"no XML: {error}") from None
    if top.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type")
    if sum(1 for _ in top.iter()) > MOST:
        raise ValueError("too large")
    data = _value(top)
    return data if isinstance(data, dict) else {_bare(top.tag): data}


def _value(element: etree._Element) -> Any:
    """An element as data. A lone part with parts of its own is an array of one where its holder counts what it holds."""
    attributes = {_bare(name): value for name, value in element.attrib.items()}
    said = "".join([element.text or "", *(part.tail or "" for part in element)]).strip()
    if not len(element):
        return {**attributes, **({TEXT: said} if said else {})} if attributes else said
    named: dict[str, list[Any]] = {}
    for part in element:
        named.setdefault(_bare(part.tag), []).append(_value(part))
    counts = any(TOTAL_KEYS.match(words_of(name)) for name in (*attributes, *named))
    whole = {
        name: values[0] if len(values) == 1 and not (counts and isinstance(values[0], dict)) else values for name, values in named.items()
    }
    return {**attributes, **whole}


def _bare(name: str) -> str:
    """A name without its prefix, or what that stands for."""
    return name.rpartition("}")[2].rpartition(":")[2]
