"""What the words of a tab promise that stands under it: forms, the way to apply, or nothing of the procedure itself."""

from __future__ import annotations

import re

from classifier.model import FieldKey, PartLink
from classifier.words.text import fold, nfc
from classifier.words.wordings import label_key

NO_PART = re.compile(
    r"\W*(?:hoi dap|binh luan|danh gia|gop y|cau hoi|phan anh|in\b|tai\b|(?:ket )?xuat|chia se|quay lai|tro ve|tro lai|dong|luu|sua"
    r"|xoa|lien he|thu tuc lien quan|trang (?:truoc|sau|dau|cuoi|chu)|truoc|sau|tiep|nop\b|dang ky\b|dang nhap|tim|xem|print|share|facebook"
    r"|zalo|\d+\W*$)"
)
_WITH_FORMS = frozenset({FieldKey.FORMS, FieldKey.DOSSIER})
_FORMS = re.compile(r"\b(?:mau|to khai|don|ho so|tep|file|tai lieu|dinh kem)\b")
_AND = re.compile(r"\s*(?:[,;&/+]|\s[-–]\s|\bvà\b)\s*", re.IGNORECASE)
_APPLYING = re.compile(r"\b(?:nop|dang ky|truc tuyen|gui|online|(?:qua|tren) (?:moi truong )?mang|tu xa)\b")


def announces_evidence(words: str) -> bool:
    """Whether the words of a tab promise forms or the way to apply."""
    return _FORMS.search(fold(words)) is not None or promises_applying(words) or label_key(words) in _WITH_FORMS


def meanings(words: str) -> frozenset[FieldKey]:
    """What the words of a tab promise, each part of them ("Phí, lệ phí và trả kết quả"); OTHER where nobody knows."""
    parts = {label_key(part) for part in (words, *_AND.split(nfc(words))) if part}
    return frozenset(parts - {FieldKey.OTHER} or {FieldKey.OTHER})


def is_no_part(words: str) -> bool:
    """Whether the words of a tab promise nothing of the procedure itself: what others say about it, or a copy of it."""
    return NO_PART.match(fold(words)) is not None and not announces_evidence(words)


def may_hold_forms(words: str) -> bool:
    """Whether a tab with these words may hold forms."""
    key = label_key(words)
    return key is FieldKey.OTHER or key in _WITH_FORMS or _FORMS.search(fold(words)) is not None


def may_hold_controls(words: str) -> bool:
    """Whether a tab with these words may hold the way to apply."""
    return label_key(words) is FieldKey.OTHER or promises_applying(words)


def promises_applying(words: str) -> bool:
    """Whether the words of a tab promise the way to apply."""
    return _APPLYING.search(fold(words)) is not None


def leads_to_applying(part: PartLink) -> bool:
    """Whether a page promises the way to apply: it is what stands behind a submit control, in the guise of a tab."""
    return not part.fragment and promises_applying(part.words)
