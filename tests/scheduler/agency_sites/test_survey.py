"""Visits stored, due again when they should be, and shown on the command line; on both databases."""

from __future__ import annotations

import csv
import io
import json
import socket
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from classifier.sites.model import Item, SiteState, State
from crawler.config import TIME_ZONE, Settings
from fixtures.sites.serving import Sites, serve_sites
from scheduler.plan.load import bundled_plans
from scheduler.plan.readings import Verdict
from scheduler.plan.service import plan_document
from scheduler.plan.stored import StoredPlans
from scheduler.sites.survey import due_agencies, survey_at, visit_sites
from storage.engine import Store
from storage.queries.sites import (
    AgencyRecord,
    NationalRecord,
    consent_to,
    list_agencies,
    load_agency,
    national_at,
    remove_agency,
    save_agencies,
    save_consent,
    save_national,
)
from tests.cli.running import mucdo
from tests.schemas import faults

DAY = date(2020, 12, 30)
NOW = datetime(2020, 12, 30, 2, tzinfo=TIME_ZONE)
QUICK = {"BACKOFF_BASE": 0.02}


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with serve_sites(["quang-binh"]) as served:
        yield served


def agencies(sites: Sites) -> list[AgencyRecord]:
    return [AgencyRecord(s.id, s.province, s.name, s.tier, sites.url(s), None, s.until) for s in sites]


def settings(store: Store) -> Settings:
    return Settings(allow_networks="127.0.0.0/8", download_delay=0, database_url=store.url)  # type: ignore[arg-type]  # parsed


def test_visits_are_kept_and_speak_to_the_plan(store: Store, sites: Sites) -> None:
    with store.write() as connection:
        save_agencies(connection, agencies(sites), NOW)
        known = list_agencies(connection, "tỉnh Quảng Bình", DAY)
    done = visit_sites(store, settings(store), known, NOW, overrides=QUICK)
    assert sorted(visit.agency for visit in done.visits) == sorted(one.id for one in known) and done.not_reached == ()
    survey = survey_at(store, "Quảng Bình", DAY)
    stands = {one.agency.id: one for one in survey.standings}
    assert (survey.data_at, survey.first) == (DAY, DAY)
    assert stands["qb-skhcn"].answers is False and stands["qb-skhcn"].why == "moved"
    assert stands["qb-dongthuy"].linked is True and stands["qb-lethuy"].linked is False
    assert stands["qb-lethuy"].findings[Item.QUESTIONS].state is State.STALE
    assert survey_at(store, "Quảng Bình", DAY - timedelta(days=1)).data_at is None
    assert [one.id for one in due_agencies(store, known, DAY)] == []
    assert len(due_agencies(store, known, DAY + timedelta(days=7))) == len(known)
    plan = next(p for p in bundled_plans() if p.document.id == "QB")
    verdicts = {v.target.id: v for v in plan_document(StoredPlans(store), plan, DAY, with_projections=False).verdicts}
    assert verdicts["QB-10"].current.verdict is Verdict.NOT_OBSERVABLE


@pytest.fixture
def unheard() -> Iterator[str]:
    """An address whose port is taken and where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"


def test_what_cannot_be_read_is_due_on_the_next_day(store: Store, unheard: str) -> None:
    gone = AgencyRecord("gone", "Sơn La", "Sở Y tế", "so", unheard)
    with store.write() as connection:
        save_agencies(connection, [gone, AgencyRecord("none", "Sơn La", "Ban", "nganh", "")], NOW)
    for days, answers in ((0, None), (1, False)):
        now = NOW + timedelta(days=days)
        assert [one.id for one in due_agencies(store, [gone], now.date())] == ["gone"]
        visit_sites(store, settings(store), [gone], now, overrides=QUICK)
        assert due_agencies(store, [gone], now.date()) == []
        stands = {one.agency.id: one for one in survey_at(store, "Sơn La", now.date()).standings}
        assert stands["gone"].answers is answers
        assert stands["none"].answers is False
        reading = stands["gone"].reading
        assert reading is not None and reading.state is SiteState.UNREAD


def test_the_registry_knows_agencies_by_their_time(store: Store) -> None:
    ended = AgencyRecord("h", "Hải Dương", "UBND huyện", "huyen", None, None, date(2025, 7, 1))
    with store.write() as connection:
        save_agencies(connection, [ended], NOW)
        save_agencies(connection, [ended.__class__("h", "Hải Dương", "UBND huyện A", "huyen", "", None, date(2025, 7, 1))], NOW)
    with store.read() as connection:
        assert [a.name for a in list_agencies(connection, "hai-duong", DAY)] == ["UBND huyện A"]
        assert list_agencies(connection, "Hải Dương", date(2025, 7, 1)) == []
        found = load_agency(connection, "h")
        assert found is not None and found.url == ""
    with store.write() as connection:
        assert remove_agency(connection, "h") and not remove_agency(connection, "h")


def test_the_national_count_needs_a_person_s_word(store: Store) -> None:
    with store.write() as connection:
        assert consent_to(connection, "national") is None
        save_consent(connection, "national", "Nguyễn Văn An", "terms", NOW)
        save_national(connection, NationalRecord("Cà Mau", DAY, "http://n/", "ok", True, 1, ("1.000001",)))
        save_national(connection, NationalRecord("Cà Mau", DAY + timedelta(days=1), "http://n/", "error", False, 0, ()))
    with store.read() as connection:
        assert (consent_to(connection, "national") or ("",))[0] == "Nguyễn Văn An"
        found = national_at(connection, "tỉnh Cà Mau", DAY + timedelta(days=5))
        assert found is not None and found.codes == ("1.000001",)
        assert national_at(connection, "Cà Mau", DAY - timedelta(days=1)) is None


def test_the_commands(tmp_path: Path, sites: Sites) -> None:
    file, url = tmp_path / "agencies.csv", f"sqlite:///{tmp_path / 'mucdo.db'}"
    environment: dict[str, Any] = {"cwd": tmp_path, "database_url": url, "now": "2020-12-30T02:00:00"}
    rows = [["id", "province", "name", "tier", "url"], *([a.id, a.province, a.name, a.tier, a.url] for a in agencies(sites)[:2])]
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    assert mucdo("sites", "import", str(file), **environment).code == 0
    exported = mucdo("sites", "export", **environment)
    assert [row["id"] for row in csv.DictReader(io.StringIO(exported.out))] == ["qb-sdl", "qb-tinh"]
    crawled = mucdo("sites", "crawl", "--all", "--json", **environment)
    document = json.loads(crawled.out)
    assert faults("sites", document) == []
    assert (crawled.code, document["schema"], len(document["agencies"])) == (0, "mucdo.sites/1", 2)
    assert mucdo("sites", "crawl", "--all", "--due", "--json", **environment).out.count('"id"') == 0
    listed = json.loads(mucdo("sites", "list", "--format", "json", **environment).out)
    assert listed["agencies"] == document["agencies"]
    shown = mucdo("sites", "show", "qb-sdl", **environment)
    assert "Giới thiệu" in shown.out and "có mục, không có nội dung" in shown.out
    assert mucdo("sites", "show", "nobody", **environment).code == 2
    assert mucdo("sites", "crawl", **environment).code == 2
