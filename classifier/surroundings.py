"""What the sentence around a link says of it, for links whose own words are an address or the name of a portal."""

from __future__ import annotations

import re

from classifier.document import Document

_LINE_LIMIT = 160  # characters before and after the link
_ONLINE = r"(?:truc tuyen|qua mang|online|tren mang|ho so)"
_AT = r"(?:tai|tren|qua|vao|truy cap|dia chi|website|trang)"
_SENT_TO = re.compile(
    rf"\b(?:nop|gui|dang ky|khai|thuc hien)\b(?! lai)[^.;:]{{0,40}}\b{_ONLINE}\b[^.;]{{0,60}}\b{_AT}\W*$|\bnop\b[^.;:]{{0,20}}\b{_AT}\W*$"
)
# To a page of the same portal only when the words say that it is done online: "nộp hồ sơ tại Bộ phận Một cửa" links to a place.
_VERB, _NET = r"(?:nop|gui|dang ky|khai|thuc hien)", r"(?:truc tuyen|qua mang|online|tren mang|dien tu)"
_SENT_HERE = re.compile(
    rf"\b{_VERB}\b(?! lai)[^.;:]{{0,40}}\b{_NET}\b[^.;]{{0,30}}\b{_AT}\W*$|\b{_NET}\b[^.;]{{0,30}}\b{_VERB}\b[^.;]{{0,15}}\b{_AT}\W*$"
)
_LEADS_ON = re.compile(rf"\b(?:{_AT[3:-1]}|den)[^\w\n]*$")
_GO_TO = re.compile(r"\b(?:vao|truy cap|den)\W*$")
_TO_SEND = re.compile(rf"\W*(?:de )?(?:nop|dang ky|gui|khai|thuc hien)\b[^.;]{{0,30}}\b{_ONLINE}\b")


def sent_there(doc: Document, first: int, last: int, elsewhere: bool) -> bool:
    """Whether the sentence around a link (text offsets) tells to send the dossier to where it leads.

    `elsewhere`: its address names a host.
    """
    if _LEADS_ON.search(doc.folded, max(first - 30, 0), first) is None:
        return False  # most links stand alone, or behind other words
    start, end = _line(doc, first, last)
    before = doc.folded[start:first]
    if (_SENT_TO if elsewhere else _SENT_HERE).search(before) is not None:
        return True
    if not elsewhere:
        return False
    return _GO_TO.search(before) is not None and _TO_SEND.match(doc.folded, last, end) is not None


def on_its_line(doc: Document, first: int, last: int) -> str:
    """The words of a link with those on its line, which say what an address is for."""
    start, end = _line(doc, first, last)
    return " ".join(doc.text[start:end].split())


def _line(doc: Document, first: int, last: int) -> tuple[int, int]:
    start = max(doc.text.rfind("\n", max(first - _LINE_LIMIT, 0), first) + 1, first - _LINE_LIMIT, 0)
    end = doc.text.find("\n", last, last + _LINE_LIMIT)
    return start, end if end >= 0 else min(last + _LINE_LIMIT, len(doc.text))
