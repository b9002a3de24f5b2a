"""The agencies' own sites in a report: one line each, and how many sites have each section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from classifier.sites.model import Item, State
from scheduler.messages import say
from scheduler.reports.model import Report, ReportedSite
from scheduler.reports.tables import Row, Table, make
from scheduler.sites.measures import required_of
from scheduler.sites.reasons import standing_words
from scheduler.sites.score import score_of
from scheduler.sites.standing import AgencyStanding
from scheduler.sites.survey import survey_at
from storage.engine import Store

_STATES = (State.PRESENT, State.STALE, State.EMPTY, State.MISSING, State.UNKNOWN)


def reported_sites(store: Store, province: str, day: date, lang: str) -> Iterable[ReportedSite]:
    """The agencies of a province with their sites as they stood on a day."""
    return (_line(one, province, lang) for one in survey_at(store, province, day).standings)


def sites_table(report: Report) -> Table:
    """One line per agency: the state of its site, and how many of the required sections are in which state."""
    several = ("province",) if report.several_provinces else ()
    columns = ("agency", "site_tier", "site_state", "visited_on", "required", *(f"site_{state}" for state in _STATES), "lacking")
    rows = [Row((*((line.province,) if several else ()), *_cells(line))) for line in report.sites]
    notes = [say("report.note.sites" if rows else "report.note.no_sites", report.lang)]
    return make("sites", (*several, *columns, "score_low", "score_high", "url"), rows, report.lang, notes, item=len(several))


def _cells(line: ReportedSite) -> Iterable[str | int | float | date | None]:
    score = line.score or (None, None)
    return (
        line.agency,
        line.tier,
        line.state,
        line.visited_on,
        line.required,
        *(line.counts or (None,) * len(_STATES)),
        "; ".join(line.lacking),
        *score,
        line.url,
    )


def _line(one: AgencyStanding, province: str, lang: str) -> ReportedSite:
    required = required_of(one, further=True)
    found = Counter(one.findings[item].state for item in required if item in one.findings)
    score = score_of(one)
    return ReportedSite(
        province=province,
        agency=one.agency.name,
        tier=say(f"sites.part.{one.agency.tier}", lang),
        url=one.agency.url or "",
        visited_on=one.visited_on,
        state="; ".join(filter(None, (say(f"sites.site.{one.reading.state}", lang) if one.reading else "", standing_words(one, lang)))),
        required=len(required),
        counts=(found[State.PRESENT], found[State.STALE], found[State.EMPTY], found[State.MISSING], found[State.UNKNOWN])
        if one.findings
        else None,
        lacking=tuple(_named(item, lang) for item in required if one.findings and one.has(item) is False),
        score=None if one.answers is None else (round(float(score.low), 2), round(float(score.high), 2)),
    )


def _named(item: Item, lang: str) -> str:
    return say(f"sites.item.{item}", lang)
