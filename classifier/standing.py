"""The rules about the entry as a whole: its label, its standing in the list, its cases, and the table that decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from classifier.declared import customary_bounds
from classifier.judged import evidence, field_evidence, fields_of, finding, words
from classifier.level import Level
from classifier.model import Context, Declared, Features, FieldKey, Finding, Flag, Payment, ProcedureReading, Result
from classifier.rules_text import RuleId

_ABOLISHED = re.compile(
    r"\b(?:bai bo|huy bo|het hieu luc(?! (?:mot phan|tu ngay \d))|khong con hieu luc|bi thay the|da thay the|ngung hieu luc)\b"
)
_SUSPENDED = re.compile(r"\b(?:tam (?:dung|ngung|dinh chi)|dinh chi|ngung (?:cung cap|tiep nhan|thuc hien)|khong hoat dong)\b")
_NOT_YET = re.compile(r"\b(?:chua|khong) (?:bi )?$")
_THIS = r"(?:thu tuc(?: hanh chinh)?|tthc|dich vu(?: cong)?)(?: truc tuyen)? nay"
_ABOLISHED_NOTICE = re.compile(rf"\b{_THIS} (?:hien )?(?:da |dang )?(?:bi |duoc )?(?:bai bo|huy bo|het hieu luc|thay the)\b")
_SUSPENDED_NOTICE = re.compile(rf"\b{_THIS} (?:hien )?(?:da |dang )?(?:bi |duoc )?(?:tam (?:dung|ngung)|ngung (?:cung cap|tiep nhan))\b")
_BRACKETS = re.compile(r"[\[(]([^\])]{3,60})[\])]")
_TEST = re.compile(
    r"^\W*(?:test|demo)\b(?! nhanh| covid| kit)|\b(?:thu tuc|tthc|dich vu|ho so|quy trinh) (?:test|demo)\b|\b(?:test|demo)(?: ?\d+)?\W*$"
)
_NOTICE_LIMIT = 20_000


def label_rule(reading: ProcedureReading, context: Context, declared: Declared) -> Finding:
    """Rules 6.10 and 6.18: the label as it was recognised, or the finding that none is published."""
    cells = fields_of(reading, FieldKey.LEVEL)
    if declared.value is None:
        seen = [evidence("declared", reading.url, declared.text)] if declared.text else []
        return finding(RuleId.LEVEL_HIDDEN, "label_not_published", f"flag={Flag.NO_DECLARED_LABEL}", *seen)
    label = next((cell.label for cell in cells if cell.text.strip().startswith(declared.text[:20])), "")
    seen = [evidence("declared", reading.url, f"{label}: {declared.text}" if label else declared.text)]
    return finding(
        RuleId.LABEL_FORMS, "label_read", f"declared={declared.value}", *seen, values=(declared.text, declared.scheme, declared.value)
    )


def withdrawn_rule(reading: ProcedureReading, context: Context) -> tuple[Finding, ...]:
    """Rule 6.14: suspended or abolished by the page's own words; such an entry leaves the denominator but stays listed."""
    status = [(cell.text, field_evidence("status", reading.url, cell)) for cell in fields_of(reading, FieldKey.STATUS)]
    name = reading.name or (context.row.name if context.row else "")
    status += [(inside, evidence("status", reading.url, name)) for inside in _BRACKETS.findall(name)]
    for text, seen in status:
        for pattern, flag in ((_ABOLISHED, Flag.ABOLISHED), (_SUSPENDED, Flag.SUSPENDED)):
            match = pattern.search(words(text))
            if match and not _NOT_YET.search(words(text)[: match.start()]):
                return (finding(RuleId.WITHDRAWN, str(flag), f"flag={flag}", seen),)
    page = words(reading.glued[:_NOTICE_LIMIT])
    for pattern, flag in ((_ABOLISHED_NOTICE, Flag.ABOLISHED), (_SUSPENDED_NOTICE, Flag.SUSPENDED)):
        match = pattern.search(page)
        if match:
            return (finding(RuleId.WITHDRAWN, str(flag), f"flag={flag}", evidence("status", reading.url, match.group())),)
    return ()


