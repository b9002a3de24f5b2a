"""Lists that nothing on their own page tells: names that are cut off or stand in pictures, articles with dates. A few entries of each
make are opened, and what is behind them says what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from classifier.listing.belief import stands_among_others
from crawler.fetching import Ask
from crawler.reader.asking.session import Session
from crawler.reader.page.document import Link
from crawler.reader.page.makes import Make, groups_in, make_of
from crawler.reader.page.view import View
from crawler.reader.ways.lone import is_sure

_PAGES = 8  # pages of which entries are opened
_GROUPS = 3  # makes of entries of one page
_MOST = 16  # requests


async def learn_makes(session: Session, pages: Sequence[tuple[float, View]]) -> bool:
    """Whether there are procedures behind entries of some pages, a page each: then entries of their make are rows from now on.

    `pages`: with what they promised; the best that has such entries tells.
    """
    makes = await _makes_of(session, (page for _, page in sorted(pages, key=lambda pair: -pair[0])))
    session.learn_makes(makes)
    return bool(makes)


async def _makes_of(session: Session, pages: Iterable[View]) -> list[Make]:
    asked, tried = 0, list[Make]()
    for page in [page for page in pages if not page.is_data and page.readable][:_PAGES]:
        found: list[Make] = []
        for links in groups_in(page)[:_GROUPS]:
            make = make_of(links[0])
            if asked >= _MOST or any(make.place == other.place and make.kinds & other.kinds for other in tried):
                continue
            tried.append(make)
            if stands_among_others(page.page, {link.url for link in links if link.url}):
                continue
            samples = [links[0], links[len(links) // 2]]
            behind: list[bool] = []
            for link in samples:
                if behind and not behind[-1]:
                    break
                asked += 1
                behind.append(await _leads_to_one(session, link, page))
            found += [make] if all(behind) else []
        if found:
            return found
    return []


async def _leads_to_one(session: Session, link: Link, page: View) -> bool:
    """Whether an entry leads to the page of one procedure and of nothing else."""
    view = await session.ask(Ask(link.url or "", referer=page.url), quiet=True)
    return view is not None and len(view.reading.procedures) == 1 and not view.reading.rows and is_sure(view)
