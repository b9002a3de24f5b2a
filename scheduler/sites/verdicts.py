"""The value of a target that agency sites speak to: the same verdicts, readings and parts as those that procedure portals decide."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from scheduler.plan.evaluate import Grounds, districts_left
from scheduler.plan.model import ReadingId, SiteTest, Target
from scheduler.plan.readings import Basis, Verdict, judge
from scheduler.plan.snapshot import Snapshot
from scheduler.plan.verdict import Note, ReadingResult, Value
from scheduler.sites.measures import Figures, Question, measure_sites
from scheduler.sites.standing import Survey

_BY_PORTALS = frozenset({SiteTest.LEVELS_BY_TIER})
"""Tests that need no agency's site."""
_DECIDED = frozenset({SiteTest.JOINT, SiteTest.COMPLETE})
"""Tests that sites decide alone; all others are partial evidence and say so."""


def site_value(target: Target, grounds: Grounds, survey: Survey, snapshot: Snapshot, without: Value) -> Value:
    """The value by the sites as of a survey; `without` is what the target has without them, kept where they say nothing."""
    evidence = target.sites
    if evidence is None or without.entry is not None:
        return without
    if not districts_left(target, survey.at):
        return without
    own = evidence.test in _BY_PORTALS
    read_on = snapshot.data_at if own else survey.national.on if evidence.test is SiteTest.NATIONAL and survey.national else survey.data_at
    if read_on is None:
        return without
    figures = measure_sites(Question(target, evidence, grounds, survey, snapshot))
    if figures is None:
        key = Note.of("sites.no_agency")
        return without if evidence.test is SiteTest.NATIONAL else replace(without, reason=key)
    value = _value(target, figures, without, survey, read_on)
    if survey.at - read_on > grounds.stale_after:
        return replace(value, verdict=Verdict.NO_DATA, reason=Note.of("stale", at=read_on), basis=None, default=None)
    return value


def _value(target: Target, figures: Figures, without: Value, survey: Survey, read_on: object) -> Value:
    threshold, compare = target.threshold, target.compare
    verdict = Verdict.NOT_OBSERVABLE
    if threshold is not None and compare is not None:
        verdict = judge(figures.measure, compare, Decimal(threshold))
    reading = ReadingResult(ReadingId.SITES, verdict, True, threshold, None, Basis.EVIDENCED, None, figures.measure)
    data_at = max(filter(None, (survey.data_at, without.data_at)), default=None)
    return Value(
        without.at,
        verdict,
        figures.reason,
        data_at,
        verdict,
        Basis.EVIDENCED,
        (reading,),
        notes=(*without.notes, *figures.notes),
        parts=figures.parts or without.parts,
    )