def transport_rule(url: str) -> tuple[Finding, ...]:
    """Rule 6.17: plain HTTP is a flag, not a lower level (TT 32/2017 Đ20)."""
    if urlsplit(url).scheme != "http":
        return ()
    return (finding(RuleId.TRANSPORT, "http_only", f"flag={Flag.HTTP_ONLY}", evidence("transport", url, url)),)


def agencies_rule(reading: ProcedureReading, context: Context) -> tuple[Finding, ...]:
    """Rule 6.15: a code listed more than once is one procedure of several agencies; each row keeps its own level."""
    if not context.duplicate_code:
        return ()
    code = reading.code or (context.row.code if context.row else None) or ""
    seen = evidence("code", reading.url, code)
    return (finding(RuleId.MANY_AGENCIES, "code_listed_twice", f"flag={Flag.DUPLICATE_CODE}", seen, values=(code,)),)


def cases_rule(cases: Sequence[tuple[str, Level]], url: str) -> Finding:
    """Rule 6.16: the service is the procedure; its level is the lowest among its cases."""
    lowest = min((level.level for _, level in cases if level.level is not None), default=None)
    listed = "; ".join(f"{name}: {'?' if level.level is None else level.level}" for name, level in cases)
    value = "null" if lowest is None or any(level.level is None for _, level in cases) else lowest
    return finding(RuleId.CASES, "cases_lowest", f"level={value}", evidence("cases", url, listed), values=(listed,))


def declared_in_person_rule(declared: Declared, features: Features, level: int | None) -> tuple[Finding, ...]:
    """Rule 6.11: in-person return is legal at level 4 and keeps it; it only rules out toàn trình."""
    customary = customary_bounds(declared)
    if customary is None or customary[0] < 4 or features.result is not Result.IN_PERSON:
        return ()
    return (finding(RuleId.DECLARED_4_IN_PERSON, "declared_4_in_person", "none", values=("?" if level is None else level,)),)


def eligible_rule(declared: Declared, features: Features, level: int | None) -> tuple[Finding, ...]:
    """Rule 6.1, its consequence: declared below 4, no fee, and the tests of level 4 are met; publishing it is the Sở's act."""
    customary = customary_bounds(declared)
    if level != 4 or features.payment is not Payment.NOT_APPLICABLE or customary is None or customary[1] >= 4:
        return ()
    return (finding(RuleId.NO_FEE, "eligible_for_4", f"flag={Flag.ELIGIBLE_FOR_4}", values=(declared.value,)),)


def below_one_rule(features: Features, level: Level) -> tuple[Finding, ...]:
    """Rule 6.13: level 0 is our label for a page read whole that does not reach level 1; an unread page is unknown."""
    if level.level is None:
        return (finding(RuleId.BELOW_ONE, level.reason, "level=null"),)
    if not level.below_one:
        return ()
    lacking = ", ".join(item for item in ("b", "d") if item not in features.information.present)
    return (finding(RuleId.BELOW_ONE, "below_level_one", "level=0", values=(lacking,)),)


def table_rule(features: Features, level: Level) -> Finding:
    """Rule 6.19: which line of the table decided."""
    if level.level is None:
        return finding(RuleId.TABLE, "table_not_applied", "level=null")
    values = (features.submission, features.payment, features.result, features.forms, level.line or 0, level.level, level.level_max)
    return finding(RuleId.TABLE, "table_line", f"level={level.level}", values=values)


def is_test_entry(name: str, code: str | None) -> bool:
    """Entries that someone left on the live portal while trying it out (portals.md §5)."""
    return _TEST.search(words(name)) is not None or (code or "").upper().startswith("TEST")
