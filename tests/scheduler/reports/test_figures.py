"""From nights of crawling to the figures of a report, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from classifier.vocabulary import Tier
from scheduler.reports.gather import ReportError, gather
from scheduler.reports.model import Report
from scheduler.reports.period import PeriodError, parse_period
from scheduler.reports.sections import cautions, sections, tables
from scheduler.reports.tables import Table
from storage.engine import Store
from tests.scheduler.nights import read_portal
from tests.scheduler.reports.quarters import AT, FIRST, HOSTILE, SECOND, fill, placed, shown
from tests.storage.entries import entry, register


def made(store: Store, period: str = "2026-Q3", province: str | None = "Hà Tĩnh", lang: str = "vi") -> Report:
    return gather(store, parse_period(period), province, lang, AT)


def table(report: Report, ident: str) -> Table:
    return next(one for one in tables(report) if one.id == ident)


def line(found: Table, name: str) -> dict[str, object]:
    """The cells of the line that is named so, by column."""
    (row,) = [row for row in found.rows if row.cells[found.item] == name]
    return {column.id: cell for column, cell in zip(found.columns, row.cells, strict=True)}


def test_each_procedure_counts_once_and_suspended_ones_not_at_all(store: Store) -> None:
    fill(store)
    report = made(store)
    assert report.total is not None
    # 16 rows: one suspended, and two that are one TTHC at two agencies.
    assert (len(shown()), report.total.total, report.excluded) == (16, 14, 1)
    assert (report.total.levels, report.total.unknown) == ((1, 8, 2, 2, 0), 1)
    assert report.total.possible[0] == 14 and report.total.at_least(3) == 2
    health, justice = (line(table(report, "agencies"), name) for name in ("Sở Y tế", "Sở Tư pháp"))
    assert (health["level_4"], justice["level_1"]) == (1, 1), "at each agency it has its own level"


def test_the_old_table_and_the_cumulative_one(store: Store) -> None:
    fill(store)
    report = made(store)
    total = line(table(report, "agencies"), "TỔNG CỘNG")
    assert [total[f"level_{n}"] for n in (0, 1, 2, 3, 4)] == [1, 8, 2, 2, 0]
    assert (total["total"], total["level_unknown"], total["share_34"], total["possible_34"]) == (14, 1, 14.29, 100.0)
    assert total["active"] is None and total["dossiers"] is None, "what no public page shows is blank"
    reached = line(table(report, "cumulative"), "TỔNG CỘNG")
    assert [reached[f"from_{n}"] for n in (1, 2, 3, 4)] == [12, 4, 2, 0]
    assert [reached[f"share_{n}"] for n in (1, 2, 3, 4)] == [85.71, 28.57, 14.29, 0.0]


def test_the_vendors_table_and_the_four_levels_stay_apart(store: Store) -> None:
    fill(store)
    report = made(store)
    later = line(table(report, "labels"), "TỔNG CỘNG")
    counted = ("services", "whole", "part", "information", "other_scale", "no_label")
    assert [later[name] for name in counted] == [14, 2, 2, 1, 2, 7]
    four = line(table(report, "declared"), "TỔNG CỘNG")
    assert [four[f"level_{n}"] for n in (1, 2, 3, 4)] == [0, 0, 1, 0]
    assert (four["merged"], four["other_scale"], four["no_label"], four["above"]) == (1, 5, 7, 1)
    assert line(table(report, "declared"), "Sở Y tế")["share_34"] is None, "0 % of another scale would be a lie"


def test_blocks_are_those_of_the_vendors_form(store: Store) -> None:
    fill(store)
    report = made(store)
    heads = [row.cells[:3] for row in table(report, "agencies").rows if row.strong]
    assert heads == [
        ("I", "Sở, ban, ngành", 11), ("II", "UBND cấp huyện", None), ("III", "UBND cấp xã", 2), ("IV", "Chưa rõ cấp", 1),
        (None, "TỔNG CỘNG", 14),
    ]  # fmt: skip
    assert [row.cells[1] for row in table(report, "agencies").rows if row.cells[1] in ("Sở Nông nghiệp và Môi trường", "Sở Y tế")] == [
        "Sở Nông nghiệp và Môi trường", "Sở Y tế",
    ]  # fmt: skip


def test_districts_count_while_there_are_districts(store: Store) -> None:
    register(store, "ha-tinh")
    read_portal(store, "ha-tinh", date(2020, 5, 4), [placed(entry(1, 3, "3"), "UBND huyện Can Lộc", Tier.DISTRICT, "Hộ tịch")])
    report = gather(store, parse_period("2020"), "Hà Tĩnh", "vi", AT)
    blocks = {block.tier: block.counts and block.counts.total for block in report.blocks}
    assert blocks == {"province": 0, "district": 1, "commune": 0}


def test_two_spellings_are_one_agency(store: Store) -> None:
    register(store, "ha-tinh")
    names = ["Sở Y tế", "SỞ Y TẾ", "Sở  Y tế"]
    rows = [placed(entry(n, 2, "mot-phan"), name, Tier.PROVINCE, "Y tế") for n, name in enumerate(names, 1)]
    read_portal(store, "ha-tinh", FIRST, rows)
    assert line(table(made(store), "agencies"), "Sở Y tế")["total"] == 3


def test_start_and_end_of_the_period(store: Store) -> None:
    fill(store)
    trend = table(made(store), "trend")
    assert line(trend, "Mức 3") == {"item": "Mức 3", "start": 1, "end": 2, "difference": 1}
    assert line(table(made(store, "2026-Q2"), "trend"), "Mức 3")["start"] is None, "nothing had been read before"


def test_changes_and_unread_portals_are_those_of_the_other_commands(store: Store) -> None:
    fill(store)
    report = made(store)
    assert [(c.kind, c.code, c.level_from, c.level_to, c.confirmed) for c in report.changes] == [("upgrade", "1.000003", 2, 3, SECOND)]
    assert [(u.portal, u.since, u.outcome) for u in report.unread] == [("mot-cua", FIRST, "blocked")]
    blocked = line(table(report, "coverage"), "mot-cua")
    assert (blocked["nights"], blocked["believed"], blocked["last_read"], blocked["listed"]) == (2, 0, None, None)
    assert line(table(report, "coverage"), "ha-tinh")["believed"] == 3


def test_targets_carry_their_quote_figures_and_verdicts(store: Store) -> None:
    fill(store)
    report = made(store)
    target = line(table(report, "targets"), "HT-02")
    assert (target["evidenced_low"], target["evidenced_high"], target["denominator"]) == (14.29, 100.0, 14)
    assert target["verdict_now"] == "tùy cách hiểu (sau hạn)" and target["threshold"] == 90.0
    assert "mức độ 3" in str(line(table(report, "quotes"), "HT-02")["quote"])
    assert line(table(report, "targets"), "HT-04")["evidenced_low"] is None


def test_a_period_that_is_not_over_counts_up_to_today(store: Store) -> None:
    fill(store)
    report = gather(store, parse_period("2026"), "Hà Tĩnh", "vi", AT)
    assert report.as_of == AT.date() and any("chưa kết thúc" in words for words in cautions(report))
    assert any("01/07/2026" in words for words in cautions(report)), "the change of regime is named"
    with pytest.raises(PeriodError, match="after today"):
        gather(store, parse_period("2027"), "Hà Tĩnh", "vi", AT)


def test_never_read_is_blank_everywhere(store: Store) -> None:
    register(store, "ha-tinh")
    report = made(store)
    assert report.total is None and any("không phải là 0" in words for words in cautions(report))
    for found in tables(report):
        if found.id not in ("targets", "quotes", "coverage", "definitions"):
            figures = [cell for row in found.rows for cell in row.cells if isinstance(cell, int | float)]
            assert figures == [], found.id
    assert not any(words for words in sections(report)["levels"])


def test_all_provinces_stand_in_one_report(store: Store) -> None:
    fill(store)
    register(store, "son-la", province="Sơn La")
    read_portal(store, "son-la", FIRST, shown())
    report = made(store, province=None)
    assert report.provinces == ("Hà Tĩnh", "Sơn La") and report.total is not None
    assert [(one.name, one.counts.total) for one in report.by_province] == [("Hà Tĩnh", 14), ("Sơn La", 14)]
    assert report.total.total == 28, "the same code in two provinces is two services"
    agencies = table(report, "agencies")
    assert [row.cells[2] for row in agencies.rows if row.cells[1] == "Sở Y tế"] == ["Hà Tĩnh", "Sơn La"]
    assert {target.province for target in report.targets} == {"Hà Tĩnh", "Sơn La"}


def test_a_province_without_portals_is_said(store: Store) -> None:
    fill(store)
    with pytest.raises(ReportError, match="mucdo portals add"):
        made(store, province="Cà Mau")


def test_names_lose_what_nobody_can_see(store: Store) -> None:
    fill(store)
    names = {row.cells[1] for row in table(made(store), "agencies").rows}
    assert "+84 gọi ngay" in names and set(HOSTILE) - names == {HOSTILE[2]}


def test_both_languages_have_the_same_figures(store: Store) -> None:
    fill(store)
    vietnamese, english = made(store), made(store, lang="en")
    assert replace(english, lang="vi", targets=(), sites=()) == replace(vietnamese, targets=(), sites=())
    unworded = [[replace(one, tier="", state="", lacking=()) for one in report.sites] for report in (english, vietnamese)]
    assert unworded[0] == unworded[1] and len(unworded[0]) == 3
    for one, other in zip(tables(vietnamese), tables(english), strict=True):
        assert one.id == other.id and [c.id for c in one.columns] == [c.id for c in other.columns]
        assert one.title != other.title


def test_agency_sites_have_a_line_each_with_what_they_lack(store: Store) -> None:
    fill(store)
    found = {line.agency: line for line in gather(store, parse_period("2026-Q3"), "Hà Tĩnh", "en", AT).sites}
    own = found["Sở Y tế"]
    assert (own.required, own.counts, own.lacking) == (14, (12, 1, 1, 0, 0), ("Questions and answers (Đ15)",))
    assert own.score is not None and 0 < own.score[0] == own.score[1] < 100
    assert (found[HOSTILE[0]].counts, found[HOSTILE[0]].score, found[HOSTILE[0]].lacking) == (None, (0, 0), ())
    assert (found["Ủy ban nhân dân xã Lạ"].score, found["Ủy ban nhân dân xã Lạ"].visited_on) == (None, None)
    early = gather(store, parse_period("2026-Q2"), "Hà Tĩnh", "vi", AT).sites
    assert [line.counts for line in early] == [None, None, None]
