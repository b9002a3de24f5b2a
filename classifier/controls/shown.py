"""What a button shows that stands hidden on its page already: a way on to the procedure's form, or words that refuse it."""

from __future__ import annotations

import re
from collections.abc import Callable

from classifier.controls.orders import NO_ORDER, is_guide, path_of, says_apply
from classifier.page.document import Document
from classifier.page.refusals import refused_in_dialog
from classifier.page.scripts import spelled_out
from classifier.page.targets import Target, target_of

_SHOWS = re.compile(
    r"\.style\.display|\.className\b|\.classList\b|\.(?:hidden|open)\s*=(?!=)"
    r"|\.(?:show|showModal|modal|fadeIn|slideDown|slideToggle|toggle|toggleClass|addClass|removeClass|dialog|removeAttribute|css)\s*\("
)
_ELEMENT = re.compile(r"(?:getElementById|querySelector|\$|jQuery)\s*\(\s*['\"`]#?([\w-]+)['\"`]\s*\)")
_PRESSED = frozenset(("a", "button", "input", "span", "div", "li", "td"))
# Words by which one goes on from a dialog that asks where or how to apply.
_GOES_ON = re.compile(
    r"\W*(?:dong y|tiep tuc|tiep theo|chon|nop|gui|bat dau|vao|xac nhan|thuc hien|dang ky|lam|co|ok|di (?:den|toi)|chuyen)\b.*"
)
_LOG_IN = re.compile(r"\b(?:dang nhap|log ?in|sign ?in)\b")
_LONGEST = 60  # characters of a link that goes on
_MOST = 400  # elements of a part: larger ones are pages, in which a link may lead anywhere


def led_through(doc: Document, element: int, target: Target, is_own: Callable[[str], bool]) -> Target:
    """The target of a submit control that shows a part of its own page: the way on to this procedure's form that stands in it, else that
    part where a script shows it and it refuses or asks to log in; any other target as it is.

    `is_own`: whether an address, without its host, carries the procedure's id. A script that does more than show something is left to
    whoever can press it: what it decides by cannot be read.
    """
    part = _opened(doc, target)
    if part is None or doc.within(element, part) or doc.ends[part] - part > _MOST:
        return target
    for link in range(part + 1, doc.ends[part]):
        onward = target_of(doc, link) if doc.tags[link] in _PRESSED else None
        if onward is not None and onward.url and onward.action == "get" and _goes_on(doc.folded_of(link), onward.url, is_own):
            return onward
    if target.action != "script" or not (refused_in_dialog(" ".join(doc.folded_of(part).split())) or _logs_in(doc, part)):
        return target
    return Target(None, "modal", opens=doc.attributes(part)["id"])


def _logs_in(doc: Document, part: int) -> bool:
    """Whether a part of a page is a box to log in: it has a field for a password, and says so."""
    return _LOG_IN.search(doc.folded_of(part)) is not None and any(doc.within(e, part) for e in doc.select("input[type=password i]"))


def _goes_on(words: str, url: str, is_own: Callable[[str], bool]) -> bool:
    where = path_of(url)
    if not 0 < len(words) <= _LONGEST or NO_ORDER.match(words) or is_guide(words) or not is_own(where):
        return False
    return says_apply(url) or _GOES_ON.fullmatch(words) is not None


def _opened(doc: Document, target: Target) -> int | None:
    """The part of the page that a target shows and does nothing else with; None when it is not the only one, or does more."""
    if target.action == "modal":
        return doc.by_id.get(target.opens, doc.dialogs.get(target.opens)) if target.opens else None
    script = spelled_out(target.raw, doc.bodies) if target.action == "script" else ""
    if not script or not _SHOWS.search(script):
        return None
    named = dict.fromkeys(doc.by_id[name] for name in _ELEMENT.findall(script) if name in doc.by_id)
    parts = [part for part in named if doc.text_of(part)]  # what darkens the page behind a dialog has no words
    return parts[0] if len(parts) == 1 else None
