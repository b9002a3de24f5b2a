"""Doors that open for whoever runs a script: a page of a few lines sets a cookie and loads itself again, and with the cookie everything is
as on any portal. Hosters put them before whole sites against floods of requests.

Nothing is solved: no picture, no person's answer. The page is drawn once, and what its script set of cookies goes along from then on, to
that host alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from classifier.model import Page
from classifier.page.encoding import decode
from crawler.fetching import Answer, Ask, Fetcher
from crawler.reader.page.addresses import canonical, host_of, is_root, same_site
from crawler.reader.page.document import Document, Link
from crawler.reader.page.view import View

_MOST_TRIES = 2  # of one host; a door that stays shut is no door
_LONGEST = 6000  # characters of such a page
_BYTES = 4  # that a character takes at the most
_WORDS = 400  # characters that it shows
_SETS = re.compile(r"""(?:\.\s*cookie|\[\s*["']cookie["']\s*\])\s*=(?!=)""")  # of whatever the script calls the document
_COMES_AGAIN = re.compile(
    r"\blocation\s*(?:\.\s*(?:reload|replace|assign)\s*\(|(?:\.\s*href)?\s*=(?!=))|\bhistory\s*\.\s*go\s*\(\s*0?\s*\)|\.\s*submit\s*\("
)


@dataclass
class Doors:
    """What the doors of a portal's hosts asked for. `fetcher`: asks the portal."""

    fetcher: Fetcher
    _given: dict[str, dict[str, str]] = field(default_factory=dict)
    _seen: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _tried: dict[str, int] = field(default_factory=dict)

    async def fetch(self, ask: Ask) -> Answer:
        """The answer to a request with what the door of its host asks for."""
        given = self._given.get(host_of(ask.url))
        return await self.fetcher.fetch(replace(ask, cookies=given) if given else ask)

    def note(self, url: str, cookies: Mapping[str, str]) -> None:
        """Take down what the scripts of a drawn page may read of its cookies."""
        self._seen[host_of(url)] = cookies

    def attempt(self, view: View) -> bool:
        """Whether a page is a door that may open by being drawn; each time counts as one of the host's few tries."""
        host = host_of(view.url)
        if view.is_data or view.rendered or not is_door(view) or self._tried.get(host, 0) >= _MOST_TRIES:
            return False
        self._tried[host] = self._tried.get(host, 0) + 1
        return True

    def open(self, url: str) -> bool:
        """Give what was noted along from now on; whether that is something new."""
        host = host_of(url)
        noted = dict(self._seen.get(host, {}))
        if not noted or noted == self._given.get(host):
            return False
        self._given[host] = noted
        return True


def sends_back(page: Page) -> bool:
    """Whether what was answered in place of something else is short, sets a cookie and comes again by script."""
    return _may_be_one(page) and _COMES_AGAIN.search(_source(page)) is not None


def is_door(view: View) -> bool:
    """Whether a page does nothing but set a cookie and come again."""
    if not _may_be_one(view.page):
        return False
    document = view.document
    if len(document.text) > _WORDS or any(_leads_on(view.url, link) for link in document.links):
        return False
    return _SETS.search(document.scripts) is not None and (_COMES_AGAIN.search(document.scripts) is not None or _is_refreshed(document))


def _leads_on(url: str, link: Link) -> bool:
    """Whether a link leads anywhere but to the page itself or to the front door of its host, where those go whom no script lets in."""
    return link.url is None or not (same_site(link.url, url) and (canonical(link.url) == canonical(url) or is_root(link.url)))


def _is_refreshed(document: Document) -> bool:
    """Whether the page's head has it loaded again."""
    return any((node.attributes.get("http-equiv") or "").strip().lower() == "refresh" for node in document.tree.css("meta[http-equiv]"))


def _may_be_one(page: Page) -> bool:
    """The same as far as it can be told without a parsed tree: every page that is fetched is asked."""
    if len(page.body) > _BYTES * _LONGEST:
        return False
    source = _source(page)
    return len(source) <= _LONGEST and _SETS.search(source) is not None


def _source(page: Page) -> str:
    return page.body if isinstance(page.body, str) else decode(page.body, page.content_type)
