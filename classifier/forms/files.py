"""Links and buttons that promise a file, what the page calls each, and whether it is a blank form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from classifier.forms.filenames import KIND_ONLY, is_order, name_of, names_in_order, points_to_paper
from classifier.model import FieldKey, FileLink
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.page.targets import NONE, Target, data_handle, hidden_fields, same_page, target_of
from classifier.words.memo import remembered
from classifier.words.names import file_words, fills_in, leads_out, names_a_form
from classifier.words.text import fold
from classifier.words.values import Innermost, Value
from classifier.words.withheld import is_help

_MAX_POST = 200_000
_PAPERS = (FieldKey.FORMS, FieldKey.DOSSIER)
_CSS = "a,button,input[type=image],input[type=submit],[onclick],[data-href],[data-url],[data-file],[role=link],[role=button]"
_DOCUMENT = re.compile(r"\.(?:docx?|dotx?|pdf|xlsx?|xlsm|zip|rar|7z|rtf|odt|ods|txt|pptx?)(?![\w])", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|bmp|svg|webp|ico)(?:$|[?#])", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"download|taive|tai-ve|tai_ve|taimau|tai-mau|tai-xuong|taixuong|getfile|get_file|viewfile|filetemplate|attach"
    r"|downfile|dinh-kem|dinhkem|file_?id=|/files?/|mau-?don|maudon|bieu-?mau",
    re.IGNORECASE,
)
_MAX_ORDER = 40  # characters of the words on a button
_MAX_NAME = 300  # characters; more is a paragraph
_EMPTY_VALUE = re.compile(r"[?&][\w.]*(?:ma|id|file|hash|guid|key|name|path|uuid|code)\w*=(?:&|$|#|undefined|null)", re.IGNORECASE)
_EMPTY_CALL = re.compile(r"\(\s*(?:['\"]\s*['\"])?\s*\)")
# "tải" (to load) and "tại" (at) fold alike, so these words are looked for with their marks.
# To load is also what lorries do: "Sở Giao thông vận tải", "xe quá tải trọng".
_WORDS = re.compile(
    r"(?<!\bvận )(?<!\btrọng )(?<!\bquá )\btải\b(?! trọng)"
    r"|\bdownload|\bfile mẫu|\b(?:lưu|lấy) (?:về|xuống|tệp|mẫu|file)\b|\btai (?:ve|xuong|mau|file|bieu mau)\b",
    re.IGNORECASE,
)
# With their marks: "điền mẫu" (filling in a form) and "điện Mẫu" fold alike.
_SAMPLE = re.compile(
    r"\b(?:điền sẵn|đã điền|điền mẫu|mẫu điền|ví dụ|mẫu tham khảo|hướng dẫn (?:điền|kê khai|viết|khai)|minh họa|minh hoạ"
    r"|sample|mau dien san|vi du)\b|^\W*(?:tài liệu |bản |file )?hướng dẫn (?:về )?cách (?:thức )?(?:điền|kê khai|khai|viết|ghi|lập)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"^\W*(?:luat|nghi dinh|thong tu|quyet dinh|nghi quyet|cong van|van ban (?:so|quy|phap|hop nhat)|chi thi|bo luat"
    r"|phap lenh|ke hoach)\b|\b\d+/(?:\d{4}/)?(?:nd-cp|qd-|tt-|ttlt|nq-|qh\d)"
)
_WORD = re.compile(r"[\w.-]{1,80}")
# The procedure itself as a file: what a page says that has no more than a heading.
_WHOLE_TEXT = re.compile(
    r"[\W\d]*(?:(?:toan van|toan bo|noi dung|ban day du|file|tep|van ban|ban)(?: day du| chi tiet| toan van| noi dung)*"
    r"(?: cua| ve)? ?(?:quy trinh|thu tuc(?: hanh chinh)?|tthc)|(?:toan van|noi dung (?:chi tiet|day du)|full text))(?: nay)?\W*"
)
_NUMBERED_LAW = re.compile(r"\b\d+/(?:\d{4}/)?(?:nd-cp|qd-|tt-|ttlt|nq-|qh\d)")
# The act that made procedures public, which clerks attach to each of them, and how the office works.
_ACT = re.compile(
    r"\W*(?:quyet dinh|qd)\b[^.;]{0,40}\b(?:cong bo|ban hanh|phe duyet)\b|\W*(?:quy trinh (?:noi bo|giai quyet|dien tu)|luu do)\b"
)
_OF_OTHERS = re.compile(r"\b(?:cua|cho|thuoc)(?: cac| nhung| mot so| mot)? (?:thu tuc|tthc|viec|dich vu|ho so) khac\b[^\n]*$")
_LINE = 200  # characters before a link on its line
_EXPORT = re.compile(r"\bexport|\bxuat (?:word|excel|file|pdf)|\bin (?:thu tuc|trang|noi dung)|export_|print", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file link with its element, the place of its name, and the cells of tables that it stands in."""

    element: int
    link: FileLink
    offset: int
    cells: tuple[tuple[int, int], ...] = ()


