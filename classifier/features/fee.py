"""What the fee cells say: a fee, no fee, or nothing that can be relied on (levels.md §6.1).

One positive amount makes a fee, whatever is said beside it ("miễn phí cho trẻ em" exempts some, not all). "No fee" needs a
statement that there is none, for everybody, and nothing left beside it that could be a fee.
"""

from __future__ import annotations

import re
from enum import StrEnum

from classifier.findings.cells import is_blank
from classifier.findings.judged import CELL_LIMIT, words
from classifier.words.patterns import any_of


class Fee(StrEnum):
    NONE = "none"  # stated: there is none
    DUE = "due"
    UNKNOWN = "unknown"  # empty, junk, or a reference that may mean either


_ACT = r"/(?:qd|nq|tt|nd|kh|hd|cv|tb)\b"  # "1.234/QĐ-UBND" is a decision's number
_AMOUNT = re.compile(
    rf"(?<![\d./,])(?P<grouped>\d{{1,3}}(?:[.,] ?\d{{3}})+)(?!\d|[.,-]\d|{_ACT})"
    r"|(?<![\d./])(?P<counted>\d{1,15}(?:[.,]\d{1,15}){0,5}) ?(?:dong|vnd|d|usd|eur|do la|nghin|ngan|trieu|ty|k)\b"
    r"|[$€] ?(?P<signed>\d+)"
)
_IN_WORDS = re.compile(r"\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)(?: \w+){0,5} (?:nghin|ngan|tram|trieu)(?: \w+){0,3} dong\b")
_BARE_NUMBER = re.compile(r"(\d{1,15})(?:[.,]0{1,2})?")
_POSITIVE = re.compile("[1-9]")
_SMALLEST_BARE_AMOUNT = 1000  # a number without a currency below this is a slip of the keyboard, not a fee in đồng
_TARIFF = any_of("muc thu", "muc phi", "muc le phi", "bieu phi", "bieu muc thu", r"\d ?% (?:muc|gia|tri|tong)", "theo bieu", "theo muc")
_KINDS = r"(?:phi|le phi|phi,? (?:va )?le phi|le phi,? (?:va )?phi|phi ?/ ?le phi|tien|khoan phi)"
_NO_FEE = re.compile(
    r"(?:(?:phap luat|nha nuoc|ban|nguoi dan|cong dan|to chuc,?|(?:va )?ca nhan|nguoi nop|hien|hien nay|nay|cung|deu"
    r"|thu tuc(?: nay)?|viec nay"
    r"|hoan toan|lam|thuc hien|co quan|nen|do do|vi vay"
    r"|duoc) )*(?:"
    rf"khong(?: (?:co|thu|mat|phai|nop|tinh|dong|tra|ap dung|quy dinh|ton|yeu cau|phat sinh))+(?: (?:bat ky |bat cu "
    rf"|cac )?(?:khoan )?{_KINDS}(?: hay {_KINDS})?)?"
    r"(?: (?:bat ky|bat cu) khoan)?(?: (?:gi|nao|xu nao|dong nao))?(?!\w)"
    rf"|khong {_KINDS}(?!\w)|khong(?= ?$| ?[,(])"
    rf"|mien (?:thu |nop )?(?:toan bo |100% )?{_KINDS}(?!\w)|mien thu(?!\w)|mien(?= ?$| ?[,(])"
    r"|chua (?:co )?quy dinh thu(?= ?$| (?:phi|le phi)\b|,? nen [^.;,]{0,30}\bkhong thu\b)"
    r"|(?:free|no fees?|none)$|0+(?:[.,]0+)?(?: ?(?:dong|vnd|d|usd))?(?:/\w+)*$)"
)
_ONLY_FOR_SOME = any_of(
    "doi voi",
    "cho",
    "cua",
    "truong hop",
    "voi",
    "neu",
    "tru",
    "ngoai",
    "thuoc dien",
    "nguoi",
    "khi",
    r"den \d",
    r"qua \d",
    "lan dau",
    "nop",
)
_FOR_ALL = re.compile(
    r"\b(?:cho|voi|doi voi) (?:moi|tat ca(?: cac)?|toan bo) (?:doi tuong|nguoi(?: dan)?|truong hop|cong dan|to chuc|ca nhan)\b"
    r"|\bcua (?:nguoi dan|cong dan|nguoi nop|to chuc,? (?:va )?ca nhan|ai)\b|,? (?:du"
    r"|bat ke) (?:nop )?(?:ho so )?truc tiep hay (?:nop )?truc tuyen\b"
    r"|\b(?:cho|voi|doi voi|khi (?:lam|thuc hien)|o) (?:thu tuc|viec|dich vu)(?: hanh chinh| cong)? nay\b"
)
# That no sum has been set is neither a fee nor that there is none; what is said behind it tells: "Chưa quy định mức thu, không thu".
_NOT_SET = re.compile(
    r"(?:(?:hien|hien nay|nay|vi|do|tinh|co quan|hdnd(?: tinh)?) )*chua (?:co |duoc )?(?:quy dinh|ban hanh|co|xay dung|ap dung)"
    rf"(?: (?:ve|cu the|noi dung))* (?:(?:van ban|quy dinh)(?: quy dinh)?(?: ve)? )?"
    rf"(?:muc (?:thu )?{_KINDS}|muc thu|bieu (?:phi|muc thu))\b"
)
# The same once more, of whoever applies: "Chưa có quy định thu phí, cơ sở không phải nộp tiền".
_SAID_AGAIN = re.compile(
    rf"(?: {_KINDS})?,? ?(?:(?:nen|do do|vi vay|hien|va) )?"
    r"(?:(?:co so|doanh nghiep|thuong nhan|nguoi (?:nop|dan|lam|de nghi)|cong dan|to chuc|ca nhan)"
    r"(?:,? (?:va )?ca nhan)? )?khong (?:(?:phai|can|bi) )?(?:nop|thu|dong|tra|mat)"
    rf"(?: (?:bat ky |bat cu )?(?:khoan )?{_KINDS})?(?: nao| gi)?"
)
# What stands in front of a statement and changes nothing of it: by which act, since when, who bears the cost instead.
_IN_FRONT = re.compile(
    r"^(?:theo (?:quy dinh (?:cua|tai) )?(?:nghi quyet|quyet dinh|nghi dinh|thong tu"
    r"|luat)[^,;]{0,80}, ?)?(?:(?:ke )?tu (?:ngay )?[\d/.-]+,? )?"
    r"(?:[^,;]{0,60}(?:bao dam|ngan sach)[^,;]{0,60}, ?)?"
)
# Each kind of application by itself: "Cấp mới: miễn".
_OF_A_CASE = re.compile(
    r"^(?:(?:ho so )?nop(?: (?:truc tiep|truc tuyen|online|qua [^:;]{1,30}))?|cac hinh thuc khac) ?: ?"
    r"|^(?:cap (?:moi|doi|lai|lan dau)|gia han|dieu chinh|sua doi|dang ky(?: \w+){0,3}|lan dau)(?: [^:]{0,40})?: ?"
)
_KO = re.compile(r"\bko\b")
_BY_ACT = re.compile(r"\((?:theo|can cu)\b[^()]*\)?")
_SPEAKS_OF_MONEY = any_of("phi", "le phi", "thu", "nop", "dong", "tien", "gia", "muc", "thanh toan", "theo quy dinh", "chua quy dinh")
# A new statement begins at these; "Phí, lệ phí: không" is one label.
_CUT = re.compile(
    r"[;•|\n]|\.(?=\s|$)|(?:^|\s)[-+*](?=\s)"
    r"|(?<=\S)(?<!^phi,)(?<!; phi,)(?<!^phi va)(?<!; phi va)(?<!^le phi,)(?<!; le phi,)(?<!\ble) (?=(?:le phi|phi) ?:)"
)
# What a fee table carries besides fees, often glued to them: channels, durations, column heads.
_FURNITURE = re.compile(
    r"truc tiep|truc tuyen|(?:nop )?(?:qua )?(?:dich vu )?(?:buu chinh|buu dien)(?: cong ich)?|hinh thuc nop|xem chi tiet|so tien|mo ta"
    r"|thoi (?:gian|han)(?: giai quyet)?|\d{1,4}(?:[.,]\d{1,2})? ?(?:ngay|gio|thang|phut|nam)(?: lam viec)?"
)
# What a fee is for ("phí thẩm định"), as long as it is not for whom, when or by which way.
_FOR_WHAT = (
    r"(?: (?!(?:doi|voi|cho|truong|neu|nguoi|ho|cua|tre|khi|thuoc|khong|mien|nop"
    r"|tru|lan|buu|chuyen|truc|qua|du|thu|hay|co|la)\b)[a-z]+){1,6}"
)
_LABEL = re.compile(
    rf"^(?:loai |muc )?(?:{_KINDS}|muc thu)(?: \([^)]*\))?(?: ?[:=]+| ?$| (?=(?:cung |deu )?(?:khong|mien|0)))|^(?:phi"
    rf"|le phi){_FOR_WHAT} ?:"
)
_HEAD = re.compile(rf"\W*(?:loai |muc )?(?:{_KINDS}|muc thu)")  # a line by itself, and its answer on the next one
_HEAD_FOR = re.compile(rf"\W*(?:phi|le phi){_FOR_WHAT} ?:?")
_ANSWER = re.compile(r"\W*(?:khong(?: (?:co|thu|quy dinh|phai nop))?|mien(?: phi| thu)?|0+ ?(?:dong|d|vnd)?)\W*")
# By which act, said behind the statement: the body that passed it is nobody whom it exempts.
_BY_ACT_BEHIND = re.compile(
    r"\b(?:theo|tai|can cu)(?: quy dinh)?(?: cua| tai)? (?:khoan|dieu|nghi quyet|quyet dinh|nghi dinh|thong tu|luat|cong van|van ban)\b"
    r"[^,;]*?(?= (?:doi voi|cho|neu|truong hop|tru|khi)\b|[,;]|$)"
)
_ZERO_DONG = re.compile(r"(?<![\d.,])0+(?:[.,]0+)? ?(?:dong|vnd|d)\b|\bkhong dong\b")
_TRIM = " ,.:=-/()"


