"""The API as programs use it: documents that keep the contract, pages, tags, keys, exports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from scheduler.plan.stored import known_plans
from storage.engine import Store, open_store
from storage.queries.procedures import annotate, find_procedures
from tests.scheduler.nights import night, read_portal
from tests.schemas import faults
from tests.storage.entries import entry, moment, register
from tests.web.serving import Browser, Served, served
from web.api import examples
from web.api.exports import CHANGES, LEVELS, PORTALS

FORMULA = '=HYPERLINK("http://evil.example";"x")'
MARKUP = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def filled(sqlite_template: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two portals over three nights; one procedure rises. Names as hostile portals write them."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('api')}/mucdo.db") as store:
        register(store, "ha-tinh")
        register(store, "ca-mau", province="Cà Mau")
        for number in (1, 2, 3):
            level = 2 if number == 1 else 3
            rows = [
                entry(1, level),
                entry(2, 3, name=FORMULA),
                entry(3, None, None, name=MARKUP, quote=MARKUP),
                entry(4, 4, agency="Sở Tài chính"),
            ]
            read_portal(store, "ha-tinh", night(number), rows)
            read_portal(store, "ca-mau", night(number), [entry(1, 1, "cung-cap-thong-tin")])
        yield store


@pytest.fixture(scope="module")
def site(filled: Store) -> Iterator[Served]:
    with served(filled, now=moment(night(3)) + timedelta(hours=8)) as running:
        running.add_user("lan")
        yield running


@pytest.fixture(scope="module")
def program(site: Served) -> Iterator[Browser]:
    with Browser(site.url) as session:
        yield session


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/levels", "levels"),
        ("/levels?province=Hà Tĩnh&at=2026-11-02", "levels"),
        ("/changes", "changes"),
        ("/plan", "plan"),
        ("/plan?lang=en&at=2026-11-03", "plan"),
        ("/procedures/ha-tinh:1.000001", "explain"),
    ],
)
def test_documents_keep_the_contract(program: Browser, path: str, schema: str) -> None:
    answer = program.get("/api/v1" + path)
    assert answer.status_code == 200, answer.text
    assert faults(schema, answer.json()) == []


@pytest.mark.parametrize("name", ["LEVELS", "EXPLAIN", "CHANGES", "PLAN", "CHECK"])
def test_examples_keep_the_contract(name: str) -> None:
    assert faults(name.lower(), getattr(examples, name)) == []


def test_lists(program: Browser) -> None:
    portals = program.get("/api/v1/portals").json()
    assert [one["id"] for one in portals["items"]] == ["ca-mau", "ha-tinh"] and portals["total"] == 2
    assert [one["id"] for one in program.get("/api/v1/portals?province=ca-mau").json()["items"]] == ["ca-mau"]
    assert len(program.get("/api/v1/provinces").json()["items"]) == 34
    assert len(program.get("/api/v1/provinces?at=2024-01-01").json()["items"]) == 63
    found = program.get("/api/v1/procedures", params={"portal": "ha-tinh", "level": "3"}).json()
    assert {one["name"] for one in found["items"]} == {"Cấp giấy chứng nhận số 1", FORMULA}
    assert program.get("/api/v1/procedures?level=unknown").json()["items"][0]["level"] is None
    assert program.get("/api/v1/procedures?q=giay chung nhan so 4").json()["total"] == 1
    runs = program.get("/api/v1/runs?portal=ha-tinh&limit=2").json()["items"]
    assert [run["night"] for run in runs] == ["2026-11-04", "2026-11-03"] and runs[0]["coverage"]["read"] == 4


def test_pages_hold_everything_once(program: Browser) -> None:
    whole = [row["url"] + row["portal"] for row in program.get("/api/v1/levels").json()["procedures"]]
    for path, key in (("/api/v1/levels?limit=2", "procedures"), ("/api/v1/procedures?limit=2", "items")):
        found, here, pages = [], path, 0
        while here:
            answer = program.get(here)
            found += [row["url"] + row["portal"] for row in answer.json()[key]]
            here = answer.links.get("next", {}).get("url", "")
            pages += 1
        assert sorted(found) == sorted(whole) and len(whole) == 5 and pages == 3
    summaries = {json.dumps(program.get(f"/api/v1/levels?limit={n}").json()["summary"]) for n in (1, 2, 100)}
    assert summaries == {json.dumps({"0": 0, "1": 1, "2": 0, "3": 2, "4": 1, "unknown": 1})}


def test_unchanged_answers_are_not_sent_again(program: Browser, filled: Store) -> None:
    paths = ["levels", "procedures", "portals", "changes", "provinces", "plan", "runs", "exports/levels.csv", "procedures/ha-tinh:1.000001"]
    tags = {path: program.get(f"/api/v1/{path}").headers["etag"] for path in paths}
    for path, tag in tags.items():
        again = program.get(f"/api/v1/{path}", headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag), path
    assert program.get("/api/v1/levels?limit=1", headers={"If-None-Match": tags["levels"]}).status_code == 200
    with filled.write() as connection:
        annotate(connection, find_procedures(connection, "ha-tinh:1.000001")[0].id, "Đã xem", "lan", None, moment(night(3)))
    changed = program.get("/api/v1/procedures/ha-tinh:1.000001", headers={"If-None-Match": tags["procedures/ha-tinh:1.000001"]})
    assert changed.status_code == 200 and changed.json()["annotations"][0]["text"] == "Đã xem"


def test_faults_are_json_with_a_reason(program: Browser) -> None:
    for path, status in {
        "/levels?portal=none": 404,
        "/levels?province=Atlantis": 404,
        "/procedures/none": 404,
        "/plan?plan=none": 404,
        "/checks/none": 404,
        "/checks/none/result": 404,
        "/levels?at=yesterday": 422,
        "/levels?limit=0": 422,
        "/levels?portal=a%00b": 422,
        "/procedures/1.000001": 409,
        "/none": 404,
    }.items():
        answer = program.get("/api/v1" + path)
        assert (path, answer.status_code, "detail" in answer.json()) == (path, status, True)
        assert answer.headers["content-type"].startswith("application/json")


def test_odd_days_hold_nothing_and_long_windows_are_cut(program: Browser) -> None:
    assert program.get("/api/v1/levels?at=0001-01-01").json()["procedures"] == []
    assert program.get("/api/v1/changes?since=2026-11-09&until=2026-11-02").json()["changes"] == []
    assert program.get("/api/v1/changes?since=0001-01-01&until=2026-11-04").json()["since"][:10] == "2025-09-30"


def test_exports_have_stable_columns_in_both_forms(program: Browser) -> None:
    for name, columns in (("levels", LEVELS), ("changes", CHANGES), ("portals", PORTALS)):
        table = program.get(f"/api/v1/exports/{name}.csv")
        assert table.headers["content-disposition"] == f'attachment; filename="mucdo-{name}.csv"'
        rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
        lines = [json.loads(line) for line in program.get(f"/api/v1/exports/{name}.jsonl").text.splitlines()]
        assert list(rows[0]) == list(columns) == list(lines[0]) and len(rows) == len(lines) > 0
    assert LEVELS[:4] == ("portal", "province", "id", "code")


def test_portal_text_is_no_formula_in_csv_and_untouched_in_json(program: Browser) -> None:
    """Formula injection."""
    rows = list(csv.DictReader(io.StringIO(program.get("/api/v1/exports/levels.csv").content.decode("utf-8-sig"))))
    assert "'" + FORMULA in {row["name"] for row in rows}
    assert not any(cell[:1] in ("=", "+", "-", "@", "\t") for row in rows for cell in row.values())
    lines = [json.loads(line) for line in program.get("/api/v1/exports/levels.jsonl").text.splitlines()]
    assert FORMULA in {line["name"] for line in lines}


def test_markup_in_portal_text_stays_data(program: Browser) -> None:
    """XSS: no answer of the API is a page to any browser."""
    for path in (
        "levels",
        "procedures",
        "procedures/ha-tinh:1.000003",
        "exports/levels.csv",
        "exports/levels.jsonl",
        f"procedures/{MARKUP}",
    ):
        answer = program.get(f"/api/v1/{path}")
        kind = answer.headers["content-type"]
        assert kind.startswith(("application/json", "text/csv", "application/jsonl")), kind
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert MARKUP in program.get("/api/v1/exports/levels.jsonl").text


def test_keys(site: Served, program: Browser) -> None:
    key = site.key_of("lan")
    assert program.get("/api/v1/portals", headers=key).status_code == 200
    wrong = program.get("/api/v1/portals", headers={"Authorization": key["Authorization"] + "x"})
    assert wrong.status_code == 401 and wrong.headers["www-authenticate"] == "Bearer"
    assert program.get("/api/v1/portals", headers={"Authorization": "Basic bGFuOng="}).status_code == 401
    url = "http://127.0.0.9:9/"
    assert program.post("/api/v1/checks", json={"url": url}).status_code == 403
    asked = program.post("/api/v1/checks", json={"url": url}, headers=key)
    assert asked.status_code == 202
    state = program.get(asked.headers["location"]).json()
    assert state == asked.json() and state["state"] == "queued" and state["result"] is None


def test_a_session_changes_nothing_through_the_api(site: Served) -> None:
    """CSRF: what a browser sends by itself does not count where no form token is asked for."""
    with Browser(site.url) as lan:
        lan.log_in("lan")
        assert lan.post("/api/v1/checks", json={"url": "http://127.0.0.9:8/"}).status_code == 403


def test_private_reading(filled: Store) -> None:
    with served(filled, web_public=False) as site, Browser(site.url) as visitor, Browser(site.url) as lan:
        site.add_user("lan")
        assert visitor.get("/api/v1/levels").status_code == 401
        assert visitor.get("/metrics").status_code == 401
        assert visitor.get("/en?x=1").headers["location"] == "/en/login?next=/en%3Fx%3D1"
        assert visitor.get("/healthz").status_code == visitor.get("/login").status_code == 200
        assert visitor.get("/metrics", headers=site.key_of("lan")).status_code == 200
        lan.log_in("lan")
        assert lan.get("/api/v1/levels").status_code == 200
        assert lan.get("/").headers["cache-control"] == "no-store"


def test_description_names_every_operation_with_examples(program: Browser) -> None:
    described = program.get("/api/v1/openapi.json").json()
    assert {"/api/v1/levels", "/api/v1/checks", "/api/v1/plan", "/api/v1/exports/levels.{form}"} <= set(described["paths"])
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation.get("description"), f"{method} {path}"
    assert described["paths"]["/api/v1/levels"]["get"]["responses"]["200"]["content"]["application/json"]["example"] == examples.LEVELS


def test_every_plan_is_judged(program: Browser, filled: Store) -> None:
    found = program.get("/api/v1/plan").json()
    assert {one["id"] for one in found["documents"]} == {plan.document.id for plan in known_plans(filled)}


def test_metrics_and_health(program: Browser) -> None:
    text = program.get("/metrics").text
    assert 'mucdo_procedures{level="3",portal="ha-tinh"} 2.0' in text
    assert 'mucdo_run_read{portal="ha-tinh"} 4.0' in text
    assert 'mucdo_portal_state{portal="ca-mau",state="ok"} 1.0' in text
    assert 'mucdo_runs{state="ok"} 6.0' in text
    assert program.get("/healthz").text == "ok\n" and program.get("/readyz").text == "ok\n"
