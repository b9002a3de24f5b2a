"""Files of forms that a list links in the row of a procedure, beside the page that names the forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifier.model import FormMention, ProcedureReading, Row
from classifier.words.names import form_name


def with_listed_forms(reading: ProcedureReading, row: Row) -> ProcedureReading:
    """The reading of a page with the files that its row in the list links: by the forms' names, and in their order where as many forms
    stand on the page without any file. Where the page names no form, those of the row are all there are.
    """
    linked = [form for form in row.forms if not form.lacks_file]
    if not linked or any(case.forms for case in reading.cases):
        return reading
    if not reading.forms:
        return reading if _has_files(reading) else replace(reading, forms=row.forms)
    if not any(form.lacks_file for form in reading.forms):
        return reading
    if len(row.forms) == len(reading.forms) and all(form.file is None for form in reading.forms):
        return replace(reading, forms=tuple(_with_file(own, told) for own, told in _side_by_side(reading.forms, row.forms)))
    named = {form_name(form.named): form for form in linked}
    return replace(reading, forms=tuple(_with_file(form, named.get(form_name(form.named))) for form in reading.forms))


def _has_files(reading: ProcedureReading) -> bool:
    return any(cell.links for cell in reading.fields)


def _side_by_side(own: Sequence[FormMention], told: Sequence[FormMention]) -> list[tuple[FormMention, FormMention]]:
    """The forms of a page, each with the one of the list that has its name, the others in order."""
    left, pairs = list(told), dict[int, FormMention]()
    for place, form in enumerate(own):
        same = next((other for other in left if form_name(other.named) == form_name(form.named)), None)
        if same is not None:
            pairs[place] = same
            left.remove(same)
    return [(form, pairs[place] if place in pairs else left.pop(0)) for place, form in enumerate(own)]


def _with_file(form: FormMention, told: FormMention | None) -> FormMention:
    return replace(form, file=told.file) if form.lacks_file and told is not None and told.file is not None else form
