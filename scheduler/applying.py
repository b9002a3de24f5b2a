"""Making a believed run part of the history: one transaction, repeated safely, nothing half done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from classifier.model import Entry
from classifier.vocabulary import Flag, Submission
from classifier.words.text import fold
from scheduler.history import ChangeKind, Current, Held, Opening, Rules, Step, first_sight, missed, seen
from scheduler.identity import Naming, match_with_gone, naming
from scheduler.labels import Label
from storage import spans as rows
from storage.entry_codec import digest, encode
from storage.spans import Observed, StoredPending, StoredProcedure, StoredSpan
from storage.tallying import tally_again


@dataclass(frozen=True, slots=True)
class Applied:
    """What a run did to the history, as counts."""

    seen: int
    opened: int
    withdrawn: int
    held: int


@dataclass(slots=True)
class Work:
    """The rows of one portal while a run is applied: what is stored, and what the run saw of it.

    `matched`: differing observations by procedure. `new`: those of procedures never seen. `unchanged`: seen exactly as stored.
    """

    portal: str
    run: int
    procedures: dict[int, StoredProcedure]
    spans: dict[int, StoredSpan]
    before: dict[int, StoredSpan]
    levels: dict[int, int]
    pending: dict[int, StoredPending]
    matched: dict[int, Observed] = field(default_factory=dict)
    new: list[Observed] = field(default_factory=list)
    unchanged: set[int] = field(default_factory=set)
    steps: dict[int, tuple[Step, Observed | None]] = field(default_factory=dict)

    def stored_label(self, procedure: int) -> Label:
        span = self.spans.get(procedure)
        return Label(None, None, None, None, None) if span is None else _label(span)

    def read_label(self, reading: Observed) -> Label:
        return label_of(reading.entry)


def load_work(connection: Connection, portal: str, run: int, observed: list[Observed], unchanged: set[int]) -> Work:
    """What is stored about a portal, with a run's observations matched to it."""
    spans = rows.open_spans(connection, portal)
    work = Work(
        portal=portal,
        run=run,
        procedures=rows.procedures_of(connection, portal),
        spans=spans,
        before=rows.spans_by_id(connection, (s.previous for s in spans.values() if s.provisional and s.previous is not None)),
        levels=rows.last_known_levels(connection, portal),
        pending=rows.pending_of(connection, portal),
    )
    work.unchanged = {procedure for procedure in unchanged if procedure in spans and spans[procedure].present}
    _match(work, observed)
    return work


def move(connection: Connection, work: Work, rules: Rules) -> Applied:
    """Move the spans by one believed run."""
    for procedure, reading in work.matched.items():
        agency = fold(reading.entry.agency or "")
        held = _held(work, procedure)
        work.steps[procedure] = (seen(_current(work, procedure, rules), label_of(reading.entry), agency, held, rules), reading)
    for procedure in work.unchanged:
        # Exactly as stored: only what was open about it comes to rest.
        if work.spans[procedure].provisional or procedure in work.pending:
            current = _current(work, procedure, rules)
            work.steps[procedure] = (seen(current, current.label, current.agency, _held(work, procedure), rules), None)
    absent = {p for p, span in work.spans.items() if span.present and p not in work.matched and p not in work.unchanged}
    for procedure in absent:
        work.steps[procedure] = (missed(_current(work, procedure, rules), _held(work, procedure), rules), None)
    applied = _write(connection, work, rules)
    rows.set_rules_version(connection, work.portal, rules.rules_version, apart=absent)
    return applied


@dataclass(frozen=True, slots=True)
class Reclassified:
    """One procedure that new rules label differently."""

    procedure: int
    handle: str
    code: str | None
    name: str
    before: Label
    after: Label


@dataclass(frozen=True, slots=True)
class Reclassification:
    """`read`: procedures whose pages were found again and tell a level where they did, of `known` on record."""

    read: int
    known: int
    differences: tuple[Reclassified, ...]


