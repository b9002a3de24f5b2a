"""Forms that stand on a page of their own, for many procedures at once: the cell of forms only says where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from classifier.forms.filenames import tells_to_take
from classifier.forms.files import find_files
from classifier.model import FieldKey, FormMention, Page, ProcedureReading
from classifier.page.document import Document, open_document
from classifier.page.regions import find_regions
from classifier.page.surroundings import on_its_line
from classifier.page.targets import same_page
from classifier.words.formsymbols import symbol_of
from classifier.words.memo import remembered
from classifier.words.names import names_a_form
from classifier.words.text import fold, folded_words
from classifier.words.values import Value

_WHERE = re.compile(
    r"\W*(?:(?:trong|tai|o|xem) )?(?:(?:muc|trang|kho|danh muc|chuyen muc|phan|thu vien) )?(?:cac )?(?:bieu mau|mau bieu|mau don|to khai)"
    r"(?:,? (?:va )?(?:mau |to )?(?:don|khai|bieu))*"
    r"(?: (?:dien tu|chung|hanh chinh|(?:(?:cua|thuoc) )?(?:tinh|huyen|xa|so|ubnd|phong|ban)\b[^.;:]{0,40}))?\W*"
)
# A sentence of the dossier that says where the forms are: "… được đăng tại trang Mẫu đơn lĩnh vực Hộ tịch".
_SAYS_WHERE = re.compile(r"\b(?:tai|o|trong|tren|vao|xem)(?: (?:o|tai|trong))? (?:trang|muc|chuyen muc|kho|phan|danh muc|thu vien)\b")
_FORMS = re.compile(r"\W*(?:trang |kho |thu vien )?(?:cac )?(?:bieu mau|mau bieu|mau don|to khai|mau)\b")
_NUMBER = re.compile(r"\d+")
# What asks for one file by its id is no page of several forms; "/tai-ve" alone may be one.
_FILE = re.compile(
    r"\.(?:docx?|dotx?|pdf|xlsx?|zip|rar|rtf|od[ts]|png|jpe?g|gif)(?:$|[?#])|download"
    r"|(?:tai[-_]?(?:ve|xuong|mau|tep|file)|get[-_]?file)[\w./-]*(?:\?[^#]*=\w|/[^/?#]*\d)",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of such a link
_OUTWARD = 8  # elements around a file in which its procedure may be named
_SHORTEST = 12  # characters of a name that is looked for on a page


def forms_page(doc: Document, values: Sequence[Value]) -> str:
    """The page of this host to which the cell of forms, or a sentence of the dossier, leads for them; "" when it leads to none."""
    cells = [value for value in values if value.key in (FieldKey.FORMS, FieldKey.DOSSIER)]
    own = set(_NUMBER.findall(urlsplit(doc.url).path + "?" + urlsplit(doc.url).query))
    for element in doc.select("a[href]") if cells else ():
        place = doc.text_from[element]
        words = doc.folded_of(element)
        if (
            not words
            or len(words) > _LONGEST
            or not _may_name_forms(words)
            or not _leads_to_forms(doc, element, words, [cell.key for cell in cells if cell.holds(place)])
        ):
            continue
        href = doc.attributes(element)["href"].strip()
        url = doc.absolute(href)
        if href.startswith(("#", "javascript:")) or _FILE.search(url) or same_page(url, doc.url):
            continue
        plain = url.partition("#")[0]
        names_record = "#" not in url and set(_NUMBER.findall(plain)) & own
        if urlsplit(url).netloc == urlsplit(doc.url).netloc and not names_record:
            return url
    return ""


def without_pointer(forms: Sequence[FormMention], doc: Document, forms_at: str) -> tuple[FormMention, ...]:
    """The forms of a cell without the line that only says on which page they are ("Tra cứu theo mã tại Thư viện biểu mẫu")."""
    if not forms_at:
        return tuple(forms)
    links = (e for e in doc.select("a[href]") if doc.absolute(doc.attributes(e)["href"].strip()) == forms_at)
    said = [words for link in links if (words := " ".join(doc.folded_of(link).split()))]
    return tuple(form for form in forms if form.file is not None or not any(words in folded_words(form.named) for words in said))


@remembered
def _may_name_forms(words: str) -> bool:
    return (_WHERE.fullmatch(words) or _FORMS.match(words)) is not None


def _leads_to_forms(doc: Document, element: int, words: str, cells: Sequence[FieldKey]) -> bool:
    """Whether the words of a link in these cells name the place where forms are."""
    if FieldKey.FORMS in cells and _WHERE.fullmatch(words):
        return True
    if FieldKey.DOSSIER not in cells or not _FORMS.match(words):
        return False
    said = fold(on_its_line(doc, doc.text_from[element], doc.text_to[element])).replace(words, " ")
    return _SAYS_WHERE.search(said) is not None


def forms_on(page: Page, readings: Sequence[ProcedureReading]) -> list[tuple[FormMention, ...]]:
    """The forms that a page gives each of these procedures: the files that stand nearest to its code or its name."""
    doc = open_document(page.body, page.url, page.content_type)
    marks = [_marks(reading) for reading in readings]
    found: list[list[FormMention]] = [[] for _ in readings]
    for file in find_files(doc, (), find_regions(doc)):
        if file.link.kind in ("legal", "result", "sample", "whole"):
            continue
        owner = _owner(doc, file.element, marks)
        if owner is not None:
            words = " ".join(doc.text_of(file.element).split())
            named = words if names_a_form(words) and not tells_to_take(words) else file.link.named
            found[owner].append(FormMention(named, symbol_of(named), replace(file.link, named=named, kind="form")))
    return [tuple(forms) for forms in found]


def _marks(reading: ProcedureReading) -> tuple[str, ...]:
    name = folded_words(reading.name)
    code = fold(reading.code or "")
    return tuple(mark for mark in (code, name if len(name) >= _SHORTEST else "") if mark)


def _owner(doc: Document, element: int, marks: Sequence[tuple[str, ...]]) -> int | None:
    """The procedure that the innermost element around a file names; None when that names several."""
    for holder in doc.ancestors(element)[1:_OUTWARD]:
        said = " ".join(doc.folded_of(holder).split())
        named = {
            place: mark
            for place, own in enumerate(marks)
            for mark in own
            if mark in said and re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", said)
        }
        if named:
            longest = [p for p, mark in named.items() if not any(mark != other and mark in other for other in named.values())]
            return longest[0] if len(longest) == 1 else None
    return None
