"""Procedure codes: recognised, normalised, never invented."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_AGENCY = r"[A-Z]{1,2}\d{2}(?:\.\d{1,3}){0,4}"
_NATIONAL = re.compile(rf"(?<![\w.])([1-9]\.\d{{6}})((?:\.\d{{3}})?(?:\.\d{{2}}){{0,2}})((?:\.{_AGENCY})?)(?![\w]|\.\d)")
# As the national database numbered procedures until 2018: "T-HNO-123456-TT" of a province, "B-BTP-123456-TT" of a ministry.
_FORMER = re.compile(r"(?<![\w-])[TB]-[A-ZĐ]{2,4}-\d{4,6}-TT(?:-[A-ZĐ]{1,3})?(?![\w-])")
# A national code without its first dot. The agency's part behind it tells it from any other number.
_UNDOTTED = re.compile(rf"(?<![\w.,/-])[1-9]\d{{6}}(?:\.\d{{3}})?(?:\.\d{{2}}){{0,2}}\.{_AGENCY}(?![\w]|\.\d)")
_REST = re.compile(r"(?:[\w.\-/]*\w)?")  # of a word: a malformed code is kept as it is written, whole
# What was meant as a national code but lost or gained a dot, a digit or a space somewhere.
_BROKEN = re.compile(
    r"(?<![\w.,/-])(?:[1-9]\s?\.\s?\d{3}\s?\d{2,3}|[1-9]\d{6}"
    r"|[1-9]\.\d{5,9})(?:\s?\.\s?\d{1,3}){0,3}(?:\s?\.\s?[A-Z]{1,2}\d{2}(?:[.-]\d{1,3}){0,3})?\.?(?![\w])"
)
# What clings to a code that is otherwise well formed: a last dot, doubled dots with the rest behind them, an appended number.
_STRAY = re.compile(r"\.+(?=\s|$)|(?!,[1-9]\.\d{6})[.,_-]+[A-Z0-9][A-Z0-9.,_-]*+(?!\w)")


@dataclass(frozen=True, slots=True)
class Code:
    """A code as the portal gives it. `text`: normalised when well formed, else as written. `base`: its national part."""

    text: str
    malformed: bool = False
    local: bool = False

    @property
    def base(self) -> str | None:
        match = _NATIONAL.match(self.text)
        return match[1] if match else None


def parse_code(text: str) -> Code | None:
    """The code that a code cell holds, or None when it holds none. The whole cell is the code, give or take spaces and dots."""
    cell = " ".join(text.split())
    if not cell or len(cell) > 60:
        return None
    squeezed = cell.upper()
    match = _NATIONAL.search(squeezed)
    if match and len(cell) - len(match[0]) <= 40:
        if re.match(r"\s+\.\s?\d|\.\s+\d", cell[match.end() :]):
            return Code(cell, malformed=True)
        stray = _STRAY.match(squeezed, match.end())
        return Code(cell[match.start() : stray.end()], malformed=True) if stray else Code(match[0])
    broken = _BROKEN.search(squeezed)
    if broken:
        rest = _REST.match(squeezed, broken.end())
        return Code(f"{broken[0]}{rest[0] if rest else ''}".strip(), malformed=True)
    if (
        re.fullmatch(r"(?=.*\d)(?=.*[A-ZĐ])[A-Z0-9Đ]+(?:[_.\-/][A-Z0-9Đ]+){0,6}|[A-Z]{2,}(?:[_-][A-Z]{2,})+", squeezed)
        and not squeezed.isdigit()
    ):
        return Code(cell, local=True)
    return None


def find_code(text: str) -> Code | None:
    """The first national code in running text, else one of the former kind or without its first dot; others only in a code cell."""
    match = _NATIONAL.search(text)
    if match:
        return Code(match[0].upper())
    former = _FORMER.search(text)
    if former:
        return Code(former[0], local=True)
    undotted = _UNDOTTED.search(text)
    return Code(undotted[0], malformed=True) if undotted else None


def find_codes(text: str) -> list[tuple[int, int, Code]]:
    """All national codes in a text with their places."""
    return [(m.start(), m.end(), Code(m[0].upper())) for m in _NATIONAL.finditer(text)]


def code_in_address(url: str) -> Code | None:
    """A national code carried by an address (query value or path segment), or None."""
    for part in re.split(r"[/?&=#;]", unquote(url)):
        match = _NATIONAL.fullmatch(part.strip())
        if match:
            return Code(match[0].upper())
    return None
