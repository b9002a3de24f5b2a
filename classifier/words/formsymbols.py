"""The short names by which forms are told apart: "Mẫu số 02", "CT01", "Phụ lục 2"."""

from __future__ import annotations

import re

from classifier.words.names import file_words, names_a_form
from classifier.words.text import fold, fold_same_length, nfc

_NUMBERED = re.compile(
    r"\bmau (?:don |bieu "
    r"|to khai )?(?:so )?(?:ky hieu )?(?:la )?[:\s]*([a-z]{1,5}/[a-z]{1,5}[-. ]?\d{1,4}(?:[-.][a-z0-9]{1,8}){0,3}"
    r"|(?:[a-z]{1,5}[-. ]?)?\d{1,3}[a-z]?(?:-[a-z0-9]{1,8}){0,2}"
    r"|[ivx]{1,5})(?=[_\s).,;:/]|$)(?!/\d{4})"
)
_ANNEXED = re.compile(r"\bphu luc (?:so )?(\d{1,2}|[ivx]{1,5})(?=[_\s).,;:/]|$)(?!/\d{4})")
_LETTERED = re.compile(r"(?<![\w/.-])((?:[A-ZĐ]{1,4})[-_. ]?\d{1,3}[a-z]?)(?![\w/-]|\.\d)")


def symbol_of(text: str) -> str | None:
    """The folded short name of a form ("ct01", "mau so 02"), or None when it has none."""
    text = file_words(nfc(text)).replace("_", " ")
    for numbered in _NUMBERED.finditer(fold_same_length(text)):
        if text.isascii() or text[numbered.start() + 1] != "a":  # "Cà Mau" is no "mẫu"
            return normal_symbol(numbered[1])
    annexed = _ANNEXED.search(fold(text))
    if annexed and names_a_form(text.lower().replace("phụ lục", "")):
        return _annex(annexed[1])
    lettered = _LETTERED.search(text)
    return normal_symbol(fold(lettered[1])) if lettered else None


def annex_heading(text: str) -> str | None:
    """The short name of the annex that words begin with ("Phụ lục 2. Tải về"), or None."""
    said = re.sub(r"^\W+", "", fold(text))
    annexed = _ANNEXED.match(said)
    return _annex(annexed[1]) if annexed else None


def _annex(number: str) -> str:
    return f"phu luc {normal_symbol(number).removeprefix('mau so ')}"


def normal_symbol(symbol: str) -> str:
    symbol = re.sub(r"[\s._]", "", symbol).strip("-")
    match = re.match(r"([a-z]*)-?(\d+)(.*)$", symbol)
    if match is None:
        return f"mau so {symbol}"
    return f"{match[1] or 'mau so '}{int(match[2]):02d}{match[3]}"
