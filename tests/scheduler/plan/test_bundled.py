"""The five plans as data: all 81 rows, quoted word for word, each able to say why it is or is not decided."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from scheduler.messages import MESSAGES
from scheduler.plan.model import Cause, Kind, Observable, ReadingId
from tests.scheduler.plan.standings import GROUPS, PLANS, target

SEEDS = Path(__file__).resolve().parents[3].parent / "shared" / "seeds"


def test_all_rows_of_the_five_documents_are_there() -> None:
    assert {name: len(plan.targets) for name, plan in PLANS.items()} == {"HT": 13, "HD": 28, "CM": 14, "QB": 13, "SL": 13}
    for name, plan in PLANS.items():
        assert [t.id for t in plan.targets] == [f"{name}-{n:02d}" for n in range(1, len(plan.targets) + 1)]


def test_the_rows_a_crawler_decides() -> None:
    decided = [t.id for plan in PLANS.values() for t in plan.targets if t.observable is Observable.PUBLIC and t.reason is None]
    assert sorted(decided) == sorted(
        "HT-01 HT-02 HT-03 HD-13 HD-14 HD-15 HD-18 CM-01 CM-02 CM-03 CM-04 QB-01 QB-02 QB-03 SL-09 SL-10 SL-11".split()
    )


@pytest.mark.parametrize(
    ("ident", "level", "compare", "threshold"),
    [
        ("HT-01", 2, ">=", 100),
        ("HT-02", 3, ">", 90),
        ("HT-03", 4, ">=", 30),
        ("HD-14", 3, ">=", 25),
        ("HD-15", 4, ">=", 10),
        ("QB-02", 3, ">=", 30),
        ("SL-09", 3, ">=", 39),
        ("SL-11", 4, ">=", 7),
    ],
)
def test_thresholds(ident: str, level: int, compare: str, threshold: int) -> None:
    row = target(ident)
    assert (row.level, row.compare, row.threshold) == (level, compare, threshold)


@pytest.mark.parametrize(("ident", "threshold"), [("HD-14", 35), ("QB-02", 50), ("SL-10", 37)])
def test_stacked_thresholds_are_the_sums_of_the_plan(ident: str, threshold: int) -> None:
    stacked = [reading.threshold for reading in target(ident).readings if reading.id is ReadingId.STACKED]
    assert stacked == [threshold]


@pytest.mark.real
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not beside the project")
def test_every_quote_stands_in_its_document() -> None:
    for plan in PLANS.values():
        assert plan.document.source.file is not None
        text = " ".join((SEEDS / plan.document.source.file).read_text("utf-8").split())
        missing = [t.id for t in plan.targets if t.quote not in text]
        assert missing == []
        assert plan.document.number is None or plan.document.number in text


def test_every_cause_reading_and_group_has_words() -> None:
    for cause in Cause:
        assert f"plan.cause.{cause}" in MESSAGES
    for reading in ReadingId:
        assert f"plan.reading.{reading}" in MESSAGES
    used = Counter(t.scope.group for plan in PLANS.values() for t in plan.targets if t.scope.group)
    assert set(used) - set(GROUPS) == {"QD-1819-2015-PL1"}, "only the list that nobody has found may be missing"


def test_external_rows_can_be_entered() -> None:
    external = [t for plan in PLANS.values() for t in plan.targets if t.observable is Observable.EXTERNAL]
    assert [t.id for t in external] == ["HT-06", "QB-12"] and all(t.threshold is not None for t in external)
    assert target("HT-06").kind is Kind.RANK and len(target("HT-06").due) == 5
