"""Forms for applying that stand on the procedure's own page, or on a part of it: judged as they stand, wherever they are sent."""

from __future__ import annotations

from dataclasses import replace

from classifier.behind.application import read_application
from classifier.model import ApplicationReading, Behind, ControlKind, Page, ProcedureReading
from classifier.page.document import Document, open_document
from classifier.page.targets import target_of

_FORMS = frozenset({Behind.E_FORM, Behind.UPLOAD})


def standing_forms(page: Page, reading: ProcedureReading) -> dict[str, ApplicationReading]:
    """What the forms on `page` ask for whose buttons send the dossier of `reading`, by the address to which they are posted; those to which
    a button only leads down the page, by its signature.

    Only forms that ask for something: a button that hands the procedure's number on leads to whatever answers there.
    """
    submits = [c for c in reading.controls if c.kind is ControlKind.SUBMIT and not c.in_chrome]
    posted = {c.url: c for c in submits if c.action == "post" and c.url}
    opening = {c.signature: c for c in submits if c.action == "modal" and c.modal_text and not c.disabled}
    if not (posted or opening):
        return {}
    found: dict[str, ApplicationReading] = {}
    doc = open_document(page.body, page.url, page.content_type)
    for form in doc.select("form") if posted else ():
        url = doc.absolute(doc.attributes(form).get("action") or doc.url)
        asked = _alone(doc, form, page, reading) if url in posted and url not in found else None
        if asked is not None:
            found[url] = replace(asked, same_procedure=asked.same_procedure or posted[url].own, steps=())
    parts = _opened(doc) if opening else {}
    for signature, control in opening.items():
        part = parts.get(" ".join(control.text.split()))
        asked = _alone(doc, part, page, reading) if part is not None else None
        if asked is not None:
            found[signature] = replace(asked, same_procedure=True, steps=())
    return found


def opened_form(html: str, reading: ProcedureReading) -> ApplicationReading | None:
    """What the form asks for that a submit control of `reading` showed on its page, as a part of it; None when it is none to apply by."""
    page = Page(reading.url, html, content_type="text/html; charset=utf-8", requested_url=reading.url, at=reading.at, rendered=True)
    asked = read_application(page, reading)
    return replace(asked, same_procedure=True, steps=()) if asked.behind in _FORMS else None


def _opened(doc: Document) -> dict[str, int]:
    """The parts of a page that its buttons and links show or go to, by the words of these."""
    found: dict[str, int] = {}
    for element in doc.select("a,button,[role=button]"):
        target = target_of(doc, element)
        part = doc.by_id.get(target.opens, doc.dialogs.get(target.opens)) if target.action == "modal" and target.opens else None
        if part is not None and not doc.within(element, part):
            found.setdefault(" ".join(doc.text_of(element).split()), part)
    return found


def _alone(doc: Document, part: int, page: Page, reading: ProcedureReading) -> ApplicationReading | None:
    """What a part of a page asks for, read as a page of its own; None when it is no form."""
    html = doc.nodes[part].html
    if not html:
        return None
    asked = read_application(Page(page.url, html, content_type="text/html; charset=utf-8", requested_url=page.url, at=page.at), reading)
    return asked if asked.behind in _FORMS else None
