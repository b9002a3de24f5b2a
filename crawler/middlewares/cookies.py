"""Cookies of a session, as Scrapy keeps them, without a request of its own.

Scrapy's middleware asks the public suffix list of the internet at the first cookie, past the guard; here the list that comes with the
package decides. Answers without cookies to requests without cookies cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from http.cookiejar import Cookie
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.utils.httpobj import urlparse_cached
from tldextract import TLDExtract

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from scrapy.http.cookies import CookieJar


class OfflineCookiesMiddleware(CookiesMiddleware):
    """Scrapy's cookies, deciding about public suffixes offline."""

    _any = False

    def process_request(self, request: Request) -> None:  # type: ignore[override]
        if request.cookies:
            self._any = True  # what a request brought along is kept for those to the same host that bring nothing
        if self._any:
            super().process_request(request)

    def process_response(self, request: Request, response: Response) -> Response:  # type: ignore[override]
        if "Set-Cookie" in response.headers:
            self._any = True
            super().process_response(request, response)
        return response

    def _process_cookies(self, cookies: Iterable[Cookie], *, jar: CookieJar, request: Request) -> None:
        host = (urlparse_cached(request).hostname or "").lower()
        for cookie in cookies:
            domain = cookie.domain.removeprefix(".")
            if domain and _is_public_suffix(domain):
                if domain != host:
                    continue
                cookie.domain = host
            jar.set_cookie_if_ok(cookie, request)


@lru_cache(maxsize=1000)
def _is_public_suffix(domain: str) -> bool:
    return not _extractor()(domain).domain


@lru_cache(maxsize=1)
def _extractor() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
