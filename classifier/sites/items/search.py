"""Đ15: a search box for the whole site."""

from __future__ import annotations

import re

from classifier.sites.model import Finding, Item, State
from classifier.sites.section import not_named
from classifier.sites.site import Site
from classifier.sites.why import Why
from classifier.text import fold

_WORDS = re.compile(r"\b(?:tim|tim kiem|search|tra cuu|tu khoa|keywords?|timkiem|query|txtsearch\w*|key)\b|search|timkiem|tukhoa|^[qsk]$")
_NOT = re.compile(r"mail|password|mat khau|dang nhap|user|login|captcha|newsletter|ho so")


def judge(site: Site) -> Finding:
    """A text box whose name, hint or button says that it searches."""
    for node in site.document.tree.css("input[type=text],input[type=search],input:not([type])"):
        said = [node.attributes.get(name) or "" for name in ("type", "name", "id", "placeholder", "title", "aria-label", "value", "class")]
        words = fold(" ".join(said))
        if _NOT.search(words):
            continue
        if any(_WORDS.search(fold(part).strip()) for part in said if part):
            return Finding(Item.SEARCH, State.PRESENT, site.home.url, " ".join(part for part in said[1:4] if part)[:200], "")
    for link in site.home_links:
        if link.url and re.fullmatch(r"(?:tim kiem|tim kiem nang cao|search|tra cuu)", fold(link.label).strip()):
            return Finding(Item.SEARCH, State.PRESENT, link.url, link.label, Why.OWN_PAGE)
    return not_named(site, Item.SEARCH, Why.NO_BOX)
