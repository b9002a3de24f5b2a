"""Vietnamese order for the database: a key whose plain comparison is the order of dictionaries, and in which folded words are found.

`~` stands after every letter, so that "a" < "ă" < "â" < "b" and "d" < "đ" < "e" hold byte by byte. Tones do not count in the key.
"""

from __future__ import annotations

import unicodedata

from classifier.words.text import fold

MARK = "~"
LIMIT = 240  # characters of a name that count
CODE_LIMIT = 40  # of a code: PostgreSQL takes no index row of more than 2,700 bytes
_AFTER = {"ă": 1, "â": 2, "đ": 1, "ê": 1, "ô": 1, "ơ": 2, "ư": 1}
_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")


def sort_key(name: str, code: str | None = None) -> str:
    """The key of a procedure: its name in alphabetical order, then its code, both folded."""
    words = " ".join(unicodedata.normalize("NFC", name).casefold().replace(MARK, " ").split())[:LIMIT]
    return f"{''.join(map(_letter, words))} {fold(code or '').replace(MARK, '')[:CODE_LIMIT]}".rstrip()


def search_key(sorted_by: str) -> str:
    """The words of a sort key, in which `search_words` are looked for."""
    return sorted_by.replace(MARK, "")


def search_words(words: str) -> str:
    """What to look for in a search key."""
    return " ".join(fold(words).replace(MARK, " ").split())


def _letter(char: str) -> str:
    if char.isascii():
        return char
    bare = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", char) if c not in _TONES))
    return fold(char) + MARK * _AFTER.get(bare, 0)
