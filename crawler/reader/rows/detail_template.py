"""Addresses of detail pages with holes, and what a row has to fill them with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crawler.reader.identity import Record
from crawler.reader.page.templates import UrlTemplate, calls_in, pairs_in, value_of
from crawler.reader.page.words import fold

_DATA = re.compile(r"(?:^|[/.])(?:api|rest|svc|odata|graphql|ajax|json)(?:[/.?]|$)|\.(?:ashx|asmx)\b", re.IGNORECASE)
_VALUE = re.compile(r"[\w.-]{1,250}")  # the title of a procedure in an address is as long as its name
_TITLE = re.compile(r"/[\w%.-]*[a-z-][\w%.-]*/?")


@dataclass(frozen=True, slots=True)
class DetailTemplate:
    """`{name}` holes in an address, each a value that every row has: `{key}`, `{code}` or the name of a data value."""

    pattern: str

    def fill(self, values: Mapping[str, str]) -> str | None:
        missing = [name for name in re.findall(r"\{([^{}]+)\}", self.pattern) if not values.get(name)]
        return None if missing else re.sub(r"\{([^{}]+)\}", lambda m: values[m[1]], self.pattern)


def titled(template: DetailTemplate, learned: list[tuple[dict[str, str], str]]) -> bool:
    """Whether all addresses that were learned are the template's with nothing but a title behind them."""
    heads = [(template.fill(values), address) for values, address in learned]
    return all(head is not None and address.startswith(f"{head}/") and _TITLE.fullmatch(address[len(head) :]) for head, address in heads)


def values_of(record: Record) -> dict[str, str]:
    """What identifies a record, by name: its key, its code, its data attributes, call arguments and JSON scalars."""
    row = record.row
    values: dict[str, str] = {}
    if row.key:
        values["key"] = row.key
    if row.handle:
        values.update({k: v for k, v in pairs_in(row.handle).items() if v})
        for index, argument in enumerate(a for _, arguments in calls_in(row.handle) for a in arguments):
            values[f"arg{index}"] = argument
        if re.fullmatch(r"[\w.-]{1,64}", row.handle.strip()):
            values.setdefault("key", row.handle.strip())
    if row.code:
        values["code"] = row.code
    if record.data:
        for name, value in record.data.items():
            if isinstance(value, str | int) and not isinstance(value, bool) and _VALUE.fullmatch(str(value)):
                values.setdefault(str(name), str(value))
    return values


def patterns(templates: Iterable[UrlTemplate], values: Mapping[str, str]) -> Iterator[str]:
    """Templates with their holes named after the row's values: addresses of pages before those of data, whose controls nobody sees; then
    those with one hole and a word of a detail page first.
    """
    ranked = sorted(
        (t for t in templates if t.holes and t.method == "GET" and len(t.holes) <= 3), key=lambda t: (_is_data(t), _detail_rank(t))
    )
    for template in ranked:
        filled: list[str] = []
        for hole in template.holes:
            fixed = value_of(hole, {})
            name = _name_for(hole, values) if fixed is None else None
            if fixed is None and name is None:
                break
            filled.append(fixed if fixed is not None else "{" + str(name) + "}")
        else:
            holes = iter(filled)
            yield "".join(part if isinstance(part, str) else next(holes) for part in template.parts)


def _is_data(template: UrlTemplate) -> bool:
    return _DATA.search(template.skeleton) is not None


def _detail_rank(template: UrlTemplate) -> float:
    words = fold(template.skeleton)
    good = re.search(r"chi-?tiet|detail|view|xem|show|info|tthc|thu-?tuc|dvc|dich-?vu|procedure|service|modal|popup|item", words)
    bad = re.search(r"page|trang|nop|apply|submit|download|file|thong-?ke|search|login|rating|danh-?gia", words)
    return len(template.holes) - 2 * bool(good) + 3 * bool(bad)


def _name_for(hole: str, values: Mapping[str, str]) -> str | None:
    """Which value of a row an expression reads: by its own last word, else the row's key when it is called an id."""
    words = re.findall(r"[A-Za-z_][\w-]*", hole)
    plain = {re.sub(r"[^a-z0-9]", "", k.lower().removeprefix("data-")): k for k in values}
    for word in reversed(words):
        folded = re.sub(r"[^a-z0-9]", "", word.lower().removeprefix("data-"))
        if folded in plain:
            # The row's own key is what every page of the list gives, whatever the data call it.
            return "key" if values[plain[folded]] == values.get("key") else plain[folded]
    # What a row that a script draws carries in a data attribute, under whatever name, is what tells it from the other rows.
    if words and (re.search(r"id|key|ma|code|uuid|slug", words[-1], re.IGNORECASE) or "dataset" in words):
        return "key" if "key" in values else "arg0" if "arg0" in values else None
    if len(words) == 1 and "arg0" in values:
        return "arg0"
    return None
