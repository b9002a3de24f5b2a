"""Runs one crawl in a child process: a crawl may hang, leak or crash without taking the caller with it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from classifier.judging.entry_json import entry_from_json
from classifier.model import Entry, Outcome
from crawler.budgets import Budgets
from crawler.config import PREFIX, Settings
from crawler.lease import SCRATCH, Held
from crawler.render.memory import tree_bytes
from crawler.settings import require_contact
from crawler.sink import Coverage, CrawlReport, RunOrder
from crawler.wire import order_to_json, report_from_json

MEMORY_LIMIT = 2 * 1024**3  # bytes of the whole process tree, browser included
GRACE = 60.0  # seconds beyond the time budget, in which the child ends by itself and still reports
_POLL = 0.5  # seconds
_LAST_WORDS = 10.0  # seconds from the end of its output to its exit code
EX_UNSTORED = 3  # exit code of a child whose sink failed
_MARK = "CRAWL_MARK"  # in the environment of every process of one crawl, however it is re-parented
# What a crawl needs; mail and web secrets stay with the caller.
PASSED_ON = {"allow_networks", "download_delay", "concurrency_per_host", "chromium", "contact", "database_url", "now"}

OnProgress = Callable[[Mapping[str, int]], None]


class Ended(StrEnum):
    """How the child came to its end."""

    REPORTED = "reported"
    TIME = "time"
    MEMORY = "memory"
    CANCELLED = "cancelled"
    CRASHED = "crashed"
    UNSTORED = "unstored"  # the sink failed: nothing is said of the portal


@dataclass(frozen=True, slots=True)
class ChildResult:
    """What became of a crawl. `report` is made up from the last progress when the child gave none (`ended` says why).

    `entries`: what a collecting sink held; empty for a sink that stores them itself.
    """

    report: CrawlReport
    entries: tuple[Entry, ...] = ()
    ended: Ended = Ended.REPORTED

    @property
    def outcome(self) -> Outcome:
        return self.report.outcome

    @property
    def reason(self) -> str:
        return self.report.reason


def run_child(
    order: RunOrder,
    settings: Settings,
    on_progress: OnProgress | None = None,
    timeout: float | None = None,
    memory_limit: int = MEMORY_LIMIT,
    *,
    grace: float = GRACE,
    cancelled: threading.Event | None = None,
    held: Held | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> ChildResult:
    """Crawl, and return when it is over. Blocks; call it from a thread if need be.

    `timeout`: seconds for the crawl, by default the order's or the portal's budget; the child ends by itself with what it has, and is
    killed `grace` seconds later. `memory_limit`: bytes of all its processes together; watched from outside, because an address-space limit
    (RLIMIT_AS) would stop Chromium from starting at all. `held`: the lease under which the portal is read; the child ends
    itself when it runs out. `overrides`: Scrapy settings in place of the usual ones. Raises
    `ContactRequiredError` when a public host is asked without `MUCDO_CONTACT`; nothing else for what the portal or the child does.
    """
    require_contact(order.url, settings)
    seconds = timeout or order.timeout or Budgets().seconds
    order = replace(order, timeout=min(seconds, order.timeout or seconds))
    request = {
        "order": order_to_json(order),
        "settings": settings.model_dump(mode="json", include=PASSED_ON),
        "overrides": dict(overrides or {}),
        "lifeline": True,
        "held": held.until if held is not None else None,
    }
    with tempfile.TemporaryDirectory(prefix=SCRATCH, ignore_cleanup_errors=True) as scratch, started(request, scratch) as child:
        watch = Watch(child, on_progress, time.monotonic() + seconds + grace, memory_limit, cancelled, held)
        ended = watch.until_end()
    if watch.result is not None:
        entries = tuple(entry_from_json(entry) for entry in watch.result["entries"] or ())
        return ChildResult(report_from_json(watch.result["report"]), entries)
    if ended is Ended.CRASHED and child.returncode == EX_UNSTORED:
        ended = Ended.UNSTORED
    return ChildResult(_made_up(ended, child.returncode, watch.progress), ended=ended)


class Watch:
    """Reads what the child writes, and ends it when it takes too long or too much."""

    def __init__(
        self,
        child: subprocess.Popen[str],
        on_progress: OnProgress | None,
        deadline: float,
        memory_limit: int,
        cancelled: threading.Event | None,
        held: Held | None = None,
    ) -> None:
        self._held = held
        self._told = held.until if held is not None else 0.0
        self._child = child
        self._on_progress = on_progress
        self._deadline = deadline
        self._memory_limit = memory_limit
        self._cancelled = cancelled
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.progress: Mapping[str, int] = {}
        self.result: Mapping[str, Any] | None = None

    def until_end(self) -> Ended:
        """Wait for the result or the end; afterwards no process of the crawl is wanted any more."""
        assert self._child.stdout is not None  # noqa: S101 - opened as a pipe
        threading.Thread(target=_pass_on, args=(self._child.stdout, self._lines), name="crawl-lines", daemon=True).start()
        next_look = 0.0
        while True:
            if time.monotonic() >= next_look:
                next_look = time.monotonic() + _POLL
                if (reason := self._why_stop()) is not None:
                    return reason
                self._pass_on_the_lease()
            try:
                line = self._lines.get(timeout=_POLL)
            except queue.Empty:
                continue
            if line is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._child.wait(_LAST_WORDS)  # its exit code says why
                return Ended.CRASHED
            self.take(json.loads(line))
            if self.result is not None:
                return Ended.REPORTED

    def _pass_on_the_lease(self) -> None:
        if self._held is None or self._held.until == self._told:
            return
        self._told = self._held.until
        assert self._child.stdin is not None  # noqa: S101 - opened as a pipe
        with contextlib.suppress(OSError):  # it is about to end
            self._child.stdin.write(json.dumps({"held": self._told}) + "\n")
            self._child.stdin.flush()

    def take(self, message: Mapping[str, Any]) -> None:
        if message["kind"] == "result":
            self.result = message
            return
        self.progress = {name: int(value) for name, value in message.items() if name != "kind"}
        if self._on_progress is not None:
            self._on_progress(self.progress)

    def _why_stop(self) -> Ended | None:
        if self._cancelled is not None and self._cancelled.is_set():
            return Ended.CANCELLED
        if time.monotonic() > self._deadline:
            return Ended.TIME
        return Ended.MEMORY if tree_bytes(self._child.pid) > self._memory_limit else None


@contextlib.contextmanager
def started(request: Mapping[str, Any], scratch: str, module: str = "crawler.run") -> Iterator[subprocess.Popen[str]]:
    """The child in a session of its own; at the end of the block it is gone with everything it started."""
    mark = secrets.token_hex(16)
    # Settings travel with the order; what is left in the environment must not come back through the side door.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {_MARK: mark, "TMPDIR": scratch}
    child = subprocess.Popen(  # noqa: S603 - our own modules only
        [sys.executable, "-m", "crawler.start", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        start_new_session=True,
    )
    try:
        assert child.stdin is not None  # noqa: S101 - opened as a pipe
        with contextlib.suppress(BrokenPipeError):  # it died at once: told by its end
            child.stdin.write(json.dumps(request) + "\n")
            child.stdin.flush()
        yield child
    finally:
        _end(child, mark)


def _end(child: subprocess.Popen[str], mark: str) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        if child.poll() is None:
            child.wait(timeout=0.2)  # after its result it is about to leave by itself
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    # Chromium has a session of its own; it usually ends with its pipe, but nothing may be left behind.
    for pid in _marked(mark):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _marked(mark: str) -> list[int]:
    """Processes whose environment carries this mark. Empty where there is no /proc."""
    wanted = f"{_MARK}={mark}".encode()
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if wanted in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
    return found


def _pass_on(pipe: IO[str], lines: queue.SimpleQueue[str | None]) -> None:
    with contextlib.suppress(ValueError):  # the pipe was closed under us: the crawl is over
        for line in pipe:
            lines.put(line)
    lines.put(None)


def _made_up(ended: Ended, code: int | None, progress: Mapping[str, int]) -> CrawlReport:
    reasons = {
        Ended.TIME: "the crawl did not end in its time and was stopped",
        Ended.MEMORY: "the crawl took more memory than it may and was stopped",
        Ended.CANCELLED: "the crawl was cancelled",
        Ended.UNSTORED: "what the crawl found could not be stored",
    }
    reason = reasons.get(ended, f"internal error: the crawl process ended without a report (exit code {code})")
    coverage = Coverage(
        listed=progress.get("listed", 0),
        read=progress.get("procedures", 0),
        failed=progress.get("failures", 0),
        pages=progress.get("pages", 0),
        rendered=progress.get("rendered", 0),
    )
    return CrawlReport(Outcome.ERROR, reason, coverage, platform="generic", title="", suspect=reason)
