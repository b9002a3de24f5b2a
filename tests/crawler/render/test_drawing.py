"""What the browser gives back of pages drawn by script."""

from __future__ import annotations

import pytest

from classifier.model import Outcome
from crawler.config import Settings
from crawler.fetching import Click, Effect, Purpose, Rendered
from crawler.render.browser import ChromiumBrowser
from tests.crawler.render.conftest import Bench
from tests.crawler.render.spa_server import ROWS, SpaSite

pytestmark = pytest.mark.browser


def html(rendered: Rendered) -> str:
    assert rendered.answer.outcome is Outcome.OK, rendered.answer.reason
    assert rendered.answer.page is not None
    assert isinstance(rendered.answer.page.body, str)
    return rendered.answer.page.body


@pytest.mark.parametrize("path", ["/fetch", "/xhr-gzip", "/late"])
def test_records_drawn_from_data_are_waited_for(bench: Bench, site: SpaSite, path: str) -> None:
    rendered = bench.run(bench.browser.render(site.url(path)))
    assert html(rendered).count("<li>") == 10
    assert ROWS[9]["name"] in html(rendered)
    (exchange,) = rendered.exchanges
    assert exchange.status == 200
    assert b'"items"' in exchange.body


@pytest.mark.parametrize("path", ["/lazy-chunk", "/imported"])
def test_a_part_loaded_later_is_waited_for(bench: Bench, site: SpaSite, path: str) -> None:
    assert "Từ mảnh" in html(bench.run(bench.browser.render(site.url(path))))


def test_code_that_the_page_imports_on_demand_is_waited_for(bench: Bench, site: SpaSite) -> None:
    assert html(bench.run(bench.browser.render(site.url("/import")))).count("<li>") == 10


def test_hash_routes_are_pages_of_their_own(bench: Bench, site: SpaSite) -> None:
    for route in ("#/a", "#/b"):
        rendered = bench.run(bench.browser.render(site.url("/hash") + route))
        assert f"Trang {route}" in html(rendered)
        assert rendered.navigated == site.url("/hash") + route
    assert site.asked("/hash") == ["GET", "GET"]


def test_paging_requests_pass_and_are_remembered_without_secrets(bench: Bench, site: SpaSite) -> None:
    rendered = bench.run(bench.browser.render(site.url("/cursor")))
    assert html(rendered).count("<li>") == 30
    first = rendered.exchanges[0]
    assert (first.method, first.url) == ("POST", site.url("/api/search"))
    assert first.request_body == '{"cursor":0,"size":10,"keyword":""}'
    names = {name.lower() for name in first.request_headers}
    assert "x-tenant" in names
    assert not names & {"authorization", "cookie", "user-agent"}


def test_scrolling_brings_the_rest_of_a_list_until_nothing_new_comes(bench: Bench, site: SpaSite) -> None:
    assert html(bench.run(bench.browser.render(site.url("/scroll")))).count("<li>") == 0
    assert html(bench.run(bench.browser.render(site.url("/scroll"), scrolls=10))).count("<li>") == 40


def test_a_list_in_a_box_of_its_own_is_scrolled_too(bench: Bench, site: SpaSite) -> None:
    assert html(bench.run(bench.browser.render(site.url("/scroll-box")))).count("<li>") == 0
    assert html(bench.run(bench.browser.render(site.url("/scroll-box"), scrolls=10))).count("<li>") == 40


def test_shadow_roots_and_frames_are_part_of_the_page(bench: Bench, site: SpaSite) -> None:
    body = html(bench.run(bench.browser.render(site.url("/shadow"))))
    for text in ("<h2>", "Danh mục thủ tục", "1.000948 Đăng ký khai sinh", "1.000656 Khai tử", "Thủ tục trong khung"):
        assert text in body
    assert f'href="{site.url("/inner/detail?id=7")}"' in body


def test_controls_show_their_current_values(bench: Bench, site: SpaSite) -> None:
    body = html(bench.run(bench.browser.render(site.url("/controls"))))
    assert 'value="mới"' in body
    assert ">ghi chú</textarea>" in body
    assert 'id="c" selected=""' in body
    assert "Hãy bật JavaScript" not in body


@pytest.mark.parametrize("path", ["/redirect-http", "/redirect-script", "/redirect-meta"])
def test_redirects_are_followed_to_the_drawn_page(bench: Bench, site: SpaSite, path: str) -> None:
    rendered = bench.run(bench.browser.render(site.url(path)))
    assert html(rendered).count("<li>") == 10
    assert rendered.navigated == site.url("/fetch")
    assert rendered.answer.redirects == ((site.url(path),) if path == "/redirect-http" else ())


@pytest.mark.parametrize(
    ("status", "outcome"), [(403, Outcome.BLOCKED), (429, Outcome.BLOCKED), (404, Outcome.ERROR), (500, Outcome.ERROR)]
)
def test_an_error_status_is_an_outcome_with_its_page(bench: Bench, site: SpaSite, status: int, outcome: Outcome) -> None:
    answer = bench.run(bench.browser.render(site.url(f"/status/{status}"))).answer
    assert (answer.outcome, answer.page and answer.page.status) == (outcome, status)


