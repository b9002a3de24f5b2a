"""What is said beside a fee: the column of notes, where many portals say how it is paid, and a second fee that is not known yet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.text import fold
from classifier.words.values import EDGE, Label, Value

_HEAD = re.compile(r"\W*(?:ghi chu|mo ta|luu y|dien giai|giai thich|chu thich|thong tin them)(?: (?:ve )?(?:phi|le phi|them|muc thu))?\W*")
# "Nộp tại Bộ phận Một cửa" beside a way of filing is about the dossier: handing in counts only where money or its ways are named.
_PAYS = re.compile(
    r"\b(?:thanh toan|chuyen khoan|phi"
    r"|tai khoan(?! (?:vneid|dinh danh|dich vu cong|dvc|cong dan|ca nhan|nguoi dung|dien tu|da dang ky))"  # one to log in with
    r"|(?:nop|dong|tra|thu) tien"
    r"|(?:dong|tra|thu) (?:truc tuyen|online|truc tiep|qua|tai|bang|vao)"
    r"|nop\b.{0,40}\b(?:ngan hang|kho bac|vi dien tu|vnpay|vnpt pay|tien mat|quay thu))\b"
)
# About filing, or a price under a condition: no way of paying.
_OTHER = re.compile(r"\b(?:ho so|giam|mien|neu|khi|truong hop|doi voi|theo|can cu|quy dinh)\b|%")

_OF_SUMS = frozenset({FieldKey.FEE, FieldKey.PAYMENT, FieldKey.CHANNEL_IN, FieldKey.OTHER})  # heads of a table that is about sums alone
_PENDING = re.compile(r"\W*(?:(?:thong tin|noi dung|du lieu) )?(?:dang (?:duoc )?|chua (?:duoc )?)cap nhat(?: du lieu)?\W*")


def note_column(doc: Document, fee: Label, known: Collection[int]) -> int | None:
    """The head of the notes in the row of heads to which a head of fees belongs; None when there is none, or several.

    `known`: the heads of columns that have a meaning.
    """
    cells = [c for c in doc.children(fee.parent) if doc.tags[c] in ("td", "th")]
    notes = [c for c in cells if c not in known and _HEAD.fullmatch(doc.folded_of(c))]
    return notes[0] if len(notes) == 1 else None


def ways_of_paying(text: str) -> str:
    """The lines of a column of notes that say how one pays, each once."""
    lines = dict.fromkeys(line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if _PAYS.search(said := fold(line)) and not _OTHER.search(said))


def with_pending(doc: Document, values: Sequence[Value]) -> list[Value]:
    """The values; a fee of which the page says that it is yet to come ("Lệ phí: Đang cập nhật") keeps these words beside another fee that
    the page tells ("Phí: Không"): that there is none must be said of both. A cell that is blank says nothing.
    """
    told = {fold(v.label) for v in values if v.key is FieldKey.FEE and v.text and not v.nested}
    return [
        replace(v, text=said)
        if told and v.key is FieldKey.FEE and not (v.text or v.nested or v.spans or fold(v.label) in told) and (said := _pending(doc, v))
        else v
        for v in values
    ]


def _pending(doc: Document, value: Value) -> str:
    said = doc.text[value.start : value.end].strip(EDGE)
    return said if _PENDING.fullmatch(fold(said)) else ""


def paid_in_columns(labels: list[Label]) -> list[Label]:
    """The labels, a column "Cách nộp" of a table about sums alone as that of how they are paid."""
    heads: dict[int, set[FieldKey]] = defaultdict(set)
    for label in labels:
        if label.column:
            heads[label.parent].add(label.key)
    sums = {row for row, keys in heads.items() if FieldKey.FEE in keys <= _OF_SUMS}
    return [
        replace(label, key=FieldKey.PAYMENT)
        if label.column and label.key is FieldKey.CHANNEL_IN and label.parent in sums and not _first_of_row(labels, label)
        else label
        for label in labels
    ]


def _first_of_row(labels: list[Label], label: Label) -> bool:
    return all(other.start >= label.start for other in labels if other.column and other.parent == label.parent)
