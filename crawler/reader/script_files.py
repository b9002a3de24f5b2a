"""Files behind a call of the portal's own script (`taiMau('3f0c…')`): the address is in the code, the id in the call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from classifier.model import Field, FileLink, FormMention, ProcedureReading

from .addresses import absolute
from .templates import resolve_call


def wants_scripts(readings: Iterable[ProcedureReading]) -> bool:
    """Whether a file of one of the readings is promised by a call that nobody could read yet."""
    return any(link.url is None and link.handle for reading in readings for link in _links(reading))


def with_files(reading: ProcedureReading, code: str) -> ProcedureReading:
    """The reading with the addresses that the code makes of the calls on the page."""

    def found(link: FileLink) -> FileLink:
        if link.url is not None or not link.handle:
            return link
        addresses = (absolute(reading.url, address) for template, address, _ in resolve_call(link.handle, code) if template.method == "GET")
        return replace(link, url=next((address for address in addresses if address), None))

    def in_field(field: Field) -> Field:
        return replace(field, links=tuple(map(found, field.links))) if field.links else field

    def in_form(form: FormMention) -> FormMention:
        return replace(form, file=found(form.file)) if form.file is not None else form

    return _mapped(reading, in_field, in_form)


def _mapped(reading: ProcedureReading, field: Callable[[Field], Field], form: Callable[[FormMention], FormMention]) -> ProcedureReading:
    return replace(
        reading,
        fields=tuple(map(field, reading.fields)),
        forms=tuple(map(form, reading.forms)),
        cases=tuple(_mapped(case, field, form) for case in reading.cases),
    )


def _links(reading: ProcedureReading) -> Iterable[FileLink]:
    yield from (form.file for form in reading.forms if form.file is not None)
    yield from (link for field in reading.fields for link in field.links)
    for case in reading.cases:
        yield from _links(case)
