"""How far a run is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Counters:
    """What the run did so far; a copy goes to the progress callback."""

    listed: int = 0
    read: int = 0
    pages: int = 0
    rendered: int = 0
    failed: int = 0


Progress = Callable[[Counters], None]
