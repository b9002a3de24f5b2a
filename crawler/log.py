"""Logs: JSON for services, plain lines for people; records of Scrapy and other libraries take the same way."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

_NOISY = ("scrapy.core.engine", "scrapy.addons", "scrapy.crawler", "scrapy.utils.log", "scrapy.middleware", "scrapy.extensions", "asyncio")


def configure_logging(*, json: bool, level: int = logging.INFO, **bound: object) -> None:
    """Send all records to stderr. `bound` (run, portal …) goes into every line of this process."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**bound)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
    ]
    chain: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if json:
        chain += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        chain += [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=chain))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
