"""What earlier runs remembered about the addresses and controls of a portal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

import zstandard
from sqlalchemy import Connection, delete, select

from crawler.sink import Memo
from storage import models
from storage.engine import Store
from storage.snapshots import unpack
from storage.writing import Row, clean, clean_or_none, upsert

KEPT_DAYS = 30  # what was not tried for so long is learned anew
_COMPRESSION = zstandard.ZstdCompressor(level=1)  # written once for most pages, so the cheapest


class Memos:
    """The memos of one portal: those about files and controls are read together at the first question, long ones one by one."""

    _LONG = "reading"

    def __init__(self, store: Store, portal: str) -> None:
        self._store = store
        self._portal = portal
        self._short: dict[bytes, Any] | None = None
        self._long: set[bytes] | None = None
        self._expected: dict[bytes, Any] = {}
        self._written: dict[bytes, Memo] = {}
        self._waiting: dict[bytes, Row] = {}

    def __len__(self) -> int:
        """How many wait for the next flush."""
        return len(self._waiting)

    def get(self, kind: str, key: str) -> Memo | None:
        place = _place(kind, _key_hash(key))
        if place in self._written:
            return self._written[place]
        if kind == self._LONG:
            return self._one(kind, key) if _key_hash(key) in self._all_long() else None
        row = self._all_short().get(place)
        return None if row is None else _memo(row, key)

    def expect(self, keys: Iterable[str]) -> None:
        """Read the long memos under these keys together, and let go of those expected before."""
        wanted = {hashed for key in keys if (hashed := _key_hash(key)) in self._all_long()}
        self._expected = {}
        if wanted:
            table = models.Memo
            query = self._select().where(table.kind == self._LONG, table.key_hash.in_(list(wanted)))
            with self._store.read() as connection:
                self._expected = {row.key_hash: row for row in connection.execute(query)}

    def put(self, memo: Memo) -> None:
        """Remember with the next flush."""
        key_hash = _key_hash(memo.key)
        self._waiting[_place(memo.kind, key_hash)] = self._row(key_hash, memo)
        if memo.kind != self._LONG:
            self._written[_place(memo.kind, key_hash)] = memo
            return
        self._expected.pop(key_hash, None)
        if self._long is not None:
            self._long.add(key_hash)

    def flush(self, connection: Connection) -> None:
        upsert(connection, models.Memo, [self._waiting[place] for place in sorted(self._waiting)])

    def flushed(self) -> None:
        """What was flushed is committed."""
        self._waiting = {}

    def forget_old(self, connection: Connection, today: date) -> None:
        table = models.Memo
        connection.execute(delete(table).where(table.portal_id == self._portal, table.tried_on < today - timedelta(days=KEPT_DAYS)))

    def _row(self, key_hash: bytes, memo: Memo) -> Row:
        return {
            "portal_id": self._portal,
            "kind": memo.kind,
            "key_hash": key_hash,
            "tried_on": memo.on,
            "etag": clean_or_none(memo.etag),
            "last_modified": clean_or_none(memo.last_modified),
            "value": _COMPRESSION.compress(clean(memo.value).encode()),
        }

    def _select(self) -> Any:
        table = models.Memo
        return select(table.kind, table.key_hash, table.tried_on, table.etag, table.last_modified, table.value).where(
            table.portal_id == self._portal
        )

    def _one(self, kind: str, key: str) -> Memo | None:
        table, row = models.Memo, self._expected.get(_key_hash(key))
        if row is None:
            with self._store.read() as connection:
                row = connection.execute(self._select().where(table.kind == kind, table.key_hash == _key_hash(key))).first()
        return None if row is None else _memo(row, key)

    def _all_long(self) -> set[bytes]:
        """The keys under which there is a long memo: on a first night there is none to ask for."""
        if self._long is None:
            table = models.Memo
            with self._store.read() as connection:
                keys = connection.execute(select(table.key_hash).where(table.portal_id == self._portal, table.kind == self._LONG)).scalars()
                self._long = set(keys)
        return self._long

    def _all_short(self) -> dict[bytes, Any]:
        """The rows about files and controls, unpacked when they are asked for."""
        if self._short is None:
            with self._store.read() as connection:
                rows = connection.execute(self._select().where(models.Memo.kind != self._LONG)).all()
            self._short = {_place(row.kind, row.key_hash): row for row in rows}
        return self._short


def _memo(row: Any, key: str) -> Memo:
    try:
        value = unpack(row.value).decode()
    except ValueError:  # a damaged row is nothing remembered
        value = ""
    return Memo(row.kind, key, value, row.tried_on, row.etag, row.last_modified)


def _key_hash(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "replace"), digest_size=16).digest()


def _place(kind: str, key_hash: bytes) -> bytes:
    return kind.encode() + key_hash
