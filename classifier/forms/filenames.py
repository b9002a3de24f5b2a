"""What a page calls a file: its link's own words, or what stands beside or above a link that says nothing of its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from classifier.page.document import Document
from classifier.page.targets import Target
from classifier.words.names import names_a_form
from classifier.words.text import fold

_ORDERS = re.compile(
    r"\W*(?:(?:tai|luu|lay|ve|xuong|may|mau|file|tep|don|bieu|to|khai|xem|download|dinh|kem|chi|tiet|day|nay|de|link|in|here|view"
    r"|lieu|(?:mau|don|bieu|ban) (?:trong|trang|rong)|ban (?:mau|mem|word|pdf|docx?|excel|xlsx?|scan|in|dien tu)"
    r"|trong|in san|co san|de (?:trong|dien|khai|ghi|viet|in|sua)|(?:dien|ghi) vao|chua (?:dien|ghi|khai)"
    r"|(?:ban|to) (?:trang|trong|goc|nay)|nhan|mo|keo|bam|(?:o|tai) day"
    r"|click|bam|vao|docx?|pdf|xlsx?|zip|rar|rtf|odt|word|excel|kb|mb|\d{1,4})\b\W*)+"
)
# A paper that has no name but its kind and number: "Tờ khai (mẫu 08)". Beside a link it names the file; as words of a link, with an order
# among them, it only says what is loaded.
_KIND_AND_NUMBER = re.compile(r"\W*(?:to khai|don|bieu|mau)\b(?:\W*(?:mau|bieu|don|so|to khai)\b)*\W*[a-z]{0,2}\d{1,3}[a-z]?\W*")
# A link that names nothing but the kind of its file: "[docx]", "Bản Word (24 KB)".
# What is empty ("trống") or printed for that is there to be filled in, with or without its kind: "bản Word trống để điền", "tờ in sẵn".
_PAPER = r"(?:(?:ban|file|tep|mau|to|giay|don|phieu|tai lieu)\W+)"
_KINDS = r"(?:docx?|pdf|xlsx?|rtf|odt|zip|rar|word|excel)"
_BLANK = r"(?:trong|in san|co san|chua dien|de (?:trong|dien|khai|ghi|viet|in|sua)(?: vao| ra| tay)?|sua duoc)"
KIND_ONLY = re.compile(rf"\W*(?:{_PAPER}*{_KINDS}|{_PAPER}+{_BLANK})(?:\W+{_BLANK})*(?:\W+\d+(?:[.,]\d+)? ?[km]b)?\W*", re.IGNORECASE)
_TAKES = re.compile(r"\b(?:lay|nhan|mo|keo|bam|click|tai|luu|in|(?:o|tai) day|(?:ban|to) nay|trang|trong|de (?:dien|khai|ghi|viet))\b")
# What tells more of a paper, or where it is written, may be a page.
_NO_TAKING = re.compile(r"\b(?:xem|chi tiet|view)\b|^\W*(?:ke )?(?:khai|dien|ghi)\b")
_FILLED_IN = re.compile(r"\b(?:dien tu|truc tuyen|online|qua mang|tren mang|(?:ke )?khai|dien|nop|gui)(?: (?:ngay|luon))?\W*$")
_BARE_FILE = re.compile(r"(?:[^\W\d]{1,8}(?: [^\W\d]{1,8})?:\s*)?\S+\.(?:docx?|pdf|xlsx?|zip|rar|rtf|odt)", re.IGNORECASE)
# A stored name that has only a kind and numbers: "Mau 1_519.docx". What its row is about is the better name.
_NUMBERED_FILE = re.compile(
    r"(?:bieu |to )?(?:mau|bieu|phu luc|file|tep|bm|pl|khai|don)(?:[\W_]*(?:so|don))?[\W_]*[a-z]{0,3}\d{1,4}[a-z]?(?:[\W_]+\d{1,14})*"
    r"\.(?:docx?|pdf|xlsx?|zip|rar|rtf|odt)"
)
_FILE_NAME = re.compile(r"\w\.(?:docx?|pdf|xlsx?|zip|rar|rtf|odt)\W*$", re.IGNORECASE)
_STORED_WORDS = 3
_SIZE = re.compile(r"\b\d+(?:[.,]\d+)? ?[km]b\b")
_ENDING = re.compile(r"\.?\b(?:docx?|pdf|xlsx?|zip|rar|rtf|odt)\b\W*$")
# How many of a paper are wanted, in what kind: "01 bản chính", "Số lượng: 1 bộ", "Bản sao có chứng thực", "Bắt buộc".
_COPIES = re.compile(
    r"\W*(?:(?:so (?:luong|ban|bo)|ban (?:chinh|sao|goc|photo|dien tu|scan)|bo|ban|to|quyen|co|chung thuc|cong chung|hoac|va|x|yeu cau"
    r"|(?:khong )?bat buoc|neu co|mot|hai|ba|\d{1,3})\b\W*)+"
)
_HOLDERS = 4  # elements around a link in which the words are looked for that name its file
_WIDER = ("table", "tbody", "body", "ul", "ol", "main", "form")  # what holds more than one file has to do with
_EDGE = " :-–("


def is_order(text: str) -> bool:
    """Whether words only say to load something, and not what ("Tải về", "file đính kèm 1")."""
    return _ORDERS.fullmatch(fold(text)) is not None


def is_copies(folded: str) -> bool:
    """Whether folded words only say how many of a paper are wanted, and in what kind."""
    return _COPIES.fullmatch(folded) is not None


def tells_to_take(text: str) -> bool:
    """Whether words only say to load something and say so by a verb or by pointing: "Tờ khai" may be all that a file is called."""
    return is_order(text) and _TAKES.search(fold(text)) is not None


def points_to_paper(doc: Document, element: int, text: str) -> bool:
    """Whether a link among papers only tells to take what the words before it in its item name, a form: "Đơn xin phép (bấm để lấy)". One
    that is filled in where the link leads is no file.
    """
    if not tells_to_take(text) or _NO_TAKING.search(fold(text)):
        return False
    item = next((a for a in doc.ancestors(element)[:_HOLDERS] if doc.tags[a] in ("li", "td", "p")), None)
    named = _before(doc, element, item, 0).rpartition("\n")[2].rpartition(";")[2] if item is not None else ""
    return names_a_form(named) and not _FILLED_IN.search(fold(named))


def name_of(doc: Document, element: int, text: str, target: Target, since: int, paper: str) -> str:
    """What the page calls the file: the link's own words, else what stands before it in its row or item, else the file name.

    `since`: where the value starts in which the link stands; the label before it is no part of a name. `paper`: what its row is about.
    """
    if text and not _says_nothing(text) and len(text) > 3 and not (names_a_form(paper) and _is_stored_name(text)):
        return _without_order(text)
    said = doc.attributes(element).get("title", "")
    if said and not is_order(said) and not _BARE_FILE.fullmatch(said):  # Drupal puts the name of the stored file there
        return " ".join(said.split())
    for holder in _holders(doc, element):
        if paper and doc.tags[holder] == "tr":
            return _last_item(paper.splitlines()[-1]).strip(_EDGE)
        before = _before(doc, element, holder, since)
        around = before or doc.text[doc.text_to[element] : doc.text_to[holder]].strip()
        if lines := _telling(around):
            if _FILE_NAME.search(text) and _FILE_NAME.search(lines[-1] if before else lines[0]):
                return text  # beside it stands another file of the list: "Biểu mẫu 1.docx", "Phụ lục 2.docx"
            return (_last_item(lines[-1]) if before else lines[0]).strip(_EDGE)
    path = unquote(urlsplit(target.url or "").path).rsplit("/", 1)[-1]
    return (text if _BARE_FILE.fullmatch(text) else path) or text or "file"


def names_in_order(doc: Document, row: Sequence[int], since: int) -> list[str]:
    """The names of files whose links stand in a row below as many forms as they are, in their order; none where they are no such row.

    `row`: links with nothing but marks between them. Two links of one file in two kinds ("[docx] [pdf]") are not two files.
    """
    texts = [doc.text_of(element).replace("\n", " ") for element in row]
    if not all(map(_says_nothing, texts)) or not _are_different_files(texts):
        return []
    for holder in _holders(doc, row[0]):
        if doc.ends[holder] > row[-1] and (lines := _telling(_before(doc, row[0], holder, since))):
            return [line.strip(_EDGE) for line in lines] if len(lines) == len(row) and (since or all(map(names_a_form, lines))) else []
    return []


def _says_nothing(text: str) -> bool:
    return bool(_BARE_FILE.fullmatch(text) or any(p.fullmatch(fold(text)) for p in (KIND_ONLY, _NUMBERED_FILE))) or is_order(text)


def _is_stored_name(text: str) -> bool:
    """Whether words are the name of a stored file that begins like a paper's, was cut and got a number: "Tờ _2.docx", "Đơn xin (1).doc"."""
    return _FILE_NAME.search(text) is not None and len(text.split()) <= _STORED_WORDS and any(c.isdigit() for c in text)


