"""Feature `forms`: are all forms that the procedure names there to be downloaded (TT 32/2017 Đ5 k2b, levels.md §6.4 and §6.5)?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum

from classifier.findings.cells import is_blank, is_stated_none
from classifier.findings.judged import Judged, address, evidence, field_evidence, fields_of, finding, words
from classifier.findings.rules_text import RuleId
from classifier.forms.formsets import is_archive, is_set, symbols_in
from classifier.model import Context, Field, FieldKey, FileLink, FileStatus, Flag, FormMention, Forms, ProcedureReading
from classifier.words.names import form_name, names_a_form
from classifier.words.patterns import any_of
from classifier.words.tabwords import may_hold_forms
from classifier.words.text import speaks_of_itself
from classifier.words.withheld import is_help, is_to_be_had
from classifier.words.wordings import exact_key

_SAID_NONE = any_of(
    "khong (?:co|quy dinh|yeu cau|su dung|can|dung|ap dung|bat buoc|(?:dinh )?kem|ban hanh|doi hoi|phat sinh|(?:bao )?gom)"
    "(?: ve| theo| dung| san)? (?:bieu )?(?:mau|don|to khai)"
    "(?: (?:don|to khai|bieu))?",
    "khong theo mau$",
    r"khong (?:yeu cau|bat buoc|quy dinh|doi hoi|buoc)(?: \w+){0,4} (?:nop|lam|viet|dung|su dung|khai|lap)(?: \w+){0,3} theo mau",
    "khong co (?:mau|bieu)",
    "khong (?:phai|can) (?:lam|nop|viet|dien|khai|co) (?:theo )?(?:bieu )?(?:mau|don|to khai)",
)
_OF_ITSELF = re.compile(
    r"\W*(?:ho so (?:cua )?)?(?:dich vu(?: cong)?|thu tuc(?: hanh chinh)?|viec|ho so) nay "
    r"khong (?:co|quy dinh|yeu cau|su dung|can|dung|ap dung|(?:dinh )?kem)(?: dung| theo)? (?:cac )?"
    r"(?:bieu mau|mau(?: don)?|don|to khai)(?:(?:, | va | hoac | ?/ ?)?(?: ?(?:bieu )?mau)? ?(?:don|to khai|bieu mau))*(?: nao)?\W*"
)
_NAMES_A_FORM = any_of("mau", "don", "to khai", "bieu", "phu luc", "giay de nghi", "van ban de nghi", "ban khai", "phieu")
_INTERACTIVE = any_of("dien tu", "truc tuyen")  # where there is no e-form there may well be forms to download
_BY_FORM = any_of("theo mau", "mau (?:so|dinh kem|kem theo|quy dinh)", "to khai")
# What a wiki links where a page or a file is named that nobody has made yet.
_TO_BE_MADE = re.compile(r"(?:^|&)(?:redlink=1|action=(?:edit|create|upload)|wpDestFile=)")
# What follows the last item of a description ends up in that item, which is mostly the legal basis.
_HOLDERS = frozenset({FieldKey.FORMS, FieldKey.DOSSIER, FieldKey.LEGAL_BASIS, FieldKey.OTHER})
_MISTAKEN = frozenset({"legal", "other"})  # kinds told by a name that begins like no form's
# A call or data of an element that names one file: an id, where words would be a message.
_CALLS_FOR_ONE = re.compile(r"[(,=]\s*['\"`]?(?=[^'\"`\s,()]*\d)[^'\"`\s,()]{1,200}['\"`]?\s*(?:[,)\s]|$)")
_ONLY_TELLS = re.compile(r"\s*(?:return )?(?:\w+\.)?(?:alert|confirm|prompt|print)\b", re.IGNORECASE)
_ANOTHER_PAPER = any_of(
    "don", "to khai", "phieu", "giay", "danh sach", "bao cao", "bien ban", "hop dong", "van ban", "ke hoach", "de an", "ly lich",
    "ban (?:khai|cam ket|ke|ve|thuyet minh|mo ta|danh gia|tom tat|giai trinh)",
)  # fmt: skip
_SHORTEST_NAME = 8  # characters below which one name inside another is chance


class _Link(Enum):
    LIVE = 1
    UNSURE = 2  # by a call of the page's script, and what that opens is not known
    DEAD = 3
    MISSING = 4


@dataclass(slots=True)
class _Form:
    """One form under all the names the page gives it."""

    named: str
    names: set[str]
    symbol: str | None
    link: _Link
    files: set[str]
    packed: FileLink | None = None  # the archive that it is
    is_set: bool = False  # of several forms


@dataclass(frozen=True, slots=True)
class FormCount:
    """How many distinct forms are named, and how many of them can be downloaded."""

    value: Forms
    linked: int = 0
    named: int = 0


def forms(reading: ProcedureReading, context: Context) -> Judged[FormCount]:
    """Rules 6.4 and 6.5. A file found dead counts as not linked; a file not fetched counts as linked."""
    found = _judged(reading, context)
    unread = [words for words in reading.unread if may_hold_forms(words)]
    if unread and found.value.value is Forms.NO:
        said = finding(RuleId.NO_FORM, "part_unread", "forms=unknown", values=(", ".join(unread),))
        return Judged(FormCount(Forms.UNKNOWN, 0, found.value.named), found.evidence, (said,))
    return found


def _judged(reading: ProcedureReading, context: Context) -> Judged[FormCount]:
    counted = _count(reading, context)
    statement = _stated_none(reading)
    # A named form without a short name, against the page's own "không có mẫu": the page's statement is the better witness.
    if statement and not any(form.link is not _Link.MISSING or form.symbol for form in counted):
        return no_form(reading, statement)
    if not counted:
        return _nothing_counted(reading)
    return some_forms(reading, counted)


def no_form(reading: ProcedureReading, statement: Field) -> Judged[FormCount]:
    """Rule 6.4: the page says that no form is needed, so the download test is vacuously met."""
    seen = field_evidence("forms", reading.url, statement)
    return Judged(FormCount(Forms.NOT_APPLICABLE), (seen,), (finding(RuleId.NO_FORM, "no_form_stated", "forms=not_applicable", seen),))


def some_forms(reading: ProcedureReading, counted: list[_Form]) -> Judged[FormCount]:
    """Rule 6.5: "đầy đủ" means every form; n of m is not met. What a script opens counts as not fetched beside a form that surely lacks."""
    links = Counter(form.link for form in counted)
    unsure, linked = links[_Link.UNSURE], links[_Link.LIVE]
    if unsure and linked + unsure == len(counted):
        seen = tuple(evidence("forms", reading.url, form.named) for form in counted)
        said = finding(RuleId.SOME_FORMS, "forms_by_script", "forms=unknown", *seen, values=(unsure, len(counted)))
        return Judged(FormCount(Forms.UNKNOWN, linked, len(counted)), seen, (said,))
    linked += unsure
    value = Forms.YES if linked == len(counted) else Forms.SOME if linked else Forms.NO
    seen = tuple(evidence("forms", reading.url, form.named) for form in counted)
    flags = []
    if any(form.link is _Link.MISSING for form in counted):
        flags.append(Flag.FORMS_UNLINKED)
    if any(form.link is _Link.DEAD for form in counted):
        flags.append(Flag.FORMS_DEAD)
    rule = RuleId.NO_FORM if value is Forms.NO else RuleId.SOME_FORMS
    found = {Forms.YES: "forms_all", Forms.SOME: "forms_some", Forms.NO: "forms_none_linked"}[value]
    said = finding(rule, found, f"forms={value}", *seen, values=(linked, len(counted)))
    return Judged(FormCount(value, linked, len(counted)), seen, (said,), tuple(flags))


def _nothing_counted(reading: ProcedureReading) -> Judged[FormCount]:
    for cell in fields_of(reading, FieldKey.FORMS):
        # "Không." and in the next line how one applies: no form is named on the page, and the answer comes first.
        if is_stated_none(cell.text.strip().partition("\n")[0]):
            return no_form(reading, cell)
        if not is_blank(cell.text) and not is_help(cell.text) and (_NAMES_A_FORM.search(words(cell.text)) or is_to_be_had(cell.text)):
            seen = field_evidence("forms", reading.url, cell)
            said = finding(RuleId.NO_FORM, "forms_none_linked", "forms=no", seen, values=(0, 1))
            return Judged(FormCount(Forms.NO, 0, 1), (seen,), (said,), (Flag.FORMS_UNLINKED,))
    for cell in fields_of(reading, FieldKey.DOSSIER):
        named = (line for line in cell.text.splitlines() if _BY_FORM.search(words(line)) and names_a_form(line))
        line = next((line for line in named if exact_key(line) is None), None)  # the head of a column of forms names none
        if line is not None:
            seen = evidence("forms", reading.url, line.strip())
            said = finding(RuleId.NO_FORM, "forms_none_linked", "forms=no", seen, values=(0, 1))
            return Judged(FormCount(Forms.NO, 0, 1), (seen,), (said,), (Flag.FORMS_UNLINKED,))
    return Judged(FormCount(Forms.UNKNOWN), (), (finding(RuleId.NO_FORM, "forms_not_mentioned", "forms=unknown"),))


def _says_none(text: str) -> bool:
    """Whether a cell of forms is a plain "none", or repeats what it is asked for before that: "Mẫu đơn, tờ khai: Không có."."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return is_stated_none(text) or (bool(lines) and all(map(_asks_and_says_none, lines)))


