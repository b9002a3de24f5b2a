"""A fetcher without Scrapy: real requests over loopback, for the tests of the reading algorithms."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from http.cookiejar import Cookie, CookieJar
from urllib.parse import urlsplit

from classifier.model import FileLink, FileStatus, FormFile, Outcome, Page
from crawler.fetching import Answer, Ask, Purpose, readable_cookies


class _Direct(urllib.request.HTTPRedirectHandler):
    max_redirections = 5
    led = ""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        self.led = newurl
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _cookie(name: str, value: str, address: str) -> Cookie:
    host = urlsplit(address).hostname or ""
    return Cookie(0, name, value, None, False, host, False, False, "/", True, False, None, True, None, None, {})


def _open(ask: Ask, jar: CookieJar) -> Answer:
    address = ask.url.split("#")[0]
    request = urllib.request.Request(address, data=ask.body, method=ask.method, headers=dict(ask.headers))  # noqa: S310 - a loopback address
    for name, value in ask.cookies.items():
        jar.set_cookie(_cookie(name, value, address))
    direct = _Direct()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), direct, urllib.request.HTTPCookieProcessor(jar))
    try:
        with opener.open(request, timeout=10) as reply:
            status, body, url, headers = reply.status, reply.read(), reply.geturl(), reply.headers
    except urllib.error.HTTPError as error:
        with error:
            status, body, url, headers = error.code, error.read(), error.geturl(), error.headers
    except (urllib.error.URLError, OSError) as error:
        return Answer(ask, Outcome.ERROR, reason=str(error), led_to=direct.led)
    kind = headers.get("Content-Type", "")
    outcome = Outcome.OK if status < 400 else Outcome.BLOCKED if status in (403, 429) else Outcome.ERROR
    return Answer(
        ask,
        outcome,
        Page(url, body, status, kind, ask.url),
        reason="" if status < 400 else f"status {status}",
        content_type=kind,
        redirects=() if url == address else (address,),
        cookies=readable_cookies(headers.get_all("Set-Cookie") or ()),
    )


@dataclass
class PlainFetcher:
    """Keeps what was asked. `budget`: requests per purpose."""

    budget: dict[Purpose, int] = field(default_factory=dict)
    asked: list[Ask] = field(default_factory=list)
    _jar: CookieJar = field(default_factory=CookieJar)

    async def fetch(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return await asyncio.to_thread(_open, ask, self._jar)

    def allowed_by_budget(self, purpose: Purpose) -> bool:
        return Counter(ask.purpose for ask in self.asked)[purpose] < self.budget.get(purpose, 100_000)

    @property
    def pages(self) -> int:
        """Requests that count against the promise of 2.5 per procedure."""
        return sum(ask.purpose in (Purpose.PAGE, Purpose.DATA) for ask in self.asked)


async def plain_verify(link: FileLink) -> FormFile:
    """Takes every file for a document: what a file is worth is tested elsewhere."""
    return FormFile(link.url or "", FileStatus.DOCUMENT)
