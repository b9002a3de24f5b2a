"""Forms that ask nothing and lead on as a link would: a hidden id and a button "Xem"."""

from __future__ import annotations

from urllib.parse import urlencode

from classifier.page.document import Document
from classifier.page.targets import NONE, Target, hidden_fields

_ELEMENTS = 40  # of such a form
_LONGEST = 4000  # characters of an address


def sent_by_form(doc: Document, form: int) -> tuple[Target, str]:
    """Where a form leads that asks nothing, as a link would, and the words of its one button: `<form><input type=hidden name=id value=5>
    <input type=submit value="Xem"></form>`; nowhere where it asks something, or is sent otherwise than by GET.
    """
    attributes = doc.attributes(form)
    end = min(doc.ends[form], form + _ELEMENTS)
    inputs = [element for element in range(form, end) if doc.tags[element] in ("input", "select", "textarea", "button")]
    kinds = {element: (doc.attributes(element).get("type") or doc.tags[element]).lower() for element in inputs}
    buttons = [element for element in inputs if kinds[element] in ("submit", "button", "image")]
    asks = any(kinds[element] not in ("hidden", "submit", "button", "image") for element in inputs)
    hidden = {name: value for name, value in hidden_fields(doc, form, _ELEMENTS).items() if value}
    if asks or len(buttons) != 1 or not hidden or attributes.get("method", "get").strip().lower() != "get" or end < doc.ends[form]:
        return NONE, ""
    action = (attributes.get("action") or "").split("?")[0].split("#")[0]
    url = doc.absolute(f"{action}?{urlencode(hidden)}")
    button = doc.attributes(buttons[0])
    leads = url.lower().startswith(("http://", "https://")) and len(url) <= _LONGEST
    return (Target(url, "get", raw=url) if leads else NONE), doc.text_of(buttons[0]) or button.get("value") or button.get("title") or ""
