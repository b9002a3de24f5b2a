"""From what one page says about a procedure to its entry: features with evidence, level, declared label, flags.

The evidenced level is never told what the portal declares: `_features` and `level_of` do not see a label.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from classifier.declared import NOT_PUBLISHED, bounds, customary_bounds, declare
from classifier.features.facilities import statistics, status_lookup
from classifier.features.forms import FormCount, forms
from classifier.features.information import information
from classifier.features.payment import payment
from classifier.features.result import result
from classifier.features.submission import Way, submission
from classifier.judged import Judged, fields_of
from classifier.level import Level, level_of
from classifier.model import (
    ApplicationReading,
    Behind,
    Context,
    Declared,
    Entry,
    Evidence,
    Features,
    FieldKey,
    Finding,
    Flag,
    Forms,
    Information,
    Payment,
    ProcedureReading,
    Result,
    Row,
    Submission,
)
from classifier.outlook import next_level
from classifier.standing import (
    agencies_rule,
    below_one_rule,
    cases_rule,
    declared_in_person_rule,
    eligible_rule,
    is_test_entry,
    label_rule,
    table_rule,
    transport_rule,
    withdrawn_rule,
)
from classifier.tier import tier_of

_SURE_ENOUGH_FOR_ZERO = 0.5


@dataclass(frozen=True, slots=True)
class Assessment:
    """One reading judged: its features, the level they give, and everything that spoke."""

    features: Features
    level: Level
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...]


def judge(reading: ProcedureReading, context: Context) -> Entry:
    """Judge one procedure. A reading of several cases has the lowest level among them (§6.16)."""
    if not context.detail_read:
        return _unread(reading, context)
    assessment = _assess_cases(reading, context)
    declared = declared_of(reading, context)
    label = label_rule(reading, context, declared)
    later = [
        label,
        *withdrawn_rule(reading, context),
        *transport_rule(reading.url),
        *agencies_rule(reading, context),
        *declared_in_person_rule(declared, assessment.features, assessment.level.level),
        *eligible_rule(declared, assessment.features, assessment.level.level),
    ]
    flags = [*assessment.flags, *_raised(later), *_comparison(declared, assessment.level), *_own_flags(reading, context)]
    return Entry(
        code=reading.code or (context.row.code if context.row else None),
        name=reading.name or (context.row.name if context.row else ""),
        field=_text(reading, FieldKey.FIELD) or (context.row.field if context.row else None),
        agency=_text(reading, FieldKey.AGENCY) or (context.row.agency if context.row else None),
        tier=tier_of(reading, context.row),
        url=reading.url,
        level=assessment.level.level,
        level_max=assessment.level.level_max,
        strict_level=assessment.level.strict,
        declared=declared,
        features=assessment.features,
        flags=tuple(flag for flag in Flag if flag in flags),
        evidence=assessment.evidence,
        findings=(*assessment.findings, *later),
        reason=assessment.level.reason,
        key=reading.key or (context.row.key if context.row else None),
        next_level=next_level(assessment.features, assessment.level),
    )


def judge_row(row: Row, url: str, context: Context) -> Entry:
    """Judge a procedure of which only the listing row was read: the declared label is known, the level is not (§6.13)."""
    reading = ProcedureReading(url=row.url or url, name=row.name, code=row.code, key=row.key, controls_seen=False)
    return _unread(reading, replace(context, row=row, detail_read=False))


def declared_of(reading: ProcedureReading, context: Context) -> Declared:
    """The label of the procedure page, else of its cases (the lowest), else of the listing row."""
    own = _declared_cells(reading, context)
    if own.value is not None:
        return own
    cases = [label for case in reading.cases if (label := _declared_cells(case, context)).value is not None]
    if cases:
        return min(cases, key=lambda label: customary_bounds(label) or (0, 0))
    listed = declare(context.row.level_text, context.at) if context.row is not None else NOT_PUBLISHED
    return listed if listed.value is not None or listed.text else own


def _declared_cells(reading: ProcedureReading, context: Context) -> Declared:
    labels = [declare(cell.text, reading.at or context.at, cell.label) for cell in fields_of(reading, FieldKey.LEVEL)]
    readable = [label for label in labels if bounds(label) is not None]
    return next(iter([*readable, *labels]), NOT_PUBLISHED)


def _assess_cases(reading: ProcedureReading, context: Context) -> Assessment:
    if not reading.cases:
        return _assess(reading, context)
    assessed = [(case, _assess(_complete(case, reading), context)) for case in reading.cases]
    name, lowest = min(assessed, key=lambda pair: _rank(pair[1].level))
    levels = [assessment.level for _, assessment in assessed]
    level_max = None if lowest.level.level is None else min(level.level_max or 0 for level in levels)
    said = cases_rule([(case.name, assessment.level) for case, assessment in assessed], reading.url)
    level = replace(lowest.level, level_max=level_max)
    return replace(lowest, level=level, findings=(*lowest.findings, said))


def _rank(level: Level) -> tuple[int, int]:
    return (-1, -1) if level.level is None or level.level_max is None else (level.level, level.level_max)


def _complete(case: ProcedureReading, whole: ProcedureReading) -> ProcedureReading:
    """A case with what it leaves to the procedure as a whole."""
    own = {cell.key for cell in case.fields}
    return replace(
        case,
        url=case.url or whole.url,
        name=whole.name,
        fields=(*case.fields, *(cell for cell in whole.fields if cell.key not in own)),
        controls=case.controls or whole.controls,
        forms=case.forms or whole.forms,
        cases=(),
        controls_seen=whole.controls_seen,
        sure=whole.sure,
    )


def _assess(reading: ProcedureReading, context: Context) -> Assessment:
    sent = submission(reading, context)
    other = _elsewhere(sent.value, context)
    application = sent.value.application
    parts: _Parts = (
        information(reading, context),
        forms(reading, context),
        sent,
        payment(reading, context, application),
        result(reading, context, application),
    )
    if other is not None:
        parts = _by_other_page(parts, other)
    features = _features(reading, context, parts)
    readable = _readable(features)
    level = level_of(features, readable=readable, whole=reading.sure >= _SURE_ENOUGH_FOR_ZERO)
    facilities = (status_lookup(reading, context), statistics(reading, context))
    said = [finding for part in parts for finding in part.findings]
    return Assessment(
        features,
        level,
        tuple(seen for part in (*parts, *facilities) for seen in part.evidence),
        (*said, *below_one_rule(features, level), table_rule(features, level)),
        tuple(flag for part in parts for flag in part.flags),
    )


_Parts = tuple[Judged[Information], Judged[FormCount], Judged[Way], Judged[Payment], Judged[Result]]


def _elsewhere(way: Way, context: Context) -> _Parts | None:
    """The features of the same procedure's page on another system, one hop away (§6.8)."""
    behind = way.application
    if behind is None or behind.behind is not Behind.PROCEDURE or not behind.same_procedure or behind.procedure is None:
        return None
    there = behind.procedure
    alone = replace(context, behind={}, row=None, common_controls=frozenset())
    sent = submission(there, alone)
    via: ApplicationReading = replace(behind, procedure=None)
    return (
        information(there, alone),
        forms(there, alone),
        replace(sent, value=replace(sent.value, application=via)),
        payment(there, alone, behind),
        result(there, alone, behind),
    )


