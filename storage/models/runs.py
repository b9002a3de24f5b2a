"""What happened: slots, runs, and what a run fetched and saw."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant


class Slot(Base):
    """The claim that makes a nightly run (or a digest) happen once, however many schedulers run."""

    __tablename__ = "slot"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    scheduled_for: Mapped[date]
    claimed_at: Mapped[datetime] = mapped_column(Instant)
    claimed_by: Mapped[str]
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (UniqueConstraint("kind", "scheduled_for"),)


class CrawlRun(Base):
    """One reading of one portal. `attempt` is the fencing token: only its holder may write.

    `facts`: what health compares with the runs after it. `profile`: what the run learned. Both JSON.
    """

    __tablename__ = "crawl_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    portal_id: Mapped[str] = mapped_column(ForeignKey("portal.id", ondelete="CASCADE"))
    night: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="queued")
    attempt: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None]
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    reported_attempt: Mapped[int | None]  # the attempt that came to its end; only its observations count
    outcome: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    suspect: Mapped[str] = mapped_column(default="")
    health: Mapped[str] = mapped_column(default="")
    listed: Mapped[int] = mapped_column(default=0)
    read: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    rendered: Mapped[int] = mapped_column(default=0)
    complete: Mapped[bool] = mapped_column(default=False)
    written: Mapped[int] = mapped_column(default=0)
    platform: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    rules_version: Mapped[str] = mapped_column(default="")
    warnings: Mapped[str] = mapped_column(default="[]")
    stats: Mapped[str] = mapped_column(default="{}")
    facts: Mapped[str | None]
    profile: Mapped[str | None]
    applied: Mapped[bool] = mapped_column(default=False)
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (
        UniqueConstraint("slot_id", "portal_id"),
        CheckConstraint("state IN ('queued','running','ok','suspect','failed')", name="state"),
        CheckConstraint("kind IN ('nightly','import','relabel')", name="kind"),
        CheckConstraint("attempt >= 0", name="attempt"),
        Index("ix_crawl_run_portal_id_night", "portal_id", "night"),
        Index("ix_crawl_run_night", "night"),
        Index("ix_crawl_run_finished_at", "finished_at"),
        Index("ix_crawl_run_accepted_at", "accepted_at"),
        Index("ix_crawl_run_applied", "portal_id", "night", sqlite_where=text("applied = 1"), postgresql_where=text("applied")),
    )


class PageVisit(Base):
    """How an address was fetched in a run. Rows of the last two runs of a portal are kept: to resume, to re-check cheaply, to audit."""

    __tablename__ = "page_visit"
    portal_id: Mapped[str] = mapped_column(ForeignKey("portal.id", ondelete="CASCADE"), primary_key=True)
    url_hash: Mapped[bytes] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("crawl_run.id", ondelete="CASCADE"), primary_key=True, index=True)
    attempt: Mapped[int]
    url: Mapped[str]
    kind: Mapped[str]
    status: Mapped[int]
    fetched_at: Mapped[datetime] = mapped_column(Instant)
    rendered: Mapped[bool]
    unchanged: Mapped[bool]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    content_type: Mapped[str]
    content_hash: Mapped[str]
    snapshot: Mapped[bytes | None] = mapped_column(ForeignKey("snapshot.hash"), index=True)
    procedure_key: Mapped[str | None]
    __table_args__ = ({"sqlite_with_rowid": False},)


class Memo(Base):
    """What was learned about one address or control of a portal; `value` is the crawler's own, compressed."""

    __tablename__ = "memo"
    portal_id: Mapped[str] = mapped_column(ForeignKey("portal.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(primary_key=True)
    tried_on: Mapped[date]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    value: Mapped[bytes]
    __table_args__ = ({"sqlite_with_rowid": False},)


class Snapshot(Base):
    """A page that carries evidence, compressed, stored once for as long as its content stays the same."""

    __tablename__ = "snapshot"
    hash: Mapped[bytes] = mapped_column(primary_key=True)
    url: Mapped[str]
    content_type: Mapped[str]
    rendered: Mapped[bool]
    taken_at: Mapped[datetime] = mapped_column(Instant)
    size: Mapped[int]
    body: Mapped[bytes]
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)


class Picture(Base):
    """What a snapshot that the browser drew looked like: a WebP, gone with its snapshot."""

    __tablename__ = "picture"
    snapshot: Mapped[bytes] = mapped_column(ForeignKey("snapshot.hash", ondelete="CASCADE"), primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    body: Mapped[bytes]
    __table_args__ = (CheckConstraint("width > 0 AND height > 0 AND size > 0", name="size"),)


class Observation(Base):
    """A procedure that differs from what is stored, as the run saw it. Gone as soon as the run is part of the history."""

    __tablename__ = "observation"
    run_id: Mapped[int] = mapped_column(ForeignKey("crawl_run.id", ondelete="CASCADE"), primary_key=True)
    identity: Mapped[bytes] = mapped_column(primary_key=True)
    attempt: Mapped[int]
    snapshot: Mapped[bytes | None]
    detail: Mapped[bytes]
    __table_args__ = ({"sqlite_with_rowid": False},)


class SeenBatch(Base):
    """Procedures that a run found exactly as stored: packed procedure ids, many to a row."""

    __tablename__ = "seen_batch"
    run_id: Mapped[int] = mapped_column(ForeignKey("crawl_run.id", ondelete="CASCADE"), primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[int] = mapped_column(primary_key=True)
    procedures: Mapped[bytes]
    __table_args__ = (CheckConstraint(text("batch >= 0"), name="batch"),)
