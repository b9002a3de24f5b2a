"""Agencies with their own sites, and what was seen on them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant


class AgencySite(Base):
    """An agency of a province with its official site. `url` None = not known, "" = a person says that it has none."""

    __tablename__ = "agency_site"
    id: Mapped[str] = mapped_column(primary_key=True)
    province: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    tier: Mapped[str]
    url: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    added_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (
        CheckConstraint("id <> ''", name="id_given"),
        CheckConstraint("name <> ''", name="name_given"),
        CheckConstraint("tier IN ('tinh','so','nganh','huyen','xa')", name="tier"),
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to > valid_from", name="interval"),
    )


class SiteVisit(Base):
    """One look round an agency's site. `reading`: what it showed, as JSON (`crawler.sites.order.reading_to_json`)."""

    __tablename__ = "site_visit"
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency_site.id", ondelete="CASCADE"))
    visited_on: Mapped[date]
    visited_at: Mapped[datetime] = mapped_column(Instant)
    outcome: Mapped[str]
    state: Mapped[str]
    pages: Mapped[int]
    rules_version: Mapped[str]
    reading: Mapped[str]
    __table_args__ = (
        UniqueConstraint("agency_id", "visited_on"),
        Index("ix_site_visit_visited_on", "visited_on"),
        CheckConstraint("state IN ('ok','bare','parked','moved','unread')", name="state"),
    )


class SourceConsent(Base):
    """An administrator's word that the terms of an outside source were read and allow asking it."""

    __tablename__ = "source_consent"
    source: Mapped[str] = mapped_column(primary_key=True)
    confirmed_by: Mapped[str]
    confirmed_at: Mapped[datetime] = mapped_column(Instant)
    terms: Mapped[str]
    __table_args__ = (CheckConstraint("confirmed_by <> ''", name="confirmed_by_given"),)


class NationalCount(Base):
    """What the national portal listed for a province on a day. `codes`: JSON list of procedure codes."""

    __tablename__ = "national_count"
    province: Mapped[str] = mapped_column(primary_key=True)
    counted_on: Mapped[date] = mapped_column(primary_key=True)
    url: Mapped[str]
    outcome: Mapped[str]
    complete: Mapped[bool]
    listed: Mapped[int]
    codes: Mapped[str]
    __table_args__ = (CheckConstraint("listed >= 0", name="listed"),)
