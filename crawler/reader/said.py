"""What an element of a parsed tree says, on one line."""

from __future__ import annotations

from selectolax.lexbor import LexborNode


def words_of(node: LexborNode) -> str:
    """The words of an element as a browser gives them: tags between letters part nothing."""
    return " ".join(node.text().split())


def line_of(node: LexborNode) -> str:
    """The words of an element on one line, where every tag parts words."""
    return " ".join(node.text(separator=" ").split())
