"""Feature `result`: how the result reaches the citizen (TT 32/2017 Đ5 k3đ, k4c; levels.md §6.3).

What the result *is* ("Giấy phép") is no channel, and sending the dossier by post says nothing about the way back. The steps are asked
last: their end tells the way back on many pages that have no cell for it, but they also tell what offices send to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

from classifier.features.channels import POINT, RANK, best_of, channel_in
from classifier.features.handover import NOT_FINDINGS, clauses, handed_over, once_done, without_money
from classifier.findings.cells import is_blank
from classifier.findings.holding import holding, offered, standing
from classifier.findings.judged import CELL_LIMIT, Judged, beginning, evidence, field_evidence, finding, lines_of, words
from classifier.findings.rules_text import RuleId
from classifier.model import ApplicationReading, Context, Evidence, Field, FieldKey, ProcedureReading, Result
from classifier.words.patterns import any_of, negated, without_counter_name

_WAY_BACK = re.compile(rf"\b(?:nhan|tra|gui|giao|phat|chuyen)(?: lai)? (?:ban )?ket qua\b{NOT_FINDINGS}(?P<how>[^.;]{{0,120}})")
_SENT = r"(?:duoc |se |se duoc )?(?:tra|gui|chuyen|giao|phat|cap qua|nhan)"
# "Kết quả được trả tại nhà qua bưu chính", "Kết quả điện tử gửi về tài khoản": the result as what is sent.
_RESOLUTION = r"giai quyet(?: (?:ho so|thu tuc(?: hanh chinh)?|tthc))?(?= (?:se |duoc ))"
_IS_SENT = re.compile(
    rf"\bket qua(?: (?!giai quyet|tham dinh|kiem tra|xu ly)[^.;]{{0,30}}?| la [^.;]{{0,60}}?,?| {_RESOLUTION})?? "
    rf"{_SENT}\b(?! (?:loi|lai ho so|bo sung|lay y kien))[^.;]{{0,120}}"
)
# A sentence of the result cell that begins with its way: "Giấy phép. Nhận tại Bộ phận một cửa, mang theo giấy hẹn".
_WAY_FIRST = re.compile(
    r"^\W*(?:(?:cong dan|to chuc|ca nhan|doanh nghiep|nguoi (?:nop|dan|yeu cau|duoc cap)(?: ho so)?|ba con|ban"
    r"|(?:nhan vien |nguoi )?(?:buu dien|buu ta|buu chinh)),? ){0,3}"
    r"(?:(?:den )?(?:nhan|tra|gui|chuyen phat|chuyen tra|phat|cap ban dien tu)\b"
    r"(?! (?:loi|lai|thong bao|ho so|xet|biet|thay|dinh|dang|vao|hieu|hanh|cuu))"
    r"|(?:mang|dua|chuyen|giao) (?:(?:den|toi|ve) )?(?:tan )?(?:nha|tay)\b"
    r"|(?:chuyen|giao) (?:den|toi|ve|cho|qua) (?!bo phan|phong|co quan|van phong|so |ubnd|uy ban|don vi|trung tam|chuyen vien|lanh dao)"
    r"|(?:(?:mang|cam) [^.;,]{1,20} )?(?:den|ra|toi|len|qua) [^.;,]{1,40} (?:de )?(?:nhan|lay)\b"
    r"|(?:ban|tep|file|tap tin|van ban)(?: (?:ket qua|giay phep|pdf|duoc))? (?:dien tu|so|mem|ky so|so hoa|scan|pdf)\b[^.;,]{0,20}"
    r" (?:gui|chuyen|tra)\b)"
)
# What goes from one office to another, and the software that they share, is no way to the citizen.
_OFFICE = (
    "(?:so|chi cuc|bo phan|mot cua|trung tam|phong|van phong|ubnd|uy ban|cong chuc|can bo|(?:co quan|don vi) (?:chuyen mon|tiep nhan))"
)
_AMONG_OFFICES = re.compile(
    rf"\b(?:chuyen|gui|giao|ban giao|tra)(?: lai)? (?:ban )?ket qua\b[^.;]{{0,60}}? (?:cho|ve|den|ra|sang|toi) {_OFFICE}\b[^.;]*"
    rf"|\b(?:chuyen|ban giao)(?: tra)? (?:ban )?ket qua\b[^.;]{{0,60}}? qua {_OFFICE}\b"
    rf"|\bnhan ket qua (?:tu|cua) {_OFFICE}\b[^.;]*"
    # "Kết quả được chuyển cho bộ phận một cửa để trả …": what follows "để trả" goes to the citizen.
    rf"|(?<=\bket qua)(?: giai quyet[^.;]{{0,30}}?)? (?:duoc |se |da ){{1,2}}(?:{_OFFICE}(?: \w+){{0,4}}? )?(?:chuyen|ban giao|gui"
    rf"|luan chuyen)\b[^.;]{{0,30}}?"
    rf" (?:cho|ve|den|ra|sang|toi) {_OFFICE}\b[^.;]*?(?= (?:tra|giao|phat|cap)\b|[.;]|$)"
    r"|\bco che mot cua(?:,? (?:va )?(?:co che )?mot cua lien thong)*"  # what the decree is called
    r"|\b(?:phan mem|he thong)(?: thong tin)?(?: mot cua)?(?: dien tu)?\b"
)
_BY_SLIP = re.compile(r"\b(?:giay hen|phieu hen|giay bien nhan|noi da nop)\b")  # with it one fetches the result, whatever it is called
# "Mang giấy hẹn đến Văn phòng tiếp công dân để nhận kết quả": who brings the slip comes himself, whatever the place is called.
_BRINGS_SLIP = re.compile(
    r"\b(?:mang|cam|dem|xuat trinh|kem)(?: theo)?(?: (?!ho so|don\b|to khai)\w+){0,6}? (?:giay hen|phieu hen|giay bien nhan)\b[^.;]{0,80}"
    r"\b(?:nhan|lay|linh)(?: lai)? (?:ket qua|giay(?! (?:hen|bien nhan|tiep nhan))|chung chi|ho chieu|the|so|bang)\b"
)
_STEP = re.compile(r"^\W*(?:buoc )?\d{0,2}\W*")
# Ways without a verb, and sending, are how the dossier goes in; what is paid, handed in or asked for is no result.
_FETCHES = re.compile(
    r"\W*(?:nhan|lay|tra)\b(?! (?:vien|dan|than|phi|le phi|tien|cuu|loi|no|don|to khai|ho so|giay to|y kien|mau|bien (?:nhan|lai)"
    r"|phieu (?:tiep nhan|hen|thu|bien nhan)|giay (?:hen|tiep nhan|bien nhan)|thong bao)\b)"
)
_NAMES_RESULT = re.compile(r"\bket qua\b|\b(?:nhan|lay) giay\b")
_SENDING = re.compile(
    r"(?<!nguoi )\bnop (?:ho so|truc tuyen|qua|truc tiep|tai)\b.*|\bgui (?:don|ho so|to khai|giay to|ban (?:chup|scan|quet))\b.*"
)
# How the dossier goes in, what a status says and what an act is called, told in the cell of the way back.
_NO_WAY_BACK = re.compile(
    r"\b(?:ho so|don)(?: (?:duoc|co the|phai|thi|da|nay)){0,3} (?:nop|gui|tiep nhan)\b[^,.;\n]*?(?=,| nhung\b| con\b| rieng\b|[.;\n]|$)"
    r"|\btra cuu (?:tinh (?:trang|hinh)|tien do|ho so|trang thai)\b[^.;\n]*"
    # "Tình trạng hồ sơ được thông báo qua SMS, email": how far it has got, up to where the result itself is spoken of.
    r"|\b(?:tinh (?:trang|hinh)|tien do|trang thai|qua trinh)(?: (?:xu ly|giai quyet|thuc hien|tiep nhan|cua|ho so|thu tuc))*"
    r" (?:duoc |se )*(?:thong bao|bao|cap nhat|gui|nhan tin|theo doi|hien thi)\b[^.;\n]*?"
    r"(?=(?:,| va| con) (?:(?:ban )?ket qua|(?:den|tra|nhan|giao)\b|to chuc|ca nhan|cong dan|nguoi|doanh nghiep)|[.;\n]|$)"
    r"|\b(?:nhan tin|gui (?:tin nhan|tin|sms|e-?mail|thu dien tu)|e-?mail|tin nhan|sms)\b[^.;,\n]{0,20}\b(?:bao|thong bao|nhac)\b[^.;\n]*"
    r"|\b(?:quyet dinh|nghi dinh|thong tu|cong van|ke hoach|nghi quyet) (?:so )?\d+[^.;\n]{0,40} ve [^.;\n]*"
)
_HANDED_TO = re.compile(r"\btrao\b[^.;\n]{0,60}?\btan tay\b")  # an officer does so where one stands before him
# Of cases that differ the procedure is as good as the weakest (levels.md §6.16).
_OTHER_CASES = re.compile(r"\b(?:truong hop|doi tuong|nguoi|ho so|to chuc|ca nhan|thu tuc)(?: \w+)? (?:khac|con lai)\b")
# What a cell of the fee says of the way back, it says in a clause without money: "cước trả kết quả tại nhà" is a price.
_OF_MONEY = re.compile(
    r"\b(?:phi|le phi|cuoc|tien|dong|thanh toan|chi tra|mien|gia|bien lai|muc|hoa don|neu|khi|luc)\b|\d ?d\b|%|(?<!nguoi )\bnop\b"
    r"|\bthu (?:phi|tien|truc tiep|tai|theo|ho|ngay|tu|tung|mot|hai)\b"
)
_GROUP = re.compile(
    r"\W*(?:doi voi |voi )?((?:to chuc|doanh nghiep|hop tac xa|ca nhan|cong dan|ho (?:kinh doanh|gia dinh)|nguoi (?:nuoc ngoai|viet nam))"
    r"(?!(?:,| va| hoac) (?:to chuc|doanh nghiep|hop tac xa|ca nhan|cong dan))(?: \w+){0,2}?)(?= ?:| nhan\b| duoc\b| den\b| lay\b)"
)
# The same as a line by itself, in a table of cases: "Hộ kinh doanh", and in the next cell its way.
_GROUP_LINE = re.compile(
    r"\W*(?:doi voi |voi )?((?:to chuc|doanh nghiep|hop tac xa|ca nhan|cong dan|ho (?:kinh doanh|gia dinh)|nguoi \w+ \w+|co quan)"
    r"(?:,? (?:va |hoac )?(?:to chuc|doanh nghiep|hop tac xa|ca nhan|cong dan|co quan|ho kinh doanh|nuoc ngoai|viet nam|khac)){0,3})\W*"
)
# "Đối với bản chính: nhận tại xã". Whoever may choose how he applies, and has a thing twice, is as well off as the best of his ways.
_CASE = re.compile(r"\W*(?:(?:doi voi|voi|rieng|truong hop|neu la)\b)(?P<case> [^:.;\n]{2,80}?)(?=:| thi\b|, )")
_CHOSEN = re.compile(
    r"(?<!nguoi )\bnop\b|\b(?:gui|chon|lua chon|dang ky (?:nhan|tra)|nhu cau|yeu cau|muon|truc tuyen|truc tiep|qua mang"
    r"|buu (?:chinh|dien)|bcci"
    r"|ban (?:dien tu|mem|so|giay|cung|in)|(?:tu choi|khong (?:du|dat|hop le|dong y)|chua (?:du|dat)|tra lai|bo sung))\b"
)
# A copy that one asks for beside the result is not it: "bản sao (nếu xin thêm): gửi qua bưu chính".
_EXTRA_COPY = re.compile(
    r"\b(?:ban sao|trich luc)\b[^.;:\n]{0,40}\b(?:xin|cap|yeu cau|de nghi|lay) them\b[^.;\n]*|\b(?:xin|cap|yeu cau"
    r"|lay) them (?:ban sao|trich luc)\b[^.;\n]*"
)
# "Trả kết quả qua BCCI: Có thực hiện"
_ANSWERED = re.compile(r"\W*(?:co|yes|da|duoc)(?: (?:ap dung|ho tro|cung cap|thuc hien|trien khai))*\W*")
_LABEL = any_of("(?:tra|nhan) ket qua")
# A label that asks how it comes back, whatever else it may be taken for: "Việc trả kết quả", "Kết quả trả ở đâu?"
_ASKS_WAY = any_of(
    "viec (?:tra|giao|nhan|lay) (?:lai )?ket qua",
    r"ket qua\b.{0,30} (?:tra|nhan|giao|gui|lay)\b.{0,20} (?:o dau|bang cach nao|the nao|nhu the nao|ra sao|qua dau|bang gi"
    r"|cho nao|noi nao)",
    r"(?:tra|nhan|giao|gui|lay) ket qua\b.{0,20} (?:o dau|bang cach nao|the nao|nhu the nao|ra sao|qua dau|bang gi|cho nao|noi nao)",
)
_GIVEN_BACK = any_of("(?:tra|nhan|gui|giao|chuyen)(?: tra)? (?:ket qua|giay phep|giay chung nhan)")  # "Dịch vụ bưu chính: trả kết quả"
# One cell for the way in and the way back: what it says of the way back by that name comes first.
_ASKS_BOTH = re.compile(r"\b(?:nop|gui|tiep nhan|nhan ho so)\b.*\bket qua")
# "Quầy số 3, trụ sở UBND phường": where a way is asked for, a place alone is the answer.
_JUST_A_PLACE = re.compile(
    rf"(?:(?:dia diem|noi)(?: (?:tra|nhan)(?: ket qua)?)? ?: ?)?(?:quay|{POINT}|tru so|bo phan|trung tam|van phong|phong|ubnd"
    r"|uy ban|chi cuc|cong an|so \d+)\b"
    r"(?:(?! (?:tra|gui|chuyen|giao|cap|phat|thong bao|lien he|dien thoai)\b)[^.;\n]){0,120}[.;]?"
)
# Cells that say nothing of the way back, or are asked last.
_SILENT = frozenset({
    FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.LEGAL_BASIS, FieldKey.CONDITIONS, FieldKey.NAME, FieldKey.CODE, FieldKey.FIELD,
    FieldKey.TIER, FieldKey.LEVEL, FieldKey.FORMS, FieldKey.SUBJECT,
})  # fmt: skip
_OF_RESULT = frozenset({FieldKey.RESULT, FieldKey.OTHER})
_OF_WAYS = frozenset({FieldKey.MANNER, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT, FieldKey.ADDRESS})
_WAY_LABEL = any_of("hinh thuc", "cach thuc", "phuong thuc", "kenh", "dia diem", "noi", "dia chi")


def result(reading: ProcedureReading, context: Context, application: ApplicationReading | None = None) -> Judged[Result]:
    """Rule 6.3: online before post before in person, from the page's own result-channel words or the form's choice."""
    at = reading.at or context.at
    seen: list[tuple[Result, Evidence]] = []
    told = [cell.text.splitlines() for cell in reading.fields if cell.key is FieldKey.CHANNEL_OUT and not is_blank(cell.text)]
    for cell in reading.fields:
        silent = cell.key in _SILENT or is_blank(cell.text) or _holds_column(cell, told)
        channel = None if silent else _channel_of(replace(cell, text=holding(offered(cell.text[:CELL_LIMIT]), at)))
        if channel is not None:
            seen.append((channel, field_evidence("result", reading.url, cell)))
    if application is not None and application.result is not Result.UNKNOWN:
        seen.append((application.result, evidence("result", reading.url, application.quote)))
    if not seen:
        seen = [said for cell in reading.fields if cell.key is FieldKey.STEPS and (said := _in_steps(cell, reading.url, at)) is not None]
    if not seen:
        return Judged(Result.UNKNOWN, (), (finding(RuleId.RESULT_BY_POST, "result_not_stated", "result=unknown"),))
    value, witness = min(seen, key=lambda pair: RANK.index(pair[0]))
    return Judged(value, (witness,), (finding(RuleId.RESULT_BY_POST, f"result_{value}", f"result={value}", witness),))


def _holds_column(cell: Field, told: Sequence[Sequence[str]]) -> bool:
    """Whether a cell on applying is a table of channels, one column of which tells how the result comes back: that speaks for itself, and
    the words of other columns ("Qua mạng: chưa áp dụng") are none of it.
    """
    if cell.key not in (FieldKey.MANNER, FieldKey.CHANNEL_IN) or not told:
        return False
    lines = {line.strip() for line in cell.text.splitlines()}
    return any(all(line.strip() in lines for line in column) for column in told)


def _channel_of(cell: Field) -> Result | None:
    by_hand = [Result.IN_PERSON] if _HANDED_TO.search(cell.text) else []
    text = _EXTRA_COPY.sub(" ", without_counter_name(_HANDED_TO.sub(" ", cell.text)))
    cell, label = replace(cell, text=text), words(cell.label)
    asked = _LABEL.search(label) is not None and (cell.key is FieldKey.ADDRESS or _WAY_LABEL.search(label) is not None)
    asked = asked or cell.key is FieldKey.CHANNEL_OUT or (cell.key in _OF_RESULT and _ASKS_WAY.search(label) is not None)
    both = cell.key in _OF_WAYS and _ASKS_BOTH.search(label) is not None
    asked = asked or both
    if both:
        named = best_of([*map(_said_on_the_way_back, _passages(cell)), *_handed_over(cell, named=True), *by_hand])
        if named is not None:
            return named
        cell = replace(cell, text="\n".join(_SENDING.sub("", said) for said, _ in lines_of(cell.text)))
    if asked or (cell.key is FieldKey.OTHER and _NAMES_RESULT.search(label)):
        if asked and _ANSWERED.fullmatch(cell.text):
            return channel_in(without_counter_name(label))
        told = best_of([_of_cases([_in_way_cell(part, asked) for part in _cases_of(_AMONG_OFFICES.sub(" ", cell.text))]), *by_hand])
        # A cell for where results are handed out that holds just an address is a counter.
        return told or (Result.IN_PERSON if asked and cell.key is FieldKey.ADDRESS else None)
    if cell.key is FieldKey.OTHER and channel_in(label) is Result.POST:
        said = beginning(cell)
        told = best_of([_said_on_the_way_back(said), *_handed_over(cell, named=True)])
        # "… thu tiền mặt khi đến nhận kết quả" is how one pays.
        unpaid = (clause for clause in _clauses(cell) if not _OF_MONEY.search(clause))
        return told or (Result.POST if any(map(_GIVEN_BACK.search, unpaid)) else None)
    if cell.key is FieldKey.RESULT:
        ways = [_said_on_the_way_back(beginning(cell)), *map(_way_first, re.split(r"[.;\n]", cell.text))]
        return best_of([*ways, *_handed_over(cell, named=False), *by_hand])
    if cell.key in (FieldKey.MANNER, FieldKey.CHANNEL_IN):
        fetched = [part for part in re.split(r"[.;\n]", cell.text[:CELL_LIMIT]) if _BY_SLIP.search(words(part))]
        return best_of([*map(_said_on_the_way_back, _passages(cell)), *map(_way_first, fetched), *_handed_over(cell, named=True)])
    if cell.key is FieldKey.DURATION:
        return best_of(_handed_over(cell, named=True))
    if cell.key is FieldKey.FEE:
        apart = [clause for clause in _clauses(cell) if not _OF_MONEY.search(clause)]
        return best_of([*map(_said_on_the_way_back, apart), *(handed_over(clause, named=True) for clause in apart)])
    return None


def _cases_of(text: str) -> list[str]:
    """The sentences of a cell where one speaks of the other cases, or each of another group of people; else the whole."""
    lines = text.splitlines()
    rows = [way for who, way in pairwise(lines) if _GROUP_LINE.fullmatch(who) and not _GROUP_LINE.fullmatch(way)]
    if len(rows) > 1:
        return rows
    sentences = re.split(r"[.;\n]+(?=\s|$)", text)
    groups = {group[1] for sentence in sentences if (group := _GROUP.match(sentence)) is not None}
    cases = [case["case"] for sentence in sentences if (case := _CASE.match(sentence)) is not None]
    apart = len(groups) > 1 or (len(set(cases)) > 1 and not any(map(_CHOSEN.search, cases)))
    return sentences if apart or _OTHER_CASES.search(text) else [text]


def _of_cases(ways: Sequence[Result | None]) -> Result | None:
    return max((way for way in ways if way is not None), key=RANK.index, default=None)


def _in_way_cell(text: str, asked: bool) -> Result | None:
    """What a cell says under a label that speaks of the result. `asked`: the label asks for the way back, so that a way needs no verb."""
    lines = [without_money(without_counter_name(words(line))) for line in _NO_WAY_BACK.sub(" ", text).splitlines()]
    told = [handed_over(clause, named=not asked) for line in lines for clause in clauses(line)]
    if not asked:
        return best_of([*map(_said_on_the_way_back, lines), *told])
    placed = any(_JUST_A_PLACE.fullmatch(line) for line in (" ".join(lines), *lines))
    return best_of(map(channel_in, lines)) or best_of(told) or (Result.IN_PERSON if placed else None)


def _handed_over(cell: Field, *, named: bool) -> list[Result | None]:
    ways = [handed_over(clause, named=named) for clause in _clauses(cell)]
    return [*ways, *map(once_done, _clauses(cell))] if named else ways


def _clauses(cell: Field) -> list[str]:
    return [clause for said, _ in lines_of(cell.text[:CELL_LIMIT]) for clause in clauses(said)]


def _passages(cell: Field) -> Iterator[str]:
    """The words of a cell, cut where a line says whole how the result comes back: what follows it, the next row of a table of channels, is
    no part of that.
    """
    for whole, found in groupby(lines_of(cell.text[:CELL_LIMIT]), lambda line: handed_over(line[0], named=True) is not None):
        lines = [said for said, _ in found]
        yield from lines if whole else (" ".join(lines),)


def _in_steps(cell: Field, url: str, at: date) -> tuple[Result, Evidence] | None:
    """The best way back that a line of the steps tells, with that line."""
    lines = [(without_counter_name(standing(said, at)), line) for said, line in lines_of(cell.text)]
    told = [(_said_on_the_way_back(_AMONG_OFFICES.sub("", said)), line) for said, line in lines if _NAMES_RESULT.search(said)]
    told += [(_way_first(_STEP.sub("", part)), line) for said, line in lines for part in re.split(r"[.;]", said) if _BY_SLIP.search(part)]
    told += [(Result.IN_PERSON, line) for said, line in lines if _BRINGS_SLIP.search(said)]
    told += [(handed_over(clause, named=True), line) for said, line in lines for clause in clauses(_AMONG_OFFICES.sub("", said))]
    told += [(once_done(clause), line) for said, line in lines for clause in clauses(said)]
    for said, last in lines[-1:]:  # what one fetches at the end is what was asked for, named or not
        told += [(_way_first(sentence), last) for sentence in re.split(r"[.;]", said) if _FETCHES.match(sentence)]
    best = min(((way, line) for way, line in told if way is not None), key=lambda pair: RANK.index(pair[0]), default=None)
    return (best[0], evidence("result", url, f"{cell.label}: {best[1]}")) if best is not None else None


def _said_on_the_way_back(said: str) -> Result | None:
    said = without_money(without_counter_name(said))
    told = [match for match in _WAY_BACK.finditer(said) if not negated(said, match.start())]
    ways = [*(match["how"] for match in told), *(match[0] for match in _IS_SENT.finditer(said))]
    return best_of([channel_in(_SENDING.sub("", way)) for way in ways])


def _way_first(sentence: str) -> Result | None:
    said = without_money(without_counter_name(words(sentence)))
    return channel_in(said) if _WAY_FIRST.match(said) else None
