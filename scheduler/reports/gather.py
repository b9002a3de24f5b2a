"""From the store to a report: the levels on its last day, what changed, the plans, and how well the portals were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from classifier.version import RULES_VERSION
from scheduler.changes import changes
from scheduler.mail.gather import change_line, mailed_before, portal_names, province_name, unread_line
from scheduler.mail.model import ChangeLine
from scheduler.messages import say
from scheduler.plan.model import Plan
from scheduler.plan.readings import Verdict
from scheduler.plan.report import percent, verdict_words, write_note
from scheduler.plan.service import measured, plan_document
from scheduler.plan.snapshot import DISTRICTS_ABOLISHED, Standing, breaks_between
from scheduler.plan.stored import StoredPlans, known_plans
from scheduler.plan.verdict import Note, TargetVerdict
from scheduler.reports import count
from scheduler.reports.model import Block, Report, ReportedTarget
from scheduler.reports.order import alphabetical
from scheduler.reports.period import Period, PeriodError
from scheduler.reports.sites import reported_sites
from storage.engine import Store
from storage.queries.coverage import PortalCoverage, coverage
from storage.queries.registry import find_province


class ReportError(ValueError):
    """A report that cannot be made; the message names the remedy."""


def gather(store: Store, period: Period, province: str | None, lang: str, at: datetime) -> Report:
    """Every figure of a period. `province`: name or code, None = all; `at`: now, for a period that is not over.

    Raises `PeriodError` for a period that has not begun and `ReportError` when there is no portal to report on.
    """
    if period.since > at.date():
        raise PeriodError(f"the period begins on {period.since}, after today ({at.date()}): name one that has begun")
    until, before = min(period.until, at.date()), period.since - timedelta(days=1)
    read = _coverage(store, period.since, until, province)
    names = sorted({province_name(store, portal.province or "") for portal in read}, key=alphabetical)
    plans = StoredPlans(store)
    rows, read_on = _standings(plans, names, until)
    rows_before, read_before = _standings(plans, names, before)
    found = changes(store, period.since, until, province)
    known = portal_names(store)
    return Report(
        period=period,
        as_of=until,
        composed_at=at,
        lang=lang,
        provinces=tuple(names),
        whole_country=province is None,
        total=count.count(rows) if read_on else None,
        before=count.count(rows_before) if read_before else None,
        read_on=read_on,
        excluded=count.excluded(rows),
        by_province=count.by_province(rows) if len(names) > 1 else (),
        blocks=_blocks(rows, until) if read_on else (),
        by_field=count.by_field(rows),
        pairs=count.pairs(rows),
        targets=tuple(_targets(store, plans, names, until, lang)),
        changes=_sorted(change_line(change) for change in found.changes),
        corrections=_sorted(change_line(change) for change in mailed_before(found)),
        unread=tuple(unread_line(portal, known) for portal in found.portals_not_read),
        coverage=read,
        sites=tuple(line for name in names for line in reported_sites(store, name, until, lang)),
        scheme_breaks=breaks_between(before, until),
        rules_version=RULES_VERSION,
        kind=_kind(store, names),
    )


def _coverage(store: Store, since: date, until: date, province: str | None) -> tuple[PortalCoverage, ...]:
    with store.read() as connection:
        found = coverage(connection, since, until, province)
    if not found:
        whose = f"of {province!r} " if province else ""
        raise ReportError(f"no portal {whose}is registered: `mucdo portals list` shows those that are, `mucdo portals add` adds one")
    return found


def _kind(store: Store, provinces: Sequence[str]) -> str:
    with store.read() as connection:
        found = [find_province(connection, name) for name in provinces]
    return found[0].kind if len(found) == 1 and found[0] else ""


def _standings(plans: StoredPlans, provinces: Sequence[str], day: date) -> tuple[dict[str, tuple[Standing, ...]], date | None]:
    """What stood on each province's portals on a day, and the last day up to it on which one of them was read."""
    snapshots = {name: plans.snapshot(name, day) for name in provinces}
    read = [snapshot.data_at for snapshot in snapshots.values() if snapshot.data_at is not None]
    return {name: snapshot.standings for name, snapshot in snapshots.items()}, max(read, default=None)


def _blocks(rows: Mapping[str, Sequence[Standing]], day: date) -> tuple[Block, ...]:
    """After 01/07/2025 an empty district block has no figures at all: there is nothing left to count."""
    return tuple(
        Block(block.tier, block.lines, None) if block.tier == "district" and not block.lines and day >= DISTRICTS_ABOLISHED else block
        for block in count.blocks(rows)
    )


def _sorted(lines: Iterable[ChangeLine]) -> tuple[ChangeLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.confirmed, line.kind, alphabetical(line.agency or ""), alphabetical(line.name))))


def _targets(store: Store, plans: StoredPlans, provinces: Sequence[str], day: date, lang: str) -> Iterable[ReportedTarget]:
    for plan in known_plans(store):
        if province_name(store, plan.document.province) in provinces:
            report = plan_document(plans, plan, day, with_projections=False)
            yield from (_target(verdict, plan, day, lang) for verdict in report.verdicts)


def _target(verdict: TargetVerdict, plan: Plan, day: date, lang: str) -> ReportedTarget:
    target, value = verdict.target, verdict.current
    measured_at_all = value.first is not None and not (value.verdict is Verdict.NO_DATA and value.data_at is None)
    first = value.first if measured_at_all else None
    counted = measured(value, value.basis) if first else None
    return ReportedTarget(
        id=target.id,
        province=plan.document.province,
        title=target.title.in_(lang),
        quote=target.quote,
        due=verdict.due,
        compare=target.compare,
        threshold=None if target.threshold is None else float(target.threshold),
        unit=target.unit,
        declared=percent(first.declared) if first else None,
        evidenced=percent(first.evidenced) if first else None,
        numerator=counted.proven if counted else None,
        denominator=counted.total if counted else None,
        verdict_at_due=_at_due(verdict, lang),
        verdict_now=verdict_words(value, lang, due_passed=verdict.after_due),
        reason=write_note(value.reason, lang),
        notes=tuple(write_note(note, lang) for note in _notes(verdict)),
        late=verdict.after_due,
    )


def _at_due(verdict: TargetVerdict, lang: str) -> str:
    """The verdict on the target's own date; before that day, that it has not come."""
    not_due = verdict.at_due.reason.key == "not_due"
    return say("plan.not_yet_due", lang) if not_due else verdict_words(verdict.at_due, lang)


def _notes(verdict: TargetVerdict) -> Iterable[Note]:
    """What else is to be said: not what the due date says itself, and of several changes of regime the last."""
    notes = [note for note in (*verdict.notes, *verdict.current.notes) if note.key != "after_due"]
    breaks = [note for note in notes if note.key == "scheme_break"]
    return (note for note in notes if note.key != "scheme_break" or note is breaks[-1])
