"""What the dashboard keeps: sessions, API keys, failed logins, checks on demand, and which host is being read by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant


class KeptValue(Base):
    """A value that is made once and shared by all processes, such as the secret that signs forms."""

    __tablename__ = "kept_value"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Instant)


class WebSession(Base):
    """A person who is logged in. Only a hash of what the browser holds is kept."""

    __tablename__ = "web_session"
    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    user_name: Mapped[str] = mapped_column(ForeignKey("user_account.name", ondelete="CASCADE"), index=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class ApiKey(Base):
    """A key by which a program acts for a person. Only its hash is kept; `hint`: its first characters, to tell keys apart."""

    __tablename__ = "api_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(unique=True)
    hint: Mapped[str]
    label: Mapped[str]
    user_name: Mapped[str] = mapped_column(ForeignKey("user_account.name", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class LoginFailure(Base):
    """Failed logins in a row of one subject: an address, a name, or both together."""

    __tablename__ = "login_failure"
    subject: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (CheckConstraint("failures > 0", name="failures"),)


class WebCheck(Base):
    """One check on demand. `host`: name and port. `progress`: counts as JSON. `document`: `mucdo.check/1`, compressed."""

    __tablename__ = "web_check"
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    host: Mapped[str]
    portal_id: Mapped[str | None] = mapped_column(ForeignKey("portal.id", ondelete="SET NULL"))
    asked_by: Mapped[str]  # a user's name, "" for everybody
    client: Mapped[str]  # the address that asked, hashed
    asked_at: Mapped[datetime] = mapped_column(Instant, index=True)
    max_procedures: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="queued")
    attempt: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None]
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    begun_at: Mapped[datetime | None] = mapped_column(Instant)
    progress: Mapped[str] = mapped_column(default="{}")
    outcome: Mapped[str | None]
    document: Mapped[bytes | None]
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (
        CheckConstraint("state IN ('queued','running','done')", name="state"),
        CheckConstraint("(state = 'done') = (outcome IS NOT NULL)", name="outcome_when_done"),
        Index(
            "uq_web_check_running",
            "host",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        Index("ix_web_check_open", "state", "asked_at", sqlite_where=text("state <> 'done'"), postgresql_where=text("state <> 'done'")),
    )


class HostLease(Base):
    """Who reads a host (name and port) now: no host sees two crawls of ours at a time, nightly or on demand."""

    __tablename__ = "host_lease"
    host: Mapped[str] = mapped_column(primary_key=True)
    worker: Mapped[str]
    work: Mapped[str]  # "run 12" or "check abc"
    until: Mapped[datetime] = mapped_column(Instant)
