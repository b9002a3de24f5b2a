"""Every text of the pages, once, in Vietnamese and English. Texts of accounts, checks and the API stand in tables of their own.

Texts of the lower rooms (verdicts, causes, readings, rules) are taken from their tables, never written again.
"""

from __future__ import annotations

from scheduler.messages import shown
from web.accounts.words import ACCOUNTS
from web.checks.words import CHECKS
from web.sites.words import SITE_PAGES
from web.wording.columns import COLUMNS
from web.wording.frame import FRAME
from web.wording.places import PLACES
from web.wording.procedures import PROCEDURES
from web.wording.runs import RUNS
from web.wording.values import VALUES

LANGUAGES = ("vi", "en")

WORDS: dict[str, tuple[str, str]] = {**FRAME, **VALUES, **COLUMNS, **PLACES, **PROCEDURES, **RUNS}


_OTHERS = ACCOUNTS | CHECKS | SITE_PAGES
"""Texts whose tables stand beside what says them."""


def text(key: str, lang: str, **values: object) -> str:
    """The text in a language. Raises `KeyError` for an unknown key: a missing text is a fault of the program."""
    words = (WORDS.get(key) or _OTHERS[key])[LANGUAGES.index(lang)]
    return words.format(**{name: shown(value, lang) for name, value in values.items()}) if values else words