def find_files(doc: Document, values: Sequence[Value], regions: Regions) -> list[FoundFile]:
    """Every promise of a file outside the site's own parts, in document order, with its kind."""
    found: list[FoundFile] = []
    last_end = -1
    known = Innermost(v for v in values if v.key is not FieldKey.OTHER)
    papers = _Papers(doc, values)
    for element in doc.select(_CSS):
        if element < last_end or regions.in_chrome(element):
            continue
        text = doc.text_of(element).replace("\n", " ")
        if text and doc.tags[element] == "a" and _is_plain(doc, element, text):
            continue
        if not text and _is_empty_place(doc, element):
            continue
        target = target_of(doc, element)
        offset = doc.text_from[element]
        cells = _cells_around(doc, element)
        value = known.at(offset, cells)
        key = value.key if value else None
        paper = papers.beside(element) if value is None or value.spans or key in _PAPERS else None
        if paper is not None and key not in _PAPERS:
            key = paper.key
        if target.action == "none" and key in _PAPERS:
            target = _by_data(doc, element, text)
        if not _promises(doc, element, target, text, key):
            continue
        named = name_of(doc, element, text, target, value.start if value else 0, paper.named if paper else "")
        kind = _kind(named, target, key)
        if kind is None or (kind == "form" and _is_of_others(doc, offset)):
            continue
        last_end = doc.ends[element]
        url, post = _request(doc, element, target)
        handle = target.raw if url is None and target.action == "script" else ""
        found.append(FoundFile(element, FileLink(named[:500], url, kind, post, handle), offset, cells))
    return _named_in_order(doc, found, known)


def _named_in_order(doc: Document, found: Sequence[FoundFile], known: Innermost) -> list[FoundFile]:
    """The files, those of a row of links below several forms each named by its own form, where all got the name of the last."""
    named: list[FoundFile] = []
    for run in _rows(doc, found):
        value = known.at(run[0].offset, run[0].cells)
        names = names_in_order(doc, [f.element for f in run], value.start if value else 0) if len(run) > 1 else []
        named += [replace(f, link=replace(f.link, named=name[:500])) for f, name in zip(run, names, strict=True)] if names else run
    return named


def _rows(doc: Document, found: Sequence[FoundFile]) -> Iterator[list[FoundFile]]:
    """Blank forms that follow one another under one name with nothing but marks between them."""
    run: list[FoundFile] = []
    for file in found:
        between = doc.text[doc.text_to[run[-1].element] : file.offset] if run else ""
        if run and (file.link.kind != "form" or file.link.named != run[-1].link.named or any(c.isalnum() for c in between)):
            yield run
            run = []
        run.append(file)
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class _Paper:
    """The cell of a row that names a paper, under a head that says so."""

    key: FieldKey
    named: str


