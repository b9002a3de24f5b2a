"""The rules about the entry as a whole: its label, its standing in the list, its cases, and the table that decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from classifier.findings.declared import bounds, customary_bounds
from classifier.findings.holding import in_force
from classifier.findings.judged import address, evidence, field_evidence, fields_of, finding, lines_of, words
from classifier.findings.rules_text import RuleId
from classifier.judging.level import ESSENTIAL_ITEMS, Level
from classifier.model import Context, Declared, Evidence, Features, FieldKey, Finding, Flag, Payment, ProcedureReading, Result, Scheme
from classifier.words.patterns import any_of, negated
from classifier.words.text import speaks_of_itself

# Of one way only: whoever may still bring his dossier to the counter has a procedure.
_ONE_WAY = (
    r"(?! (?:viec )?(?:tiep nhan |nhan |nop |gui |tra |cung cap )?(?:ho so |ket qua |dich vu cong |dich vu )?(?:(?:bang|theo) hinh thuc )?"
    r"(?:truc tuyen|truc tiep|(?:qua|tren|bang) \w+|thanh toan|thu (?:phi|le phi|tien))(?!,? (?:va|lan|hoac) (?:truc|qua)))"
)
_WORKS = "(?:cung cap|tiep nhan|thuc hien|giai quyet|nhan ho so|thu ly)"
# Without "tạm" the word for stopping folds like those for using, what is in something, and building.
_STOPPED = rf"(?:ngung|(?:(?<=da )|(?<=bi )|(?<![a-z] ))dung)(?: viec)? {_WORKS}"
_PAUSED = rf"(?:tam (?:thoi )?(?:dung|ngung)(?! hoat dong){_ONE_WAY}|tam dinh chi|{_STOPPED}{_ONE_WAY})"
_ABOLISHED = any_of(
    "bai bo", "huy bo", "het hieu luc(?! mot phan)", "khong con hieu luc", "(?:da |bi |duoc )+thay the", "ngung hieu luc", "mat hieu luc"
)
_SUSPENDED = any_of(_PAUSED, "dinh chi", "khong hoat dong")
_A_PROCEDURE = r"(?:thu tuc(?: hanh chinh)?|tthc|dich vu(?: cong)?)(?: truc tuyen)? nay"
_THIS = rf"{_A_PROCEDURE} (?:hien )?(?:da |dang )?(?:bi |duoc )?"
_PROCEDURE_FIRST = re.compile(_A_PROCEDURE)
_STATUS = {Flag.ABOLISHED: _ABOLISHED, Flag.SUSPENDED: _SUSPENDED}
_NOTICE = {
    # "Thủ tục này thay thế thủ tục số …" is said of the one that is in force.
    Flag.ABOLISHED: any_of(
        rf"{_THIS}(?:(?:bai bo|huy bo)(?! (?:mot|cac|quyet dinh|thong tu|nghi dinh|thu tuc|tthc|noi dung|khoan))|het hieu luc(?! mot phan)"
        rf"|(?:(?<=bi )|(?<=duoc ))thay the|khong con (?:duoc )?(?:ap dung|hieu luc)(?! (?:tai|o|doi voi|cho|qua|trong)\b))"
    ),
    Flag.SUSPENDED: any_of(
        rf"{_THIS}{_PAUSED}",
        # The act first: "Tạm dừng tiếp nhận hồ sơ thủ tục này kể từ …".
        rf"(?:tam (?:thoi )?(?:dung|ngung)(?: viec)? {_WORKS}|{_STOPPED})(?: va {_WORKS})?(?: (?:cac )?ho so)?"
        rf"(?: (?:cua|doi voi|cho|giai quyet|thuc hien))? {_A_PROCEDURE}",
    ),
}
# What may stand before a procedure of which something is said: not what is done by it, or whoever does it.
_AS_SUBJECT = re.compile(
    r"(?:^|[,:;()–-] ?)\W*(?:(?:luu y|thong bao|hien|hien nay|hien tai|nay|do do|vi vay|(?:ke )?tu (?:ngay )?[\d/.-]+|viec"
    r"|(?:thuc hien|giai quyet|tiep nhan))[ ,:]+)*$"
)
_IF = re.compile(r"\b(?:neu|truong hop|khi|co the|se)\b[^,;]*$")  # what may come to pass
_INTERRUPTED = any_of("bao tri", "nang cap", "su co", "bao duong", "ky thuat")  # the system is down, not the procedure (levels.md §6.17)
_SENTENCE_ENDS = re.compile(r"(?<=[.;!])\s+")
_BRACKETS = re.compile(r"[\[(]([^\])]{3,60})[\])]")
_TEST_WORD = "(?:test|demo)"
_TEST = re.compile(
    rf"^\W*{_TEST_WORD}\b(?! nhanh| covid| kit)|\b(?:thu tuc|tthc|dich vu|ho so|quy trinh) {_TEST_WORD}\b|\b{_TEST_WORD}(?: ?\d+)?\W*$"
)


def label_rule(reading: ProcedureReading, declared: Declared) -> Finding:
    """Rules 6.10 and 6.18: the label as it was recognised, or the finding that none is published."""
    if declared.value is None or declared.scheme is None:
        return hidden_label_rule(reading.url, declared)
    cell = next((cell for cell in fields_of(reading, FieldKey.LEVEL) if cell.text.strip() == declared.text), None)
    seen = field_evidence("declared", reading.url, cell) if cell else evidence("declared", reading.url, declared.text)
    values = (declared.text, declared.scheme.value, declared.value)
    return finding(RuleId.LABEL_FORMS, "label_read", f"declared={declared.value}", seen, values=values)


def hidden_label_rule(url: str, declared: Declared) -> Finding:
    """Rule 6.10: no level is published; a finding of its own (TT 32/2017 Đ6 k2), and neither level 0 nor level 1."""
    seen = (Evidence("label", url, declared.text),) if declared.text else ()
    return finding(RuleId.LEVEL_HIDDEN, "label_not_published", f"flag={Flag.NO_DECLARED_LABEL}", *seen)


def withdrawn_rule(reading: ProcedureReading, context: Context) -> tuple[Finding, ...]:
    """Rule 6.14: suspended or abolished by the page's own words; the entry leaves the denominator but stays listed."""
    name, at = reading.name or (context.row.name if context.row else ""), reading.at or context.at
    said = [(cell.text, field_evidence("status", reading.url, cell)) for cell in fields_of(reading, FieldKey.STATUS)]
    said += [(inside, evidence("status", reading.url, name)) for inside in _BRACKETS.findall(name)]
    for text, seen in said:
        for flag, pattern in _STATUS.items():
            match = pattern.search(words(text))
            stands = match is not None and not negated(words(text), match.start()) and not _INTERRUPTED.search(words(text))
            if stands and in_force(words(text), at):
                return (finding(RuleId.WITHDRAWN, flag.value, f"flag={flag}", seen),)
    for flag, line in _noticed(reading, at):
        return (finding(RuleId.WITHDRAWN, flag.value, f"flag={flag}", evidence("status", reading.url, line)),)
    return ()


