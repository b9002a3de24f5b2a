"""Entries of a list that name no procedure but several: an article with all procedures of a field among articles of one each."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from urllib.parse import parse_qsl, urlsplit

from classifier.model import Row
from classifier.words.names import names_a_paper
from crawler.fetching import Ask
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import canonical, kind_of, same_site
from crawler.reader.page.traps import Watch
from crawler.reader.page.view import View
from crawler.reader.page.words import category_score, fold, listing_score

_SAID_FIRST = 60  # characters of a title that say what it is about
_LEAST = 2.0  # what those must promise
_MOST = 20  # entries of one page
_FOLDER = re.compile(r"(?:root|parent|sub|id)?_?(?:folder|directory|thu_?muc)(?:_?(?:id|path|name))?", re.IGNORECASE)


def several_among(view: View, known: set[str]) -> list[str]:
    """The addresses of the links of a list's page that stand and lead as its rows do, are none of them, and are named like lists or parts
    of them. `known`: the addresses of its rows.
    """
    rows = set(map(canonical, known))
    if view.is_data or not rows:
        return []
    links = {canonical(link.url): link for link in view.document.links if link.url and not link.chrome and same_site(link.url, view.url)}
    shapes = {(link.place, kind_of(url)) for url, link in links.items() if url in rows}
    alike = [link for url, link in links.items() if url not in rows and (link.place, kind_of(url)) in shapes]
    return [link.url for link in alike if link.url and _names_several(link.text)][:_MOST]


def folders_in(view: View) -> list[str]:
    """The addresses of the folders that a list shows beside its rows: its own page with another folder in its query."""
    if view.is_data:
        return []
    here = urlsplit(view.url)
    found = (urlsplit(link.url) for link in view.document.links if link.url and not link.chrome and same_site(link.url, view.url))
    own = _folder(here.query)
    return list(dict.fromkeys(way.geturl() for way in found if way.path == here.path and _folder(way.query) not in {"", own}))[:_MOST]


def _folder(query: str) -> str:
    return next((value for name, value in parse_qsl(query) if _FOLDER.fullmatch(name)), "")


def _names_several(title: str) -> bool:
    said = title[:_SAID_FIRST]
    return max(listing_score(said, ""), category_score(said, "")) >= _LEAST and not names_a_paper(fold(title))


async def opened(session: Session, watch: Watch, addresses: Iterable[str]) -> AsyncIterator[tuple[str, View]]:
    """The pages of such entries, those that were not followed before."""
    for address in addresses:
        if not watch.admits(address):
            continue
        watch.taken(address)
        view = await session.ask(Ask(address), quiet=True)
        if view is not None and view.readable:
            yield address, view


def only_row(view: View, address: str) -> Row | None:
    """An entry whose page holds one procedure after all, as its list would name it."""
    held = view.reading.procedures
    return Row(held[0].name, held[0].code, address, key=held[0].key) if len(held) == 1 else None
