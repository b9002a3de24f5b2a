"""Đ15: a search box for the whole site."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from classifier.page.document import Document
from classifier.sites.behind import BOXES, look_behind
from classifier.sites.model import Finding, Item, Link, State
from classifier.sites.section import not_named
from classifier.sites.site import Site
from classifier.sites.why import Why
from classifier.words.text import fold

_WORDS = re.compile(r"\b(?:tim|tim kiem|search|tra cuu|tu khoa|keywords?|timkiem|query|txtsearch\w*|key)\b|search|timkiem|tukhoa|^[qsk]$")
_NOT = re.compile(r"mail|password|mat khau|dang nhap|user|login|captcha|newsletter|ho so")


_BUTTON = re.compile(r"(?:tim|tim kiem|tim nhanh|search|go tim)")
_PAGE = re.compile(r"(?:tim kiem|tim kiem nang cao|search|tra cuu)")


def judge(site: Site) -> Finding:
    """A text box whose name, hint or button says that it searches, on the front page or on a page of its own."""
    box = _box(site.document)
    if box:
        return Finding(Item.SEARCH, State.PRESENT, site.home.url, box, "")
    links = search_links(site)
    for link in links:
        behind = look_behind(site, link, site.home)
        if behind.state is State.UNKNOWN:
            return Finding(Item.SEARCH, State.UNKNOWN, behind.url, link.label, behind.reason)
        if behind.page is not None and behind.page.document is not None and behind.page.document.tree.css_first(BOXES) is not None:
            return Finding(Item.SEARCH, State.PRESENT, behind.url, link.label, Why.OWN_PAGE)
    if links:
        return Finding(Item.SEARCH, State.EMPTY, links[0].url or site.home.url, links[0].label, Why.NO_BOX)
    return not_named(site, Item.SEARCH, Why.NO_BOX)


def search_links(site: Site) -> list[Link]:
    """Entries of the front page that call themselves search, for want of a box."""
    if _box(site.document):
        return []
    return [link for link in site.home_links if _PAGE.fullmatch(fold(link.label).strip()) and link.action not in ("mailto", "tel")][:2]


def _box(doc: Document) -> str:
    """The words of a text box that searches; "" without one."""
    for node in doc.tree.css("input[type=text],input[type=search],input:not([type])"):
        said = [node.attributes.get(name) or "" for name in ("type", "name", "id", "placeholder", "title", "aria-label", "value", "class")]
        words = fold(" ".join(said))
        if _NOT.search(words):
            continue
        if any(_WORDS.search(fold(part).strip()) for part in said if part):
            return " ".join(part for part in said[1:4] if part)[:200] or "search"
    return next((words for form in doc.tree.css("form") if (words := _by_button(form))), "")


def _by_button(form: LexborNode) -> str:
    """The words of the button that makes a form of one text box a search; "" for any other form."""
    boxes = form.css("input[type=text],input[type=search],input:not([type]),textarea,input[type=password]")
    if len(boxes) != 1 or _NOT.search(fold(form.text())):
        return ""
    buttons = [
        node.attributes.get("value") or node.text() for node in form.css("input[type=submit],input[type=button],input[type=image],button")
    ]
    return next((words.strip() for words in buttons if _BUTTON.fullmatch(fold(words).strip(" .>»"))), "")
