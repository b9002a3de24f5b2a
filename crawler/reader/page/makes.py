"""Entries of lists that are known by what stands behind a few of them: where they stand on a page, and what their addresses look like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from classifier.listing.lonerows import rows_around
from classifier.model import Outcome, PageKind, Row
from classifier.page.rowparts import clean_name
from classifier.words.names import NEWS_ADDRESS, PROCEDURE_ADDRESS, starts_like_name
from crawler.reader.page.addresses import is_file, kind_of, same_site
from crawler.reader.page.document import Link
from crawler.reader.page.traps import beside_the_point, endless
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, names_no_record

_FEWEST = 2  # entries of a list
_MOST = 60  # entries of one page
_LEAST = 2  # words of a name
_STATE = re.compile(r"\b(?:odd|even|first|last|alt)\b")


@dataclass(frozen=True, slots=True)
class Make:
    """How the entries of a list are made. `kinds`: what their addresses share, also with the words of a part left out."""

    place: str
    kinds: frozenset[str]

    def has(self, link: Link) -> bool:
        """Whether a link is made so: at such a place, and to such an address but for one word of its path at most."""
        return bool(link.url) and not self.kinds.isdisjoint(_kinds(link.url or "")) and _ends_alike(self.place, _place(link))


def make_of(link: Link) -> Make:
    """How an entry is made."""
    return Make(_place(link), frozenset(_kinds(link.url or "")))


def groups_in(view: View) -> list[list[Link]]:
    """The links of a page that may be the entries of a list, by their make; first those that are named like procedures, news last."""
    made: dict[tuple[str, str], dict[str, Link]] = defaultdict(dict)
    for link in () if view.is_data else view.document.links:
        if link.url and not link.chrome and link.number is None and _may_be_entry(link.url, view.url):
            entries = made[(_place(link), kind_of(link.url))]
            entries[link.url] = max(entries.get(link.url, link), link, key=lambda one: len(one.text))
    return sorted((list(entries.values()) for entries in made.values() if len(entries) >= _FEWEST), key=_doubt)


def _may_be_entry(url: str, here: str) -> bool:
    return same_site(url, here) and not (is_file(url) or endless(url) or beside_the_point(url))


def _doubt(links: Sequence[Link]) -> tuple[bool, float]:
    paths = [urlsplit(link.url or "").path for link in links]
    news = sum(bool(NEWS_ADDRESS.search(path)) and not PROCEDURE_ADDRESS.search(path) for path in paths)
    return 2 * news > len(links), -sum(starts_like_name(fold(link.text)) for link in links) / len(links)


def with_entries(view: View, makes: Iterable[Make]) -> View:
    """A page that shows no list and has entries of a known make, with these as its rows; any other as it is."""
    known = tuple(makes)
    if not known or not view.readable or view.reading.rows or view.reading.procedures:
        return view
    links: dict[str, str] = {}
    for link in view.document.links:
        if link.url and not link.chrome and link.number is None and any(make.has(link) for make in known):
            links[link.url] = max(links.get(link.url, ""), link.text, key=len)
    wanted = {url: words for url, words in links.items() if not names_no_record(words)}
    around = rows_around(view.page, list(wanted)) if wanted else {}
    rows = [
        replace(around.get(url, Row(words)), name=clean_name(words or around[url].name), url=url)
        for url, words in wanted.items()
        if words or url in around
    ]
    rows = [row for row in rows if len(row.name.split()) >= _LEAST][:_MOST]
    if not rows:
        return view
    return replace(view, reading=replace(view.reading, outcome=Outcome.OK, kind=PageKind.LISTING, reason="", rows=tuple(rows)))


def _place(link: Link) -> str:
    return " ".join(_STATE.sub("", link.place).split())


def _ends_alike(place: str, other: str) -> bool:
    """Whether two places are one; what stands above it is missing in a part that a script adds to the page."""
    inner = other.rpartition("body>")[2] if other.startswith("body>") else other
    return place == other or (inner != other and place.endswith(f">{inner}"))


def _kinds(url: str) -> list[str]:
    """The kind of an address, and the same with each word of its path but the last blanked in turn, where others are left."""
    kind = kind_of(url)
    head, mark, query = kind.partition("?")
    host, *words = head.split("/")
    fixed = [place for place, word in enumerate(words[:-1]) if "{}" not in word]
    blanked = ["/".join((host, *words[:place], "{}", *words[place + 1 :])) + mark + query for place in fixed if len(fixed) > 1]
    return [kind, *blanked]
