"""How many records a listing can be asked for at once: offered page sizes and the parameters that carry them."""

from __future__ import annotations

import re

from crawler.fetching import Ask
from crawler.reader.asking.slots import Role, by_name, role_of
from crawler.reader.page.addresses import absolute, same_site, with_query
from crawler.reader.page.document import Document
from crawler.reader.page.view import View
from crawler.reader.paging import numbers
from crawler.reader.paging.pager import moves

WORTH = 2.5  # listings of fewer pages than this are read page by page: asking for more could only waste a request


def larger(view: View, total: int | None, rows: int) -> Ask | None:
    """One request for a larger page of the same listing, None when nothing suggests that it exists or pays."""
    if rows < 2 or (total is not None and total <= rows * WORTH and not view.is_data):
        return None
    if view.is_data or view.ask.method != "GET":
        return numbers.enlarged(view.ask, total, rows) if total is None or total > rows else None
    document = view.document
    if total is None and len([m for m in moves(document, 1) if m.rank < 1e6]) < 2:
        return None
    offered = _offered(document)
    if offered:
        best = max(offered, key=lambda pair: pair[0])
        return Ask(url=best[1], referer=view.url) if best[0] > rows else None
    named = _named_size(view)
    if named is None:
        return None
    url, name = named
    return Ask(url=with_query(url, name, str(min(max(total or 0, 500 if total is None else 0), numbers.LARGEST))), referer=view.url)


def _offered(document: Document) -> list[tuple[int, str]]:
    """Page sizes that the page offers, with the address of each."""
    offered = []
    for select in document.tree.css("select"):
        named = f"{select.attributes.get('name') or ''} {select.attributes.get('id') or ''}"
        for option in select.css("option"):
            text = option.text(strip=True)
            number = re.search(r"\d+", text)
            if number is None:
                continue
            pointer = option.attributes.get("data-gourl") or option.attributes.get("data-url") or option.attributes.get("value") or ""
            if re.search(r"[/?=]", pointer):
                url = absolute(document.base, pointer)
                size = next((s for s in numbers.by_role(Ask(url=url), Role.SIZE)), None) if url else None
                if url and size is not None and same_site(url, document.page.url):
                    offered.append((size.number or int(number[0]), url))
            elif pointer.isdigit() and _is_size_select(named) and _get_form(document, select.attributes.get("name") or ""):
                offered.append((int(pointer), with_query(document.page.url, select.attributes.get("name") or "", pointer)))
    return [pair for pair in offered if pair[0] <= numbers.LARGEST]


def _is_size_select(named: str) -> bool:
    return any(role_of(part) is Role.SIZE for part in named.split())


def _get_form(document: Document, name: str) -> bool:
    """A select outside any form changes the address by script; inside a POST form it cannot be asked for by GET."""
    holding = [form for form in document.forms if any(field.name == name for field in form.fields)]
    return bool(name) and all(form.method == "get" for form in holding)


def _named_size(view: View) -> tuple[str, str] | None:
    for url in (view.url, *(move.ask.url for move in moves(view.document, 1) if move.ask.method == "GET")):
        slot = by_name(Ask(url=url), Role.SIZE)
        if slot is not None:
            return (view.url, slot)
    return None
