"""The child process of a survey: `python -m crawler.sites.run` reads one line of JSON on stdin, as `crawler.run` does.

Answers with a line `{"kind": "site", …}` for each site as it is done, lines of progress, and `{"kind": "result"}` at the end.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess

from crawler.config import Settings
from crawler.log import configure_logging
from crawler.run import end_with_parent, lighten
from crawler.settings import scrapy_settings
from crawler.sink import RunOrder
from crawler.sites.order import SiteResult, SurveyOrder, reading_to_json, survey_from_json
from crawler.sites.spider import SiteSpider


def main() -> int:
    """Look round the sites that stdin asks for; returns the exit code."""
    # Whatever a library prints must not get between the lines of JSON.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.buffer.readline())
    order = survey_from_json(request["order"])
    if request.get("lifeline"):
        end_with_parent()

    def send(message: dict[str, Any]) -> None:
        out.write(json.dumps(message, ensure_ascii=False) + "\n")
        out.flush()

    def done(result: SiteResult) -> None:
        send({"kind": "site", "id": result.id, "outcome": result.outcome, "reading": reading_to_json(result.reading)})

    _survey(order, Settings(**request["settings"]), done, request.get("overrides") or {})
    send({"kind": "result"})
    return 0


def _survey(order: SurveyOrder, settings: Settings, done: Any, overrides: dict[str, Any]) -> None:
    run = RunOrder(url=order.sites[0].url if order.sites else "", at=order.at, delay=order.delay, timeout=order.timeout)
    process = AsyncCrawlerProcess({**scrapy_settings(settings, run), "LOG_INSTALL_ROOT_HANDLER": False, **overrides})
    configure_logging(json=True, survey=order.day.isoformat())
    process.crawl(process.create_crawler(SiteSpider), order=order, on_result=done, on_page=lambda site: None)
    lighten()
    process.start()


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
