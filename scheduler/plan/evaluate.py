"""Hold one target against what the portals showed on a day. Pure: snapshots and lists come in, verdicts go out.

The verdict rests on the declared labels where they decide (publishing a level is the official act, TT 32/2017 Đ13), else on the
evidence; it says which. Missing data is never a missed target.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from scheduler.plan.crowd import Crowd
from scheduler.plan.groups import GroupList
from scheduler.plan.manual import ManualEntry, judge_entries
from scheduler.plan.model import Certainty, Document, Kind, Observable, Reading, ReadingId, Scope, Target, TierWord
from scheduler.plan.readings import (
    UNTESTABLE,
    WEIGHED,
    Basis,
    Measure,
    Verdict,
    allows,
    judge,
    levels_of,
    proves,
    rise,
)
from scheduler.plan.scope import Member, OverAgencies, Selection, as_worded, select, select_groups
from scheduler.plan.snapshot import DISTRICTS_ABOLISHED, TOP, UNKNOWN_SPAN, Snapshot, breaks_between
from scheduler.plan.verdict import Note, Part, ReadingResult, TargetVerdict, Value

STALE_AFTER = timedelta(days=184)
"""Half a year: a state read longer ago is shown, but no verdict is built on it."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Everything besides the snapshots that a verdict needs. `today` is the day the question is asked for.

    `brief`: the verdict alone is wanted, not who stands where. `lines`: where the counts of a scope on a day come from then, unless
    from the standings of its snapshot.
    """

    document: Document
    today: date
    groups: Mapping[str, GroupList] = field(default_factory=dict)
    entries: tuple[ManualEntry, ...] = ()
    over: OverAgencies = OverAgencies.MIN
    stale_after: timedelta = STALE_AFTER
    brief: bool = False
    lines: Callable[[Scope, date], Crowd] | None = None
    _chosen: dict[tuple[int, Scope], tuple[Snapshot, Selection]] = field(default_factory=dict, init=False, repr=False, compare=False)

    _crowds: dict[int, tuple[tuple[Member, ...], Crowd]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def crowd(self, members: tuple[Member, ...]) -> Crowd:
        """The counts of some members, made once; kept beside them like a selection beside its snapshot."""
        if id(members) not in self._crowds:
            self._crowds[id(members)] = members, Crowd.of(members)
        return self._crowds[id(members)][1]

    def crowd_in(self, snapshot: Snapshot, scope: Scope) -> Crowd:
        """The counts of a scope."""
        return self.lines(scope, snapshot.at) if self.lines else self.crowd(self.chosen(snapshot, scope).members)

    def chosen(self, snapshot: Snapshot, scope: Scope) -> Selection:
        """The procedures of a scope, chosen once: most targets share theirs. Kept beside its snapshot: no other may get its number."""
        key = (id(snapshot), scope)
        if key not in self._chosen:
            groups = self.groups.get(scope.group) if scope.group else None
            self._chosen[key] = snapshot, select(snapshot.standings, scope, groups, over=self.over)
        return self._chosen[key][1]


def evaluate(
    target: Target, grounds: Grounds, at_due: Snapshot | None, current: Snapshot, baseline: Snapshot | None = None
) -> TargetVerdict:
    """The two values of a target. `at_due`: the snapshot of its due day, None while that lies ahead; `baseline` for a trend."""
    due = target.due[-1]
    if at_due is None or due > grounds.today:
        first = Value(due, Verdict.NO_DATA, Note.of("not_due", due=due))
        if target.observable is not Observable.PUBLIC or target.reason is not None:
            first = value_on(target, grounds, current, baseline, is_due=True)
            first = replace(first, at=due)
    else:
        first = value_on(target, grounds, at_due, baseline, is_due=True)
    second = value_on(target, grounds, current, baseline, is_due=False)
    after = grounds.today > due
    return TargetVerdict(target, due, first, second, after, tuple(_standing_notes(target, grounds, after)))


def _standing_notes(target: Target, grounds: Grounds, after: bool) -> Iterable[Note]:
    """What must be said beside the verdicts of a target whatever they are."""
    if after:
        yield Note.of("after_due", due=target.due[-1])
    merged = grounds.document.merged
    if merged is not None and grounds.today >= merged.on:
        yield Note.of("merged", into=merged.into, on=merged.on)
    if grounds.document.source.kind == "secondary":
        yield Note.of("secondary_source")
    if target.scope.inferred:
        yield Note.of("tiers_inferred")
    if target.certainty is Certainty.AMBIGUOUS:
        yield Note.of("ambiguous")


def default_measure(target: Target, members: tuple[Member, ...], basis: Basis | None) -> Measure | None:
    """The default reading's measure over a scope under one label (None = the declared where published), without any verdict."""
    return crowd_measure(target, Crowd.of(members), basis)


