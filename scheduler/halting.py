"""How a service is asked to stop: first no new work, then, a little later, no work at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Halt:
    """Shared by everything a process runs. `stopping` is set first; `now()` also ends the crawls that still run."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._lock = threading.RLock()  # a signal handler may come in between
        self._crawls: set[threading.Event] = set()
        self._asked = False

    @property
    def asked(self) -> bool:
        """Whether running crawls were told to end."""
        return self._asked

    def pause(self, seconds: float) -> None:
        """Sleep, but not beyond the order to stop."""
        self.stopping.wait(seconds)

    def now(self) -> None:
        """End all crawls; those that begin later end at once."""
        self.stopping.set()
        with self._lock:
            self._asked = True
            for crawl in self._crawls:
                crawl.set()

    @contextmanager
    def passed_on_to(self, crawl: threading.Event) -> Iterator[None]:
        """Within the block, `now()` sets `crawl`."""
        with self._lock:
            self._crawls.add(crawl)
            if self._asked:
                crawl.set()
        try:
            yield
        finally:
            with self._lock:
                self._crawls.discard(crawl)
