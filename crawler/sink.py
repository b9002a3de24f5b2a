"""Where a crawl puts what it found. Named by dotted path, so that the crawler runs with or without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from classifier.model import Entry, Outcome
from crawler.config import TIME_ZONE
from crawler.fetching import Picture


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What one crawl is asked to do. It travels to the child process as JSON, so every value is plain.

    `profile`: what was learned about the portal before, as the plain data of `crawler.profile.Profile`; None = learn.
    `run`/`attempt`: the run's number and its fencing token; 0 for a check without a database. `sink`: dotted path of a
    `Sink` factory `(order) -> Sink`. Limits: None = no limit beyond the portal's budgets; `timeout` in seconds.
    """

    url: str
    at: datetime
    portal: str = ""
    run: int = 0
    attempt: int = 0
    platform: str | None = None
    profile: Mapping[str, Any] | None = None
    delay: float | None = None
    max_pages: int | None = None
    max_procedures: int | None = None
    render: str = "auto"  # auto | never | always
    timeout: float | None = None
    sink: str = "crawler.sink.CollectingSink"
    database_url: str | None = None
    lists_only: bool = False  # a procedure whose row gives its code is not opened: for who counts codes
    remember: bool = True  # False: use nothing that earlier nights remembered about files, controls and pages
    offline: bool = False  # nothing is asked of the portal: the run reads what a crawl kept, under the rules of today

    @property
    def day(self) -> date:
        """The day in Vietnam: a database hands `at` out in UTC, where a crawl at 01:00 still belongs to the day before."""
        return self.at.astimezone(TIME_ZONE).date()


@dataclass(frozen=True, slots=True)
class PageVisit:
    """One page as it was fetched, for resuming, for cheap re-checks and as evidence.

    `content_hash`: of the extracted content. `body`: the page that carries evidence (bytes as fetched, or the rendered HTML
    as UTF-8); None where it need not be kept. `keep`: the body backs a label. `unchanged`: answered 304 or same content.
    `picture`: what the browser showed, where the sink wished for it. `asked`: the question that brought the page, where it is not just its
    address: a redirected one, or a search form's. `sends`: the page has a form whose hidden values a later question carries, so that
    questions and pages only fit together byte for byte.
    """

    url: str
    kind: str  # PageKind value, "data" for JSON, "file" for a form file
    status: int
    fetched_at: datetime
    rendered: bool = False
    etag: str | None = None
    last_modified: str | None = None
    content_type: str = ""
    content_hash: str = ""
    body: bytes | None = None
    keep: bool = False
    unchanged: bool = False
    procedure_key: str | None = None
    picture: Picture | None = None
    asked: str = ""
    sends: bool = False

    @property
    def question(self) -> str:
        """What the page is known by."""
        return self.asked or self.url


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What an earlier run (or an earlier attempt of this run) left about a question. `url`: where its page stands, if elsewhere."""

    etag: str | None
    last_modified: str | None
    content_hash: str
    content_type: str
    rendered: bool
    body: bytes | None
    this_run: bool  # fetched by an earlier attempt of the same run: do not fetch again
    url: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Memo:
    """Something learned about one address or control that outlives the night. See `crawler.memory`.

    `value`: "" = nothing is remembered any more. `on`: when it was last tried on the portal. `etag`, `last_modified`: what to ask with;
    for a pressed control `last_modified` is the mark of the record it was pressed on.
    """

    kind: str
    key: str
    value: str
    on: date
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read. `complete` is False when a limit, a failure or a counter that does not agree left something out."""

    listed: int = 0
    read: int = 0
    failed: int = 0
    pages: int = 0
    rendered: int = 0
    complete: bool = False


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """The end of one crawl. `suspect`: why the run should not be believed by itself (budget hit, counter disagrees), "" if nothing.

    `stats`: flat names → numbers (`requests/page`, `requests/data`, `requests/file`, `requests/hop`, `requests/robots`,
    `bytes`, …). `profile`: what to use next time.
    """

    outcome: Outcome
    reason: str
    coverage: Coverage
    platform: str
    title: str
    suspect: str = ""
    warnings: tuple[str, ...] = ()
    profile: Mapping[str, Any] = field(default_factory=dict)
    stats: Mapping[str, float] = field(default_factory=dict)


class Sink(Protocol):
    """Takes what a crawl finds, in this order: any number of visits, memos and entries, then one report. Calls never overlap."""

    def expect(self, urls: Sequence[str]) -> None:
        """These addresses are asked for next: what is known and remembered of them may be read together."""

    def known(self, question: str) -> KnownPage | None:
        """What is left of an earlier answer. `question`: the address, for a GET; see `crawler.fetching.Ask.question`."""

    def visited(self, question: str) -> KnownPage | None:
        """What is known of a question whose page is kept, without the page."""

    def recall(self, kind: str, key: str) -> Memo | None: ...

    def remember(self, memo: Memo) -> None: ...

    def wants_picture(self, content_hash: str, body: bytes) -> bool:
        """Whether a picture of a drawn page would be kept: not where there is one of the same content."""

    def visit(self, visit: PageVisit) -> None: ...

    def entry(self, entry: Entry) -> None: ...

    def close(self, report: CrawlReport) -> None: ...


class CollectingSink:
    """Keeps everything in memory: for `mucdo check` and for tests."""

    def __init__(self, order: RunOrder) -> None:
        self.order = order
        self.visits: list[PageVisit] = []
        self.entries: list[Entry] = []
        self.report: CrawlReport | None = None

    def expect(self, urls: Sequence[str]) -> None:
        """Nothing is read from anywhere."""

    def known(self, question: str) -> KnownPage | None:
        return None

    def visited(self, question: str) -> KnownPage | None:
        found = self.known(question)
        return found if found is not None and found.body is not None else None

    def recall(self, kind: str, key: str) -> Memo | None:
        return None

    def remember(self, memo: Memo) -> None:
        """A single check has no next night."""

    def wants_picture(self, content_hash: str, body: bytes) -> bool:
        return False  # a single check tells in words

    def visit(self, visit: PageVisit) -> None:
        self.visits.append(visit)

    def entry(self, entry: Entry) -> None:
        self.entries.append(entry)

    def close(self, report: CrawlReport) -> None:
        self.report = report
