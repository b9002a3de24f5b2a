"""Portals: what is registered, and in which state their last runs left them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from storage.models import MaintenanceWindow, Portal
from storage.writing import clean, clean_or_none, upsert


@dataclass(frozen=True, slots=True)
class StoredPortal:
    """A registered portal. `profile`: what a person wrote, else what the last healthy run learned."""

    id: str
    url: str
    name: str
    province: str | None
    platform: str | None
    profile: Mapping[str, Any] | None
    learned_profile: Mapping[str, Any] | None
    delay: float | None
    expected_min: int | None
    expected_max: int | None
    enabled: bool
    state: str | None
    state_since: date | None
    state_outcome: str | None


@dataclass(frozen=True, slots=True)
class PortalEntry:
    """What a person configures about a portal: one line of an import file."""

    id: str
    url: str
    name: str = ""
    province: str | None = None
    platform: str | None = None
    delay: float | None = None
    expected_min: int | None = None
    expected_max: int | None = None
    profile: Mapping[str, Any] | None = None


_P = Portal
_COLUMNS = (
    _P.id, _P.url, _P.name, _P.province, _P.platform, _P.profile, _P.learned_profile,
    _P.delay, _P.expected_min, _P.expected_max, _P.enabled, _P.state, _P.state_since, _P.state_outcome,
)  # fmt: skip


def list_portals(connection: Connection, *, enabled_only: bool = False) -> list[StoredPortal]:
    query = select(*_COLUMNS).order_by(_P.id)
    return [_stored(row) for row in connection.execute(query.where(_P.enabled) if enabled_only else query)]


def load_portal(connection: Connection, portal: str) -> StoredPortal | None:
    row = connection.execute(select(*_COLUMNS).where(_P.id == portal)).first()
    return None if row is None else _stored(row)


def save_portals(connection: Connection, entries: Sequence[PortalEntry], at: datetime) -> None:
    """Insert portals, or overwrite the configuration of those with the same id; their state and history stay."""
    known = set(connection.execute(select(_P.id)).scalars())
    rows = [
        {
            "id": clean(e.id),
            "url": clean(e.url),
            "name": clean(e.name),
            "province": clean_or_none(e.province),
            "platform": clean_or_none(e.platform),
            "delay": e.delay,
            "expected_min": e.expected_min,
            "expected_max": e.expected_max,
            "profile": None if e.profile is None else json.dumps(e.profile, ensure_ascii=False),
        }
        for e in entries
    ]
    upsert(connection, Portal, [row | {"added_at": at} for row in rows if row["id"] not in known])
    for row in rows:
        if row["id"] in known:
            connection.execute(update(_P).where(_P.id == row["id"]).values(row))


def remove_portal(connection: Connection, portal: str) -> bool:
    """Forget a portal with its runs, procedures and labels. False when there was none."""
    return bool(connection.execute(delete(_P).where(_P.id == portal)).rowcount)


def enable_portal(connection: Connection, portal: str, enabled: bool) -> bool:
    return bool(connection.execute(update(_P).where(_P.id == portal).values(enabled=enabled)).rowcount)


def add_maintenance(connection: Connection, portal: str, starts_at: datetime, ends_at: datetime, source: str) -> None:
    """Announce that a portal will be away: no fault and no alarm in that time."""
    row = {"portal_id": portal, "starts_at": starts_at, "ends_at": ends_at, "source": clean(source)}
    connection.execute(insert(MaintenanceWindow), [row])


def _stored(row: Any) -> StoredPortal:
    values = dict(zip((column.key for column in _COLUMNS), row, strict=True))
    for name in ("profile", "learned_profile"):
        values[name] = json.loads(values[name]) if values[name] else None
    return StoredPortal(**values)
