"""Whose task a procedure is: province, district or commune, from the tier cell or the words of the agency."""

from __future__ import annotations

import re

from classifier.judged import fields_of, words
from classifier.model import FieldKey, ProcedureReading, Row, Tier
from classifier.text import collapse

_CENTRAL_CITIES = r"(?:ha noi|hai phong|da nang|can tho|hue|ho chi minh|hcm)"
_UNITS: tuple[tuple[Tier, re.Pattern[str]], ...] = (
    (Tier.DISTRICT, re.compile(r"\b(?:huyen|quan(?! (?:ly|su|doi|khu|trac|he|trong|diem|nhan|chung))|thi xa|thanh pho thuoc tinh)\b")),
    (Tier.COMMUNE, re.compile(r"(?<!hop tac )(?<!thi )\bxa\b(?! hoi)|\b(?:phuong(?! (?:tien|phap|an|thuc))|thi tran|dac khu)\b")),
    (Tier.PROVINCE, re.compile(rf"\b(?:tinh(?! (?:trang|hinh|nang|chat))|(?:thanh pho|tp\.?) {_CENTRAL_CITIES}|thanh pho truc thuoc)\b")),
    (
        Tier.DISTRICT,
        re.compile(rf"\b(?:ubnd|uy ban nhan dan|cong an|phong|van phong) (?:\w+ ){{0,4}}(?:thanh pho|tp\.?) (?!{_CENTRAL_CITIES}|truc)\w"),
    ),
)
_DEPARTMENT = re.compile(r"(?<![\w])(?<!cơ )(?<!trụ )(?<!nơi )sở(?=[,;]|\s+[\wđ]|$)(?!\s+(?:hữu|dụng|tại))", re.IGNORECASE)
_PROVINCE_BODY = re.compile(r"\b(?:ban ,? ?nganh|so,? ban,? nganh|ban quan ly (?:cac )?khu|ban quan ly khu kinh te|thanh tra tinh)\b")
_LISTED = re.compile(r"\s*(?:[,/;)]|$|va\b|hoac\b)")
_SEPARATOR = re.compile(r"[;\n/|]")


def tier_of(reading: ProcedureReading, row: Row | None = None) -> Tier | None:
    """The one tier named; None when there is none or several."""
    for key in (FieldKey.TIER, FieldKey.AGENCY):
        tier = tier_in("; ".join(cell.text for cell in fields_of(reading, key)))
        if tier is not None:
            return tier
    if row is not None:
        return row.tier or tier_in(row.agency or "")
    return None


def tier_in(text: str) -> Tier | None:
    """Read an agency's or a tier's name. Several tiers in one cell are no tier."""
    found = {tier for part in _SEPARATOR.split(text) for tier in _part(part)}
    return next(iter(found)) if len(found) == 1 else None


def _part(part: str) -> set[Tier]:
    said = words(part)
    if _DEPARTMENT.search(collapse(part)) or _PROVINCE_BODY.search(said):
        return {Tier.PROVINCE}
    units = sorted((match.start(), match.end(), tier) for tier, pattern in _UNITS for match in pattern.finditer(said))
    if not units:
        return set()
    # "cấp huyện, cấp xã" lists tiers; "UBND xã A, huyện B, tỉnh C" names one unit and where it lies.
    listed = {tier for start, end, tier in units if _LISTED.match(said, end) or said[:start].endswith("cap ")}
    return listed | {units[0][2]} if units[0][2] in listed else {units[0][2]}
