"""From what one page says about a procedure to its entry: evidenced level, declared label, flags and the reasons for them.

The two labels never meet before the flags: `classifier.judging.assess` does not see what the portal declares.
"""

from __future__ import annotations

import re
from dataclasses import replace

from classifier.controls.orders import path_of
from classifier.controls.ownaddress import carries
from classifier.features.submission import submission
from classifier.findings.declared import NOT_PUBLISHED, bounds, customary_bounds, declare, is_past
from classifier.findings.judged import fields_of
from classifier.findings.tier import tier_of
from classifier.judging.assess import Assessment, assess
from classifier.judging.level import UNKNOWN_LEVEL, Level
from classifier.judging.listed import with_listed
from classifier.judging.outlook import next_level
from classifier.judging.standing import (
    agencies_rule,
    below_one_rule,
    declared_in_person_rule,
    eligible_rule,
    is_test_entry,
    label_rule,
    transport_rule,
    withdrawn_rule,
)
from classifier.labelled.agencycells import acting_agency
from classifier.model import (
    Context,
    ControlKind,
    Declared,
    Entry,
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

# "Sở Xây dựng (Cấp tỉnh)": the tier is a fact of its own, not a part of the agency's name.
_TIER_NOTE = re.compile(r"(?<=\S)\s*\(\s*cấp (?:trung ương|bộ|tỉnh|thành phố|huyện|quận|xã|phường)\s*\)$", re.IGNORECASE)
_NOTHING_KNOWN = Features(Information(), Forms.UNKNOWN, 0, 0, Submission.UNKNOWN, Payment.UNKNOWN, Result.UNKNOWN)


def judge(reading: ProcedureReading, context: Context) -> Entry:
    """Judge one procedure.

    With `context.detail_read` False only the listing row was read: the declared label is known, the level is not (§6.13).
    """
    assessment = assess(reading, context) if context.detail_read else _unread(reading, context)
    if context.detail_read and (listed := with_listed(reading, assessment.features, context.row)) is not reading:
        assessment = assess(listed, context)
    declared = declared_of(reading, context)
    level = assessment.level
    later = (
        label_rule(reading, declared),
        *withdrawn_rule(reading, context),
        *transport_rule(reading.url),
        *agencies_rule(reading, context),
        *declared_in_person_rule(declared, assessment.features, level),
        *eligible_rule(declared, assessment.features, level),
    )
    flags = {*assessment.flags, *_raised(later), *_comparison(declared, level), *_about_the_row(reading, context)}
    row = context.row
    return Entry(
        code=reading.code or (row.code if row else None),
        name=_name(reading, context),
        field=_cell(reading, FieldKey.FIELD) or (row.field if row else None),
        agency=acting_agency(_cell(reading, FieldKey.AGENCY) or "") or (row.agency if row else None),
        tier=tier_of(reading, row, reading.at or context.at, context.of_district),
        url=reading.url,
        level=level.level,
        level_max=level.level_max,
        strict_level=level.strict,
        declared=declared,
        features=assessment.features,
        flags=tuple(flag for flag in Flag if flag in flags),
        evidence=(*assessment.evidence, *(seen for said in later for seen in said.evidence if seen.feature == "declared")),
        findings=(*assessment.findings, *later),
        reason=level.reason,
        key=reading.key or (row.key if row else None),
        next_level=next_level(assessment.features, level),
    )


def judge_row(row: Row, url: str, context: Context) -> Entry:
    """Judge a procedure of which only the listing row was read. `url`: of the listing, for rows without an address of their own."""
    ids = [identity for identity in (row.code, row.key) if identity]
    lone = row.url is None and row.handle is None  # all that the portal says of it, so that the row's own buttons are the procedure's
    controls = tuple(replace(control, own=True) for control in row.controls if lone and carries(path_of(control.url), ids))
    reading = ProcedureReading(url=row.url or url, name=row.name, code=row.code, key=row.key, controls=controls, controls_seen=False)
    return judge(reading, replace(context, row=row, detail_read=False))


def declared_of(reading: ProcedureReading, context: Context) -> Declared:
    """The label of the procedure page, else of its cases (the lowest), else of the listing row."""
    own = _label_of(reading, context)
    cases = [label for case in reading.cases if bounds(label := _label_of(case, context)) is not None]
    if own.value is None and cases:
        return min(cases, key=lambda label: customary_bounds(label) or (0, 0))
    if own.value is None and context.row is not None:
        listed = declare(context.row.level_text, context.at)
        return listed if listed.value is not None or not own.text else own
    return own


def _label_of(reading: ProcedureReading, context: Context) -> Declared:
    cells = fields_of(reading, FieldKey.LEVEL)
    labels = [(declare(cell.text, reading.at or context.at, cell.label), is_past(cell.text, cell.label)) for cell in cells]
    # Stable: the first readable label, of those first that still hold.
    labels.sort(key=lambda told: (bounds(told[0]) is None, told[0].value is None, told[1]))
    return labels[0][0] if labels else NOT_PUBLISHED


def _unread(reading: ProcedureReading, context: Context) -> Assessment:
    """Nothing known but what the list's own button for the procedure, by its code, says of applying (§6.8)."""
    level = replace(UNKNOWN_LEVEL, reason="detail_not_read")
    said = below_one_rule(_NOTHING_KNOWN, level)
    if not any(control.kind is ControlKind.SUBMIT for control in reading.controls):
        return Assessment(_NOTHING_KNOWN, level, (), said, ())
    told = submission(reading, replace(context, row=None))
    return Assessment(replace(_NOTHING_KNOWN, submission=told.value.value), level, told.evidence, (*said, *told.findings), ())


def _name(reading: ProcedureReading, context: Context) -> str:
    return reading.name or (context.row.name if context.row else "")


def _cell(reading: ProcedureReading, key: FieldKey) -> str | None:
    """The first cell that says something; these are names, so a full stop behind one is the clerk's."""
    return next((said for cell in fields_of(reading, key) if (said := _TIER_NOTE.sub("", cell.text.strip().rstrip(" .;,")))), None)


def _raised(findings: tuple[Finding, ...]) -> set[Flag]:
    return {Flag(said.effect.removeprefix("flag=")) for said in findings if said.effect.startswith("flag=")}


def _comparison(declared: Declared, level: Level) -> set[Flag]:
    """Above: by the customary reading, which is what a reader takes from the label. Below: by the texts, which bind nobody to less."""
    customary, legal = customary_bounds(declared), bounds(declared)
    if customary is None or legal is None or level.level is None or level.level_max is None:
        return set()
    if customary[0] > level.level_max:
        return {Flag.DECLARED_ABOVE_EVIDENCE}
    return {Flag.DECLARED_BELOW_EVIDENCE} if legal[1] < level.level else set()


def _about_the_row(reading: ProcedureReading, context: Context) -> set[Flag]:
    raised = {
        Flag.CODE_MALFORMED: reading.code_malformed,
        Flag.TEST_ENTRY: is_test_entry(_name(reading, context), reading.code),
    }
    return {flag for flag, holds in raised.items() if holds}