def _noticed(reading: ProcedureReading, at: date) -> Iterator[tuple[Flag, str]]:
    """What the sentences of the procedure's own part say of its standing on the day `at`, with the line that says it."""
    lines = lines_of(reading.glued) if speaks_of_itself(reading.glued) else ()
    for flag, pattern in _NOTICE.items():
        for sentence, line in ((part, line) for said, line in lines for part in _SENTENCE_ENDS.split(said)):
            match = pattern.search(sentence)
            if match is not None and _says_so(sentence, match) and not _INTERRUPTED.search(sentence) and in_force(sentence, at):
                yield flag, line


def _says_so(sentence: str, match: re.Match[str]) -> bool:
    """Whether a sentence says of the procedure itself, and as a fact, what was found in it."""
    before = sentence[: match.start()]
    named_first = _PROCEDURE_FIRST.match(match[0]) is not None
    return not negated(sentence, match.start()) and not _IF.search(before) and (not named_first or _AS_SUBJECT.search(before) is not None)


def transport_rule(url: str) -> tuple[Finding, ...]:
    """Rule 6.17: plain HTTP is a flag, not a lower level (TT 32/2017 Đ20)."""
    if address(url).scheme != "http":
        return ()
    return (finding(RuleId.TRANSPORT, "http_only", f"flag={Flag.HTTP_ONLY}", evidence("transport", url, url)),)


