"""First in the chain: every request, redirects and robots.txt included, is judged by its address and gets its slot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.exceptions import CannotResolveHostError

from crawler.guard.address import AddressPolicy, AddressRefusedError, check_url
from crawler.guard.resolver import policy_of, refusal_of
from crawler.middlewares.failures import AddressForbiddenError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class GuardMiddleware:
    """Refuses addresses that are not public http(s), and keys politeness by host name and port."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(policy_of(crawler))

    def process_request(self, request: Request) -> None:
        try:
            target = check_url(request.url, self._policy)
        except AddressRefusedError as error:
            raise AddressForbiddenError(str(error)) from None
        # A redirect brings the slot of the address it came from.
        request.meta["download_slot"] = target.slot
        request.meta["target_host"] = target.host


class ResolverRefusalMiddleware:
    """Nearest to the downloader: tells a name that leads to a forbidden address from one that does not resolve."""

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, CannotResolveHostError):
            reason = refusal_of(request.meta.get("target_host", ""))
            if reason is not None:
                raise AddressForbiddenError(reason) from None
