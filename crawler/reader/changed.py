"""What a press changed on a page: the smallest part of it that holds all words that were not there before."""

from __future__ import annotations

from html import escape

from classifier.document import open_document

# Parts of tables and lists: alone they are nothing that a parser would read as what they are.
_PIECES = frozenset("td th tr tbody thead tfoot caption li dt dd option".split())


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
    return f'<base href="{escape(other.base)}">{other.nodes[holder].html or ""}'


def _difference(one: str, other: str) -> tuple[int, int]:
    """Where the lines of the second text stand that the first has not, from the first to the last of them."""
    start = _common(one, other)
    end = len(other) - _common(one[start:][::-1], other[start:][::-1])
    new = other[start:end]
    if not new.strip():
        return start, start
    start, end = start + len(new) - len(new.lstrip()), end - len(new) + len(new.rstrip())  # lines that were added, without their ends
    start = other.rfind("\n", 0, start) + 1
    after = other.find("\n", end)
    return start, after if after >= 0 else len(other)


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
