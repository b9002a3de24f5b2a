"""From one reading to its features and the level they give. Nothing here sees a declared label."""

from __future__ import annotations

from dataclasses import dataclass, replace

from classifier.features.facilities import statistics, status_lookup
from classifier.features.forms import FormCount, forms
from classifier.features.information import information
from classifier.features.payment import payment
from classifier.features.result import result
from classifier.features.submission import Way, submission
from classifier.findings.cells import given
from classifier.findings.judged import Judged
from classifier.judging.level import Level, level_of
from classifier.judging.standing import below_one_rule, cases_rule, table_rule
from classifier.model import (
    Behind,
    Context,
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
    Submission,
)

_SURE_ENOUGH_FOR_ZERO = 0.5  # level 0 accuses: it needs a page that is a procedure page more likely than not
_IDENTITY = (FieldKey.NAME, FieldKey.CODE, FieldKey.OTHER)  # what a page that failed to load its content may still show
_REACHED = (Submission.YES, Submission.GATE, Submission.UPLOAD_ONLY)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One reading judged: its features, the level they give, and everything that spoke."""

    features: Features
    level: Level
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The judged features of one page."""

    information: Judged[Information]
    forms: Judged[FormCount]
    submission: Judged[Way]
    payment: Judged[Payment]
    result: Judged[Result]


def assess(reading: ProcedureReading, context: Context) -> Assessment:
    """Rule 6.16: a procedure of several cases is as good as its weakest case; inside a case the highest function counts."""
    if not reading.cases:
        return _assess_one(reading, context)
    common = _without_cases(reading)
    assessed = [(case.name, _assess_one(_complete(case, common), context)) for case in reading.cases]
    weakest = min((assessment for _, assessment in assessed), key=lambda assessment: _rank(assessment.level))
    ceilings = [assessment.level.level_max for _, assessment in assessed if assessment.level.level_max is not None]
    level_max = None if weakest.level.level is None else min(ceilings)
    said = cases_rule([(name, assessment.level.level) for name, assessment in assessed], reading.url)
    return replace(weakest, level=replace(weakest.level, level_max=level_max), findings=(*weakest.findings, said))


def _rank(level: Level) -> tuple[int, int]:
    return (-1, -1) if level.level is None or level.level_max is None else (level.level, level.level_max)


def _without_cases(whole: ProcedureReading) -> ProcedureReading:
    """What the procedure offers in every case: a button, a form or an item that stands with one case is none of the others'."""
    controls = {control for case in whole.cases for control in case.controls}
    forms = {form for case in whole.cases for form in case.forms}
    fields = {cell for case in whole.cases for cell in case.fields if cell.label}
    return replace(
        whole,
        controls=tuple(control for control in whole.controls if control not in controls),
        forms=tuple(form for form in whole.forms if form not in forms),
        fields=tuple(cell for cell in whole.fields if cell not in fields),
    )


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


def _read_whole(reading: ProcedureReading) -> bool:
    """Whether surely all that the page says was read; what stands in a file with the whole text nobody opened."""
    if reading.sure < _SURE_ENOUGH_FOR_ZERO or reading.unread:
        return False
    return not any(link.kind == "whole" for cell in reading.fields for link in cell.links)


def _assess_one(reading: ProcedureReading, context: Context) -> Assessment:
    parts = _with_other_page(_judge_features(reading, context), context)
    facilities = (status_lookup(reading, context), statistics(reading, context))
    features = _features(parts, facilities[0].value, facilities[1].value)
    level = level_of(features, readable=_readable(reading, features), whole=_read_whole(reading))
    judged = (parts.information, parts.forms, parts.submission, parts.payment, parts.result)
    said = [finding for part in judged for finding in part.findings]
    return Assessment(
        features,
        level,
        tuple(seen for part in (*judged, *facilities) for seen in part.evidence),
        (*said, *below_one_rule(features, level), table_rule(features, level)),
        tuple(flag for part in judged for flag in part.flags),
    )


def _judge_features(reading: ProcedureReading, context: Context) -> _Parts:
    sent = submission(reading, context)
    application = sent.value.application
    return _Parts(
        information(reading, context),
        forms(reading, context),
        sent,
        payment(reading, context, application),
        result(reading, context, application),
    )


def _with_other_page(here: _Parts, context: Context) -> _Parts:
    """Rule 6.8: the same procedure's page on another system, one hop away, says what this page does not."""
    behind = here.submission.value.application
    if behind is None or behind.behind is not Behind.PROCEDURE or not behind.same_procedure or behind.procedure is None:
        return here
    there = _judge_features(behind.procedure, replace(context, behind={}, row=None, common_controls=frozenset()))
    way = replace(there.submission.value, application=replace(behind, procedure=None))
    return _Parts(
        here.information,
        there.forms if here.forms.value.value is not Forms.YES and there.forms.value.value is Forms.YES else here.forms,
        replace(there.submission, value=way, findings=(*here.submission.findings, *there.submission.findings)),
        there.payment if there.payment.value is not Payment.UNKNOWN else here.payment,
        there.result if there.result.value is not Result.UNKNOWN else here.result,
    )


def _features(parts: _Parts, lookup: bool | None, published: bool | None) -> Features:
    way, count = parts.submission.value, parts.forms.value
    reached = way.application is not None and (way.value in _REACHED or way.application.behind is Behind.PROCEDURE)
    return Features(
        information=parts.information.value,
        forms=count.value,
        forms_linked=count.linked,
        forms_named=count.named,
        submission=way.value,
        payment=parts.payment.value,
        result=parts.result.value,
        provided_via=way.application.provided_via if way.application is not None and reached else None,
        status_lookup=lookup,
        statistics=published,
    )


def _readable(reading: ProcedureReading, features: Features) -> bool:
    """A page that gave a name and nothing else was not read, whatever the reason."""
    return (
        features.forms_named > 0
        or features.submission in (*_REACHED, Submission.EMAIL)
        or any(given(cell) and cell.key not in _IDENTITY for cell in reading.fields)
    )