def _asks_and_says_none(line: str) -> bool:
    asked, colon, answer = line.partition(":")
    return bool(colon) and exact_key(asked) is FieldKey.FORMS and not _INTERACTIVE.search(words(asked)) and is_stated_none(answer)


def _stated_none(reading: ProcedureReading) -> Field | None:
    for cell in fields_of(reading, FieldKey.FORMS):
        if _says_none(cell.text):
            return cell
    # Behind the number of copies stands what else is said of the dossier.
    for cell in fields_of(reading, FieldKey.FORMS, FieldKey.DOSSIER, FieldKey.COPIES):
        if _SAID_NONE.search(words(cell.text)):
            return cell
    # A sentence by itself, wherever it stands in the procedure's part of the page.
    lines = (line.strip() for line in reading.glued.splitlines() if speaks_of_itself(line))
    said = next((line for line in lines if _OF_ITSELF.fullmatch(words(line))), None)
    return Field(FieldKey.FORMS, "", said) if said is not None else None


def _count(reading: ProcedureReading, context: Context) -> list[_Form]:
    counted: list[_Form] = []
    for mention in _mentions(reading):
        if mention.file is not None and mention.file.kind != "form":
            continue
        names = {form_name(named) for named in (mention.named, *((mention.file.named,) if mention.file else ()))}
        link = _link(mention.file, context)
        file = mention.file.key if mention.file is not None and mention.file.url else None
        # One file is one form, whatever its links are called: a picture beside the name often says no more than "Tải tệp này".
        known = next((form for form in counted if file is not None and file in form.files), None)
        packed = mention.file if mention.file is not None and is_archive(mention.file) else None
        several = packed is not None and is_set(packed)  # which names its forms, and is none of them
        symbol = None if several else mention.symbol
        if not several:
            known = known or _known(counted, names, symbol)
        if known is None:
            counted.append(_Form(mention.named, names, symbol, link, {file} if file is not None else set(), packed, several))
        else:
            known.names |= names
            known.files |= {file} if file is not None else set()
            known.symbol = known.symbol or (None if known.is_set else symbol)
            known.link = min(known.link, link, key=lambda found: found.value)
    _given_elsewhere(counted, reading, context)
    return _from_the_set(counted)


