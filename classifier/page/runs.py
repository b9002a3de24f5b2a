"""How the runs of text of a page are written one after the other, and what boxes show."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from classifier.words.memo import remembered
from classifier.words.text import clean, collapse, fold_same_length

SPACE_ONLY = frozenset(" \t\n\r\f")
_MAX_SHOWN = 2000  # characters of one line
_SHOWN_INPUTS = frozenset(("submit", "button", "reset"))


def is_truncated(source: str) -> bool:
    """Whether the page stops in the middle: an opened body or html that is never closed, at an open tag."""
    tail = source[-3000:].rstrip().lower()
    head = source[:3000].lower()
    return "<html" in head and "</html" not in tail and "</body" not in tail and ("<body" in source.lower() or "<head" in head)


@remembered
def shown(raw: str) -> tuple[str, str]:
    """What a page shows of a run of its text, clean and on one line, and the same folded character for character: what the pages of a
    portal have in common is made so once.
    """
    said = clean(" ".join(raw.split()))
    return said, fold_same_length(said)


def shown_as_written(raw: str) -> tuple[str, str]:
    """The same of a run whose line ends are shown, its lines collapsed."""
    said = clean("\n".join(line for one in raw.splitlines() if (line := " ".join(one.split()))))
    return said, fold_same_length(said)


def line_ends(run: str) -> list[int]:
    return [*(match.start() for match in re.finditer("\n", run)), len(run)]


def separator(gap: str, raw: str, run: str, out: list[str]) -> str:
    """What stands between two runs: a newline between blocks, else a space, but nothing inside a word cut by an inline tag."""
    if not out:
        return ""
    if gap == "\n":
        return "\n"
    if gap == "|" and raw[0] not in SPACE_ONLY and run[0].islower() and out[-1][-1].isalpha():
        return ""
    if gap == "" and raw[0] not in SPACE_ONLY:
        return ""
    return " "


def shown_lines(node: LexborNode, tag: str) -> list[str]:
    """The words of a button, or of a read-only box or a disabled choice that a page uses to show a value."""
    attributes = node.attributes
    kind = (attributes.get("type") or "text").lower()
    read_only = "readonly" in attributes or "disabled" in attributes
    if tag == "select":
        chosen = node.css_first("option[selected]") if "disabled" in attributes else None
        said = [chosen.text()] if chosen is not None else []
    elif tag == "textarea":
        said = node.text().splitlines() if read_only else []
    else:
        said = [attributes.get("value") or ""] if kind in _SHOWN_INPUTS or (kind == "text" and read_only) else []
    return [line for one in said if (line := collapse(one)[:_MAX_SHOWN])]