def read_fee(text: str) -> Fee:
    """Read one fee cell."""
    if is_blank(text):
        return Fee.UNKNOWN
    said = _said(text)
    if _has_amount(said):
        return Fee.DUE
    states = _states(said)
    if Fee.DUE in states:
        return Fee.DUE
    return Fee.NONE if states and Fee.UNKNOWN not in states else Fee.UNKNOWN


def is_about_something_else(text: str) -> bool:
    """Whether a cell holds words and none of them speaks of a fee: the next heading, a menu."""
    return not is_blank(text) and not _has_amount(_said(text)) and not _states(_said(text))


def _said(text: str) -> str:
    lines = [words(line) for line in text[:CELL_LIMIT].split("\n")]
    heads = [
        _HEAD.fullmatch(line) is not None or (_HEAD_FOR.fullmatch(line) is not None and _ANSWER.fullmatch(after) is not None)
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
    ]
    told = " ; ".join(f"{line} :" if head else line for line, head in zip(lines, heads, strict=True))
    return _KO.sub("khong", told.replace(": ; ", ": "))


def _states(said: str) -> list[Fee]:
    parts = [part.strip(_TRIM) for part in _CUT.split(said)]
    told = [part for part in parts if not _NOT_SET.fullmatch(part)]
    states = [state for part in told if (state := _statement(part)) is not None]
    return states if states or len(told) == len(parts) else [Fee.UNKNOWN]


