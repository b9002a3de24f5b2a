"""The pages of agency sites in a real Chromium: both languages, axe, filters, hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from classifier.sites.model import Finding, Item, SiteReading, SiteState, State
from classifier.sites.why import Why
from crawler.config import TIME_ZONE
from crawler.render.executable import find_chromium
from storage.engine import open_store
from storage.queries.sites import AgencyRecord, VisitRecord, save_agencies, save_visit
from tests.web.serving import served
from tests.web.visible import ENGLISH_NUMBER, ISO, said

pytestmark = pytest.mark.browser
DAY = date(2020, 12, 30)
NOW = datetime(2020, 12, 30, 12, tzinfo=TIME_ZONE)
FILTERS = ("", "tier=xa", "province=son-la", "state=ok", "province=hai-duong")
HOSTILE = "<script>window.fired=1</script>"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    found = (
        Finding(Item.NEWS, State.PRESENT, "http://a.example/tin", HOSTILE, "", DAY),
        Finding(Item.DIRECTIVES, State.EMPTY, "javascript:window.fired=2", "Chỉ đạo", Why.DEAD_LINK),
    )
    agencies = [
        AgencyRecord("a", "Sơn La", f"Sở {HOSTILE}", "so", "http://a.example/"),
        AgencyRecord("b", "Hà Tĩnh", "UBND xã", "xa", None),
    ]
    url = f"sqlite:///{tmp_path_factory.mktemp('sites') / 'mucdo.db'}"
    with open_store(url) as store:
        with store.write() as connection:
            save_agencies(connection, agencies, NOW)
            save_visit(connection, VisitRecord("a", DAY, NOW, "ok", SiteReading(SiteState.OK, "", "http://a.example/", "", found), "1"))
        with served(store, now=NOW) as site:
            yield site.url


def test_the_pages_in_both_languages_are_whole_and_axe_finds_nothing_serious(base: str) -> None:
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=str(find_chromium())) as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for path in ("/sites", "/sites?province=son-la", "/sites/a", "/sites/b", "/en/sites", "/en/sites/a"):
            answer = page.goto(base + path)
            assert answer is not None and answer.status == 200, path
            assert page.evaluate("window.fired") is None and page.locator("main a[href^='javascript:']").count() == 0, path
            bad = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
            assert bad == [], path


def test_the_items_and_the_filters(base: str) -> None:
    vietnamese, english = (requests.get(f"{base}{prefix}/sites/a", timeout=30).text for prefix in ("", "/en"))
    assert "liên kết hỏng: trang không tồn tại" in vietnamese and "dead link: there is no such page" in english
    listed = {query: requests.get(f"{base}/sites?{query}", timeout=30).text for query in FILTERS}
    assert {query: ("/sites/a" in text, "/sites/b" in text) for query, text in listed.items()} == {
        "": (True, True),
        "tier=xa": (False, True),
        "province=son-la": (True, False),
        "state=ok": (True, False),
        "province=hai-duong": (False, False),
    }
    assert [requests.get(base + path, timeout=30).status_code for path in ("/sites/nobody", "/sites?tier=x", "/sites?province=x")] == [
        404,
        400,
        404,
    ]


def test_pages_of_a_province_and_its_targets_lead_to_its_sites(base: str) -> None:
    for path in ("/provinces/ha-tinh", "/targets/HT-08", "/en/targets/HT-08"):
        tree = HTMLParser(requests.get(base + path, timeout=30).text)
        led = [urlsplit(node.attributes.get("href") or "") for node in tree.css("main a")]
        asked = [parse_qs(one.query).get("province") for one in led if one.path.endswith("/sites")]
        assert ["ha-tinh"] in asked, path
    english = requests.get(f"{base}/en/targets/SL-08?when=current", timeout=30).text
    assert "News (b)" in english and "1 agencies" in english and "Tin tức, sự kiện" not in english and "procedures</small>" not in english
    assert "1 cơ quan" in requests.get(f"{base}/targets/SL-08?when=current", timeout=30).text
    shown = HTMLParser(requests.get(f"{base}/provinces/son-la", timeout=30).text).css_first("#SL-08")
    assert shown is not None and shown.css("p.figures") == [] and "0/1 cơ quan" in shown.text(), "agencies are counted, not procedures"
    listed = HTMLParser(requests.get(f"{base}/sites?tier=xa", timeout=30).text)
    narrowed = [parse_qs(urlsplit(node.attributes.get("href") or "").query) for node in listed.css("th small a")]
    assert narrowed == [{"province": ["ha-tinh"], "tier": ["xa"]}]
    assert "/sites" not in requests.get(f"{base}/targets/HT-01", timeout=30).text.split("<main")[1]


def test_days_are_written_as_the_reader_writes_them(base: str) -> None:
    for path in ("/sites", "/sites/a", "/sites/b"):
        words = list(said(requests.get(base + path, timeout=30).text))
        assert [one for one in words if ISO.search(one) or ENGLISH_NUMBER.search(one)] == [], path
        assert any("30/12/2020" in one for one in words), path
    english = list(said(requests.get(f"{base}/en/sites/a", timeout=30).text))
    assert any("2020-12-30" in one for one in english)
