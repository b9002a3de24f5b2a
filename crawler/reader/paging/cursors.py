"""What an answer gives for going on: a cursor, wherever it stands in the answer and whatever the next request calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from classifier.data.envelopes import from_base64
from crawler.fetching import Ask
from crawler.reader.asking.slots import Role, Slot, role_of, slots_of, with_slot
from crawler.reader.page.words import fold

_NEXT_KEYS = re.compile(
    r"^(?:next_?(?:cursor|token|id|key|page_?token)?|(?:end|last)_?(?:cursor|id|key)|cursor|page_?token|continuation(?:_?token)?|scroll_?id|id_?cuoi|after|next|sau|ke_?tiep|tiep(?:_?theo)?|con_?tro|moc(?:_?tiep)?)$",
    re.IGNORECASE,
)
_ID_KEYS = re.compile(r"^(?:id|_id|uuid|guid|key|ma|.*id)$", re.IGNORECASE)
_BACK = re.compile(r"prev|before|back|first|truoc|dau|lui")  # "conTroTruoc", "prevCursor"
_OPAQUE = re.compile(r"(?=.*\d)[\w+/=-]{6,200}")  # no word, no date, no address
_MARK = re.compile(r"[\w+/=.:-]{4,400}", re.ASCII)  # one that may be of letters alone
_FLOORS = 4  # of an answer around its records
_SHORTEST = 3  # letters of a name that another may contain
_LAST = ("", "last record")  # no place in the data around the records, whose keys are those of the answer

Scalar = str | int


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A value that each answer hands on to the next request, as two requests in a row showed: which parameter takes it, and from where in
    the answer. Names say nothing of it: "k" may take what the answer calls "n".
    """

    parameter: Slot
    place: tuple[str, ...]

    def ends(self, payload: Any) -> bool:
        """Whether an answer has nothing in that place: it is the last one."""
        return self._value(payload) in {None, ""}

    def following(self, ask: Ask, payload: Any) -> Ask | None:
        """The request that takes what an answer hands on; None where it takes nothing new."""
        slot = next((one for one in slots_of(ask) if (one.where, one.path) == (self.parameter.where, self.parameter.path)), self.parameter)
        value = self._value(payload)
        return with_slot(ask, slot, value) if value not in {None, "", slot.value} and value is not None else None

    def _value(self, payload: Any) -> Scalar | None:
        return next((value for place, value in _told(payload) if place == self.place), None)


def handed_on(payload: Any, before: Ask, after: Ask) -> HandedOn | None:
    """What the request `after` took from the answer to the one `before` it; None where it took nothing, or only counted on: a number may
    stand in an answer for many things.
    """
    known = {(slot.where, slot.path): slot.value for slot in slots_of(before)}
    changed = [slot for slot in slots_of(after) if known.get((slot.where, slot.path)) != slot.value]
    if len(changed) != 1 or changed[0].value in {None, ""} or (changed[0].number is not None and changed[0].role is not Role.CURSOR):
        return None
    taken = str(changed[0].value)
    return next((HandedOn(changed[0], place) for place, value in _told(payload) if str(value) == taken), None)


def _told(payload: Any) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """The scalars around the records of an answer and those of its last record, with their places."""
    yield from envelope(payload)
    for key, value in (_last_record(payload, 0) or {}).items():
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield (*_LAST, str(key)), value


def envelope(payload: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """The scalars around the records of an answer, with the keys under which they stand."""
    if isinstance(payload, dict) and len(above) < _FLOORS:
        for key, value in payload.items():
            if isinstance(value, dict):
                yield from envelope(value, (*above, str(key)))
            elif isinstance(value, str | int):
                yield (*above, str(key)), value


def akin(key: str, name: str) -> bool:
    """Whether a key contains the name of a parameter, or that the key, and does not lead back: "conTroSau", "conTro"."""
    one, other = (re.sub(r"[^a-z]", "", fold(text)) for text in (key, name))
    return min(len(one), len(other)) >= _SHORTEST and (one in other or other in one) and not _BACK.search(one)


def is_mark(value: Scalar | None) -> bool:
    """Whether a value is no number and no words."""
    return isinstance(value, str) and _MARK.fullmatch(value) is not None and not value.isdecimal()


def cursor_values(payload: Any, name: str = "") -> Iterator[Scalar]:
    """What an answer gives for going on: what it calls like the parameter `name`, or a cursor, else the id of its last record, else what
    reads like one.
    """
    around = [(path[-1], value) for path, value in envelope(payload) if not isinstance(value, bool) and value != ""]
    yield from (value for key, value in around if name and akin(key, name))
    yield from _named(payload, 0)
    yield from (value for key, value in around if role_of(key) is Role.CURSOR and not _BACK.search(fold(key)))
    last = _last_record(payload, 0)
    if last:
        keys = sorted((k for k in last if _ID_KEYS.match(k)), key=lambda k: (len(k), k))
        yield from (last[k] for k in keys[:2] if isinstance(last[k], str | int) and not isinstance(last[k], bool))
    yield from (value for _, value in around if isinstance(value, str) and (_OPAQUE.fullmatch(value) or _hides_a_place(value)))


def _hides_a_place(value: str) -> bool:
    """Whether a value is the base64 of a short text with a number ("c:20", "offset=40"): none of that shows in its letters, which may be
    all there is of it.
    """
    try:
        text = from_base64(value).decode("ascii") if _MARK.fullmatch(value) else ""
    except ValueError:
        return False
    return text.isprintable() and any(letter.isdigit() for letter in text)


def next_told(payload: Any) -> Iterator[str]:
    """What an answer names as its next part: a number, an address."""
    return (str(value) for value in _named(payload, 0))


def _named(payload: Any, depth: int) -> Iterator[str | int]:
    if isinstance(payload, dict) and depth < _FLOORS:
        for key, value in payload.items():
            if _NEXT_KEYS.match(str(key)) and isinstance(value, str | int) and not isinstance(value, bool) and value != "":
                yield value
            elif isinstance(value, dict):
                yield from _named(value, depth + 1)


def _last_record(payload: Any, depth: int) -> dict[str, Any] | None:
    if isinstance(payload, list):
        return payload[-1] if payload and isinstance(payload[-1], dict) else None
    if isinstance(payload, dict) and depth < _FLOORS:
        lists = [_last_record(v, depth + 1) for v in payload.values() if isinstance(v, list | dict)]
        return next((found for found in lists if found), None)
    return None
