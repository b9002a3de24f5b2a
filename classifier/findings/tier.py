"""Whose task a procedure is: province, district or commune, from the tier cell or the words of the agency."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from classifier.findings.judged import fields_of, words
from classifier.model import FieldKey, ProcedureReading, Row, Tier
from classifier.words.memo import remembered
from classifier.words.text import collapse, fold_same_length

_CENTRAL_CITIES = r"(?:ha noi|hai phong|da nang|can tho|hue|ho chi minh|hcm)"
_Units = tuple[tuple[Tier, re.Pattern[str]], ...]
# Without marks "phuong" may be a ward or a "phương án", "tinh" a province or a "tình trạng": what follows must tell.
_BARE_UNITS: _Units = (
    (Tier.DISTRICT, re.compile(r"\b(?:huyen|quan(?! (?:ly|su|doi|khu|trac|he|trong|diem|nhan|chung))|thi xa|thanh pho thuoc tinh)\b")),
    (Tier.COMMUNE, re.compile(r"(?<!hop tac )(?<!thi )\bxa\b(?! hoi)|\b(?:phuong(?! (?:tien|phap|an|thuc))|thi tran|dac khu)\b")),
    (Tier.PROVINCE, re.compile(rf"\b(?:tinh(?! (?:trang|hinh|nang|chat))|(?:thanh pho|tp\.?) {_CENTRAL_CITIES}|thanh pho truc thuoc)\b")),
    (
        Tier.DISTRICT,
        re.compile(rf"\b(?:ubnd|uy ban nhan dan|cong an|phong|van phong) (?:\w+ ){{0,4}}(?:thanh pho|tp\.?) (?!{_CENTRAL_CITIES}|truc)\w"),
    ),
)
_MARKED_CITIES = r"(?:hà nội|hải phòng|đà nẵng|cần thơ|huế|hồ chí minh|hcm)"
_MARKED_UNITS: _Units = (
    (Tier.DISTRICT, re.compile(r"\b(?:huyện|quận|thị xã|thành phố thuộc tỉnh)\b")),
    (Tier.COMMUNE, re.compile(r"(?<!hợp tác )(?<!thị )\bxã\b(?! hội)|\b(?:phường|thị trấn|đặc khu)\b")),
    (Tier.PROVINCE, re.compile(rf"\b(?:tỉnh|(?:thành phố|tp\.?) {_MARKED_CITIES}|thành phố trực thuộc)\b")),
    (
        Tier.DISTRICT,
        re.compile(
            rf"\b(?:ubnd|(?:ủy|uỷ) ban nhân dân|công an|phòng|văn phòng) (?:\w+ ){{0,4}}(?:thành phố|tp\.?) (?!{_MARKED_CITIES}|trực)\w"
        ),
    ),
)
# The rooms that NĐ 37/2014/NĐ-CP Đ7, Đ8 gave to every district. Districts ended on 01/07/2025; a ward's room may bear such a name since.
_DISTRICTS_UNTIL = date(2025, 7, 1)
_DISTRICT_ROOM = re.compile(
    r"phong (?:noi vu|tu phap|tai chinh ?[-–,]? ?(?:va )?ke hoach|tai nguyen (?:va|&) moi truong"
    r"|lao dong,? ?[-–,]? ?thuong binh (?:va|&) xa hoi|van hoa (?:va|&) thong tin|giao duc (?:va|&) dao tao|y te|dan toc"
    r"|kinh te(?:,? (?:va )?ha tang)?|quan ly do thi|nong nghiep (?:va|&) (?:phat trien nong thon|ptnt|moi truong))"
)
_ROOM = re.compile(r"(?:phong|van phong|chi cuc|trung tam)\b")
_DEPARTMENT = re.compile(r"(?<![\w])(?<!cơ )(?<!trụ )(?<!nơi )sở(?=[,;]|\s+[\wđ]|$)(?!\s+(?:hữu|dụng|tại))", re.IGNORECASE)
_PROVINCE_BODY = re.compile(r"\b(?:ban ,? ?nganh|so,? ban,? nganh|ban quan ly (?:cac )?khu|ban quan ly khu kinh te|thanh tra tinh)\b")
# Branches of provincial departments (NĐ 24/2014/NĐ-CP Đ4, Đ8); those of taxes, customs, statistics and regions are the ministries'.
_BRANCH = re.compile(
    r"\bchi cuc (?:(?:quan ly|su nghiep) )?(?:kiem lam|lam nghiep|thuy (?:loi|san)|chan nuoi|thu y|trong trot"
    r"|bao ve (?:thuc vat|moi truong)|phat trien nong thon|kinh te hop tac|dan so|an toan (?:ve sinh )?thuc pham|tieu chuan"
    r"|van thu|bien|chat luong|giam dinh xay dung)"
    r"\b(?!.*\bvung\b)"
)
_LISTED = re.compile(r"\s*(?:[,/;)]|$|va\b|hoac\b)")
_SEPARATOR = re.compile(r"[;\n/|]")


def tier_of(reading: ProcedureReading, row: Row | None = None, at: date | None = None, of_district: bool = False) -> Tier | None:
    """The one tier named; None when there is none or several. `at`: the capture date, for names that only a district's rooms bore;
    `of_district`: the portal itself names other rooms as a district's, whatever the date (a frozen copy).
    """
    cells = ["; ".join(cell.text for cell in fields_of(reading, key)) for key in (FieldKey.TIER, FieldKey.AGENCY)]
    named = next((tier for text in cells if (tier := tier_in(text)) is not None), None)
    if named is None and row is not None:
        named = row.tier or tier_in(row.agency or "")
    then = of_district or (at is not None and at < _DISTRICTS_UNTIL)
    if named is None and then and _is_district_room(cells[1] or (row.agency if row else None) or ""):
        return Tier.DISTRICT
    return named


def _is_district_room(agency: str) -> bool:
    said = words(agency).strip(" .;,")
    return _DISTRICT_ROOM.fullmatch(said) is not None


def are_of_district(agencies: Iterable[str]) -> bool:
    """Whether a portal is a district's by its agencies: rooms with its word ("Phòng Nội vụ huyện"), and none of a ward or a province."""
    rooms = {tier_in(agency) for agency in agencies if _ROOM.match(words(agency))}
    return Tier.DISTRICT in rooms and not rooms - {Tier.DISTRICT, None}


@remembered
def tier_in(text: str) -> Tier | None:
    """Read an agency's or a tier's name. Several tiers in one cell are no tier."""
    found = {tier for part in _SEPARATOR.split(text) for tier in _part(part)}
    return next(iter(found)) if len(found) == 1 else None


def _part(part: str) -> set[Tier]:
    marked = collapse(part).lower()
    said = fold_same_length(marked)
    if _DEPARTMENT.search(marked) or _PROVINCE_BODY.search(said):
        return {Tier.PROVINCE}
    patterns = _BARE_UNITS if marked.isascii() else _MARKED_UNITS
    units = sorted((match.start(), match.end(), tier) for tier, pattern in patterns for match in pattern.finditer(marked))
    if not units:
        return {Tier.PROVINCE} if _BRANCH.search(said) else set()
    # "cấp huyện, cấp xã" lists tiers; "UBND xã A, huyện B, tỉnh C" names one unit and where it lies.
    listed = {tier for start, end, tier in units if _LISTED.match(said, end) or said[:start].endswith("cap ")}
    return listed | {units[0][2]} if units[0][2] in listed else {units[0][2]}
