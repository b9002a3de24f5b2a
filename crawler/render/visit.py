"""What is known about one page while it is being drawn: its frames, its requests, what was refused."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from crawler.fetching import Exchange
from crawler.render.limits import RenderLimits

_NAVIGATION = "navigation"


class Refusal(StrEnum):
    """Why a request of a page was not made."""

    ROBOTS = "robots"
    METHOD = "method"  # anything but reading
    KIND = "kind"  # media, beacons, reports, streams
    BUDGET = "budget"  # the visit made too many requests
    ADDRESS = "address"  # not http(s)
    HELD = "held"  # a navigation held back on purpose, to see where a click leads


@dataclass(frozen=True, slots=True)
class Refused:
    reason: Refusal
    method: str
    url: str
    main: bool  # the main frame's own navigation
    body: str | None = None


@dataclass(slots=True)
class Visit:
    """One render in progress. `url`: the document in the main frame, as requested; `main_frame`: the browser's id of that frame."""

    url: str
    main_frame: str
    limits: RenderLimits
    exchanges: list[Exchange] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    frames: set[str] = field(default_factory=set)
    pending: set[str] = field(default_factory=set)
    holding: bool = False  # main-frame navigations are recorded and dropped
    sent: Exchange | None = None  # what takes the place of the document in the main frame
    fresh: bool = False  # the first page of its tab: its document sets the cookies that the others go without
    requests: int = 0
    navigations: int = 0
    captured: int = 0
    token: str = ""  # the address of a token that the page asked for and was not let ask for
    withheld: int = 0  # data requests that were not made because nobody can tell what they do
    progress: float = field(default_factory=time.monotonic)
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    asked: Counter[tuple[str, str, str | None]] = field(default_factory=Counter)

    def begin(self, request: str) -> None:
        """A data request is under way: the page is not settled before its answer."""
        self.pending.add(request)
        self.idle.clear()

    def end(self, request: str) -> None:
        """A data request is over; a page that asks the same thing for ever is not waited for."""
        if request in self.pending:
            self.pending.discard(request)
            self.progress = time.monotonic()
        if not self.pending:
            self.idle.set()

    def leave(self, url: str) -> None:
        """The main frame goes to another document: what the old one was waiting for will never be answered, only the new one counts."""
        self.url = url
        self.pending.clear()
        self.begin(_NAVIGATION)

    def arrive(self) -> None:
        """The main frame shows a new document, or the same one under another address."""
        self.end(_NAVIGATION)

    def repeated(self, method: str, url: str, body: str | None) -> bool:
        """Whether this very request was made before in this visit: polling, not loading."""
        self.asked[method, url, body] += 1
        return self.asked[method, url, body] > 2

    def main_refusal(self) -> Refused | None:
        """The last navigation of the main frame that was refused."""
        return next((entry for entry in reversed(self.refused) if entry.main), None)
