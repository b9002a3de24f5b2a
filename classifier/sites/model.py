"""The words of site judging as types: an item of information, what became of it on a site, and the site as a whole.

Presence is judged, never whether the content is complete or right (levels.md §5).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from classifier.page.document import Document
from classifier.vocabulary import Outcome

MAX_QUOTE = 300  # characters


class SiteTier(StrEnum):
    """Whose site it is; the duties differ by it."""

    TINH = "tinh"
    SO = "so"
    NGANH = "nganh"
    HUYEN = "huyen"
    XA = "xa"


class Item(StrEnum):
    """One thing that a site may show. The letters are those of NĐ 43/2011 Điều 10 khoản 1."""

    INTRODUCTION = "introduction"  # a
    NEWS = "news"  # b
    DIRECTIVES = "directives"  # c
    LEGAL_EDUCATION = "legal_education"  # d
    STRATEGY = "strategy"  # đ
    LEGAL_DOCUMENTS = "legal_documents"  # e
    GAZETTE = "gazette"  # g, provincial portals only
    PROJECTS = "projects"  # h
    CONSULTATION = "consultation"  # i
    CONTACTS = "contacts"  # k
    TRANSACTION = "transaction"  # l
    ENGLISH = "english"  # Đ13, provincial portals only
    SEARCH = "search"  # Đ15
    LINKS = "links"  # Đ15
    QUESTIONS = "questions"  # Đ15
    SERVICES = "services"  # Đ18 k2
    PORTAL_LINK = "portal_link"  # Đ16 k2, Đ20 k2: with the provincial portal
    SCHEDULE = "schedule"  # leaders' working calendar, part of c
    DOCUMENT_SEARCH = "document_search"  # part of e
    DOCUMENT_FILES = "document_files"  # part of e
    PROCUREMENT = "procurement"  # part of h
    FEEDBACK = "feedback"
    ONE_STOP = "one_stop"
    OPEN_DATA = "open_data"
    BUDGET = "budget"
    ENVIRONMENT = "environment"
    SURVEY = "survey"
    SITEMAP = "sitemap"
    SOCIAL = "social"
    MOBILE = "mobile"
    ACCESSIBILITY = "accessibility"
    HTTPS = "https"


class State(StrEnum):
    """What became of an item on a site."""

    PRESENT = "present"
    STALE = "stale"  # there, but its newest entry is older than allowed
    EMPTY = "empty"  # named in a menu or heading, with nothing behind it
    MISSING = "missing"  # the site was read and does not name it
    UNKNOWN = "unknown"  # could not be read


class SiteState(StrEnum):
    """What the registered address turned out to be."""

    OK = "ok"
    BARE = "bare"  # answers without content: a fresh installation, "under construction"
    PARKED = "parked"  # the name is for sale, expired, or shows a server's own page
    MOVED = "moved"  # leads to a site that is not the agency's
    UNREAD = "unread"  # did not answer, or refused; says nothing about the content


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page of a site as it was fetched. `document` is None when nothing readable came; `requested` is the address asked for."""

    requested: str
    url: str
    outcome: Outcome
    reason: str = ""
    document: Document | None = None
    status: int = 200
    gone: bool = False  # the server says that there is no such page

    @property
    def readable(self) -> bool:
        return self.document is not None and self.outcome in (Outcome.OK, Outcome.EMPTY)


@dataclass(frozen=True, slots=True)
class Link:
    """One address that a page offers. `label`: as shown, else the picture's words, else those of the address (`spoken` is then false).

    `action` is set where there is no address: "group" heads a list of others, "nowhere" leads nowhere, "script" needs a script.
    """

    label: str
    url: str
    element: int
    spoken: bool = True
    action: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one item: the page and the words that say so. `latest`: the newest date among its entries, where one is shown."""

    item: Item
    state: State
    url: str = ""
    quote: str = ""
    reason: str = ""
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What is known about a site besides its pages.

    `province_hosts`: of the provincial information portal; `portal_hosts`: of the province's public-service portals; `agency_hosts`: of
    the other agencies of the province, by agency id. A host is a name with its port. `secure`: whether HTTPS answered, None = not tried.
    """

    url: str
    tier: SiteTier
    at: date
    name: str = ""
    province: str = ""
    province_hosts: frozenset[str] = frozenset()
    portal_hosts: frozenset[str] = frozenset()
    agency_hosts: tuple[tuple[str, str], ...] = ()
    secure: bool | None = None


@dataclass(frozen=True, slots=True)
class SiteReading:
    """A site as it was read. `linked`: ids of the agencies whose sites it links to; `complete`: every page that was wanted was read.

    `outward`: of a provincial portal, the words and addresses of its links to other hosts, where sites not yet known may be among.
    """

    state: SiteState
    reason: str
    url: str
    title: str = ""
    findings: tuple[Finding, ...] = ()
    linked: tuple[str, ...] = ()
    pages: int = 0
    complete: bool = True
    notes: tuple[str, ...] = field(default=())
    outward: tuple[tuple[str, str], ...] = ()

    def of(self, item: Item) -> Finding | None:
        return next((found for found in self.findings if found.item is item), None)
