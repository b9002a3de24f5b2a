"""Forms whose steps all stand on their page and are shown one by one: whether such a form was read to its end."""

from __future__ import annotations

import re

from classifier.controls.inputs import Inputs, buttons_among
from classifier.page.document import Document
from classifier.page.regions import Regions

_PARTS = frozenset(("div", "section", "fieldset", "li", "article"))
_STEP_HEAD = re.compile(r"\W*(?:buoc|phan|step|muc) (?:\d{1,2}|[ivx]{1,4}|[a-e])\b")
_FEWEST_FILLED = 2  # steps with fields
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = frozenset(("hidden", "hide", "d-none", "is-hidden", "invisible", "an"))


def shown_at_once(doc: Document, inputs: Inputs, regions: Regions, goes_on: re.Pattern[str], ends: re.Pattern[str]) -> bool:
    """Whether all steps of a form stand on the page, each with its fields and a button that shows the next, down to the one that sends it.
    `goes_on`, `ends`: what these buttons say.
    """
    form = doc.form_around(inputs.elements[0]) if inputs.elements else None
    buttons = [(e, said) for e, said in buttons_among(doc, regions, range(form, doc.ends[form])) if said] if form is not None else []
    turns = [element for element, said in buttons if goes_on.search(said)]
    if form is not None and turns and _holds_all_steps(doc, inputs, form) and _is_sent_in_place(doc, buttons, turns, ends):
        return True
    if not turns or not ends.search(buttons[-1][1]) or goes_on.search(buttons[-1][1]) or turns[-1] > buttons[-1][0]:
        return False
    return any(turns[0] < field < buttons[-1][0] for field in inputs.elements)


def _holds_all_steps(doc: Document, inputs: Inputs, form: int) -> bool:
    """Whether a form is made of steps that stand beside each other, all but one hidden or all of them counted, with fields in several;
    a bar of buttons or the names of the steps may stand beside them.
    """
    for holder in (a for a in doc.ancestors(inputs.elements[0]) if form <= a):
        parts = [c for c in doc.children(holder) if doc.tags[c] in _PARTS and doc.text_of(c)]
        filled = {part for part in parts if any(part < field < doc.ends[part] for field in inputs.elements)}
        hidden = {part for part in parts if _is_hidden(doc, part)}
        counted = {part for part in parts if _STEP_HEAD.match(doc.folded_of(part)) is not None}
        steps = filled | hidden | counted
        if len(filled) >= _FEWEST_FILLED and (steps == counted or 0 < len(hidden) == len(steps) - 1):
            return True
    return False


def _is_hidden(doc: Document, part: int) -> bool:
    attributes = doc.attributes(part)
    named = not _HIDDEN_CLASS.isdisjoint(attributes.get("class", "").lower().split())
    return named or "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None


def _is_sent_in_place(doc: Document, buttons: list[tuple[int, str]], turns: list[int], ends: re.Pattern[str]) -> bool:
    """Whether a form can be sent from where it stands, and the buttons that go on send nothing: they only show what stands there."""
    kinds = {element: doc.attributes(element).get("type", "submit").lower() for element, _ in buttons}
    sending = (e for e, said in buttons if ends.search(said) is not None and e not in turns and kinds[e] in ("submit", "image"))
    return all(kinds[turn] == "button" for turn in turns) and any(sending)