def _are_different_files(texts: Sequence[str]) -> bool:
    """Whether links without a name are to different files: all say the same, or each has a number or a stored name of its own."""
    plain = [_SIZE.sub("", fold(text)) for text in texts]
    stems = [_ENDING.sub("", text).strip() for text in plain]
    if len(set(plain)) == 1:
        return not _BARE_FILE.fullmatch(texts[0])
    return len(set(stems)) == len(stems) and all(
        any(c.isdigit() for c in s) or _BARE_FILE.fullmatch(t) for s, t in zip(stems, texts, strict=True)
    )


def _holders(doc: Document, element: int) -> list[int]:
    found: list[int] = []
    holder = doc.parents[element]
    while holder >= 0 and len(found) < _HOLDERS and doc.tags[holder] not in _WIDER:
        found.append(holder)
        holder = doc.parents[holder]
    return found


def _before(doc: Document, element: int, holder: int, since: int) -> str:
    start, end = doc.text_from[holder], doc.text_from[element]
    return doc.text[since if start <= since <= end else start : end].strip()


def _telling(text: str) -> list[str]:
    """The lines that say more than "load this", how many are wanted or how files are stored."""
    said = ((line, fold(line)) for line in text.splitlines() if any(c.isalpha() for c in line))
    named = (line for line, folded in said if _KIND_AND_NUMBER.fullmatch(folded) or not (is_order(line) or _COPIES.fullmatch(folded)))
    return [line for line in named if not all(_BARE_FILE.fullmatch(word.strip(",;|()[]")) for word in line.split() if word.strip(",;|-"))]


def _last_item(line: str) -> str:
    """Of papers that one line lists ("Đơn (tải mẫu); Tờ khai (tải mẫu)") the last, beside which the link stands."""
    item = line.rpartition(";")[2].strip()
    return item if names_a_form(item) or not (is_order(item) or names_a_form(line)) else line


def _without_order(text: str) -> str:
    return re.sub(r"^\s*(?:Tải về|Tải xuống|Tải file|Download|Tải)\s*[:\-]\s*", "", text, flags=re.IGNORECASE).strip() or text
