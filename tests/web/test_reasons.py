"""Every reason that the health check can give is told in both languages, with its own figures."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from classifier.vocabulary import Outcome
from scheduler.health import Assertions, Facts, Report, judge_run
from web.reasons import TOLD, told, warned

USUAL = Facts(1200, {"agency": 0.9}, compared=1200)
GOOD = Report(Outcome.OK, listed=1200, read=1200, failed=0, complete=True)
NOTHING = Assertions()

SEEN = {
    "not_read": (replace(GOOD, read=600), USUAL, NOTHING, ("600", "1.200")),
    "pages_failed": (replace(GOOD, read=700, failed=500), USUAL, NOTHING, ("500", "1.200")),
    "nothing_seen": (GOOD, replace(USUAL, seen=0), NOTHING, ()),
    "below_expected": (GOOD, USUAL, Assertions(expected_min=1300), ("1.200", "1.300")),
    "above_expected": (GOOD, USUAL, Assertions(expected_max=1100), ("1.200", "1.100")),
    "count_fell": (GOOD, replace(USUAL, seen=600), NOTHING, ("600", "1.200")),
    "count_rose": (GOOD, replace(USUAL, seen=2400), NOTHING, ("2.400", "1.200")),
    "coverage_fell": (GOOD, replace(USUAL, shares={"agency": 0.3}), NOTHING, ("cơ quan", "30 %", "90 %")),
    "levels_fell": (GOOD, replace(USUAL, fell=500), NOTHING, ("500", "1.200")),
    "levels_rose": (GOOD, replace(USUAL, rose=500), NOTHING, ("500", "1.200")),
}


def test_every_named_reason_is_tried() -> None:
    assert set(SEEN) == set(TOLD)


@pytest.mark.parametrize("name", SEEN)
def test_a_doubt_is_a_sentence_with_its_figures(name: str) -> None:
    report, facts, assertions, parts = SEEN[name]
    [reason] = [one for one in judge_run(report, facts, [USUAL], assertions).reasons if one.startswith(name)]
    vietnamese, technical = told(reason, "vi")
    english, _ = told(reason, "en")
    assert not technical and vietnamese != english and name not in vietnamese
    places = [vietnamese.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.OK])
def test_a_failure_keeps_the_technical_words_beside_the_sentence(outcome: Outcome) -> None:
    [reason] = judge_run(replace(GOOD, outcome=outcome, reason="status 503: try later"), USUAL, [USUAL], NOTHING).reasons
    sentence, technical = told(reason, "vi")
    assert sentence and technical == "status 503: try later"


@pytest.mark.parametrize("reason", ["", "killed by hand", "count_fell: fewer than before", "later_rule: 3 of 4", "ok: fine"])
def test_what_is_not_known_is_shown_as_it_was_kept(reason: str) -> None:
    assert told(reason, "vi") == ("", reason)


def test_every_warning_of_the_crawler_is_a_sentence_in_both_languages() -> None:
    source = "".join(path.read_text("utf-8") for path in (Path(__file__).parents[2] / "crawler" / "reader").rglob("*.py"))
    given = set(re.findall(r'warnings(?:\.append\(| \+= \[)\s*f?"([a-z_]+)(?:"|: (?!\{self\.session\.stopped))', source))
    given |= {f"stopped: {why}" for why in re.findall(r'self\.stop\(f?"([a-z_:]+)', source)}
    assert {"max_procedures", "parts_unread", "documents", "parts_unopened", "stopped: timeout", "stopped: budget:"} <= given
    for warning in given:
        vietnamese, english = warned(warning, "vi"), warned(warning, "en")
        assert vietnamese != english and warning not in (vietnamese, english), warning
    assert warned("Thông báo bảo trì", "vi") == "Thông báo bảo trì"
    assert "một nửa" in warned("suspect: một nửa", "vi") and not warned("suspect: một nửa", "vi").startswith("suspect")