def _given_elsewhere(counted: list[_Form], reading: ProcedureReading, context: Context) -> None:
    """Give a form without a link the file of its very name that another cell holds, whatever kind of paper the name alone would make it."""
    lacking = [form for form in counted if form.link is _Link.MISSING]
    links = (link for cell in reading.fields if cell.key in _HOLDERS for link in cell.links) if lacking else ()
    for link in (link for link in links if link.kind in _MISTAKEN):
        for form in lacking:
            if form_name(link.named) in form.names:
                form.link = min(form.link, _link(link, context), key=lambda found: found.value)
                form.files |= {link.key}


def _from_the_set(counted: list[_Form]) -> list[_Form]:
    """The forms when a live archive holds several: those that it names ("gồm Mẫu số 01, 02") are in it. One that does not say what it holds
    ("Tải trọn bộ biểu mẫu") has all forms, where none has a link of its own.

    An archive that stands under the number of one form ("Mẫu số 02.zip") is that form's file alone.
    """
    archives = [form for form in counted if form.link is _Link.LIVE and form.symbol is None and form.packed is not None]
    others = [form for form in counted if form not in archives]
    if not any(form.files for form in others) and len(archives) == 1 and not _listed(archives[0]):
        held = [(archives[0], others)]
    else:
        held = [(archive, [form for form in others if _is_in(form, archive)]) for archive in archives if _listed(archive)]
    for form in (form for _, inside in held for form in inside):
        form.link = _Link.LIVE
    emptied = [archive for archive, inside in held if inside]
    return [form for form in counted if form not in emptied]


