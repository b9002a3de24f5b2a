"""One procedure: finding it, its spans, the page behind its label, and what people wrote beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select

from classifier.model import Entry
from classifier.words.codes import parse_code
from storage.entry_codec import decode
from storage.models import Annotation, LevelSpan, PageVisit, Procedure
from storage.snapshots import StoredPage, load_snapshot
from storage.writing import clean, clean_or_none


@dataclass(frozen=True, slots=True)
class ProcedureRef:
    """A procedure as a person can name it: `PORTAL:HANDLE`, its code or its address."""

    id: int
    portal: str
    handle: str
    code: str | None
    name: str
    field: str | None
    agency: str | None
    tier: str | None
    url: str
    gone_since: date | None

    @property
    def public_id(self) -> str:
        return f"{self.portal}:{self.handle}"


@dataclass(frozen=True, slots=True)
class HistorySpan:
    """One span of a procedure's history. `valid_to` is the first day on which it no longer held."""

    id: int
    valid_from: date
    valid_to: date | None
    confirmed_on: date
    withdrawn_on: date | None
    change: str | None
    provisional: bool
    present: bool
    scheme: str | None
    declared: str | None
    level: int | None
    level_max: int | None
    strict_level: int | None
    rules_version: str
    run: int
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    author: str
    link: str | None
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """One fetch of an address in one of the last two runs."""

    run: int
    url: str
    kind: str
    status: int
    fetched_at: datetime
    rendered: bool
    unchanged: bool
    content_type: str
    snapshot: bytes | None


_P, _S = Procedure, LevelSpan
_REF = (_P.id, _P.portal_id, _P.handle, _P.code, _P.name, _P.field, _P.agency, _P.tier, _P.url, _P.gone_since)


_HISTORY = (
    _S.id, _S.valid_from, _S.valid_to, _S.confirmed_on, _S.withdrawn_on, _S.change, _S.provisional, _S.present, _S.scheme, _S.declared,
    _S.level, _S.level_max, _S.strict_level, _S.rules_version, _S.run_id, _S.detail,
)  # fmt: skip


def find_procedures(connection: Connection, words: str) -> list[ProcedureRef]:
    """What `PROCEDURE` on the command line may mean: `PORTAL:HANDLE`, an address, or a code (its suffix may be left out)."""
    words = words.strip()
    portal, _, handle = words.partition(":")
    exact = select(*_REF).where(_P.portal_id == portal, _P.handle == handle)
    found = connection.execute(exact).all() or connection.execute(select(*_REF).where(_P.url == words)).all()
    if not found:
        by_code = select(*_REF).where(or_(_P.code == words, _P.handle == words))
        found = connection.execute(by_code.order_by(_P.portal_id, _P.id)).all()
    parsed = parse_code(words)
    if not found and parsed and parsed.base:
        like = or_(_P.code == parsed.base, _P.code.like(f"{parsed.base}.%"))
        found = connection.execute(select(*_REF).where(like).order_by(_P.portal_id, _P.id)).all()
    return [_ref(row) for row in found]


def load_procedure(connection: Connection, procedure: int) -> ProcedureRef | None:
    row = connection.execute(select(*_REF).where(_P.id == procedure)).first()
    return None if row is None else _ref(row)


def history_of(connection: Connection, procedure: int) -> list[HistorySpan]:
    """All spans of a procedure in order, withdrawn ones included and marked."""
    query = select(*_HISTORY).where(_S.procedure_id == procedure).order_by(_S.valid_from, _S.id)
    return [_history_span(row) for row in connection.execute(query)]


def span_of(connection: Connection, span: int, portal: str) -> tuple[ProcedureRef, HistorySpan] | None:
    """One span of a portal with the procedure whose label it is."""
    query = select(*_HISTORY, _S.procedure_id).join(_P, _P.id == _S.procedure_id).where(_S.id == span, _P.portal_id == portal)
    row = connection.execute(query).first()
    procedure = None if row is None else load_procedure(connection, row.procedure_id)
    return None if row is None or procedure is None else (procedure, _history_span(row[:-1]))


def evidence_page(connection: Connection, span: int, portal: str) -> StoredPage | None:
    """The page that the label of a span of a portal was read from, when it is kept."""
    query = select(_S.snapshot).join(_P, _P.id == _S.procedure_id).where(_S.id == span, _P.portal_id == portal)
    key = connection.execute(query).scalar()
    return None if key is None else load_snapshot(connection, key)


def visits_of(connection: Connection, run: int) -> list[Visit]:
    """What a run fetched, in order."""
    v = PageVisit
    columns = (v.run_id, v.url, v.kind, v.status, v.fetched_at, v.rendered, v.unchanged, v.content_type, v.snapshot)
    return [Visit(*row) for row in connection.execute(select(*columns).where(v.run_id == run).order_by(v.fetched_at, v.url_hash))]


def annotate(connection: Connection, procedure: int, text: str, author: str, link: str | None, at: datetime) -> None:
    row = {"procedure_id": procedure, "text": clean(text), "author": clean(author), "link": clean_or_none(link), "written_at": at}
    connection.execute(insert(Annotation), [row])


def annotations_of(connection: Connection, procedure: int) -> list[Note]:
    a = Annotation
    query = select(a.text, a.author, a.link, a.written_at).where(a.procedure_id == procedure).order_by(a.written_at, a.id)
    return [Note(*row) for row in connection.execute(query)]


def _ref(row: Any) -> ProcedureRef:
    return ProcedureRef(*row)


def _history_span(row: Any) -> HistorySpan:
    values: list[Any] = [*row[:-1], decode(row[-1]) if row[-1] else None]
    return HistorySpan(*values)
