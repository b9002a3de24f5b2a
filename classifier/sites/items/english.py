"""Đ13: an English version with an introduction and contacts."""

from __future__ import annotations

import re

from classifier.sites.links import links_of
from classifier.sites.model import Finding, Item, Link, SitePage, State
from classifier.sites.section import not_named
from classifier.sites.site import Site
from classifier.sites.why import Why, because
from classifier.vocabulary import Outcome
from classifier.words.text import fold

_ADDRESS = re.compile(r"(?:^|[/?&._-])(?:en|eng|english|en-us|en_us|lang=en|language=en(?:-us|_us)?)(?:$|[/?&._-])", re.IGNORECASE)
_COMMON = re.compile(r"\b(?:the|of|and|for|in|to|on|with|is|are|department|province|people|committee|news|about|contact|government)\b")
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_PARTS = (
    ("introduction", re.compile(r"\b(?:about|introduction|overview|organi[sz]ation)\b")),
    ("contacts", re.compile(r"\b(?:contacts?|contact us|directory)\b")),
)


def english_links(site: Site) -> list[Link]:
    """Links of the front page to an English version: by their words, or a flag whose address says so."""
    found = [c.link for c in site.candidates.get(Item.ENGLISH, []) if c.page is site.home or c.page.requested in site.frames]
    for node in site.document.tree.css("link[rel=alternate][hreflang]"):
        if (node.attributes.get("hreflang") or "").lower().startswith("en"):
            url = site.document.absolute(node.attributes.get("href") or "")
            found += [Link("hreflang=en", url, 0, False)] if url.startswith("http") else []
    found += [link for link in site.home_links if link.url and not link.spoken and site.is_own(link.url) and _ADDRESS.search(link.url)]
    return found


def judge(site: Site) -> Finding:
    """The English page must be in English; which of the wanted parts it names is told beside it."""
    links = english_links(site)
    if not links:
        return not_named(site, Item.ENGLISH, Why.NO_ENGLISH)
    unread = None
    for link in links[:2]:
        page = site.page_behind(link)
        if not link.url and link.action != "script":
            continue  # a flag that leads nowhere
        if page is None or (page.outcome is not Outcome.OK and not page.gone):
            unread = unread or Finding(Item.ENGLISH, State.UNKNOWN, link.url or site.home.url, link.label, _why_not_read(link, page))
        elif not page.gone and _is_english(page):
            said = fold(" ".join(one.label for one in links_of(page.document))) if page.document is not None else ""
            lacking = [name for name, words in _PARTS if not words.search(said)]
            return Finding(
                Item.ENGLISH, State.PRESENT, page.url, link.label, because((Why.PARTS_MISSING, ", ".join(lacking))) if lacking else ""
            )
    return unread or Finding(Item.ENGLISH, State.EMPTY, links[0].url or site.home.url, links[0].label, Why.NOT_ENGLISH)


def _why_not_read(link: Link, page: SitePage | None) -> str:
    if not link.url:
        return Why.BY_SCRIPT
    return Why.NOT_READ if page is None else because((Why.NOT_ANSWERED, f"{page.outcome}: {page.reason}"))


def _is_english(page: SitePage) -> bool:
    text = page.document.text if page.document is not None else ""
    letters = sum(c.isalpha() for c in text)
    marked = len(_VIETNAMESE.findall(text))
    return letters >= 80 and marked <= 0.03 * letters and len(_COMMON.findall(text.lower())) >= 4