def reclassify(
    connection: Connection,
    portal: str,
    run: int,
    observed: list[Observed],
    rules: Rules,
    *,
    dead_files: set[int],
    followed: set[int],
    dry_run: bool,
) -> Reclassification:
    """Give the spans of a portal the labels of new rules. Spans of these rules stay, and so does what cannot be told any more.

    `dead_files`: procedures with a dead form file; one that is not remembered as dead tells nothing new. `followed`: those of which it
    was known where one applies; where that is not kept, the label must not get less certain.
    """
    work = load_work(connection, portal, run, observed, set())
    known = {p for p, span in work.spans.items() if span.present}
    found = {p: reading for p, reading in work.matched.items() if p in known}
    found = {p: reading for p, reading in found.items() if p not in dead_files or Flag.FORMS_DEAD in reading.entry.flags}
    differences = []
    for procedure, reading in found.items():
        current = _current(work, procedure, rules)
        label = label_of(reading.entry)
        if current.rules_version == rules.rules_version or (label.level is None and current.label.level is not None):
            continue
        lost = procedure in followed and reading.entry.features.submission is Submission.UNKNOWN
        if lost and _tells_less(label, current.label):
            continue
        step = seen(current, label, current.agency, _held(work, procedure), rules)
        work.steps[procedure] = (step, reading)
        if step.openings:
            one = work.procedures[procedure]
            differences.append(Reclassified(procedure, one.handle, one.code, one.name, current.label, label))
    if not dry_run:
        work.new = []
        _write(connection, work, rules)
        rows.set_rules_version(connection, portal, rules.rules_version, apart=set(work.spans) - work.steps.keys())
    told = [p for p, reading in work.matched.items() if reading.entry.level is not None or work.stored_label(p).level is None]
    return Reclassification(len(told), len(known), tuple(differences))


def _tells_less(label: Label, before: Label) -> bool:
    """Whether a label leaves open what is known already."""
    if label.level is None or before.level is None or label.level_max is None or before.level_max is None:
        return False
    return label.level < before.level and label.level_max >= before.level_max > label.level


def label_of(entry: Entry) -> Label:
    return Label(entry.declared.scheme, entry.declared.value, entry.level, entry.level_max, entry.strict_level)


def _match(work: Work, observed: list[Observed]) -> None:
    readings = {i: entry_naming(o.entry) for i, o in enumerate(observed)}
    present = {p: stored_naming(one) for p, one in work.procedures.items() if p not in work.unchanged and _present(work, p)}
    gone = {p: stored_naming(one) for p, one in work.procedures.items() if not _present(work, p)}
    pairs = match_with_gone(readings, present, gone)
    paired = {reading for reading, _ in pairs}
    work.matched = {procedure: observed[reading] for reading, procedure in pairs}
    work.new = [observed[i] for i in readings if i not in paired]


def _present(work: Work, procedure: int) -> bool:
    return procedure in work.spans and work.spans[procedure].present


def entry_naming(entry: Entry) -> Naming:
    return naming(entry.code, entry.key, entry.name, entry.agency, entry.url)


def stored_naming(one: StoredProcedure) -> Naming:
    return naming(one.code, one.key, one.name, one.agency, one.url)


def _current(work: Work, procedure: int, rules: Rules) -> Current:
    span = work.spans.get(procedure)
    agency = fold(work.procedures[procedure].agency or "")
    if span is None:
        # Every procedure has an open span, unless an interrupted import left none: it then counts as not there.
        return Current(Label(None, None, None, None, None), False, date.min, rules.rules_version, agency=agency)
    before = work.before.get(span.previous) if span.previous is not None else None
    return _as_current(span, agency, work.levels.get(procedure), _as_current(before, agency, None, None) if before else None)


def _label(span: StoredSpan) -> Label:
    return Label(span.scheme, span.declared, span.level, span.level_max, span.strict_level)


def _as_current(span: StoredSpan, agency: str, level_before: int | None, previous: Current | None) -> Current:
    return Current(
        label=_label(span),
        present=span.present,
        since=span.valid_from,
        rules_version=span.rules_version,
        change=ChangeKind(span.change) if span.change else None,
        provisional=span.provisional,
        level_before=level_before,
        agency=agency,
        previous=previous,
    )


def _held(work: Work, procedure: int) -> Held | None:
    one = work.pending.get(procedure)
    if one is None:
        return None
    label = None if one.gone else Label(one.scheme, one.declared, one.level, None, None)
    return Held(one.since, one.last_on, one.times, one.gone, label, one.agency)


def _write(connection: Connection, work: Work, rules: Rules) -> Applied:
    withdrawn = {
        work.spans[p].id: previous
        for p, (step, _) in work.steps.items()
        if step.withdraw and (previous := work.spans[p].previous) is not None
    }
    rows.withdraw_spans(connection, withdrawn, rules.night)
    opened = _open_spans(connection, work, rules)
    _refresh(connection, work)
    rows.settle_spans(connection, [work.spans[p].id for p, (step, _) in work.steps.items() if step.settle and not step.openings])
    _write_pending(connection, work)
    _write_names(connection, work)
    opened += _add_new(connection, work, rules)
    if (since := _earliest(work, withdrawn, rules)) is not None:
        tally_again(connection, work.portal, since)
    held = sum(step.held is not None for step, _ in work.steps.values())
    return Applied(seen=len(work.spans), opened=opened, withdrawn=len(withdrawn), held=held)


