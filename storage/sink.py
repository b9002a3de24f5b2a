"""Where a nightly crawl puts what it finds: the database, in batches, fenced by the run's attempt.

An entry that is stored already, byte for byte, costs the place of its number in a packed list; only what differs is written.
Every batch is one short transaction that first holds the run's attempt against its own: an orphan of an earlier attempt
gets `Fenced` and has written nothing.
"""

from __future__ import annotations

import json
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, select, update

from classifier.model import Entry
from classifier.version import RULES_VERSION
from crawler.sink import CrawlReport, KnownPage, Memo, PageVisit, RunOrder
from storage import models
from storage.engine import Store, open_store
from storage.entry_codec import compress, digest, encode
from storage.errors import Fenced, StoreBusy, StoreReadOnly, StoreUnreachable
from storage.known_pages import KnownPages, url_hash
from storage.memos import Memos
from storage.pictures import picture_row, pictured_snapshots
from storage.snapshots import pack, snapshot_key
from storage.writing import Row, clean, clean_or_none, insert_new, upsert

T = TypeVar("T")

BATCH = 100  # visits, memos and entries that differ
SEEN_IN_ONE = 20  # entries that are stored already; a crawl that was killed judges them anew, written or not
FLUSH_AFTER = 5.0  # seconds: what a killed crawl may have to fetch again
PATIENCE = 100.0  # seconds that a database may be away, full or held by another before the crawl ends; less than its lease
_PASSES = (StoreBusy, StoreReadOnly, StoreUnreachable)


