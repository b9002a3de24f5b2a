"""What the fee cells say: a fee, no fee, or nothing that can be relied on (levels.md §6.1).

A cell is cut into statements. One positive amount makes a fee, whatever else is said ("miễn phí cho trẻ em" exempts some, not
all). "No fee" needs a statement that there is none, with nothing left beside it that could be one.
"""

from __future__ import annotations

import re
from enum import StrEnum

from classifier.features.cells import is_blank
from classifier.judged import words


class Fee(StrEnum):
    NONE = "none"  # stated: there is none
    DUE = "due"
    UNKNOWN = "unknown"  # empty, junk, or only a reference that may mean either


_AMOUNT = re.compile(
    r"(?<![\d./,])(?P<thousands>\d{1,3}(?:[.,] ?\d{3})+)(?!\d|[./,-]\d|/[a-z]{2})"
    r"|(?<![\d./])(?P<plain>\d+(?:[.,]\d+)*) ?(?P<unit>dong|vnd|d|usd|eur|do la|nghin|ngan|trieu|ty|k|dola)\b|[$€] ?(?P<money>\d+)"
)
_TARIFF = re.compile(r"\b(?:muc thu|muc phi|muc le phi|bieu phi|bieu muc thu|thu theo|% (?:muc|gia|tri)|theo (?:bieu|muc))\b")
_NONE = re.compile(
    r"^(?:(?:hien )?(?:khong|chua)(?= thu\b)|khong)(?: (?:co|thu|mat|phai|nop|tinh|dong|ap dung|quy dinh|ton|yeu cau|phat sinh|bat buoc|tien))*"
    r"(?: (?:phi|le phi|phi,? le phi|le phi,? phi|phi va le phi|phi/le phi|phi, le phi|tien|dong|khoan phi))*(?= |$|,|\()"
    r"|^mien(?: (?:thu|phi|le phi|toan bo|phi,? le phi|100%))+|^(?:free|no fee|none)\b|^0+(?:[.,]0+)? ?(?:dong|vnd|d|usd)?(?:/\w+)*(?= |$)"
)
_ONLY_FOR_SOME = re.compile(r"\b(?:doi voi|cho|truong hop|voi|neu|tru|ngoai|thuoc dien|nguoi|khi|den \d|qua \d|lan dau)\b")
_FEE_WORD = re.compile(r"\b(?:phi|le phi|thu|nop|dong|tien|gia|muc|thanh toan)\b")
_CUT = re.compile(r"[;•|\n]|\.(?=\s|$)|(?:^|\s)[-+*](?=\s)|(?<=\S) (?=(?:le phi|phi) ?:)")
# What a fee table carries besides fees: channels, durations, column heads.
_FURNITURE = re.compile(
    r"\b(?:truc tiep|truc tuyen|(?:nop )?qua (?:dich vu )?(?:buu chinh|buu dien)(?: cong ich)?|dich vu (?:buu chinh|buu dien)(?: cong ich)?|buu chinh(?: cong ich)?"
    r"|hinh thuc nop|thoi gian(?: giai quyet)?|thoi han(?: giai quyet)?|mo ta|loai phi|muc phi|so tien|xem chi tiet|vnd|phi,? le phi|le phi,? phi|phi/le phi)\b"
    r"|\d+(?:[.,]\d+)? ?(?:ngay|gio|thang|phut|nam)(?: (?:lam viec|lam|viec))*"
)
_LABEL = re.compile(r"^(?:phi va le phi|phi|le phi|muc thu|gia)(?: \([^)]*\))? ?[:=-]+ ?|^[:=,./()\s-]+")
_ZERO_DONG = re.compile(r"(?<!\d)0+(?:[.,]0+)? ?(?:dong|vnd|d)\b|\bkhong dong\b")


def read_fee(text: str) -> Fee:
    """Read one fee cell."""
    if is_blank(text):
        return Fee.UNKNOWN
    said = words(_keep_lines(text))
    if _has_amount(said):
        return Fee.DUE
    states = [state for part in _CUT.split(said) if (state := _statement(part)) is not None]
    if not states or Fee.UNKNOWN in states:
        return Fee.UNKNOWN
    return Fee.DUE if Fee.DUE in states else Fee.NONE


def combine(cells: list[tuple[str, Fee]]) -> Fee:
    """Phí and lệ phí together: one that is due makes a fee, and "none" must be said of every cell. Pairs of label and reading."""
    states = [fee for _, fee in cells]
    if Fee.DUE in states:
        return Fee.DUE
    return Fee.NONE if states and all(state is Fee.NONE for state in states) else Fee.UNKNOWN


def _keep_lines(text: str) -> str:
    return text.replace("\r", "\n").replace("\n", " ; ")


def _has_amount(said: str) -> bool:
    for match in _AMOUNT.finditer(said):
        digits = match.group("thousands") or match.group("plain") or match.group("money")
        if int(re.sub(r"\D", "", digits)) > 0:
            return True
    return False


def _statement(part: str) -> Fee | None:
    """One statement: none, due, unknown; None when it says nothing about a fee."""
    said = _ZERO_DONG.sub("khong thu", part.strip())
    previous = None
    while said != previous:
        previous = said
        said = _LABEL.sub("", _FURNITURE.sub(" ", said).strip())
        said = " ".join(said.split())
    if not said or is_blank(said):
        return None if not part.strip(" .:,-+*") or _FURNITURE.search(part) and not _LABEL.match(part.strip()) else Fee.UNKNOWN
    match = _NONE.match(said)
    if match:
        rest = said[match.end() :]
        if _ONLY_FOR_SOME.search(rest):
            return Fee.UNKNOWN
        return Fee.NONE if not _NONE.match(rest.strip(" ,.")) or True else Fee.UNKNOWN
    if _TARIFF.search(said):
        return Fee.DUE
    return Fee.UNKNOWN if _FEE_WORD.search(said) or not re.search("[a-z]{3}", said) else None
