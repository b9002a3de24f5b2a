"""Links and buttons that promise a file, what the page calls each, and whether it is a blank form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from classifier.document import Document
from classifier.model import FieldKey, FileLink
from classifier.regions import Regions
from classifier.targets import Target, target_of
from classifier.text import Phrases, fold
from classifier.values import Value

_CSS = "a,button,input[type=image],input[type=submit],[onclick],[data-href],[data-url],[data-file]"
_DOCUMENT = re.compile(r"\.(?:docx?|dotx?|pdf|xlsx?|xlsm|zip|rar|7z|rtf|odt|ods|txt|pptx?)(?![\w])", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|bmp|svg|webp|ico)(?:$|[?#])", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"download|taive|tai-ve|tai_ve|taimau|tai-mau|tai-xuong|taixuong|getfile|get_file|viewfile|filetemplate|attach|downfile|dinh-kem|dinhkem|file_?id=|/files?/|mau-?don|maudon|bieu-?mau",
    re.IGNORECASE,
)
_EMPTY_VALUE = re.compile(r"[?&][\w.]*(?:ma|id|file|hash|guid|key|name|path|uuid|code)\w*=(?:&|$|#|undefined|null)", re.IGNORECASE)
_EMPTY_CALL = re.compile(r"\(\s*(?:['\"]\s*['\"])?\s*\)")
_WORDS = Phrases(
    dict.fromkeys(
        (
            "tai ve",
            "tai xuong",
            "tai mau",
            "tai file",
            "tai bieu mau",
            "download",
            "file mau",
            "tai to khai",
            "tai don",
            "tai tep",
            "tai mau don",
            "tai",
        ),
        True,
    )
)
_ORDERS = re.compile(
    r"^(?:\W*(?:tai ve|tai xuong|tai file|tai mau don|tai mau|tai bieu mau|tai to khai|tai tep|tai|xem|download|file|tep|mau|xem mau|file mau|chi tiet|xem chi tiet|here|tai day|tai ve may|view|link|in)\W*)+$"
)
_SAMPLE = re.compile(
    r"\b(?:mau dien san|dien san|da dien|dien mau|vi du|mau tham khao|huong dan (?:dien|ke khai|viet|khai)|ban mau da|mau huong dan|minh hoa|sample)\b"
)
_LEGAL = re.compile(
    r"^\W*(?:luat|nghi dinh|thong tu|quyet dinh|nghi quyet|cong van|van ban|chi thi|bo luat|phap lenh|ke hoach)\b|\b\d+/(?:\d{4}/)?(?:nd-cp|qd-|tt-|ttlt|nq-|qh\d)"
)
_EXPORT = re.compile(r"\bexport|\bxuat (?:word|excel|file|pdf)|\bin (?:thu tuc|trang|noi dung)|export_|print", re.IGNORECASE)
_FORMLIKE = re.compile(r"\b(?:mau|to khai|don|phieu|bieu mau|giay de nghi|ban khai|ban cam ket|ban ke khai|danh sach|de nghi)\b")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file link with its element and the place of its name."""

    element: int
    link: FileLink
    offset: int


def find_files(doc: Document, values: Sequence[Value], regions: Regions) -> list[FoundFile]:
    """Every promise of a file outside the site's own parts, in document order, with its kind."""
    found: list[FoundFile] = []
    last_end = -1
    for element in doc.select(_CSS):
        if element < last_end or regions.in_chrome(element):
            continue
        target = target_of(doc, element)
        text = doc.text_of(element).replace("\n", " ")
        if not _promises(doc, element, target, text):
            continue
        named = _name(doc, element, text, target)
        offset = doc.text_from[element] + 1
        key = key_at(values, min(offset, max(doc.text_to[element], 1)))
        kind = _kind(named, target, key)
        if kind is None:
            continue
        last_end = doc.ends[element]
        url = target.url if target.action == "get" else doc.url if target.post else None
        found.append(FoundFile(element, FileLink(named[:500], url, kind, target.post), doc.text_from[element]))
    return found


