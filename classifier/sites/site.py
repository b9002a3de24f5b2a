"""A site as far as it was read: its pages, the menu that they share, and which links name which item."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from classifier.model import Page
from classifier.page.document import Document, open_document
from classifier.page.outcome import outcome_of
from classifier.page.regions import find_regions
from classifier.sites.labels import Namer, plain_words
from classifier.sites.lexicon import PHRASES, SITEMAP, WHOLE
from classifier.sites.lines import Shared
from classifier.sites.links import host_of, links_of, page_address
from classifier.sites.model import Item, Link, SiteContext, SitePage
from classifier.sites.why import Why, because
from classifier.vocabulary import Outcome
from classifier.words.text import fold

_MENU_LABEL = 45  # characters; the median label of a menu is shorter, that of a list of headlines longer
_HEADING = re.compile(r"(?:^|[-_ ])(?:title|heading|header|caption|head|tieu-?de|block-?title|widget-?title|portlet-?title)", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "th", "dt", "summary"))
_LEADS_ON = 15  # links that make a front page a site that works, whatever a headline on it says
_GONE = re.compile(r"khong tim thay|khong ton tai|not found|\b404\b|da bi xoa")
_HUB_LABEL = 60
_FEW = 2  # other pages that must be read before it is known what all pages show
_MENU_WORDS = 7  # a longer line that stands everywhere is a headline in a side column
_FRAMES = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that names an item, with the page it stands on. `share`: how much of its label the words of the item make up."""

    link: Link
    share: float
    page: SitePage


def open_site_page(page: Page, outcome: Outcome = Outcome.OK, reason: str = "", *, front: bool = False) -> SitePage:
    """One fetched page parsed and judged for what became of it. `front`: the page that the site begins with."""
    requested = page_address(page.requested_url or page.url)
    if outcome is not Outcome.OK and page.status not in (404, 410):
        return SitePage(requested, page.url, outcome, reason, None, page.status)
    kind = page.content_type.lower()
    if kind and "html" not in kind and "xml" not in kind and "text/plain" not in kind:
        return SitePage(requested, page.url, Outcome.OK, because((Why.FILE, kind.split(";")[0])), None, page.status)
    doc = open_document(page.body, page.url, page.content_type)
    said, why = outcome_of(doc, page.status, False, find_regions(doc))
    gone = page.status in (404, 410) or (said is Outcome.ERROR and bool(_GONE.search(why_folded(doc, why))))
    works = front and page.status < 400 and len({link.url for link in links_of(doc) if link.url}) >= _LEADS_ON
    if said in (Outcome.ERROR, Outcome.LOGIN, Outcome.CLOSED) and works:
        said, why, gone = Outcome.OK, "", False
    return SitePage(requested, page.url, said, why or reason, doc, page.status, gone)


def why_folded(doc: Document, why: str) -> str:
    """The reason together with the page's title, folded: a soft "not found" is told in either."""
    return fold(f"{why} {doc.title}")


