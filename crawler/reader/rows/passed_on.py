"""The address that a record opened over its list holds for visitors to pass on: in a box to copy it from, or on a button that does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from classifier.model import Page
from crawler.fetching import Followed
from crawler.reader.page.addresses import absolute, canonical, same_site
from crawler.reader.page.document import Document

_SHORTEST = 3  # characters of a value that stands in an address by no accident


def passed_on(followed: Followed, values: Iterable[str], page: str) -> str | None:
    """The address that showed on a page when a record was pressed, other than the page's own, with one of the record's values in it."""
    before = set(_held(followed.before, page)) if followed.before else set[str]()
    known = [re.compile(rf"(?<!\w){re.escape(value)}(?!\w)") for value in values if len(value) >= _SHORTEST]
    for address in _held(followed.html, page) if followed.html else ():
        if address not in before and canonical(address) != canonical(page) and any(value.search(address) for value in known):
            return address
    return None


def _held(html: str, page: str) -> Iterator[str]:
    """Whole addresses of the site in boxes, and those that a button copies."""
    for node in Document(Page(page, html)).tree.css("input, textarea, [data-clipboard-text]"):
        said = node.attributes.get("data-clipboard-text") or node.attributes.get("value") or node.text(strip=True)
        if re.match(r"https?://", said) and (address := absolute(page, said)) is not None and same_site(address, page):
            yield address