def _earliest(work: Work, withdrawn: Mapping[int, int], rules: Rules) -> date | None:
    """The earliest day on which some label is no longer what it was."""
    days = [span.valid_from for span in work.spans.values() if span.id in withdrawn]
    days += [opening.valid_from for step, _ in work.steps.values() for opening in step.openings]
    days += [first_sight(label_of(reading.entry), rules).valid_from for reading in work.new]
    return min(days, default=None)


def _base(work: Work, procedure: int, step: Step) -> StoredSpan | None:
    """The span that is open once a withdrawal is done."""
    span = work.spans.get(procedure)
    return work.before[span.previous] if span and step.withdraw and span.previous is not None else span


def _open_spans(connection: Connection, work: Work, rules: Rules) -> int:
    """Open what the steps say, in rounds: a second opening of one procedure follows the first."""
    last = {p: base.id if (base := _base(work, p, step)) else None for p, (step, _) in work.steps.items()}
    count = 0
    for place in range(max((len(step.openings) for step, _ in work.steps.values()), default=0)):
        moving = [(p, step.openings[place], reading) for p, (step, reading) in work.steps.items() if len(step.openings) > place]
        rows.close_spans(connection, {previous: opening.valid_from for p, opening, _ in moving if (previous := last[p]) is not None})
        ids = rows.insert_spans(connection, [_new_span(work.run, rules, p, last[p], opening, reading) for p, opening, reading in moving])
        last.update(zip((p for p, _, _ in moving), ids, strict=True))
        count += len(ids)
    return count


def _new_span(run: int, rules: Rules, procedure: int, previous: int | None, opening: Opening, reading: Observed | None) -> rows.NewSpan:
    label = opening.label if opening.present else Label(None, None, None, None, None)
    return rows.NewSpan(
        procedure=procedure,
        previous=previous,
        valid_from=opening.valid_from,
        valid_to=None,
        confirmed_on=rules.night,
        run=run,
        change=opening.change,
        provisional=opening.provisional,
        present=opening.present,
        scheme=label.scheme,
        declared=label.declared,
        level=label.level,
        level_max=label.level_max,
        strict_level=label.strict_level,
        rules_version=rules.rules_version,
        detail_hash=digest(encode(reading.entry)) if reading else rows.EMPTY,
        detail=reading.detail if reading else rows.EMPTY,
        snapshot=reading.snapshot if reading else None,
    )


def _refresh(connection: Connection, work: Work) -> None:
    """New evidence for a label that stayed. While a loss is held, the stored evidence is still the one of the label."""
    fresh = {}
    for procedure, (step, reading) in work.steps.items():
        base = _base(work, procedure, step)
        if reading and base and not step.openings and step.held is None:
            fresh[base.id] = (digest(encode(reading.entry)), reading.detail, reading.snapshot)
    rows.refresh_spans(connection, fresh)


def _write_pending(connection: Connection, work: Work) -> None:
    kept = [_pending_row(p, step.held) for p, (step, _) in work.steps.items() if step.held is not None]
    dropped = [p for p, (step, _) in work.steps.items() if step.held is None and p in work.pending]
    rows.replace_pending(connection, work.run, kept, dropped)


def _pending_row(procedure: int, held: Held) -> StoredPending:
    label = held.label or Label(None, None, None, None, None)
    return StoredPending(procedure, held.since, held.last_on, held.times, held.gone, label.scheme, label.declared, label.level, held.agency)


def _write_names(connection: Connection, work: Work) -> None:
    read = {p: reading.entry for p, (_, reading) in work.steps.items() if reading}
    rows.rename_procedures(connection, read, keep_agency={p for p in read if not work.steps[p][0].take_agency})
    turned: dict[int, date | None] = {}
    for procedure, opening in _last_openings(work):
        span = work.spans.get(procedure)
        if span is None or span.present != opening.present:
            turned[procedure] = None if opening.present else opening.valid_from
    rows.set_gone(connection, turned)


def _last_openings(work: Work) -> Iterable[tuple[int, Opening]]:
    return ((p, step.openings[-1]) for p, (step, _) in work.steps.items() if step.openings)


def _add_new(connection: Connection, work: Work, rules: Rules) -> int:
    taken = {one.handle for one in work.procedures.values()}
    ids = rows.add_procedures(connection, work.portal, work.run, [o.entry for o in work.new], taken)
    spans = [
        _new_span(work.run, rules, procedure, None, first_sight(label_of(reading.entry), rules), reading)
        for procedure, reading in zip(ids, work.new, strict=True)
    ]
    return len(rows.insert_spans(connection, spans))
