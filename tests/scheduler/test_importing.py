"""Captures of past years: any order gives the same history, and what was crawled stays as it was."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from crawler.config import Settings
from scheduler.importing import ImportRefusedError, import_paths
from scheduler.plan.readings import Verdict
from scheduler.plan.service import plan_document
from scheduler.plan.stored import StoredPlans, known_plans
from scheduler.plan.verdict import Value
from storage.engine import Store
from storage.queries.levels import levels_at
from storage.queries.procedures import evidence_page, find_procedures, history_of
from storage.queries.runs import healthy_nights
from tests.scheduler.nights import listed, night, read_portal
from tests.storage.entries import entry, register

PORTAL = "ha-tinh"
YEARS = (2015, 2016, 2017)


@pytest.fixture(autouse=True)
def _portal(store: Store) -> None:
    register(store, PORTAL)


@pytest.fixture
def settings(store: Store) -> Settings:
    return Settings(database_url=store.url)


def saved_page(number: int, level: int) -> str:
    return f"""<html><head><title>TTHC</title></head><body><h1>Cấp giấy phép số {number}</h1><table>
    <tr><td>Mã thủ tục</td><td>1.{number:06d}</td></tr><tr><td>Lĩnh vực</td><td>Y tế</td></tr>
    <tr><td>Cơ quan thực hiện</td><td>Sở Y tế</td></tr><tr><td>Mức độ</td><td>Mức độ {level}</td></tr>
    <tr><td>Trình tự thực hiện</td><td>Bước 1, bước 2</td></tr><tr><td>Cách thức thực hiện</td><td>Trực tiếp</td></tr>
    <tr><td>Thành phần hồ sơ</td><td>Đơn đề nghị</td></tr><tr><td>Thời hạn giải quyết</td><td>5 ngày</td></tr></table></body></html>"""


def capture(folder: Path, year: int, levels: dict[int, int]) -> Path:
    place = folder / str(year)
    place.mkdir()
    for number, level in levels.items():
        (place / f"tthc-{number}.html").write_text(saved_page(number, level), encoding="utf-8")
    return place


@pytest.fixture
def captures(tmp_path: Path) -> dict[int, Path]:
    return {
        2015: capture(tmp_path, 2015, {1: 2, 2: 2, 3: 3}),
        2016: capture(tmp_path, 2016, {1: 3, 2: 2}),
        2017: capture(tmp_path, 2017, {1: 3, 2: 1, 4: 2}),
    }


def declared(store: Store, at: date) -> dict[str | None, str | None]:
    with store.read() as connection:
        return {row.code: row.declared for row in levels_at(connection, at)}


@pytest.mark.parametrize("order", list(itertools.permutations(YEARS)), ids=lambda order: "-".join(map(str, order)))
def test_any_order_gives_the_same_history(store: Store, settings: Settings, captures: dict[int, Path], order: tuple[int, ...]) -> None:
    for year in order:
        (result,) = import_paths(store, settings, [captures[year]], PORTAL, date(year, 6, 1))
        assert result.moved and result.procedures == result.pages
    assert declared(store, date(2014, 1, 1)) == {}
    assert declared(store, date(2015, 12, 31)) == {"1.000001": "2", "1.000002": "2", "1.000003": "3"}
    assert declared(store, date(2016, 12, 31)) == {"1.000001": "3", "1.000002": "2", "1.000003": "3"}
    assert declared(store, date(2026, 1, 1)) == {"1.000001": "3", "1.000002": "1", "1.000003": "3", "1.000004": "2"}
    named = [(kind, code) for kind, code, *_ in listed(store, date(2015, 1, 1), date(2017, 12, 31))]
    assert named == [("declared", "1.000001"), ("declared", "1.000002")]
    with store.read() as connection:
        (one,) = find_procedures(connection, "1.000001")
        spans = history_of(connection, one.id)
        assert [(s.valid_from.year, s.declared) for s in spans] == [(2015, "2"), (2016, "3")]
        page = evidence_page(connection, spans[0].id, PORTAL)
        assert page is not None and "Mức độ 2" in page.body.decode()
        assert [day.year for day in healthy_nights(connection, [PORTAL], date.min, date.max)] == [2015, 2016, 2017]


def test_a_plan_is_held_on_the_days_of_captures(store: Store, settings: Settings, captures: dict[int, Path]) -> None:
    for year in (2017, 2016):
        import_paths(store, settings, [captures[year]], PORTAL, date(year, 6, 1))
    plan = next(plan for plan in known_plans(store) if plan.document.id == "HT")

    def level_three(at: date) -> Value:
        found = plan_document(StoredPlans(store), plan, at, with_projections=False)
        return next(verdict.current for verdict in found.verdicts if verdict.target.id == "HT-02")

    before, first, second = (level_three(day) for day in (date(2016, 5, 31), date(2016, 6, 1), date(2017, 12, 31)))
    assert (before.verdict, before.data_at) == (Verdict.NO_DATA, None), "what was not captured yet is not missed"
    assert [value.data_at for value in (first, second)] == [date(2016, 6, 1), date(2017, 6, 1)]
    shares = [value.first.declared for value in (first, second) if value.first is not None]
    assert [share and float(share.low) for share in shares] == [50, pytest.approx(100 / 3)]


def test_import_before_a_crawl_leaves_the_crawled_history(store: Store, settings: Settings, captures: dict[int, Path]) -> None:
    read_portal(store, PORTAL, night(1), [entry(1), entry(2)])
    read_portal(store, PORTAL, night(2), [entry(1, level=3), entry(2)])
    with store.read() as connection:
        (one,) = find_procedures(connection, "1.000001")
        before = history_of(connection, one.id)
    for year in (2017, 2015):
        import_paths(store, settings, [captures[year]], PORTAL, date(year, 6, 1))
    with store.read() as connection:
        after = history_of(connection, one.id)
        assert after[-2:] == before
        assert [s.valid_to for s in after[:-2]] == [date(2017, 6, 1), night(1)]
    assert listed(store, night(1), night(2)) == [("upgrade", "1.000001", 2, 3)]
    assert set(declared(store, night(1))) == {"1.000001", "1.000002"}
    assert set(declared(store, date(2017, 7, 1))) == {"1.000001", "1.000002", "1.000003", "1.000004"}


def test_first_crawl_after_imports_is_the_baseline(store: Store, settings: Settings, captures: dict[int, Path]) -> None:
    import_paths(store, settings, [captures[2015]], PORTAL, date(2015, 6, 1))
    read_portal(store, PORTAL, night(1), [entry(1), entry(2)])
    read_portal(store, PORTAL, night(2), [entry(1), entry(2)])
    assert listed(store, night(1), night(2)) == []
    assert set(declared(store, night(1))) == {"1.000001", "1.000002"}
    import_paths(store, settings, [captures[2016]], PORTAL, date(2016, 6, 1))
    assert declared(store, date(2016, 12, 31)) == {"1.000001": "3", "1.000002": "2", "1.000003": "3"}
    assert set(declared(store, night(2))) == {"1.000001", "1.000002"}


def test_import_between_crawls_is_kept_and_moves_nothing(store: Store, settings: Settings, captures: dict[int, Path]) -> None:
    read_portal(store, PORTAL, night(1), [entry(1), entry(2)])
    read_portal(store, PORTAL, night(5), [entry(1), entry(2)])
    (result,) = import_paths(store, settings, [captures[2015]], PORTAL, night(3))
    assert not result.moved
    assert set(declared(store, night(4))) == {"1.000001", "1.000002"}


def test_same_import_again_changes_nothing(store: Store, settings: Settings, captures: dict[int, Path]) -> None:
    for _ in range(2):
        import_paths(store, settings, [captures[2015]], PORTAL, date(2015, 6, 1))
    with store.read() as connection:
        assert [len(history_of(connection, row.procedure)) for row in levels_at(connection)] == [1, 1, 1]


def test_pages_that_cannot_be_placed_are_refused(store: Store, settings: Settings, captures: dict[int, Path], tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="mucdo portals add"):
        import_paths(store, settings, [captures[2015]], "nowhere", date(2015, 6, 1))
    with pytest.raises(ImportRefusedError, match="--at"):
        import_paths(store, settings, [captures[2015]], PORTAL, None)
    with pytest.raises(ImportRefusedError, match="--portal"):
        import_paths(store, settings, [captures[2015]], None, date(2015, 6, 1))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImportRefusedError, match="no pages"):
        import_paths(store, settings, [tmp_path / "empty"], PORTAL, date(2015, 6, 1))
