"""The list of one procedure's forms on a page of its own, to which a link in the cell of forms leads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from classifier.controls.ownaddress import carries
from classifier.forms.files import FoundFile, find_files
from classifier.forms.matching import read_forms
from classifier.model import Field, FieldKey, FileLink, Page, ProcedureReading
from classifier.page.document import Document, open_document
from classifier.page.recordids import record_ids
from classifier.page.regions import Regions, find_regions, text_spans
from classifier.words.names import names_a_form
from classifier.words.spans import covers, merged
from classifier.words.text import fold, folded_words
from classifier.words.values import MAX_VALUE, Value, stated

_FILE = re.compile(r"\.(?:docx?|dotx?|pdf|xlsx?|zip|rar|7z|rtf|od[ts]|png|jpe?g|gif)(?:$|[?#])|download|attach", re.IGNORECASE)
_SHORTEST = 12  # characters of a name that is looked for on a page
_MOST = 60  # places where a page names its procedure
_INTRODUCES = re.compile(r":\s*$|\b(?:thu tuc|tthc|dich vu)\b")


def marks_of(reading: ProcedureReading) -> frozenset[str]:
    """What may name a procedure in an address: the ids in its own, its code and its key."""
    return frozenset((*record_ids(reading.url), *filter(None, (reading.code, reading.key))))


def may_list(reading: ProcedureReading, marks: Set[str]) -> FileLink | None:
    """The only link in the cell of forms, where it leads to an address of this host that names the record and no file: it may be one form,
    or the page that lists them all. `marks`: of this procedure alone; what stands in the addresses of several is the site's.
    """
    cells = [cell for cell in reading.fields if cell.key is FieldKey.FORMS and cell.links]
    links = {link.key: link for cell in cells for link in cell.links if link.url}
    link = next(iter(links.values())) if len(links) == 1 else None
    if link is None or not link.url or link.post is not None or _FILE.search(link.url):
        return None
    same_host = urlsplit(link.url).netloc == urlsplit(reading.url).netloc
    return link if same_host and carries(link.url.partition("#")[0], tuple(marks)) else None


def kind_of_list(link: FileLink, marks: Set[str]) -> str:
    """The address of such a page without what names its record, and without the values of its query: equal for those of one portal."""
    parts = urlsplit(link.url or "")
    path = parts.path
    for mark in sorted(marks, key=len, reverse=True):
        path = path.replace(mark, "{}")
    return f"{path}?{'&'.join(sorted(name for name, _ in parse_qsl(parts.query)))}"


def with_list(page: Page, of: ProcedureReading, link: FileLink) -> ProcedureReading | None:
    """The procedure with the forms that a page lists for it, or with its word that there are none, in place of the link to the page; None
    when the page does not name it.
    """
    listed = _listed(page, of)
    if listed is None:
        return None
    own = without_link(of, link)
    return replace(own, fields=(*own.fields, *listed.fields), forms=(*own.forms, *listed.forms))


def without_link(of: ProcedureReading, link: FileLink) -> ProcedureReading:
    """The procedure without a link that is no form's, and without the cell that holds nothing else."""
    fields = tuple(cell for cell in of.fields if cell.key is not FieldKey.FORMS or link not in cell.links)
    return replace(of, fields=fields, forms=tuple(form for form in of.forms if form.file != link))


def _listed(page: Page, of: ProcedureReading) -> ProcedureReading | None:
    doc = open_document(page.body, page.url, page.content_type)
    regions = find_regions(doc)
    chrome = merged(text_spans(doc, (*regions.chrome, *regions.menus, *regions.dialogs)))
    starts = _behind_names(doc, of, chrome)
    if not starts:
        return None
    end = next((first for first, _ in chrome if first >= starts[0]), len(doc.text))
    values = [_value(doc, starts[0], end)]
    files = _files(doc, values, regions)
    if files:
        values = [_value(doc, start, min(end, doc.text_to[around])) for start, around in _holders(doc, starts, files) if start < end]
        files = [file for file in files if any(value.holds(file.offset) for value in values)]
    told = "\n".join(value.text for value in values)
    field = Field(FieldKey.FORMS, values[0].label, told, tuple(file.link for file in files))
    forms = tuple(form for form in read_forms(doc, values, files) if form.file is not None or not _names_it_again(form.named, of))
    return ProcedureReading(page.url, of.name, of.code, fields=(field,), forms=forms)


def _holders(doc: Document, starts: Sequence[int], files: Sequence[FoundFile]) -> list[tuple[int, int]]:
    """What stands around both the name and its files holds the list; the rest is the site's. A table that names the procedure in each row
    has one such element for every row.
    """
    first = _around(doc, starts[0], lambda holder: any(doc.within(file.element, holder) for file in files))
    beside = doc.parents[first]
    rows = {first: starts[0]}
    for start in starts[1:]:
        row = _around(doc, start, lambda holder: doc.parents[holder] == beside)
        if row != first and doc.tags[row] == doc.tags[first]:
            rows[row] = start
    return [(start, row) for row, start in rows.items()]


def _around(doc: Document, start: int, holds: Callable[[int], bool]) -> int:
    """The innermost element around a name of which something holds; 0 when there is none."""
    named = doc.element_at(max(start - 1, 0))
    return next((holder for holder in (named, *doc.ancestors(named)) if holds(holder)), 0)


def _names_it_again(line: str, of: ProcedureReading) -> bool:
    """Whether a line only names the procedure: a table of forms does so in every row."""
    said = fold(line).replace(fold(of.code), " ") if of.code else fold(line)
    return " ".join(said.strip(" -–:.,()[]").split()) == folded_words(of.name)


def _value(doc: Document, start: int, end: int) -> Value:
    return Value(FieldKey.FORMS, "Biểu mẫu", stated(doc.text[start:end])[:MAX_VALUE], start, end, start, doc.element_at(start))


def _files(doc: Document, values: Sequence[Value], regions: Regions) -> list[FoundFile]:
    return [file for file in find_files(doc, values, regions) if values[0].holds(file.offset) and file.link.kind == "form"]


def _behind_names(doc: Document, of: ProcedureReading, chrome: list[tuple[int, int]]) -> list[int]:
    """Where the name and the code of a procedure end at the head of its list, and where they end again; none when the page has neither. A
    form may be called after it ("Đơn đề nghị cấp lại thẻ"), which is no head.
    """
    name = folded_words(of.name)
    marks = [re.escape(fold(of.code))] if of.code else []
    marks += [re.escape(name).replace(r"\ ", r"\s+")] if len(name) >= _SHORTEST else []
    found = [places for mark in marks if (places := [place.end() for place in _heading_places(doc, mark, chrome)])]
    head = max((places[0] for places in found), default=-1)
    return [head, *sorted(place for places in found for place in places if place > head)] if found else []


def _heading_places(doc: Document, mark: str, chrome: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for found in islice(re.finditer(rf"(?<!\w){mark}(?!\w)", doc.folded), _MOST):
        before = doc.text[doc.text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if not covers(chrome, found.start()) and (_INTRODUCES.search(fold(before)) or not names_a_form(before)):
            yield found
