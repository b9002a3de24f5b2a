"""What every page needs: the settings, the store, the time, and what was computed already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from crawler.config import Settings
from storage.engine import Store
from web.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Site:
    """One dashboard over one store. `now`: the time of the service, which `MUCDO_NOW` may set."""

    settings: Settings
    store: Store
    now: Callable[[], datetime]
    remembered: Remembered


def site_of(request: Request) -> Site:
    """The site that a request was made to; usable as a FastAPI dependency."""
    site: Site = request.app.state.site
    return site
