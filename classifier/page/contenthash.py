"""What a page says as one hash, so that a page that only counts its visitors anew is the same page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from classifier.page.document import Document

_NUMERIC = re.compile(r"\d[\d.,/:h-]*(?:\W{0,3}(?:luot|views?)\b)?")
_CLOCK = re.compile(
    r"\d{1,2}[:h]\d{2}(?::\d{2})?[.,]?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[.,]?|20\d\d-\d\d-\d\d[.,]?|.*\D(?:luot|views?)", re.DOTALL
)
_COUNTER = re.compile(r"(?:luot xem|luot truy cap|truy cap|dang online|hom nay|hom qua|da xem|nguoi xem|views?)\W{0,4}[\d.,]+")
_COUNTED = ("xem", "truy cap", "online", "hom ", "view")
_TOKEN_LENGTH = 16
_TOKEN = re.compile(rf"(?<![0-9a-z])[0-9a-f]{{{_TOKEN_LENGTH},}}(?![0-9a-z])")
_HEX_WITH_DIGIT = re.compile(rf"\d[0-9a-f]{{{_TOKEN_LENGTH - 1}}}|[0-9a-f]{{{_TOKEN_LENGTH - 1}}}\d")


def _steady(match: re.Match[str]) -> str:
    said = match[0]
    return said if said.isdecimal() or not _CLOCK.fullmatch(said) else ""  # a clock has more than digits


def content_hash(doc: Document, avoid: Sequence[tuple[int, int]]) -> str:
    """A hash of what the page says outside the site's own parts: blind to tokens, counters, clocks and view counts."""
    parts: list[str] = []
    at = 0
    for first, last in avoid:
        if first > at:
            parts.append(doc.folded[at:first])
        at = max(at, last)
    parts.append(doc.folded[at:])
    said = "\n".join(parts)
    if any(word in said for word in _COUNTED):
        said = _COUNTER.sub("", said)
    said = _NUMERIC.sub(_steady, said)
    words = said.split()
    if any(_HEX_WITH_DIGIT.search(word) for word in [word for word in words if len(word) >= _TOKEN_LENGTH]):
        words = _TOKEN.sub("", said).split()
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
