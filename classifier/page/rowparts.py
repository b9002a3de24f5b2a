"""Parts of a row: its name as the list writes it, its key, its cells."""

from __future__ import annotations

import re
import unicodedata

from classifier.page.document import Document
from classifier.page.recordids import record_ids
from classifier.page.regions import Regions
from classifier.page.targets import Target
from classifier.words.names import is_level_text, starts_like_name
from classifier.words.text import fold

_CODE_PREFIX = re.compile(r"^\W*(?:Mã(?: thủ tục| TTHC)?\s*:?\s*)?[1-9]\.\d{6}(?:[.\w]*)\s*[-–:)\]]*\s*(?=\w)")
# Behind the name: "(Mã TTHC: 1.004845.000.00.00.H53)", "[1.004845]", "- Mã số thủ tục: 1.004845".
_CODE_SUFFIX = re.compile(
    r"\s*(?:[(\[]|[-–—|,](?= )) *(?:(?:Mã|Số|Ký hiệu|Code)\b[^()\[\]:\d]{0,30}:? *)?[1-9]\.\d{6}(?:\.[\w.]*\w)?\W*$", re.IGNORECASE
)
_NUMBER_PREFIX = re.compile(r"^\d{1,4}\s*[.)]\s+")
# "Thủ tục số 4: …", "Thủ tục 2. …", "TTHC thứ 3 - …": which of several it is. A name may begin with the word itself.
_ORDINAL_PREFIX = re.compile(r"^(?:thủ tục|tthc)(?: hành chính)?(?: số| thứ)? ?\d{1,3} ?(?:[:.)]|[-–—](?= )) *(?=[^\W\d])", re.IGNORECASE)
_EMPTY_NOTE = re.compile(r"(?:khong (?:co|tim thay)|chua co|dang tai|no data|loading|khong ton tai)\b")
_SIGNS = " -–•>»+▸▹►▻▶▷▾▼▽➤➔→☛◆◇■□●○❖✓✔"  # what a list draws before its entries
_ID_IN_SCRIPT = re.compile(r"[(,'\"=]\s*['\"]?([0-9a-f-]{16,40}|\d{2,12})\b", re.IGNORECASE)
_ID_AT_END = re.compile(r"(?:^|[_-])(\d{2,12}|[0-9a-f]{24}|[0-9a-f-]{36})$")


def heading_before(doc: Document, first: int, regions: Regions) -> str:
    """The heading under which one of several records stands: the last one above its values (a text offset), "" when it names nothing."""
    above = [e for e in doc.select("h1,h2,h3,h4,h5,h6") if first - 1000 < doc.text_to[e] <= first]
    nearest = max(above, key=lambda e: doc.text_to[e], default=None)
    if nearest is None or regions.in_chrome(nearest) or regions.in_dialog(nearest):
        return ""
    text = " ".join(doc.text_of(nearest).split())
    return text if len(text.split()) >= 4 and len(text) < 1000 else ""


def cells_of(doc: Document, row: int) -> list[int]:
    """The cells of a table row."""
    return [c for c in doc.children(row) if doc.tags[c] in ("td", "th")]


def name_line(text: str) -> str:
    """The line that names the procedure: the first that begins like a name, else the longest."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = (line for line in lines if starts_like_name(fold(line)) and ":" not in line[:30] and not is_level_text(line))
    return next(named, None) or max(lines, key=len, default="")


def clean_name(text: str) -> str:
    """A name on one line without the code, number or bullet before it, or the code behind it."""
    name = without_code_behind(_CODE_PREFIX.sub("", " ".join(text.split())))
    name = _ORDINAL_PREFIX.sub("", unicodedata.normalize("NFC", name).lstrip(_SIGNS))
    return _NUMBER_PREFIX.sub("", name).strip(_SIGNS)[:1000]


def without_code_behind(name: str) -> str:
    """A name without the code that ends it in brackets or behind a dash."""
    return _CODE_SUFFIX.sub("", name) or name


def is_empty_note(name: str) -> bool:
    """Whether the words only say that the list is empty."""
    return bool(_EMPTY_NOTE.match(fold(name)))


def one_line(text: str | None) -> str | None:
    """The text on one line; None when nothing is left."""
    return " ".join(text.split()) or None if text else None


def key_of_row(doc: Document, root: int, anchor: int, target: Target) -> str | None:
    """The stable internal id that a row carries in its address, script or data; never its running number."""
    ids = record_ids(target.url) if target.url else ()
    if ids:
        return ids[0]
    if target.raw and not target.url:
        match = _ID_IN_SCRIPT.search(target.raw)
        if match:
            return match[1]
    for element in (anchor, root):
        attributes = doc.attributes(element)
        for name in ("data-id", "data-key", "data-row-key", "data-code", "id"):
            match = _ID_AT_END.search(attributes.get(name, ""))
            if match:
                return match[1]
    return None
