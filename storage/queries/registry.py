"""Provinces by code, name or the words a person uses, on any date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select

from classifier.words.text import fold
from storage.models import Portal, Province

# Every page and verdict asks for them many times; only another version of mucdo brings others.
_known: WeakKeyDictionary[Engine, tuple[ProvinceRecord, ...]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class ProvinceRecord:
    """A province while it had this extent. `successor`: the code that took it in (itself, when it grew)."""

    code: str
    name: str
    kind: str
    hosts: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    successor: str | None

    def holds_on(self, at: date) -> bool:
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)


def provinces(connection: Connection, at: date | None = None) -> list[ProvinceRecord]:
    """The provinces of a day (63 before 01/07/2025, 34 since), or all records; by code."""
    records = _known.get(connection.engine)
    if not records:
        p = Province
        query = select(p.code, p.name, p.kind, p.hosts, p.valid_from, p.valid_to, p.successor).order_by(p.code, p.valid_from)
        records = tuple(ProvinceRecord(*row[:3], tuple(row.hosts.split()), *row[4:]) for row in connection.execute(query))
        _known[connection.engine] = records
    return [record for record in records if at is None or record.holds_on(at)]


def find_province(connection: Connection, words: str) -> ProvinceRecord | None:
    """The latest record of the province that is meant: by code, host label, or name with or without "tỉnh", "thành phố", "TP."."""
    wanted = _bare(words)
    found = [r for r in provinces(connection) if wanted in (r.code, _bare(r.name), *r.hosts) or wanted.replace(" ", "-") == r.code]
    return found[-1] if found else None


def province_portals(connection: Connection, words: str | None) -> list[str] | None:
    """The portals of a province, however it was written when they were registered; None for all."""
    if words is None:
        return None
    record = find_province(connection, words)
    accepted = {_bare(words)} | ({record.code, _bare(record.name)} if record else set())
    return [
        row.id
        for row in connection.execute(select(Portal.id, Portal.province).order_by(Portal.id))
        if _bare(row.province or "") in accepted
    ]


def portals_by_province(connection: Connection) -> dict[str, list[str]]:
    """Every portal under the code of its province, where `province_portals` would find it; under the words themselves where the

    registry knows no such province, and under "" where no province was given.
    """
    codes: dict[str, str] = {}
    for record in provinces(connection):
        codes |= {record.code: record.code, _bare(record.name): record.code}
    found: dict[str, list[str]] = {}
    for row in connection.execute(select(Portal.id, Portal.province).order_by(Portal.id)):
        words = row.province or ""
        found.setdefault(codes.get(_bare(words), words), []).append(row.id)
    return found


@lru_cache(maxsize=4_096)
def _bare(words: str) -> str:
    text = " ".join(fold(words).replace(".", " ").split())
    for prefix in ("tinh ", "thanh pho ", "tp "):
        text = text.removeprefix(prefix)
    return {"hcm": "ho chi minh"}.get(text, text)
