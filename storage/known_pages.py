"""What earlier runs left about the pages of a portal: read once, asked for every request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import select

from crawler.sink import KnownPage
from storage.engine import Store
from storage.models import PageVisit
from storage.snapshots import load_packed, unpack


def url_hash(question: str) -> bytes:
    """The key of a page in `page_visit`: of its address, or of the question that brought it."""
    return blake2b(question.encode("utf-8", "replace"), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class _Visit:
    etag: str | None
    last_modified: str | None
    content_hash: str
    content_type: str
    rendered: bool
    snapshot: bytes | None
    this_run: bool
    url: str  # "" where it is the question
    status: int


class KnownPages:
    """The latest visit of every page of a portal, the given run's before any other. Bodies are read when asked for, the rest at once."""

    def __init__(self, store: Store, portal: str, run: int) -> None:
        self._store = store
        self._portal = portal
        self._run = run
        self._visits: dict[bytes, _Visit] | None = None
        self._latest: tuple[str, KnownPage] | None = None
        self._packed: dict[bytes, bytes] = {}

    def expect(self, urls: Iterable[str]) -> None:
        """Read the bodies of these addresses together, and let go of those expected before."""
        keys = {key for url in urls if (key := self.snapshot(url)) is not None}
        self._packed = {}
        if keys:
            with self._store.read() as connection:
                self._packed = load_packed(connection, keys)

    def get(self, question: str) -> KnownPage | None:
        # The reader asks before the fetcher does; the body is read for both.
        if self._latest is not None and self._latest[0] == question:
            return self._latest[1]
        visit = self._all().get(url_hash(question))
        if visit is None:
            return None
        known = _known(visit, self._body(visit.snapshot))
        self._latest = question, known
        return known

    def visited(self, question: str) -> KnownPage | None:
        """The latest visit of a question whose page is kept, without reading the page."""
        visit = self._all().get(url_hash(question))
        return None if visit is None or visit.snapshot is None else _known(visit, None)

    def snapshot(self, question: str) -> bytes | None:
        """The key of the page that is kept for a question, None when there is none."""
        visit = self._all().get(url_hash(question))
        return None if visit is None else visit.snapshot

    def _body(self, key: bytes | None) -> bytes | None:
        if key is None:
            return None
        packed = self._packed.get(key)
        if packed is None:
            with self._store.read() as connection:
                packed = load_packed(connection, [key]).get(key)
        return None if packed is None else unpack(packed)

    def _all(self) -> dict[bytes, _Visit]:
        if self._visits is None:
            page = PageVisit
            columns = (
                page.url_hash,
                page.etag,
                page.last_modified,
                page.content_hash,
                page.content_type,
                page.rendered,
                page.snapshot,
                page.run_id,
                page.url,
                page.status,
            )
            query = (
                select(*columns)
                .where(page.portal_id == self._portal, (page.status < 400) | (page.run_id == self._run))
                .order_by(page.run_id == self._run, page.run_id)
            )
            with self._store.read() as connection:
                # What comes later overwrites: the newest visit counts, but the pages of one run belong together.
                self._visits = {row.url_hash: _visit(row, self._run) for row in connection.execute(query)}
        return self._visits


def _visit(row: Any, run: int) -> _Visit:
    elsewhere = row.url if url_hash(row.url) != row.url_hash else ""
    kept = (row.etag, row.last_modified, row.content_hash, row.content_type, row.rendered, row.snapshot)
    return _Visit(*kept, this_run=row.run_id == run, url=elsewhere, status=row.status)


def _known(visit: _Visit, body: bytes | None) -> KnownPage:
    return KnownPage(
        etag=visit.etag,
        last_modified=visit.last_modified,
        content_hash=visit.content_hash,
        content_type=visit.content_type,
        rendered=visit.rendered,
        body=body,
        this_run=visit.this_run,
        url=visit.url,
        status=visit.status,
    )
