"""Feature `payment`: can the fee of this procedure be paid at once, online (TT 32/2017 Đ5 k4b; levels.md §6.1, §6.2, §6.19)?"""

from __future__ import annotations

import re
from collections.abc import Callable

from classifier.features.cells import is_blank
from classifier.features.fee import Fee, combine, read_fee
from classifier.judged import Judged, evidence, field_evidence, fields_of, finding, words
from classifier.model import (
    ApplicationReading,
    Context,
    Control,
    ControlKind,
    Evidence,
    Field,
    FieldKey,
    Finding,
    Flag,
    Payment,
    ProcedureReading,
)
from classifier.rules_text import RuleId

# Only these cells speak of paying for this procedure; steps and legal basis repeat the law of every procedure.
_PAYING_CELLS = (FieldKey.PAYMENT, FieldKey.FEE, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT, FieldKey.MANNER)

_PAY = r"(?:thanh toan|chi tra|(?:nop|dong|tra|thu)(?: tien)? (?:cac )?(?:khoan )?(?:phi|le phi|tien)(?:,? (?:va )?le phi)?)"
_SAME_CLAUSE = r"(?:(?!\bho so\b)[^.;]){0,60}?"
_ONLINE = r"(?:truc tuyen|online|qua mang|dien tu|vi dien tu|cong thanh toan|paygov|payment ?platform|vnpt ?pay|vnpay|momo|zalopay|viettel ?(?:pay|money)|keypay)"
_PAY_ONLINE = re.compile(rf"\b{_PAY}\b{_SAME_CLAUSE}\b{_ONLINE}\b|\b{_ONLINE}\b de {_PAY}\b")
_NOT_OFFERED = re.compile(r"\b(?:khong|chua)(?: \w+){0,3} ?$")
_ACCOUNT = re.compile(
    r"\b(?:chuyen khoan|so tai khoan|tai khoan so|stk|so tk|vao tai khoan|qua tai khoan|qua ngan hang|bank transfer|uy nhiem chi)\b"
)
_COUNTER = re.compile(
    rf"\b{_PAY}\b{_SAME_CLAUSE}\b(?:truc tiep|tien mat|tai (?:quay|bo phan|trung tam|co quan|noi|tru so|kho bac|so|ubnd|uy ban|cong an|phong|chi cuc|mot cua))\b|\btien mat\b"
)
_PAYMENT_CELL_ONLINE = re.compile(rf"\b{_ONLINE}\b")
_PAYMENT_CELL_COUNTER = re.compile(r"\b(?:truc tiep|tien mat|tai (?:quay|bo phan|trung tam|co quan|noi|tru so|kho bac))\b")


def payment(reading: ProcedureReading, context: Context, application: ApplicationReading | None = None) -> Judged[Payment]:
    """Rules 6.1 and 6.2, in the order in which one observation outweighs another."""
    fee, fee_cells = fee_of(reading)
    return (
        no_fee(reading, fee, fee_cells)
        or _payment_function(reading, context, application)
        or _form_without_payment(reading, fee, application)
        or _stated_online(reading)
        or pay_later(reading)
        or _unknown(reading, fee, fee_cells)
    )


def fee_of(reading: ProcedureReading) -> tuple[Fee, tuple[Field, ...]]:
    """The fee cells and what they say together."""
    cells = fields_of(reading, FieldKey.FEE)
    return combine([(cell.label, read_fee(cell.text)) for cell in cells]), cells


def no_fee(reading: ProcedureReading, fee: Fee, cells: tuple[Field, ...]) -> Judged[Payment] | None:
    """Rule 6.1: "(nếu có)" - where the page states that there is no fee, no payment function is needed."""
    if fee is not Fee.NONE:
        return None
    seen = tuple(field_evidence("payment", reading.url, cell) for cell in cells)
    return Judged(Payment.NOT_APPLICABLE, seen, (finding(RuleId.NO_FEE, "no_fee_stated", "payment=not_applicable", *seen),))


