"""The declared label: what a level cell says, under the regime whose words it uses.

Only the text of a level cell belongs here. Procedure names and legal text are full of the same words ("tài khoản định danh
mức độ 2", "trả lại một phần diện tích") and say nothing about the level.
"""

from __future__ import annotations

import re
from datetime import date

from classifier.findings.holding import holding
from classifier.findings.judged import words
from classifier.model import Declared, Scheme
from classifier.words.patterns import any_of

ND224_FROM = date(2026, 7, 1)  # NĐ 224/2026 Đ90 k2 repeals NĐ 42/2022

TOAN_TRINH, MOT_PHAN, THONG_TIN = "toan-trinh", "mot-phan", "cung-cap-thong-tin"

_LEGAL_BOUNDS = {TOAN_TRINH: (4, 4), MOT_PHAN: (1, 4), THONG_TIN: (1, 2)}
_CUSTOMARY = {TOAN_TRINH: 4, MOT_PHAN: 3, THONG_TIN: 2}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4}
_LABEL_LIMIT = 200  # a longer cell is prose; its beginning still names the label

# Codes as words: "isFullProcess", "MUC_DO_3", "muc-do-3".
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|_|(?<=[A-Za-z])-(?=[A-Za-z0-9])")
_NUMERAL = r"(?:0?[1-4]|iv|iii|ii|i|mot(?! phan)|hai|ba|bon|tu)"
_HEAD = r"(?:muc ?do|muc|cap ?do|md|m(?=[1-4]\b)|dvctt|dvc|level|lv)"
_LEVELS = re.compile(
    rf"\b{_HEAD}(?: ?(?:cung cap|dich vu(?: hanh chinh)? cong|dich vu|dvctt|dvc|truc tuyen|thu|so))*[ :#.=-]*(?P<first>{_NUMERAL})\b"
    rf"(?P<rest>(?: ?(?:va|hoac|den|toi|or|and|,|;|/|-|–|\+|&) ?(?:{_HEAD} ?)?(?:{_NUMERAL})\b(?!\s*/\s*\d))*)"
)
_BARE = re.compile(rf"^(?P<first>{_NUMERAL})(?P<rest>(?: ?(?:va|hoac|den|,|;|/|-|–|\+|&) ?{_NUMERAL})*)$")
_NUMERALS = re.compile(rf"\b{_NUMERAL}\b")

_NO_LABEL = re.compile(
    r"(?:(?:khong|chua) (?:cong bo|xac dinh|cap nhat|phan loai)|dang cap nhat|n ?/ ?a|null|undefined|[-.…\s]*)(?: muc do)?$"
)
_OTHER_SCALE = any_of("dinh danh", "vneid", "xac thuc", "hai long", "an toan thong tin", "bao mat", "do khan", "uu tien")
_OF_SERVICE = re.compile(rf"\b(?:dich vu cong|dvc|dvctt)(?: truc tuyen)? {_HEAD} ?{_NUMERAL}\b")  # whatever else a cell speaks of
_NOT = r"(?:khong|chua)(?: phai| du| dap ung| duoc| la| thuc hien| cung cap)*(?: dich vu cong| dvc| dvctt| tt)?(?: truc tuyen)?"
_NOT_WHOLE = any_of(rf"{_NOT} toan trinh", "toan trinh ?[:=-] ?(?:khong|chua|false|0|no)", "full process ?[:=] ?(?:false|0|no)")
_WHOLE = re.compile(
    r"\btoan ?trinh\b|^full(?: online| service)?$|\bfully online\b|\bend to end\b|^(?:is )?full process(?: ?[:=] ?(?:true|1|yes))?$"
)
_PART = re.compile(
    r"\b(?:mot|1) phan\b(?! (?:dien tich|du an|thua|von|tai san|chi phi|noi dung|dat))|\bmotphan\b"
    r"|^mp$|^partial(?:ly| process)?\b|\bpartially online\b"
)
_INFORMATION = re.compile(
    r"\bcon lai\b|\bcung cap thong tin\b|\bchi xem thong tin\b|^(?:tttt|cctt)$|\bthong tin truc tuyen\b"
    r"|^(?:none|thong tin|info|information(?: only)?)$"
    r"|\b(?:chua|khong) (?:duoc )?(?:cung cap|co|trien khai|thuc hien) (?:dich vu cong|dvc|dvctt|truc tuyen)\b|^(?:chua|khong) truc tuyen$"
)
_PAST = any_of(
    "het hieu luc", "khong con (?:hieu luc|ap dung|su dung)", "da (?:bai bo|thay the|het han)", "truoc (?:day|kia|ngay|thang|nam)",
    "(?:giai doan|quy dinh|thang|cach phan loai|muc do|cap do)(?: [a-z]+){0,4} [(]?(?:truoc|cu)$",
)  # fmt: skip
_PROACTIVE = any_of("chu dong", "proactive")

