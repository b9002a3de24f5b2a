"""A page's own count of its records ("Tìm thấy 1299 kết quả")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from classifier.page.document import Document
from classifier.words.spans import covers, merged
from classifier.words.values import Value

_WHAT = r"(?:ket qua|thu tuc(?: hanh chinh)?|ban ghi|dich vu(?: cong)?|tthc|dvc|muc|dong|records?|items?|entries|results?)"
_OF_WHOM = "(?:thuoc|cua|trong|o|tai|theo|phu hop|do)"  # "12 thủ tục thuộc Sở Y tế"
_NUMBER = r"(\d{1,3}(?:[.,]\d{3})+(?![.,]?\d)|\d+(?![.,]?\d))[.,]?"  # in groups of three: "1.012002" is the code of a procedure
# Each with words of which its text must hold one: a page without them need not be searched.
_ANYWAY = ("",)
_TOTALS = tuple(
    (words, re.compile(pattern, re.MULTILINE))
    for words, pattern in (
        (
            ("tim thay", "tim duoc", "co tat ca", "co tong"),
            rf"\b(?:tim thay|tim duoc|co tat ca|co tong so|co tong cong)\s*:?\s*{_NUMBER}\s*{_WHAT}",
        ),
        (_ANYWAY, rf"(?:\b(?:tren|trong|cua|of)|/)\s*(?:tong so|tong cong|tong)?\s*:?\s*{_NUMBER}\s*{_WHAT}"),
        (_ANYWAY, rf"(?<![\d.,/])\d+ ?(?:-|–|den|to) ?\d+\s*(?:/|tren|cua|of|trong)\s*(?:tong so |tong )?{_NUMBER}"),
        (
            ("tong ",),
            rf"\btong (?:so|cong)?\s*(?:so )?(?:luong )?{_WHAT}?\s*:?\s*{_NUMBER}(?!\s*(?:luot|truy cap|trang|%|nguoi|/|ho so))",
        ),
        (
            ("so luong", "so ban ghi", "so thu tuc", "so ket qua", "total"),
            rf"\b(?:so (?:luong )?(?:ban ghi|thu tuc|ket qua)|total(?: records| items)?)\s*:\s*{_NUMBER}",
        ),
        (("co",), rf"\bco\s+{_NUMBER}\s*{_WHAT}"),
        (("(",), rf"\(\s*{_NUMBER}\s*{_WHAT}\s*\)"),
        (_ANYWAY, rf"^\s*{_NUMBER}\s+(?:{_WHAT}|(?:thu tuc(?: hanh chinh)?|tthc|dich vu(?: cong)?|dvc) {_OF_WHOM}\b[^\n]{{1,60}})\s*$"),
    )
)
# The head of a list with its number: "Dịch vụ công (32)". Of fields and agencies there are many of them on a page.
_HEAD = re.compile(rf"(?:[^\n\d(]{{0,30}}\b)?(?:thu tuc|dich vu cong|tthc|dvc)\b[^\n\d(]{{0,40}}\(\s*{_NUMBER}\s*\)\W*")
_A_YEAR = re.compile(r"(?:19|20)\d\d")  # "Danh mục thủ tục hành chính (2026)"
_BARE = tuple(pattern for _, pattern in _TOTALS[-2:])  # a number of procedures and no word that makes it the page's own
_OF_PAGES = re.compile(r"\b(?:trang|to|tr\.)(?: so)?\s*:?\s*\d+\s*(?:(?:trong|tren|cua|of|/)\s*)?$|\bpage \d+ (?:of )?$")
_SPAN = re.compile(r"(\d{1,9}) ?(?:-|–|den|to) ?(\d{1,9})\s*(?:/|tren|cua|of|trong)")
_DATE = re.compile(r"\b\d{1,2}/\d{1,2}$")
_MONTH = re.compile(r"\b(?:0?[1-9]|1[0-2])$")  # of "10/2026", at the end of a line or after a word of time
_YEAR = re.compile(r"/\s*(?:19|20)\d\d\b")
_TIME = re.compile(r"\b(?:thang|quy|ky|dot|ngay|tu|den) (?:\d{1,2}[-/])?\d{1,2}$")
_VISITS = re.compile(r"\b(?:truy cap|hom nay|hom qua|(?:tuan|thang) (?:nay|truoc)|dang online)\b")
_UNIT = re.compile(_WHAT)
_BESIDE, _BEHIND = 80, 14  # characters around a number: in which visits are spoken of, in which it says what it counts
# What is not shown yet: "Xem thêm (13 thủ tục)", "Còn 13 kết quả".
_REST = re.compile(r"\b(?:(?:xem|tai|hien thi|hien|mo|nap) them|xem tiep|con (?:lai|nua)|con(?= \d)|load more|show more|more)\b")
_OTHER_COUNTS = re.compile(r"truy cap|luot|online|ho so|nguoi dung|khach|hoi dap")


def read_total(doc: Document, spans: Sequence[tuple[int, int]], values: Iterable[Value] = (), *, plain: bool = True) -> int | None:
    """The page's own counter, or None. `spans`: parts of the text where counters count other things.

    `values`: what the procedures that the page describes say of themselves: numbers there count nothing of their list.
    `plain`: whether a number of procedures without a word that makes it the page's own is one, too.
    """
    spans = merged([*spans, *_said_of_one(values)])
    for words, pattern in _TOTALS if plain else _TOTALS[:-2]:
        if not any(word in doc.folded for word in words):
            continue
        counts = _counts(doc, pattern, spans)
        first = next(counts, None)
        if first is None:
            continue
        if pattern in _BARE and sum(counts) > first:
            continue  # how many each of several agencies or fields has
        return first
    return _in_the_head(doc, spans) if plain else None


def _said_of_one(values: Iterable[Value]) -> list[tuple[int, int]]:
    """Where the procedures that a page describes speak of themselves. The last of all values may go on to the foot of the page, where the
    list's own counter stands.
    """
    return sorted({(value.start, value.end) for value in values}, key=lambda span: span[1])[:-1]


def _in_the_head(doc: Document, spans: Sequence[tuple[int, int]]) -> int | None:
    """The number in the heading of a list of procedures, where one heading alone has any."""
    if ")" not in doc.folded:
        return None
    heads = [e for e in doc.select("h1,h2,h3,h4,h5,h6,caption,legend") if not covers(spans, doc.text_from[e])]
    counted = [match[1] for e in heads if (match := _HEAD.fullmatch(doc.folded_of(e))) is not None]
    if len(counted) != 1 or len(counted[0]) > 7 or _A_YEAR.fullmatch(counted[0]):
        return None
    return int(re.sub(r"\D", "", counted[0]))


def _counts(doc: Document, pattern: re.Pattern[str], spans: Sequence[tuple[int, int]]) -> Iterator[int]:
    for match in pattern.finditer(doc.folded):
        if covers(spans, match.start()) or _OF_PAGES.search(doc.folded, max(0, match.start() - 30), match.start()):
            continue
        if _DATE.search(doc.folded, max(0, match.start() - 6), match.start()):
            continue  # the year of a date, and then the name of what follows it
        if _names_a_month(doc.folded, match):
            continue
        if _REST.search(doc.folded[max(0, match.start() - _BEHIND) : match.end()].rpartition("\n")[2]):
            continue
        line = doc.folded[match.start() : match.end() + _BEHIND].partition("\n")[0]
        if _UNIT.search(line) is None and _VISITS.search(doc.folded, max(0, match.start() - _BESIDE), match.start()):
            continue
        if "đ" in doc.text[match.end(1) : match.end()].lower():
            continue  # "8.000 đồng" is money, "8.000 dòng" would be lines
        if "trồng" in doc.text[match.start() : match.start(1)].lower():
            continue  # "trong 12" is "of 12", "cây trồng 12" is about plants
        digits = re.sub(r"\D", "", match[1])
        around = doc.folded[max(0, match.start() - 25) : match.end() + 12].split("\n")
        if (span := _SPAN.match(match[0])) is not None and not int(span[1]) <= int(span[2]) <= int(digits or 0):
            continue  # "từ 1/500 đến 1/2.000" is a scale of maps
        if digits and len(digits) <= 7 and not any(_OTHER_COUNTS.search(line) for line in around if match[1] in line):
            yield int(digits)


def _names_a_month(text: str, match: re.Match[str]) -> bool:
    """Whether a match is the year of "tháng 10/2026", and what it would count stands in the next line or after a word of time."""
    if not _YEAR.match(text, match.start()) or not _MONTH.search(text, max(0, match.start() - 3), match.start()):
        return False
    return "\n" in match[0] or bool(_TIME.search(text, max(0, match.start() - 12), match.start()))
