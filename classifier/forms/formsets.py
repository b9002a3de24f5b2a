"""Archives in which a page packs all the forms of a procedure, told apart from one form that happens to be packed."""

from __future__ import annotations

import re

from classifier.model import FileLink
from classifier.words.formsymbols import symbol_of
from classifier.words.text import fold

_ARCHIVE = re.compile(r"\.(?:zip|rar|7z)(?:$|[?#\n])", re.IGNORECASE)
_PACKED = re.compile(r"\b(?:zip|rar|7z)\b|\b(?:tep|file|tap tin) nen\b")
_SET = re.compile(
    r"\b(?:tron|toan|ca|du) bo\b|\btat ca\b|\b(?:bao )?gom\b|\bcac (?:bieu )?(?:mau|to khai|don)\b"
    r"|\bbo (?:bieu mau|mau|don|to khai)\b(?! (?:so )?[a-z]{0,4}[-. ]?\d)"
)
# Between the numbers of a list: "gồm Mẫu số 01, 02 và 03b".
_PARTS = re.compile(r"[,;/+&]|\bva\b")
_BARE = re.compile(r"\W*(?:so )?([a-z]{0,3}[-. ]?\d{1,3}[a-z]?)\W*")
_FROM_TO = re.compile(r"\d[a-z]? (?:den|toi) (?:mau )?(?:so )?\d")


def is_archive(link: FileLink) -> bool:
    """Whether a link leads to a packed file, by its address or by its words."""
    return _ARCHIVE.search(link.key) is not None or _PACKED.search(fold(link.named)) is not None


def is_set(link: FileLink) -> bool:
    """Whether a link is to an archive of several forms, and so to none in particular, though it names what is in it."""
    said = fold(link.named)
    return is_archive(link) and (any(p.search(said) for p in (_SET, _FROM_TO)) or len(symbols_in(link.named)) > 1)


def symbols_in(named: str) -> frozenset[str]:
    """The short names of the forms that the words of an archive list; none where they give a range, or do not say."""
    said = fold(named)
    if _FROM_TO.search(said):
        return frozenset()
    found: set[str] = set()
    for part in _PARTS.split(said):
        symbol = symbol_of(part)
        if symbol is None and found and (bare := _BARE.fullmatch(part)) is not None:
            symbol = symbol_of(f"mau so {bare[1]}")
        if symbol is not None:
            found.add(symbol)
    return frozenset(found)
