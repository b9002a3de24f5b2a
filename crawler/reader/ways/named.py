"""Procedures that pages on the way name, in boxes and beside others: what no list had shows that the lists are not all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from classifier.model import Outcome
from classifier.words.names import NEWS_ADDRESS, names_a_paper, starts_like_name
from crawler.reader.identity import RecordBook
from crawler.reader.page.addresses import canonical, is_paper, one_word_apart, same_site, template_of, untitled
from crawler.reader.page.view import View
from crawler.reader.page.words import fold

_SHORTEST = 20  # characters; what is shorter may be an entry of a menu
_BEHIND_ID = re.compile(r"(?<=/\{\})/[^/?#{}-]+(?:-[^/?#{}-]+){2,}(?=[?#])")  # "/12/cap-giay-phep": a title, not the name of a part

_OPAQUE = re.compile(r"(?<=/)(?=[^/?#]*\d)(?=[^/?#]*[a-z])\w{8,}(?=[/?#]|$)", re.IGNORECASE)  # "/muc/4f0be27a91": an id without a word


@dataclass
class Named:
    """The addresses that were noted under names like procedures', and what they share with those of others."""

    book: RecordBook
    tried: set[str] = field(default_factory=set)  # of those that no list had, the ones that were opened by themselves
    _kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    _written: dict[str, str] = field(default_factory=dict)  # each as its link has it, which is how it is asked for
    _others: set[str] = field(default_factory=set)  # what was opened and is about something else

    def note(self, view: View) -> None:
        """Keep what a page names; one that holds no procedure is none, whatever others call it."""
        if view.reading.outcome is Outcome.OK and not (view.is_data or view.rows or view.hollow):
            self._others.add(canonical(view.ask.url))
        for link in view.document.links if not view.is_data else ():
            words = fold(link.text) if len(link.text) >= _SHORTEST else ""
            named = starts_like_name(words) and not names_a_paper(words)  # a form may be called so, too
            if link.url and named and same_site(link.url, view.url) and not is_paper(link.url):
                self._kinds.setdefault(canonical(link.url), _kinds(link.url))
                self._written.setdefault(canonical(link.url), link.url)

    def unlisted(self) -> list[str]:
        """The addresses that no list had, of those that are like the lists' own, or like those of another agency's list."""
        unknown = {address: kinds for address, kinds in self._kinds.items() if not (address in self._others or self.book.has(address))}
        known = {kind for record in self.book.records if record.address for kind in _kinds(record.address)} if unknown else set()
        return [self._written[address] for address, kinds in unknown.items() if kinds & known]


@lru_cache(maxsize=65536)
def _kinds(address: str) -> frozenset[str]:
    """What the address of a procedure's page shares with those of others: all but its ids and the title beside them, and one word of its
    path. News have ids and titles, too, and are told from procedures by that word alone.
    """
    address = _OPAQUE.sub("0", address)
    kind = template_of(address)
    if "{}" not in kind:
        return frozenset()
    bare = untitled(kind)
    # The title of a procedure may begin as notices do; below no part of the site nothing else tells which of the two it is.
    if NEWS_ADDRESS.search(bare if bare.count("/") > 1 else address):
        return frozenset([kind])
    return frozenset([kind, _BEHIND_ID.sub("", bare), *one_word_apart(address)])