# What a cell denies, and the level that was left: "chưa đủ điều kiện toàn trình", "nâng từ mức 2 lên mức 3".
_DENIED = re.compile(
    r"\((?:khong|chua) [^()]*\)?|\b(?:cung )?(?:khong|chua)\b(?! (?:truc tuyen|(?:duoc )?(?:cung cap|co|trien khai"
    r"|thuc hien) (?:dich vu cong|dvc|dvctt|truc tuyen)\b))(?:(?! [-–—] | (?:ma|nhung) )[^,.;:()])*"
)
_LEFT_BEHIND = re.compile(r"\btu (?!ngay|thang|nam|ngan)[^,.;]{2,40}? (?=(?:len|sang|thanh|xuong) )")
# A label that was taken back: "nhãn mức độ 4 đã rút theo Quyết định số 215", "đã gỡ mức độ 3, chờ công bố lại".
_WITHDRAWN = re.compile(r"(?:\b(?:nhan|muc|cap|dvc|dich vu)\b[^,.;:()]{0,60} )?\b(?:da|bi) (?:rut|thu hoi|go|huy)\b[^,.;:()]*")
_EXPLAINED = any_of("the nao", "la gi", "y nghia", "giai thich", "khai niem", "ghi chu", "tieu chi")  # a label that asks what levels are

NOT_PUBLISHED = Declared()


def declare(text: str | None, at: date, label: str = "") -> Declared:
    """Read a level cell captured on `at`. `label`: the cell's own label. What cannot be read is "not published", with the text kept."""
    if text is None:
        return NOT_PUBLISHED
    said, held = _plain(text), _plain(holding(_JOINT.sub(" ", text[: 2 * _LABEL_LIMIT]), at))
    unread = Declared(None, None, text.strip()[:_LABEL_LIMIT])
    head = words(label)
    other = _OTHER_SCALE.search(head) or (_OTHER_SCALE.search(said) and not _OF_SERVICE.search(said))
    if other or _EXPLAINED.search(head) or _NO_LABEL.match(said):
        return unread
    if held:
        said = _plain(_LEFT_BEHIND.sub(" ", _DENIED.sub(" ", held)))
    said = _WITHDRAWN.sub(" ", said)
    value = _later_value(said)
    if value:
        return Declared(Scheme.ND224_2026 if at >= ND224_FROM else Scheme.ND42_2022, value, unread.text)
    if _NOT_WHOLE.search(said) or (_WHOLE.search(said) and _PART.search(said)):
        return unread
    numbers = _numbers(said)
    if numbers is None or numbers == (1, 4):  # every level at once is a legend or a filter, not a label
        return unread
    low, high = numbers
    scheme = Scheme.CD_2026 if _PROACTIVE.search(said) or _PROACTIVE.search(head) else Scheme.ND43_2011
    return Declared(scheme, str(low) if low == high else f"{low}-{high}", unread.text)


def _plain(text: str) -> str:
    return words(_JOINT.sub(" ", text)[: 2 * _LABEL_LIMIT])[:_LABEL_LIMIT].strip(" .:;\"'[]()*|")


def is_past(cell: str, label: str = "") -> bool:
    """Whether a level cell or its label says that the level no longer holds: "Mức độ trước 15/8/2022 (hết hiệu lực)"."""
    return any(_PAST.search(words(text)[:_LABEL_LIMIT].strip(" .:;()[]")) for text in (label, cell))


def _later_value(said: str) -> str | None:
    whole = _WHOLE.search(said) is not None and _NOT_WHOLE.search(said) is None
    part = _PART.search(said) is not None
    if whole and part:
        return None
    if whole:
        return TOAN_TRINH
    if part:
        return MOT_PHAN
    return THONG_TIN if _INFORMATION.search(said) else None


def _numbers(said: str) -> tuple[int, int] | None:
    match = _BARE.match(said)
    found = [match] if match else list(_LEVELS.finditer(said))
    values = {_number(m.group("first")) for m in found}
    for m in found:
        values.update(_number(numeral) for numeral in _NUMERALS.findall(m.group("rest")))
    return (min(values), max(values)) if values else None


def _number(numeral: str) -> int:
    return _ROMAN.get(numeral) or int(numeral)


def bounds(declared: Declared) -> tuple[int, int] | None:
    """The levels that a label admits by the texts: toàn trình [4, 4], một phần [1, 4], cung cấp thông tin [1, 2]; None: no level."""
    if declared.value is None or declared.scheme in (None, Scheme.CD_2026):
        return None
    if declared.value in _LEGAL_BOUNDS:
        return _LEGAL_BOUNDS[declared.value]
    low, _, high = declared.value.partition("-")
    return int(low), int(high or low)


def customary_bounds(declared: Declared) -> tuple[int, int] | None:
    """The same "theo thông lệ": toàn trình 4, một phần 3, cung cấp thông tin 2."""
    if declared.value in _CUSTOMARY and declared.scheme is not None:
        point = _CUSTOMARY[declared.value]
        return point, point
    return bounds(declared)
