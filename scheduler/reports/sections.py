"""The tables of a report that are no counts of agencies: targets, changes, coverage, how each number was made; and its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from classifier.vocabulary import Scheme
from scheduler.cells import printable
from scheduler.label_words import both_names, label_name, scheme_name
from scheduler.mail.compose import ORDER
from scheduler.mail.model import ChangeLine, UnreadLine
from scheduler.mail.sheet import outcome
from scheduler.messages import MESSAGES, say
from scheduler.reports.model import LEVELS, Counts, Report, ReportedTarget
from scheduler.reports.sites import sites_table
from scheduler.reports.tables import (
    Row,
    Table,
    by_agency,
    by_line,
    by_tier,
    later,
    make,
    of_scheme,
    text,
)
from scheduler.workbook import Cell

PRINTED_CHANGES = 200
"""Changes that a document prints; workbooks and CSV hold all."""

_DEFINITIONS = ("unit", "evidenced", "declared", "exclusive", "below", "share", "targets", "changes", "blank", "rules", "missing")


def tables(report: Report) -> tuple[Table, ...]:
    """All tables of a report, in the order in which they are read."""
    provinces = by_line("provinces", "province", report.by_province, report, say("report.province_unknown", report.lang))
    fields = by_line("fields", "field", report.by_field, report, say("report.no_field", report.lang))
    return (
        *((provinces,) if report.by_province else ()),
        *by_agency(report),
        by_tier(report),
        fields,
        _pairs(report),
        _trend(report),
        *_targets(report),
        sites_table(report),
        _change_counts(report),
        _changes(report),
        _unread(report),
        _coverage(report),
        _definitions(report),
    )


def headings(report: Report) -> tuple[str, str, str]:
    """The title, the period and the scope."""
    return say("report.title", report.lang), report.period.name(report.lang), scope(report)


def scope(report: Report) -> str:
    """Which provinces the report is about, in words."""
    if report.whole_country and report.several_provinces:
        return say("report.whole_country", report.lang, number=len(report.provinces))
    return ", ".join(report.provinces).strip() or say("report.province_unknown", report.lang)


def cautions(report: Report) -> list[str]:
    """What a reader must know before any figure."""
    lang = report.lang
    found = []
    if report.as_of < report.period.until:
        found.append(say("report.not_over", lang, as_of=report.as_of))
    if report.total is None:
        found.append(say("report.never_read", lang, as_of=report.as_of))
    found += [say("report.break", lang, day=day) for day in report.scheme_breaks]
    return found


def sections(report: Report) -> dict[str, list[str]]:
    """The figures that a reader wants first, in sentences, by what they are about."""
    return {
        "levels": list(_level_sentences(report, report.total)) if report.total is not None else [],
        "targets": list(_target_sentences(report)),
        "changes": list(_change_sentences(report)),
        "readings": list(_reading_sentences(report)),
    }


def _target_sentences(report: Report) -> Iterable[str]:
    if not report.targets:
        yield say("report.note.no_targets", report.lang)
        return
    verdicts = Counter(target.verdict_now for target in report.targets)
    words = "; ".join(f"{verdict}: {number}" for verdict, number in verdicts.most_common())
    yield say("report.summary.targets", report.lang, number=len(report.targets), verdicts=words)
    yield from _site_sentences(report)


def _site_sentences(report: Report) -> Iterable[str]:
    """How many agency sites lack nothing that the decree demands; nothing where no agency is registered."""
    if report.sites:
        read = [line for line in report.sites if line.counts is not None]
        whole = sum(line.counts is not None and line.counts[0] == line.required for line in read)
        yield say("report.summary.sites", report.lang, number=len(report.sites), read=len(read), whole=whole)


def _change_sentences(report: Report) -> Iterable[str]:
    kinds = Counter(line.kind for line in report.changes)
    if not kinds:
        yield say(_no_changes(report), report.lang)
        return
    words = "; ".join(f"{_kind(kind, report.lang)}: {text(kinds[kind], report.lang)}" for kind in ORDER if kinds[kind])
    yield say("report.summary.changes", report.lang, number=len(report.changes), kinds=words)


def _reading_sentences(report: Report) -> Iterable[str]:
    nights, believed = (sum(numbers) for numbers in zip(*((p.nights, p.believed) for p in report.coverage), strict=True))
    yield say("report.summary.readings", report.lang, portals=len(report.coverage), nights=nights, believed=believed)
    if report.unread:
        names = ", ".join(f"{printable(line.name or line.portal)} ({_since(line, report.lang)})" for line in report.unread)
        yield say("report.summary.unread", report.lang, number=len(report.unread), portals=names)
    else:
        yield say("report.note.all_read", report.lang)


def _since(line: UnreadLine, lang: str) -> str:
    return say("report.summary.since", lang, since=line.since, outcome=outcome(line.outcome, lang))


def _level_sentences(report: Report, total: Counts) -> Iterable[str]:
    levels = {f"n{level}": total.levels[level] for level in LEVELS}
    shares = {"share": text(total.share(3), report.lang), "possible": text(total.possible_share(3), report.lang)}
    figures = {"as_of": report.as_of, "total": total.total, "unknown": total.unknown}
    yield say("report.summary.levels", report.lang, **figures, **levels, **shares)
    words = {"whole": "toan-trinh", "part": "mot-phan", "information": "cung-cap-thong-tin"}
    labels = {name: later(total, value) for name, value in words.items()}
    scales = {"old": of_scheme(total, Scheme.ND43_2011), "other": of_scheme(total, Scheme.CD_2026)}
    yield say("report.summary.labels", report.lang, **labels, **scales, none=total.declared((None, None)), above=total.above)


def _pairs(report: Report) -> Table:
    rows = [Row((label_name(*pair.label, report.lang), pair.total, *pair.levels, pair.above)) for pair in report.pairs]
    if report.total is not None:
        total = report.total
        rows.append(Row((say("report.total", report.lang), total.total, *total.levels, total.unknown, total.above), strong=True))
    columns = ("label", "total", *(f"level_{level}" for level in LEVELS), "level_unknown", "above")
    return make("pairs", columns, rows, report.lang, [say("report.note.above", report.lang)])


def _trend(report: Report) -> Table:
    lang, start, end = report.lang, report.before, report.total
    rows = [Row((say(f"report.column.{name}", lang), *_both(name, start, end))) for name in _TREND]
    notes = [] if start else [say("report.note.no_before", lang, since=report.period.since)]
    return make("trend", ("item", "start", "end", "difference"), rows, lang, notes)


_TREND = ("total", *(f"level_{level}" for level in LEVELS), "level_unknown", "share_34")


def _both(name: str, start: Counts | None, end: Counts | None) -> tuple[Cell, Cell, Cell]:
    first, last = (None if counts is None else _figure(name, counts) for counts in (start, end))
    difference = None if first is None or last is None else last - first
    return first, last, round(difference, 2) if isinstance(difference, float) else difference


def _figure(name: str, counts: Counts) -> int | float | None:
    if name == "share_34":
        return counts.share(3)
    named = {"total": counts.total, "level_unknown": counts.unknown, **{f"level_{n}": counts.levels[n] for n in LEVELS}}
    return named[name]


def _targets(report: Report) -> tuple[Table, Table]:
    """The figures of the targets, and beside them the words of the plan with the reason of each verdict."""
    columns = ["target", "title", "due", "compare", "threshold", "measure", "declared_low", "declared_high", "evidenced_low"]
    columns += ["evidenced_high", "numerator", "denominator", "verdict_at_due", "verdict_now"]
    several = ["province"] if len({target.province for target in report.targets}) > 1 else []
    rows = [Row((*([target.province] if several else []), *_target(target, report.lang))) for target in report.targets]
    quotes = [Row((target.id, target.quote, "; ".join((target.reason, *target.notes)))) for target in report.targets]
    notes = [say("report.note.target_blank" if rows else "report.note.no_targets", report.lang)]
    return (
        make("targets", [*several, *columns], rows, report.lang, notes, item=len(several)),
        make("quotes", ("target", "quote", "reason"), quotes, report.lang, () if rows else notes),
    )


def _target(target: ReportedTarget, lang: str) -> tuple[Cell, ...]:
    percent = target.unit is None or target.unit.startswith("percent")  # figures without a threshold are shares
    unit = say(f"report.unit.{target.unit}", lang) if f"report.unit.{target.unit}" in MESSAGES else target.unit
    ends = [end for share in (target.declared, target.evidenced) for end in (share or (None, None))]
    limit, *shares = (_in_unit(value, percent) for value in (target.threshold, *ends))
    compare = {">=": "≥", "<=": "≤", "~": "≈"}.get(target.compare or "", target.compare)
    counts = (target.numerator, target.denominator)
    now = f"{target.verdict_now} ({say('plan.late', lang)})" if target.late else target.verdict_now
    return (target.id, target.title, target.due, compare, limit, unit, *shares, *counts, target.verdict_at_due, now)


def _in_unit(value: float | None, percent: bool) -> Cell:
    if value is None:
        return None
    return round(value, 2) if percent or value != int(value) else int(value)


def _kind(kind: str, lang: str) -> str:
    return say(f"mail.section.{kind}", lang)


def _no_changes(report: Report) -> str:
    return "report.note.no_changes" if report.was_read else "report.note.no_readings"


def _change_counts(report: Report) -> Table:
    kinds = Counter(line.kind for line in report.changes)
    numbers = {**{kind: kinds[kind] for kind in ORDER}, "corrections": len(report.corrections)}
    rows = [Row((_kind(kind, report.lang), number if report.was_read else None)) for kind, number in numbers.items()]
    notes = ["withdrawn"] if report.was_read else ["no_readings"]
    return make("change_counts", ("kind", "count"), rows, report.lang, [say(f"report.note.{note}", report.lang) for note in notes])


def _changes(report: Report) -> Table:
    columns = (
        "confirmed",
        "kind",
        "code",
        "procedure",
        "agency",
        "from",
        "to",
        "declared_from",
        "declared_to",
        "portal",
        "evidence",
        "url",
    )
    rows = [_change(line, line.kind, report.lang) for line in report.changes]
    rows += [_change(line, "corrections", report.lang) for line in report.corrections]
    notes = [] if rows else [say(_no_changes(report), report.lang)]
    if len(rows) > PRINTED_CHANGES:
        notes.append(say("report.note.cut", report.lang, shown=PRINTED_CHANGES, number=len(rows)))
    return make("changes", columns, rows, report.lang, notes, item=3, limit=PRINTED_CHANGES)


def _change(line: ChangeLine, kind: str, lang: str) -> Row:
    labels = both_names(*line.labels, lang)
    levels = (line.level_from, line.level_to)
    place = (line.portal, line.evidence, line.url)
    return Row((line.confirmed, _kind(kind, lang), line.code, line.name, line.agency, *levels, *labels, *place))


def _unread(report: Report) -> Table:
    rows = [Row((line.portal, line.name, line.since, outcome(line.outcome, report.lang))) for line in report.unread]
    notes = [] if rows else [say("report.note.all_read", report.lang)]
    return make("unread", ("portal", "portal_name", "since", "outcome"), rows, report.lang, notes)


def _coverage(report: Report) -> Table:
    lang = report.lang
    rows = []
    for portal in sorted(report.coverage, key=lambda portal: portal.portal):
        complete = None if portal.complete is None else say("report.yes" if portal.complete else "report.no", lang)
        figures = (portal.nights, portal.believed, portal.last_read, portal.listed, portal.read, portal.failed, complete)
        rows.append(Row((portal.portal, portal.name, portal.province, *figures)))
    columns = ("portal", "portal_name", "province", "nights", "believed", "last_read", "listed", "read", "failed", "complete")
    unread = any(portal.last_read is None for portal in report.coverage)
    return make("coverage", columns, rows, lang, [say("report.note.never_believed", lang)] if unread else [])


def _definitions(report: Report) -> Table:
    lang = report.lang
    schemes = sorted({pair.label[0] for pair in report.pairs if pair.label[0] is not None})
    used = sorted({portal.rules_version for portal in report.coverage if portal.rules_version})
    values: dict[str, dict[str, object]] = {
        "declared": {"schemes": "; ".join(scheme_name(scheme) for scheme in schemes) or say("report.label.none", lang)},
        "rules": {"version": report.rules_version, "used": ", ".join(used) or None},
    }
    period = {"since": report.period.since, "until": report.period.until, "as_of": report.as_of}
    rows = [Row((say("report.definition.period", lang), say("report.definition.period.text", lang, **period)))]
    for name in _DEFINITIONS:
        rows.append(Row((say(f"report.definition.{name}", lang), say(f"report.definition.{name}.text", lang, **values.get(name, {})))))
    return make("definitions", ("definition", "meaning"), rows, lang)
