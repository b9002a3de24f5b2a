"""Whether an address or a script names a procedure, so that the control that has it is the procedure's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from classifier.controls.orders import path_of
from classifier.model import Control, ControlKind, ProcedureReading
from classifier.page.recordids import procedure_id, record_ids, record_pairs
from classifier.words.codes import Code, code_in_address, parse_code

_TITLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){3,}")  # a longer one names another procedure


def has_id(url: str) -> bool:
    """Whether an address has a number, which can name a record."""
    parts = urlsplit(url)
    return any(c.isdigit() for c in f"{parts.path}?{parts.query}")


def by_what_is_handed_over(controls: list[Control], code: Code | None) -> list[Control]:
    """On a page of one procedure, the one id of a procedure to which its submit controls lead is its own, as another system may number
    them; so is the one national code, where the page gives none.
    """
    submits = [c for c in controls if c.kind is ControlKind.SUBMIT and not c.in_chrome and c.url]
    codes = {c: told.base for c in submits if (told := code_in_address(c.url or "")) and told.base}
    own = _of_one({c: found for c in submits if c not in codes and (found := procedure_id(c.url or ""))})
    own |= _of_one(codes) if code is None or not code.base else set()
    return [replace(c, own=True) if c in own else c for c in controls] if own else controls


def _of_one(named: dict[Control, str]) -> set[Control]:
    """All of the controls where they name one procedure, none of them where they name several."""
    return set(named) if len(set(named.values())) == 1 else set()


def at_address(control: Control, url: str, reading: ProcedureReading) -> Control:
    """A control whose target only a press could tell, with that target: as if the page had named it."""
    code = parse_code(reading.code or "")
    codes = [part for part in (reading.code, code.base if code else None) if part]
    ids = [*record_ids(reading.url), *record_pairs(reading.url), *codes, *([reading.key] if reading.key else [])]
    return replace(control, url=url, action="get", own=control.own or carries(path_of(url), ids))


def carries(where: str, ids: Sequence[str]) -> bool:
    """Whether one of the ids stands as a whole token in an address or script; a short number, and a title, only as a value of its own."""
    return any(len(identity) > 1 and _stands_alone(identity, where) for identity in ids)


def _stands_alone(identity: str, where: str) -> bool:
    # Not by a pattern: ids differ from page to page, and compiling one for each was a twelfth of reading a page.
    joins = "_-" if len(identity) < 4 or _TITLE.fullmatch(identity) else "_"
    at = where.find(identity)
    while at >= 0:
        before, after = where[max(at - 1, 0) : at], where[at + len(identity) : at + len(identity) + 1]
        if not (before and (before.isalnum() or before in f".{joins}")) and not (after and (after.isalnum() or after in joins)):
            return True
        at = where.find(identity, at + 1)
    return False
