"""Who holds a run and a host: told by watching, whatever the clocks say; and a holder stops before anybody else begins."""

from __future__ import annotations

from datetime import timedelta

from scheduler.leases import LEASE, MARGIN, Leases
from scheduler.runner import host_of
from storage.engine import Store
from storage.hosts import Holding, host_holder, keep_host, take_host
from storage.runs import claim_run, claim_slot, queue_runs, renew_lease
from storage.slots import running_runs
from tests.scheduler.nights import night
from tests.storage.entries import moment, register

NOW = moment(night(1))
LONG = LEASE.total_seconds()


class Watch:
    """A clock that passes evenly."""

    def __init__(self) -> None:
        self.seconds = 5000.0

    def __call__(self) -> float:
        return self.seconds


def leased(store: Store, *portals: str) -> list[int]:
    register(store, *portals)
    slot, _ = claim_slot(store, "nightly", night(1), "other:1:1", NOW)
    runs = queue_runs(store, slot, "nightly", night(1), NOW, portals)
    for run in runs:
        # The clock of the machine that leased it is years behind or ahead: nobody cares.
        assert claim_run(store, run.id, "other:1:1", NOW, NOW + timedelta(days=-3000 if run.id % 2 else 3000), by_clock=False)
    return [run.id for run in runs]


def test_a_lease_that_nobody_renews_is_taken_back_and_one_that_is_renewed_is_not(store: Store) -> None:
    dead, alive = leased(store, "dead", "alive")
    clock = Watch()
    leases = Leases(store, clock)
    for step in range(20):
        assert leases.take_back() == []
        assert renew_lease(store, alive, 1, NOW - timedelta(days=step))  # a clock that runs backwards
        clock.seconds += LONG / 20
    assert [run.id for run in leases.take_back()] == [dead]
    assert [run.id for run in running_runs(store)] == [alive]
    assert claim_run(store, alive, "me:1:1", NOW + timedelta(days=9999), NOW, by_clock=False) is None
    mine = claim_run(store, dead, "me:1:1", NOW, NOW, by_clock=False)
    assert mine is not None and mine.attempt == 2
    assert not renew_lease(store, dead, 1, NOW)


def test_a_lease_that_was_renewed_since_it_was_seen_stays(store: Store) -> None:
    (run,) = leased(store, "a")
    clock = Watch()
    leases = Leases(store, clock)
    assert leases.take_back() == []
    renew_lease(store, run, 1, NOW)
    clock.seconds += LONG
    assert leases.take_back() == []
    assert len(running_runs(store)) == 1


def test_a_new_watcher_watches_for_a_whole_lease(store: Store) -> None:
    (run,) = leased(store, "a")
    clock = Watch()
    late = Leases(store, clock)
    assert late.take_back() == []
    clock.seconds += LONG - 1
    assert late.take_back() == []
    clock.seconds += 1
    assert [one.id for one in late.take_back()] == [run]


def test_a_holder_stops_well_before_its_lease_is_over_for_others() -> None:
    assert timedelta(seconds=20) <= MARGIN < LEASE / 2


def test_a_host_is_read_by_one_at_a_time(store: Store) -> None:
    mine, theirs = Holding("me:1:1", "run 1"), Holding("other:1:1", "check x")
    assert take_host(store, "a.vn:443", mine, NOW, NOW + LEASE)
    assert not take_host(store, "a.vn:443", theirs, NOW, NOW + LEASE)
    clock = Watch()
    leases = Leases(store, clock)
    for _ in range(3):
        leases.take_back()
        clock.seconds += LONG - 1
        assert keep_host(store, "a.vn:443", mine, NOW + timedelta(seconds=clock.seconds))
    leases.take_back()
    clock.seconds += LONG
    leases.take_back()
    assert host_holder(store, "a.vn:443") is None
    assert not keep_host(store, "a.vn:443", mine, NOW + LEASE)
    assert take_host(store, "a.vn:443", theirs, NOW, NOW + LEASE)


def test_a_host_is_its_name_and_port() -> None:
    assert host_of("https://DVC.tinh.gov.vn./a?b=1") == host_of("https://dvc.tinh.gov.vn:443/") == "dvc.tinh.gov.vn:443"
    assert host_of("http://dvc.tinh.gov.vn/") == "dvc.tinh.gov.vn:80"
    assert host_of("http://thủtục.vn/x") == host_of("http://xn--thtc-x05ak.vn/")
