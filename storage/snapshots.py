"""Pages kept as evidence: compressed, and stored once for as long as their content stays the same."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

import zstandard
from sqlalchemy import Connection, delete, exists, select

from storage.models import LevelSpan, Observation, PageVisit, Snapshot

_MAX_SIZE = 32 << 20  # bytes; more than the fetch limit, so that only a damaged row is refused
_LEAD = re.compile(rb"""\b(?:href|action|formaction|onclick)\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')""", re.IGNORECASE)
_TOKEN = re.compile(rb"[\w-]{16,}")
_local = threading.local()


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One kept page. `rendered`: the body is what Chromium drew, as UTF-8."""

    url: str
    body: bytes
    content_type: str
    rendered: bool
    taken_at: datetime


def snapshot_key(portal: str, content_hash: str, body: bytes, *, exact: bool = False) -> bytes:
    """The identity of a page's content within its portal: its words, by their hash, and where its links and controls lead.

    A page without a hash of its words is known by its bytes, and so is one that a validator stands for (`exact`): the answer "not
    modified" brings back the kept body, which must then be the very one.
    """
    identity = b"\0" + body if exact or not content_hash else content_hash.encode() + b"\0" + _leads(body)
    return blake2b(identity, digest_size=16, key=blake2b(portal.encode(), digest_size=16).digest()).digest()


def _leads(body: bytes) -> bytes:
    """A digest of the addresses and handlers of a page, without tokens."""
    found = (_TOKEN.sub(b"", match[1] or match[2] or b"") for match in _LEAD.finditer(body))
    return blake2b(b"\n".join(found), digest_size=16).digest()


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


def load_packed(connection: Connection, keys: Iterable[bytes]) -> dict[bytes, bytes]:
    """The bodies of many snapshots as they are stored, by key."""
    query = select(Snapshot.hash, Snapshot.body).where(Snapshot.hash.in_(list(keys)))
    return {row.hash: row.body for row in connection.execute(query)}


def prune_snapshots(connection: Connection) -> int:
    """Drop the pages that no label, no recent visit and no waiting observation refers to. Returns how many."""
    referred = [exists().where(table.snapshot == Snapshot.hash) for table in (LevelSpan, PageVisit, Observation)]
    result = connection.execute(delete(Snapshot).where(*(~reference for reference in referred)))
    return int(result.rowcount)
