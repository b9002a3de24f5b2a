"""Whether an array of objects is one of articles (news, notices, guides) and not of procedures: what their keys say, and their names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from classifier.data.datakeys import words_of
from classifier.model import Row
from classifier.words.headlines import is_headline
from classifier.words.memo import remembered
from classifier.words.names import starts_like_name
from classifier.words.text import fold

_SIGNS = {
    "published": re.compile(
        r"\b(?:publish(?:ed)?|posted|post date|released? (?:at|on|date)|pub date|date gmt)\b"
        r"|\b(?:ngay|thoi gian|gio) (?:dang|xuat ban|phat hanh|dua tin|viet bai)\b"
    ),
    "summary": re.compile(r"\b(?:summary|excerpt|abstract|sapo|teaser|intro(?:text)?|lead|tom tat|trich dan|mo dau|brief|snippet)\b"),
    "picture": re.compile(
        r"\b(?:image|images|img|thumb|thumbnail|thumbs|photo|picture|cover|avatar|banner|anh|hinh|hinh anh|anh dai dien|featured media)\b"
    ),
    "author": re.compile(r"\b(?:author|writer|reporter|byline|tac gia|nguoi (?:dang|viet)|but danh|phong vien|nguon tin)\b"),
    "views": re.compile(r"\b(?:views?|view count|hits?|reads?|luot (?:xem|doc)|comments?|comment count|binh luan|likes?)\b"),
}
_TELLING = 2  # signs that are enough where the names leave it open
_NEARLY_ALL = 0.8  # of names that read like those of procedures: small portals keep their procedures as articles
_SOME = 0.25  # of names that no procedure has


def are_articles(told: Sequence[Mapping[str, Any]], rows: Sequence[Row]) -> bool:
    """Whether objects are articles. `told`: the scalar values of each, `rows`: what was read from them. Codes and levels are those of
    procedures alone.
    """
    if not rows or any(row.code or row.level_text for row in rows):
        return False
    headlines = sum(is_headline(row.name) for row in rows) / len(rows)
    if headlines >= _SOME:
        return True
    signs = len({sign for key in told[0] if (sign := _sign_of(str(key)))})
    named = sum(starts_like_name(fold(row.name[:200])) and not is_headline(row.name) for row in rows) / len(rows)
    return signs >= _TELLING and named < _NEARLY_ALL


@remembered
def _sign_of(key: str) -> str:
    words = words_of(key)
    return next((sign for sign, pattern in _SIGNS.items() if pattern.search(words)), "")
