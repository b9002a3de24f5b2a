"""Pages kept as evidence: compressed, and stored once for as long as their content stays the same."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

import zstandard
from sqlalchemy import Connection, delete, exists, select

from storage.models import LevelSpan, Observation, PageVisit, Snapshot

_MAX_SIZE = 32 << 20  # bytes; more than the fetch limit, so that only a damaged row is refused
_local = threading.local()


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One kept page. `rendered`: the body is what Chromium drew, as UTF-8."""

    url: str
    body: bytes
    content_type: str
    rendered: bool
    taken_at: datetime


def snapshot_key(portal: str, content_hash: str, body: bytes) -> bytes:
    """The identity of a page's content within its portal. A page without a hash of its content is known by its bytes."""
    identity = content_hash.encode() if content_hash else b"\0" + body
    return blake2b(identity, digest_size=16, key=blake2b(portal.encode(), digest_size=16).digest()).digest()


def pack(body: bytes) -> bytes:
    compressor = getattr(_local, "compressor", None)
    if compressor is None:
        compressor = _local.compressor = zstandard.ZstdCompressor(level=3)
    return bytes(compressor.compress(body))


def unpack(packed: bytes) -> bytes:
    """The page as it was. Raises `ValueError` for a damaged row."""
    try:
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=_MAX_SIZE)
    except zstandard.ZstdError as error:
        raise ValueError(f"a stored page is damaged: {error}") from None


def load_snapshot(connection: Connection, key: bytes) -> StoredPage | None:
    row = connection.execute(
        select(Snapshot.url, Snapshot.body, Snapshot.content_type, Snapshot.rendered, Snapshot.taken_at).where(Snapshot.hash == key)
    ).first()
    return None if row is None else StoredPage(row.url, unpack(row.body), row.content_type, row.rendered, row.taken_at)


def prune_snapshots(connection: Connection) -> int:
    """Drop the pages that no label, no recent visit and no waiting observation refers to. Returns how many."""
    referred = [exists().where(table.snapshot == Snapshot.hash) for table in (LevelSpan, PageVisit, Observation)]
    result = connection.execute(delete(Snapshot).where(*(~reference for reference in referred)))
    return int(result.rowcount)
