"""What is known: procedures, the spans of their labels, and what is waiting for a second look."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant

_OPEN = text("valid_to IS NULL AND withdrawn_on IS NULL")
_LISTED = text("change IS NOT NULL")
_WITHDRAWN = text("withdrawn_on IS NOT NULL")
_LABEL = ("level", "level_max", "scheme", "declared")
_CHANGED = ("withdrawn_on", "change", "run_id", "procedure_id", "id")
# Compared byte by byte on both databases.
KEY = String().with_variant(String(collation="C"), "postgresql")


class Procedure(Base):
    """A procedure of one portal. `handle` is its public name (`PORTAL:HANDLE`); it outlives changes of code, id and agency."""

    __tablename__ = "procedure"
    id: Mapped[int] = mapped_column(primary_key=True)
    portal_id: Mapped[str] = mapped_column(ForeignKey("portal.id", ondelete="CASCADE"))
    handle: Mapped[str]
    code: Mapped[str | None] = mapped_column(index=True)
    key: Mapped[str | None]
    name: Mapped[str]
    field: Mapped[str | None]
    agency: Mapped[str | None]
    tier: Mapped[str | None]
    url: Mapped[str]
    first_run_id: Mapped[int] = mapped_column(ForeignKey("crawl_run.id"))
    gone_since: Mapped[date | None]
    sort_key: Mapped[str] = mapped_column(KEY, default="", server_default="")  # see `storage.collation`
    search_key: Mapped[str] = mapped_column(KEY, default="", server_default="")
    __table_args__ = (
        UniqueConstraint("portal_id", "handle"),
        # Lists in their order and searches by words read nothing but this.
        Index("ix_procedure_listed", "portal_id", "sort_key", "search_key"),
        CheckConstraint("tier IS NULL OR tier IN ('province','district','commune')", name="tier"),
    )


class LevelSpan(Base):
    """An interval [valid_from, valid_to) in which a procedure kept one label; `present` false = it was not on the portal.

    `change`: the kind under which `mucdo changes` lists its opening, None when it is not a change of the portal. `confirmed_on`:
    the night that made it certain. `provisional`: a rise that the next healthy run may still take back; then `withdrawn_on` is
    set and the span counts as never having been. `detail`: the whole entry, see `storage.entry_codec`.
    """

    __tablename__ = "level_span"
    id: Mapped[int] = mapped_column(primary_key=True)
    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure.id", ondelete="CASCADE"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("level_span.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    confirmed_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    run_id: Mapped[int] = mapped_column(ForeignKey("crawl_run.id"))
    change: Mapped[str | None]
    provisional: Mapped[bool] = mapped_column(default=False)
    present: Mapped[bool] = mapped_column(default=True)
    scheme: Mapped[str | None]
    declared: Mapped[str | None]
    level: Mapped[int | None]
    level_max: Mapped[int | None]
    strict_level: Mapped[int | None]
    rules_version: Mapped[str]
    detail_hash: Mapped[bytes]
    detail: Mapped[bytes]
    snapshot: Mapped[bytes | None] = mapped_column(ForeignKey("snapshot.hash"))
    __table_args__ = (
        Index("uq_level_span_open", "procedure_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        # Everything that counting labels on a day needs, so that no count reads the spans' evidence.
        Index("ix_level_span_label", "procedure_id", "valid_from", "valid_to", "withdrawn_on", "present", *_LABEL),
        # Everything that counting changes and choosing the newest needs.
        Index("ix_level_span_changed", "confirmed_on", *_CHANGED, sqlite_where=_LISTED, postgresql_where=_LISTED),
        Index("ix_level_span_withdrawn_on", "withdrawn_on", sqlite_where=_WITHDRAWN, postgresql_where=_WITHDRAWN),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="interval"),
        CheckConstraint("confirmed_on >= valid_from", name="confirmed"),
        CheckConstraint("level IS NULL OR level BETWEEN 0 AND 4", name="level"),
        CheckConstraint("level_max IS NULL OR level_max BETWEEN 0 AND 4", name="level_max"),
        CheckConstraint("strict_level IS NULL OR strict_level BETWEEN 0 AND 4", name="strict_level"),
        CheckConstraint("level IS NULL OR level_max IS NULL OR level_max >= level", name="level_order"),
        CheckConstraint("scheme IS NULL OR scheme IN ('ND43-2011','ND42-2022','ND224-2026','CD-2026')", name="scheme"),
        CheckConstraint(
            "change IS NULL OR change IN ('upgrade','downgrade','new','gone','back','declared','evidence_lost','reclassified','rescoped')",
            name="change",
        ),
    )


class PortalTally(Base):
    """How many procedures of a portal had which label from `day` on, until its next row: what the spans say, counted once.

    Derived, see `storage.tallying`; an upgrade of the schema counts anew. `body`: JSON of [level, level_max, scheme, declared, above,
    count].
    """

    __tablename__ = "portal_tally"
    portal_id: Mapped[str] = mapped_column(ForeignKey("portal.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    body: Mapped[str]


class Pending(Base):
    """A drop or a removal that one healthy run saw and a second has yet to confirm."""

    __tablename__ = "pending"
    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[date]
    last_on: Mapped[date]
    times: Mapped[int]
    run_id: Mapped[int] = mapped_column(ForeignKey("crawl_run.id", ondelete="CASCADE"))
    gone: Mapped[bool]
    scheme: Mapped[str | None]
    declared: Mapped[str | None]
    level: Mapped[int | None]
    agency: Mapped[str] = mapped_column(default="")  # folded; a changed agency waits like a loss
    __table_args__ = (CheckConstraint("last_on >= since", name="interval"), CheckConstraint("times >= 1", name="times"))


class Annotation(Base):
    """What a person wrote beside a procedure's label, for the agency that disputes it."""

    __tablename__ = "annotation"
    id: Mapped[int] = mapped_column(primary_key=True)
    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    author: Mapped[str]
    link: Mapped[str | None]
    written_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (CheckConstraint("text <> ''", name="text_given"), CheckConstraint("author <> ''", name="author_given"))
