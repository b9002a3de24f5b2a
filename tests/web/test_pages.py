"""Every page in a real Chromium over a small stored history: both languages, axe, hostile words, and the figures of the commands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from classifier.vocabulary import Scheme
from crawler.config import load_settings
from scheduler.changes import changes
from scheduler.plan.service import plan_document
from scheduler.plan.stored import StoredPlans, known_plans
from scheduler.reports.model import Counts
from storage.engine import Store
from storage.queries import found
from storage.queries.changes import listed_changes, newest_changes
from storage.queries.found import ProcedureFilter, count_procedures, find_page
from storage.queries.levels import level_counts, levels_at
from storage.queries.runs import list_runs
from storage.queries.tallies import change_counts, changes_by_day, label_tallies
from tests.cli.running import mucdo
from tests.web.history import DRAWN, HOSTILE, NIGHTS, NOW, PICTURE, TODAY, build
from web.pages.overview import shown_share
from web.serving import serving

pytestmark = pytest.mark.browser
_SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def base(stored: Store) -> Iterator[str]:
    settings = load_settings().model_copy(
        update={"database_url": stored.url, "now": datetime.fromisoformat(NOW), "web_bind": "127.0.0.1:0"}
    )
    with serving(settings, stored) as url:
        yield url


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def addresses(store: Store) -> list[str]:
    """One address of every kind of page, the hostile procedures included."""
    with store.read() as connection:
        rows = levels_at(connection, TODAY)
    own = [f"/procedures/{row.portal}/{quote(row.handle)}" for row in rows if row.portal == "son-la"]
    pages = [f"/evidence/{row.portal}/{row.span}" for row in rows if row.snapshot is not None and row.portal == "son-la"]
    assert len(own) == len(HOSTILE) and pages
    return [
        "/",
        "/?show=all&map=63",
        "/provinces/ha-tinh",
        "/provinces/son-la",
        "/provinces/hai-duong",
        "/procedures",
        "/procedures?province=son-la",
        f"/changes?since={NIGHTS[0]}&until={TODAY}",
        "/runs",
        "/runs/1",
        f"/runs/{_run(store, 'son-la')}",
        f"/runs/{_run(store, 'hai-duong')}",
        "/rules",
        "/reports",
        "/targets/HT-01",
        "/procedures/ha-tinh/1.000004",
        *own,
        *pages,
    ]


def _run(store: Store, portal: str) -> int:
    with store.read() as connection:
        return list_runs(connection, portal=portal)[0].id


def get(base: str, path: str) -> requests.Response:
    return requests.get(base + path, timeout=60)


@pytest.mark.timeout(900)
def test_every_page_in_both_languages_is_whole_and_no_words_of_a_portal_run(stored: Store, base: str, tab: Page) -> None:
    faults: list[str] = []
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add(request.url))
    for path in addresses(stored):
        for prefix in ("", "/en"):
            answer = tab.goto(base + prefix + path)
            assert answer is not None and answer.status == 200, path
            assert tab.evaluate("window.fired") is None, f"{path} obeys a portal"
            assert tab.locator("main h1").count() == 1, path
            assert tab.locator("script, iframe, object, embed, [style], [onclick], [onerror], [onload], [onfocus]").count() == 0, path
            assert tab.locator("a[href^='javascript:'], main img:not([src*='/pictures/'])").count() == 0, path
            assert tab.locator("html").get_attribute("lang") == (prefix.strip("/") or "vi")
    assert faults == [], "a browser complains"
    assert all(one.startswith(base) for one in asked), "a page loads something from elsewhere"


@pytest.mark.timeout(900)
def test_axe_finds_nothing_serious(stored: Store, base: str, tab: Page) -> None:
    kinds = ["/", "/provinces/ha-tinh", "/procedures", "/procedures/ha-tinh/1.000004", f"/changes?since={NIGHTS[0]}&until={TODAY}"]
    with stored.read() as connection:
        kinds += [f"/evidence/{row.portal}/{row.span}" for row in levels_at(connection, TODAY) if row.snapshot is not None][:1]
    for path in [
        *kinds,
        "/runs",
        "/runs/1",
        "/rules",
        "/reports",
        "/targets/HT-01",
        "/checks",
        "/login",
        "/en/provinces/son-la",
        "/procedures?page=99",
        "/nothing",
    ]:
        tab.goto(base + path)
        found = Axe().run(tab).response["violations"]
        serious = [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in _SERIOUS]
        assert serious == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read_in_light_and_dark(stored: Store, base: str, browser: Browser, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    with stored.read() as connection:
        span = next(row.span for row in levels_at(connection, TODAY, portal="ha-tinh") if row.snapshot is not None)
    rest = ("/changes", "/runs", "/targets/HT-01", f"/evidence/ha-tinh/{span}", "/sites", "/checks", "/reports", "/login", "/en/rules")
    for path in ("/", "/provinces/ha-tinh", "/procedures/ha-tinh/1.000004", *(rest if scheme == "dark" else ("/checks", "/login"))):
        page.goto(base + path)
        found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], path
    context.close()


def test_a_phone_shows_every_page_without_scrolling_sideways(stored: Store, base: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in (*addresses(stored)[:16], addresses(stored)[-1], "/checks", "/login", "/sites"):
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    ours = ("/", "/provinces/ha-tinh", "/procedures?province=ha-tinh", f"/changes?province=ha-tinh&since={NIGHTS[0]}&until={TODAY}")
    for path in (*ours, "/runs?portal=ha-tinh", "/runs/1", "/rules", "/targets/HT-01", "/procedures/ha-tinh/1.000004", "/sites"):
        for prefix in ("", "/en"):
            page.goto(base + prefix + path)
            tables = page.locator(".scroll:visible:has(> table)")
            cut = tables.evaluate_all(
                "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText.slice(0, 80))"
            )
            assert cut == [], f"{prefix}{path} cuts a table off"
    context.close()


def test_the_provinces_fit_on_a_desk_a_tablet_and_a_sheet_and_print_light(base: str, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(base + "/")
    table = page.locator(".scroll:has(> .provinces)")
    for medium, width in (("screen", 1440), ("screen", 1024), ("screen", 390), ("print", 720)):
        page.emulate_media(media=medium)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        assert table.evaluate("one => one.scrollWidth <= one.clientWidth"), f"cut off at {width} on {medium}"
    colours = {(name, medium): _colour(page, name, medium) for name in ("--card", "--l4") for medium in ("screen", "print")}
    assert colours["--card", "print"] == "#fff" and colours["--l4", "print"] != colours["--l4", "screen"], "dark colours on paper"
    page.goto(base + "/provinces/ha-tinh")
    folded = page.locator("details.folded:not([open]) > *:not(summary)").first
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)  # type: ignore[arg-type]
        assert folded.evaluate("one => one.checkVisibility()") is (medium == "print"), "what is folded is whole on paper"
    context.close()


def _colour(page: Page, name: str, medium: str) -> str:
    page.emulate_media(media=medium)  # type: ignore[arg-type]
    found: str = page.evaluate("name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", name)
    return found


def test_the_map_colours_no_province_of_which_hardly_anything_is_known() -> None:
    known, open_ = (Counts(4, (0, 0, 2, 1, 1), 0, (4, 4, 4, possible, 1), {}, 0) for possible in (3, 4))
    assert shown_share(known) == 50.0 and shown_share(open_) == 50.0
    assert shown_share(Counts(4, (0, 4, 0, 0, 0), 0, (4, 4, 4, 4, 4), {}, 0)) is None
    assert shown_share(Counts(0, (0, 0, 0, 0, 0), 0, (0, 0, 0, 0, 0), {}, 0)) is None


def test_the_keyboard_reaches_the_content_first_and_every_link(base: str, tab: Page) -> None:
    tab.goto(base + "/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"


def test_one_click_gives_the_same_page_in_the_other_language(base: str, tab: Page) -> None:
    tab.goto(base + "/procedures?province=ha-tinh&level=3")
    tab.click("a.language")
    assert tab.url == base + "/en/procedures?province=ha-tinh&level=3"
    assert "procedures on 2020-12-31" in tab.inner_text("main")
    tab.click("a.language")
    assert tab.url == base + "/procedures?province=ha-tinh&level=3"


def test_figures_of_the_overview_are_those_of_the_commands(stored: Store, base: str, folder: Path, tab: Page) -> None:
    said = mucdo("levels", "--format", "json", cwd=folder, now=NOW)
    by_province: dict[str, dict[str, int]] = {}
    for one in said.json["procedures"]:
        counts = by_province.setdefault(one["province"], dict.fromkeys(("0", "1", "2", "3", "4", "unknown"), 0))
        counts["unknown" if one["level"] is None else str(one["level"])] += 1
    tab.goto(base + "/")
    for row in tab.locator("table.provinces tbody tr").all():
        cells = [cell.inner_text().strip() for cell in row.locator("th, td").all()]
        name = cells[0].split("\n")[0].strip()
        assert cells[1] == str(sum(by_province[name].values()))
        assert cells[3:9] == [str(n) for n in by_province.pop(name).values()]
    assert by_province == {}


def test_every_number_of_the_overview_leads_to_as_many_lines(base: str, tab: Page) -> None:
    tab.goto(base + "/?q=ha")
    links = [
        (link.get_attribute("href"), link.inner_text())
        for link in tab.locator("table.provinces tbody td a:not(.plain)[href*='/procedures?']").all()
    ]
    assert len(links) >= 5
    for address, number in links:
        page = get(base, str(address)).text
        assert re.search(rf">{number} thủ tục, ngày", page), address
        assert page.count('<td class="level">') == int(number)


def test_changes_are_those_of_the_command(stored: Store, base: str, tab: Page) -> None:
    listed = changes(stored, NIGHTS[0], TODAY).changes
    assert listed
    tab.goto(f"{base}/changes?since={NIGHTS[0]}&until={TODAY}")
    shown = tab.locator("table.list tbody tr").all()
    assert len(shown) == len(listed)
    assert sorted(row.locator("small.code").inner_text() for row in shown) == sorted(str(change.code) for change in listed)


def test_verdicts_are_those_of_the_plan(stored: Store, base: str) -> None:
    (plan,) = [plan for plan in known_plans(stored) if plan.document.id == "HT"]
    report = plan_document(StoredPlans(stored), plan, TODAY)
    page = get(base, "/provinces/ha-tinh").text
    for verdict in report.verdicts:
        value = verdict.at_due if verdict.due <= TODAY else verdict.current
        item = page.split(f'<li id="{verdict.target.id}">')[1].split("</li>")[0]
        assert f"vd-{value.verdict}" in item, verdict.target.id


def test_the_evidence_of_two_spans_stands_side_by_side(base: str, tab: Page) -> None:
    tab.goto(base + "/procedures/son-la/1.000042")
    removed, added = tab.locator("table.difference del").all_inner_texts(), tab.locator("table.difference ins").all_inner_texts()
    assert any("2" in words for words in removed) and any("3" in words for words in added)


def test_the_stored_page_is_text(stored: Store, base: str) -> None:
    with stored.read() as connection:
        rows = [row for row in levels_at(connection, TODAY, portal="ha-tinh") if row.snapshot is not None]
    answer = get(base, f"/evidence/ha-tinh/{rows[0].span}")
    assert rows[0].name in answer.text and "<pre" in answer.text
    assert get(base, "/evidence/ha-tinh/999999").status_code == 404
    assert get(base, f"/evidence/son-la/{rows[0].span}").status_code == 404


def test_a_drawn_page_is_shown_as_a_picture_and_others_say_why_not(base: str, tab: Page) -> None:
    tab.goto(f"{base}/procedures/ha-tinh/{DRAWN}")
    image = tab.locator("figure.picture img")
    image.scroll_into_view_if_needed()
    image.evaluate("picture => picture.decode()")  # the page's own rules forbid what waiting for a predicate would evaluate
    assert image.evaluate("picture => picture.naturalWidth") == 1
    address = str(image.get_attribute("src"))
    answer = get(base, address)
    assert answer.headers["content-type"] == "image/webp" and answer.content == PICTURE.body
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert get(base, address.replace("ha-tinh", "son-la")).status_code == 404
    tab.goto(f"{base}/procedures/ha-tinh/1.000005")
    assert tab.locator("figure.picture").count() == 0
    assert "Không có ảnh chụp: trang đọc được mà không cần trình duyệt." in tab.inner_text("main")


def test_the_feed_is_well_formed_whatever_portals_write(stored: Store, base: str) -> None:
    for path in ("/feeds/changes.atom", "/feeds/son-la.atom", "/en/feeds/ha-tinh.atom"):
        answer = get(base, path)
        assert answer.headers["content-type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(answer.content)  # noqa: S314  # our own page
        entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
        assert entries, path
        assert all(one.find("{http://www.w3.org/2005/Atom}link") is not None for one in entries)


def test_a_report_can_be_downloaded_and_holds_the_period(base: str) -> None:
    answer = get(base, "/reports/file?province=ha-tinh&period=2020-Q4&format=csv")
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    assert "Hà Tĩnh" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/?at=1", 400),
        ("/?sort=x", 400),
        ("/procedures?page=0", 400),
        ("/procedures?at=99999-01-01", 400),
        ("/changes?week=2020-W99", 400),
        ("/changes?since=2020-12-31&until=2020-01-01", 400),
        ("/runs?night=x", 400),
        ("/runs/x", 400),
        ("/runs/99999999999999", 404),
        ("/provinces/nowhere", 404),
        ("/procedures/ha-tinh/none", 404),
        ("/targets/XX-01", 404),
        ("/nothing", 404),
        ("/reports/file?period=x", 400),
        ("/reports/file?period=2020-Q4&format=exe", 400),
        ("/procedures?q=%25%00%27", 200),
        ("/procedures?page=99", 200),
    ],
)
def test_nonsense_is_answered_with_a_page_that_says_so(base: str, path: str, status: int) -> None:
    for prefix in ("", "/en"):
        answer = get(base, prefix + path)
        assert answer.status_code == status and "<main" in answer.text, path


def test_tallies_agree_with_the_commands_on_both_databases(store: Store) -> None:
    build(store)
    for day in (None, TODAY, NIGHTS[0], NIGHTS[1]):
        with store.read() as connection:
            rows = levels_at(connection, day)
            tallied, counted = label_tallies(connection, day), level_counts(connection, day)
        assert sum(one.count for one in tallied) == sum(one.count for one in counted) == len(rows)
        above = sum(one.count for one in tallied if one.above)
        assert above == sum("declared_above_evidence" in row.entry.flags for row in rows) and (above > 0 or day == NIGHTS[1])
    labels = (None, (None, None), (Scheme.ND43_2011, "4"), (Scheme.ND43_2011, "3"), (Scheme.ND42_2022, "4"))
    with store.read() as connection:
        for label, levels, above, portals in product(labels, ((), (3, 4), (None,), (None, 2)), (False, True), (None, ("ha-tinh",), ())):
            wanted = ProcedureFilter(portals, TODAY, levels, label, above=above)
            assert count_procedures(connection, wanted) == len(find_page(connection, wanted, "name", 1000, 0)), wanted
        by_day = changes_by_day(connection, NIGHTS[0], TODAY)
        confirmed = listed_changes(connection, NIGHTS[0], TODAY)
        by_kind = {(one.portal, one.kind): one.count for one in change_counts(connection, NIGHTS[0], TODAY)}
        mine = change_counts(connection, NIGHTS[0], TODAY, ["ha-tinh"])
    assert by_kind == Counter((one.portal, one.kind) for one in confirmed)
    assert mine and sum(one.count for one in mine) == sum(one.portal == "ha-tinh" for one in confirmed)
    listed = Counter((one.portal, one.confirmed) for one in confirmed)
    assert listed and {(portal, day): count for portal, days in by_day.items() for day, count in days.items()} == listed


def test_pages_of_a_list_are_parts_of_the_whole_on_both_databases(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    build(store)
    with store.read() as connection:
        listed = listed_changes(connection, NIGHTS[0], TODAY)
        whole = sorted(listed, key=lambda one: -one.confirmed.toordinal())
        paged = [one for n in range(0, len(whole) + 3, 3) for one in newest_changes(connection, NIGHTS[0], TODAY, limit=3, offset=n)]
        assert len(whole) > 3 and set(paged) == set(whole) and [one.confirmed for one in paged] == [one.confirmed for one in whole]
        for kind in {one.kind for one in listed}:
            assert set(newest_changes(connection, NIGHTS[0], TODAY, kind=kind, limit=99)) == {one for one in listed if one.kind == kind}
        mine = listed_changes(connection, NIGHTS[0], TODAY, "ha-tinh")
        assert set(newest_changes(connection, NIGHTS[0], TODAY, "ha-tinh", limit=99)) == set(mine) < set(listed)
        wanted = ProcedureFilter(None, TODAY)
        everything = find_page(connection, wanted, "name", 1000, 0)
        monkeypatch.setattr(found, "_FAR", 1)  # a page that lies far behind is found by what was counted
        for n in range(len(everything) + 2):
            assert find_page(connection, wanted, "name", 2, n) == everything[n : n + 2]
        assert len({one.portal for one in everything}) > 1
        for one in everything:
            assert one in find_page(connection, replace(wanted, words=f" {one.name.upper()}  "), "name", 1000, 0)
            assert one in find_page(connection, replace(wanted, words=str(one.code)), "name", 1000, 0)
        assert find_page(connection, replace(wanted, words="không có ở đâu"), "name", 1000, 0) == []
        assert not store.sqlite or connection.exec_driver_sql("SELECT count(*) FROM sqlite_stat1").scalar()