def combine(cells: list[Fee]) -> Fee:
    """Phí and lệ phí together: one that is due makes a fee, and "none" must be said in every cell."""
    if Fee.DUE in cells:
        return Fee.DUE
    return Fee.NONE if cells and Fee.UNKNOWN not in cells else Fee.UNKNOWN


def _has_amount(said: str) -> bool:
    bare = _BARE_NUMBER.fullmatch(said.strip(_TRIM))
    if bare is not None:
        return int(bare.group(1)) >= _SMALLEST_BARE_AMOUNT
    return any(_POSITIVE.search(match.group()) for match in _AMOUNT.finditer(said)) or _IN_WORDS.search(said) is not None


def _statement(part: str) -> Fee | None:
    """One statement; None when it speaks of no fee at all."""
    part = _BY_ACT.sub(" ", part)
    plain = " ".join(_FURNITURE.sub(" ", _FOR_ALL.sub(" ", _ZERO_DONG.sub("mien phi", part))).split()).strip(_TRIM)
    if not plain:
        return None
    said = _OF_A_CASE.sub("", _IN_FRONT.sub("", _LABEL.sub("", plain, count=1).strip(_TRIM)))
    if not said:  # a label, and nothing after it
        return Fee.UNKNOWN
    unset = _NOT_SET.match(said)
    said = said[unset.end() :].strip(_TRIM) if unset is not None else said
    none = _NO_FEE.match(said)
    if none is not None:
        if _SAID_AGAIN.fullmatch(said, none.end()):
            return Fee.NONE
        return Fee.UNKNOWN if _ONLY_FOR_SOME.search(_BY_ACT_BEHIND.sub(" ", said[none.end() :])) else Fee.NONE
    if _TARIFF.search(said):
        return Fee.DUE
    return Fee.UNKNOWN if unset is not None or _SPEAKS_OF_MONEY.search(said) or not re.search("[a-z]{2}", said) else None
