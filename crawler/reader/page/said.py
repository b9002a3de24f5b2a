"""What an element of a parsed tree says, on one line."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_SIGN_BEFORE = re.compile(r"[^\w(\"'“«]+")  # "+ ", "▸ ", "• "
_BEHIND = re.compile(r"(?:\s*[(\[]\s*\d{1,6}\s*[)\]])?[^\w)\"'”».]*")  # " (12)", " ▾"


def words_of(node: LexborNode) -> str:
    """The words of an element as a browser gives them: tags between letters part nothing."""
    return " ".join(node.text().split())


def line_of(node: LexborNode) -> str:
    """The words of an element on one line, where every tag parts words."""
    return " ".join(node.text(separator=" ").split())


def without_signs(words: str) -> str:
    """A label without what a tree draws into it: the sign of a branch before or behind it, the number of what hangs on it."""
    before = _SIGN_BEFORE.match(words)
    said = words[before.end() :] if before is not None else words
    behind = next((place for place in range(max(len(said) - 12, 1), len(said)) if _BEHIND.fullmatch(said, place)), len(said))
    return said[:behind] or words
