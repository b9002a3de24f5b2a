"""A site as a whole: which pages are wanted, what the address turned out to be, and one finding per item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifier.sites.items import RULES
from classifier.sites.items.english import english_links
from classifier.sites.items.outward import linked_agencies, outward_links
from classifier.sites.items.search import search_links
from classifier.sites.links import host_of, page_address
from classifier.sites.model import Finding, Item, Link, SiteContext, SitePage, SiteReading, SiteState, SiteTier, State
from classifier.sites.section import LOOKED_AT
from classifier.sites.site import Candidate, Site
from classifier.sites.why import Why, because
from classifier.vocabulary import Outcome
from classifier.words.text import Phrases, collapse, fold, fold_same_length

MAX_PAGES = 48
"""Pages of one site, those on other systems included: a look round, no crawl."""
_CHILDREN = 3
_BARE_TEXT = 250  # characters
_PARKED_WORDS = (
    "domain is for sale|domain for sale|buy this domain|this domain is parked|domain parking|parked domain|domain has expired|"
    "ten mien nay dang duoc ban|ten mien dang ban|ban ten mien|ten mien da het han|ten mien nay da het han|"
    "ten mien chua duoc su dung|ten mien het han|da dang ky ten mien nay|default web site page|"
    "default web page for this server|welcome to nginx|apache2 default page|apache2 ubuntu default page|it works!|"
    "iis windows server|internet information services|plesk|cpanel|web hosting account|tai khoan hosting|"
    "website dang tam ngung do het han|website da het han|account has been suspended|this account has been suspended|nha cai|"
    "ca cuoc bong da|casino truc tuyen|xo so online|keo nha cai"
)
_BARE_WORDS = (
    "dang xay dung|dang trong qua trinh xay dung|dang duoc xay dung|under construction|coming soon|hello world|"
    "just another wordpress site|sample page|trang dang hoan thien|website dang hoan thien|"
    "no front page content has been created yet|noi dung dang cap nhat"
)
_PARKED: Phrases[str] = Phrases([(words, words) for words in _PARKED_WORDS.split("|")])
_BARE: Phrases[str] = Phrases([(words, words) for words in _BARE_WORDS.split("|")])
_FEW_LINKS = 12
_EMPTY = "-"  # no words say that the site is empty: it is


def wanted(pages: Sequence[SitePage], context: SiteContext) -> list[str]:
    """The addresses to read next, most telling first; empty when the site has been looked round."""
    if not pages or pages[0].document is None or state_of(pages[0], context)[0] is not SiteState.OK:
        return []
    site = Site(context, pages)
    known = {page.requested for page in pages} | {page_address(page.url) for page in pages}
    found: dict[str, None] = {}
    for link in _wanted_links(site):
        address = page_address(link)
        if address not in known and address.startswith(("http://", "https://")):
            found.setdefault(address)
    return list(found)[: max(0, MAX_PAGES - len(pages))]


def judge_site(pages: Sequence[SitePage], context: SiteContext, *, complete: bool = True) -> SiteReading:
    """Everything that the pages of a site say. The first page is the front page; `complete`: nothing wanted was left unread."""
    front = pages[0]
    state, reason = state_of(front, context)
    if state is not SiteState.OK:
        return SiteReading(state, reason, front.url, front.document.title if front.document else "", pages=len(pages), complete=complete)
    site = Site(context, pages)
    findings = tuple(rule(site) for rule in RULES.values())
    notes = (f"redirected to {site.host}",) if site.host != host_of(context.url) else ()
    outward = outward_links(site) if context.tier is SiteTier.TINH else ()
    linked = linked_agencies(site)
    return SiteReading(SiteState.OK, "", site.home.url, site.document.title, findings, linked, len(pages), complete, notes, outward)


def state_of(front: SitePage, context: SiteContext) -> tuple[SiteState, str]:
    """What the registered address turned out to be, with the reason or the words that say so."""
    if front.document is None or front.outcome not in (Outcome.OK, Outcome.EMPTY):
        # A wall hides what stands behind it; only a page that speaks of its own making is no site yet.
        bare = _bare(front) if front.outcome is Outcome.ERROR and front.status < 400 else ""
        if bare:
            return SiteState.BARE, because((Why.WORDS, _as_written(front, bare)))
        return SiteState.UNREAD, because((Why.NOT_ANSWERED, f"{front.outcome}: {front.reason}"))
    host, asked = host_of(front.url), host_of(context.url)
    parked = _parked(front)
    if parked:
        return SiteState.PARKED, because((Why.WORDS, _as_written(front, parked)))
    if host != asked and context.tier is not SiteTier.TINH:
        if host in context.province_hosts or host in context.portal_hosts:
            return SiteState.MOVED, because((Why.TO_PORTAL, host))
        other = next((agency for agency, known in context.agency_hosts if known == host), None)
        if other is not None and not _bears_name(front, context):
            return SiteState.MOVED, because((Why.TO_AGENCY, other))
    bare = _bare(front)
    if not bare:
        return SiteState.OK, ""
    return SiteState.BARE, Why.SITE_EMPTY if bare == _EMPTY else because((Why.WORDS, _as_written(front, bare)))


def unread(context: SiteContext, outcome: str, reason: str) -> SiteReading:
    """The reading of a site that did not answer."""
    return SiteReading(SiteState.UNREAD, because((Why.NOT_ANSWERED, f"{outcome}: {reason}")), context.url, complete=False)


def _wanted_links(site: Site) -> Iterator[str]:
    """Addresses that decide an item, round by round: the best link of each item first, then the second best."""
    yield from site.frames
    for candidate in site.sitemaps[:1]:
        yield candidate.link.url
    for place in range(LOOKED_AT):
        for item, candidates in site.candidates.items():
            if item not in RULES or item is Item.ENGLISH or place >= len(candidates):
                continue
            yield from _addresses(site, candidates[place])
    yield from (link.url for link in search_links(site) if link.url)
    if site.context.tier is SiteTier.TINH or site.candidates.get(Item.ENGLISH):
        yield from (link.url for link in english_links(site)[:2] if link.url)
    portal: Link | None = next((link for link, _ in site.all_links if link.url and host_of(link.url) in site.context.portal_hosts), None)
    if portal is not None:
        yield portal.url


def _addresses(site: Site, candidate: Candidate) -> list[str]:
    if candidate.link.url:
        return [candidate.link.url]
    return [child.url for child in site.children_of(candidate.link, candidate.page)[:_CHILDREN]]


def _as_written(front: SitePage, folded: str) -> str:
    """Words as the page writes them; as they were found where they stand otherwise."""
    if front.document is None:
        return folded
    for text in (front.document.text, front.document.title):
        place = fold_same_length(text).find(folded)
        if place >= 0:
            return collapse(text[place : place + len(folded)])
    return folded


def _parked(front: SitePage) -> str:
    doc = front.document
    if doc is None:
        return ""
    found = next((words for _, _, words in _PARKED.find(doc.folded[:6000] + " " + fold(doc.title))), "")
    few = len(doc.select("a[href]")) < _FEW_LINKS
    return found if found and (few or _PARKED.any(fold(doc.title))) else ""


def _bare(front: SitePage) -> str:
    doc = front.document
    if doc is None:
        return ""
    links = {page_address(doc.absolute(doc.attributes(e)["href"])) for e in doc.select("a[href]")} - {page_address(front.url)}
    said = next((words for _, _, words in _BARE.find(doc.folded[:4000] + " " + fold(doc.title))), "")
    if said and len(links) < _FEW_LINKS and len(doc.text) < 4 * _BARE_TEXT:
        return said
    drawn = doc.tree.css_first("script,frame,iframe,noscript") is not None  # what it shows may come from elsewhere
    return _EMPTY if len(doc.text) < _BARE_TEXT and len(links) < 3 and not drawn else ""


def _bears_name(front: SitePage, context: SiteContext) -> bool:
    doc = front.document
    words = re.findall(r"\w+", fold(context.name))
    return doc is not None and bool(words) and " ".join(words) in " ".join(re.findall(r"\w+", doc.folded[:3000] + " " + fold(doc.title)))


def state_counts(findings: Sequence[Finding]) -> dict[State, int]:
    """How many findings are in each state."""
    return {state: sum(found.state is state for found in findings) for state in State}
