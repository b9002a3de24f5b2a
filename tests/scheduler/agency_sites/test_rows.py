"""The rows of the five plans that a crawler can see besides the levels: every one has a value once sites and portals were read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from classifier.sites.model import Finding, Item, SiteReading, SiteState, State
from crawler.config import TIME_ZONE
from fixtures.sites.spec import ProvinceSpec, SiteSpec, load_province, province_slugs
from fixtures.sites.truth import expected_items, expected_state
from scheduler.plan.load import bundled_plans
from scheduler.plan.readings import Verdict
from scheduler.plan.report import verdict_words, write_note
from scheduler.plan.service import plan_document
from scheduler.plan.stored import StoredPlans
from scheduler.plan.verdict import Value
from storage.engine import Store, open_store
from storage.queries.sites import AgencyRecord, NationalRecord, VisitRecord, save_agencies, save_national, save_visit
from tests.scheduler.nights import read_portal
from tests.storage.entries import entry, register

DAY = date(2020, 12, 30)
NOW = datetime(2020, 12, 30, 2, tzinfo=TIME_ZONE)
DECIDED = {"HD-12": Verdict.MISSED, "SL-08": Verdict.MISSED, "HD-19": Verdict.MISSED, "HD-17": Verdict.MET}
OPEN = {"HD-03": Verdict.DEPENDS, "HD-04": Verdict.DEPENDS, "HD-24": Verdict.DEPENDS, "HD-16": Verdict.DEPENDS}
FIGURES = dict.fromkeys("HD-20 CM-05 CM-08 CM-09 CM-10 CM-11 HT-07 HT-08 QB-10".split(), Verdict.NOT_OBSERVABLE)
PARTIAL = set("CM-09 CM-10 CM-11 HD-03 HD-04 HD-24 HT-08 QB-10 HD-16 HD-17 HD-19".split())


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Value]]:
    """By target, the value on the day, from the truth of the replicas as two visits would find it."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('rows') / 'mucdo.db'}") as store:
        for slug in province_slugs():
            _fill(store, load_province(slug))
        with store.write() as connection:
            save_national(connection, NationalRecord("Cà Mau", DAY, "http://n.example/", "ok", True, 1, ("1.000001",)))
        plans = StoredPlans(store)
        reports = [plan_document(plans, plan, DAY, with_projections=False) for plan in bundled_plans()]
        yield {verdict.target.id: verdict.current for report in reports for verdict in report.verdicts}


def _fill(store: Store, province: ProvinceSpec) -> None:
    register(store, province.slug, province=province.name)
    agencies = ["Sở Xây dựng", "Ủy ban nhân dân huyện Năm Căn", "Ủy ban nhân dân xã Đất Mũi"]
    rows = [replace(entry(n, 3), agency=agency, field="Giáo dục và Đào tạo") for n, agency in enumerate(agencies, 1)]
    read_portal(store, province.slug, DAY, rows)
    records = [AgencyRecord(s.id, s.province, s.name, s.tier, f"http://{s.id}.example/" if s.has_site else "") for s in province.sites]
    with store.write() as connection:
        save_agencies(connection, records, NOW)
        for spec in province.sites:
            for days in (1, 0) if spec.has_site else ():
                on = DAY - timedelta(days=days)
                outcome = {"robots": "robots", "blocked": "blocked"}.get(spec.state, "error" if spec.state == "dead" else "ok")
                save_visit(connection, VisitRecord(spec.id, on, NOW - timedelta(days=days), outcome, _reading(spec), "1"))


def _reading(spec: SiteSpec) -> SiteReading:
    found = tuple(Finding(Item(item), State(state)) for item, state in expected_items(spec).items())
    return SiteReading(SiteState(expected_state(spec)), "", f"http://{spec.id}.example/", findings=found, linked=spec.linked)


def test_every_row_has_its_value(values: dict[str, Value]) -> None:
    wanted = {**DECIDED, **OPEN, **FIGURES}
    assert len(wanted) == 17
    assert {ident for ident in wanted if values[ident].first is None} == set()
    assert {ident: values[ident].verdict for ident in wanted} == wanted
    for ident in wanted:
        measure = values[ident].first and values[ident].first.evidenced
        assert measure is not None and measure.total > 0, ident


def test_partial_evidence_is_worded_as_such(values: dict[str, Value]) -> None:
    for ident in PARTIAL:
        assert "bằng chứng một phần" in write_note(values[ident].reason, "vi"), ident
        assert "partial evidence" in write_note(values[ident].reason, "en"), ident
    for ident in FIGURES:
        assert verdict_words(values[ident], "vi") == "chỉ nêu số liệu"
