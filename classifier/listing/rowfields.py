"""What the cells of a list say of each procedure beside its name: its fee, how it is paid, how one applies and how the result comes back.

Many portals say these in their lists alone, and in signs: icons that only speak when they are pointed at, letters that a legend explains.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from classifier.findings.cells import is_blank
from classifier.labelled.columns import Heads
from classifier.model import Field, FieldKey
from classifier.page.document import Document
from classifier.page.unspoken import pictured
from classifier.words.text import collapse

_TOLD = frozenset({FieldKey.FEE, FieldKey.PAYMENT, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT})
_SIGNED = frozenset({FieldKey.PAYMENT, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT})  # whose cells may hold signs of a legend
_PRESSED = frozenset(("a", "button", "input", "select", "label"))
_LONGEST = 500  # characters of a cell
_SIGN = 3  # characters of a sign
_NEAR = 600  # characters between a table and its legend
_EXPLAINED = re.compile(r"(?<![\w.,/-])\(?([A-ZĐ]{1,3}|\d)\)?\s*(?:[:=]|[–—-](?=\s))\s*([^\W\d][^:=;|\n(]{3,50}?)\s*(?=[;|\n.(]|,\s|$)")


def row_fields(doc: Document, heads: Heads, cells: Sequence[int]) -> tuple[Field, ...]:
    """The cells of one line of a list that say something of its procedure, by their heads. `cells`: the cell at each column."""
    found: list[Field] = []
    for column, head in heads.by_column.items():
        if head.key not in _TOLD or column >= len(cells) or (column and cells[column - 1] == cells[column]):
            continue
        said = _said(doc, cells[column], head.key)
        if head.key in _SIGNED and said and all(len(sign) <= _SIGN for sign in _signs(said)):
            said = _spelled_out(said, legend_of(doc, heads.table))
        if said and not is_blank(said):
            found.append(Field(head.key, head.text, said[:_LONGEST]))
    return tuple(found)


def legend_of(doc: Document, table: int) -> dict[str, str]:
    """What the lines right above or below a table write for its signs ("Q: nộp tại quầy; B: qua bưu điện"); none where they explain one
    sign, or one twice.
    """
    above = doc.text[max(doc.text_from[table] - _NEAR, 0) : doc.text_from[table]]
    below = doc.text[doc.text_to[table] : doc.text_to[table] + _NEAR]
    for text in (below, above):
        told = [(match[1], match[2].strip()) for match in _EXPLAINED.finditer(text)]
        if len(told) > 1 and len(dict(told)) == len(told):
            return dict(told)
    return {}


def _said(doc: Document, cell: int, key: FieldKey) -> str:
    """The words of a cell, and those of its icons, and of short forms that say what they stand for; not the signs on its buttons, nor the
    words of one that only offers to pay.
    """
    said: list[str] = []
    hidden = doc.text_of(cell)
    for element in range(cell, doc.ends[cell]):
        if any(doc.tags[a] in _PRESSED for a in (element, *doc.ancestors(element)) if cell <= a):
            pays = key is FieldKey.PAYMENT and doc.tags[element] in _PRESSED
            hidden = hidden.replace(doc.text_of(element), " ", 1) if pays and doc.text_of(element) else hidden
            continue
        attributes, shown = doc.attributes(element), doc.text_of(element).strip()
        title = next(pictured(doc.tags[element], attributes), "") or (attributes.get("title", "") if doc.tags[element] == "abbr" else "")
        if title and len(shown) <= _SIGN and collapse(title) not in doc.text_of(cell):
            said.append(collapse(title))
            hidden = hidden.replace(shown, " ", 1) if shown else hidden
    words = " ".join(hidden.split()).strip(" ,;/|-")
    return "\n".join(dict.fromkeys(filter(None, [words, *said])))


def _signs(said: str) -> list[str]:
    return [sign for sign in re.split(r"[\s,;/|+&·•-]+", said) if sign]


def _spelled_out(said: str, legend: Mapping[str, str]) -> str:
    """What signs stand for; as they are where one of them is not explained."""
    signs = _signs(said)
    return "\n".join(legend[sign] for sign in signs) if all(sign in legend for sign in signs) else said