def _by_other_page(here: _Parts, there: _Parts) -> _Parts:
    """What the other page knows counts; where it is silent this page keeps its word."""
    return (
        here[0],
        there[1] if here[1].value.value is not Forms.YES and there[1].value.value in (Forms.YES, Forms.NOT_APPLICABLE) else here[1],
        replace(there[2], findings=(*here[2].findings, *there[2].findings)),
        there[3] if there[3].value is not Payment.UNKNOWN else here[3],
        there[4] if there[4].value is not Result.UNKNOWN else here[4],
    )


def _features(reading: ProcedureReading, context: Context, parts: _Parts) -> Features:
    items, form_count, sent, paid, returned = (part.value for part in parts)
    return Features(
        information=items,
        forms=form_count.value,
        forms_linked=form_count.linked,
        forms_named=form_count.named,
        submission=sent.value,
        payment=paid,
        result=returned,
        provided_via=sent.application.provided_via if sent.application else None,
        status_lookup=status_lookup(reading, context).value,
        statistics=statistics(reading, context).value,
    )


def _readable(features: Features) -> bool:
    """A page that gave a name and nothing else was not read, whatever the reason."""
    return (
        len(features.information.present) > 1
        or features.forms_named > 0
        or features.submission in (Submission.YES, Submission.GATE, Submission.UPLOAD_ONLY, Submission.EMAIL)
    )


def _unread(reading: ProcedureReading, context: Context) -> Entry:
    declared = declared_of(reading, context)
    features = Features(Information(), Forms.UNKNOWN, 0, 0, Submission.UNKNOWN, Payment.UNKNOWN, Result.UNKNOWN)
    level = level_of(features, readable=False)
    label = label_rule(reading, context, declared)
    later = [label, *withdrawn_rule(reading, context), *transport_rule(reading.url), *agencies_rule(reading, context)]
    flags = [*_raised(later), *_own_flags(reading, context)]
    row = context.row
    return Entry(
        code=reading.code or (row.code if row else None),
        name=reading.name or (row.name if row else ""),
        field=_text(reading, FieldKey.FIELD) or (row.field if row else None),
        agency=_text(reading, FieldKey.AGENCY) or (row.agency if row else None),
        tier=tier_of(reading, row),
        url=reading.url,
        level=None,
        level_max=None,
        strict_level=None,
        declared=declared,
        features=features,
        flags=tuple(flag for flag in Flag if flag in flags),
        evidence=(),
        findings=(*below_one_rule(features, level), *later),
        reason="detail_not_read",
        key=reading.key or (row.key if row else None),
    )


def _text(reading: ProcedureReading, key: FieldKey) -> str | None:
    return next((cell.text for cell in fields_of(reading, key) if cell.text.strip()), None)


def _raised(findings: list[Finding]) -> list[Flag]:
    return [Flag(said.effect.removeprefix("flag=")) for said in findings if said.effect.startswith("flag=")]


def _comparison(declared: Declared, level: Level) -> list[Flag]:
    customary = customary_bounds(declared)
    if customary is None or level.level is None or level.level_max is None:
        return []
    if customary[0] > level.level_max:
        return [Flag.DECLARED_ABOVE_EVIDENCE]
    return [Flag.DECLARED_BELOW_EVIDENCE] if customary[1] < level.level else []


def _own_flags(reading: ProcedureReading, context: Context) -> list[Flag]:
    flags = {
        Flag.CODE_MALFORMED: reading.code_malformed,
        Flag.TEST_ENTRY: is_test_entry(reading.name or (context.row.name if context.row else ""), reading.code),
    }
    return [flag for flag, raised in flags.items() if raised]
