"""Reading and moving the spans of one portal: rows in, rows out. What moves and why is decided in `scheduler.history`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from classifier.model import Entry
from classifier.vocabulary import Scheme
from storage.collation import search_key, sort_key
from storage.entry_codec import decode
from storage.models import LevelSpan, Observation, Pending, Procedure, SeenBatch
from storage.sink import seen_procedures
from storage.writing import clean, clean_or_none, upsert

EMPTY = b""  # the detail of a span in which the procedure was not there


@dataclass(frozen=True, slots=True)
class StoredProcedure:
    id: int
    handle: str
    code: str | None
    key: str | None
    name: str
    agency: str | None
    url: str
    field: str | None


@dataclass(frozen=True, slots=True)
class StoredSpan:
    """A span without its detail."""

    id: int
    procedure: int
    previous: int | None
    valid_from: date
    change: str | None
    provisional: bool
    present: bool
    scheme: Scheme | None
    declared: str | None
    level: int | None
    level_max: int | None
    strict_level: int | None
    rules_version: str
    detail_hash: bytes


@dataclass(frozen=True, slots=True)
class StoredPending:
    procedure: int
    since: date
    last_on: date
    times: int
    gone: bool
    scheme: Scheme | None
    declared: str | None
    level: int | None
    agency: str


@dataclass(frozen=True, slots=True)
class Observed:
    """One waiting observation: the entry as read, and the bytes to keep it by."""

    entry: Entry
    detail: bytes
    snapshot: bytes | None


@dataclass(frozen=True, slots=True)
class NewSpan:
    """A span to insert; `detail` EMPTY for one in which the procedure is not there."""

    procedure: int
    previous: int | None
    valid_from: date
    valid_to: date | None
    confirmed_on: date
    run: int
    change: str | None
    provisional: bool
    present: bool
    scheme: str | None
    declared: str | None
    level: int | None
    level_max: int | None
    strict_level: int | None
    rules_version: str
    detail_hash: bytes
    detail: bytes
    snapshot: bytes | None


_SPAN_COLUMNS = (
    LevelSpan.id,
    LevelSpan.procedure_id,
    LevelSpan.previous_id,
    LevelSpan.valid_from,
    LevelSpan.change,
    LevelSpan.provisional,
    LevelSpan.present,
    LevelSpan.scheme,
    LevelSpan.declared,
    LevelSpan.level,
    LevelSpan.level_max,
    LevelSpan.strict_level,
    LevelSpan.rules_version,
    LevelSpan.detail_hash,
)
_OPEN = (LevelSpan.valid_to.is_(None), LevelSpan.withdrawn_on.is_(None))


def procedures_of(connection: Connection, portal: str) -> dict[int, StoredProcedure]:
    p = Procedure
    query = select(p.id, p.handle, p.code, p.key, p.name, p.agency, p.url, p.field).where(p.portal_id == portal).order_by(p.id)
    return {row.id: StoredProcedure(*row) for row in connection.execute(query)}


def open_spans(connection: Connection, portal: str) -> dict[int, StoredSpan]:
    """The open span of every procedure of a portal, by procedure."""
    query = select(*_SPAN_COLUMNS).join(Procedure, Procedure.id == LevelSpan.procedure_id).where(Procedure.portal_id == portal, *_OPEN)
    return {row.procedure_id: _span(row) for row in connection.execute(query)}


def spans_by_id(connection: Connection, ids: Iterable[int]) -> dict[int, StoredSpan]:
    wanted = list(ids)
    found: dict[int, StoredSpan] = {}
    for start in range(0, len(wanted), 500):
        query = select(*_SPAN_COLUMNS).where(LevelSpan.id.in_(wanted[start : start + 500]))
        found.update((row.id, _span(row)) for row in connection.execute(query))
    return found


def last_known_levels(connection: Connection, portal: str) -> dict[int, int]:
    """For procedures whose open span has no level: the level of the latest earlier span that had one."""
    unknown = select(LevelSpan.procedure_id).join(Procedure, Procedure.id == LevelSpan.procedure_id)
    unknown = unknown.where(Procedure.portal_id == portal, LevelSpan.level.is_(None), LevelSpan.present, *_OPEN)
    query = (
        select(LevelSpan.procedure_id, LevelSpan.level)
        .where(LevelSpan.procedure_id.in_(unknown), LevelSpan.level.is_not(None), LevelSpan.withdrawn_on.is_(None))
        .order_by(LevelSpan.valid_from, LevelSpan.id)
    )
    return {row.procedure_id: row.level for row in connection.execute(query)}


def pending_of(connection: Connection, portal: str) -> dict[int, StoredPending]:
    p = Pending
    columns = (p.procedure_id, p.since, p.last_on, p.times, p.gone, p.scheme, p.declared, p.level, p.agency)
    query = select(*columns).join(Procedure, Procedure.id == p.procedure_id).where(Procedure.portal_id == portal)
    return {
        row.procedure_id: StoredPending(
            row.procedure_id,
            row.since,
            row.last_on,
            row.times,
            row.gone,
            Scheme(row.scheme) if row.scheme else None,
            row.declared,
            row.level,
            row.agency,
        )
        for row in connection.execute(query)
    }


def observations_of(connection: Connection, run: int, attempt: int) -> list[Observed]:
    """What an attempt of a run saw that differs from what is stored. A resumed crawl reads all it fetched again."""
    query = (
        select(Observation.detail, Observation.snapshot)
        .where(Observation.run_id == run, Observation.attempt == attempt)
        .order_by(Observation.identity)
    )
    return [Observed(decode(row.detail), row.detail, row.snapshot) for row in connection.execute(query)]


def seen_of(connection: Connection, run: int, attempt: int) -> set[int]:
    """The procedures that an attempt of a run found exactly as stored."""
    query = select(SeenBatch.procedures).where(SeenBatch.run_id == run, SeenBatch.attempt == attempt)
    return seen_procedures(connection.execute(query).scalars())


def forget_observations(connection: Connection, run: int) -> None:
    connection.execute(delete(Observation).where(Observation.run_id == run))
    connection.execute(delete(SeenBatch).where(SeenBatch.run_id == run))


def add_procedures(connection: Connection, portal: str, run: int, entries: Sequence[Entry], taken: set[str]) -> list[int]:
    """Insert procedures; returns their ids in the order of the entries. `taken`: handles in use, extended."""
    if not entries:
        return []
    rows = []
    for entry in entries:
        handle = _handle(entry, taken)
        taken.add(handle)
        rows.append({"portal_id": portal, "handle": handle, "first_run_id": run, "gone_since": None, **_naming_columns(entry)})
    result = connection.execute(insert(Procedure).returning(Procedure.id, sort_by_parameter_order=True), rows)
    return list(result.scalars())


def rename_procedures(connection: Connection, entries: Mapping[int, Entry], keep_agency: set[int]) -> None:
    """Take over what the portal now calls its procedures; what an entry does not state stays."""
    rows = []
    for procedure, entry in entries.items():
        columns = _naming_columns(entry)
        if procedure in keep_agency:
            columns["agency"] = None
        rows.append({f"new_{name}": value for name, value in columns.items()} | {"procedure": procedure})
    if rows:
        stated: dict[str, Any] = {
            name: func.coalesce(bindparam(f"new_{name}"), getattr(Procedure, name))
            for name in _naming_columns(next(iter(entries.values())))
        }
        connection.execute(update(Procedure).where(Procedure.id == bindparam("procedure")).values(stated), rows)


def set_gone(connection: Connection, gone: Mapping[int, date | None]) -> None:
    if gone:
        statement = update(Procedure).where(Procedure.id == bindparam("procedure")).values(gone_since=bindparam("since"))
        connection.execute(statement, [{"procedure": procedure, "since": since} for procedure, since in gone.items()])


def withdraw_spans(connection: Connection, spans: Mapping[int, int], night: date) -> None:
    """Take back provisional spans (key) and reopen the ones before them (value)."""
    if spans:
        rows = [{"span": span, "before": before} for span, before in spans.items()]
        connection.execute(update(LevelSpan).where(LevelSpan.id == bindparam("span")).values(withdrawn_on=night, provisional=False), rows)
        connection.execute(update(LevelSpan).where(LevelSpan.id == bindparam("before")).values(valid_to=None), rows)


def close_spans(connection: Connection, ends: Mapping[int, date]) -> None:
    if ends:
        statement = update(LevelSpan).where(LevelSpan.id == bindparam("span")).values(valid_to=bindparam("end"), provisional=False)
        connection.execute(statement, [{"span": span, "end": end} for span, end in ends.items()])


def settle_spans(connection: Connection, spans: Sequence[int]) -> None:
    if spans:
        connection.execute(
            update(LevelSpan).where(LevelSpan.id == bindparam("span")).values(provisional=False), [{"span": span} for span in spans]
        )


def refresh_spans(connection: Connection, details: Mapping[int, tuple[bytes, bytes, bytes | None]]) -> None:
    """Replace the evidence of spans whose label stayed: span -> (detail hash, detail, snapshot)."""
    if details:
        values: dict[str, Any] = {
            "detail_hash": bindparam("hash"),
            "detail": bindparam("body"),
            "snapshot": func.coalesce(bindparam("page"), LevelSpan.snapshot),
        }
        rows = [{"span": span, "hash": hashed, "body": detail, "page": page} for span, (hashed, detail, page) in details.items()]
        connection.execute(update(LevelSpan).where(LevelSpan.id == bindparam("span")).values(values), rows)


def insert_spans(connection: Connection, spans: Sequence[NewSpan]) -> list[int]:
    """Insert spans; returns their ids in order."""
    if not spans:
        return []
    rows = [
        {
            "procedure_id": s.procedure,
            "previous_id": s.previous,
            "valid_from": s.valid_from,
            "valid_to": s.valid_to,
            "confirmed_on": s.confirmed_on,
            "withdrawn_on": None,
            "run_id": s.run,
            "change": s.change,
            "provisional": s.provisional,
            "present": s.present,
            "scheme": s.scheme,
            "declared": s.declared,
            "level": s.level,
            "level_max": s.level_max,
            "strict_level": s.strict_level,
            "rules_version": s.rules_version,
            "detail_hash": s.detail_hash,
            "detail": s.detail,
            "snapshot": s.snapshot,
        }
        for s in spans
    ]
    return list(connection.execute(insert(LevelSpan).returning(LevelSpan.id, sort_by_parameter_order=True), rows).scalars())


def set_rules_version(connection: Connection, portal: str, version: str, apart: set[int]) -> None:
    """The labels that a run confirmed under new rules are labels of the new rules; `apart`: procedures that it did not see."""
    mine = select(Procedure.id).where(Procedure.portal_id == portal)
    stale = select(LevelSpan.id, LevelSpan.procedure_id).where(LevelSpan.procedure_id.in_(mine), LevelSpan.rules_version != version, *_OPEN)
    rows = [{"span": row.id} for row in connection.execute(stale.where(LevelSpan.present)) if row.procedure_id not in apart]
    if rows:
        connection.execute(update(LevelSpan).where(LevelSpan.id == bindparam("span")).values(rules_version=version), rows)


def replace_pending(connection: Connection, run: int, kept: Sequence[StoredPending], dropped: Sequence[int]) -> None:
    if dropped:
        connection.execute(delete(Pending).where(Pending.procedure_id == bindparam("procedure")), [{"procedure": p} for p in dropped])
    rows = [
        {
            "procedure_id": p.procedure,
            "since": p.since,
            "last_on": p.last_on,
            "times": p.times,
            "run_id": run,
            "gone": p.gone,
            "scheme": p.scheme,
            "declared": p.declared,
            "level": p.level,
            "agency": p.agency,
        }
        for p in kept
    ]
    upsert(connection, Pending, rows)


def _naming_columns(entry: Entry) -> dict[str, str | None]:
    key = clean(sort_key(entry.name, entry.code))
    return {
        "code": clean_or_none(entry.code),
        "key": clean_or_none(entry.key),
        "name": clean(entry.name),
        "field": clean_or_none(entry.field),
        "agency": clean_or_none(entry.agency),
        "tier": entry.tier,
        "url": clean(entry.url),
        "sort_key": key,
        "search_key": search_key(key),
    }


def _handle(entry: Entry, taken: set[str]) -> str:
    """A public name that is free: the code, else the internal id, else "p" and a number."""
    wanted = clean(entry.code or entry.key or "p").replace(" ", "_")[:80]
    if wanted != "p" and wanted not in taken:
        return wanted
    number = len(taken) + 1 if wanted == "p" else 2
    while f"{wanted}~{number}" in taken:
        number += 1
    return f"{wanted}~{number}"


def _span(row: Any) -> StoredSpan:
    values: list[Any] = list(row)
    values[7] = Scheme(row.scheme) if row.scheme else None
    return StoredSpan(*values)
