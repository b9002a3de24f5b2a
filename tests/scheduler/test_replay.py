"""Three days of a real listing of 1,299 rows: prepended rows, swapped twins, 61 additions, a removal and two level changes."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from classifier.judging.judge import judge_row
from classifier.model import Context, Entry, Row
from scheduler.changes import changes
from storage.engine import Store
from storage.queries.levels import levels_at
from tests.scheduler.nights import read_portal
from tests.storage.entries import register

LISTING = Path(__file__).parents[3] / "shared/real/lamdong/listing_2025-03-27.csv"
DAYS = (date(2025, 3, 27), date(2025, 3, 28), date(2025, 3, 29))
URL = "http://127.0.0.1/vi/procedure/search"

pytestmark = [pytest.mark.real, pytest.mark.skipif(not LISTING.exists(), reason="the real listing is not beside the project")]


def real_rows() -> list[Row]:
    with LISTING.open(encoding="utf-8") as lines:
        return [_row(line["ma_tthc"], line["ten"], line["linh_vuc"], line["co_quan"], line["muc_do"]) for line in csv.DictReader(lines)]


def _row(code: str, name: str, field: str, agency: str, level: str) -> Row:
    return Row(name=name, code=code, field=field, agency=agency, level_text=level)


def relevelled(row: Row, level: str) -> Row:
    return _row(row.code or "", row.name, row.field or "", row.agency or "", level)


def shown(rows: list[Row], day: date) -> list[Entry]:
    """What the crawler stores of a listing without detail pages. The row number is the only id the page has, so there is none."""
    context = Context(at=day, detail_read=False)
    return [judge_row(row, URL, context) for row in rows]


def swap_twins(rows: list[Row]) -> int:
    """Exchange the places of the rows that share a code; returns how many codes have several rows."""
    places: dict[str | None, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row.code, []).append(place)
    twins = [found for found in places.values() if len(found) > 1]
    for found in twins:
        first, last = found[0], found[-1]
        rows[first], rows[last] = rows[last], rows[first]
    return len(twins)


def second_day(rows: list[Row]) -> tuple[list[Row], Row, Row, Row]:
    rows = list(rows)
    codes = Counter(row.code for row in rows)
    single = [row for row in rows if codes[row.code] == 1]
    risen = next(row for row in single if row.level_text == "Một phần")
    fallen = next(row for row in reversed(single) if row.level_text == "Toàn trình")
    removed = single[len(single) // 2]
    rows[rows.index(risen)] = relevelled(risen, "Toàn trình")
    rows[rows.index(fallen)] = relevelled(fallen, "Một phần")
    rows.remove(removed)
    assert swap_twins(rows) == 5
    added = [_row(f"3.{number:06d}", f"Thủ tục mới ban hành số {number}", "Đất đai", "Sở, ban ngành", "Một phần") for number in range(61)]
    return [*added, *rows], risen, fallen, removed


def test_three_days_give_exactly_what_happened(store: Store) -> None:
    register(store, "lam-dong", province="Lâm Đồng")
    rows = real_rows()
    assert len(rows) == 1299
    later, risen, fallen, removed = second_day(rows)
    third = list(later)
    random.Random(7).shuffle(third)  # noqa: S311 - an order, not a secret
    for day, listing in zip(DAYS, (rows, later, third), strict=True):
        assert read_portal(store, "lam-dong", day, shown(listing, day)).health.healthy

    assert changes(store, DAYS[0], DAYS[0]).changes == ()
    on_second = changes(store, DAYS[1], DAYS[1]).changes
    assert Counter(c.kind for c in on_second) == {"new": 61, "declared": 1}
    (rise,) = (c for c in on_second if c.kind == "declared")
    assert (rise.code, rise.declared_from, rise.declared_to) == (risen.code, "mot-phan", "toan-trinh")
    on_third = {c.kind: c for c in changes(store, DAYS[2], DAYS[2]).changes}
    assert set(on_third) == {"declared", "gone"} and len(changes(store, DAYS[2], DAYS[2]).changes) == 2
    assert (on_third["declared"].code, on_third["declared"].declared_to) == (fallen.code, "mot-phan")
    assert on_third["gone"].code == removed.code
    assert changes(store, DAYS[0], DAYS[2]).withdrawn == ()
    with store.read() as connection:
        assert [len(levels_at(connection, day)) for day in DAYS] == [1299, 1359, 1359]