def key_at(values: Sequence[Value], offset: int) -> FieldKey | None:
    """The key of the innermost value that holds a place of the text."""
    best: Value | None = None
    for value in values:
        if value.holds(offset) and value.key is not FieldKey.OTHER and (best is None or value.start >= best.start):
            best = value
    return best.key if best else None


def _promises(doc: Document, element: int, target: Target, text: str) -> bool:
    """Whether the element promises a file at all."""
    where = unquote(target.url or target.raw)
    if _EMPTY_VALUE.search(where) or (target.action == "script" and _EMPTY_CALL.search(where)):
        return False
    if target.action in ("mail", "modal"):
        return False
    attributes = doc.attributes(element)
    says = _WORDS.any(fold(text)) and len(text) < 120 or "download" in attributes
    if not says and not text:
        said = fold(
            " ".join((attributes.get("title", ""), attributes.get("aria-label", ""), attributes.get("alt", ""), _icon(doc, element)))
        )
        says = "tai" in said.split() or "download" in said
    if target.action == "none":
        return False
    if _IMAGE.search(where):
        return False
    address = urlsplit(where).path if target.url else where
    return bool(
        _DOCUMENT.search(address)
        or _DOCUMENT.search(where)
        or (_DOWNLOAD.search(where) and (says or not target.url))
        or (says and target.action in ("get", "script", "post"))
    )


def _icon(doc: Document, element: int) -> str:
    inner = range(element, min(doc.ends[element], element + 5))
    return " ".join(
        f"{doc.attributes(e).get('class', '')} {doc.attributes(e).get('alt', '')} {doc.attributes(e).get('src', '')}" for e in inner
    )


def _name(doc: Document, element: int, text: str, target: Target) -> str:
    """What the page calls the file: the link's own words, else what stands before it in its row or item, else the file name."""
    if text and not _ORDERS.fullmatch(fold(text)) and len(text) > 3:
        return _without_order(text)
    said = doc.attributes(element).get("title", "")
    if said and not _ORDERS.fullmatch(fold(said)):
        return " ".join(said.split())
    holder = doc.parents[element]
    for _ in range(4):
        if holder < 0 or doc.tags[holder] in ("table", "tbody", "body", "ul", "ol", "main", "form"):
            break
        before = doc.text[doc.text_from[holder] : doc.text_from[element]].strip()
        around = before or doc.text[doc.text_to[element] : doc.text_to[holder]].strip()
        lines = [line for line in around.splitlines() if any(c.isalpha() for c in line) and not _ORDERS.fullmatch(fold(line))]
        if lines:
            return (lines[-1] if before else lines[0]).strip(" :-–")
        holder = doc.parents[holder]
    path = unquote(urlsplit(target.url or "").path).rsplit("/", 1)[-1]
    return path or text or "file"


def _without_order(text: str) -> str:
    return re.sub(r"^\s*(?:Tải về|Tải xuống|Tải file|Download|Tải)\s*[:\-]\s*", "", text, flags=re.IGNORECASE).strip() or text


def _kind(named: str, target: Target, key: FieldKey | None) -> str | None:
    """form, sample, legal, result or other; None for exports of the page itself."""
    words = fold(named)
    if key is None and _EXPORT.search(f"{words} {target.url or target.raw}"):
        return None
    if _SAMPLE.search(words):
        return "sample"
    if key in (FieldKey.LEGAL_BASIS, FieldKey.DECISION):
        return "legal"
    if key is FieldKey.RESULT:
        return "result"
    if key in (FieldKey.FORMS, FieldKey.DOSSIER):
        return "legal" if _LEGAL.search(words) and not _FORMLIKE.search(words) else "form"
    if _LEGAL.search(words):
        return "legal"
    return "form" if _FORMLIKE.search(words) else "other"
