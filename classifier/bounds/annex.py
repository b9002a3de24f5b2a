"""Forms that a page names by number, and whose files stand together in a part of the page of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from classifier.forms.files import FoundFile, names_a_law
from classifier.model import FileLink, FormMention, ProcedureReading
from classifier.page.document import Document
from classifier.words.formsymbols import annex_heading, symbol_of
from classifier.words.names import form_name, names_a_form

_LINES = ("li", "tr", "p", "dd", "dt", "div")
_LONGEST = 400  # characters of an entry
_FEWEST_WORDS = 4  # of a name that many procedures do not share
_KINDS = ("form", "other")
_MISTAKEN = ("legal", "other")


def with_annexed(
    doc: Document, procedures: Sequence[ProcedureReading], blocks: Sequence[range], files: Iterable[FoundFile]
) -> tuple[ProcedureReading, ...]:
    """The procedures, each form without a file with the one that has its number, or its name, outside the blocks of them all.

    A number or a name that several entries have tells nothing, as where the numbers begin anew with each field.
    """
    outside = [f for f in files if f.link.kind in _KINDS and f.link.url and not any(f.element in block for block in blocks)]
    if not outside or not all(blocks):
        return tuple(procedures)
    return tuple(replace(each, forms=_completed(doc, each.forms, outside)) for each in procedures)


def with_own_annexes(doc: Document, forms: Sequence[FormMention], files: Iterable[FoundFile]) -> tuple[FormMention, ...]:
    """The forms of the only procedure of a page, each without a file with the one that has its number, or its name, behind the last item:
    what stands there looks like a part of that item, the law. The text of a law is no form, whatever number is in its name.
    """
    behind = [f for f in files if f.link.kind in _MISTAKEN and f.link.url and _may_be_form(f.link.named)]
    return _completed(doc, forms, behind) if behind and any(form.file is None for form in forms) else tuple(forms)


def _may_be_form(named: str) -> bool:
    return names_a_form(named) and not names_a_law(named)


def _completed(doc: Document, forms: Sequence[FormMention], files: Sequence[FoundFile]) -> tuple[FormMention, ...]:
    numbered: dict[str, dict[str, FileLink]] = {}
    called: dict[str, dict[str, FileLink]] = {}
    for file in files:
        entry = _entry(doc, file.element)
        if (symbol := symbol_of(entry) or annex_heading(entry)) is not None:
            numbered.setdefault(symbol, {})[file.link.key] = file.link
        if len((name := form_name(file.link.named)).split()) >= _FEWEST_WORDS:
            called.setdefault(name, {})[file.link.key] = file.link

    def completed(form: FormMention) -> FormMention:
        if form.file is not None:
            return form
        found = numbered.get(form.symbol or "") or called.get(form_name(form.named), {})
        link = next(iter(found.values())) if len(found) == 1 else None
        return replace(form, file=replace(link, named=form.named, kind="form")) if link is not None else form

    return tuple(map(completed, forms))


def _entry(doc: Document, element: int) -> str:
    """The words of the entry of a list that a link stands in."""
    holder = next((a for a in (element, *doc.ancestors(element)[:4]) if doc.tags[a] in _LINES), element)
    return doc.text_of(holder if doc.text_to[holder] - doc.text_from[holder] <= _LONGEST else element)