def agencies_rule(reading: ProcedureReading, context: Context) -> tuple[Finding, ...]:
    """Rule 6.15: a code listed more than once is one procedure of several agencies; each row keeps its own level."""
    if not context.duplicate_code:
        return ()
    code = reading.code or (context.row.code if context.row else None) or "?"
    return (finding(RuleId.MANY_AGENCIES, "code_listed_twice", f"flag={Flag.DUPLICATE_CODE}", values=(code,)),)


def cases_rule(cases: Sequence[tuple[str, int | None]], url: str) -> Finding:
    """Rule 6.16: the service is the procedure; its level is the lowest among its cases, unknown when one of them is."""
    levels = [level for _, level in cases if level is not None]
    lowest = min(levels) if len(levels) == len(cases) else None
    listed = "; ".join(f"{name}: {'?' if level is None else level}" for name, level in cases)
    effect = f"level={'null' if lowest is None else lowest}"
    return finding(RuleId.CASES, "cases_lowest", effect, evidence("cases", url, listed), values=(len(cases), listed))


def declared_in_person_rule(declared: Declared, features: Features, level: Level) -> tuple[Finding, ...]:
    """Rule 6.11: in-person return is legal at level 4 and keeps it; it only rules out toàn trình."""
    customary = customary_bounds(declared)
    if customary is None or customary[0] < 4 or features.result is not Result.IN_PERSON or level.level is None:
        return ()
    return (finding(RuleId.DECLARED_4_IN_PERSON, "declared_4_in_person", f"level={level.level}", values=(level.level,)),)


def eligible_rule(declared: Declared, features: Features, level: Level) -> tuple[Finding, ...]:
    """Rule 6.1, its consequence: declared 3, no fee, and the tests of level 4 are met; publishing it is the Sở's act (Đ13)."""
    declared_bounds = bounds(declared) if declared.scheme is Scheme.ND43_2011 else None
    if level.level != 4 or features.payment is not Payment.NOT_APPLICABLE or declared_bounds is None or declared_bounds[1] != 3:
        return ()
    return (finding(RuleId.NO_FEE, "eligible_for_4", f"flag={Flag.ELIGIBLE_FOR_4}", values=(declared.value,)),)


def below_one_rule(features: Features, level: Level) -> tuple[Finding, ...]:
    """Rule 6.13: level 0 is our label for a page read whole that does not reach level 1; an unread page is unknown."""
    if level.level is None:
        return (finding(RuleId.BELOW_ONE, level.reason, "level=null"),)
    if not level.below_one:
        return ()
    lacking = ", ".join(item for item in ESSENTIAL_ITEMS if item not in features.information.present)
    return (finding(RuleId.BELOW_ONE, "below_level_one", "level=0", values=(lacking,)),)


def table_rule(features: Features, level: Level) -> Finding:
    """Rule 6.19: which line of the table decided."""
    if level.level is None:
        return finding(RuleId.TABLE, "table_not_applied", "level=null")
    values = (features.submission, features.payment, features.result, features.forms, level.line, level.level, level.level_max)
    return finding(RuleId.TABLE, "table_line", f"level={level.level}", values=values)


def is_test_entry(name: str, code: str | None) -> bool:
    """Entries that someone left on the live portal while trying it out (portals.md §5)."""
    return _TEST.search(words(name)) is not None or (code or "").upper().startswith("TEST")