class _Papers:
    """The columns of a page that name forms and other papers of a dossier, asked by a row: a file in a row is that of its paper."""

    def __init__(self, doc: Document, values: Sequence[Value]) -> None:
        self._doc = doc
        columns = [v for v in values if v.spans and v.key in _PAPERS]
        self._cells = sorted((start, end, v.key) for v in columns for start, end in v.spans)

    def beside(self, element: int) -> _Paper | None:
        """The paper of the row that an element stands in."""
        doc = self._doc
        row = next((a for a in doc.ancestors(element) if doc.tags[a] == "tr"), None) if self._cells else None
        if row is None:
            return None
        last = doc.text_to[row]
        for start, end, key in self._cells[bisect_left(self._cells, (doc.text_from[row],)) :]:
            if start > last or end > last:
                return None
            named = doc.text[start:end].strip()
            if named and not is_order(named):
                return _Paper(key, named)
        return None


def _is_of_others(doc: Document, offset: int) -> bool:
    """Whether the line says, before a place on it, that what stands there is another procedure's."""
    return _OF_OTHERS.search(doc.folded, max(doc.text.rfind("\n", 0, offset) + 1, offset - _LINE), offset) is not None


def _cells_around(doc: Document, element: int) -> tuple[tuple[int, int], ...]:
    """The parts of the text that are cells of tables around an element."""
    return tuple((doc.text_from[a], doc.text_to[a]) for a in doc.ancestors(element) if doc.tags[a] in ("td", "th"))


def _is_empty_place(doc: Document, element: int) -> bool:
    """Whether an element is a place that a script fills, with nothing in it that could be pressed."""
    attributes = doc.attributes(element)
    is_bare = doc.ends[element] == element + 1 and doc.tags[element] not in ("a", "button", "input", "img", "i", "svg")
    return is_bare and not attributes.keys() & {"onclick", "title", "aria-label"} and attributes.get("role") not in ("button", "link")


def _is_plain(doc: Document, element: int, text: str) -> bool:
    """Whether a link is at first sight no file: nothing in its address, words or scripts speaks of one."""
    attributes = doc.attributes(element)
    if "download" in attributes or "onclick" in attributes:
        return False
    return not _speaks_of_file(text) and not _leads_to_file(attributes.get("href", ""))


@remembered
def _speaks_of_file(text: str) -> bool:
    if KIND_ONLY.fullmatch(fold(text)) or is_order(text):
        return True
    return _WORDS.search(text) is not None or ("." in text and _DOCUMENT.search(text) is not None) or names_a_form(text)


@remembered
def _leads_to_file(href: str) -> bool:
    return href.lower().startswith("javascript:") or bool(_DOCUMENT.search(href) or _DOWNLOAD.search(href))


def _promises(doc: Document, element: int, target: Target, text: str, key: FieldKey | None) -> bool:
    """Whether the element promises a file at all. `key`: of the value that it stands in; a form named where forms are listed is promised
    by its name, whatever its address looks like.
    """
    where = unquote(target.url or target.raw)
    if _EMPTY_VALUE.search(where) or (target.action == "script" and _EMPTY_CALL.search(where)):
        return False
    if target.action in ("mail", "modal") or (target.url and same_page(target.url, doc.url)) or leads_out(fold(text)):
        return False
    attributes = doc.attributes(element)
    says = bool(_WORDS.search(text) and len(text) < 120) or "download" in attributes or bool(_DOCUMENT.search(text))
    if not says and not text:
        said = " ".join((*(attributes.get(name, "") for name in ("title", "aria-label", "alt", "value")), _icon(doc, element)))
        says = bool(_WORDS.search(said))
    if target.action == "none":
        return says and _posts_itself(doc, element)
    if _IMAGE.search(where):
        return False
    address = urlsplit(where).path if target.url else where
    by_name = (names_a_form(text) and not fills_in(fold(text)) and not is_help(text)) or KIND_ONLY.fullmatch(fold(text))
    return bool(
        _DOCUMENT.search(address)
        or _DOCUMENT.search(where)
        or (_DOWNLOAD.search(where) and (says or not target.url or key is FieldKey.FORMS))
        or (says and target.action in ("get", "script", "post"))
        or (target.action == "get" and key in _PAPERS and len(text) < _MAX_NAME and (by_name or points_to_paper(doc, element, text)))
    )


