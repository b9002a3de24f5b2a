"""What one run may spend on a portal, and what it has spent."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from crawler.fetching import Purpose


@dataclass(frozen=True, slots=True)
class Budgets:
    """Limits of one run. `requests`: pages and data together, redirects and retries included; `files` likewise.

    `max_pages` is the wish of the person who asked: reaching it leaves the run incomplete but believable, while a spent budget
    makes it suspect. None = no limit.
    """

    requests: int = 20_000
    files: int = 5_000
    bytes: int = 4 * 1024**3
    seconds: float = 6 * 3600.0
    max_pages: int | None = None


@dataclass(slots=True)
class Ledger:
    """Every request of a run, counted by purpose ("robots" besides `Purpose`), with the bytes that came back."""

    budgets: Budgets = field(default_factory=Budgets)
    requests: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    failures: int = 0
    unchanged: int = 0
    spent: str = ""  # name of the first budget that ended something
    limited: bool = False  # `max_pages` ended something
    started: float = field(default_factory=time.monotonic)

    def remaining(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self.budgets.seconds - (time.monotonic() - self.started))

    def exhausted(self, purpose: str) -> str:
        """Why a request of this purpose may not be made any more; "" when it may. Remembers the reason."""
        reason = self._over_budget(purpose)
        if reason:
            self.spent = self.spent or reason
            return f"budget spent: {reason}"
        if self._over_limit(purpose):
            self.limited = True
            return f"limit reached: {self.budgets.max_pages} pages"
        return ""

    def count(self, purpose: str, host: str) -> None:
        self.requests[purpose] += 1
        self.hosts[host] += 1

    def stats(self) -> dict[str, float]:
        """Flat names for `CrawlReport.stats`."""
        counts = {f"requests/{purpose}": float(number) for purpose, number in sorted(self.requests.items())}
        return {
            **counts,
            "bytes": float(self.bytes),
            "seconds": round(time.monotonic() - self.started, 3),
            "failures": float(self.failures),
            "unchanged": float(self.unchanged),
        }

    def _over_budget(self, purpose: str) -> str:
        budgets = self.budgets
        if self.remaining() <= 0:
            return "time"
        if self.bytes >= budgets.bytes:
            return "bytes"
        if purpose in (Purpose.FILE, Purpose.HOP):
            return "files" if self.requests[Purpose.FILE] + self.requests[Purpose.HOP] >= budgets.files else ""
        return "pages" if self._read() >= budgets.requests else ""

    def _over_limit(self, purpose: str) -> bool:
        limit = self.budgets.max_pages
        return limit is not None and purpose in (Purpose.PAGE, Purpose.DATA) and self._read() >= limit

    def _read(self) -> int:
        return self.requests[Purpose.PAGE] + self.requests[Purpose.DATA]
