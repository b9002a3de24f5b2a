"""A row and the page behind it: whether the one may be a procedure, and whether the other is about it."""

from __future__ import annotations

from urllib.parse import urlsplit

from classifier.model import ProcedureReading, Row
from classifier.words.codes import parse_code
from classifier.words.names import ARTICLE_ADDRESS, NEWS_ADDRESS, names_a_paper, starts_like_name
from crawler.reader.asking.scripts import same_procedure
from crawler.reader.identity import Record
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, folded_words


def doubtful(record: Record) -> bool:
    """Whether only its name or its address speaks for a row: a guess, or one without a code and a level that leads where articles stand or
    is named like none.
    """
    row = record.row
    if record.guessed:
        return True
    if row.code or row.level_text or not record.address or record.data:
        return False
    place = urlsplit(record.address).path.rpartition("/")[0] + "/"
    articles = ARTICLE_ADDRESS.search(place) or NEWS_ADDRESS.search(place)
    return bool(articles) or names_a_paper(fold(row.name)) or not starts_like_name(fold(row.name))


def describes_others(view: View, row: Row) -> bool:
    """Whether the page behind a row is a list that says all about several procedures, none of which the row names."""
    told = [one for one in view.reading.rows if one.detail is not None]
    return len(told) > 1 and not any(same_procedure(one.name, one.code, row.name, row.code) for one in view.reading.rows)


def is_of(reading: ProcedureReading, row: Row) -> bool:
    """Whether what a page describes is the procedure of its row."""
    return same_procedure(reading.name, reading.code, row.name, row.code)


def is_named(reading: ProcedureReading, row: Row) -> bool:
    """Whether a page has the very name of its row, whatever the codes say: those of a list may be the portal's own."""
    name = folded_words(reading.name)
    return bool(name) and name == folded_words(row.name)


def codes_differ(one: str | None, other: str | None) -> bool:
    """Whether two codes are those of two procedures; what is no national code says nothing."""
    codes = [parsed.base for code in (one, other) if code and (parsed := parse_code(code)) is not None]
    return len(codes) == 2 and all(codes) and codes[0] != codes[1]


def is_anothers(reading: ProcedureReading, row: Row) -> bool:
    """Whether what stands behind a row says by code and name that it is about another procedure than the row."""
    return codes_differ(reading.code, row.code) and bool(reading.name.strip()) and not same_procedure(reading.name, None, row.name, None)


def names_better(listed: str, shown: str) -> bool:
    """Under one code, whether the list's name reads like a procedure's and the page's does not."""
    return starts_like_name(fold(listed)) and not starts_like_name(fold(shown)) and not listed.rstrip().endswith(("...", "…"))
