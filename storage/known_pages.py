"""What earlier runs left about the addresses of a portal: read once, asked for every request."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import select

from crawler.sink import KnownPage
from storage.engine import Store
from storage.models import PageVisit
from storage.snapshots import load_snapshot


def url_hash(url: str) -> bytes:
    """The key of an address in `page_visit`."""
    return blake2b(url.encode("utf-8", "replace"), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class _Visit:
    etag: str | None
    last_modified: str | None
    content_hash: str
    content_type: str
    rendered: bool
    snapshot: bytes | None
    this_run: bool


class KnownPages:
    """The latest visit of every address of a portal. Bodies are read when asked for, the rest at the first question."""

    def __init__(self, store: Store, portal: str, run: int) -> None:
        self._store = store
        self._portal = portal
        self._run = run
        self._visits: dict[bytes, _Visit] | None = None
        self._latest: tuple[str, KnownPage] | None = None

    def get(self, url: str) -> KnownPage | None:
        # The reader asks before the fetcher does; the body is read for both.
        if self._latest is not None and self._latest[0] == url:
            return self._latest[1]
        visit = self._all().get(url_hash(url))
        if visit is None:
            return None
        body = None
        if visit.snapshot is not None:
            with self._store.read() as connection:
                stored = load_snapshot(connection, visit.snapshot)
            body = stored.body if stored else None
        known = KnownPage(
            etag=visit.etag,
            last_modified=visit.last_modified,
            content_hash=visit.content_hash,
            content_type=visit.content_type,
            rendered=visit.rendered,
            body=body,
            this_run=visit.this_run,
        )
        self._latest = url, known
        return known

    def snapshot(self, url: str) -> bytes | None:
        """The key of the page that is kept for an address, None when there is none."""
        visit = self._all().get(url_hash(url))
        return None if visit is None else visit.snapshot

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
            )
            query = (
                select(*columns)
                .where(page.portal_id == self._portal, (page.status < 400) | (page.run_id == self._run))
                .order_by(page.run_id)
            )
            with self._store.read() as connection:
                # Later runs overwrite earlier ones: the newest visit counts.
                self._visits = {
                    row.url_hash: _Visit(
                        row.etag, row.last_modified, row.content_hash, row.content_type, row.rendered, row.snapshot, row.run_id == self._run
                    )
                    for row in connection.execute(query)
                }
        return self._visits
