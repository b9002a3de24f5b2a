"""Portal text as a cell: without what a reader cannot see, and never a formula."""

from __future__ import annotations


def safe_cell(text: str) -> str:
    """Portal text as a spreadsheet cell: a leading `= + - @` or tab would be run as a formula, so a quote goes before it."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def printable(text: str) -> str:
    """Portal text on one line without control characters: a terminal would obey them, XML has no place for them."""
    return "".join(" " if ch in "\n\t\r" else ch for ch in text if ch in "\n\t\r" or (ch.isprintable()))
