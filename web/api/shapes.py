"""The shapes of the API's own answers, for its description. Documents of the contract have theirs in `docs/schemas/`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from storage.checks import Check
from storage.queries.found import FoundProcedure
from storage.runs import Run
from web.checks.asking import PROCEDURES

_PORT = "[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]"
_URL = f"^https?://[A-Za-z0-9][A-Za-z0-9._-]{{0,252}}(:({_PORT}))?([/?][!-~]*)?$"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Province(_Shape):
    """A province for as long as it had this name and extent."""

    code: str = Field(examples=["ha-tinh"])
    name: str = Field(examples=["Hà Tĩnh"])
    kind: str = Field(examples=["province"])
    valid_from: date
    valid_to: date | None = Field(description="The first day on which it no longer held.")
    successor: str | None = Field(description="The code of the province that took it in.")


class Provinces(_Shape):
    items: list[Province]
    total: int


class Portal(_Shape):
    """A registered portal."""

    id: str = Field(examples=["ha-tinh"])
    url: str = Field(examples=["https://dichvucong.hatinh.gov.vn/"])
    name: str
    province: str | None
    platform: str | None
    enabled: bool
    state: str | None = Field(description="ok, suspect, down, blocked, closed or maintenance; null before the first run.")
    state_since: date | None
    state_outcome: str | None


class Portals(_Shape):
    items: list[Portal]
    total: int


class Declared(_Shape):
    scheme: str | None = Field(examples=["ND224-2026"])
    value: str | None = Field(examples=["toan-trinh"])


class Procedure(_Shape):
    """A procedure with its labels on the day asked for."""

    id: str = Field(examples=["ha-tinh:1.004227"])
    portal: str
    province: str | None
    code: str | None = Field(examples=["1.004227.000.00.00.H27"])
    name: str
    field: str | None
    agency: str | None
    tier: str | None
    url: str
    level: int | None = Field(description="Evidenced level; null when unknown.", ge=0, le=4)
    level_max: int | None = Field(description="The highest level that the public pages do not rule out.", ge=0, le=4)
    declared: Declared
    above: bool = Field(description="Declared higher than the pages bear out.")
    since: date = Field(description="When it got this label.")


class Procedures(_Shape):
    items: list[Procedure]
    total: int


class Coverage(_Shape):
    listed: int
    read: int
    failed: int
    pages: int
    rendered: int
    complete: bool


class RunShape(_Shape):
    """One reading of one portal."""

    id: int
    portal: str
    kind: str = Field(examples=["nightly"])
    night: date
    state: str = Field(description="queued, running, ok, suspect or failed.")
    outcome: str | None
    reason: str
    health: list[str] = Field(description="Why the run was believed or not.")
    coverage: Coverage
    rules_version: str
    finished_at: datetime | None


class Runs(_Shape):
    items: list[RunShape]
    total: int


class CheckRequest(_Shape):
    """What to check."""

    url: str = Field(
        max_length=8192,
        pattern=_URL,
        examples=["https://dichvucong.hatinh.gov.vn/"],
        description="A portal, a listing or one procedure; ASCII, as in a request line.",
    )
    procedures: int = Field(PROCEDURES, ge=1, le=PROCEDURES, description="How many procedures to read at most.")

    @field_validator("procedures", mode="before")
    @classmethod
    def _number(cls, value: object) -> object:
        """A number as JSON knows it (38 and 38.0 are the same), never a text that looks like one."""
        if isinstance(value, str | bool):
            raise ValueError("not a number")
        return value


class CheckState(_Shape):
    """A check on demand."""

    id: str
    url: str
    portal: str | None = Field(description="The registered portal that the address belongs to.")
    state: str = Field(description="queued, running or done.", examples=["running"])
    ahead: int = Field(description="Checks that are served before this one.")
    asked_at: datetime
    begun_at: datetime | None
    finished_at: datetime | None
    progress: dict[str, int]
    outcome: str | None
    result: str | None = Field(description="Where the mucdo.check/1 document is, once the check is done.")


def procedure(found: FoundProcedure) -> dict[str, Any]:
    """A `Procedure` as plain data."""
    same = ("portal", "province", "code", "name", "field", "agency", "tier", "url", "level", "level_max", "above", "since")
    declared = {"scheme": found.scheme, "value": found.declared}
    return {"id": found.public_id, **{name: getattr(found, name) for name in same}, "declared": declared}


def run(found: Run) -> dict[str, Any]:
    """A `RunShape` as plain data."""
    same = ("id", "portal", "kind", "night", "state", "outcome", "reason", "rules_version", "finished_at")
    coverage = {name: getattr(found, name) for name in Coverage.model_fields}
    return {**{name: getattr(found, name) for name in same}, "health": found.health.splitlines(), "coverage": coverage}


def check(found: Check, ahead: int) -> dict[str, Any]:
    """A `CheckState` as plain data."""
    same = ("id", "url", "portal", "state", "asked_at", "begun_at", "finished_at", "outcome")
    result = f"/api/v1/checks/{found.id}/result" if found.done else None
    return {**{name: getattr(found, name) for name in same}, "ahead": ahead, "progress": dict(found.progress), "result": result}
