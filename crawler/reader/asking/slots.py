"""The parameters of a request, wherever they travel, and what their names say about paging."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.fetching import Ask
from crawler.reader.asking.packed import unpacked
from crawler.reader.page.words import fold


class Role(StrEnum):
    """What a parameter does to the part of a list that is shown."""

    PAGE = "page"
    SIZE = "size"
    OFFSET = "offset"
    END = "end"
    CURSOR = "cursor"


# Folded, letters only; the whole name or, for vendor prefixes (`_WAR_portlet_cur`), its last part.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.SIZE,
        re.compile(
            r"(?:.*(?:size|limit|perpage|recordperpage|rowsperpage|delta|pagelength|rowcount|maxresults?|maxrecords?|maxrows|numrows|kichthuoc|sobanghi|soluong|sodong|displaylength|rpp|pagerows|itemsperpage|numperpage)|rows|take|top|length|ps|rowspage|recordsperpage)$"
        ),
    ),
    (Role.END, re.compile(r"(?:end|to|endrow|rowend|endindex|den)$")),
    (
        Role.OFFSET,
        re.compile(
            r"(?:.*(?:offset|startrow|startindex|rowstart|firstrow|minrow|fromrow|rowfrom|firstresult|startrecord|displaystart|batdau|vitri|tudong|tubanghi)|start|skip|from|first|begin|tu)$"
        ),
    ),
    (
        Role.CURSOR,
        re.compile(
            r"(?:.*(?:lastid|cursor|nexttoken|pagetoken|continuation|scrollid|afterid|lastkey|sinceid|idcuoi|contro|moctiep)|after|last|since|marker|next|sau|ketiep|tieptheo|moc)$"
        ),
    ),
    (
        Role.PAGE,
        re.compile(
            r"(?:.*(?:pageindex|pagenumber|pageno|pagenum|pageid?x|currentpage|curpage|trang|sotrang|pagecurrent)|page|p|pg|paged|cur|current|pageinput|trangso|currentpageindex|.*page)$"
        ),
    ),
)


_PACKED = "-packed"  # ends what says where the parameters inside a value travel
_FLOORS = 5  # of a request's data
# "How many are there already": only as the whole name, a tail of it counts all sorts of things.
_SHOWN_SO_FAR = frozenset({"count", "daco", "dahienthi", "loaded", "shown", "dangco"})


def role_of(name: str) -> Role | None:
    """What a parameter of this name does to paging, None when it is something else."""
    whole = re.sub(r"[^a-z]", "", fold(name))
    if whole in _SHOWN_SO_FAR:
        return Role.OFFSET
    tail = re.split(r"[_$.:\[\]-]+", name.strip("_]"))[-1]
    for candidate in dict.fromkeys((whole, re.sub(r"[^a-z]", "", fold(tail)))):
        for role, pattern in _ROLES:
            if candidate and pattern.match(candidate):
                return role
    return None


@dataclass(frozen=True, slots=True)
class Slot:
    """One parameter: where it travels (query, form, json, or data packed into a value of the query or the form), its path and its value."""

    where: str
    path: tuple[str, ...]
    value: Any

    @property
    def role(self) -> Role | None:
        return role_of(self.path[-1])

    @property
    def number(self) -> int | None:
        if isinstance(self.value, bool):
            return None
        text = str(self.value if self.value is not None else "").strip()
        return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None


def slots_of(ask: Ask) -> tuple[Slot, ...]:
    """All parameters of a request, in order."""
    pairs = parse_qsl(urlsplit(ask.url).query, keep_blank_values=True)
    return (*_pair_slots("query", pairs), *_body_slots(ask))


def _pair_slots(where: str, pairs: list[tuple[str, str]]) -> Iterator[Slot]:
    for key, value in pairs:
        inner = unpacked(value)
        if inner is not None:
            yield from (Slot(where + _PACKED, (key, *path), leaf) for path, leaf in _leaves(inner.data))
        else:
            yield Slot(where, (key,), value)


def _body_slots(ask: Ask) -> Iterator[Slot]:
    if not ask.body:
        return
    data = _json(ask.body)
    if data is not None:
        yield from (Slot("json", path, value) for path, value in _leaves(data))
        return
    yield from _pair_slots("form", _form(ask.body))


def with_slot(ask: Ask, slot: Slot, value: str | int) -> Ask:
    """The same request with one parameter changed; numbers stay numbers in JSON."""
    if slot.where == "json":
        return replace(ask, body=_dump(_changed(_json(ask.body or b""), slot.path, _typed(slot.value, value))))
    if slot.where.startswith("query"):
        parts = urlsplit(ask.url)
        query = urlencode(_with_pair(parse_qsl(parts.query, keep_blank_values=True), slot, value))
        return replace(ask, url=urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment)))
    return replace(ask, body=urlencode(_with_pair(_form(ask.body or b""), slot, value)).encode())


def without_value(ask: Ask, slot: Slot) -> Ask:
    """The same request with one parameter empty: as a list is asked for that begins at its beginning."""
    if slot.where == "json":
        return replace(ask, body=_dump(_changed(_json(ask.body or b""), slot.path, None)))
    return with_slot(ask, slot, "")


def _with_pair(pairs: list[tuple[str, str]], slot: Slot, value: str | int) -> list[tuple[str, str]]:
    """The pairs of an address or a form with one parameter changed, or added where it is not there yet."""
    name, *rest = slot.path

    def changed(old: str) -> str:
        inner = unpacked(old) if slot.where.endswith(_PACKED) else None
        return str(value) if inner is None else inner.packed(_changed(inner.data, tuple(rest), _typed(slot.value, value)))

    found = [(k, changed(v) if k == name else v) for k, v in pairs]
    return found if slot.where.endswith(_PACKED) or any(k == name for k, _ in found) else [*found, (name, str(value))]


def _typed(old: Any, new: str | int) -> str | int:
    if isinstance(old, str):
        return str(new)
    if old is None:
        return new  # as the answer gave it: "12" is no 12
    return int(new) if re.fullmatch(r"-?\d{1,15}", str(new)) else new


def _json(body: bytes) -> Any | None:
    if body.lstrip()[:1] not in (b"{", b"["):
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _dump(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _form(body: bytes) -> list[tuple[str, str]]:
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)


def _leaves(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The scalars of a request's data; those of a list only where it carries one call ("actions": [{…}])."""
    if isinstance(data, list) and len(data) == 1 and isinstance(data[0], dict):
        data = data[0]
    if isinstance(data, dict) and len(path) < _FLOORS:
        for key, value in data.items():
            yield from _leaves(value, (*path, str(key)))
    elif not isinstance(data, list) and path:
        yield path, data


def _changed(data: Any, path: tuple[str, ...], value: str | int | None) -> Any:
    if path and isinstance(data, list) and len(data) == 1:
        return [_changed(data[0], path, value)]
    if not path or not isinstance(data, dict):
        return value
    return {**data, path[0]: _changed(data.get(path[0]), path[1:], value)}


def by_name(ask: Ask, role: Role) -> str | None:
    """The name of the query parameter that plays a role, None when there is none."""
    return next((slot.path[-1] for slot in slots_of(ask) if slot.where == "query" and slot.role is role and slot.number is not None), None)