def _listed(archive: _Form) -> frozenset[str]:
    return symbols_in(archive.packed.named) if archive.packed is not None and archive.is_set else frozenset()


def _is_in(form: _Form, archive: _Form) -> bool:
    """Whether an archive that lists its forms names this one."""
    return form.symbol in _listed(archive) or any(name in named for name in form.names for named in archive.names)


def _mentions(reading: ProcedureReading) -> tuple[FormMention, ...]:
    """The reader's list; failing that, the files that stand in the cells where forms belong."""
    if reading.forms:
        return reading.forms
    return tuple(
        FormMention(link.named, None, link) for cell in fields_of(reading, FieldKey.FORMS, FieldKey.DOSSIER) for link in cell.links
    )


def _known(counted: list[_Form], names: set[str], symbol: str | None) -> _Form | None:
    """The form that has this symbol or one of these names; failing that, one whose name is in one of these or holds it."""
    single = [form for form in counted if not form.is_set]
    if symbol and (same := next((form for form in single if form.symbol == symbol), None)):
        return same
    free = [form for form in single if not (form.symbol and symbol)]
    named = next((form for form in free if form.names & names), None)
    return named or next((form for form in free if any(_holds(one, other) for one in form.names for other in names)), None)


def _holds(one: str, other: str) -> bool:
    """Whether one name is the other with words around it that name no paper: "Tờ khai kèm theo đơn đề nghị X" is not "Đơn đề nghị X"."""
    shorter, longer = sorted((one, other), key=len)
    lead = longer.partition(shorter)[0] if len(shorter) >= _SHORTEST_NAME and shorter in longer else None
    return lead is not None and _ANOTHER_PAPER.search(lead) is None


def _link(file: FileLink | None, context: Context) -> _Link:
    if file is not None and not file.url and _CALLS_FOR_ONE.search(file.handle) and not _ONLY_TELLS.match(file.handle):
        return _Link.UNSURE
    if file is None or not file.url or (file.post is None and _leads_nowhere(file.url)):
        return _Link.MISSING
    fetched = context.files.get(file.key)
    return _Link.DEAD if fetched is not None and fetched.status is FileStatus.DEAD else _Link.LIVE


def _leads_nowhere(url: str) -> bool:
    """An address that cannot be a file: no web address, or a download script called without saying which file."""
    parts = address(url)
    if parts.scheme not in ("http", "https"):
        return True
    return bool(parts.query) and (all(pair.endswith("=") for pair in parts.query.split("&")) or _TO_BE_MADE.search(parts.query) is not None)
