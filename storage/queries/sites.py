"""Agencies, the visits to their sites, and what the national portal lists."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from classifier.sites.model import SiteReading
from crawler.sites.order import reading_from_json, reading_to_json
from storage.models import AgencySite, NationalCount, SiteVisit, SourceConsent
from storage.queries.registry import find_province
from storage.writing import clean, clean_or_none, upsert


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """An agency: `url` None = its site is not known, "" = it has none. Valid from `valid_from` (None = always) until before `valid_to`."""

    id: str
    province: str
    name: str
    tier: str
    url: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, at: date) -> bool:
        return (self.valid_from is None or self.valid_from <= at) and (self.valid_to is None or at < self.valid_to)


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One visit to an agency's site."""

    agency: str
    on: date
    at: datetime
    outcome: str
    reading: SiteReading
    rules_version: str


@dataclass(frozen=True, slots=True)
class NationalRecord:
    """The codes that the national portal listed for a province on a day."""

    province: str
    on: date
    url: str
    outcome: str
    complete: bool
    listed: int
    codes: tuple[str, ...]


_A = AgencySite
_V = SiteVisit
_N = NationalCount


def save_agencies(connection: Connection, agencies: Sequence[AgencyRecord], at: datetime) -> None:
    """Insert agencies, or overwrite those with the same id; their visits stay."""
    known = set(connection.execute(select(_A.id)).scalars())
    for agency in agencies:
        row = {
            "id": clean(agency.id),
            "province": clean(agency.province),
            "name": clean(agency.name),
            "tier": agency.tier,
            "url": clean_or_none(agency.url),
            "valid_from": agency.valid_from,
            "valid_to": agency.valid_to,
        }
        if agency.id in known:
            connection.execute(update(_A).where(_A.id == agency.id).values(row))
        else:
            upsert(connection, AgencySite, [row | {"added_at": at}])


def list_agencies(connection: Connection, province: str | None = None, at: date | None = None) -> list[AgencyRecord]:
    """The agencies of a province, or all; those of a day, or all that ever were. By province, tier and name."""
    query = select(_A.id, _A.province, _A.name, _A.tier, _A.url, _A.valid_from, _A.valid_to).order_by(_A.province, _A.tier, _A.name, _A.id)
    records = [AgencyRecord(*row) for row in connection.execute(query)]
    keys = {name: _key(connection, name) for name in {record.province for record in records} | ({province} if province else set())}
    chosen = records if province is None else [record for record in records if keys[record.province] == keys[province]]
    return [record for record in chosen if at is None or record.holds_on(at)]


def load_agency(connection: Connection, agency: str) -> AgencyRecord | None:
    return next((record for record in list_agencies(connection) if record.id == agency), None)


def remove_agency(connection: Connection, agency: str) -> bool:
    """Forget an agency with its visits. False when there was none."""
    return bool(connection.execute(delete(_A).where(_A.id == agency)).rowcount)


def save_visit(connection: Connection, visit: VisitRecord) -> None:
    """Store a visit; a second one on the same day replaces the first."""
    body = json.dumps(reading_to_json(visit.reading), ensure_ascii=False)
    connection.execute(delete(_V).where(_V.agency_id == visit.agency, _V.visited_on == visit.on))
    row = {
        "agency_id": visit.agency,
        "visited_on": visit.on,
        "visited_at": visit.at,
        "outcome": visit.outcome,
        "state": str(visit.reading.state),
        "pages": visit.reading.pages,
        "rules_version": visit.rules_version,
        "reading": clean(body),
    }
    connection.execute(insert(SiteVisit), [row])


def visits_until(connection: Connection, agencies: Sequence[str], at: date, limit: int) -> Mapping[str, list[VisitRecord]]:
    """The last visits up to a day of each agency, newest first."""
    found: dict[str, list[VisitRecord]] = {agency: [] for agency in agencies}
    for agency in found:
        query = select(_V.agency_id, _V.visited_on, _V.visited_at, _V.outcome, _V.reading, _V.rules_version)
        rows = connection.execute(query.where(_V.agency_id == agency, _V.visited_on <= at).order_by(_V.visited_on.desc()).limit(limit))
        found[agency] = [_visit(row) for row in rows]
    return found


def first_visit(connection: Connection, agencies: Sequence[str]) -> date | None:
    """The first day on which any of the agencies' sites was visited."""
    if not agencies:
        return None
    query = select(_V.visited_on).where(_V.agency_id.in_(list(agencies))).order_by(_V.visited_on).limit(1)
    return connection.execute(query).scalar()


def save_consent(connection: Connection, source: str, by: str, terms: str, at: datetime) -> None:
    """Record that a person confirmed the terms of a source."""
    upsert(connection, SourceConsent, [{"source": source, "confirmed_by": clean(by), "confirmed_at": at, "terms": clean(terms)}])


def consent_to(connection: Connection, source: str) -> tuple[str, datetime] | None:
    """Who confirmed the terms of a source, and when; None = nobody."""
    row = connection.execute(select(SourceConsent.confirmed_by, SourceConsent.confirmed_at).where(SourceConsent.source == source)).first()
    return None if row is None else (row.confirmed_by, row.confirmed_at)


def save_national(connection: Connection, record: NationalRecord) -> None:
    """Store a count; a second one on the same day replaces the first."""
    row = {
        "province": clean(record.province),
        "counted_on": record.on,
        "url": clean(record.url),
        "outcome": record.outcome,
        "complete": record.complete,
        "listed": record.listed,
        "codes": json.dumps(list(record.codes)),
    }
    upsert(connection, NationalCount, [row])


def national_at(connection: Connection, province: str, at: date) -> NationalRecord | None:
    """The last count for a province up to a day that could be made."""
    wanted = _key(connection, province)
    query = select(_N.province, _N.counted_on, _N.url, _N.outcome, _N.complete, _N.listed, _N.codes)
    for row in connection.execute(query.where(_N.counted_on <= at, _N.outcome == "ok").order_by(_N.counted_on.desc())):
        if _key(connection, row.province) == wanted:
            return NationalRecord(*row[:6], tuple(json.loads(row.codes)))
    return None


def _visit(row: Any) -> VisitRecord:
    return VisitRecord(
        row.agency_id, row.visited_on, row.visited_at, row.outcome, reading_from_json(json.loads(row.reading)), row.rules_version
    )


def _key(connection: Connection, province: str) -> str:
    """One spelling for a province, however it was written."""
    record = find_province(connection, province)
    return record.code if record is not None else province.casefold()
