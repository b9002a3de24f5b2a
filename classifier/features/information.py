"""Feature `information`: which of the 11 items of TT 32/2017/TT-BTTTT Đ5 k1 the page gives.

Decisions, as the text leaves them open. Item d is the dossier; its number of copies counts as part of it, because portals give it
inside the dossier table. Item i is "thông tin nếu có": one given or stated-none part is enough, and a cell "Không" gives it.
Item k (how dossiers are taken and results returned) is given by its own cells, or by "cách thức thực hiện" when that names a
channel. Item l is the legal basis; the publishing decision alone does not make it.
"""

from __future__ import annotations

import re

from classifier.findings.cells import given, is_stated_none
from classifier.findings.judged import Judged, beginning, evidence, field_evidence, fields_of, finding, words
from classifier.findings.rules_text import RuleId
from classifier.model import Context, Evidence, Field, FieldKey, Finding, Flag, Information, ProcedureReading

ITEMS: dict[str, tuple[FieldKey, ...]] = {
    "a": (FieldKey.NAME,),
    "b": (FieldKey.STEPS,),
    "c": (FieldKey.MANNER,),
    "d": (FieldKey.DOSSIER,),
    "đ": (FieldKey.DURATION,),
    "e": (FieldKey.SUBJECT,),
    "g": (FieldKey.AGENCY,),
    "h": (FieldKey.RESULT,),
    "i": (FieldKey.FORMS, FieldKey.CONDITIONS, FieldKey.FEE),
    "k": (FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT),
    "l": (FieldKey.LEGAL_BASIS,),
}

# Items for which "Không" is an answer. A procedure without steps, dossier or agency does not exist.
_NONE_IS_AN_ANSWER = frozenset({"đ", "i"})
_GLIMPSE = 120  # characters: enough to find the cell again; eleven of them stand in every entry
_CHANNEL = re.compile(
    r"\b(?:truc tiep|truc tuyen|buu chinh|buu dien|bcci|mot cua|qua mang|online|tai (?:tru so|co quan|quay)|chuyen phat)\b"
)


def information(reading: ProcedureReading, context: Context) -> Judged[Information]:
    """Rule 6.12: present, empty and missing items."""
    present, empty, missing, seen = [], [], [], []
    for item, keys in ITEMS.items():
        cells = fields_of(reading, *keys)
        witness = _witness(item, cells, reading)
        if witness is not None:
            present.append(item)
            seen.append(witness)
        elif cells:
            empty.append(item)
        else:
            missing.append(item)
    value = Information(tuple(present), tuple(empty), tuple(missing), len(ITEMS))
    lacking = [*empty, *missing]
    return Judged(value, tuple(seen), (_information_rule(value),), (Flag.INFORMATION_INCOMPLETE,) if lacking else ())


def _witness(item: str, cells: tuple[Field, ...], reading: ProcedureReading) -> Evidence | None:
    if item == "a" and (name := words(reading.name)):  # a cell that names another procedure, of the list beside, is no witness
        cells = tuple(cell for cell in cells if name in beginning(cell) or (beginning(cell) and beginning(cell) in name))
    for cell in cells:
        if given(cell) and (item in _NONE_IS_AN_ANSWER or not is_stated_none(cell.text)):
            return field_evidence("information", reading.url, cell, _GLIMPSE)
    if item == "a" and words(reading.name):
        return evidence("information", reading.url, reading.name, _GLIMPSE)
    if item == "i" and reading.forms:
        return evidence("information", reading.url, reading.forms[0].named, _GLIMPSE)
    if item == "k":
        for cell in fields_of(reading, FieldKey.MANNER):
            if _CHANNEL.search(beginning(cell)):
                return field_evidence("information", reading.url, cell, _GLIMPSE)
    return None


def _information_rule(value: Information) -> Finding:
    lacking = [*value.empty, *value.missing]
    if not lacking:
        return finding(RuleId.INFORMATION, "information_complete", "information=11/11")
    return finding(
        RuleId.INFORMATION,
        "information_incomplete",
        f"information={len(value.present)}/{value.required}",
        values=(len(value.present), value.required, ", ".join(lacking)),
    )
