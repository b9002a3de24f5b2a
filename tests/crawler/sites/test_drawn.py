"""Sites that a script draws, read through a real Chromium: a shell with routes, and a section that a script fills."""

from __future__ import annotations

import json
from typing import Any

import pytest

from classifier.sites.model import Item, SiteState, State
from crawler.config import Settings
from crawler.sites.child import run_survey
from crawler.sites.order import SiteOrder, SiteResult, SurveyOrder
from tests.crawler.sites.test_politeness import AT
from tests.portal_server import portal_server

ABOUT = "Sở thực hiện chức năng tham mưu, giúp Ủy ban nhân dân tỉnh quản lý nhà nước về nội vụ trên địa bàn toàn tỉnh."
NEWS = ["Hội nghị tổng kết công tác năm tại trung tâm huyện miền núi", "Khởi công cầu dân sinh ở hai xã vùng cao của tỉnh"]
MENU = {"gioi-thieu": "Giới thiệu", "tin-tuc": "Tin tức", "hoi-dap": "Hỏi đáp", "anh": "Thư viện ảnh", "video": "Video", "bao": "Báo chí"}
DATA = {"gioi-thieu": [ABOUT], "tin-tuc": NEWS, "hoi-dap": [], "anh": ["Ảnh"], "video": ["Video"], "bao": ["Báo"]}
ROUTER = """
const menu = MENU, entry = row => `<p><a href="#/bai">${row}</a> 28/12/2020</p>`;
async function show() {
  const name = location.hash.replace(/^#[/]/, '');
  const rows = name ? await (await fetch('/api/' + name)).json() : [];
  document.getElementById('app').innerHTML = '<nav>' + Object.entries(menu).map(([k, v]) => `<a href="#/${k}">${v}</a>`).join(' ') +
    '</nav><section>' + (name ? `<h2>${menu[name]}</h2>` : '') + rows.map(entry).join('') + '</section>';
}
addEventListener('hashchange', show); show();
""".replace("MENU", json.dumps(MENU, ensure_ascii=False))
LINKS = "".join(f"<li><a href='/{path}'>{label}</a></li>" for path, label in MENU.items())
FILLED = (
    "<script>fetch('/api/{0}').then(r => r.json()).then(rows => rows.forEach("
    "r => {{ document.getElementById('c').innerHTML += '<p><a href=\"/bai\">' + r + '</a></p>' }}))</script>"
)


def page(body: str, kind: str = "text/html; charset=utf-8") -> dict[str, Any]:
    return {"body": body, "type": kind}


@pytest.fixture(scope="module")
def results() -> dict[str, SiteResult]:
    api = {f"/api/{name}": page(json.dumps(rows, ensure_ascii=False), "application/json") for name, rows in DATA.items()}
    shell = {"/": page("<html><head><title>Sở</title></head><body><div id='app'></div><script src='/app.js'></script></body></html>")}
    shell["/app.js"] = page(ROUTER, "text/javascript; charset=utf-8")
    whole = {
        f"/{name}": page(f"<html><body><ul>{LINKS}</ul><h2>{label}</h2><div id='c'></div>{FILLED.format(name)}</body></html>")
        for name, label in MENU.items()
    }
    whole["/"] = page(f"<html><body><ul>{LINKS}</ul></body></html>")
    found: dict[str, SiteResult] = {}
    settings = Settings(allow_networks="127.0.0.0/8", pictures=False)  # type: ignore[arg-type]  # parsed
    blind = Settings(allow_networks="127.0.0.0/8", chromium="/nonexistent")  # type: ignore[arg-type]  # parsed
    with portal_server(pages=shell | api) as drawn, portal_server(pages=whole | api) as filled:
        for eyes, names in ((settings, ("drawn", "filled")), (blind, ("drawn blind", "filled blind"))):
            sites = tuple(SiteOrder(name, server.url, "so") for name, server in zip(names, (drawn, filled), strict=True))
            run_survey(SurveyOrder(sites, AT, delay=0, timeout=200), eyes, lambda one: found.update({one.id: one}))
    return found


@pytest.mark.browser
@pytest.mark.parametrize("site", ["drawn", "filled"])
def test_what_a_script_draws_is_read(results: dict[str, SiteResult], site: str) -> None:
    reading = results[site].reading
    assert reading.state is SiteState.OK
    states = {item: found.state for item in (Item.INTRODUCTION, Item.NEWS, Item.QUESTIONS, Item.GAZETTE) if (found := reading.of(item))}
    wanted = {Item.INTRODUCTION: State.PRESENT, Item.NEWS: State.PRESENT, Item.QUESTIONS: State.EMPTY, Item.GAZETTE: State.MISSING}
    assert states == wanted


@pytest.mark.browser
def test_without_a_browser_it_is_unknown_and_never_empty(results: dict[str, SiteResult]) -> None:
    for site in ("drawn blind", "filled blind"):
        states = {item: found.state for item in (Item.INTRODUCTION, Item.NEWS, Item.QUESTIONS) if (found := results[site].reading.of(item))}
        assert set(states.values()) == {State.UNKNOWN}, site
