"""Looks round one site: the front page, then what the judge wants to see, until it has seen it or the site's share is used up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from urllib.parse import urlsplit

from classifier.sites.drawn import doubtful, is_shell
from classifier.sites.judge import MAX_PAGES, judge_site, state_of, unread, wanted
from classifier.sites.links import host_of, is_route
from classifier.sites.model import SiteContext, SitePage, SiteState
from classifier.sites.site import open_site_page
from classifier.vocabulary import Outcome
from crawler.fetching import Answer, Ask, Fetcher, Purpose
from crawler.sites.order import SiteOrder, SiteResult

Draw = Callable[[str], Awaitable[Answer | None]]
MAX_DRAWN = 30
"""Pages of one site that are drawn: a browser takes a hundred times what a page takes over HTTP."""
_ROUNDS = 3  # the front page's menu, the site map's or a hub's, and what those lead to


class Abroad:
    """Pages on other systems that several sites lead to, such as the service portal: asked for once in a survey."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._asked: dict[str, asyncio.Future[Answer]] = {}

    async def fetch(self, url: str) -> Answer:
        known = self._asked.get(url)
        if known is None:
            known = self._asked[url] = asyncio.ensure_future(self._fetcher.fetch(Ask(url, Purpose.HOP)))
        return await asyncio.shield(known)


class Drawing:
    """Draws pages of one site in a browser, as many as a site may have drawn. `draw` None: there is no browser."""

    def __init__(self, draw: Draw | None) -> None:
        self._draw = draw
        self._left = MAX_DRAWN if draw is not None else 0

    async def page(self, url: str, *, front: bool = False) -> SitePage | None:
        """A page as the browser shows it; None where it may not be drawn or did not come to anything."""
        if self._draw is None or not self._left:
            return None
        self._left -= 1
        answer = await self._draw(url)
        if answer is None or answer.page is None:
            return None
        return open_site_page(replace(answer.page, requested_url=url, rendered=True), answer.outcome, answer.reason, front=front)


async def look_round(
    order: SiteOrder, fetcher: Fetcher, abroad: Abroad, context: SiteContext, on_page: Callable[[], None], draw: Draw | None = None
) -> SiteResult:
    """One site read and judged. Never raises for what a site does. `draw`: how a page is drawn that says nothing by itself."""
    answer = await fetcher.fetch(Ask(order.url))
    on_page()
    front = page_of(answer, front=True)
    drawing = Drawing(draw)
    if is_shell(front):
        front = await drawing.page(front.url, front=True) or front
    if answer.page is None or front.document is None:
        return SiteResult(order.id, str(front.outcome), unread(context, str(front.outcome), front.reason))
    pages, complete = [front], True
    for _ in range(_ROUNDS):
        addresses = wanted(pages, context)
        if not addresses:
            break
        for address in addresses:
            page = await _page(address, front, fetcher, abroad, drawing)
            pages += [page] if page is not None else []
            on_page()
    else:
        complete = not wanted(pages, context)
    await _draw_doubtful(pages, context, drawing)
    reading = judge_site(pages, context, complete=complete and len(pages) < MAX_PAGES)
    return SiteResult(order.id, str(front.outcome), reading)


async def _draw_doubtful(pages: list[SitePage], context: SiteContext, drawing: Drawing) -> None:
    """What would count as an empty section is looked at as a reader sees it."""
    if state_of(pages[0], context)[0] is not SiteState.OK:
        return
    for address in doubtful(pages, context):
        place = next(n for n, page in enumerate(pages) if page.requested == address)
        # Nobody saw what its scripts show: that is no empty section.
        pages[place] = await drawing.page(address) or replace(pages[place], outcome=Outcome.ERROR, reason="not drawn")


async def secure_too(order: SiteOrder, fetcher: Fetcher) -> bool | None:
    """Whether a site with an http address answers over HTTPS; None where the usual port is not the site's."""
    parts = urlsplit(order.url)
    if parts.scheme != "http" or parts.port is not None or not parts.hostname:
        return None
    answer = await fetcher.fetch(Ask(f"https://{parts.hostname}/", Purpose.HOP))
    return answer.outcome is Outcome.OK and answer.page is not None and answer.page.url.startswith("https://")


async def _page(address: str, front: SitePage, fetcher: Fetcher, abroad: Abroad, drawing: Drawing) -> SitePage | None:
    """One page that is wanted; None for one that only a script shows, where none is drawn."""
    if host_of(address) != host_of(front.url):
        return page_of(await abroad.fetch(address))
    if is_route(address):
        return await drawing.page(address)
    page = page_of(await fetcher.fetch(Ask(address, referer=front.url)))
    return (await drawing.page(address) or page) if is_shell(page) else page


def page_of(answer: Answer, *, front: bool = False) -> SitePage:
    """An answer as the judge takes it."""
    if answer.page is None:
        return SitePage(answer.ask.url, answer.ask.url, answer.outcome, answer.reason)
    return open_site_page(answer.page, answer.outcome, answer.reason, front=front)
