"""What a press changed on a page: the smallest part of it that holds all words that were not there before."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from classifier.page.document import open_document

# Parts of tables and lists: alone they are nothing that a parser would read as what they are.
_PIECES = frozenset("td th tr tbody thead tfoot caption li dt dd option".split())
# Boxes that hold the frame of a page: what shows in one at a press is no frame, but what was asked for.
_FRAMES = frozenset("aside nav header footer".split())


def changed_part(before: str, after: str, url: str) -> str | None:
    """The part as a fragment with the base of its page; the whole page where no smaller part holds all; "" where words only went away, None
    where all are the same.
    """
    one, other = open_document(before, url), open_document(after, url)
    if one.text == other.text:
        return None
    start, end = _difference(one.text, other.text)
    if start >= end:
        return ""
    holder = next((e for e in range(len(other.nodes) - 1, -1, -1) if other.text_from[e] <= start and end <= other.text_to[e]), 0)
    while holder > 0 and other.tags[holder] in _PIECES:
        holder = other.parents[holder]
    if holder <= 0 or other.tags[holder] in ("html", "body"):
        return after
    return f'<base href="{escape(other.base)}">{_as_content(other.tags[holder], other.nodes[holder].html or "")}'


def _as_content(tag: str, html: str) -> str:
    """A part of a page with a plain box around it in place of one that says that it is the page's frame."""
    return f"<div{html[len(tag) + 1 : -len(tag) - 3]}</div>" if tag in _FRAMES else html


def _difference(one: str, other: str) -> tuple[int, int]:
    """Where the lines of the second text stand that the first has not, from the first to the last of them.

    Whole lines are compared: letters that a new line shares with the one behind it would carry the end into that one.
    """
    old, new = one.split("\n"), other.split("\n")
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    added = new[head : len(new) - tail]
    while added and not added[0].strip():
        added, head = added[1:], head + 1
    start = sum(len(line) + 1 for line in new[:head])
    return start, start + len("\n".join(added).rstrip())


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts begin with alike."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
