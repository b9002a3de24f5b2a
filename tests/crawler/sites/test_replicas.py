"""All replica sites looked round in one child process, and what was found against their truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from classifier.sites.freshness import aged
from classifier.sites.judge import MAX_PAGES
from classifier.sites.links import host_of
from classifier.sites.model import Item, SiteReading, SiteState
from crawler.child import Ended
from crawler.config import TIME_ZONE, Settings
from crawler.sites.child import run_survey
from crawler.sites.order import SiteOrder, SiteResult, SurveyOrder
from fixtures.sites.serving import Sites, serve_sites
from fixtures.sites.spec import ProvinceSpec, SiteSpec, load_province, province_slugs
from fixtures.sites.truth import expected_items, expected_latest, expected_state

GOAL = 0.97
SPECS = [spec for slug in province_slugs() for spec in load_province(slug).sites if spec.has_site]


@dataclass(frozen=True)
class Surveyed:
    ended: Ended
    results: dict[str, SiteResult]

    def reading(self, spec: SiteSpec) -> SiteReading:
        return self.results[spec.id].reading


def orders(sites: Sites, province: ProvinceSpec) -> list[SiteOrder]:
    known = [spec for spec in province.sites if sites.url(spec)]
    portal = tuple(host_of(sites.url(spec)) for spec in known if spec.tier == "tinh")
    others = tuple((spec.id, host_of(sites.url(spec))) for spec in known if spec.tier != "tinh")
    services = (host_of(sites.portals[province.slug]),)
    return [SiteOrder(s.id, sites.url(s), s.tier, s.name, s.province, portal, services, others) for s in known]


@pytest.fixture(scope="module")
def surveyed() -> Iterator[Surveyed]:
    results: dict[str, SiteResult] = {}
    with serve_sites(province_slugs()) as sites:
        wanted = [order for province in sites.provinces for order in orders(sites, province)]
        day = sites.provinces[0].day
        order = SurveyOrder(tuple(wanted), datetime(day.year, day.month, day.day, 2, tzinfo=TIME_ZONE), delay=0, timeout=500)
        settings = Settings(allow_networks="127.0.0.0/8")  # type: ignore[arg-type]  # parsed
        ended = run_survey(order, settings, lambda result: results.update({result.id: result}), overrides={"BACKOFF_BASE": 0.02})
        yield Surveyed(ended, results)


def test_there_are_enough_replicas_of_enough_makers() -> None:
    assert len(SPECS) >= 25
    assert len({spec.maker for spec in SPECS}) >= 6
    assert {spec.state for spec in SPECS} >= {"ok", "dead", "parked", "moved", "renamed", "bare", "blocked", "robots"}
    assert {province.name for province in map(load_province, province_slugs())} == {
        "Hà Tĩnh",
        "Hải Dương",
        "Cà Mau",
        "Quảng Bình",
        "Sơn La",
    }


def test_every_site_has_a_result(surveyed: Surveyed) -> None:
    assert surveyed.ended is Ended.REPORTED
    assert sorted(surveyed.results) == sorted(spec.id for spec in SPECS)


def test_every_address_is_what_it_is(surveyed: Surveyed) -> None:
    assert {spec.id: str(surveyed.reading(spec).state) for spec in SPECS} == {spec.id: expected_state(spec) for spec in SPECS}


def test_items_are_as_the_truth_says(surveyed: Surveyed) -> None:
    wrong, total, per_item = [], 0, {}
    for spec in SPECS:
        for item, wanted in expected_items(spec).items():
            found = surveyed.reading(spec).of(Item(item))
            state = str(aged(found, spec.day).state) if found else "none"
            total += 1
            right, all_of_it = per_item.get(item, (0, 0))
            per_item[item] = (right + (state == wanted), all_of_it + 1)
            if state != wanted:
                wrong.append(f"{spec.id} ({spec.maker}) {item}: {state} instead of {wanted}")
    assert total >= 500
    assert 1 - len(wrong) / total >= GOAL, "\n".join(wrong)
    poor = {item: counts for item, counts in per_item.items() if counts[0] < 0.8 * counts[1]}
    assert not poor, poor


def test_dates_are_as_the_truth_says(surveyed: Surveyed) -> None:
    for spec in SPECS:
        for item in ("news", "directives", "schedule") if expected_state(spec) == "ok" else ():
            wanted, found = expected_latest(spec, item), surveyed.reading(spec).of(Item(item))
            assert found is None or wanted is None or found.latest == wanted, (spec.id, item)


def test_the_portal_s_links_to_agencies_are_found(surveyed: Surveyed) -> None:
    for spec in SPECS:
        if spec.linked and expected_state(spec) == "ok":
            served = {other.id for other in SPECS}
            assert sorted(surveyed.reading(spec).linked) == sorted(set(spec.linked) & served), spec.id


def test_evidence_stands_beside_every_finding_of_content(surveyed: Surveyed) -> None:
    for spec in SPECS:
        reading = surveyed.reading(spec)
        assert reading.pages <= MAX_PAGES
        for found in reading.findings:
            assert found.url.startswith("http") and (found.quote or found.reason), (spec.id, found)


def test_what_forbids_reading_is_not_read(surveyed: Surveyed) -> None:
    outcomes = {spec.id: surveyed.results[spec.id].outcome for spec in SPECS if spec.state in ("robots", "blocked", "dead")}
    assert outcomes == {"cm-stnmt": "robots", "ht-snn": "blocked", "hd-sct": "error", "sl-songma": "error"}
    assert all(surveyed.reading(spec).state is SiteState.UNREAD for spec in SPECS if spec.id in outcomes)