def crowd_measure(target: Target, crowd: Crowd, basis: Basis | None) -> Measure | None:
    """`default_measure` of procedures that were counted already."""
    if not crowd.evidenced or target.level is None:
        return None
    wanted = levels_of(_default_reading(target).id, target.level)
    return (None if basis is Basis.EVIDENCED else crowd.by_declared(wanted)) or crowd.by_evidence(wanted)


def value_on(target: Target, grounds: Grounds, snapshot: Snapshot, baseline: Snapshot | None, *, is_due: bool) -> Value:
    """The state of a target by what the portals showed on one day. `is_due`: that is the target's own date."""
    if target.reason is not None:
        return _unobserved(target, grounds, snapshot, is_due=is_due)
    if not districts_left(target, snapshot.at):
        return Value(snapshot.at, Verdict.NOT_OBSERVABLE, Note.of("district_abolished", on=DISTRICTS_ABOLISHED), snapshot.data_at)
    listed = target.scope.group
    if listed is not None and listed not in grounds.groups:
        return Value(snapshot.at, Verdict.NO_LIST, Note.of("no_list", group=listed), snapshot.data_at)
    if snapshot.data_at is None:
        key = Note.of("never_read") if snapshot.first_data is None else Note.of("not_read_yet", at=snapshot.at, first=snapshot.first_data)
        return Value(snapshot.at, Verdict.NO_DATA, key)
    if target.kind is Kind.TREND and (baseline is None or baseline.data_at is None):
        return Value(snapshot.at, Verdict.NO_DATA, Note.of("no_baseline", at=target.baseline), snapshot.data_at)
    return _measured(target, grounds, snapshot, baseline)


def districts_left(target: Target, at: date) -> bool:
    """Whether a target still has its object: a scope that names the districts but not the whole province lost it on 1 July 2025."""
    tiers = set(target.scope.tiers)
    return at < DISTRICTS_ABOLISHED or TierWord.HUYEN not in tiers or {TierWord.TINH, TierWord.XA} <= tiers


def _unobserved(target: Target, grounds: Grounds, snapshot: Snapshot, *, is_due: bool) -> Value:
    """A target that the procedure portals do not decide: by an entered figure if there is one, else with the reason why not."""
    limit = min(snapshot.at, grounds.today)
    judged = judge_entries(target, grounds.entries, limit, at_due=is_due)
    if judged.entry is not None and judged.verdict is not Verdict.NO_DATA:
        note = Note.of("entered", value=judged.entry.value, source=judged.entry.source, on=judged.entry.on)
        return Value(snapshot.at, judged.verdict, note, basis=Basis.MANUAL, default=judged.verdict, entry=judged.entry)
    if judged.entry is not None and judged.missing:
        return Value(snapshot.at, Verdict.NO_DATA, Note.of("entries_missing", missing=", ".join(judged.missing)), entry=judged.entry)
    needs_entry = target.observable is Observable.EXTERNAL
    collectable = target.observable is Observable.PUBLIC
    verdict = Verdict.NO_DATA if needs_entry or collectable else Verdict.NOT_OBSERVABLE
    value = Value(snapshot.at, verdict, Note.of(f"cause.{target.reason}"), snapshot.data_at)
    return _with_figures(target, grounds, snapshot, value)


def _with_figures(target: Target, grounds: Grounds, snapshot: Snapshot, value: Value) -> Value:
    """The level share beside a target that has no threshold: shown, never judged."""
    groups = grounds.groups.get(target.scope.group) if target.scope.group else None
    if grounds.brief or target.level is None or snapshot.data_at is None or value.verdict is not Verdict.NOT_OBSERVABLE:
        return value
    if target.scope.group is not None and groups is None:
        return value
    chosen = grounds.chosen(snapshot, target.scope)
    if not chosen.members:
        return value
    wanted, crowd = (target.level, TOP), grounds.crowd(chosen.members)
    shown = ReadingResult(ReadingId.AT_LEAST, value.verdict, False, declared=crowd.by_declared(wanted), evidenced=crowd.by_evidence(wanted))
    value = replace(value, readings=(shown,), parts=_parts(target, snapshot, groups, grounds.over), excluded=chosen.excluded)
    return _placed(value, shown, chosen.members, wanted)