class Site:
    """Everything read of one site, front page first. Rules ask it; it never changes."""

    def __init__(self, context: SiteContext, pages: Sequence[SitePage]) -> None:
        if not pages or pages[0].document is None:
            raise ValueError("a site is judged from its front page on")
        self.context = context
        self.pages = tuple(pages)
        self.home = pages[0]
        self.document: Document = pages[0].document
        self.host = host_of(self.home.url)
        self._by_address: dict[str, SitePage] = {}
        for page in pages:
            self._by_address.setdefault(page.requested, page)
            if page.document is not None:
                self._by_address.setdefault(page_address(page.url), page)
        self.namer = Namer(PHRASES, (context.name, context.province), WHOLE)
        self._sitemap_namer = Namer({Item.SITEMAP: SITEMAP}, (context.name,))

    @cached_property
    def shared(self) -> Shared:
        return Shared([page for page in self.pages if page.readable and host_of(page.url) == self.host])

    @cached_property
    def home_links(self) -> tuple[Link, ...]:
        """Links of the front page, and those of the frames in which old sites keep their menu."""
        framed = [self._by_address[address] for address in self.frames if address in self._by_address]
        inside = [link for page in framed if page.readable and page.document is not None for link in links_of(page.document) if link.url]
        return (*links_of(self.document), *inside)

    @cached_property
    def frames(self) -> tuple[str, ...]:
        """Addresses of pages that the front page shows inside itself, where old sites keep their menu."""
        found = []
        for node in self.document.tree.css("frame[src],iframe[src]"):
            address = page_address(self.document.absolute(node.attributes.get("src") or ""))
            if address.startswith(("http://", "https://")) and self.is_own(address):
                found.append(address)
        return tuple(dict.fromkeys(found))[:_FRAMES]

    @cached_property
    def all_links(self) -> tuple[tuple[Link, SitePage], ...]:
        """Links of every page that was read, those of the front page first."""
        found = [(link, self.home) for link in self.home_links]
        for page in self.pages[1:]:
            if page.readable and page.document is not None and host_of(page.url) == self.host:
                found.extend((link, page) for link in links_of(page.document))
        return tuple(found)

    def page_behind(self, link: Link) -> SitePage | None:
        """The page that a link leads to, if it was fetched."""
        return self._by_address.get(page_address(link.url)) if link.url else None

    def is_own(self, url: str) -> bool:
        return host_of(url) == self.host

    @cached_property
    def candidates(self) -> dict[Item, list[Candidate]]:
        """By item, the links that name it: best words first, then as they stand. Each address once."""
        found: dict[Item, list[Candidate]] = {}
        for link, page in self._menu_links:
            if link.action in ("mailto", "tel"):
                continue
            for named in self.namer.named(link.label):
                known = found.setdefault(named.item, [])
                if not any(link.url and page_address(c.link.url) == page_address(link.url) for c in known):
                    known.append(Candidate(link, named.share, page))
        for known in found.values():
            known.sort(key=lambda c: (-round(c.share, 1), not c.link.spoken, c.page is not self.home))
        return found

    @cached_property
    def unexplained(self) -> tuple[tuple[Link, str], ...]:
        """Entries that stand on most pages of the site and name nothing known, with their words written out."""
        others = [page for page in self.pages[1:] if page.readable and page.document is not None and self.is_own(page.url)]
        on: Counter[str] = Counter()
        for page in others:
            on.update({link.label for link in links_of(page.document)} if page.document is not None else ())
        shared = [link for link in self.home_links if link.spoken and len(others) >= _FEW and on[link.label] >= len(others) / 2]
        told = [(link, plain_words(link.label)) for link in shared if not self.namer.named(link.label)]
        return tuple((link, words) for link, words in told if 0 < words.count(" ") + 1 <= _MENU_WORDS)

    @cached_property
    def sitemaps(self) -> list[Candidate]:
        """Links to a page that lists all sections."""
        return [Candidate(link, 1.0, self.home) for link in self.home_links if link.url and self._sitemap_namer.named(link.label)]

    def children_of(self, link: Link, page: SitePage) -> list[Link]:
        """What a menu entry without an address opens: the links inside its list item."""
        doc = page.document
        if doc is None:
            return []
        for holder in doc.ancestors(link.element)[1:4]:
            inner = [one for one in links_of(doc) if link.element < one.element < doc.ends[holder] and one.url]
            if inner:
                return inner
        return []

    @cached_property
    def _menu_links(self) -> list[tuple[Link, SitePage]]:
        """Links that can name a section: those of menus and block titles, not headlines."""
        kept: list[tuple[Link, SitePage]] = []
        for page in self.pages:
            doc = page.document
            if doc is None or not page.readable:
                continue
            part = page is self.home or page.requested in self.frames
            if not part and not (self.is_own(page.url) and self._is_hub(page)):
                continue
            links = links_of(doc)
            kept.extend((link, page) for link in links if is_menu_like(doc, link, links))
        return kept

    def _is_hub(self, page: SitePage) -> bool:
        """Whether a page is a list of sections: a site map, or an entrance to further menus."""
        doc = page.document
        if doc is None:
            return False
        own = {line.folded for line in self.shared.own(page)}
        links = [link for link in links_of(doc) if link.url and self.is_own(link.url)]
        listed = [link for link in links if " ".join(doc.folded_of(link.element).split()) in own]
        if any(page.requested == page_address(one.link.url) for one in self.sitemaps):
            return True
        if len(listed) < 3 or not own:
            return False
        linked = sum(len(link.label) for link in listed)
        return linked >= 0.6 * sum(map(len, own)) and statistics.median(len(link.label) for link in listed) <= _HUB_LABEL / 2


def is_menu_like(doc: Document, link: Link, links: Sequence[Link]) -> bool:
    """Whether a link stands among short ones, heads a block, or is a heading itself: a headline among headlines names no section."""
    if not link.spoken:
        return True  # a picture: the words of its address are few, or they name nothing
    if any(doc.tags[e] in _HEADINGS or _HEADING.search(doc.attributes(e).get("class", "")) for e in doc.ancestors(link.element)[:3]):
        around = _around(doc, link, links)
        return len(around) < 4 or statistics.median(len(one.label) for one in around) <= _MENU_LABEL or around[0].element == link.element
    around = _around(doc, link, links)
    if len(around) < 3:
        return True
    if statistics.median(len(one.label) for one in around) <= _MENU_LABEL:
        return True
    return around[0].element == link.element and len(link.label) <= _MENU_LABEL


def _around(doc: Document, link: Link, links: Sequence[Link]) -> list[Link]:
    """The links of the smallest part of the page that holds three of them."""
    for holder in doc.ancestors(link.element)[1:]:
        inner = [one for one in links if holder <= one.element < doc.ends[holder] and one.spoken]
        if len(inner) >= 3:
            return inner
    return [one for one in links if one.spoken]
