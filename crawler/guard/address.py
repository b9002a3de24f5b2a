"""Which addresses may be dialled. Pure: names are resolved by the callers, who dial exactly the address that was judged."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

MAX_URL = 8192  # characters; portals with generated queries stay far below

# IANA special-purpose registries. Written out because `ipaddress.is_global` differs between patch releases of Python.
_CLOSED_V4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Only global unicast is open in IPv6: that alone shuts mapped, compatible, NAT64, unique-local, link-local and multicast.
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))

# Ports that browsers refuse (WHATWG Fetch "bad ports"): other protocols live there.
BLOCKED_PORTS = frozenset(
    (
        *(0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95),
        *(101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465),
        *(512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995),
        *(1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    )
)
CONTACT_REQUIRED = "MUCDO_CONTACT must be set before public hosts are asked"
_INTERNAL_SUFFIXES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "corp", "home", "home.arpa", "onion", "invalid")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")


class AddressRefusedError(ValueError):
    """An address that mucdo does not talk to; the text says why."""


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """What may be dialled: `allow`, and public addresses besides.

    `contact`: whether the User-Agent names one; without it no public address is asked.
    """

    allow: tuple[Network, ...] = ()
    contact: bool = True

    def refusal(self, address: Address | str) -> str:
        """Why this one address may not be dialled; "" when it may. A text that is no plain address is refused."""
        try:
            address = ip_address(address)
        except ValueError:
            return f"odd spelling of an address: {str(address)[:80]!r}"
        if isinstance(address, IPv6Address) and address.scope_id is not None:
            return f"{address} belongs to one network interface"
        if any(address.version == network.version and address in network for network in self.allow):
            return ""
        if not _is_public(address):
            return f"{address} is not a public address"
        return "" if self.contact else CONTACT_REQUIRED


@dataclass(frozen=True, slots=True)
class Target:
    """Where a URL leads: lower-case ASCII host without a trailing dot, port, and the address when the host is a literal."""

    scheme: str
    host: str
    port: int
    literal: Address | None = None

    @property
    def slot(self) -> str:
        """The unit of politeness: host name and port."""
        return f"{self.host}:{self.port}"


def check_url(url: str, policy: AddressPolicy) -> Target:
    """Where `url` leads. Raises `AddressRefusedError` unless it is http(s) to a host that may be asked.

    A host name passes as a name; whoever resolves it must ask `policy.refusal` about the address that is dialled.
    """
    if len(url) > MAX_URL:
        raise AddressRefusedError(f"address longer than {MAX_URL} characters")
    if _FORBIDDEN.search(url):
        raise AddressRefusedError("white space or control characters in the address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefusedError(f"not an address: {error}") from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise AddressRefusedError(f"scheme {scheme or 'missing'}: only http and https are read")
    if "\\" in parts.netloc or "@" in parts.netloc or "%" in parts.netloc:
        raise AddressRefusedError("user information or escapes in the host part")
    if port is None:
        port = 443 if scheme == "https" else 80
    if port in BLOCKED_PORTS:
        raise AddressRefusedError(f"port {port} belongs to another protocol")
    host, literal = _check_host(parts.hostname or "", bracketed=parts.netloc.startswith("["), policy=policy)
    return Target(scheme, host, port, literal)


def resolve_permitted(host: str, port: int, policy: AddressPolicy) -> tuple[str, ...]:
    """The addresses of `host` that may be dialled, in the system's order. Blocks. Raises `AddressRefusedError`
    when the name leads only to addresses that may not, `OSError` when it does not resolve."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = tuple(dict.fromkeys(str(item[4][0]) for item in found))
    permitted = tuple(address for address in addresses if not policy.refusal(address))
    if addresses and not permitted:
        raise AddressRefusedError(f"{host}: {policy.refusal(addresses[0])}")
    return permitted


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


def _check_host(raw: str, *, bracketed: bool, policy: AddressPolicy) -> tuple[str, Address | None]:
    if bracketed:
        return _check_literal(raw, policy)
    host = _to_ascii(raw).removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressRefusedError(f"not a host name: {raw[:80]!r}")
    if _NUMERIC.fullmatch(labels[-1]):
        # Browsers and resolvers read 2130706433, 0177.1 and 0x7f.1 as addresses; only the plain spelling is taken here.
        return _check_literal(host, policy)
    internal = "." not in host or any(host == suffix or host.endswith(f".{suffix}") for suffix in _INTERNAL_SUFFIXES)
    if internal and not policy.allow:
        raise AddressRefusedError(f"{host} is a name of the local network")
    return host, None


def _check_literal(text: str, policy: AddressPolicy) -> tuple[str, Address]:
    reason = policy.refusal(text)
    if reason:
        raise AddressRefusedError(reason)
    address = ip_address(text)
    return str(address), address


def _to_ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        # IDNA maps full-width digits and the ideographic full stops, as browsers do, before anything is judged.
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise AddressRefusedError(f"not a host name: {host[:80]!r}") from None
