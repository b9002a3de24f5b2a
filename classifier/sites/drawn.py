"""Pages that say nothing before a script has drawn them: which of a site's pages are worth a browser."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.sites.behind import is_nothing, look_behind
from classifier.sites.links import links_of, page_address
from classifier.sites.model import SiteContext, SitePage, State
from classifier.sites.section import LOOKED_AT
from classifier.sites.site import Site
from classifier.sites.why import Why

_MENU = 5  # links that a page of a site has at least
_WORDS = 600  # characters; a page that says more says something itself
_ASKS = re.compile(r"\bfetch\s*\(|XMLHttpRequest|\bajax\b|getJSON|axios|\.load\s*\(", re.IGNORECASE)


def is_shell(page: SitePage) -> bool:
    """Whether a page shows neither a menu nor words, and has a script that may draw both."""
    doc = page.document
    if doc is None or not page.readable or len(doc.text) > _WORDS:
        return False
    links = {page_address(link.url) for link in links_of(doc) if link.url}
    return len(links) < _MENU and doc.tree.css_first("script") is not None


def doubtful(pages: Sequence[SitePage], context: SiteContext) -> list[str]:
    """Addresses behind menu entries that show nothing, not even words that say so, on pages whose scripts ask for more."""
    site = Site(context, pages)
    found: dict[str, None] = {}
    for candidates in site.candidates.values():
        for candidate in candidates[:LOOKED_AT]:
            behind = look_behind(site, candidate.link, candidate.page) if candidate.link.url else None
            if behind is None or behind.page is None or behind.state is not State.EMPTY or behind.reason != Why.NO_CONTENT:
                continue
            if not any(is_nothing(line.folded) for line in behind.own) and _asks_for_more(behind.page):
                found.setdefault(behind.page.requested)
    return list(found)


def _asks_for_more(page: SitePage) -> bool:
    scripts = page.document.tree.css("script") if page.document is not None else ()
    return any(script.attributes.get("src") or _ASKS.search(script.text()) for script in scripts)
