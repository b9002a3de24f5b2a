"""How often one client may ask: a bucket of permits per client that fills up again with time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

CLIENTS = 20_000  # whose buckets are kept; beyond that the one not seen for longest is forgotten


class Throttle:
    """`burst` requests at once and `rate` per second after that, for each client. `seconds`: a clock that only goes forward."""

    def __init__(self, rate: float, burst: int, seconds: Callable[[], float]) -> None:
        self._rate = rate
        self._burst = burst
        self._seconds = seconds
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Take a permit: 0 when there was one, else the seconds until there will be."""
        now = self._seconds()
        with self._lock:
            left, at = self._buckets.pop(client, (float(self._burst), now))
            left = min(float(self._burst), left + (now - at) * self._rate)
            permitted = left >= 1
            self._buckets[client] = (left - 1 if permitted else left, now)
            while len(self._buckets) > CLIENTS:
                self._buckets.popitem(last=False)
        return 0.0 if permitted else (1 - left) / self._rate


def client_of(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 network that an IPv6 customer gets."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)
