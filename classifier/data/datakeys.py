"""What the keys of JSON objects stand for, whatever their spelling; and their values as plain text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from classifier.model import FieldKey
from classifier.page.document import open_document
from classifier.words.memo import remembered
from classifier.words.text import collapse, fold

_MAX_STEPS = 20_000

_KEYS: tuple[tuple[FieldKey, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        (FieldKey.REASON_PARTIAL, r"ly do.*(toan trinh|mot phan)|reason.*(partial|level)"),
        (
            FieldKey.LEVEL,
            r"\bmuc do\b|\bmucdo\b|\blevel\b|\bfull process\b|\btoan trinh\b|\bimplement level\b|\bloai dich vu\b"
            r"|\bloai dvc\b|\bservice type\b",
        ),
        (
            FieldKey.CODE,
            r"\b(ma|code)\b.*\b(thu tuc|tthc|dvc|dich vu|procedure|service|formality|quoc gia)\b|\b(thu tuc|tthc|dvc"
            r"|procedure|service|formality|national)\b.*\b(ma|code)\b|^(ma|code|ma so)$|^matthc$|^mathutuc$",
        ),
        (FieldKey.FIELD, r"\blinh vuc\b|\blinhvuc\b|\b(field|sector|domain|category)\b"),
        (FieldKey.AGENCY, r"\b(co quan|coquan|don vi|donvi|agency|department|organization|org|unit|govagency|gov agency|impl agency)\b"),
        (
            FieldKey.NAME,
            r"\b(ten|name|title)\b.*\b(thu tuc|tthc|dvc|dich vu|procedure|service|formality)\b|\b(thu tuc|tthc|dvc"
            r"|procedure|service|formality)\b.*\b(ten|name|title)\b|^(ten|name|title|ten day du|full name|label)$"
            r"|^tentthc$|^tenthutuc$",
        ),
        (FieldKey.STEPS, r"\btrinh tu\b|\btrinhtu\b|\b(process|procedure steps|steps|sequence|impl order)\b|\bcac buoc\b"),
        (FieldKey.MANNER, r"\bcach thuc\b|\bcachthuc\b|\b(method|execution method|submission method|channel)s?\b"),
        (FieldKey.DOSSIER, r"\bthanh phan\b|\bthanhphan\b|\b(dossier|profile component|component|document|doc|paper)s?\b|\bgiay to\b"),
        (FieldKey.COPIES, r"\bso (luong|bo)\b|\bsoluong|\bsobo"),
        (
            FieldKey.DURATION,
            r"\bthoi (han|gian)\b|\bthoihan|\bthoigian|\b(duration|processing time|time limit|process time|resolve time)\b",
        ),
        (FieldKey.SUBJECT, r"\bdoi tuong\b|\bdoituong|\b(subject|applicant|object|target audience)s?\b"),
        (FieldKey.CHANNEL_OUT, r"\b(tra|nhan) ket qua\b|\breturn(ing)? method|\bresult channel"),
        (FieldKey.RESULT, r"\bket qua\b|\bketqua\b|\bresults?\b"),
        (FieldKey.PAYMENT, r"\bthanh toan\b|\bpayment\b"),
        (FieldKey.FEE, r"\b(phi|le phi|lephi|fee|charge|cost)s?\b"),
        (FieldKey.FORMS, r"\b(mau don|maudon|to khai|bieu mau|bieumau|form|file template|template|attachment|file)s?\b"),
        (FieldKey.CONDITIONS, r"\bdieu kien\b|\byeu cau\b|\b(requirement|condition)s?\b"),
        (FieldKey.LEGAL_BASIS, r"\bcan cu\b|\bphap ly\b|\b(legal|legal basis|legal ground|regulation)s?\b"),
        (FieldKey.DECISION, r"\bquyet dinh\b|\bdecision\b"),
        (FieldKey.TIER, r"\bcap thuc hien\b|\bcap\b|\b(tier|impl level|administrative level)\b"),
        (FieldKey.STATUS, r"\btrang thai\b|\btinh trang\b|\bstatus\b|\bhieu luc\b"),
        (FieldKey.ADDRESS, r"\bdia chi\b|\baddress\b"),
    )
)
# Keys that only a procedure in detail has.
DETAIL = frozenset(
    {
        FieldKey.STEPS,
        FieldKey.MANNER,
        FieldKey.DOSSIER,
        FieldKey.DURATION,
        FieldKey.RESULT,
        FieldKey.LEGAL_BASIS,
        FieldKey.CONDITIONS,
        FieldKey.SUBJECT,
        FieldKey.FEE,
    }
)
_TYPE_MARK = re.compile(r"__[a-z]$")  # some platforms end the names of a customer's own fields so: "Ma_so__c", "Co_quan__r"
ID_KEYS = re.compile(r"^_?(?:id|uuid|guid|key|ma|.*\bid)$")
TOTAL_KEYS = re.compile(
    r"^(?:total|totals?|total (?:elements?|records?|items?|rows?|count|results?|amount)|count|tong|tong so"
    r"|tong so ban ghi|amount|records|records (?:total|filtered|count)|i total (?:display )?records|num found"
    r"|total_?count|row ?count|last row|items count|found|tong (?:so )?(?:thu tuc|ket qua|dong|muc)|tong cong"
    r"|total (?:hits?|size|entries|found|rows count))$"
)


@remembered
def words_of(key: str) -> str:
    """A JSON key as folded words: "tenThuTuc", "TEN_THU_TUC" and "ten-thu-tuc" are all "ten thu tuc"."""
    plain_key = _TYPE_MARK.sub("", key) or key
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain_key)
    return " ".join(re.split(r"[\W_]+", fold(spaced))).strip()


@remembered
def key_of(key: str) -> FieldKey | None:
    """What a JSON key stands for, or None."""
    words = words_of(key)
    return next((field for field, pattern in _KEYS if pattern.search(words)), None)


def level_text(value: Any) -> str:
    """The level as text: a bare number is a level number of its key, true and false of "isFullProcess" are words."""
    if isinstance(value, bool):
        return "toàn trình" if value else ""
    if isinstance(value, int | float) or (isinstance(value, str) and re.fullmatch(r"\s*\d\s*", value)):
        return f"Mức độ {int(value)}"
    return plain(value) if value is not None else ""


def plain(value: Any) -> str:
    """A value as plain text; mark-up inside it is read as a page would show it."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str):
        if "<" in value and re.search(r"<[a-zA-Z/][^>]*>", value):
            return open_document(value, "").text.strip()
        return collapse(value) if "\n" not in value else "\n".join(filter(None, (collapse(line) for line in value.splitlines())))
    if isinstance(value, int | float):
        return str(value)
    return ""


def objects_in(data: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of an answer, outermost first; of long arrays only the first few."""
    queue: deque[tuple[Any, int]] = deque([(data, 0)])
    for _ in range(_MAX_STEPS):
        if not queue:
            return
        value, depth = queue.popleft()
        if isinstance(value, Mapping):
            yield value
            if depth < 4:
                queue.extend((v, depth + 1) for v in list(value.values())[:300])
        elif isinstance(value, list) and depth < 4:
            queue.extend((v, depth + 1) for v in value[:5])
