"""The verdicts of a night are kept, once for as long as they stay the same."""

from __future__ import annotations

import json
from datetime import date

from classifier.vocabulary import Scheme
from scheduler.nightly import end_night
from storage.engine import Store
from storage.queries.verdicts import verdict_history, verdicts_at
from storage.runs import claim_slot
from tests.scheduler.nights import read_portal
from tests.storage.entries import entry, moment, register

FIRST, SECOND, THIRD = date(2020, 12, 20), date(2020, 12, 21), date(2020, 12, 22)


def test_verdicts_are_kept_when_they_change(store: Store) -> None:
    register(store, "ha-tinh")
    for night, declared in ((FIRST, "3"), (SECOND, "3"), (THIRD, "4")):
        read_portal(store, "ha-tinh", night, [entry(n, 3, declared, scheme=Scheme.ND43_2011) for n in range(1, 5)])
        slot, _ = claim_slot(store, "nightly", night, "test:1:1", moment(night))
        assert end_night(store, slot, night, moment(night))
    with store.read() as connection:
        first, last = (verdicts_at(connection, "HT", night) for night in (FIRST, THIRD))
        moved = [v.target for v in last if v.as_of == THIRD]
        assert first and len(first) == len(last) and moved
        history = verdict_history(connection, "HT", moved[0])
        assert [v.as_of for v in history] == [FIRST, THIRD]
        assert json.loads(history[0].body) != json.loads(history[1].body)
        assert verdicts_at(connection, "HT", date(2020, 12, 1)) == []
        assert {v.as_of for v in verdicts_at(connection, "HT", SECOND)} == {FIRST}
