"""Looks round one site: the front page, then what the judge wants to see, until it has seen it or the site's share is used up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

from classifier.sites.judge import MAX_PAGES, judge_site, unread, wanted
from classifier.sites.links import host_of
from classifier.sites.model import SiteContext, SitePage
from classifier.sites.site import open_site_page
from classifier.vocabulary import Outcome
from crawler.fetching import Answer, Ask, Fetcher, Purpose
from crawler.sites.order import SiteOrder, SiteResult

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


async def look_round(order: SiteOrder, fetcher: Fetcher, abroad: Abroad, context: SiteContext, on_page: Callable[[], None]) -> SiteResult:
    """One site read and judged. Never raises for what a site does."""
    answer = await fetcher.fetch(Ask(order.url))
    on_page()
    front = page_of(answer, front=True)
    if answer.page is None or front.document is None:
        return SiteResult(order.id, str(front.outcome), unread(context, str(front.outcome), front.reason))
    pages, complete = [front], True
    for _ in range(_ROUNDS):
        addresses = wanted(pages, context)
        if not addresses:
            break
        for address in addresses:
            pages.append(await _page(address, front, fetcher, abroad))
            on_page()
    else:
        complete = not wanted(pages, context)
    reading = judge_site(pages, context, complete=complete and len(pages) < MAX_PAGES)
    return SiteResult(order.id, str(front.outcome), reading)


async def secure_too(order: SiteOrder, fetcher: Fetcher) -> bool | None:
    """Whether a site with an http address answers over HTTPS; None where the usual port is not the site's."""
    parts = urlsplit(order.url)
    if parts.scheme != "http" or parts.port is not None or not parts.hostname:
        return None
    answer = await fetcher.fetch(Ask(f"https://{parts.hostname}/", Purpose.HOP))
    return answer.outcome is Outcome.OK and answer.page is not None and answer.page.url.startswith("https://")


async def _page(address: str, front: SitePage, fetcher: Fetcher, abroad: Abroad) -> SitePage:
    if host_of(address) != host_of(front.url):
        return page_of(await abroad.fetch(address))
    return page_of(await fetcher.fetch(Ask(address, referer=front.url)))


def page_of(answer: Answer, *, front: bool = False) -> SitePage:
    """An answer as the judge takes it."""
    if answer.page is None:
        return SitePage(answer.ask.url, answer.ask.url, answer.outcome, answer.reason)
    return open_site_page(answer.page, answer.outcome, answer.reason, front=front)
