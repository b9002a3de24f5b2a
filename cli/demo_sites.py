"""The part of the demo that looks round the replica agency sites, and holds what was found against their truth."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from classifier.sites.freshness import aged
from classifier.sites.model import Item
from cli.output import say
from cli.sites import print_standings
from crawler.config import TIME_ZONE, Settings
from fixtures.portals.serving import Portals
from fixtures.sites.national import listed, serve_national
from fixtures.sites.serving import Sites, serve_sites
from fixtures.sites.spec import ProvinceSpec, load_province, province_slugs
from fixtures.sites.truth import expected_items, expected_state
from scheduler.plan.load import bundled_plans
from scheduler.plan.service import plan_document
from scheduler.plan.stored import StoredPlans
from scheduler.sites.national import MIN_DELAY, confirm, count_national
from scheduler.sites.survey import due_agencies, survey_at, visit_sites
from storage.engine import Store
from storage.queries.sites import AgencyRecord, list_agencies, save_agencies

COUNTED = "camau"  # the replica whose plan speaks of the national portal
_VISITS = 2  # days: a site that does not answer is asked again before it counts as not there
_LOOPBACK = {"BACKOFF_BASE": 0.05}  # seconds; a closed port of this machine opens no sooner for waiting


@contextmanager
def replica_sites(portals: Portals) -> Iterator[Sites]:
    """The sites of the provinces whose portals are served, linking to those portals."""
    by_province = {p.spec.province: p.url.rstrip("/") for p in portals}
    chosen = {slug: by_province[load_province(slug).name] for slug in province_slugs() if load_province(slug).name in by_province}
    with serve_sites(chosen, chosen) as sites:
        yield sites


def visit_replicas(store: Store, settings: Settings, portals: Portals) -> bool:
    """Register the agencies, visit their sites on two days, print how they stand. Whether all is as the replicas' truth says."""
    with replica_sites(portals) as sites:
        if not sites.provinces:
            return True
        register(store, sites)
        last = max(province.day for province in sites.provinces)
        for day in (last - timedelta(days=n) for n in reversed(range(_VISITS))):
            portals.set_night(day)
            now = datetime.combine(day, time(2), TIME_ZONE)
            with store.read() as connection:
                agencies = list_agencies(connection, at=day)
            at_day = settings.model_copy(update={"now": now})
            done = visit_sites(store, at_day, due_agencies(store, agencies, day), now, overrides=_LOOPBACK)
            sys.stdout.write(
                f"{day:%d/%m/%Y}  {len(done.visits)} agency sites visited, {sum(v.reading.pages for v in done.visits)} pages\n"
            )
        counted = _count_national(store, settings, portals, last)
        print_standings([one for province in sites.provinces for one in survey_at(store, province.name, last).standings])
        valued = _rows_have_values(store, {province.name for province in sites.provinces}, last)
        return _compare(store, sites.provinces) and counted and valued


def _count_national(store: Store, settings: Settings, portals: Portals, day: date) -> bool:
    """Count what a stand-in of the national portal lists for one province. Whether that is all it has."""
    portal = next((p for p in portals if p.id == COUNTED), None)
    if portal is None:
        return True
    now = datetime.combine(day, time(3), TIME_ZONE)
    confirm(store, "mucdo demo", now)  # the terms of a stand-in on this machine
    with serve_national(COUNTED) as url:
        counted = count_national(store, settings.model_copy(update={"now": now}), portal.spec.province, url, now, MIN_DELAY)
    wanted = sorted({p.code for p in listed(COUNTED) if p.code})
    sys.stdout.write(f"{day:%d/%m/%Y}  national portal: {len(counted.codes)} of {len(wanted)} codes of {portal.spec.province} counted\n")
    return counted.complete and list(counted.codes) == wanted


def _rows_have_values(store: Store, provinces: set[str], day: date) -> bool:
    """Whether every row of the provinces' plans that sites can speak to has a value on a day."""
    plans = StoredPlans(store)
    reports = [plan_document(plans, plan, day, with_projections=False) for plan in bundled_plans() if plan.document.province in provinces]
    rows = [verdict for report in reports for verdict in report.verdicts if verdict.target.sites is not None]
    without = [verdict.target.id for verdict in rows if verdict.current.first is None]
    sys.stdout.write(f"\nrows of the plans that rest on agency sites and have a value: {len(rows) - len(without)} of {len(rows)}\n")
    for ident in without:
        say(f"no value: {ident}")
    return not without


def register(store: Store, sites: Sites) -> None:
    """The agencies of the replicas as the registry keeps them."""
    agencies = [AgencyRecord(spec.id, spec.province, spec.name, spec.tier, sites.url(spec), valid_to=spec.until) for spec in sites]
    with store.write() as connection:
        save_agencies(connection, agencies, datetime.now(TIME_ZONE))


def _compare(store: Store, provinces: tuple[ProvinceSpec, ...]) -> bool:
    right, total, false_lines = 0, 0, []
    for province in provinces:
        standings = {one.agency.id: one for one in survey_at(store, province.name, province.day).standings}
        for spec in province.sites:
            reading = standings[spec.id].reading
            if reading is None:
                continue
            pairs = {"site": (expected_state(spec), str(reading.state))}
            for item, wanted in expected_items(spec).items():
                found = reading.of(Item(item))
                pairs[item] = (wanted, str(aged(found, province.day).state) if found else "none")
            total += len(pairs)
            right += sum(wanted == found for wanted, found in pairs.values())
            false_lines += [f"{spec.id} {item}: {found} instead of {wanted}" for item, (wanted, found) in pairs.items() if wanted != found]
    sys.stdout.write(f"\nitems on agency sites equal to the truth of the replicas: {right} of {total}\n")
    for line in false_lines[:20]:
        say(f"differs: {line}")
    return not false_lines
