"""Until when a crawl may ask its portal. The process that asked for it keeps a lease and passes it on; the crawl ends when it runs out.

A crawl that was stopped, or whose parent lost the database, must not go on beside the one that took its place: it looks at this
before every request. The clock is the machine's own and cannot be set, so that no correction of the time shortens or prolongs a lease.
"""

from __future__ import annotations

import math
import os
import shutil
import signal
import tempfile
import threading
import time
from pathlib import Path
from typing import NoReturn

_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # goes on while the machine sleeps
SCRATCH = "mucdo-crawl-"  # name of the temporary folder of one crawl; the child removes it when it ends itself


def steady() -> float:
    """Seconds on a clock that all processes of a machine share and that nobody can set."""
    return time.clock_gettime(_CLOCK)


class Held:
    """How long a run is held, on the clock of `steady`; moved by one thread, read by others."""

    def __init__(self, until: float = math.inf) -> None:
        self.until = until

    @property
    def over(self) -> bool:
        return steady() >= self.until


HELD = Held()
"""The lease of this process: a process is one crawl. Without a parent that keeps one it does not end."""


def end_when_over() -> None:
    """End this process when its lease is over; to be called right before something is sent."""
    if HELD.over:
        end_at_once()


def watch() -> None:
    """End this process as soon as its lease is over, whatever else it does."""

    def wait() -> None:
        while not HELD.over:
            time.sleep(min(1.0, max(0.01, HELD.until - steady())))
        end_at_once()

    threading.Thread(target=wait, name="lease", daemon=True).start()


def end_at_once() -> NoReturn:
    """Kill this process group, the browser with it; nothing is sent any more."""
    scratch = Path(tempfile.gettempdir())
    if scratch.name.startswith(SCRATCH):
        shutil.rmtree(scratch, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)
    raise SystemExit(1)  # not reached