def _measured(target: Target, grounds: Grounds, snapshot: Snapshot, baseline: Snapshot | None) -> Value:
    crowd = grounds.crowd_in(snapshot, target.scope)
    chosen = None if grounds.brief else grounds.chosen(snapshot, target.scope)
    if not crowd.evidenced:
        excluded = chosen.excluded if chosen else ()
        return Value(snapshot.at, Verdict.NO_DATA, Note.of("none_in_scope"), snapshot.data_at, excluded=excluded)
    before = grounds.crowd_in(baseline, target.scope) if target.kind is Kind.TREND and baseline else None
    readings = (*_readings(target, grounds, snapshot, crowd, before), *(_shown_readings(target, chosen.members, before) if chosen else ()))
    value = _concluded(snapshot, readings, crowd)
    if chosen:
        value = _told(value, target, grounds, snapshot, chosen)
    data_at = snapshot.data_at or snapshot.at
    if snapshot.at - data_at > grounds.stale_after:
        return replace(value, verdict=Verdict.NO_DATA, reason=Note.of("stale", at=data_at), basis=None)
    return value


def _default_reading(target: Target) -> Reading:
    return target.readings[0] if target.readings else Reading(id=ReadingId.INCREASE)


def _told(value: Value, target: Target, grounds: Grounds, snapshot: Snapshot, chosen: Selection) -> Value:
    """What is told beside a verdict: who stands where, the same counted as rows, notes, and the parts of the list."""
    groups = grounds.groups.get(target.scope.group) if target.scope.group else None
    value = _placed(value, value.readings[0], chosen.members, levels_of(ReadingId(value.readings[0].id), target.level or TOP))
    return replace(
        value,
        rows=_read(target, _default_reading(target), Crowd.of(chosen.rows), None) if target.kind is not Kind.TREND else None,
        notes=(*_disagreements(target, value.readings), *_value_notes(target, snapshot, chosen, groups)),
        excluded=chosen.excluded,
        parts=_parts(target, snapshot, groups, grounds.over) if groups and not target.scope.outside_group else (),
    )


def _readings(target: Target, grounds: Grounds, snapshot: Snapshot, crowd: Crowd, before: Crowd | None) -> Iterable[ReadingResult]:
    """The target's own readings, and its default one on the scopes that it may mean too."""
    default = _default_reading(target)
    for reading in target.readings or (default,):
        yield _read(target, reading, crowd, before)
    for other in target.alternatives:
        if other.group is not None and other.group not in grounds.groups:
            yield ReadingResult(default.id, Verdict.NO_LIST, False, target.threshold, scope=other.id)
            continue
        others = grounds.crowd_in(snapshot, target.scope.model_copy(update={"group": other.group}))
        if others.evidenced:
            yield replace(_read(target, default, others, None), scope=other.id)


def _shown_readings(target: Target, members: tuple[Member, ...], before: Crowd | None) -> Iterable[ReadingResult]:
    """Readings that are shown beside a verdict and never weigh in it."""
    default = _default_reading(target)
    if target.wording and target.level is not None:
        worded = tuple(as_worded(member, target.wording, target.level) for member in members)
        yield replace(_read(target, default, Crowd.of(worded), None), id=ReadingId.AS_WORDED, weighed=False)
    if any(m.customary != m.declared for m in members) and before is None:
        customary = tuple(replace(member, declared=member.customary) for member in members)
        yield replace(_read(target, default, Crowd.of(customary), None), id=ReadingId.CUSTOMARY, weighed=False)


def _read(target: Target, reading: Reading, crowd: Crowd, before: Crowd | None) -> ReadingResult:
    """One reading over the members: the intervals of both labels, and the verdict with the label it rests on."""
    threshold = reading.threshold if reading.threshold is not None else target.threshold
    if reading.id in UNTESTABLE:
        return ReadingResult(reading.id, UNTESTABLE[reading.id], False, threshold)
    threshold = Decimal(100) if threshold is None else threshold
    wanted = levels_of(reading.id, target.level or TOP)
    counted = target.kind in (Kind.COUNT, Kind.TREND)
    declared, evidenced = crowd.by_declared(wanted, counted=counted), crowd.by_evidence(wanted, counted=counted)
    if before is not None:
        earlier = before.by_declared(wanted, counted=True)
        declared = rise(declared, earlier) if declared and earlier else None
        evidenced = rise(evidenced, before.by_evidence(wanted, counted=True))
    basis, verdict = _by_label(declared, evidenced, target.compare or ">=", threshold)
    return ReadingResult(reading.id, verdict, reading.id in WEIGHED, threshold, None, basis, declared, evidenced)


