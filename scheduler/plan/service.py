"""Plans against the store: which snapshots a document needs, asked for once each, and the verdicts from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from scheduler.plan.evaluate import Grounds, default_measure, evaluate, value_on
from scheduler.plan.groups import GroupList
from scheduler.plan.manual import ManualEntry
from scheduler.plan.model import Document, Kind, Plan, Scope, Target
from scheduler.plan.projection import Projection, project
from scheduler.plan.readings import Basis, Measure, Verdict
from scheduler.plan.scope import Member, OverAgencies
from scheduler.plan.snapshot import Snapshot
from scheduler.plan.timeline import Timeline
from scheduler.plan.verdict import TargetVerdict, Value
from scheduler.sites.standing import Survey
from scheduler.sites.verdicts import site_value

HISTORY = timedelta(days=365)
HISTORY_POINTS = 26


class PlanStore(Protocol):
    """What the plan engine asks of storage. `province` is the name as the plan writes it; the store knows its code."""

    def snapshot(self, province: str, at: date) -> Snapshot:
        """Every procedure that stood on the province's portals on that day, with its labels as of that day."""

    def reading(self, province: str, at: date) -> Snapshot:
        """The same without its procedures."""

    def read_days(self, province: str, since: date, until: date) -> Sequence[date]:
        """The days with a healthy run, ascending."""

    def manual_entries(self, document: str) -> Sequence[ManualEntry]: ...

    def group_lists(self) -> Mapping[str, GroupList]: ...

    def survey(self, province: str, at: date) -> Survey:
        """The agencies of the province as their own sites stood on that day."""


@dataclass(frozen=True, slots=True)
class PlanReport:
    """One document held against the store on the day `at`. `projections`: by target id, for share targets not yet met."""

    document: Document
    at: date
    verdicts: tuple[TargetVerdict, ...]
    projections: Mapping[str, Projection]

    @property
    def missed(self) -> tuple[TargetVerdict, ...]:
        """The targets that were missed on their own date; what is not yet due is never missed."""
        return tuple(v for v in self.verdicts if v.at_due.verdict is Verdict.MISSED)


def plan_document(
    store: PlanStore, plan: Plan, at: date, *, over: OverAgencies = OverAgencies.MIN, with_projections: bool = True
) -> PlanReport:
    """The verdicts of all targets of a plan as known on the day `at`."""
    document = plan.document
    snapshots = _Snapshots(store, document)
    grounds = Grounds(document, at, store.group_lists(), tuple(store.manual_entries(document.id)), over)
    verdicts = tuple(_verdict(target, grounds, snapshots) for target in plan.targets)
    wanted = [v for v in verdicts if with_projections and _projectable(v)]
    return PlanReport(document, at, verdicts, dict(_projections(store, wanted, grounds, snapshots)))


def plan_verdicts(store: PlanStore, plan: Plan, at: date, timeline: Timeline | None = None) -> tuple[Verdict, ...]:
    """What `plan_document` says of each target in one word: at its own date once that has come, as of `at` before. Far cheaper.

    `timeline`: of the plan's province, where there is one: then no procedure of the day is looked at.
    """
    document = plan.document
    lines = timeline.crowd if timeline else None
    grounds = Grounds(document, at, store.group_lists(), tuple(store.manual_entries(document.id)), brief=True, lines=lines)
    snapshots = _Snapshots(store, document)
    return tuple(_brief(target, grounds, snapshots).verdict for target in plan.targets)


def _brief(target: Target, grounds: Grounds, snapshots: _Snapshots) -> Value:
    due = target.due[-1]
    day = min(due, grounds.today)
    shown = snapshots.reading_on if grounds.lines else snapshots.on
    baseline = shown(target.baseline) if target.baseline and target.baseline <= grounds.today else None
    found = value_on(target, grounds, shown(day), baseline, is_due=due <= grounds.today)
    if target.sites is None:
        return found
    survey = snapshots.survey_on(day)
    seen = shown(day) if survey.data_at is None and survey.national is None else snapshots.on(day)
    return site_value(target, grounds, survey, seen, found)