def _by_data(doc: Document, element: int, text: str) -> Target:
    """Where a listener leads that a script put on a button among papers: it works with the button's own data."""
    record = data_handle(doc, element) if _WORDS.search(text) and doc.attributes(element).get("type", "") not in ("submit", "image") else ""
    if not record:
        return NONE
    attributes = doc.attributes(element).items()
    return Target(None, "script", raw=" ".join(f"{k}={v}" for k, v in attributes if k.startswith("data-") and _WORD.fullmatch(v))[:500])


def promises_file(words: str) -> bool:
    """Whether the words of a button say that it fetches a file."""
    return 0 < len(words) <= _MAX_ORDER and _WORDS.search(words) is not None


def _posts_itself(doc: Document, element: int) -> bool:
    """Whether a button sends the form around it."""
    attributes = doc.attributes(element)
    kind = attributes.get("type", "submit" if doc.tags[element] == "button" else "").lower()
    return kind in ("submit", "image") and bool(attributes.get("name")) and doc.form_around(element) is not None


def _request(doc: Document, element: int, target: Target) -> tuple[str | None, str | None]:
    """(address, body) that fetch the file: the link's own, or the form around it with its hidden fields."""
    if target.action == "get":
        return target.url, None
    if target.action == "script":
        return None, None
    form = doc.form_around(element)
    if form is None:
        return (doc.url, target.post) if target.post else (None, None)
    attributes = doc.attributes(element)
    pressed = dict(parse_qsl(target.post, keep_blank_values=True)) if target.post else {}
    if not pressed and attributes.get("type", "").lower() == "image":
        pressed = {f"{attributes['name']}.x": "1", f"{attributes['name']}.y": "1"}
    elif not pressed:
        pressed = {attributes["name"]: attributes.get("value", "")}
    body = urlencode(hidden_fields(doc, form) | pressed)
    return doc.absolute(doc.attributes(form).get("action") or doc.url), body if len(body) <= _MAX_POST else urlencode(pressed)


def _icon(doc: Document, element: int) -> str:
    inner = range(element, min(doc.ends[element], element + 5))
    return " ".join(
        f"{doc.attributes(e).get('class', '')} {doc.attributes(e).get('alt', '')} {doc.attributes(e).get('src', '')}" for e in inner
    )


def names_a_law(named: str) -> bool:
    """Whether the name of a file is that of a law or a decision."""
    words = fold(file_words(named))
    return _LEGAL.search(words) is not None or _ACT.match(words) is not None


def _kind(named: str, target: Target, key: FieldKey | None) -> str | None:
    """form, sample, legal, result, whole or other; None for exports of the page itself."""
    words = fold(file_words(named))
    if key is None and _EXPORT.search(f"{words} {target.url or target.raw}"):
        return None
    if _SAMPLE.search(named):
        return "sample"
    if _WHOLE_TEXT.fullmatch(words):
        return "whole"
    if key in (FieldKey.LEGAL_BASIS, FieldKey.DECISION):
        return "legal"
    if key is FieldKey.RESULT:
        return "result"
    if key in _PAPERS:
        # What stands among the forms is one even if it begins like a law ("Kế hoạch khuyến nông"), unless it has a law's number.
        legal = _NUMBERED_LAW if key is FieldKey.FORMS else _LEGAL
        return "legal" if (legal.search(words) or _ACT.match(words)) and not names_a_form(named) else "form"
    if _LEGAL.search(words):
        return "legal"
    return "form" if names_a_form(named) else "other"
