"""Forms that several procedures of one page name by number, and that stand together in a part of the page of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from classifier.document import Document
from classifier.files import FoundFile
from classifier.forms import symbol_of
from classifier.model import FileLink, FormMention, ProcedureReading
from classifier.names import form_name

_LINES = ("li", "tr", "p", "dd", "dt", "div")
_LONGEST = 400  # characters of an entry
_FEWEST_WORDS = 4  # of a name that many procedures do not share
_KINDS = ("form", "other")


def with_annexed(
    doc: Document, procedures: Sequence[ProcedureReading], blocks: Sequence[range], files: Iterable[FoundFile]
) -> tuple[ProcedureReading, ...]:
    """The procedures, each form without a file with the one that has its number, or its name, outside the blocks of them all.

    A number or a name that several entries have tells nothing, as where the numbers begin anew with each field.
    """
    outside = [f for f in files if f.link.kind in _KINDS and f.link.url and not any(f.element in block for block in blocks)]
    if not outside or not all(blocks):
        return tuple(procedures)
    numbered: dict[str, dict[str, FileLink]] = {}
    called: dict[str, dict[str, FileLink]] = {}
    for file in outside:
        entry = _entry(doc, file.element)
        if (symbol := symbol_of(entry)) is not None:
            numbered.setdefault(symbol, {})[file.link.key] = file.link
        if len((name := form_name(file.link.named)).split()) >= _FEWEST_WORDS:
            called.setdefault(name, {})[file.link.key] = file.link

    def completed(form: FormMention) -> FormMention:
        if form.file is not None:
            return form
        found = numbered.get(form.symbol, {}) if form.symbol else called.get(form_name(form.named), {})
        link = next(iter(found.values())) if len(found) == 1 else None
        return replace(form, file=replace(link, named=form.named, kind="form")) if link is not None else form

    return tuple(replace(each, forms=tuple(map(completed, each.forms))) for each in procedures)


def _entry(doc: Document, element: int) -> str:
    """The words of the entry of a list that a link stands in."""
    holder = next((a for a in (element, *doc.ancestors(element)[:4]) if doc.tags[a] in _LINES), element)
    return doc.text_of(holder if doc.text_to[holder] - doc.text_from[holder] <= _LONGEST else element)
