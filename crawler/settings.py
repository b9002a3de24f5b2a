"""Scrapy's settings, built from mucdo's own.

`scrapy.cfg` names this module, so `scrapy crawl portal -a url=URL -O out.jsonl` works from the root; its upper-case names are
computed when Scrapy asks for them, never at import.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from crawler.budgets import Budgets
from crawler.config import Settings, load_settings
from crawler.guard.address import CONTACT_REQUIRED, AddressPolicy, AddressRefusedError, check_url, resolve_permitted
from crawler.sink import RunOrder

PAGE_LIMIT = 10 * 1024**2  # bytes
FILE_LIMIT = 20 * 1024**2  # bytes
TIMEOUT = 30.0  # seconds per request
ROBOT = "mucdo"  # the name robots.txt files may address

_OFF = None
_DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.guard.GuardMiddleware": 10,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.backoff.BackoffMiddleware": 550,
    "crawler.middlewares.redirects.BoundedMetaRefreshMiddleware": 580,
    "crawler.middlewares.compression.BoundedCompressionMiddleware": 590,
    "crawler.middlewares.redirects.BoundedRedirectMiddleware": 600,
    "crawler.middlewares.cookies.OfflineCookiesMiddleware": 700,
    "crawler.middlewares.guard.ResolverRefusalMiddleware": 940,
    "crawler.middlewares.budgets.BudgetMiddleware": 950,
    # Replaced by the ones above.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": _OFF,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": _OFF,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": _OFF,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": _OFF,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": _OFF,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": _OFF,
    # Off for speed: the reader decides what belongs to a portal (offsite), the default headers carry the User-Agent, the
    # ledger counts (DownloaderStats serialises every response to learn its length), nothing logs in, nothing is cached.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": _OFF,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": _OFF,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": _OFF,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": _OFF,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": _OFF,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": _OFF,
}
# In place of Scrapy's own list, which is imported whole even where its members are off (the remote control's HTTP library alone is a
# tenth of a second): no console, no remote control, no throttle; the parent process watches the memory, browser included.
_EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.logstats.LogStats": 0,
}
# No request passes the spider middlewares: the fetcher talks to the downloader.
_SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": _OFF,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": _OFF,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": _OFF,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": _OFF,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": _OFF,
}


class ContactRequiredError(ValueError):
    """`MUCDO_CONTACT` is not set and a public host would be asked."""


def address_policy(settings: Settings) -> AddressPolicy:
    """What the guard lets through under these settings."""
    return AddressPolicy(allow=settings.allow_networks, contact=bool(settings.contact))


def user_agent(settings: Settings) -> str:
    """The honest name under which mucdo asks: name, version, and whom to write to."""
    name = f"{ROBOT}/{version('mucdo')}"
    contact = "".join(c for c in settings.contact or "" if c.isascii() and c.isprintable() and c not in "()").strip()
    return f"{name} (+{contact})" if contact else name


def require_contact(url: str, settings: Settings) -> None:
    """Raise `ContactRequiredError` when `url` is on a public host and no contact is set. Resolves the name; may block."""
    if settings.contact:
        return
    policy = address_policy(settings)
    try:
        target = check_url(url, policy)
        resolve_permitted(target.host, target.port, policy)
    except AddressRefusedError as error:
        if CONTACT_REQUIRED in str(error):
            raise ContactRequiredError(f"{CONTACT_REQUIRED} ({urlsplit(url).hostname})") from None
    except OSError:
        return  # a name that does not resolve is the portal's failure, told by the crawl


def scrapy_settings(settings: Settings, order: RunOrder | None = None) -> dict[str, Any]:
    """All Scrapy settings of a crawl. `order`: its delay, limits and time-out; None when Scrapy's own command line starts it."""
    delay = settings.download_delay if order is None or order.delay is None else order.delay
    budgets = Budgets()
    if order is not None:
        budgets = Budgets(seconds=order.timeout or budgets.seconds, max_pages=order.max_pages)
    return {
        "BOT_NAME": ROBOT,
        "SPIDER_MODULES": ["crawler.spiders"],
        "USER_AGENT": user_agent(settings),
        "ROBOTSTXT_USER_AGENT": ROBOT,
        "DEFAULT_REQUEST_HEADERS": {
            "User-Agent": user_agent(settings),
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8",
            "Accept-Language": "vi,en;q=0.5",
        },
        **_pace(delay, settings.concurrency_per_host),
        **_bounds(),
        "DOWNLOADER_MIDDLEWARES": dict(_DOWNLOADER_MIDDLEWARES),
        "SPIDER_MIDDLEWARES": dict(_SPIDER_MIDDLEWARES),
        "EXTENSIONS_BASE": dict(_EXTENSIONS),
        "EXTENSIONS": {},
        "ITEM_PIPELINES": {"crawler.pipelines.entries.EntryPipeline": 100},
        "TWISTED_DNS_RESOLVER": "crawler.guard.resolver.GuardedResolver",
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "HTTPPROXY_ENABLED": False,  # behind a proxy the resolver guards nothing
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        # Incomplete certificate chains are common on portals; what is read is public and nothing secret is sent.
        "DOWNLOAD_VERIFY_CERTIFICATES": False,
        # Scrapy starts this many tasks per response; with 100, its default, they cost a third of all CPU.
        "CONCURRENT_ITEMS": 4,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        "LOG_FORMATTER": "crawler.quiet.QuietFormatter",
        "LOG_LEVEL": "INFO",
        "STATS_DUMP": False,
        "FEED_EXPORT_ENCODING": "utf-8",
        "ADDRESS_POLICY": address_policy(settings),
        "BUDGETS": budgets,
        "READER": "crawler.reader.portal.read_portal",
        "MUCDO": settings,
        "RUN_AT": settings.current_time(),
    }


def _pace(delay: float, per_host: int) -> dict[str, Any]:
    """The delay is a floor: jitter only adds to it (0 to 20 %). A slot is one host name and port.

    AutoThrottle stays off: with one connection the pace already follows the host's own latency, and it would override the delay.
    """
    return {
        "DOWNLOAD_DELAY": delay * 1.1,
        "DOWNLOAD_DELAY_JITTER": 1 / 11,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": per_host,
        "AUTOTHROTTLE_ENABLED": False,
        "BACKOFF_BASE": 1.0,
        "BREAKER_FAILURES": 8,
        "BREAKER_COOLDOWN": 60.0,
        "BREAKER_TRIPS": 2,
    }


def _bounds() -> dict[str, Any]:
    return {
        "DOWNLOAD_HANDLERS": {
            "http": "crawler.download.BoundedDownloadHandler",
            "https": "crawler.download.BoundedDownloadHandler",
            "data": None,
            "file": None,
            "ftp": None,
            "s3": None,
        },
        "DOWNLOAD_MAXSIZE": PAGE_LIMIT,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": TIMEOUT,
        "DNS_TIMEOUT": 20.0,
        "REDIRECT_MAX_TIMES": 8,
        "METAREFRESH_MAXDELAY": 10,
    }


@cache
def _project() -> dict[str, Any]:
    return scrapy_settings(load_settings())


def __getattr__(name: str) -> Any:
    if name.isupper() and name in _project():
        return _project()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_project()})
