"""Redirects, bounded, never out of http(s), and never from another portal into the national one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware

from classifier.page.addresses import is_national_portal
from crawler.fetching import Purpose, place_of
from crawler.middlewares.failures import AddressForbiddenError, RequestStoppedError, SentAwayError, TooManyRedirectsError

if TYPE_CHECKING:
    from scrapy.http import Response

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_READS = frozenset((Purpose.PAGE, Purpose.DATA))
_HEAD = 8192  # bytes of a page in which a meta refresh is looked for


class _Bounded:
    """What both kinds of redirect share."""

    max_redirect_times: int

    def _engine_started(self) -> None:
        """Scrapy would look for its referer spider middleware here; requests of the fetcher do not pass spider middlewares."""

    def handle_referer(self, request: Request, response: Response) -> None:
        request.headers.pop("Referer", None)

    def _redirect(self, redirected: Request, request: Request, reason: object) -> Request:
        passed = [*request.meta.get("redirect_urls", []), request.url]
        if len(passed) > self.max_redirect_times:
            raise TooManyRedirectsError(f"more than {self.max_redirect_times} redirects")
        # Visiting one address twice is normal once (a cookie is set on the way), more often it is a loop.
        if passed.count(redirected.url) > 1:
            raise TooManyRedirectsError("the redirects go round in a circle")
        # A control to apply may lead there: that is asked for, and judged by where it ends.
        if request.meta.get("purpose") in _READS and is_national_portal(redirected.url) and not is_national_portal(passed[0]):
            raise SentAwayError(f"sends everybody on to the national portal: {urlsplit(redirected.url).netloc}")
        redirected.meta["redirect_urls"] = passed
        request.meta.get("led", []).append(redirected.url)
        redirected.meta.pop("retry_times", None)
        redirected.meta.pop("busy_times", None)
        redirected.dont_filter = True
        return redirected


class BoundedRedirectMiddleware(_Bounded, RedirectMiddleware):
    """HTTP redirects; one that leaves http(s) is refused, one that cannot be read is an error."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if response.status not in _REDIRECTS or "Location" not in response.headers:
            return response
        try:
            result = super().process_response(request, response)
        except ValueError as error:
            raise RequestStoppedError(f"redirect to an address that cannot be read: {error}") from None
        if result is response:
            raise AddressForbiddenError("redirect out of http and https")
        if isinstance(result, Request) and place_of(result.url) in request.meta.get("stop_at", ()):
            request.meta["stopped_at"] = result.url
            return response
        if isinstance(result, Request) and result.method != request.method:
            result.meta.pop("validated", None)
        return result


class BoundedMetaRefreshMiddleware(_Bounded, MetaRefreshMiddleware):
    """`<meta http-equiv=refresh>`; parsed only where the head of the page mentions one, ignored when the page reloads itself."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if response.status != 200 or b"refresh" not in response.body[:_HEAD].lower():
            return response
        try:
            result = super().process_response(request, response)
        except ValueError:
            return response
        if isinstance(result, Request) and urldefrag(result.url)[0] == urldefrag(request.url)[0]:
            return response
        return result
