"""What a province's page shows beside its targets: dear to compute, so kept in one piece for each day and made in advance after a night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scheduler.reports.model import Pair
from storage.queries.changes import ListedChange, newest_changes
from storage.queries.tallies import label_tallies, level_steps, tallies
from web.charts.timeline import Timeline, timeline
from web.figures.levels import Ranked, over_time, pairs, ranked
from web.figures.overview import WEEK
from web.figures.units import Unit
from web.site import Site

NEWEST = 8  # changes shown


@dataclass(frozen=True, slots=True)
class ProvinceFigures:
    """`chart`: levels over time, None when nothing was ever read. `newest`: the latest of the changes that `mucdo changes` lists."""

    chart: Timeline | None = None
    agencies: tuple[Ranked, ...] = ()
    fields: tuple[Ranked, ...] = ()
    pairs: tuple[Pair, ...] = ()
    newest: tuple[ListedChange, ...] = ()


def province_figures(site: Site, unit: Unit, day: date) -> ProvinceFigures:
    """A province as it stood on a day."""
    if not unit.portals:
        return ProvinceFigures()
    return site.remembered.get(("province", day, unit.code, unit.portal_ids), lambda: _figures(site, unit, day))


def _figures(site: Site, unit: Unit, day: date) -> ProvinceFigures:
    portals = unit.portal_ids
    with site.store.read() as connection:
        tallied = tallies(connection, day, portals)
        labels = label_tallies(connection, day, portals)
        steps = level_steps(connection, portals)
        newest = newest_changes(connection, day - WEEK, day, unit.code, limit=NEWEST)
    chart = timeline(over_time(steps, day), day)
    return ProvinceFigures(chart, ranked(tallied, "agency"), ranked(tallied, "field"), pairs(labels), newest)
