"""Branches of a tree in data: `[{"id": 3, "text": "Hộ tịch", "children": true}]`; what opens one, and what hangs on the last of them.

The script that draws the tree says which part of a node goes into the next request; where it does not, the node's own id does.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from classifier.data.datacolumns import scalars
from classifier.data.datakeys import ID_KEYS, plain, words_of
from classifier.data.listings import read_data
from classifier.model import Row
from classifier.words.names import names_an_agency
from crawler.reader.page.templates import UrlTemplate, value_of
from crawler.reader.page.words import fold

MOST = 5000  # nodes of one answer
_DEPTH = 12
_NAME = re.compile(r"\b(?:ten|name|title|text|label|tieu de|caption)\b")
_ADDRESS = re.compile(r"(?:https?://|/(?!/))[\w.~%/?=&#+:,-]*")
_NO_PAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|ico|css|js|docx?|pdf|xlsx?|zip|rar)(?:$|[?#])", re.IGNORECASE)
# "SoCon": 4, "hasChildren": true, "isParent": "true", "children": [], "lazy": true
_BELOW = re.compile(
    r"(?:has|is|num|no|so|co|tong|count|total|number of) ?(?:child(?:s|ren|rens)?|nodes|sub|folder|parent|lazy|con|nut con|muc con)"
    r"|(?:children|child) ?(?:count|number)|children|childs|child nodes|nodes|folder|lazy|expandable|con"
)
_LAST = re.compile(r"(?:is )?(?:leaf|la)")
_ABOVE = re.compile(r"(?:id )?(?:parent|cha|p)(?: (?:id|node))?")
_VALUE = re.compile(r"[\w.-]{1,100}")
# How code writes a node's values down where it reads them again: "s.dataset.ma = n.Ma", "'<li data-ma=' + n.Ma", ".attr('data-ma', n.Ma)".
_WRITTEN = re.compile(
    r"""dataset\.(\w+)\s*=\s*[\w$]+\.(\w+)"""
    r"""|\bdata-([\w-]+)\s*=\s*\\?["']?\s*(?:["'`]\s*\+\s*|\$\{)\s*(?:\w+\()?[\w$]+\.(\w+)"""
    r"""|\.(?:attr|setAttribute|data)\(\s*["'](?:data-)?([\w-]+)["']\s*,\s*[\w$]+\.(\w+)"""
)


@dataclass(frozen=True, slots=True)
class Node:
    """One node: its scalar values by key, the names of those above it, and what it says of itself.

    `below`: whether anything hangs on it, None where it does not say; `inside`: the answer holds that already.
    """

    values: Mapping[str, Any]
    above: tuple[str, ...]
    name: str
    address: str
    below: bool | None
    inside: bool

    @property
    def ident(self) -> str:
        """Its own id, "" where it has none."""
        return next((str(v) for k, v in self.values.items() if ID_KEYS.match(words_of(k)) and _is_id(v)), "")


def nodes_in(payload: Any, above: tuple[str, ...] = ()) -> Iterator[Node]:
    """The named objects of all arrays of an answer, those inside others too, outermost first."""
    queue: deque[tuple[Any, tuple[str, ...], int]] = deque([(payload, above, 0)])
    left = MOST
    while queue and left > 0:
        value, names, depth = queue.popleft()
        inner: list[Any] = list(value.values()) if isinstance(value, Mapping) else []
        for item in value[:MOST] if isinstance(value, list) else ():
            node = _node(item, names) if isinstance(item, Mapping) else None
            if node is not None:
                left -= 1
                yield node
                queue.extend((v, (*names, node.name), depth + 1) for v in item.values() if _holds_objects(v) and depth < _DEPTH)
            elif isinstance(item, Mapping):
                inner += item.values()
        queue.extend((v, names, depth + 1) for v in inner if isinstance(v, dict | list) and depth < _DEPTH)


def _node(item: Mapping[str, Any], above: tuple[str, ...]) -> Node | None:
    values = scalars(item)
    name = next((text for k, v in values.items() if isinstance(v, str) and _NAME.search(words_of(k)) and (text := plain(v).strip())), "")
    if len(name) < 3:
        return None
    inside = any(_holds_objects(v) for v in item.values())
    links = (v for k, v in values.items() if isinstance(v, str) and len(v) > 1 and _ADDRESS.fullmatch(v) and not _NO_PAGE.search(v))
    return Node(values, above, " ".join(name.split()), next(links, ""), True if inside else _below(item), inside)


def _below(item: Mapping[str, Any]) -> bool | None:
    for key, value in item.items():
        words = words_of(str(key))
        if _LAST.fullmatch(words) and isinstance(value, bool | int):
            return not value
        if words == "state" and value in ("closed", "open"):
            return True
        if _BELOW.fullmatch(words) and (isinstance(value, bool | int | list) or str(value).lower() in ("true", "false")):
            return str(value).lower() not in ("false", "0", "[]")
    return None


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value[:5])


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and 0 < len(str(value)) <= 100


def _attributes(node: Node, written: Mapping[str, str]) -> dict[str, str]:
    """The data attributes that a script may give the element of a node."""
    values = {f"data-{key}": str(value) for key, value in node.values.items() if _is_id(value)}
    return values | {f"data-{name}": str(node.values[key]) for name, key in written.items() if _is_id(node.values.get(key))}


def request_values(node: Node, template: UrlTemplate, written: Mapping[str, str]) -> dict[str, str] | None:
    """What fills the holes of a template for a node; None when that is not known. `written`: see `written_by`."""
    values = _attributes(node, written)
    wanted = dict.fromkeys((*template.holes, *(expression for _, expression in template.body)))
    unknown = [expression for expression in wanted if value_of(expression, values) is None]
    if len(unknown) == 1 and node.ident:
        return values | {unknown[0]: node.ident}
    return None if unknown or not wanted else values


def written_by(code: str) -> dict[str, str]:
    """The data attributes that code makes of the values of objects: the key of each, by the attribute's name without "data-"."""
    found: dict[str, str] = {}
    for match in _WRITTEN.finditer(code):
        name, key = [group for group in match.groups() if group is not None]
        found.setdefault(name, key)
    return found


def rows_of(leaves: Sequence[Node], url: str, written: Mapping[str, str]) -> tuple[Row, ...]:
    """What hangs on the last branches as the rows of a list; none where it does not look like procedures. `written`: see `written_by`."""
    rows = read_data(json.dumps([_record(node) for node in leaves], ensure_ascii=False), url).rows
    nodes = {(node.ident, node.name): node for node in leaves}
    return tuple(_with_handle(row, nodes.get((row.key or "", row.name)), written) for row in rows)


def _with_handle(row: Row, node: Node | None, written: Mapping[str, str]) -> Row:
    """The row with what its element would carry for the script that opens it."""
    if row.url or node is None:
        return row
    told = (f'{name}="{value}"' for name, value in _attributes(node, written).items() if _VALUE.fullmatch(value))
    return replace(row, handle=" ".join(told) or row.handle)


def _record(node: Node) -> dict[str, Any]:
    """The node as a record that says where it hangs, without what makes it a part of a tree."""
    kept = {key: value for key, value in node.values.items() if not any(p.fullmatch(words_of(key)) for p in (_BELOW, _LAST, _ABOVE))}
    agency = next((name for name in reversed(node.above) if names_an_agency(fold(name))), "")
    return {**({"url": node.address} if node.address else {}), **({"agency": agency} if agency else {}), **kept}
