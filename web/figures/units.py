"""The provinces of a day with their portals: 63 before 01/07/2025, 34 since, and old units that still have portals of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scheduler.reports.order import alphabetical
from storage.queries.portals import StoredPortal, list_portals
from storage.queries.registry import ProvinceRecord, portals_by_province, provinces
from web.site import Site

NO_PROVINCE = "-"
"""The unit of portals that were registered without a province."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A province as the pages show it. `code`: of the registry, else the words it was registered under.

    `into`, `into_code`: the province that has taken it in by the day, None while it stands. `main`: the code under which the map of
    the day shows it.
    """

    code: str
    name: str
    kind: str
    portals: tuple[StoredPortal, ...]
    into: str | None = None
    into_code: str | None = None

    @property
    def main(self) -> str:
        return self.into_code or self.code

    @property
    def portal_ids(self) -> tuple[str, ...]:
        return tuple(portal.id for portal in self.portals)


def units(site: Site, day: date) -> tuple[Unit, ...]:
    """All units of a day in Vietnamese order: the provinces that stood, with or without portals, and others that have portals."""
    return site.remembered.get(("units", day), lambda: _units(site, day))


def find_unit(site: Site, day: date, code: str) -> Unit | None:
    """The unit with this code on a day; a province that does not stand on it and has no portals is found as well."""
    found = next((unit for unit in units(site, day) if unit.code == code), None)
    if found is not None:
        return found
    with site.store.read() as connection:
        records = provinces(connection)
    record = next((record for record in reversed(records) if record.code == code), None)
    return None if record is None else _unit(record, record.code, (), _successor(records, record, day))


def _units(site: Site, day: date) -> tuple[Unit, ...]:
    with site.store.read() as connection:
        records = provinces(connection)
        mine = portals_by_province(connection)
        known = {portal.id: portal for portal in list_portals(connection)}
    standing = {record.code: record for record in records if record.holds_on(day)}
    latest = {record.code: record for record in records}
    found = []
    for code in dict.fromkeys((*standing, *mine)):
        record = standing.get(code) or latest.get(code)
        portals = tuple(known[ident] for ident in mine.get(code, ()))
        found.append(_unit(record, code, portals, None if code in standing or record is None else _successor(records, record, day)))
    return tuple(sorted(found, key=lambda unit: (unit.code == NO_PROVINCE, alphabetical(unit.name))))


def _unit(record: ProvinceRecord | None, code: str, portals: tuple[StoredPortal, ...], into: ProvinceRecord | None) -> Unit:
    if record is None:
        return Unit(code or NO_PROVINCE, code, "", portals)
    return Unit(code, record.name, record.kind, portals, into.name if into else None, into.code if into else None)


def _successor(records: list[ProvinceRecord], record: ProvinceRecord, day: date) -> ProvinceRecord | None:
    """The unit that had taken a province in by a day."""
    for _ in range(len(records)):
        if record.holds_on(day) or record.successor is None or record.valid_to is None or record.valid_to > day:
            return record if record.holds_on(day) else None
        code, ended = record.successor, record.valid_to
        following = [one for one in records if one.code == code and one.valid_from >= ended] or [one for one in records if one.code == code]
        record = following[0]
    return None
