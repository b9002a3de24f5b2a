"""Runs a survey of sites in a child process, as `crawler.child` does a crawl; results come one by one."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from crawler.child import GRACE, MEMORY_LIMIT, PASSED_ON, Ended, Watch, started
from crawler.config import Settings
from crawler.lease import SCRATCH
from crawler.settings import require_contact
from crawler.sites.order import SiteResult, SurveyOrder, reading_from_json, survey_to_json

SECONDS_PER_SITE = 300.0
_LONGEST = 6 * 3600.0

OnSite = Callable[[SiteResult], None]


def run_survey(
    order: SurveyOrder,
    settings: Settings,
    on_site: OnSite,
    *,
    grace: float = GRACE,
    memory_limit: int = MEMORY_LIMIT,
    cancelled: threading.Event | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Ended:
    """Look round all sites of an order; `on_site` gets each result in this thread as soon as it is there. Blocks.

    A site without a result was not reached before the end. Raises `ContactRequiredError` when a public host is among them and
    `MUCDO_CONTACT` is not set.
    """
    for site in order.sites:
        require_contact(site.url, settings)
    seconds = order.timeout or min(_LONGEST, SECONDS_PER_SITE * len(order.sites))
    request = {
        "order": survey_to_json(order) | {"timeout": seconds},
        "settings": settings.model_dump(mode="json", include=PASSED_ON),
        "overrides": dict(overrides or {}),
        "lifeline": True,
    }
    with (
        tempfile.TemporaryDirectory(prefix=SCRATCH, ignore_cleanup_errors=True) as scratch,
        started(request, scratch, "crawler.sites.run") as child,
    ):
        return _SurveyWatch(child, on_site, time.monotonic() + seconds + grace, memory_limit, cancelled).until_end()


class _SurveyWatch(Watch):
    def __init__(self, child: Any, on_site: OnSite, deadline: float, memory_limit: int, cancelled: threading.Event | None) -> None:
        super().__init__(child, None, deadline, memory_limit, cancelled)
        self._on_site = on_site

    def take(self, message: Mapping[str, Any]) -> None:
        if message["kind"] == "site":
            self._on_site(SiteResult(message["id"], message["outcome"], reading_from_json(message["reading"])))
        else:
            super().take(message)
