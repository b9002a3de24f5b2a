"""What an officer does with the pages, over HTTP: sort, filter, look back, read a target, a portal's year, a week's changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
import requests
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.config import load_settings
from scheduler.changes import changes
from scheduler.plan.report import outlook_words
from scheduler.plan.service import plan_document
from scheduler.plan.stored import StoredPlans, known_plans
from storage.engine import Store
from storage.queries.levels import level_counts, levels_at
from storage.queries.procedures import annotate, find_procedures
from storage.queries.registry import provinces
from storage.queries.runs import list_runs
from tests.storage.entries import moment
from tests.web.history import NIGHTS, NOW, TODAY
from tests.web.visible import ENGLISH_NUMBER, ISO, said
from web.serving import serving


@pytest.fixture(scope="module")
def base(stored: Store) -> Iterator[str]:
    settings = load_settings().model_copy(update={"database_url": stored.url, "now": datetime.fromisoformat(NOW)})
    with serving(settings, stored) as url:
        yield url


def page(base: str, path: str) -> LexborHTMLParser:
    answer = requests.get(base + path, timeout=60)
    assert answer.status_code == 200, (path, answer.status_code)
    return LexborHTMLParser(answer.text)


def texts(within: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in within.css(selector)]


def names(tree: LexborHTMLParser) -> list[str]:
    return texts(tree, "table.provinces tbody th a")


def test_the_overview_sorts_both_ways_and_says_so(base: str) -> None:
    for sort, column in (("total", "td.spare"), ("share", "td.n:not(.lv):not(.spare)")):
        orders = {}
        for order in ("asc", "desc"):
            tree = page(base, f"/?sort={sort}&order={order}")
            firsts = [row.css_first(column).text() for row in tree.css("table.provinces tbody tr") if row.css_first(column) is not None]
            orders[order] = [float(words.split("–")[0].replace(",", ".")) for words in firsts]
            assert orders[order] == sorted(orders[order], reverse=order == "desc") and len(set(orders[order])) > 1, sort
            (marked,) = tree.css("table.provinces th[aria-sort]")
            assert marked.attributes["aria-sort"] == ("ascending" if order == "asc" else "descending")
    assert names(page(base, "/?sort=name")) == ["Hà Tĩnh", "Hải Dương", "Sơn La"]
    assert names(page(base, "/?sort=state"))[0] == names(page(base, "/?sort=state&order=asc"))[-1] == "Hải Dương", "the one in trouble"


def test_the_overview_filters_by_words_state_and_whether_a_portal_is_watched(stored: Store, base: str) -> None:
    assert names(page(base, "/?q=son")) == ["Sơn La"], "without marks"
    assert names(page(base, "/?q=h%C3%A0+t")) == ["Hà Tĩnh"]
    by_state = {state: names(page(base, f"/?state={state}")) for state in ("ok", "blocked", "down", "suspect", "never")}
    assert (
        sorted(name for found in by_state.values() for name in found) == ["Hà Tĩnh", "Hải Dương", "Sơn La"]
        and "Hải Dương" not in by_state["ok"]
    )
    with stored.read() as connection:
        standing = {record.name for record in provinces(connection, TODAY)}
    assert standing == set(names(page(base, "/?show=all"))) and len(standing) == 63


@pytest.mark.parametrize(
    ("prefix", "islands"), [("", ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa")), ("/en", ("Hoàng Sa Islands", "Trường Sa Islands"))]
)
def test_both_maps_show_every_province_and_the_two_archipelagos(base: str, prefix: str, islands: tuple[str, str]) -> None:
    for merged in (34, 63):
        (drawing,) = page(base, f"{prefix}/?map={merged}").css("svg.country")
        places = [node.attributes["aria-label"] or "" for node in drawing.css("a[aria-label]")]
        assert len(places) == len(set(places)) == merged
        assert sum("%" in place for place in places) >= 2, "the watched provinces have a share"
        assert set(islands) <= set(texts(drawing, "text.islands"))


def test_a_past_day_shows_what_was_known_then(stored: Store, base: str) -> None:
    for night in (NIGHTS[0], NIGHTS[1]):
        with stored.read() as connection:
            expected = {place: 0 for place in ("Hà Tĩnh", "Sơn La", "Hải Dương")}
            for one in level_counts(connection, night):
                expected[one.province or ""] += one.count
        rows = page(base, f"/?at={night}").css("table.provinces tbody tr")
        shown = {row.css_first("th a").text(): row.css_first("td.spare").text() for row in rows}
        assert {name: int(number) if number != "–" else 0 for name, number in shown.items()} == expected
    assert page(base, "/?at=2019-01-01").css("table.provinces td.spare a[href*='procedures']") == []


def test_a_target_stands_with_its_quote_readings_threshold_and_outlook(stored: Store, base: str) -> None:
    (plan,) = [plan for plan in known_plans(stored) if plan.document.id == "HT"]
    report = plan_document(StoredPlans(stored), plan, TODAY)
    tree = page(base, "/provinces/ha-tinh")
    gauges = 0
    for verdict in report.verdicts:
        (item,) = tree.css(f"li[id='{verdict.target.id}']")
        assert " ".join(verdict.target.quote.split()) in " ".join(item.text().split()), verdict.target.id
        value = verdict.at_due if verdict.due <= TODAY else verdict.current
        gauges += bool(item.css("svg.gauge, .gauge svg"))
        if verdict.target.id in report.projections:
            assert outlook_words(report.projections[verdict.target.id], "vi") in " ".join(item.text().split())
        if len(value.readings) > 1:
            own = page(base, f"/targets/{verdict.target.id}")
            assert len(own.css("main [class*='vd-']")) >= len(value.readings), verdict.target.id
    assert gauges >= 2
    assert report.projections


def test_a_target_without_a_gauge_says_how_many_procedures_reach_it(base: str) -> None:
    tree = page(base, "/provinces/ha-tinh")
    shown = {item.attributes["id"]: texts(item, "p.figures") for item in tree.css(".targets li[id]") if item.css_first("svg.gauge") is None}
    assert any(shown.values()), "nothing to look at"
    for ident, figures in shown.items():
        for words in figures:
            assert re.fullmatch(r"\d+ trong \d+ thủ tục", words), ident
            assert f"Đạt mức {words.split()[0]}" in texts(page(base, f"/targets/{ident}"), "p.switch a")


def test_the_line_of_time_breaks_where_the_law_changed(base: str) -> None:
    assert page(base, "/provinces/ha-tinh").css("svg.timeline line.break") == []
    after = page(base, "/provinces/ha-tinh?at=2026-08-01")
    assert texts(after, "svg.timeline text.break") == ["NĐ 42/2022", "Sáp nhập tỉnh", "NĐ 224/2026"]
    assert len(after.css("svg.timeline path")) >= 4


def test_agencies_and_fields_are_ranked_by_share(base: str) -> None:
    tables = page(base, "/provinces/son-la").css("table.ranking")
    assert len(tables) >= 2
    for table in tables:
        shares = [float(row.css("td.n")[1].text().replace(",", ".")) for row in table.css("tbody tr")]
        assert shares and shares == sorted(shares, reverse=True)


def test_declared_stands_against_evidenced_and_leads_to_the_procedures(stored: Store, base: str) -> None:
    with stored.read() as connection:
        rows = levels_at(connection, TODAY, portal="ha-tinh")
    (matrix,) = page(base, "/provinces/ha-tinh").css("table.matrix")
    numbers = [int(link.text()) for link in matrix.css("tbody td a") if "above=" not in str(link.attributes["href"])]
    assert sum(numbers) == len(rows)


def test_every_number_of_a_province_leads_to_as_many_procedures(base: str) -> None:
    tree = page(base, "/provinces/ha-tinh")
    cells = tree.css("table.ranking tbody td.n, table.matrix tbody td.n")
    numbers = [cell for cell in cells if any(char in "123456789" for char in cell.text())]
    links = {str(link.attributes["href"]): link.text() for cell in numbers if (link := cell.css_first("a[href]")) is not None}
    assert len(numbers) > 10 and all(cell.css_first("a[href]") is not None for cell in numbers)
    assert {"above=1" in address for address in links} == {True, False}
    for address, words in links.items():
        if words.isdecimal():
            assert f">{words} thủ tục, ngày" in requests.get(base + address, timeout=60).text, address
    assert all(line.css_first("a[href^='/targets/']") is not None for line in tree.css(".gauge-line .figures"))


def test_a_year_of_nights_has_a_square_for_each_and_says_what_failed(base: str) -> None:
    (year,) = page(base, "/provinces/hai-duong").css("svg.calendar")
    squares = {node.text().split(":")[0].strip(): node for node in year.css("rect")}
    assert len(squares) >= 365
    told = {words.split(":")[0]: words for words in texts(year, "rect title")}
    read, blocked = told[f"{NIGHTS[0]:%d/%m/%Y}"], told[f"{NIGHTS[1]:%d/%m/%Y}"]
    assert "đọc tốt" in read and "không đọc được" in blocked and "(" in blocked


def test_changes_are_listed_by_kind_and_week(stored: Store, base: str) -> None:
    window = f"since={NIGHTS[0]}&until={TODAY}"
    listed = changes(stored, NIGHTS[0], TODAY).changes
    assert listed
    for kind in ("upgrade", "gone", *{change.kind for change in listed}):
        shown = page(base, f"/changes?{window}&kind={kind}").css("table.list tbody tr")
        assert len(shown) == sum(change.kind == kind for change in listed), kind
        assert {row.css_first(".kind").attributes["class"] for row in shown} <= {f"kind k-{kind}"}
    monday = date.fromisocalendar(2020, 52, 1)
    weekly = changes(stored, monday, date.fromisocalendar(2020, 52, 7)).changes
    assert len(page(base, "/changes?week=2020-W52").css("table.list tbody tr")) == len(weekly) > 0
    assert page(base, "/changes?week=2020-W40").css("table.list") == []


def test_a_run_that_read_nothing_says_why_in_both_languages(base: str) -> None:
    (link,) = page(base, "/runs?state=failed").css("tbody th a[href*='/runs/']")
    for prefix, words in (("", "Kết quả không được ghi vào lịch sử."), ("/en", "history")):
        said = " ".join(page(base, prefix + str(link.attributes["href"])).css_first("main").text().split())
        assert words in said and "403" in said, prefix


def test_a_procedure_says_what_is_missing_for_the_next_level_and_what_people_wrote(stored: Store, base: str) -> None:
    with stored.read() as connection:
        row = next(row for row in levels_at(connection, TODAY, portal="ha-tinh") if row.level == 3)
    with stored.write() as connection:
        (found,) = find_procedures(connection, f"ha-tinh:{row.handle}")
        annotate(connection, found.id, "Sở đã bổ sung biểu mẫu.", "Lan", "https://example.gov.vn/cv", moment(TODAY))
    for prefix, level in (("", "Để đạt mức 4"), ("/en", "4")):
        tree = page(base, f"{prefix}/procedures/ha-tinh/{row.handle}")
        card = " ".join(tree.css_first(".label-card.next").text().split())
        assert level in card and tree.css(".label-card.next li"), card
        said = " ".join(tree.css_first("main").text().split())
        assert "Sở đã bổ sung biểu mẫu." in said and "Lan" in said
        assert tree.css("a[href='https://example.gov.vn/cv']")
        assert tree.css("table tr") and texts(tree, ".rules li, .rule, section li")


def test_every_rule_that_gave_a_label_stands_in_the_book_and_is_led_to(stored: Store, base: str) -> None:
    with stored.read() as connection:
        row = next(row for row in levels_at(connection, TODAY, portal="ha-tinh") if row.level == 3)
    used = {finding.rule for finding in row.entry.findings}
    links = [str(node.attributes["href"]) for node in page(base, f"/procedures/ha-tinh/{row.handle}").css("main a[href*='/rules#']")]
    assert used and used <= {link.partition("#")[2] for link in links}
    for prefix in ("", "/en"):
        book = page(base, f"{prefix}/rules")
        assert len(book.css("main [id^='6.']")) >= 15
        for link in links:
            (rule,) = book.css(f"[id='{link.partition('#')[2]}']")
            assert rule.text().strip()


def test_numbers_and_days_are_written_as_each_language_writes_them(base: str) -> None:
    vi, en = (page(base, f"{prefix}/provinces/ha-tinh").css_first(".tiles").text() for prefix in ("", "/en"))
    assert "," in vi and f"{NIGHTS[-1]:%d/%m/%Y}" in vi
    assert "." in en and f"{NIGHTS[-1].isoformat()}" in en


def test_days_and_numbers_are_written_as_the_reader_writes_them(stored: Store, base: str) -> None:
    with stored.read() as connection:
        row = next(row for row in levels_at(connection, TODAY, portal="ha-tinh") if row.snapshot is not None)
        runs = [run.id for run in list_runs(connection)]
    paths = [
        "/",
        "/?show=all&map=34",
        "/provinces/ha-tinh",
        "/provinces/hai-duong",
        "/procedures",
        f"/changes?since={NIGHTS[0]}&until={TODAY}",
    ]
    paths += ["/runs", *(f"/runs/{run}" for run in runs), "/rules", "/reports", "/checks", "/sites", "/targets/HT-01", "/targets/HD-01"]
    paths += ["/login", "/nothing", f"/procedures/ha-tinh/{row.handle}", f"/evidence/ha-tinh/{row.span}", "/procedures/ha-tinh/1.000003"]
    for path in paths:
        words = list(said(requests.get(base + path, timeout=60).text))
        assert words, path
        assert [one for one in words if ISO.search(one) or ENGLISH_NUMBER.search(one)] == [], path


def test_where_nothing_was_read_nothing_is_counted(base: str) -> None:
    rows = {row.css_first("th a").text(): texts(row, "td") for row in page(base, "/?show=all").css("table.provinces tbody tr")}
    assert len(rows) == 63 and rows.keys() > {"Hà Tĩnh", "An Giang"}
    assert not any(char.isdecimal() for cell in rows["An Giang"] for char in cell), "missing is never 0"
    assert "0" in rows["Hải Dương"]


def test_every_number_of_the_overview_leads_to_the_list_behind_it(base: str) -> None:
    tree = page(base, "/")
    cells = tree.css("table.provinces tbody td.n, table.provinces tfoot td.n")
    numbers = [cell for cell in cells if any(char in "123456789" for char in cell.text())]
    assert len(numbers) > 20 and all(cell.css_first("a[href]") is not None for cell in numbers)
    assert all(tile.css_first("a[href]") is not None for tile in tree.css("ul.tiles li"))
    tiles = {str(link.attributes["href"]): link.css_first("b").text() for link in tree.css("ul.tiles a")}
    for sign, kind in (("▲", "upgrade"), ("▼", "downgrade")):
        (told,) = [words for address, words in tiles.items() if f"kind={kind}" in address]
        by_province = sum(int(words.split()[1]) for words in texts(tree, "table.provinces td a span") if words.startswith(sign))
        assert told == f"{sign} {by_province}", "the sum of the provinces"


def test_the_keyboard_finds_every_control_in_the_order_of_the_page(base: str) -> None:
    for path in ("/", "/provinces/ha-tinh", "/procedures", "/changes", "/runs", "/reports", "/checks", "/sites", "/login"):
        tree = page(base, path)
        assert [one.html for one in tree.css("[tabindex]") if one.attributes["tabindex"] not in ("0", "-1")] == [], path
        assert [one.html for one in tree.css("a:not([href]), [role=button], [onclick]")] == [], "only what the keyboard can reach acts"
        labelled = {one.attributes.get("for") for one in tree.css("label[for]")}
        for control in tree.css("main input:not([type=hidden]), main select, main textarea"):
            inside = any(parent.tag == "label" for parent in _above(control))
            assert inside or control.attributes.get("id") in labelled or control.attributes.get("aria-label"), (path, control.html)


def _above(node: LexborNode) -> Iterator[LexborNode]:
    while (node := node.parent) is not None:  # type: ignore[assignment]
        yield node
