"""What a portal is remembered by from night to night, so that the second night asks and computes less than the first.

Four kinds of things are remembered: form files that were documents, what answered behind submit controls, what pressing a script
control brought, and the reading of a page's body. A dead file is tried again every night, and a control without an answer until two
nights agree. A reading is used for the very same body only. The others are tried again when the server says that they
changed (validators, asked for every night), when what they depend on changed, and in any case within `RECHECK_DAYS`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from classifier.model import PageKind, PageReading, ProcedureReading
from classifier.version import RULES_VERSION
from crawler.sink import Memo, Sink

RECHECK_DAYS = 7  # what a server gives no validators for is tried again within so many days, an equal share each night
T = TypeVar("T")
_ONCE = "once"
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}

# Values that a page carries for the browser's sake and that are new with every answer; nothing that is read from a page stands there.
_VOLATILE = re.compile(
    rb"""<(?=[lsim])"""  # the letter first: nearly every tag is another
    rb"""(?:link\b[^>]{0,200}\brel\s*=\s*["']?stylesheet\b[^>]{0,400}>|script\b[^>]{0,200}\bsrc\s*=\s*["'][^"'<>]{0,400}["']"""
    rb"""|input\b[^>]{0,200}\btype\s*=\s*["']?hidden\b[^>]{0,200}\bvalue\s*=\s*["'][\w+/=.:-]{16,}["'][^>]{0,200}>"""
    rb"""|meta\b[^>]{0,100}\bname\s*=\s*["'][\w-]{0,20}(?:csrf|xsrf|token)[\w-]{0,20}["'][^>]{0,400}>)""",
    re.IGNORECASE,
)
_NONCE = re.compile(rb"""\bnonce\s*=\s*["'][^"']{8,200}["']""", re.IGNORECASE)


class MemoKind(StrEnum):
    """What a memo is about."""

    FILE = "file"
    HOP = "hop"
    PRESS = "press"
    READING = "reading"


class Memory:
    """One run's view of what earlier runs remembered. `trusting` False: nothing is recalled, everything is tried and remembered anew.

    `offline`: nothing can be tried again, so that what other rules remembered counts, too.
    """

    def __init__(self, sink: Sink, today: date, *, trusting: bool = True, offline: bool = False) -> None:
        self._sink = sink
        self._today = today
        self._trusting = trusting
        self.offline = offline

    def memo(self, kind: MemoKind, key: str) -> Memo | None:
        """What is remembered under a key, whether or not it is due."""
        found = self._sink.recall(kind, key) if self._trusting else None
        return found if found is not None and found.value else None

    def due(self, memo: Memo) -> bool:
        """Whether tonight is the night to try it again."""
        days = (self._today - memo.on).days
        return days < 0 or days >= RECHECK_DAYS or (days > 0 and turn(memo.key, self._today))

    def value(self, memo: Memo, kind: type[T]) -> T | None:
        """The remembered value; None when it was written by other rules or is not understood any more."""
        rules, _, text = memo.value.partition("\n")
        if rules != _rules() and not self.offline:
            return None
        try:
            found: T = _adapter(kind).validate_json(text)
        except ValidationError:
            return None
        return found

    def remember(self, kind: MemoKind, key: str, value: object, etag: str | None = None, last_modified: str | None = None) -> None:
        text = _adapter(type(value)).dump_json(value).decode()
        self._sink.remember(Memo(kind, key, f"{_rules()}\n{text}", self._today, etag, last_modified))

    def remember_poor(self, kind: MemoKind, key: str, value: object, mark: str = "") -> None:
        """Remember an answer that may be tonight's trouble: it is tried again until two nights agree."""
        before = self.memo(kind, key)
        agreed = before is not None and self.value(before, type(value)) == value
        self.remember(kind, key, value, etag=None if agreed else _ONCE, last_modified=mark or None)

    def remember_doubted(self, kind: MemoKind, key: str, value: object) -> None:
        """Remember what is tried again every night, for who cannot try it."""
        self.remember(kind, key, value, etag=_ONCE)

    def believed(self, memo: Memo) -> bool:
        """Whether it need not be tried again before its turn."""
        return memo.etag != _ONCE

    def confirm(self, memo: Memo) -> None:
        """It was tried tonight and is as it was."""
        self._sink.remember(replace(memo, on=self._today))

    def note(self, memo: Memo, mark: str) -> None:
        """It was not tried; what it was tried on reads otherwise now, as everything does."""
        self._sink.remember(replace(memo, last_modified=mark))

    def forget(self, kind: MemoKind, key: str) -> None:
        if self.memo(kind, key) is not None:
            self._sink.remember(Memo(kind, key, "", self._today))

    def reading(self, url: str, mark: str) -> PageReading | None:
        """The reading of a body with this mark, dated today."""
        memo = self.memo(MemoKind.READING, url)
        if memo is None or memo.etag != mark:
            return None
        found = self.value(memo, PageReading)
        if found is None:
            return None
        return replace(
            found,
            procedures=tuple(_dated(one, self._today) for one in found.procedures),
            rows=tuple(row if row.detail is None else replace(row, detail=_dated(row.detail, self._today)) for row in found.rows),
        )

    def remember_reading(self, url: str, mark: str, reading: PageReading) -> None:
        """Keep what the page of a procedure or of a list said; other pages are few."""
        if (reading.kind is PageKind.PROCEDURE and len(reading.procedures) == 1) or reading.kind is PageKind.LISTING:
            self.remember(MemoKind.READING, url, reading, etag=mark)


def turn(key: str, today: date) -> bool:
    """Whether it is a key's turn: one night in `RECHECK_DAYS`, spread evenly over the keys."""
    return (int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) + today.toordinal()) % RECHECK_DAYS == 0


def mark_of(body: bytes, *about: str) -> str:
    """The identity of a body as far as it is read. A body with post-back links is known by all its bytes: its tokens are what is sent."""
    plain = body
    if b"doPostBack" not in body:
        plain = _VOLATILE.sub(b"", body)
        if b"nonce" in plain.lower():
            plain = _NONCE.sub(b"", plain)
    digest = blake2b("\n".join(about).encode("utf-8", "replace") + b"\0", digest_size=16)
    digest.update(plain)
    return digest.hexdigest()


def digest_of(*values: object) -> str:
    """A short key for values whose `repr` says all there is."""
    return blake2b(repr(values).encode("utf-8", "replace"), digest_size=16).hexdigest()


def digest_of_record(reading: ProcedureReading) -> str:
    """A short key for what a procedure's own page says of it."""
    # Joined, not as `repr`, which looks at every letter of a long text whether it can be printed.
    cells = (part for cell in reading.fields for part in (cell.key, cell.label, cell.text, repr(cell.links)))
    said = "\0".join((reading.name, repr(reading.code), *cells, repr(reading.forms)))
    return blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _dated(reading: ProcedureReading, today: date) -> ProcedureReading:
    return replace(reading, at=today, cases=tuple(_dated(case, today) for case in reading.cases))


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


@cache
def _rules() -> str:
    """What a remembered value was made by: another release reads pages differently."""
    try:
        return f"{RULES_VERSION} {version('mucdo')}"
    except PackageNotFoundError:
        return RULES_VERSION
