"""What was promised and who is told: plans, targets, verdicts, values entered by a person, mail and users."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant


class Plan(Base):
    """One plan document; `body` is the validated YAML as JSON."""

    __tablename__ = "plan"
    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    province: Mapped[str | None]
    body: Mapped[str]
    imported_at: Mapped[datetime] = mapped_column(Instant)


class Target(Base):
    """One quoted sentence of a plan; `body` carries scope, readings and dates as JSON."""

    __tablename__ = "target"
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(unique=True)  # the id that the plan file gives it, e.g. HT-01
    quote: Mapped[str]
    due: Mapped[date | None]
    body: Mapped[str]
    __table_args__ = (CheckConstraint("name <> ''", name="name_given"),)


class Verdict(Base):
    """The verdict and figures of a target from a day on, until its next row. `body`: JSON. Plans of the product have no row in `plan`."""

    __tablename__ = "verdict"
    document: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    verdict: Mapped[str]
    body: Mapped[str]
    computed_at: Mapped[datetime] = mapped_column(Instant)


class ManualValue(Base):
    """A value of a target that only a person can know (an external ranking), with its source."""

    __tablename__ = "manual_value"
    id: Mapped[int] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(index=True)
    value: Mapped[str]  # as entered: one figure, or named parts
    source: Mapped[str]
    dated: Mapped[date]
    entered_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (CheckConstraint("source <> ''", name="source_given"), UniqueConstraint("target", "dated", "source"))


class GroupList(Base):
    """A dated, sourced list of procedure groups with the decisions of people on it; `body` is the validated file as JSON."""

    __tablename__ = "group_list"
    id: Mapped[str] = mapped_column(primary_key=True)  # the id that the file gives it
    source: Mapped[str]
    dated: Mapped[date]
    confirmed: Mapped[bool]
    body: Mapped[str]
    imported_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (CheckConstraint("id <> ''", name="id_given"),)


class Recipient(Base):
    """Who gets the digest. `province` '' = all provinces. `reports`: the periodic reports too."""

    __tablename__ = "recipient"
    email: Mapped[str] = mapped_column(primary_key=True)
    province: Mapped[str] = mapped_column(primary_key=True, default="")
    lang: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(Instant)
    reports: Mapped[bool] = mapped_column(default=False, server_default=false())
    __table_args__ = (CheckConstraint("lang IN ('vi','en')", name="lang"),)


class EmailSent(Base):
    """One mail to one recipient in one slot: recorded before it is sent and again after, so that a retry cannot mail twice."""

    __tablename__ = "email_sent"
    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    recipient: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (
        UniqueConstraint("slot_id", "recipient"),
        CheckConstraint("state IN ('prepared','sending','sent','refused','failed')", name="state"),
    )


class UserAccount(Base):
    """A person who may log in to the dashboard; the password is kept as an argon2 hash only."""

    __tablename__ = "user_account"
    name: Mapped[str] = mapped_column(primary_key=True)
    password_hash: Mapped[str]
    role: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (CheckConstraint("role IN ('officer','admin')", name="role"),)
