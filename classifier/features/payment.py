"""Feature `payment`: can the fee of this procedure be paid at once, online (TT 32/2017 Đ5 k4b; levels.md §6.1, §6.2, §6.19)?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from classifier.features.fee import Fee, combine, is_about_something_else, read_fee
from classifier.features.told_fees import fee_cells
from classifier.findings.cells import is_blank
from classifier.findings.holding import current, holding
from classifier.findings.judged import CELL_LIMIT, Judged, evidence, field_evidence, fields_of, finding, words
from classifier.findings.rules_text import RuleId
from classifier.model import (
    ApplicationReading,
    Behind,
    Context,
    Control,
    ControlKind,
    Evidence,
    Field,
    FieldKey,
    Flag,
    Payment,
    ProcedureReading,
)
from classifier.page.siblings import names_another
from classifier.words.patterns import affirmed, any_of, negated

# Only these cells speak of paying for this procedure; steps and legal basis repeat the law of every procedure.
_PAYING_CELLS = (FieldKey.PAYMENT, FieldKey.FEE, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT, FieldKey.MANNER)

_PAY = (
    r"(?:thanh toan|tt(?= (?:truc tuyen|online|qua mang))|chi tra|(?:nop|dong|tra)(?: tien)?(?: cac)?(?: khoan)? (?:phi|le phi"
    r"|tien)(?:,? (?:va )?le phi)?)"
)
# Words between "pay" and "online"; filing a dossier online in the same sentence is another matter, and so is what follows a bracket in
# which paying was spoken of ("(nộp tiền mặt tại quầy) Trực tuyến").
_BETWEEN = r"(?:(?!\bho so\b|\bnop\b|\bkhi\b|\bneu\b)[^.;()]|\([^()]{0,30}\)){0,60}?"
_ONLINE_WORDS = (
    "truc tuyen",
    "online",
    "(?:qua|tren) mang",
    "dien tu",
    "cong thanh toan",
    "nen tang thanh toan",
    "(?:tren|qua|tai) (?:cong|he thong|trang) (?:dich vu cong|dvc|dvcqg)",
    "tren (?:chinh )?(?:cong(?! tac| ty| an| chuc| vu)|he thong|trang|ung dung)",
    "vietqr (?:sinh|cua|theo|tao)",
    "ma qr (?:tren|cua) (?:cong|he thong|ho so|trang)",
    "vi dien tu",
    "vi (?:vnpt|momo|viettel|vnpay|zalopay|shopee)",
    "paygov",
    "payment ?platform",
    "vnpt ?pay",
    "vnpay",
    "momo",
    "zalopay",
    "viettel ?(?:pay|money)",
    "keypay",
    "payoo",
    "onepay",
    "ngan luong",
    "bao kim",
    "smartlink",
)
_PLACES = (
    "(?:cac |chinh )?(?:(?:bat (?:ky|cu) |mot )?(?:diem|phong|dai ly) (?:giao dich|thu|nop)|quay|ban thu|o (?:thu|cua)|bo phan"
    "|trung tam|co quan|noi|tru so|kho bac|so|ubnd|uy ban|cong an|phong"
    "|chi cuc|mot cua|bpmc|tthcc|ttpvhcc|chi nhanh|ngan hang|buu dien|thu quy|ke toan|tai vu|van phong)"
)
_BY_HAND = (
    rf"(?:tai|o|ra|den|toi) {_PLACES}|(?<!truoc )khi (?:nhan|tra|lay) (?:ket qua|giay)|cho (?:ke toan|can bo|nhan vien|buu ta|nguoi thu"
    rf"|thu quy|thu ngan|bo phan|cong chuc)"
)
_ONLINE = any_of(*_ONLINE_WORDS)
_PAY_ONLINE = any_of(rf"{_PAY}\b{_BETWEEN}\b(?:{'|'.join(_ONLINE_WORDS)})", rf"(?:{'|'.join(_ONLINE_WORDS)}) de {_PAY}")
# The fee cell need not name the fee again, but must say how it is paid: "nộp trực tuyến: 50.000 đồng" is a price by way of filing.
_AT_ONCE = r"(?:nop|dong|tra|thu)(?: tien| phi| duoc| ngay| lien| luon| khoan (?:nay|tien)){0,2} (?:truc tuyen|online|(?:qua|tren) mang)"
_ON_THE_NET = "(?:truc tuyen|online|(?:qua|tren) mang)"
_WHILE = "(?:(?:ngay |trong )?(?:khi|luc)|cung luc(?: voi)?(?: khi)?|dong thoi(?: voi| khi)*|sau khi)"
_MEANS = (
    "vi|the|ngan hang|banking|(?:cong|he thong|chuc nang|kenh|tien ich|dich vu|ung dung) thanh toan|nen tang|payment|[a-z]*pay|paygov"
    "|qr|vietqr|payoo|momo|napas|ngan luong|bao kim|smartlink"
)
_CASH = "(?<!khong dung )(?<!khong su dung )(?<!khong bang )tien mat"
_FEE_ONLINE = any_of(
    rf"(?:co the|duoc|cho phep|ho tro|chap nhan|khuyen khich) {_AT_ONCE}(?! ?[:=\d])",
    r"(?<!khong )(?<!chua )(?:nop|dong|tra)(?: tien| phi)? duoc (?:ngay )?(?:truc tuyen|online|(?:qua|tren) mang)(?! ?[:=\d])",
    r"(?<!khong )(?<!chua )(?:nop|dong|tra)(?: tien| phi)? (?:truc tuyen|online|qua mang) duoc(?: (?:ngay|luon)\b|(?= ?(?:[.;,)]|$)))",
    r"(?:nop|dong|thu|tra)(?: tien| phi)? (?:truc tiep|tai|tien mat)[^.;:\d]{0,60}\b(?:hoac|va)(?: nop| dong| tra)? "
    r"(?:truc tuyen|online|qua mang)(?! ?[:=\d])",
    # The same the other way about; "nộp trực tuyến hoặc tại quầy" may be how one files.
    r"(?<!khong )(?<!chua )(?:tra|dong)(?: tien| phi)? (?:truc tuyen|online|qua mang)(?: ngay)?,? (?:hoac|hay)(?: nop| dong| tra)?"
    r" (?:truc tiep|tai|o|bang tien mat|tien mat)\b",
    rf"{_CASH}[^.;:\d]{{0,30}}\b(?:hoac|va)(?: nop| dong| tra)? (?:truc tuyen|online|qua mang)(?! ?[:=\d])",
    # Nobody files in cash: "(nộp trực tuyến trên Cổng, hoặc nộp tiền mặt)".
    rf"(?<!khong )(?<!chua )(?:nop|dong|tra|thu)(?: tien| phi| le phi)* {_ON_THE_NET}(?: (?!khong\b|chua\b|nhung\b)[a-z]+){{0,8}},?"
    rf" (?:hoac|hay)(?: nop| dong| tra| thu)*(?: bang)? {_CASH}",
    r"(?:nop|dong|thu|tra|chuyen)(?: tien| phi)? (?:bang|qua) (?:[^.;:\d]{0,20}\b)?"
    r"(?:vi (?:dien tu|momo|vnpay|vnpt|zalo ?pay|viettel)|cong thanh toan"
    "|nen tang thanh toan)",
    "quet the truc tuyen",
    # "Cổng sinh mã QR theo từng hồ sơ": what the portal draws for one dossier is a function of it.
    r"(?:cong|he thong|trang|ung dung|phan mem)\b(?: (?!khong\b|chua\b)\w+){0,6} (?:sinh|tao|hien|hien thi|cap|xuat"
    r"|gui)(?: ra)? (?:ma )?(?:viet ?)?qr\b",
    r"(?:cong|he thong|trang|ung dung|phan mem)\b(?: (?!khong\b|chua\b)\w+){0,6} (?:sinh|tao|hien|hien thi|cap"
    r"|xuat)(?: ra)? ma (?:thanh toan|nop phi|nop tien)\b",
    r"(?<!khong )(?<!chua )(?:duoc |se |tu dong )*(?:tru|khau tru)(?: tien| phi| le phi| ngay| thang)* (?:qua|vao|tu)"
    r" (?:vi dien tu|vi lien ket|the)\b",
    r"(?:hinh thuc|cach|phuong thuc|kenh) (?:nop|thu|dong|thanh toan)(?: phi| le phi| tien)* ?: ?"
    r"(?:(?:chuyen khoan|tien mat|truc tiep|tai quay|(?:quet )?the)(?: ?[/,] ?| hoac | va | hay )){0,3}"
    r"(?:truc tuyen|online|qua mang|vi (?:dien tu|vnpt|momo|viettel|vnpay|zalo ?pay))",
    # The code of a poster at the counter is another matter.
    r"(?:nop|dong|tra|thu)(?: tien| phi| le phi)* (?:bang|qua|theo) (?:ma )?(?:viet ?)?qr (?:(?!khong\b|chua\b)[a-z]+ ){0,4}"
    r"(?:tren|cua|do) (?:cong|he thong|trang|ung dung)\b",
    # While one files, or of a sum: "trả" and "đóng" are no words for handing in.
    rf"(?:nop|dong|tra|thu)(?: tien| phi| le phi)? (?:ngay )?{_ON_THE_NET}(?: (?:tren|qua|tai) (?:cong|he thong|trang|ung dung)"
    rf"(?: (?!khong\b|chua\b)[a-z]+){{0,5}})?(?: ngay| luon)? {_WHILE} (?:nop|lap|gui|khai|lam|dien|tao|hoan thanh)",
    rf"\bdong(?:/[a-z ]{{1,25}})?[,;:]? ?\(?(?:tra|dong)(?: phi| tien)? (?:ngay )?{_ON_THE_NET}(?! ?[:=\d])",
    r"(?:nop|dong|tra)(?: tien| phi| le phi)* ?(?:ngay )?tren (?:cong|he thong|trang|ung dung)\b[^.;:\d]{0,30}\b(?:bang|qua) (?:the|vi)\b",
)
# With the means named, it is a way of paying whatever stands before it.
_FEE_BY_MEANS = any_of(
    rf"{_AT_ONCE}(?:[^.;:\d]{{0,15}}| ngay khi nop (?:ho so|don) )\b(?:bang|qua|tren|thong qua) [^.;:\d]{{0,40}}\b(?:{_MEANS})"
)
# A price for those who file in this way, not a way of paying.
_IF_FILED = re.compile(r"\b(?:neu|khi|truong hop|doi voi|ho so|giam)\b[^.;,(]{0,25}$")
_AT_COUNTER = any_of("truc tiep", _CASH, _BY_HAND, "lay bien lai")
_PAY_AT_COUNTER = any_of(
    rf"{_PAY}\b{_BETWEEN}\b(?:truc tiep|{_BY_HAND})",
    rf"(?:phi|le phi|tien)(?: (?:nay|duoc|se|thi|phai|can|xin|van|phi))* (?:nop|dong|thu|tra)(?: (?:tien|bang tien))*"
    rf" (?:truc tiep|{_BY_HAND})",
    _CASH,
)
# In the fee cell itself the fee need not be named again; two prices by way of filing are no way of paying.
_FEE_AT_COUNTER = any_of(
    rf"(?:nop|dong|thu|tra)(?: phi| le phi| tien| (?:\d\d?|mot) lan| [\d.,]+ ?(?:dong|d|vnd)(?:/\w+)?)*"
    rf" (?:truc tiep(?! ?[:=] ?\d)|{_BY_HAND})",
    "quay thu (?:phi|le phi|tien)",
    # "(cán bộ quầy số 3 thu, viết biên lai)"; "thu" is also part of "thủ tục", "thụ lý" and "thứ hai".
    r"(?:can bo|cong chuc|thu quy|ke toan|nhan vien|thu ngan)(?: (?!khong\b|thu\b)\w+){0,5} thu(?: truc tiep| tien| phi"
    r"| le phi)*(?= ?(?:[,;.)]|$))",
    "(?:viet|ghi|xe|lay|nhan) bien lai(?! (?:dien tu|online|truc tuyen|qua mang|tren))",
    rf"(?:den|toi|ra|len|qua) {_PLACES}[^.;:]{{0,60}} (?:nop|dong|tra) (?:phi|le phi|tien)",
    rf"(?:noi|dia diem) (?:thu|nop)(?: phi| le phi| tien)* ?:? {_PLACES}",
)
_WHERE, _IS_PLACE = re.compile(r"(?:noi|dia diem|dia chi|quay)\b"), re.compile(rf"\W*{_PLACES}\b")  # "Nơi thu: Phòng Tài vụ"
_IS_NOT = re.compile(r"\W*(?:khong|chua)\b(?! (?:mat|thu) )")
_CITIZENS = "(?:nguoi(?! (?:thu|nhan))|cong dan|to chuc(?! thu)|ca nhan|doanh nghiep)"
_CASHLESS = re.compile(r"\bkhong (?:dung |su dung |bang )?tien mat\b")
_ACCOUNT = any_of(
    "chuyen khoan",
    "so tai khoan",
    "tai khoan so",
    "stk",
    "so tk",
    "(?:vao|qua|den|toi|chu) tk",
    r"tk (?:so )?[\d.]{6,}",
    r"tai khoan(?: so)? ?:? ?\d[\d.]{5,}",  # "chuyển về tài khoản 3511.0.1023456": by its number, whose it is
    "kbnn",
    # The dossier goes into an account of the portal: "nộp hồ sơ qua mạng, mời vào tài khoản rồi nộp".
    # And a result goes into the account of "người nộp", who pays nothing by being called so.
    r"(?:(?<!nguoi )nop(?! (?:ho so|don|to khai)\b)|chuyen|dong|tra|thanh toan|gui tien)\b[^.;]{0,40}\b(?:vao|qua) (?:so )?"
    rf"(?:tai khoan(?! (?:vneid|dinh danh|dich vu cong|dvc|dien tu|(?:cua )?{_CITIZENS}))"
    r"|ngan hang(?! du lieu))",
    "tai khoan (?:kho bac|ngan hang|cua (?:kho bac|so|co quan))",
    "uy nhiem chi",
    "nop(?: tien| phi| le phi)* vao kho bac",
    "bank transfer",
)

# One's own account among the means of paying online: "(ví điện tử, tài khoản ngân hàng)". That of the office is named alone, or by
# its number.
_OWN_ACCOUNT = r"(?:tai khoan(?: (?:ca nhan|ngan hang))?|ngan hang)"
_OWN_MEANS = r"(?:vi|the|qr|banking|[a-z]*pay|momo|napas)\b"
_LISTED_ACCOUNT = re.compile(
    rf"(?P<means>\b{_OWN_MEANS}(?: (?!vao\b|so\b|qua\b)[a-z]+){{0,3}} ?(?:,|/|hoac|hay|va) ?)(?:(?:hoac|hay|va|tu|bang) )?{_OWN_ACCOUNT}"
    rf"(?= ?(?:[,;)./]|$))|(?<!vao )(?<!qua )(?<!toi )(?<!den )\b{_OWN_ACCOUNT} ?(?:,|/|hoac|hay|va) ?(?=(?:bang )?{_OWN_MEANS})"
)

# A button that was swept into the cell: filing online is not paying online.
_FILING = re.compile(
    r"\bho so (?:duoc |co the ){0,2}nop (?:truc tuyen|online|qua mang)[^.;,]*|\b(?:bien lai|hoa don|chung tu) dien tu\b"
    r"|\bnop ho so (?:qua|truc tuyen|online|tren|bang(?! (?:ma |cac |cach quet )?(?:qr|vi|the|ngan hang|tien)\b))\b"
    r"(?:(?! (?:(?:duoc|co the|thi|phai|van) )?thanh toan\b"
    r"| (?:duoc|co the|thi|phai|van) (?:nop|dong|tra|chuyen)\b| (?:nhung|rieng|con) )[^.;])*"
)

_OF_PAYING = re.compile(r"\b(?:thanh toan|tt|nop|dong|tra|thu|phi|le phi|tien|payment|pay)\b|^$")  # a column of notes is about all sorts
_FIRST_WORDS = 40  # characters in which a cell answers its label
# What the cell of a fee says of the result beside it: "Kết quả được trả trực tuyến" is nothing that one pays.
_RETURNED = re.compile(r"\bket qua\b[^.;,:()]{0,40}\b(?:tra|gui|giao|nhan|lay)\b(?! (?:tien|phi|le phi)\b)[^.;,:()]*")

_TABLES = (FieldKey.MANNER, FieldKey.CHANNEL_IN)
_ROWS = 6  # lines of a cell that are a table
_LABELLED = re.compile(r"(?<=:)\s*\n\s*")  # "Thanh toán phí:" and what stands below it

_Says = Callable[[Field, str], bool]


def payment(reading: ProcedureReading, context: Context, application: ApplicationReading | None = None) -> Judged[Payment]:
    """Rules 6.1 and 6.2, in the order in which one observation outweighs another.

    `application`: the page behind the submit control. Silence behind a login is `unknown`, never `no`.
    """
    at = reading.at or context.at
    fee = fee_of(reading, at)
    judged = (
        no_fee(reading, fee)
        or payment_function(reading, context, application)
        or _stated_online(reading, at)
        or pay_later(reading, at)
        or _form_without_payment(reading, fee, application)
        or _unknown(reading, fee)
    )
    return replace(judged, flags=(*judged.flags, Flag.FEE_UNKNOWN)) if fee is Fee.UNKNOWN else judged


def fee_of(reading: ProcedureReading, at: date) -> Fee:
    """What the fee cells (phí and lệ phí) say together of the day `at`."""
    cells = [current(cell.text[:CELL_LIMIT], at) for cell in fee_cells(reading)]
    return combine([read_fee(text) for text in cells if not is_about_something_else(text)])


def no_fee(reading: ProcedureReading, fee: Fee) -> Judged[Payment] | None:
    """Rule 6.1: "(nếu có)" - where the page states that there is no fee, no payment function is needed."""
    if fee is not Fee.NONE:
        return None
    seen = _fee_cells(reading)
    return Judged(Payment.NOT_APPLICABLE, seen, (finding(RuleId.NO_FEE, "no_fee_stated", "payment=not_applicable", *seen),))


def payment_function(reading: ProcedureReading, context: Context, application: ApplicationReading | None) -> Judged[Payment] | None:
    """Rule 6.2, met: a payment control of this procedure, or a payment step in its form."""
    control = next(
        (control for control in reading.controls if _pays_for_this(control, context) and not names_another(control, reading.url)), None
    )
    if control is not None:
        seen = evidence("payment", control.url or reading.url, control.text)
    elif application is not None and application.payment is True:
        seen = evidence("payment", reading.url, application.quote)
    else:
        return None
    return Judged(Payment.YES, (seen,), (finding(RuleId.PAY_LATER, "payment_function", "payment=yes", seen),))


def pay_later(reading: ProcedureReading, at: date) -> Judged[Payment] | None:
    """Rule 6.2: paying must be possible "ngay" through a function; an account number or a counter is none."""
    account = _first_cell(reading, at, lambda _, said: _ACCOUNT.search(said) is not None)
    if account is not None:
        said = finding(RuleId.PAY_LATER, "bank_account_only", "payment=no", account)
        return Judged(Payment.NO, (account,), (said,), (Flag.BANK_ACCOUNT_ONLY,))
    counter = _first_cell(reading, at, _says_counter)
    if counter is not None:
        return Judged(Payment.NO, (counter,), (finding(RuleId.PAY_LATER, "counter_only", "payment=no", counter),))
    return None


def _pays_for_this(control: Control, context: Context) -> bool:
    if control.kind is not ControlKind.PAYMENT or control.disabled or control.action == "none":
        return False
    if control.own:
        return True
    # Without a second page to compare with, a payment link that does not carry this procedure's id may be the site's.
    return bool(context.common_controls) and not control.in_chrome and control.signature not in context.common_controls


def _form_without_payment(reading: ProcedureReading, fee: Fee, application: ApplicationReading | None) -> Judged[Payment] | None:
    if application is None or application.behind is not Behind.E_FORM or application.payment is not False or fee is not Fee.DUE:
        return None
    seen = (*_fee_cells(reading), evidence("payment", reading.url, application.quote))
    return Judged(Payment.NO, seen, (finding(RuleId.PAY_LATER, "form_ends_without_payment", "payment=no", *seen),))


def _stated_online(reading: ProcedureReading, at: date) -> Judged[Payment] | None:
    seen = _first_cell(reading, at, _says_online)
    if seen is None:
        return None
    return Judged(Payment.STATED, (seen,), (finding(RuleId.PAY_LATER, "online_payment_stated", "payment=stated", seen),))


def _says_online(cell: Field, said: str) -> bool:
    said = _CASHLESS.sub(" ", said)
    if (
        cell.key is FieldKey.PAYMENT
        and _ONLINE.search(words(cell.label))
        and said
        and not (_IS_NOT.match(said) or _AT_COUNTER.search(said[:_FIRST_WORDS]))
    ):
        return True  # "Thanh toán trực tuyến: Có", "… : 50 % mức thu"
    if affirmed(_ONLINE if cell.key is FieldKey.PAYMENT and _OF_PAYING.search(words(cell.label)) else _PAY_ONLINE, said):
        return True
    said = _LISTED_ACCOUNT.sub(lambda listed: listed["means"] or "", said)
    return cell.key is FieldKey.FEE and any(
        not negated(said, match.start())
        and not (pattern is _FEE_ONLINE and _IF_FILED.search(said, 0, match.start()))
        and not _ACCOUNT.search(said, match.end())
        for pattern in (_FEE_ONLINE, _FEE_BY_MEANS)
        for match in pattern.finditer(said)
    )


def _says_counter(cell: Field, said: str) -> bool:
    if cell.key is FieldKey.PAYMENT and _WHERE.match(words(cell.label)) and _IS_PLACE.match(said):
        return True
    if cell.key is FieldKey.FEE and _FEE_AT_COUNTER.search(said) and not affirmed(_ONLINE, said):
        return True
    return (_AT_COUNTER if cell.key is FieldKey.PAYMENT else _PAY_AT_COUNTER).search(said) is not None


def _first_cell(reading: ProcedureReading, at: date, says: _Says) -> Evidence | None:
    cells = (cell for cell in fields_of(reading, *_PAYING_CELLS) if not is_blank(cell.text))
    return next((field_evidence("payment", reading.url, cell) for cell in cells if any(says(cell, said) for said in _said(cell, at))), None)


def _said(cell: Field, at: date) -> list[str]:
    """The words of a cell that hold on the day `at`; those of a table of ways to apply row by row,
    since what stands in one says nothing of the next.
    """
    text = holding(cell.text[:CELL_LIMIT], at)
    if cell.key is FieldKey.FEE:
        return [_RETURNED.sub(" ", _FILING.sub("", words(text)))]
    rows = _LABELLED.sub(" ", text).splitlines() if cell.key in _TABLES else []
    return [_FILING.sub("", words(row)) for row in rows] if len(rows) >= _ROWS else [_FILING.sub("", words(text))]


def _fee_cells(reading: ProcedureReading) -> tuple[Evidence, ...]:
    return tuple(field_evidence("payment", reading.url, cell) for cell in fee_cells(reading))


def _unknown(reading: ProcedureReading, fee: Fee) -> Judged[Payment]:
    seen = _fee_cells(reading)
    if fee is Fee.DUE:
        return Judged(Payment.UNKNOWN, (), (finding(RuleId.PAY_LATER, "fee_without_payment_words", "payment=unknown", *seen),))
    blank = all(is_blank(cell.text) for cell in fields_of(reading, FieldKey.FEE))
    return Judged(Payment.UNKNOWN, (), (finding(RuleId.NO_FEE, "fee_empty" if blank else "fee_unclear", "payment=unknown", *seen),))
