"""Agencies in one cell, each under what it does: who decides, who does the work, who helps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifier.model import FieldKey
from classifier.words.text import fold, folded_words
from classifier.words.values import Value

# What an agency does, at the beginning of a line or an item: "a) Cơ quan có thẩm quyền quyết định:", "- Cơ quan phối hợp (nếu có):".
_DOES = re.compile(
    r"(?:^|(?<=[\n;.]))[\s\-–+*•]*(?:[a-dđ]\)|\d{1,2}[.)])?[\s\-–+*•]*"
    r"(?P<does>(?:cơ quan|tổ chức|đơn vị|người|cá nhân)[^:\n;]{0,120}):[^\S\n]*(?P<who>[^\n;]*)",
    re.IGNORECASE,
)
_WORKS = re.compile(r"truc tiep (?:thuc hien|giai quyet)|^(?:co quan|don vi) (?:thuc hien|giai quyet)(?: thu tuc hanh chinh| tthc)?$")
_DECIDES = re.compile(r"tham quyen (?:quyet dinh|giai quyet)|quyet dinh(?: theo quy dinh)?$")
_ISSUES, _ACTS = re.compile(r"\b(?:ban hanh|cong bo)\b"), re.compile(r"\b(?:thuc hien|giai quyet|tiep nhan)\b")
_NOBODY = re.compile(r"\W*(?:khong(?: co)?|khong quy dinh|khong ap dung)?\W*")


def acting_agency(text: str) -> str:
    """Who does the work by a cell that says for each agency what it does, else who decides; the cell itself when it says no such thing."""
    said = [(does, who) for does, who in _items(text) if not _NOBODY.fullmatch(fold(who))]
    for kind in (_WORKS, _DECIDES):
        found = [who for does, who in said if kind.search(folded_words(does))]
        if found:
            return found[0]
    return text


def without_issuers(values: Sequence[Value]) -> Sequence[Value]:
    """The values of a page without the agency that only issued the procedure ("Cơ quan ban hành: Bộ …"), where another one is named: what
    that cell says stays, as a fact of no known kind.
    """
    issuers = [v for v in values if v.key is FieldKey.AGENCY and _ISSUES.search(fold(v.label)) and not _ACTS.search(fold(v.label))]
    if not issuers or all(v in issuers or not v.text for v in values if v.key is FieldKey.AGENCY):
        return values
    return [replace(v, key=FieldKey.OTHER) if v in issuers else v for v in values]


def _items(text: str) -> Iterator[tuple[str, str]]:
    for found in _DOES.finditer(text):
        yield found["does"].strip(), found["who"].strip(" .,")
