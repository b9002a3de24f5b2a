"""How a site is made: HTTPS, small screens, basics of accessibility, site map, social networks."""

from __future__ import annotations

from urllib.parse import urlsplit

from classifier.sites.behind import look_behind
from classifier.sites.links import host_of, links_of
from classifier.sites.model import Finding, Item, SitePage, State
from classifier.sites.section import not_named
from classifier.sites.site import Site
from classifier.sites.why import Why, because

_SOCIAL = ("facebook.com", "youtube.com", "zalo.me", "twitter.com", "tiktok.com", "instagram.com")
_LISTED = 4  # links beyond those of every page that make a list of sections
_WELL = 0.8  # share of pictures with words that counts as all that matter


def judge_https(site: Site) -> Finding:
    """The site answers over HTTPS, by itself or when asked for it."""
    if urlsplit(site.home.url).scheme == "https":
        return Finding(Item.HTTPS, State.PRESENT, site.home.url, site.home.url, "")
    if site.context.secure is None:
        return Finding(Item.HTTPS, State.UNKNOWN, site.home.url, site.home.url, Why.HTTPS_NOT_TRIED)
    state = State.PRESENT if site.context.secure else State.MISSING
    return Finding(Item.HTTPS, state, site.home.url, site.home.url, Why.HTTPS_TOO if site.context.secure else Why.NO_HTTPS)


def judge_mobile(site: Site) -> Finding:
    """The page says how it fits a small screen."""
    node = site.document.tree.css_first("meta[name=viewport i]")
    content = (node.attributes.get("content") or "") if node is not None else ""
    if "width" in content.lower():
        return Finding(Item.MOBILE, State.PRESENT, site.home.url, content[:200], "")
    return Finding(Item.MOBILE, State.MISSING, site.home.url, "", Why.NO_VIEWPORT)


def judge_accessibility(site: Site) -> Finding:
    """Four basics: the language is declared, the page has a title, pictures have words, boxes have labels. Three are needed."""
    tree = site.document.tree
    html = tree.css_first("html[lang]")
    pictures = tree.css("img")
    worded = [p for p in pictures if p.attributes.get("alt") is not None]
    boxes = tree.css("input[type=text],input[type=search],input:not([type]),textarea")
    labelled = [
        b
        for b in boxes
        if any(b.attributes.get(n) for n in ("aria-label", "title", "placeholder")) or _has_label(site, b.attributes.get("id"))
    ]
    basics = {
        "language": html is not None and bool((html.attributes.get("lang") or "").strip()),
        "title": bool(site.document.title.strip()),
        "pictures": len(worded) >= _WELL * len(pictures),
        "boxes": len(labelled) == len(boxes),
    }
    met = [name for name, holds in basics.items() if holds]
    lacking = [name for name in basics if name not in met]
    state = State.PRESENT if len(met) >= 3 else State.MISSING
    return Finding(
        Item.ACCESSIBILITY,
        state,
        site.home.url,
        "",
        because((Why.BASICS, len(met)), (Why.BASICS_LACKING, ", ".join(lacking)) if lacking else ""),
    )


def judge_sitemap(site: Site) -> Finding:
    """A page that lists the site's sections."""
    for candidate in site.sitemaps:
        behind = look_behind(site, candidate.link, candidate.page)
        if behind.state is State.UNKNOWN:
            return Finding(Item.SITEMAP, State.UNKNOWN, behind.url, candidate.link.label, behind.reason)
        # What it lists stands in the menu of every page too: only the number of its links tells it from an empty page.
        if behind.page is not None and (_links(behind.page) - _around(site, behind.page) >= _LISTED):
            return Finding(Item.SITEMAP, State.PRESENT, behind.url, candidate.link.label, "")
    if site.sitemaps:
        return Finding(Item.SITEMAP, State.EMPTY, site.home.url, site.sitemaps[0].link.label, Why.NOTHING_BEHIND)
    return not_named(site, Item.SITEMAP)


def _links(page: SitePage) -> int:
    return sum(bool(link.url) for link in links_of(page.document)) if page.document is not None else 0


def _around(site: Site, page: SitePage) -> int:
    """The links that every page has: as many as the page with the fewest shows, the site's own pages compared."""
    others = [_links(one) for one in site.pages if one.readable and one is not page and host_of(one.url) == site.host]
    return min(others, default=0)


def judge_social(site: Site) -> Finding:
    """A link to the agency's page on a social network; a button to share is none."""
    for link in site.home_links:
        host = host_of(link.url) if link.url else ""
        path = urlsplit(link.url).path.strip("/") if host else ""
        if host.endswith(_SOCIAL) and path and not path.lower().startswith(("sharer", "share", "intent", "dialog")):
            return Finding(Item.SOCIAL, State.PRESENT, site.home.url, link.url[:200], "")
    return not_named(site, Item.SOCIAL, Why.NO_SOCIAL)


def _has_label(site: Site, ident: str | None) -> bool:
    return bool(ident) and ident in site.document.labels_for
