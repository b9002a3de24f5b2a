"""What a survey of sites is asked to do, what it brings back, and both as JSON for the pipe to the child process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from classifier.sites.model import Finding, Item, SiteContext, SiteReading, SiteState, SiteTier, State
from crawler.config import TIME_ZONE


@dataclass(frozen=True, slots=True)
class SiteOrder:
    """One site to look round. `id`: the agency's; hosts as in `classifier.sites.model.SiteContext`."""

    id: str
    url: str
    tier: str
    name: str = ""
    province: str = ""
    province_hosts: tuple[str, ...] = ()
    portal_hosts: tuple[str, ...] = ()
    agency_hosts: tuple[tuple[str, str], ...] = ()

    def context(self, at: date, secure: bool | None = None) -> SiteContext:
        return SiteContext(
            self.url,
            SiteTier(self.tier),
            at,
            self.name,
            self.province,
            frozenset(self.province_hosts),
            frozenset(self.portal_hosts),
            self.agency_hosts,
            secure,
        )


@dataclass(frozen=True, slots=True)
class SurveyOrder:
    """Sites to look round at one go, several at once but each host politely. `timeout`: seconds for all."""

    sites: tuple[SiteOrder, ...]
    at: datetime
    delay: float | None = None
    timeout: float | None = None

    @property
    def day(self) -> date:
        """The day in Vietnam, whatever zone `at` is given in."""
        return self.at.astimezone(TIME_ZONE).date()


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What one site turned out to be; `outcome` as for portals ("ok" when pages were read)."""

    id: str
    outcome: str
    reading: SiteReading


def survey_to_json(order: SurveyOrder) -> dict[str, Any]:
    return {**asdict(order), "at": order.at.isoformat()}


def survey_from_json(data: Mapping[str, Any]) -> SurveyOrder:
    """The order again. Raises `TypeError` for an unknown key, `ValueError` for a bad value."""
    sites = tuple(
        SiteOrder(
            **{
                **site,
                "province_hosts": tuple(site["province_hosts"]),
                "portal_hosts": tuple(site["portal_hosts"]),
                "agency_hosts": tuple((agency, host) for agency, host in site["agency_hosts"]),
            }
        )
        for site in data["sites"]
    )
    return SurveyOrder(**{**data, "at": datetime.fromisoformat(data["at"]), "sites": sites})


def reading_to_json(reading: SiteReading) -> dict[str, Any]:
    """A reading as plain data, without what is empty."""
    findings = [
        {name: value for name, value in (asdict(found) | {"latest": found.latest and found.latest.isoformat()}).items() if value}
        for found in reading.findings
    ]
    return asdict(reading) | {"findings": findings, "linked": list(reading.linked), "notes": list(reading.notes)}


def reading_from_json(data: Mapping[str, Any]) -> SiteReading:
    """The reading again; items that a later version no longer knows are left out."""
    known = set(Item)
    findings = tuple(
        Finding(
            Item(found["item"]),
            State(found["state"]),
            found.get("url", ""),
            found.get("quote", ""),
            found.get("reason", ""),
            date.fromisoformat(found["latest"]) if found.get("latest") else None,
        )
        for found in data["findings"]
        if found["item"] in known
    )
    values = {**data, "findings": findings, "linked": tuple(data["linked"]), "notes": tuple(data["notes"])}
    values["outward"] = tuple((label, url) for label, url in data.get("outward", ()))
    return SiteReading(**values | {"state": SiteState(data["state"])})
