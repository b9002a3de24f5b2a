"""The code that a page loads from its own host: read once per run, for what its handlers and endpoints are called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from classifier.model import Page
from crawler.fetching import Ask, Purpose
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import same_site
from crawler.reader.page.view import View

_LIBRARY = re.compile(r"jquery|bootstrap|polyfill|vendor|analytics|gtag|moment|select2|slick|swiper|fontawesome|recaptcha", re.IGNORECASE)
MOST = 3  # files: a page with more is built from modules, and its data are seen in the browser


def own_files(view: View) -> list[str]:
    """The addresses of a page's scripts that are the portal's own work."""
    return [a for a in view.document.script_files if same_site(a, view.url) and not _LIBRARY.search(a)][:MOST]


async def own_code(session: Session, view: View) -> str:
    """The text of those scripts, one after another."""
    return await code_in(session, own_files(view), view.url)


async def code_in(session: Session, addresses: Iterable[str], page: str) -> str:
    """The text of the scripts of a page that are known by their addresses."""
    found = []
    for address in addresses:
        answer = await session.ask(Ask(address, Purpose.DATA, referer=page), quiet=True)
        if answer is not None and isinstance(answer.answer.page, Page):
            body = answer.answer.page.body
            found.append(body if isinstance(body, str) else body.decode("utf-8", "replace"))
    return "\n".join(found)
