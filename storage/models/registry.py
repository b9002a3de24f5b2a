"""Who exists: provinces, agencies and portals."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant


class Province(Base):
    """A province for as long as it had this name and extent; `successor` is the code that took it in."""

    __tablename__ = "province"
    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    name: Mapped[str]
    kind: Mapped[str]  # province | city
    hosts: Mapped[str] = mapped_column(default="")  # the label before .gov.vn, space separated
    successor: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="interval"),
        Index("uq_province_current", "code", unique=True, sqlite_where=text("valid_to IS NULL"), postgresql_where=text("valid_to IS NULL")),
    )


class Agency(Base):
    """A kind of provincial agency (sở, ban) with the dates of its name."""

    __tablename__ = "agency"
    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    name: Mapped[str]
    tier: Mapped[str]
    successor: Mapped[str | None]
    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="interval"),)


class Portal(Base):
    """One portal: configuration, assertions, and the state that its last runs left it in."""

    __tablename__ = "portal"
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    province: Mapped[str | None] = mapped_column(index=True)  # a code of the registry, or free text that was warned about
    platform: Mapped[str | None]
    profile: Mapped[str | None]  # what a person wrote, JSON
    learned_profile: Mapped[str | None]  # what the last healthy run learned, JSON
    delay: Mapped[float | None]
    expected_min: Mapped[int | None]
    expected_max: Mapped[int | None]
    enabled: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    state: Mapped[str | None]
    state_since: Mapped[date | None]
    state_outcome: Mapped[str | None]
    added_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (
        CheckConstraint("id <> ''", name="id_given"),
        CheckConstraint("delay IS NULL OR delay >= 0", name="delay"),
        CheckConstraint("expected_min IS NULL OR expected_min >= 0", name="expected_min"),
        CheckConstraint("expected_max IS NULL OR expected_min IS NULL OR expected_max >= expected_min", name="expected_max"),
        CheckConstraint("state IS NULL OR state IN ('ok','suspect','down','blocked','closed','maintenance')", name="state"),
    )


class MaintenanceWindow(Base):
    """An announced interruption of a portal: no fault, no alarm."""

    __tablename__ = "maintenance_window"
    id: Mapped[int] = mapped_column(primary_key=True)
    portal_id: Mapped[str] = mapped_column(ForeignKey("portal.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    source: Mapped[str] = mapped_column(default="")
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="interval"),)


class Alarm(Base):
    """A portal went from good to bad. One row per transition; `cleared_on` when it was healthy again."""

    __tablename__ = "alarm"
    id: Mapped[int] = mapped_column(primary_key=True)
    portal_id: Mapped[str] = mapped_column(ForeignKey("portal.id", ondelete="CASCADE"))
    state: Mapped[str]
    reasons: Mapped[str]
    run_id: Mapped[int] = mapped_column(ForeignKey("crawl_run.id", ondelete="CASCADE"))
    raised_on: Mapped[date]
    cleared_on: Mapped[date | None]
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (
        Index(
            "uq_alarm_open", "portal_id", unique=True, sqlite_where=text("cleared_on IS NULL"), postgresql_where=text("cleared_on IS NULL")
        ),
    )
