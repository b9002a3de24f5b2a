"""A fee, or that there is none, told in a sentence about the ways to apply where no cell of its own says it: "Người dân đến nộp tại quầy.
Người nộp hồ sơ không phải nộp phí, lệ phí."
"""

from __future__ import annotations

import re

from classifier.features.fee import Fee, read_fee
from classifier.findings.cells import is_blank
from classifier.findings.judged import CELL_LIMIT, fields_of, words
from classifier.model import Field, FieldKey, ProcedureReading

_SENTENCE = re.compile(r"(?<=[.;])\s+|\n+")
_KINDS = (
    r"(?:cac (?:loai |khoan )?|(?:bat (?:ky|cu) )?khoan )?"
    r"(?:phi(?:,? (?:va |hoac |hay )?le phi)?|le phi(?:,? (?:va |hoac |hay )?phi)?|tien)"
)
# Whoever applies, or the procedure itself; some of those who apply, or one of the ways, would be named with more words.
_SUBJECT = (
    r"(?:(?:to chuc|ca nhan|nguoi (?:dan|nop|lam|yeu cau|de nghi|dang ky|xin)|cong dan|doanh nghiep|ba con|khach hang)(?:,? (?:va |hoac )?"
    r"(?:to chuc|ca nhan|cong dan|doanh nghiep))*(?: (?:nop|lam|co) (?:ho so|thu tuc|yeu cau))?(?: ho so| don)?"
    r"|(?:viec )?(?:(?:lam|thuc hien|giai quyet|cap) )?(?:thu tuc|dich vu|viec)(?: hanh chinh| cong)? nay)"
)
_NO_FEE = re.compile(
    rf"(?:(?:hien(?: nay)?|,) )*(?:{_SUBJECT},? )?(?:(?:hien(?: nay)?|deu|hoan toan|duoc|se) )*"
    rf"(?:khong(?: (?:phai|can|bi|co|thu|nop|dong|tra|mat|ton|chiu))+ {_KINDS}(?: nao| gi)?|mien (?:toan bo |thu |nop )?{_KINDS}|mien phi)"
    r"(?: (?:khi|de) (?:lam|thuc hien|giai quyet) (?:thu tuc|dich vu|viec)(?: hanh chinh)? nay)?"
)
_FROM_THERE = re.compile(r"\b(?:không|miễn)\b.*", re.IGNORECASE | re.DOTALL)
_FEE = re.compile(r"(?:muc (?:thu )?)?(?:phi|le phi)\b(?! (?:buu chinh|chuyen phat|buu dien|van chuyen|ship))")
_WAYS = (FieldKey.MANNER, FieldKey.CHANNEL_IN)
_SPEAKS_OF_FEES = re.compile(r"\b(?:phi|le phi)\b")
_SUM = re.compile(r"[1-9][\d.,]* ?(?:dong|vnd|d|nghin|ngan|trieu)\b")


def fee_cells(reading: ProcedureReading) -> tuple[Field, ...]:
    """The fee cells; where they are blank or there are none, the sentences about the ways to apply that tell the fee.

    That there is none is heard only where no other sentence speaks of a fee or a sum: it may be said of one of the ways, or of some people.
    """
    cells = fields_of(reading, FieldKey.FEE)
    if not all(is_blank(cell.text) for cell in cells):
        return cells
    told = [(said, cell) for cell in fields_of(reading, *_WAYS) for said in _SENTENCE.split(cell.text[:CELL_LIMIT])]
    about = {said: cell for said, cell in told if _SPEAKS_OF_FEES.search(words(said)) or _SUM.search(words(said))}
    due = [(cell, said) for said, cell in about.items() if _FEE.match(words(said)) and read_fee(said) is Fee.DUE]
    none = [(cell, found[0]) for said, cell in about.items() if (found := _none_told(said)) is not None]
    heard = due or (none if len(none) == len(about) else [])
    return tuple(Field(FieldKey.FEE, cell.label, said.strip()) for cell, said in heard) or cells


def _none_told(sentence: str) -> re.Match[str] | None:
    """What of a sentence says that there is no fee, for whoever applies."""
    return _FROM_THERE.search(sentence) if _NO_FEE.fullmatch(words(sentence).strip(" .;-+•")) is not None else None
