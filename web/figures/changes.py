"""How many changes each portal had on each day of the last weeks: read once for all provinces, which costs as much as for one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from storage.queries.tallies import changes_by_day
from web.site import Site

WEEKS = 26


def first_week(day: date) -> date:
    """The Monday of the first week that a chart of a day shows."""
    return day - timedelta(days=day.weekday(), weeks=WEEKS - 1)


def by_day(site: Site, day: date) -> Mapping[str, Mapping[date, int]]:
    """The numbers of listed changes by portal and day, for the weeks up to the one of `day`."""
    first = first_week(day)

    def make() -> dict[str, dict[date, int]]:
        with site.store.read() as connection:
            return changes_by_day(connection, first, first + timedelta(weeks=WEEKS, days=-1))

    return site.remembered.get(("changes by day", first), make)