def _by_label(declared: Measure | None, evidenced: Measure, compare: str, threshold: Decimal) -> tuple[Basis | None, Verdict]:
    for basis, measure in ((Basis.DECLARED, declared), (Basis.EVIDENCED, evidenced)):
        if measure is not None and (verdict := judge(measure, compare, threshold)) is not Verdict.DEPENDS:
            return basis, verdict
    return None, Verdict.DEPENDS


def _concluded(snapshot: Snapshot, readings: tuple[ReadingResult, ...], crowd: Crowd) -> Value:
    """The verdict of all readings: the default's, unless another reasonable reading says otherwise."""
    default = readings[0]
    value = Value(snapshot.at, default.verdict, Note.of("rests_on_nothing"), snapshot.data_at, default.verdict, default.basis, readings)
    if crowd.unreadable:
        return replace(value, verdict=Verdict.NO_DATA, reason=Note.of("no_label_readable"), basis=None)
    others = sorted({r.scope or r.id for r in readings[1:] if r.weighed and r.verdict is not default.verdict})
    if default.verdict is Verdict.DEPENDS:
        return replace(value, reason=Note.of("straddles"), basis=None)
    if others:
        return replace(value, verdict=Verdict.DEPENDS, reason=Note.of("readings_disagree", readings=", ".join(others)))
    return replace(value, reason=Note.of(f"rests_on.{default.basis}"))


def _placed(value: Value, shown: ReadingResult, members: tuple[Member, ...], wanted: tuple[int, int]) -> Value:
    """Who stands where, by the label whose measure is shown: the one the verdict rests on, else the declared where published."""
    by_declared = shown.basis is Basis.DECLARED or (shown.basis is None and shown.declared is not None)
    spans = [(m, m.declared or UNKNOWN_SPAN if by_declared else m.evidenced) for m in members]
    return replace(
        value,
        reached=tuple(m for m, span in spans if proves(span, wanted)),
        open=tuple(m for m, span in spans if allows(span, wanted) and not proves(span, wanted)),
        short=tuple(m for m, span in spans if not allows(span, wanted)),
        unlabelled=sum(m.declared is None for m in members),
    )


def _disagreements(target: Target, readings: tuple[ReadingResult, ...]) -> Iterable[Note]:
    """Where the two labels, or a reading that is only shown, say otherwise than the default reading."""
    default = readings[0]
    if default.basis is Basis.DECLARED and default.evidenced is not None and default.threshold is not None:
        by_evidence = judge(default.evidenced, target.compare or ">=", default.threshold)
        if by_evidence not in (default.verdict, Verdict.DEPENDS):
            yield Note.of(f"evidence_says_{by_evidence}")
    shown = sorted(
        {r.id for r in readings[1:] if not r.weighed and r.verdict in (Verdict.MET, Verdict.MISSED) and r.verdict != default.verdict}
    )
    if shown:
        yield Note.of("readings_differ", readings=", ".join(shown))


def _value_notes(target: Target, snapshot: Snapshot, chosen: Selection, groups: GroupList | None) -> Iterable[Note]:
    if chosen.unconfirmed and groups is not None:
        yield Note.of("mapping_unconfirmed", group=groups.id)
    doubtful = sum(not member.certain for member in chosen.members)
    if doubtful:
        yield Note.of("tier_unknown", number=doubtful)
    if chosen.excluded:
        yield Note.of("excluded", number=len(chosen.excluded))
    start = target.baseline or target.due[-1]
    for day in breaks_between(start, snapshot.at):
        yield Note.of("scheme_break", on=day)
    if snapshot.at >= DISTRICTS_ABOLISHED and TierWord.HUYEN in target.scope.tiers:
        yield Note.of("district_abolished", on=DISTRICTS_ABOLISHED)


def _parts(target: Target, snapshot: Snapshot, groups: GroupList | None, over: OverAgencies) -> tuple[Part, ...]:
    """Each group of the list by itself: all, some or none of its procedures reach the level."""
    if groups is None or target.level is None:
        return ()
    members = select_groups(snapshot.standings, target.scope, groups, over)
    return tuple(_part(target.level, group.id, group.name, group.open, members[group.id]) for group in groups.groups)


def _part(level: int, ident: str, name: str, is_open: bool, members: tuple[Member, ...]) -> Part:
    if not members:
        return Part(ident, name, None, "open" if is_open else "empty")
    crowd = Crowd.of(members)
    measure = crowd.by_declared((level, TOP)) or crowd.by_evidence((level, TOP))
    if measure.low == 100:
        state = "all"
    elif measure.high == 0:
        state = "none"
    else:
        state = "some" if measure.proven and measure.possible < measure.total else "unknown" if not measure.proven else "some"
    return Part(ident, name, measure, state)
