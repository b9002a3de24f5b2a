"""The rules of change, night by night, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from classifier.model import Declared, Entry
from classifier.vocabulary import Outcome, Scheme
from scheduler.applying import label_of
from scheduler.changes import changes
from scheduler.finishing import RunError, accept_run
from scheduler.history import Current, Rules, missed
from storage.engine import Store
from storage.queries.levels import levels_at
from storage.queries.procedures import find_procedures, history_of
from tests.scheduler.nights import listed, night, read_portal
from tests.storage.entries import entry, moment, register, report

PORTAL = "ha-tinh"


@pytest.fixture(autouse=True)
def _portal(store: Store) -> None:
    register(store, PORTAL)


def base(count: int = 20) -> list[Entry]:
    return [entry(number) for number in range(1, count + 1)]


def with_(entries: list[Entry], number: int, **changed: object) -> list[Entry]:
    return [replace(e, **changed) if e.key == str(number) else e for e in entries]


def without(entries: list[Entry], number: int) -> list[Entry]:
    return [e for e in entries if e.key != str(number)]


def levels(store: Store, at: date | None = None) -> dict[str | None, int | None]:
    with store.read() as connection:
        return {row.key: row.level for row in levels_at(connection, at)}


def test_first_healthy_run_is_the_baseline(store: Store) -> None:
    finished = read_portal(store, PORTAL, night(1), base())
    assert finished.health.healthy
    assert listed(store, night(1)) == []
    assert len(levels(store)) == 20


def test_unchanged_night_adds_nothing(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    read_portal(store, PORTAL, night(2), reversed(base()))
    assert listed(store, night(1), night(2)) == []
    with store.read() as connection:
        (reference,) = find_procedures(connection, "1.000001")
        assert len(history_of(connection, reference.id)) == 1


def test_rise_is_listed_at_once(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    read_portal(store, PORTAL, night(2), with_(base(), 1, level=3))
    assert listed(store, night(2)) == [("upgrade", "1.000001", 2, 3)]
    read_portal(store, PORTAL, night(3), with_(base(), 1, level=3))
    assert listed(store, night(3)) == []


def test_rise_taken_back_is_withdrawn_without_a_downgrade(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    read_portal(store, PORTAL, night(2), with_(base(), 1, level=4))
    read_portal(store, PORTAL, night(3), base())
    assert listed(store, night(1), night(3)) == []
    withdrawn = changes(store, night(3), night(3)).withdrawn
    assert [(c.kind, c.code, c.level_to) for c in withdrawn] == [("upgrade", "1.000001", 4)]
    assert levels(store, night(2))["1"] == 2
    assert levels(store)["1"] == 2


def test_settled_rise_is_not_withdrawn_later(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    for number in (2, 3):
        read_portal(store, PORTAL, night(number), with_(base(), 1, level=3))
    read_portal(store, PORTAL, night(4), base())
    assert listed(store, night(4)) == []
    read_portal(store, PORTAL, night(5), base())
    assert listed(store, night(5)) == [("downgrade", "1.000001", 3, 2)]
    assert listed(store, night(2)) == [("upgrade", "1.000001", 2, 3)]


def test_drop_needs_two_nights_and_counts_from_the_first(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    lower = with_(base(), 1, level=1)
    read_portal(store, PORTAL, night(2), lower)
    assert listed(store, night(2)) == []
    assert levels(store)["1"] == 2
    read_portal(store, PORTAL, night(3), lower)
    (change,) = changes(store, night(3), night(3)).changes
    assert (change.kind, change.level_from, change.level_to) == ("downgrade", 2, 1)
    assert (change.first_seen, change.confirmed) == (night(2), night(3))
    assert levels(store, night(1))["1"] == 2
    assert levels(store, night(2))["1"] == 1


@pytest.mark.parametrize("confirmations", [1, 3])
def test_how_many_nights_must_agree_is_a_setting(store: Store, confirmations: int) -> None:
    read_portal(store, PORTAL, night(1), base(), confirmations=confirmations)
    less = without(with_(base(), 1, level=1), 2)
    for number in range(2, 2 + confirmations):
        assert listed(store, night(1), night(number)) == []
        read_portal(store, PORTAL, night(number), less, confirmations=confirmations)
    assert [line[0] for line in listed(store, night(1 + confirmations))] == ["downgrade", "gone"]


def test_a_drop_seen_twice_on_one_date_counts_once() -> None:
    label = label_of(entry(1))
    current = Current(label, True, night(1), "r")
    rules = Rules(night(2), "r")
    once = missed(current, None, rules)
    assert once.held is not None and missed(current, once.held, rules).openings == ()
    (opening,) = missed(current, once.held, replace(rules, night=night(3))).openings
    assert (opening.change, opening.present) == ("gone", False)


def test_drop_for_one_night_is_never_listed(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    read_portal(store, PORTAL, night(2), with_(base(), 1, level=1))
    read_portal(store, PORTAL, night(3), base())
    read_portal(store, PORTAL, night(4), with_(base(), 1, level=1))
    read_portal(store, PORTAL, night(5), base())
    assert listed(store, night(1), night(5)) == []


def test_two_drops_that_differ_do_not_agree(store: Store) -> None:
    read_portal(store, PORTAL, night(1), with_(base(), 1, level=4))
    read_portal(store, PORTAL, night(2), with_(base(), 1, level=3))
    read_portal(store, PORTAL, night(3), with_(base(), 1, level=2))
    assert listed(store, night(1), night(3)) == []
    read_portal(store, PORTAL, night(4), with_(base(), 1, level=2))
    assert listed(store, night(4)) == [("downgrade", "1.000001", 4, 2)]


def test_evidence_lost_and_back(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    dark = with_(base(), 1, level=None, strict_level=None)
    read_portal(store, PORTAL, night(2), dark)
    assert listed(store, night(2)) == []
    read_portal(store, PORTAL, night(3), dark)
    assert listed(store, night(3)) == [("evidence_lost", "1.000001", 2, None)]
    read_portal(store, PORTAL, night(4), base())
    assert listed(store, night(4)) == [("back", "1.000001", None, 2)]


def test_level_that_becomes_known_is_a_rise_only_above_what_was_left_open(store: Store) -> None:
    known_before = with_(with_(base(), 1, level=None, level_max=4), 2, level=None, level_max=2)
    read_portal(store, PORTAL, night(1), known_before)
    read_portal(store, PORTAL, night(2), with_(with_(base(), 1, level=3), 2, level=3))
    assert listed(store, night(2)) == [("upgrade", "1.000002", None, 3)]


def test_new_gone_and_back(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    read_portal(store, PORTAL, night(2), [entry(99), *without(base(), 5)])
    assert listed(store, night(2)) == [("new", "1.000099", None, 2)]
    read_portal(store, PORTAL, night(3), [entry(99), *without(base(), 5)])
    assert listed(store, night(3)) == [("gone", "1.000005", 2, None)]
    assert "5" in levels(store, night(1)) and "5" not in levels(store, night(2))
    read_portal(store, PORTAL, night(4), [entry(99), *base()])
    assert listed(store, night(4)) == [("back", "1.000005", None, 2)]


def test_missing_one_night_is_not_gone(store: Store) -> None:
    for number in (1, 2, 3, 4, 5):
        read_portal(store, PORTAL, night(number), base() if number % 2 else without(base(), 5))
    assert listed(store, night(1), night(5)) == []


def test_incomplete_run_removes_nothing(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    for number in (2, 3, 4):
        finished = read_portal(store, PORTAL, night(number), without(base(), 5), report(19, complete=False))
        assert finished.health.healthy
    assert listed(store, night(1), night(4)) == []


def test_procedures_that_failed_are_still_there(store: Store) -> None:
    """A page that cannot be read makes the run incomplete, but it was listed: others may be missed."""
    read_portal(store, PORTAL, night(1), base())
    for number in (2, 3):
        read_portal(store, PORTAL, night(number), without(base(), 5), report(19, complete=False, failed=1))
    assert listed(store, night(3)) == [("gone", "1.000005", 2, None)]


def test_suspect_run_moves_nothing_and_removes_nothing(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    for number in (2, 3):
        finished = read_portal(store, PORTAL, night(number), [replace(e, level=1) for e in base()[:10]])
        assert finished.run.state == "suspect"
        assert any(reason.startswith("count_fell") for reason in finished.health.reasons)
    assert listed(store, night(1), night(3)) == []
    assert levels(store) == dict.fromkeys([str(n) for n in range(1, 21)], 2)
    read_portal(store, PORTAL, night(4), base())
    assert listed(store, night(1), night(4)) == []


def test_unreadable_nights_change_nothing_and_are_named(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    for number, outcome in ((2, Outcome.BLOCKED), (3, Outcome.ERROR)):
        finished = read_portal(store, PORTAL, night(number), [], report(0, outcome=outcome))
        assert finished.run.state == "failed"
    assert listed(store, night(1), night(3)) == []
    (unread,) = changes(store, night(2), night(3)).portals_not_read
    assert (unread.portal, unread.since, unread.outcome) == (PORTAL, night(2), "error")
    read_portal(store, PORTAL, night(4), base())
    assert changes(store, night(2), night(4)).portals_not_read == ()
    assert len(changes(store, night(2), night(3)).portals_not_read) == 1


def test_a_portal_that_was_never_read_is_named_from_its_first_night(store: Store) -> None:
    for number in (1, 2):
        read_portal(store, PORTAL, night(number), [], report(0, outcome=Outcome.BLOCKED))
    (unread,) = changes(store, night(2), night(2)).portals_not_read
    assert (unread.portal, unread.since, unread.outcome, unread.state) == (PORTAL, night(1), "blocked", "failed")
    assert changes(store, night(2), night(2), "ha-tinh").portals_not_read == (unread,)
    assert changes(store, night(2), night(2), "an-giang").portals_not_read == ()


def test_drop_survives_a_suspect_night_between(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    read_portal(store, PORTAL, night(2), with_(base(), 1, level=1))
    read_portal(store, PORTAL, night(3), base()[:5])
    read_portal(store, PORTAL, night(4), with_(base(), 1, level=1))
    assert listed(store, night(1), night(4)) == [("downgrade", "1.000001", 2, 1)]


def test_declared_label_rises_at_once_and_falls_after_two(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    full = Declared(Scheme.ND224_2026, "toan-trinh", "Toàn trình")
    for number in (2, 3):
        read_portal(store, PORTAL, night(number), with_(base(), 1, declared=full))
    assert listed(store, night(2)) == [("declared", "1.000001", 2, 2)]
    for number in (4, 5):
        read_portal(store, PORTAL, night(number), base())
    assert listed(store, night(4)) == []
    (change,) = changes(store, night(5), night(5)).changes
    assert (change.kind, change.declared_from, change.declared_to) == ("declared", "toan-trinh", "mot-phan")


def test_relabelling_by_a_new_decree_is_no_change(store: Store) -> None:
    old = [replace(e, declared=Declared(Scheme.ND42_2022, "mot-phan", "Một phần")) for e in base()]
    read_portal(store, PORTAL, night(1), old)
    new = with_(base(), 1, declared=Declared(Scheme.ND224_2026, "toan-trinh", "Toàn trình"))
    read_portal(store, PORTAL, night(2), new)
    assert listed(store, night(2)) == []
    with store.read() as connection:
        assert {row.scheme for row in levels_at(connection)} == {Scheme.ND224_2026}


def test_labels_that_cannot_mean_the_same_are_marked_across_schemes(store: Store) -> None:
    read_portal(store, PORTAL, night(1), with_(base(), 1, declared=Declared(Scheme.ND43_2011, "2", "Mức độ 2")))
    read_portal(store, PORTAL, night(2), with_(base(), 1, declared=Declared(Scheme.ND224_2026, "toan-trinh", "Toàn trình")))
    found = changes(store, night(2), night(2))
    assert found.changes[0].kind == "declared" and found.changes[0].across_schemes
    assert found.document()["changes"][0]["across_schemes"] is True


def test_renamed_agency_is_rescoped_after_two_nights(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    moved = with_(base(), 1, agency="Sở Y tế và Dân số", key="9001", url="http://127.0.0.1/moi/9001")
    read_portal(store, PORTAL, night(2), moved)
    assert listed(store, night(2)) == []
    read_portal(store, PORTAL, night(3), moved)
    assert listed(store, night(3)) == [("rescoped", "1.000001", 2, 2)]
    assert len(levels(store)) == 20


def test_agency_that_is_not_stated_one_night_is_not_rescoped(store: Store) -> None:
    for number in (1, 2, 3, 4):
        read_portal(store, PORTAL, night(number), base() if number % 2 else with_(base(), 1, agency=None))
    assert listed(store, night(1), night(4)) == []
    with store.read() as connection:
        assert {row.agency for row in levels_at(connection)} == {"Sở Y tế"}


def test_new_software_with_new_ids_and_addresses(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    replaced = [replace(e, key=f"uuid-{n}", url=f"http://127.0.0.1/new#{n}") for n, e in enumerate(reversed(base()))]
    read_portal(store, PORTAL, night(2), replaced)
    read_portal(store, PORTAL, night(3), replaced)
    assert listed(store, night(1), night(3)) == []


def test_twins_with_other_agencies_stay_apart_and_swapped_twins_stay_themselves(store: Store) -> None:
    twins = [
        entry(1, level=2, key="a", url="http://127.0.0.1/a"),
        entry(1, level=4, key="b", url="http://127.0.0.1/b"),
        entry(1, level=3, key="c", url="http://127.0.0.1/c", agency="Ban quản lý khu kinh tế"),
    ]
    read_portal(store, PORTAL, night(1), twins)
    read_portal(store, PORTAL, night(2), reversed(twins))
    assert listed(store, night(1), night(2)) == []
    assert levels(store) == {"a": 2, "b": 4, "c": 3}
    no_ids = [replace(e, key=None, url=f"http://127.0.0.1/row/{n}") for n, e in enumerate(reversed(twins))]
    read_portal(store, PORTAL, night(3), no_ids)
    assert len(levels(store)) == 3


def test_new_rules_reclassify_and_are_never_a_change_of_the_portal(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    read_portal(store, PORTAL, night(1), base())
    monkeypatch.setattr("storage.sink.RULES_VERSION", "next")
    read_portal(store, PORTAL, night(2), with_(base(), 1, level=1))
    assert listed(store, night(2)) == [("reclassified", "1.000001", 2, 1)]
    with store.read() as connection:
        assert {row.rules_version for row in levels_at(connection)} == {"next"}
    read_portal(store, PORTAL, night(3), with_(with_(base(), 1, level=1), 2, level=3))
    assert listed(store, night(3)) == [("upgrade", "1.000002", 2, 3)]


def test_new_evidence_for_the_same_label_is_kept_without_a_span(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    read_portal(store, PORTAL, night(2), [entry(1, quote="Gửi hồ sơ"), *base()[1:]])
    with store.read() as connection:
        (reference,) = find_procedures(connection, f"{PORTAL}:1.000001")
        (span,) = history_of(connection, reference.id)
    assert span.entry is not None and span.entry.evidence[0].quote == "Gửi hồ sơ"


def test_accepting_a_suspect_run_believes_it_at_once(store: Store) -> None:
    read_portal(store, PORTAL, night(1), base())
    runs = [read_portal(store, PORTAL, night(number), base()[:10]) for number in (2, 3, 4)]
    assert [finished.offer for finished in runs] == [False, False, True]
    assert [finished.alarm for finished in runs] == [True, False, False]
    accept_run(store, runs[2].run.id, moment(night(4)))
    assert [kind for kind, *_ in listed(store, night(4))] == ["gone"] * 10
    with pytest.raises(RunError, match="only a suspect run"):
        accept_run(store, runs[2].run.id, moment(night(4)))
    with pytest.raises(RunError, match="older than the history"):
        accept_run(store, runs[0].run.id, moment(night(4)))
    assert read_portal(store, PORTAL, night(5), base()[:10]).health.healthy
