"""National codes that a list shows and no procedure has: rows that nobody could read as rows."""

from __future__ import annotations

from collections.abc import Iterable

from classifier.words.codes import find_codes, parse_code
from crawler.reader.page.view import View

_FEWEST = 3  # a few may stand in a text about other procedures
_SHARE = 0.2  # of the codes that a page shows


def codes_left(lists: Iterable[View], known: Iterable[str | None]) -> tuple[int, str]:
    """(how many codes, one of them) of the pages that show lists which belong to no procedure; (0, "") where those are few of a page.

    `known`: the codes of all procedures that were found, as they are written.
    """
    bases = {code.base for text in known if text and (code := parse_code(text)) is not None}
    left: dict[str, None] = {}
    for view in lists:
        if view.is_data:
            continue
        shown = {code.base: None for line in view.document.lines for _, _, code in find_codes(line) if code.base}
        unknown = [base for base in shown if base not in bases]
        if len(unknown) >= _FEWEST and len(unknown) > _SHARE * len(shown):
            left |= dict.fromkeys(unknown)
    return len(left), next(iter(left), "")
