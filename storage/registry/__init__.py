"""Facts about provinces and agencies with the dates they hold for, loaded at `db upgrade`."""

from __future__ import annotations

from datetime import date
from importlib import resources
from typing import Any

import yaml
from sqlalchemy import Connection, delete, insert

from storage.models import Agency, Province


def load_registry(connection: Connection) -> None:
    """Replace the registry tables by the data files; nothing else refers to them by key."""
    connection.execute(delete(Province))
    connection.execute(insert(Province), [_province(row) for row in _read("provinces.yaml")["provinces"]])
    connection.execute(delete(Agency))
    connection.execute(insert(Agency), [_agency(row) for row in _read("agencies.yaml")["agencies"]])


def _read(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def _province(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "kind": row.get("kind", "province"),
        "hosts": " ".join(row.get("hosts", ())),
        "valid_from": row.get("from", date(1900, 1, 1)),
        "valid_to": row.get("to"),
        "successor": row.get("successor"),
    }


def _agency(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "tier": row.get("tier", "province"),
        "valid_from": row.get("from", date(1900, 1, 1)),
        "valid_to": row.get("to"),
        "successor": row.get("successor"),
    }
