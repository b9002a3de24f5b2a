"""Bytes to text: byte order mark, header, meta, plain UTF-8, then the legacy code pages of Vietnam."""

from __future__ import annotations

import codecs
import re

_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_VIETNAMESE = {"windows-1258": "cp1258", "x-cp1258": "cp1258", "cp1258": "cp1258"}


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page. Never raises: what no encoding explains is decoded with replacement characters."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    utf8 = _utf8(body)
    if utf8 is not None:
        return utf8
    for name in _declared(body, content_type):
        text = _try(body, name)
        if text is not None:
            return text
    return _guess(body)


def _utf8(body: bytes) -> str | None:
    """Valid UTF-8, also when it was cut within a character at the fetch limit; a body full of NULs is UTF-16 instead."""
    if body[:400].count(0) > 20:
        return body.decode("utf-16-le" if body[1:2] == b"\x00" else "utf-16-be", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3:
            return body.decode("utf-8", "ignore")
        return None


def _declared(body: bytes, content_type: str) -> list[str]:
    names = [match[1] for match in [_HEADER.search(content_type)] if match]
    names += [match[1].decode("ascii", "replace") for match in [_META.search(body[:4096])] if match]
    return [_VIETNAMESE.get(name.lower(), name.lower()) for name in names]


def _try(body: bytes, name: str) -> str | None:
    """The text under a declared encoding; a UTF-8 page with a few broken bytes stays UTF-8."""
    if name.replace("-", "") == "utf8":
        text = body.decode("utf-8", "replace")
        return text if text.count("\ufffd") <= max(len(text) // 200, 3) else None
    try:
        return body.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def _guess(body: bytes) -> str:
    """Mostly UTF-8 with broken bytes, else what UnicodeDammit finds, else Vietnamese Windows."""
    text = body.decode("utf-8", "replace")
    if text.count("\ufffd") <= max(len(text) // 200, 3):
        return text
    from bs4.dammit import UnicodeDammit  # few pages need it, and it takes 0.1 s to import

    guessed = UnicodeDammit(body[:200_000], ["cp1258"], is_html=True).original_encoding or "cp1258"
    return body.decode(guessed, "replace")
