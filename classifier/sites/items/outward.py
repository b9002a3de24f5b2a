"""Đ15 links to other agencies, and the link with the provincial portal (Đ16 k2, Đ20 k2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from classifier.sites.links import host_of, links_of
from classifier.sites.model import Finding, Item, Link, SiteTier, State
from classifier.sites.section import LOOKED_AT, not_named
from classifier.sites.site import Site
from classifier.sites.why import Why, because

_LISTED = 300  # links that are kept
_SEVERAL = 3  # other sites that make a list of links
_SOCIAL = (
    "facebook.com",
    "youtube.com",
    "zalo.me",
    "twitter.com",
    "x.com",
    "tiktok.com",
    "instagram.com",
    "linkedin.com",
    "plus.google.com",
)


def judge_links(site: Site) -> Finding:
    """Links to several other sites, or a list that calls itself one."""
    named = site.candidates.get(Item.LINKS, [])
    listed = [page for one in named[:LOOKED_AT] if (page := site.page_behind(one.link)) is not None and page.readable]
    links = [*site.home_links, *(link for page in listed if page.document is not None for link in links_of(page.document))]
    hosts: dict[str, str] = {}
    for host, link in _to_others(site, links):
        hosts.setdefault(host, link.label)
    heading = next((line for line in site.shared.lines(site.home) if any(n.item is Item.LINKS for n in site.namer.named(line.text))), None)
    if len(hosts) >= _SEVERAL or (hosts and (named or heading is not None)):
        return Finding(
            Item.LINKS, State.PRESENT, site.home.url, "; ".join(list(hosts.values())[:4])[:300], because((Why.OTHER_SITES, len(hosts)))
        )
    if heading is not None or named:
        words = heading.text if heading is not None else named[0].link.label
        return Finding(Item.LINKS, State.EMPTY, site.home.url, words, Why.EMPTY_LIST)
    return not_named(site, Item.LINKS, because((Why.FEW_SITES, len(hosts))) if hosts else Why.NO_SITES)


def judge_portal_link(site: Site) -> Finding:
    """A link to the provincial portal; on that portal itself, links to the sites of its agencies."""
    context = site.context
    if context.tier is SiteTier.TINH:
        linked = linked_agencies(site)
        if not context.agency_hosts:
            return Finding(Item.PORTAL_LINK, State.UNKNOWN, site.home.url, "", Why.NO_AGENCY_SITE)
        state = State.PRESENT if linked else State.MISSING
        return Finding(
            Item.PORTAL_LINK, state, site.home.url, "", because((Why.LINKED_AGENCIES, f"{len(linked)}/{len(context.agency_hosts)}"))
        )
    if not context.province_hosts:
        return Finding(Item.PORTAL_LINK, State.UNKNOWN, site.home.url, "", Why.NO_PORTAL)
    for link, page in site.all_links:
        if link.url and host_of(link.url) in context.province_hosts:
            return Finding(Item.PORTAL_LINK, State.PRESENT, page.url, link.label, because((Why.LINKS_TO, link.url)))
    return not_named(site, Item.PORTAL_LINK, Why.NO_PORTAL_LINK)


def linked_agencies(site: Site) -> tuple[str, ...]:
    """Ids of the agencies whose registered sites are linked from any page that was read."""
    hosts = {host_of(link.url) for link, _ in site.all_links if link.url}
    return tuple(agency for agency, host in site.context.agency_hosts if host in hosts and host != site.host)


def outward_links(site: Site) -> tuple[tuple[str, str], ...]:
    """Words and address of the links to other hosts, each host once: the list in which an agency's site may be found."""
    found: dict[str, tuple[str, str]] = {}
    for host, link in _to_others(site, (link for link, _ in site.all_links if link.spoken)):
        found.setdefault(host, (link.label, link.url))
    return tuple(found.values())[:_LISTED]


def _to_others(site: Site, links: Iterable[Link]) -> Iterator[tuple[str, Link]]:
    """The links that lead to other hosts, social networks apart, each with its host."""
    for link in links:
        host = host_of(link.url) if link.url else ""
        if host and host != site.host and not host.endswith(_SOCIAL):
            yield host, link
