"""Which runs are believed, and when somebody is told."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from classifier.vocabulary import Outcome
from scheduler.health import Assertions, Facts, PortalState, Report, alarm_due, judge_run, offered, state_of

SHARES = {"code": 1.0, "agency": 1.0, "field": 0.9, "declared": 0.8, "level": 0.9}
USUAL = Facts(200, SHARES, compared=200)
GOOD = Report(Outcome.OK, listed=200, read=200, failed=0, complete=True)
FREE = Assertions()


def reasons(report: Report, facts: Facts, past: int = 7, assertions: Assertions = FREE) -> list[str]:
    health = judge_run(report, facts, [USUAL] * past, assertions)
    assert health.healthy == (not health.reasons)
    return [reason.split(":")[0] for reason in health.reasons]


def test_a_usual_run_is_believed() -> None:
    health = judge_run(GOOD, USUAL, [USUAL], FREE)
    assert health.healthy and health.removals


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (replace(USUAL, seen=100), ["count_fell"]),
        (replace(USUAL, seen=170), ["count_fell"]),
        (replace(USUAL, seen=180), []),
        (replace(USUAL, seen=261), []),
        (replace(USUAL, seen=400), ["count_rose"]),
        (replace(USUAL, shares=SHARES | {"agency": 0.3}), ["coverage_fell"]),
        (replace(USUAL, shares=SHARES | {"level": 0.1}), ["coverage_fell"]),
        (replace(USUAL, shares=SHARES | {"declared": 0.7}), []),
        (replace(USUAL, fell=80), ["levels_fell"]),
        (replace(USUAL, rose=80), ["levels_rose"]),
        (replace(USUAL, fell=20, rose=20), []),
    ],
)
def test_against_the_past(facts: Facts, expected: list[str]) -> None:
    assert reasons(GOOD, facts) == expected


def test_a_small_portal_may_lose_a_few() -> None:
    past = [Facts(8, SHARES)] * 3
    assert judge_run(GOOD, Facts(5, SHARES), past, FREE).healthy
    assert not judge_run(GOOD, Facts(4, SHARES), past, FREE).healthy


def test_first_run_is_held_against_assertions_only() -> None:
    assert reasons(GOOD, replace(USUAL, seen=20), past=0) == []
    assert reasons(GOOD, replace(USUAL, seen=20), past=0, assertions=Assertions(expected_min=100)) == ["below_expected"]
    assert reasons(GOOD, USUAL, past=0, assertions=Assertions(expected_max=100)) == ["above_expected"]


def test_the_crawler_own_doubt_and_failed_pages() -> None:
    assert reasons(replace(GOOD, suspect="counter says 400"), USUAL) == ["crawler"]
    assert reasons(replace(GOOD, failed=50, read=150), USUAL) == ["pages_failed"]
    assert reasons(replace(GOOD, failed=5, read=195), USUAL) == []
    assert reasons(GOOD, Facts(0, {}), past=0) == ["nothing_seen"]


@pytest.mark.parametrize(
    ("listed", "read", "failed", "expected"),
    [(63, 1, 0, ["not_read"]), (63, 55, 2, ["not_read"]), (4, 2, 0, ["not_read"]), (63, 62, 0, []), (63, 58, 5, []), (63, 0, 0, [])],
)
def test_what_was_listed_and_never_opened_is_not_read(listed: int, read: int, failed: int, expected: list[str]) -> None:
    """Even when the crawler calls the run complete; a portal that is nothing but lists (read = 0) has no pages to open."""
    assert reasons(replace(GOOD, listed=listed, read=read, failed=failed), replace(USUAL, seen=listed), past=0) == expected


@pytest.mark.parametrize(
    ("complete", "read", "failed", "removals"),
    [(True, 200, 0, True), (False, 195, 5, True), (False, 190, 5, False), (False, 200, 0, False)],
)
def test_absence_means_something_only_when_the_list_was_read_to_its_end(complete: bool, read: int, failed: int, removals: bool) -> None:
    health = judge_run(replace(GOOD, complete=complete, read=read, failed=failed), USUAL, [USUAL], FREE)
    assert health.healthy and health.removals is removals


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.BLOCKED, PortalState.BLOCKED),
        (Outcome.LOGIN, PortalState.BLOCKED),
        (Outcome.CLOSED, PortalState.CLOSED),
        (Outcome.ERROR, PortalState.DOWN),
        (Outcome.EMPTY, PortalState.DOWN),
    ],
)
def test_what_cannot_be_read_is_never_suspect(outcome: Outcome, state: PortalState) -> None:
    assert judge_run(replace(GOOD, outcome=outcome), Facts(0, {}), [USUAL], FREE).state is state


def test_maintenance_is_no_fault() -> None:
    assert state_of(Outcome.ERROR, "Hệ thống đang bảo trì, nâng cấp") is PortalState.MAINTENANCE
    assert state_of(Outcome.ERROR, "Tạm ngừng cung cấp dịch vụ để chuyển dữ liệu") is PortalState.MAINTENANCE
    assert state_of(Outcome.CLOSED, "Cổng tạm dừng") is PortalState.CLOSED
    assert state_of(Outcome.ERROR, "answered 503 and asks to wait 3600 s") is PortalState.MAINTENANCE
    assert state_of(Outcome.BLOCKED, "answered 429 and asks to wait 3600 s") is PortalState.BLOCKED
    assert state_of(Outcome.ERROR, "timeout", in_window=True) is PortalState.MAINTENANCE
    assert state_of(Outcome.BLOCKED, "", in_window=True) is PortalState.BLOCKED
    assert judge_run(GOOD, replace(USUAL, seen=10), [USUAL], FREE, in_window=True).state is PortalState.MAINTENANCE


def test_one_alarm_on_the_transition() -> None:
    ok, suspect, down = PortalState.OK, PortalState.SUSPECT, PortalState.DOWN
    nights = [ok, suspect, suspect, down, down, ok, down, PortalState.MAINTENANCE]
    assert [alarm_due(before, now) for before, now in itertools.pairwise(nights)] == [
        True,
        False,
        True,
        False,
        False,
        True,
        False,
    ]
    assert alarm_due(None, down) and not alarm_due(None, ok)


def test_three_suspect_nights_are_offered() -> None:
    suspect, ok = PortalState.SUSPECT, PortalState.OK
    assert offered([suspect] * 3)
    assert not offered([suspect] * 2)
    assert not offered([suspect, ok, suspect, suspect])
