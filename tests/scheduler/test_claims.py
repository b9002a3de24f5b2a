"""Many schedulers at once: one makes the slot, one leases each run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

from storage.engine import Store, open_store
from storage.runs import claim_run, claim_slot, queue_runs, renew_lease
from tests.scheduler.nights import night
from tests.storage.entries import moment, register

NOW = moment(night(1))


def at_once(store: Store, work: Callable[[Store, int], None], count: int = 6) -> None:
    """Run `work` in threads, each with a connection pool of its own, as separate schedulers have."""

    def one(number: int) -> None:
        with open_store(store.url) as own:
            barrier.wait()
            work(own, number)

    barrier = threading.Barrier(count)
    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_slot_is_made_once_and_a_run_is_leased_once(store: Store) -> None:
    register(store, "a", "b")
    made: list[tuple[int, bool]] = []
    leased: list[tuple[str, int]] = []

    def night_of(own: Store, number: int) -> None:
        worker = f"host{number}:1:1"
        slot, first = claim_slot(own, "nightly", night(1), worker, NOW)
        made.append((slot, first))
        for run in queue_runs(own, slot, "nightly", night(1), NOW, ["a", "b"]):
            if claim_run(own, run.id, worker, NOW, NOW + timedelta(minutes=1)) is not None:
                leased.append((run.portal, number))

    at_once(store, night_of)
    assert len({slot for slot, _ in made}) == 1
    assert sum(first for _, first in made) == 1
    assert sorted(portal for portal, _ in leased) == ["a", "b"]


def test_a_lease_that_was_lost_cannot_be_renewed(store: Store) -> None:
    register(store, "a")
    slot, _ = claim_slot(store, "nightly", night(1), "one:1:1", NOW)
    (run,) = queue_runs(store, slot, "nightly", night(1), NOW, ["a"])
    first = claim_run(store, run.id, "one:1:1", NOW, NOW + timedelta(minutes=1))
    assert first is not None and renew_lease(store, run.id, first.attempt, NOW + timedelta(minutes=2))
    later = NOW + timedelta(minutes=3)
    second = claim_run(store, run.id, "two:1:1", later, later + timedelta(minutes=1))
    assert second is not None and second.attempt == first.attempt + 1
    assert not renew_lease(store, run.id, first.attempt, later)
