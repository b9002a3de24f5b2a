"""Imported captures: what past pages showed, kept whole, so that the history before the first crawl can be rebuilt in date order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, exists, func, select, update

from classifier.model import Entry, Page
from storage.entry_codec import compress, digest, encode
from storage.models import Annotation, CrawlRun, LevelSpan, Observation, Procedure, Slot, Snapshot
from storage.sink import entry_identity
from storage.snapshots import pack, snapshot_key
from storage.spans import Observed, observations_of
from storage.writing import clean, insert_new, upsert

IMPORT = "import"
_ATTEMPT = 1


@dataclass(frozen=True, slots=True)
class Capture:
    """One imported run: the state of some procedures on a past day."""

    run: int
    night: date
    rules_version: str
    observed: list[Observed]


def store_capture(
    connection: Connection, portal: str, night: date, at: datetime, entries: Sequence[Entry], pages: Iterable[Page], rules_version: str
) -> int:
    """Keep what some saved pages show of a portal on a day; a second import of the same day adds to the first. Returns the run."""
    run = _run_of(connection, portal, night, at, rules_version)
    snapshots = _store_pages(connection, portal, at, pages)
    rows: dict[bytes, dict[str, object]] = {}
    for entry in entries:
        identity = digest(entry_identity(entry) + b"import")
        detail = compress(encode(entry))
        rows[identity] = {"run_id": run, "identity": identity, "attempt": _ATTEMPT, "snapshot": snapshots.get(entry.url), "detail": detail}
    upsert(connection, Observation, [rows[key] for key in sorted(rows)])
    count = connection.execute(select(func.count()).select_from(Observation).where(Observation.run_id == run)).scalar_one()
    connection.execute(update(CrawlRun).where(CrawlRun.id == run).values(listed=count, read=count, rules_version=rules_version))
    return run


def captures_before(connection: Connection, portal: str, first_crawl: date | None) -> list[Capture]:
    """The imported runs of a portal that lie before its first crawl, in date order."""
    r = CrawlRun
    query = select(r.id, r.night, r.rules_version).where(r.portal_id == portal, r.kind == IMPORT).order_by(r.night, r.id)
    if first_crawl is not None:
        query = query.where(r.night < first_crawl)
    rows = connection.execute(query).all()
    return [Capture(row.id, row.night, row.rules_version, observations_of(connection, row.id, _ATTEMPT)) for row in rows]


def load_capture(connection: Connection, run: int) -> list[Observed]:
    return observations_of(connection, run, _ATTEMPT)


def first_crawl_of(connection: Connection, portal: str) -> date | None:
    """The night of the first crawl that is part of the history."""
    query = select(func.min(CrawlRun.night)).where(CrawlRun.portal_id == portal, CrawlRun.kind == "nightly", CrawlRun.applied)
    return connection.execute(query).scalar()


def forget_spans_of(connection: Connection, runs: Sequence[int]) -> None:
    """Take the spans of imported runs out of the history, to be written anew."""
    spans = select(LevelSpan.id).where(LevelSpan.run_id.in_(list(runs)))
    connection.execute(update(LevelSpan).where(LevelSpan.previous_id.in_(spans)).values(previous_id=None))
    connection.execute(delete(LevelSpan).where(LevelSpan.run_id.in_(list(runs))))


def first_spans(connection: Connection, portal: str) -> dict[int, tuple[int, date]]:
    """For every procedure with spans: its earliest one that holds, and the day it begins."""
    s = LevelSpan
    query = (
        select(s.procedure_id, s.id, s.valid_from)
        .join(Procedure, Procedure.id == s.procedure_id)
        .where(Procedure.portal_id == portal, s.withdrawn_on.is_(None))
        .order_by(s.valid_from.desc(), s.id.desc())
    )
    return {row.procedure_id: (row.id, row.valid_from) for row in connection.execute(query)}


def link_spans(connection: Connection, previous: Mapping[int, int]) -> None:
    """Name the span before: span -> its predecessor."""
    if previous:
        statement = update(LevelSpan).where(LevelSpan.id == bindparam("span")).values(previous_id=bindparam("before"))
        connection.execute(statement, [{"span": span, "before": before} for span, before in previous.items()])


def forget_empty_procedures(connection: Connection, portal: str) -> None:
    """Procedures of which no span and no note is left were artefacts of an earlier order of imports."""
    has_span = exists().where(LevelSpan.procedure_id == Procedure.id)
    has_note = exists().where(Annotation.procedure_id == Procedure.id)
    connection.execute(delete(Procedure).where(Procedure.portal_id == portal, ~has_span, ~has_note))


def mark_applied(connection: Connection, runs: Sequence[int], at: datetime, *, moved: bool) -> None:
    values = {"state": "ok", "applied": moved, "outcome": "ok", "finished_at": at, "reported_attempt": _ATTEMPT}
    connection.execute(update(CrawlRun).where(CrawlRun.id.in_(list(runs))).values(values))


def _run_of(connection: Connection, portal: str, night: date, at: datetime, rules_version: str) -> int:
    slot = {"kind": IMPORT, "scheduled_for": night, "claimed_at": at, "claimed_by": IMPORT, "finished_at": at}
    insert_new(connection, Slot, [slot])
    slot_id = connection.execute(select(Slot.id).where(Slot.kind == IMPORT, Slot.scheduled_for == night)).scalar_one()
    run = {"slot_id": slot_id, "portal_id": portal, "kind": IMPORT, "night": night, "at": at, "state": "ok", "rules_version": rules_version}
    insert_new(connection, CrawlRun, [run | {"reported_attempt": _ATTEMPT, "attempt": _ATTEMPT, "outcome": "ok"}])
    return connection.execute(select(CrawlRun.id).where(CrawlRun.slot_id == slot_id, CrawlRun.portal_id == portal)).scalar_one()


def _store_pages(connection: Connection, portal: str, at: datetime, pages: Iterable[Page]) -> dict[str, bytes]:
    rows: dict[bytes, dict[str, object]] = {}
    keys: dict[str, bytes] = {}
    for page in pages:
        body = page.body if isinstance(page.body, bytes) else page.body.encode("utf-8", "replace")
        key = keys[page.url] = snapshot_key(portal, "", body)
        rows[key] = {
            "hash": key,
            "url": clean(page.url),
            "content_type": clean(page.content_type),
            "rendered": page.rendered,
            "taken_at": at,
            "size": len(body),
            "body": pack(body),
        }
    insert_new(connection, Snapshot, [rows[key] for key in sorted(rows)])
    return keys
