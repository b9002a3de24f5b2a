"""Scrapy's name resolver: drops every address that may not be dialled.

It sits under every connection Scrapy makes, redirects and a second answer of the same name (rebinding) included; IP literals
pass through it as well. It is void behind an HTTP proxy, which is why `HTTPPROXY_ENABLED` stays off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from scrapy.resolver import HostResolution
from scrapy.utils.datatypes import LocalCache
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IAddress, IHostnameResolver
from zope.interface import implementer

from crawler.guard.address import AddressPolicy, AddressRefusedError, resolve_permitted

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_REMEMBERED = 1000  # names per process


@implementer(IHostnameResolver)
class GuardedResolver:
    """`TWISTED_DNS_RESOLVER` of mucdo: IPv4 and IPv6, with a time limit, permitted addresses only."""

    def __init__(self, reactor: Any, policy: AddressPolicy, timeout: float) -> None:
        self._reactor = reactor
        self._policy = policy
        self._timeout = timeout
        self._known: LocalCache[str, tuple[str, ...]] = LocalCache(_REMEMBERED)
        self.refused: LocalCache[str, str] = LocalCache(_REMEMBERED)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        return cls(reactor, policy_of(crawler), crawler.settings.getfloat("DNS_TIMEOUT"))

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> HostResolution:
        resolution = HostResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        if hostName in self._known:
            _deliver(resolutionReceiver, self._known[hostName], portNumber)
        else:
            task = asyncio.ensure_future(self._resolve(resolutionReceiver, hostName, portNumber))
            # The loop keeps only weak references to tasks.
            resolution.task = task  # type: ignore[attr-defined]
        return resolution

    async def _resolve(self, receiver: Any, host: str, port: int) -> None:
        addresses: tuple[str, ...] = ()
        try:
            async with asyncio.timeout(self._timeout):
                addresses = await asyncio.to_thread(resolve_permitted, host, port, self._policy)
            self._known[host] = addresses
        except AddressRefusedError as error:
            self.refused[host] = str(error)
        except (OSError, UnicodeError, TimeoutError):
            pass  # no address: Scrapy reports that the host cannot be resolved
        _deliver(receiver, addresses, port)


def policy_of(crawler: Crawler) -> AddressPolicy:
    """The address policy that `crawler.settings.scrapy_settings` put among the Scrapy settings."""
    policy = crawler.settings["ADDRESS_POLICY"]
    if not isinstance(policy, AddressPolicy):
        raise TypeError("ADDRESS_POLICY must be an AddressPolicy")
    return policy


def refusal_of(host: str) -> str | None:
    """Why the installed resolver refused `host` at its last resolution; None when it did not."""
    from twisted.internet import reactor

    resolver = getattr(reactor, "nameResolver", None)
    return resolver.refused.get(host) if isinstance(resolver, GuardedResolver) else None


def _deliver(receiver: Any, addresses: Sequence[str], port: int) -> None:
    for address in addresses:
        kind = IPv6Address if ":" in address else IPv4Address
        receiver.addressResolved(kind("TCP", address, port))
    receiver.resolutionComplete()
