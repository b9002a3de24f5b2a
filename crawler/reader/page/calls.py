"""Files and forms behind a call of the portal's own script (`taiMau('3f0c…')`): the address is in the code, the id in the call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from classifier.model import Control, ControlKind, Field, FileLink, FormMention, ProcedureReading
from crawler.reader.page.addresses import absolute
from crawler.reader.page.handed import handed_on
from crawler.reader.page.templates import data_names, pairs_in, resolve_call, url_templates


def wants_scripts(readings: Iterable[ProcedureReading]) -> bool:
    """Whether a file or a form of one of the readings is promised by a call that nobody could read yet."""
    return any(
        any(link.url is None and link.handle for link in _links(reading)) or any(map(_is_open, reading.controls)) for reading in readings
    )


def with_targets(reading: ProcedureReading, code: str, around: str | None = None) -> ProcedureReading:
    """The reading with the addresses that the code makes of the calls on the page.

    A part of a page that was fetched by itself calls functions of the page `around` it; listeners there work with its data attributes.
    """
    base = around or reading.url

    def led_to(call: str) -> str | None:
        addresses = (absolute(base, address) for template, address, _ in resolve_call(call, code) if template.method == "GET")
        return next((address for address in addresses if address), None)

    def found(link: FileLink) -> FileLink:
        if link.url is not None or not link.handle:
            return link
        return replace(link, url=led_to(link.handle) or absolute(base, _by_data(link.handle, code) or ""))

    def in_field(field: Field) -> Field:
        return replace(field, links=tuple(map(found, field.links))) if field.links else field

    def in_form(form: FormMention) -> FormMention:
        return replace(form, file=found(form.file)) if form.file is not None else form

    def in_control(control: Control) -> Control:
        if not _is_open(control):
            return control
        address = led_to(control.call)
        if around is None:
            return replace(control, url=address, action="get") if address else control
        address = address or absolute(base, _by_data(control.call, code) or "")
        # What works with a record's data is the record's, wherever in its part it stands.
        return replace(control, url=address, action="get", in_chrome=False) if address else control

    return _mapped(reading, in_field, in_form, in_control)


def _is_open(control: Control) -> bool:
    """Whether a way to apply is known by its call alone."""
    return control.kind is ControlKind.SUBMIT and control.url is None and bool(control.call)


def _by_data(call: str, code: str) -> str | None:
    """The one address that the code makes of an element's data attributes."""
    values = pairs_in(call)
    templates = (*url_templates(code), *handed_on(code))
    filled = (template.fill(values) for template in templates if template.method == "GET" and data_names(template))
    found = {address for address in filled if address}
    return found.pop() if len(found) == 1 else None


def _mapped(
    reading: ProcedureReading,
    field: Callable[[Field], Field],
    form: Callable[[FormMention], FormMention],
    control: Callable[[Control], Control],
) -> ProcedureReading:
    return replace(
        reading,
        fields=tuple(map(field, reading.fields)),
        forms=tuple(map(form, reading.forms)),
        controls=tuple(map(control, reading.controls)),
        cases=tuple(_mapped(case, field, form, control) for case in reading.cases),
    )


def _links(reading: ProcedureReading) -> Iterable[FileLink]:
    yield from (form.file for form in reading.forms if form.file is not None)
    yield from (link for field in reading.fields for link in field.links)
    for case in reading.cases:
        yield from _links(case)
