"""Loops of the service in threads of this process, as `mucdo serve` runs them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scheduler.halting import Halt


@contextmanager
def at_work(halt: Halt, *works: Callable[[], None]) -> Iterator[None]:
    """Run each of `works` until the end, when `halt` tells them to stop."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        halt.now()
        for thread in threads:
            thread.join()
