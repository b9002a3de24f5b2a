"""Telling the time: when the night, the weekly mail and the minutes between them come round. Nothing here decides what is done.

APScheduler with a memory store wakes whoever waits; a tick that was missed while the machine slept comes once, late. Whether there is
anything to do is read from the database, so a tick too many does no harm, and a tick that never came is made up by the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from crawler.config import TIME_ZONE, Settings

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEVER = "never"
_HOUR = re.compile(r"^([01]?\d|2[0-3]):([0-5]\d)$")


class ScheduleError(ValueError):
    """A time of the settings that cannot be understood; the message names the setting and the remedy."""


@dataclass(frozen=True, slots=True)
class WeekTime:
    """A time of the week. `weekday`: 0 = Monday."""

    weekday: int
    hour: time

    def latest(self, now: datetime) -> datetime:
        """The last such moment that is not after `now`."""
        local = now.astimezone(TIME_ZONE)
        day = local.date() - timedelta(days=(local.weekday() - self.weekday) % 7)
        moment = datetime.combine(day, self.hour, TIME_ZONE)
        return moment if moment <= local else moment - timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When things are to happen, Asia/Ho_Chi_Minh. `sites`: the look round the agencies' own sites, None = never by itself."""

    nightly: time
    digest: WeekTime
    sites: WeekTime | None = None


def parse_schedule(settings: Settings) -> Schedule:
    """The times of the settings. Raises `ScheduleError`."""
    sites = None if settings.sites_at.strip().lower() == NEVER else _week_time("MUCDO_SITES_AT", settings.sites_at, "Sun 03:00")
    digest = _week_time("MUCDO_DIGEST_AT", settings.digest_at, "Mon 07:00")
    return Schedule(_hour("MUCDO_NIGHTLY_AT", settings.nightly_at, "01:00"), digest, sites)


def running_time(settings: Settings) -> Callable[[], datetime]:
    """Now, for a process that goes on: `MUCDO_NOW` is where its time begins, and from there it passes."""
    if settings.now is None:
        return lambda: datetime.now(TIME_ZONE)
    ahead = settings.current_time() - datetime.now(TIME_ZONE)
    return lambda: datetime.now(TIME_ZONE) + ahead


def clock(schedule: Schedule, night: Callable[[], object], digest: Callable[[], object]) -> BackgroundScheduler:
    """A clock, not yet started, that calls `night` and `digest` at their times."""
    day, hour = _DAYS[schedule.digest.weekday], schedule.digest.hour
    ticks: Iterable[tuple[str, Callable[[], object], CronTrigger]] = (
        ("night", night, CronTrigger(hour=schedule.nightly.hour, minute=schedule.nightly.minute, timezone=TIME_ZONE)),
        ("digest", digest, CronTrigger(day_of_week=day, hour=hour.hour, minute=hour.minute, timezone=TIME_ZONE)),
    )
    # A missed tick is not dropped, however late it is, and several missed ones are one.
    made = BackgroundScheduler(timezone=TIME_ZONE, job_defaults={"misfire_grace_time": None, "coalesce": True})
    for name, wake, trigger in ticks:
        made.add_job(wake, trigger, id=name)
    return made


def _hour(setting: str, text: str, example: str) -> time:
    match = _HOUR.match(text.strip())
    if match is None:
        raise ScheduleError(f"{setting} {text!r} is not an hour of the day: write {example}")
    return time(int(match[1]), int(match[2]))


def _week_time(setting: str, text: str, example: str) -> WeekTime:
    day, _, hour = text.strip().partition(" ")
    if day.lower() not in _DAYS:
        days = ", ".join(name.title() for name in _DAYS)
        raise ScheduleError(f"{setting} {text!r} does not begin with a day of the week ({days}): write {example}")
    return WeekTime(_DAYS.index(day.lower()), _hour(setting, hour, example))
