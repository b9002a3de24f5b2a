"""Visiting the sites of the registry: orders for the child process, results into the store, and the survey of a day out of it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from classifier.sites.links import host_of
from classifier.sites.model import SiteState, SiteTier
from classifier.version import RULES_VERSION
from classifier.words.text import fold
from crawler.config import TIME_ZONE, Settings
from crawler.sites.child import run_survey
from crawler.sites.order import SiteOrder, SiteResult, SurveyOrder
from scheduler.sites.standing import VISITS, Survey, survey_of
from storage.engine import Store
from storage.queries.portals import list_portals
from storage.queries.registry import province_portals
from storage.queries.sites import (
    AgencyRecord,
    VisitRecord,
    first_visit,
    list_agencies,
    national_at,
    save_visit,
    visits_until,
)

EVERY = timedelta(days=7)
"""How often a site is looked at that could be read; one that could not is looked at again on the next day."""

OnVisit = Callable[[VisitRecord], None]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What one survey did. `not_reached`: agencies whose site was wanted and gave no result before the end."""

    visits: tuple[VisitRecord, ...]
    not_reached: tuple[str, ...]
    ended: str


def visit_sites(
    store: Store,
    settings: Settings,
    agencies: Sequence[AgencyRecord],
    now: datetime,
    *,
    on_visit: OnVisit = lambda visit: None,
    cancelled: threading.Event | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Surveyed:
    """Look round the sites of some agencies now, and store each result as it comes. Again on the same day it visits them anew.

    Raises `ContactRequiredError` when a public host is among them and `MUCDO_CONTACT` is not set.
    """
    orders = _orders(store, [agency for agency in agencies if agency.url], now.astimezone(TIME_ZONE).date())
    done: list[VisitRecord] = []

    def keep(result: SiteResult) -> None:
        visit = VisitRecord(result.id, now.astimezone(TIME_ZONE).date(), now, result.outcome, result.reading, RULES_VERSION)
        with store.write() as connection:
            save_visit(connection, visit)
        done.append(visit)
        on_visit(visit)

    order = SurveyOrder(tuple(orders), now)
    ended = run_survey(order, settings, keep, cancelled=cancelled, overrides=overrides) if orders else "reported"
    reached = {visit.agency for visit in done}
    return Surveyed(tuple(done), tuple(order.id for order in orders if order.id not in reached), str(ended))


def due_agencies(store: Store, agencies: Sequence[AgencyRecord], day: date) -> list[AgencyRecord]:
    """Those whose site should be looked at on a day: never seen, a week ago, or not readable when last asked."""
    with store.read() as connection:
        visits = visits_until(connection, [agency.id for agency in agencies], day, 1)
    due = []
    for agency in agencies:
        last = next(iter(visits[agency.id]), None)
        if agency.url and (last is None or day - last.on >= EVERY or (last.reading.state is SiteState.UNREAD and last.on < day)):
            due.append(agency)
    return due


def survey_at(store: Store, province: str, at: date) -> Survey:
    """The agencies of a province as their sites stood on a day."""
    with store.read() as connection:
        agencies = list_agencies(connection, province, at)
        ids = [agency.id for agency in agencies]
        visits = visits_until(connection, ids, at, VISITS)
        national = national_at(connection, province, at)
        first = first_visit(connection, ids)
    found = survey_of(agencies, visits, at, national)
    return Survey(found.at, found.standings, found.data_at, first, found.national)


def _orders(store: Store, agencies: Sequence[AgencyRecord], day: date) -> list[SiteOrder]:
    provinces = sorted({agency.province for agency in agencies})
    known: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]] = {}
    with store.read() as connection:
        portals = {portal.id: portal.url for portal in list_portals(connection)}
        for province in provinces:
            all_of_it = list_agencies(connection, province, day)
            hosts = tuple(host_of(a.url) for a in all_of_it if a.tier == SiteTier.TINH and a.url)
            services = tuple(host_of(portals[ident]) for ident in province_portals(connection, province) or ())
            others = tuple((a.id, host_of(a.url)) for a in all_of_it if a.tier != SiteTier.TINH and a.url)
            known[province] = (hosts, services, others)
    return [SiteOrder(a.id, a.url or "", a.tier, a.name, a.province, *known[a.province]) for a in agencies]


@dataclass(frozen=True, slots=True)
class SiteCandidate:
    """An address on the provincial portal whose words name an agency without a known site."""

    agency: AgencyRecord
    label: str
    url: str


def candidates(survey: Survey) -> list[SiteCandidate]:
    """Addresses that may be the site of an agency whose site is not known; a person decides."""
    portal = survey.portal
    if portal is None or portal.reading is None:
        return []
    taken = {host_of(one.agency.url) for one in survey.standings if one.agency.url}
    listed = [(label, url) for label, url in portal.reading.outward if host_of(url) not in taken]
    found = []
    for one in survey.standings:
        if one.agency.url is None:
            wanted = _telling(one.agency.name)
            found += [SiteCandidate(one.agency, label, url) for label, url in listed if wanted and wanted <= _telling(label)]
    return found


def _telling(name: str) -> frozenset[str]:
    """The words of an agency's name that tell it from others."""
    words = re.findall(r"[^\W_]+", fold(name).replace("uy ban nhan dan", "ubnd"))
    return frozenset(words) - {"tinh", "thanh", "pho", "cua", "trang", "cong", "thong", "tin", "dien", "tu", "va", "website"}