class _Snapshots:
    """Each day's snapshot is asked for once. After a merger the old province stays as it was on its last day."""

    def __init__(self, store: PlanStore, document: Document) -> None:
        self._store = store
        self._document = document
        self._known: dict[date, Snapshot] = {}
        self._readings: dict[date, Snapshot] = {}
        self._surveys: dict[date, Survey] = {}

    def on(self, day: date) -> Snapshot:
        frozen = self._frozen(day)
        if frozen not in self._known:
            self._known[frozen] = self._store.snapshot(self._document.province, frozen)
        return self._known[frozen]

    def reading_on(self, day: date) -> Snapshot:
        """A day without its standings: when it was read."""
        frozen = self._frozen(day)
        if frozen not in self._readings:
            self._readings[frozen] = self._known.get(frozen) or self._store.reading(self._document.province, frozen)
        return self._readings[frozen]

    def survey_on(self, day: date) -> Survey:
        """The agencies' sites on a day."""
        frozen = self._frozen(day)
        if frozen not in self._surveys:
            self._surveys[frozen] = self._store.survey(self._document.province, frozen)
        return self._surveys[frozen]

    def _frozen(self, day: date) -> date:
        merged = self._document.merged
        return min(day, merged.on - timedelta(days=1)) if merged else day


def _verdict(target: Target, grounds: Grounds, snapshots: _Snapshots) -> TargetVerdict:
    due = target.due[-1]
    at_due = snapshots.on(due) if due <= grounds.today else None
    baseline = snapshots.on(target.baseline) if target.baseline and target.baseline <= grounds.today else None
    found = evaluate(target, grounds, at_due, snapshots.on(grounds.today), baseline)
    if target.sites is None:
        return found
    first, second = found.at_due, found.current
    if due <= grounds.today:
        first = site_value(target, grounds, snapshots.survey_on(due), snapshots.on(due), first)
    second = site_value(target, grounds, snapshots.survey_on(grounds.today), snapshots.on(grounds.today), second)
    return replace(found, at_due=first, current=second)


def _projectable(verdict: TargetVerdict) -> bool:
    target, value = verdict.target, verdict.current
    is_share = target.kind in (Kind.LEVEL_SHARE, Kind.PRIORITY_LIST)
    return is_share and target.threshold is not None and value.verdict in (Verdict.MISSED, Verdict.DEPENDS) and value.first is not None


def _projections(
    store: PlanStore, verdicts: Sequence[TargetVerdict], grounds: Grounds, snapshots: _Snapshots
) -> Iterable[tuple[str, Projection]]:
    if not verdicts:
        return
    days = _sample(store.read_days(grounds.document.province, grounds.today - HISTORY, grounds.today))
    by_scope: dict[Scope, list[tuple[date, tuple[Member, ...]]]] = {}
    for verdict in verdicts:
        target, scope = verdict.target, verdict.target.scope
        if scope not in by_scope:  # the targets of a plan mostly share theirs
            by_scope[scope] = [(day, grounds.chosen(snapshots.on(day), scope).members) for day in days]
        measures = [(day, default_measure(target, members, verdict.current.basis)) for day, members in by_scope[scope]]
        points = [(day, float(measure.low)) for day, measure in measures if measure is not None]
        yield target.id, project(points, float(target.threshold or 0))


def measured(value: Value, basis: Basis | None) -> Measure | None:
    """The measure of the default reading under a label; without one, the declared where published, else the evidenced."""
    first = value.first
    if first is None:
        return None
    if basis is Basis.EVIDENCED or first.declared is None:
        return first.evidenced
    return first.declared


def _sample(days: Sequence[date]) -> list[date]:
    """At most `HISTORY_POINTS` days, evenly chosen, the last one included."""
    if len(days) <= HISTORY_POINTS:
        return list(days)
    step = (len(days) - 1) / (HISTORY_POINTS - 1)
    return [days[round(step * index)] for index in range(HISTORY_POINTS)]


@dataclass(frozen=True, slots=True)
class Moved:
    """A target whose current verdict or share is not what it was: for the Monday mail."""

    target: Target
    before: Value
    after: Value


def moved(before: PlanReport, after: PlanReport) -> tuple[Moved, ...]:
    """The targets that moved between two reports of one document; a row with neither a verdict nor figures does not move."""
    old = {verdict.target.id: verdict.current for verdict in before.verdicts}
    pairs = [(v.target, old[v.target.id], v.current) for v in after.verdicts if v.target.id in old]
    told = [(target, was, now) for target, was, now in pairs if now.verdict is not Verdict.NOT_OBSERVABLE or now.first is not None]
    return tuple(Moved(target, was, now) for target, was, now in told if _figures(was) != _figures(now))


def _figures(value: Value) -> tuple[object, ...]:
    first = value.first
    if first is None:
        return (value.verdict, None)
    return (value.verdict, first.declared and first.declared.low, first.evidenced and (first.evidenced.low, first.evidenced.high))
