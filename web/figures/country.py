"""The country before and after the merger of 2025: which of the 63 provinces each of the 34 consists of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from scheduler.plan.snapshot import DISTRICTS_ABOLISHED
from storage.queries.registry import provinces
from web.site import Site

MERGER = DISTRICTS_ABOLISHED


@dataclass(frozen=True, slots=True)
class Region:
    """A province with the codes of the 63 that it is made of; before the merger that is itself."""

    code: str
    name: str
    parts: tuple[str, ...]


def regions(site: Site, *, merged: bool) -> tuple[Region, ...]:
    """The 34 provinces since the merger, or the 63 before it."""

    def make() -> tuple[Region, ...]:
        with site.store.read() as connection:
            before = provinces(connection, MERGER - timedelta(days=1))
            after = {record.code: record for record in provinces(connection, MERGER)}
        if not merged:
            return tuple(Region(record.code, record.name, (record.code,)) for record in before)
        parts: dict[str, list[str]] = {}
        for record in before:
            code = record.code if record.code in after and record.valid_to is None else record.successor or record.code
            parts.setdefault(code, []).append(record.code)
        return tuple(Region(code, after[code].name, tuple(own)) for code, own in parts.items())

    return site.remembered.get(("regions", merged), make)
