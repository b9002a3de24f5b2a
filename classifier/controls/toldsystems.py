"""Systems through which one applies as the ways to apply say, found by the links and buttons that lead to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from classifier.controls.orders import leads_over, leads_to_file, named_system, takes_dossiers
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.page.targets import target_of
from classifier.words.memo import remembered
from classifier.words.spans import covers

MAX_TEXT = 90  # characters of a control's words
# Where the text of a procedure is published, which takes no dossiers: "Đọc bản gốc trên CSDL quốc gia".
_PUBLISHED = re.compile(r"\b(?:ban goc|noi dung goc|nguyen van|csdl|co so du lieu|quyet dinh cong bo)\b|^\W*(?:doc|tham khao|tra cuu)\b")
# One of the ways to apply that goes through a system, and what else is done on one.
_THROUGH = re.compile(
    r"\b(?:qua|tren|tai|vao|dang nhap|truy cap|su dung)\b[^.;,\n]{0,20}\b(?:cong (?:dich vu|dvc|thong tin)|dvcqg|he thong|phan mem)\b"
)
_OF_ELSE = re.compile(
    r"\b(?:tra cuu|theo doi|thanh toan|le phi|ket qua|phan anh|danh gia|huong dan|bieu mau|mau don|xem|khong|chua|buu chinh)\b"
)
# A way by its name right before where it leads: "Trực tiếp, hoặc qua mạng tại <a>", "trực tuyến trên trang <a>".
_LEADS_ONLINE = re.compile(
    r"\W*(?:(?:co the|nguoi \w+|to chuc|ca nhan) ){0,2}(?:(?:nop|gui|thuc hien|dang ky|tiep nhan|khai)(?: ho so)? )?"
    r"(?:truc tuyen|online|(?:qua|tren)(?: moi truong)? (?:mang|internet))(?: internet)?\s*"
    r"(?::|\(|\b(?:tai|tren|o|qua|vao|theo)\b)(?: (?:dia chi|website|trang(?: web)?|cong|he thong|link|duong dan|lien ket)){0,2}[\s:(]*"
)
_PIECE_ENDS = re.compile(r"[.;,](?=\s)|\n|\b(?:hoac|va|hay)\b")
_CLAUSE_ENDS = re.compile(r"[.;](?=\s)|\n")
_LONGEST_WAY = 1000  # characters of a cell


@remembered
def is_published(words: str) -> bool:
    """Whether folded words lead to where the text of a procedure is published."""
    return _PUBLISHED.search(words) is not None


def is_system_of_way(doc: Document, regions: Regions, element: int, words: str, ways: Sequence[tuple[int, int]]) -> bool:
    """Whether a link to a host that takes dossiers stands among the ways to apply, or elsewhere in the page's own part under the name of
    such a system, where the ways lead through one: "hoặc qua hệ thống của Bộ". Where the way online is named right before the link, any
    host is the one.
    """
    address, first = doc.attributes(element)["href"], doc.text_from[element]
    among = covers(ways, first)
    if among and not leads_to_file(address):
        before = _PIECE_ENDS.split(doc.folded[max(first - MAX_TEXT, 0) : first])[-1]
        if _LEADS_ONLINE.fullmatch(before) and not (_OF_ELSE.search(words) or is_published(words)):
            return True
    if not ways or not takes_dossiers(address):
        return False
    if among:
        last = doc.text_to[element]
        before, after = doc.folded[max(first - MAX_TEXT, 0) : first], doc.folded[last : last + MAX_TEXT]
        return _OF_ELSE.search(f"{_CLAUSE_ENDS.split(before)[-1]} {_CLAUSE_ENDS.split(after)[0]}") is None
    told = any(_THROUGH.search(doc.folded[start : min(end, start + _LONGEST_WAY)]) for start, end in ways)
    return told and leads_over(words) and not regions.in_chrome(element)


def leads_to_named_system(doc: Document, element: int, words: str, ways: Sequence[tuple[int, int]]) -> bool:
    """Whether a button or link names a ministry's or the country's system, at another host, by which one applies as the ways say:
    "Hệ thống của Bộ" where they say "hoặc qua hệ thống của Bộ quản lý ngành".
    """
    named = named_system(words) if ways and len(words) <= MAX_TEXT and not is_published(words) else ""
    if not named or not any(named_system(doc.folded[start:end]) == named for start, end in ways):
        return False
    address = target_of(doc, element).url or ""
    return urlsplit(address).netloc not in ("", urlsplit(doc.url).netloc) and not leads_to_file(address)
