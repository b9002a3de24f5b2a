"""Telling the time, with the time given: what is due when, and what a machine that slept makes up for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from crawler.config import TIME_ZONE, Settings
from scheduler.clock import Schedule, ScheduleError, WeekTime, clock, parse_schedule, running_time
from scheduler.nightly import start_of

MONDAY = WeekTime(0, time(7))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TIME_ZONE)


def test_the_times_of_the_settings() -> None:
    sunday = WeekTime(6, time(3))
    assert parse_schedule(Settings()) == Schedule(time(1), MONDAY, sunday)
    given = Settings(nightly_at="23:45", digest_at="sun 6:05", sites_at="never")
    assert parse_schedule(given) == Schedule(time(23, 45), WeekTime(6, time(6, 5)))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"nightly_at": "25:00"}, r"MUCDO_NIGHTLY_AT '25:00' is not an hour of the day: write 01:00"),
        ({"nightly_at": "1"}, "MUCDO_NIGHTLY_AT"),
        ({"digest_at": "07:00"}, r"does not begin with a day of the week \(Mon, .*Sun\): write Mon 07:00"),
        ({"digest_at": "Thứ Hai 07:00"}, "MUCDO_DIGEST_AT"),
        ({"digest_at": "Mon"}, r"MUCDO_DIGEST_AT '' is not an hour of the day: write Mon 07:00"),
        ({"digest_at": "Mon 7am"}, "7am"),
    ],
)
def test_times_that_cannot_be_understood_name_the_setting_and_the_remedy(settings: dict[str, str], message: str) -> None:
    with pytest.raises(ScheduleError, match=message):
        parse_schedule(Settings(**settings))  # type: ignore[arg-type]


def test_the_last_monday_morning() -> None:
    assert MONDAY.latest(at(23, 7)) == at(23, 7)
    assert MONDAY.latest(at(23, 6, 59)) == at(16, 7)
    assert MONDAY.latest(at(26, 12)) == at(23, 7)
    # 00:30 in Greenwich is half past seven in Hà Nội, whatever clocks do elsewhere (the last Sunday of March, for one).
    assert MONDAY.latest(datetime(2026, 3, 30, 0, 30, tzinfo=UTC)) == datetime(2026, 3, 30, 7, tzinfo=TIME_ZONE)


def test_portals_start_at_their_own_minute_of_the_half_hour() -> None:
    night = date(2026, 11, 22)
    starts = {portal: start_of(portal, night, time(1)) for portal in ("ha-tinh", "quang-binh", "lam-dong", "phu-tho")}
    assert len(set(starts.values())) == 4
    assert all(at(22, 1) <= start < at(22, 1, 30) for start in starts.values())
    assert start_of("ha-tinh", night + timedelta(days=1), time(1)) - starts["ha-tinh"] == timedelta(days=1)


def test_mucdo_now_is_where_the_time_of_a_service_begins() -> None:
    with time_machine.travel(at(1, 12), tick=False) as machine:
        now = running_time(Settings(now=datetime(2020, 12, 31, 0, 59, tzinfo=TIME_ZONE)))
        assert now() == datetime(2020, 12, 31, 0, 59, tzinfo=TIME_ZONE)
        machine.shift(120)
        assert now() == datetime(2020, 12, 31, 1, 1, tzinfo=TIME_ZONE)
        assert running_time(Settings())() == at(1, 12, 2)


class Ticks:
    """Counts what a clock says, and lets a test wait until it has said it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.came = threading.Semaphore(0)

    def night(self) -> None:
        self.said.append("night")
        self.came.release()

    def digest(self) -> None:
        self.said.append("digest")
        self.came.release()


@pytest.fixture
def ticks() -> Iterator[Ticks]:
    yield Ticks()


def test_each_time_comes_once_and_missed_ones_come_together_and_late(ticks: Ticks) -> None:
    with time_machine.travel(at(21, 0, 59), tick=False) as machine:  # a Saturday
        ticking = clock(Schedule(time(1), MONDAY), ticks.night, ticks.digest)
        ticking.start()
        try:
            jobs = {job.id: job.next_run_time for job in ticking.get_jobs()}
            assert jobs == {"night": at(21, 1), "digest": at(23, 7)}
            machine.move_to(at(21, 1))
            ticking.wakeup()
            assert ticks.came.acquire(timeout=10)
            assert ticks.said == ["night"]
            # Five nights asleep, a Monday among them: one tick of each, hours late, and then the usual times again.
            machine.move_to(at(26, 15))
            ticking.wakeup()
            assert ticks.came.acquire(timeout=10) and ticks.came.acquire(timeout=10)
            assert sorted(ticks.said) == ["digest", "night", "night"]
            jobs = {job.id: job.next_run_time for job in ticking.get_jobs()}
            assert jobs == {"night": at(27, 1), "digest": at(30, 7)}
            assert not ticks.came.acquire(timeout=0.2)
        finally:
            ticking.shutdown()


def test_the_hour_does_not_move_with_other_countries_summer_time(ticks: Ticks) -> None:
    with time_machine.travel(datetime(2026, 3, 28, 12, tzinfo=TIME_ZONE), tick=False):
        ticking = clock(Schedule(time(1), MONDAY), ticks.night, ticks.digest)
        ticking.start(paused=True)
        try:
            trigger = ticking.get_job("night").trigger
            times, last = [], None
            for _ in range(3):
                last = trigger.get_next_fire_time(last, last or datetime(2026, 3, 28, 12, tzinfo=TIME_ZONE))
                times.append(last.astimezone(UTC).hour)
            assert times == [18, 18, 18]
        finally:
            ticking.shutdown()