class StoreSink:
    """The sink of a registered portal. `order.database_url`, `portal`, `run` and `attempt` are required.

    Raises `Fenced` from any call once a later attempt has taken the run over, and `StoreError` when the database fails; what cannot be
    written while it is away waits, for `PATIENCE` seconds.
    """

    def __init__(self, order: RunOrder, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        if not order.database_url:
            raise ValueError("StoreSink needs RunOrder.database_url")
        self._order = order
        self._clock = clock
        self._sleep = sleep
        self._failing_since: float | None = None
        self._store: Store = open_store(order.database_url)
        self._pages = KnownPages(self._store, order.portal, order.run)
        self._memos = Memos(self._store, order.portal)
        self._stored: dict[bytes, list[int]] | None = None
        self._snapshot_of: dict[tuple[str, str | None], bytes] = {}
        self._occurrences: Counter[bytes] = Counter()
        self._visits: dict[bytes, Row] = {}
        self._snapshots: dict[bytes, Row] = {}
        self._pictures: dict[bytes, Row] = {}
        self._pictured: set[bytes] | None = None
        self._observations: dict[bytes, Row] = {}
        self._seen = array("q")
        self._batch = 0
        self._flushed_at = clock()

    def expect(self, urls: Sequence[str]) -> None:
        """Read what is known and remembered of these addresses together: one by one it is the dearest part of an unchanged page."""
        self._patiently(lambda: self._pages.expect(urls))
        self._patiently(lambda: self._memos.expect(urls))

    def known(self, question: str) -> KnownPage | None:
        """What this run's earlier attempts, or the run before, left about a question."""
        return self._patiently(lambda: self._pages.get(question))

    def visited(self, question: str) -> KnownPage | None:
        """The same where the page is kept, without the page."""
        return self._patiently(lambda: self._pages.visited(question))

    def recall(self, kind: str, key: str) -> Memo | None:
        """What an earlier run, or this one, remembered."""
        return self._patiently(lambda: self._memos.get(kind, key))

    def remember(self, memo: Memo) -> None:
        self._memos.put(memo)
        self._flush_when_due()

    def wants_picture(self, content_hash: str, body: bytes) -> bool:
        """Whether there is none yet of a page with this content."""
        if self._pictured is None:
            self._pictured = self._patiently(self._stored_pictures)
        return snapshot_key(self._order.portal, content_hash, body) not in self._pictured

    def visit(self, visit: PageVisit) -> None:
        key = self._keep(visit)
        if key is not None and visit.picture is not None and (picture := picture_row(key, visit.picture)) is not None:
            self._pictures[key] = picture
        if key is not None:
            # One address may show a procedure for each question that it is asked.
            self._snapshot_of[visit.url, None] = self._snapshot_of[visit.url, visit.procedure_key] = key
        url = clean(visit.url)
        question = url_hash(clean(visit.question))
        self._visits[question] = {
            "portal_id": self._order.portal,
            "url_hash": question,
            "run_id": self._order.run,
            "attempt": self._order.attempt,
            "url": url,
            "kind": visit.kind,
            "status": visit.status,
            "fetched_at": visit.fetched_at,
            "rendered": visit.rendered,
            "unchanged": visit.unchanged,
            "etag": clean_or_none(visit.etag),
            "last_modified": clean_or_none(visit.last_modified),
            "content_type": clean(visit.content_type),
            "content_hash": visit.content_hash,
            "snapshot": key,
            "procedure_key": clean_or_none(visit.procedure_key),
        }
        self._flush_when_due()

    def entry(self, entry: Entry) -> None:
        encoded = encode(entry)
        # Twins that look the same in every respect are told apart by how often they were met.
        waiting = self._stored_entries().get(digest(encoded))
        if waiting:
            self._seen.append(waiting.pop())
        else:
            identity = entry_identity(entry)
            self._occurrences[identity] += 1
            identity = digest(identity + self._occurrences[identity].to_bytes(4, "big"))
            self._observations[identity] = {
                "run_id": self._order.run,
                "identity": identity,
                "attempt": self._order.attempt,
                "snapshot": self._page_of(entry),
                "detail": compress(encoded),
            }
        self._flush_when_due()

    def close(self, report: CrawlReport) -> None:
        """Write the rest and the report; the run is then read, but not yet believed."""
        try:
            while not self._flush(_report_columns(report, self._order.attempt)):
                self._sleep(1.0)
        finally:
            self._store.close()

    def _keep(self, visit: PageVisit) -> bytes | None:
        """The key of the page's snapshot, remembering the body to store when it is new."""
        before = self._pages.snapshot(visit.question)
        if visit.body is None:
            return before if visit.unchanged else None
        key = snapshot_key(self._order.portal, visit.content_hash, visit.body, exact=bool(visit.etag or visit.last_modified or visit.sends))
        if key != before and key not in self._snapshots:
            self._snapshots[key] = {
                "hash": key,
                "url": clean(visit.url),
                "content_type": clean(visit.content_type),
                "rendered": visit.rendered,
                "taken_at": visit.fetched_at,
                "size": len(visit.body),
                "body": pack(visit.body),
            }
        return key

    def _page_of(self, entry: Entry) -> bytes | None:
        """The page that an entry was read from."""
        seen = (self._snapshot_of.get((entry.url, mark)) for mark in (entry.key or entry.code, entry.code, None))
        return next((key for key in seen if key), None) or self._pages.snapshot(entry.url)

    def _stored_pictures(self) -> set[bytes]:
        with self._store.read() as connection:
            return pictured_snapshots(connection, self._order.portal)

    def _stored_entries(self) -> dict[bytes, list[int]]:
        """The open labels of the portal by the hash of their entry, read once."""
        if self._stored is None:
            self._stored = defaultdict(list)
            for detail_hash, procedure in self._patiently(self._open_labels):
                self._stored[detail_hash].append(procedure)
        return self._stored

    def _open_labels(self) -> Sequence[Any]:
        with self._store.read() as connection:
            return connection.execute(_open_labels(self._order.portal)).all()

    def _patiently(self, read: Callable[[], T]) -> T:
        """Read, and wait when the database is away."""
        since = self._clock()
        while True:
            try:
                return read()
            except _PASSES:
                if self._clock() - since >= PATIENCE:
                    raise
            self._sleep(1.0)

    def _flush_when_due(self) -> None:
        waiting = len(self._visits) + len(self._observations) + len(self._memos) + len(self._seen) // SEEN_IN_ONE
        full = waiting >= BATCH and self._failing_since is None
        if full or self._clock() - self._flushed_at >= FLUSH_AFTER:
            self._flush({})

    def _flush(self, run_columns: dict[str, Any]) -> bool:
        """Write what waits. False when the database cannot take it now, but may soon."""
        try:
            self._write(run_columns)
        except _PASSES as error:
            now = self._clock()
            self._failing_since = now if self._failing_since is None else self._failing_since
            if now - self._failing_since >= PATIENCE:
                raise
            structlog.get_logger().warning("sink.waits", seconds=round(now - self._failing_since), error=str(error))
            self._flushed_at = now
            return False
        self._failing_since = None
        return True

    def _write(self, run_columns: dict[str, Any]) -> None:
        with self._store.write() as connection:
            self._hold_attempt(connection, run_columns)
            insert_new(connection, models.Snapshot, _ordered(self._snapshots))
            insert_new(connection, models.Picture, _ordered(self._pictures))
            upsert(connection, models.PageVisit, _ordered(self._visits))
            upsert(connection, models.Observation, _ordered(self._observations))
            self._memos.flush(connection)
            if run_columns:
                self._memos.forget_old(connection, self._order.at.date())
            if self._seen:
                seen = {"run_id": self._order.run, "attempt": self._order.attempt, "batch": self._batch, "procedures": self._seen.tobytes()}
                insert_new(connection, models.SeenBatch, [seen])
        self._memos.flushed()
        self._batch += 1
        self._visits, self._snapshots, self._pictures, self._observations, self._seen = {}, {}, {}, {}, array("q")
        self._flushed_at = self._clock()

    def _hold_attempt(self, connection: Connection, columns: dict[str, Any]) -> None:
        """Lock the run's row and refuse when it belongs to a later attempt."""
        run = models.CrawlRun
        written = len(self._observations) + len(self._seen)
        held = connection.execute(
            update(run)
            .where(run.id == self._order.run, run.attempt == self._order.attempt, run.state == "running", run.reported_attempt.is_(None))
            .values(written=run.written + written, **columns)
        )
        if held.rowcount != 1:
            raise Fenced(f"run {self._order.run} no longer belongs to attempt {self._order.attempt}: nothing was written")


def _ordered(rows: dict[bytes, Row]) -> list[Row]:
    """Rows in the order of their keys: WITHOUT ROWID tables and B-trees take them faster, and two writers lock alike."""
    return [rows[key] for key in sorted(rows)]


def _open_labels(portal: str) -> Any:
    span, procedure = models.LevelSpan, models.Procedure
    return (
        select(span.detail_hash, procedure.id)
        .join(procedure, procedure.id == span.procedure_id)
        .where(procedure.portal_id == portal, span.valid_to.is_(None), span.withdrawn_on.is_(None), span.present)
        .order_by(procedure.id.desc())
    )


def entry_identity(entry: Entry) -> bytes:
    """What makes two readings of a run the same procedure: everything that names it."""
    return json.dumps([entry.url, entry.key, entry.code, entry.name, entry.agency]).encode()


def _report_columns(report: CrawlReport, attempt: int) -> dict[str, Any]:
    coverage = report.coverage
    return {
        "reported_attempt": attempt,
        "outcome": str(report.outcome),
        "reason": clean(report.reason),
        "suspect": clean(report.suspect),
        "listed": coverage.listed,
        "read": coverage.read,
        "failed": coverage.failed,
        "pages": coverage.pages,
        "rendered": coverage.rendered,
        "complete": coverage.complete,
        "platform": clean(report.platform),
        "title": clean(report.title),
        "warnings": _json(list(report.warnings)),
        "stats": _json(dict(report.stats)),
        "profile": _json(dict(report.profile)),
        "rules_version": RULES_VERSION,
    }


def _json(value: object) -> str:
    return clean(json.dumps(value, ensure_ascii=False))


def seen_procedures(batches: Iterable[bytes]) -> set[int]:
    """The procedure ids that `SeenBatch` rows hold."""
    found: set[int] = set()
    for packed in batches:
        numbers = array("q")
        numbers.frombytes(packed)
        found.update(numbers)
    return found
