"""The address of its own that a record opened over its list holds: in a box to copy it from, on a button that does, or that of the frame
in which it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from classifier.model import Page
from crawler.fetching import Followed
from crawler.reader.page.addresses import absolute, canonical, same_site
from crawler.reader.page.document import Document

_TOLD = ("data-clipboard-text", "data-frame", "value")
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
    """Whole addresses of the site in boxes, those that a button copies, and those of frames, which stand in place as they are read."""
    for node in Document(Page(page, html)).tree.css("input, textarea, [data-clipboard-text], [data-frame]"):
        said = next((told for name in _TOLD if (told := node.attributes.get(name))), None) or node.text(strip=True)
        if re.match(r"https?://", said) and (address := absolute(page, said)) is not None and same_site(address, page):
            yield address