def test_clicks_are_made_in_turn(bench: Bench, site: SpaSite) -> None:
    rendered = bench.run(bench.browser.render(site.url("/rows"), [Click("button", 1), Click("#none"), Click("][bad"), Click("#d3")]))
    assert "Thủ tục 4" in html(rendered)
    assert rendered.navigated.endswith("#/tt/3")
    assert bench.run(bench.browser.render(site.url("/rows"), [Click("#a0")])).navigated == site.url("/detail/1")


def test_what_a_press_opens_in_a_frame_is_awaited(bench: Bench, site: SpaSite) -> None:
    rendered = bench.run(bench.browser.render(site.url("/window"), [Click("button")]))
    assert "Thủ tục trong cửa sổ" in html(rendered)


def test_where_clicks_lead_is_told_without_going_there(bench: Bench, site: SpaSite) -> None:
    names = ["a0", "b1", "c2", "d3", "e4", "g5", "h6", "i7", "none"]
    found = bench.run(bench.browser.follow(site.url("/rows"), [Click(f"#{name}") for name in names]))
    assert [each.effect for each in found] == [
        *(
            Effect.ADDRESS,
            Effect.ADDRESS,
            Effect.ROUTE,
            Effect.DATA,
            Effect.FORM,
            Effect.WINDOW,
            Effect.NOTHING,
            Effect.CHANGE,
            Effect.MISSING,
        )
    ]
    leads = [site.url(path) for path in ("/detail/1", "/detail/2", "/rows#/tt/3", "/api/detail?id=4", "/submit", "/detail/6")]
    assert [each.url for each in found[:6]] == leads
    assert (found[4].method, found[4].body) == ("POST", "__EVENTTARGET=row5")
    assert "Thủ tục 4" in found[3].html
    assert not [path for _, path, _ in site.hits if path.startswith(("/detail", "/submit"))]


def test_a_click_goes_on_from_the_one_before_only_where_it_says_so(bench: Bench, site: SpaSite) -> None:
    clicks = [Click("#d3"), Click("#h6", goes_on=True), Click("#i7", goes_on=True), Click("#h6", goes_on=True), Click("#i7")]
    found = bench.run(bench.browser.follow(site.url("/rows"), clicks))
    assert [each.effect for each in found] == [Effect.DATA, Effect.NOTHING, Effect.CHANGE, Effect.NOTHING, Effect.CHANGE]
    assert ["Thủ tục 4" in found[place].before for place in (2, 4)] == [True, False]


def test_an_element_that_shows_other_words_is_not_pressed(bench: Bench, site: SpaSite) -> None:
    clicks = [Click("button", 0, "c"), Click("button", 1, "c"), Click("button", 40, "c"), Click("button", 1, "khác")]
    found = bench.run(bench.browser.follow(site.url("/rows"), clicks))
    assert [each.effect for each in found] == [Effect.ROUTE, Effect.ROUTE, Effect.ROUTE, Effect.MISSING]


def test_every_document_and_data_request_is_judged_and_waits_for_its_turn(bench: Bench, site: SpaSite) -> None:
    bench.judged.clear()
    bench.turns.clear()
    bench.run(bench.browser.render(site.url("/fetch")))
    assert bench.turns == [(site.url("/fetch"), Purpose.PAGE), (site.url("/api/list?page=1"), Purpose.DATA)]
    assert bench.judged == [url for url, _ in bench.turns]


@pytest.mark.parametrize("path", ["/forbidden/page", "/redirect-http-forbidden"])
def test_a_document_that_robots_forbids_is_not_asked_for(bench: Bench, site: SpaSite, path: str) -> None:
    answer = bench.run(bench.browser.render(site.url(path))).answer
    assert (answer.outcome, answer.page) == (Outcome.ROBOTS, None)
    assert not site.asked("/forbidden/page")


def test_forbidden_data_and_forbidden_ways_on_leave_the_page_as_it_is(bench: Bench, site: SpaSite) -> None:
    assert "bị chặn" in html(bench.run(bench.browser.render(site.url("/data-forbidden"))))
    rendered = bench.run(bench.browser.render(site.url("/redirect-forbidden")))
    assert "còn đây" in html(rendered)
    assert rendered.navigated == site.url("/redirect-forbidden")
    assert not [path for _, path, _ in site.hits if path.startswith("/forbidden")]


def test_a_judge_that_fails_lets_nothing_through(bench: Bench, site: SpaSite) -> None:
    async def run() -> Rendered:
        async def allowed(url: str) -> bool:
            if "/api/" in url:
                raise OSError("robots.txt unreadable")
            return True

        browser = ChromiumBrowser(Settings(), allowed=allowed, proxy=bench.proxy.url)
        try:
            return await browser.render(site.url("/fetch"))
        finally:
            await browser.close()

    assert html(bench.run(run())).count("<li>") == 0
    assert not site.asked("/api/list")
