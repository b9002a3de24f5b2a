"""Forms for applying that stand on the procedure's own page, or on a part of it: judged as they stand, wherever they are sent."""

from __future__ import annotations

from dataclasses import replace

from classifier.application import read_application
from classifier.document import open_document
from classifier.model import ApplicationReading, Behind, ControlKind, Page, ProcedureReading

_FORMS = frozenset({Behind.E_FORM, Behind.UPLOAD})


def standing_forms(page: Page, reading: ProcedureReading) -> dict[str, ApplicationReading]:
    """What the forms on `page` ask for whose buttons send the dossier of `reading`, by the address to which they are posted.

    Only forms that ask for something: a button that hands the procedure's number on leads to whatever answers there.
    """
    posted = {c.url: c for c in reading.controls if c.kind is ControlKind.SUBMIT and c.action == "post" and c.url and not c.in_chrome}
    if not posted:
        return {}
    found: dict[str, ApplicationReading] = {}
    doc = open_document(page.body, page.url, page.content_type)
    for form in doc.select("form"):
        url = doc.absolute(doc.attributes(form).get("action") or doc.url)
        html = doc.nodes[form].html if url in posted and url not in found else None
        if not html:
            continue
        alone = Page(page.url, html, content_type="text/html; charset=utf-8", requested_url=page.url, at=page.at)
        asked = read_application(alone, reading)
        if asked.behind in _FORMS:
            found[url] = replace(asked, same_procedure=asked.same_procedure or posted[url].own, steps=())
    return found