def pay_later(reading: ProcedureReading) -> Judged[Payment] | None:
    """Rule 6.2: paying must be possible "ngay" through a function; an account number or a counter is none."""
    account = _first(reading, lambda cell, said: _ACCOUNT.search(said) is not None)
    if account is not None:
        said = finding(RuleId.PAY_LATER, "bank_account_only", "payment=no", account)
        return Judged(Payment.NO, (account,), (said,), (Flag.BANK_ACCOUNT_ONLY,))
    counter = _first(reading, lambda cell, said: _at_counter(cell, said))
    if counter is not None:
        return Judged(Payment.NO, (counter,), (finding(RuleId.PAY_LATER, "counter_only", "payment=no", counter),))
    return None


def _payment_function(reading: ProcedureReading, context: Context, application: ApplicationReading | None) -> Judged[Payment] | None:
    for control in reading.controls:
        if _pays_for_this(control, context):
            seen = evidence("payment", control.url or reading.url, control.text)
            return Judged(Payment.YES, (seen,), (_by_function(seen),))
    if application is not None and application.payment is True:
        seen = evidence("payment", reading.url, application.quote or "payment step")
        return Judged(Payment.YES, (seen,), (_by_function(seen),))
    return None


def _by_function(seen: Evidence) -> Finding:
    return finding(RuleId.PAY_LATER, "payment_function", "payment=yes", seen)


def _pays_for_this(control: Control, context: Context) -> bool:
    if control.kind is not ControlKind.PAYMENT or control.disabled or control.action == "none":
        return False
    if control.own:
        return True
    # Without a second page to compare with, a payment link without this procedure's id may be the site's.
    return bool(context.common_controls) and not control.in_chrome and control.signature not in context.common_controls


def _form_without_payment(reading: ProcedureReading, fee: Fee, application: ApplicationReading | None) -> Judged[Payment] | None:
    if application is None or application.payment is not False or fee is not Fee.DUE:
        return None
    seen = evidence("payment", reading.url, application.quote or "no payment step")
    return Judged(Payment.NO, (seen,), (finding(RuleId.PAY_LATER, "form_ends_without_payment", "payment=no", seen),))


def _stated_online(reading: ProcedureReading) -> Judged[Payment] | None:
    seen = _first(reading, _says_online)
    if seen is None:
        return None
    return Judged(Payment.STATED, (seen,), (finding(RuleId.PAY_LATER, "online_payment_stated", "payment=stated", seen),))


def _says_online(cell: Field, said: str) -> bool:
    pattern = _PAYMENT_CELL_ONLINE if cell.key is FieldKey.PAYMENT else _PAY_ONLINE
    return any(not _NOT_OFFERED.search(said[: match.start()]) for match in pattern.finditer(said))


def _at_counter(cell: Field, said: str) -> bool:
    return (_PAYMENT_CELL_COUNTER if cell.key is FieldKey.PAYMENT else _COUNTER).search(said) is not None


def _first(reading: ProcedureReading, says: Callable[[Field, str], bool]) -> Evidence | None:
    for cell in reading.fields:
        if cell.key in _PAYING_CELLS and not is_blank(cell.text) and says(cell, words(cell.text)):
            return field_evidence("payment", reading.url, cell)
    return None


def _unknown(reading: ProcedureReading, fee: Fee, cells: tuple[Field, ...]) -> Judged[Payment]:
    seen = tuple(field_evidence("payment", reading.url, cell) for cell in cells)
    if fee is Fee.DUE:
        return Judged(Payment.UNKNOWN, (), (finding(RuleId.PAY_LATER, "fee_without_payment_words", "payment=unknown", *seen),))
    found = "fee_unclear" if any(not is_blank(cell.text) for cell in cells) else "fee_empty"
    said = finding(RuleId.NO_FEE, found, "payment=unknown", *seen)
    return Judged(Payment.UNKNOWN, (), (said,), (Flag.FEE_UNKNOWN,))
