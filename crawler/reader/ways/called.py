"""Ways to lists and their parts that only the code of a page tells, of its own files where it has none: a call (`moDonVi("so-y-te")`),
or the data of an element to which a listener moves on (`location = '/don-vi/' + muc.dataset.ma`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.reader.asking.own_code import own_code, own_files
from crawler.reader.asking.session import Session
from crawler.reader.page.addresses import absolute, kind_of
from crawler.reader.page.document import Document, Link, data_of, in_chrome
from crawler.reader.page.handed import handed_on
from crawler.reader.page.said import line_of
from crawler.reader.page.templates import UrlTemplate, bodies, calls_in, data_names, pairs_in, resolve_call, url_templates
from crawler.reader.page.view import View
from crawler.reader.page.words import category_score, listing_score
from crawler.reader.paging.press import press

_PROMISES = 2.0  # what the words of a way to lists promise, at the least
_FEWEST = 2  # elements with data that are named like parts
_CARRIERS = "li, div, span, td, tr, p, button, a, b, i, label, dt, dd"
_MOST = 2000  # elements that are looked at
_LONGEST = 120  # characters of the name of a part


async def learn_ways(session: Session, view: View) -> None:
    """Read the code of a page's own files where what promises lists on it calls functions that only these have, or has data for them."""
    if view.is_data or not own_files(view):
        return
    wanted = _called_elsewhere(view.document)
    if not wanted and not _waits(view.document):
        return
    code = await own_code(session, view)
    if any(name in wanted for name, _, _ in bodies(code)) or _moving(code):
        view.document.learn(code)


async def kinds_behind(session: Session, view: View) -> set[str]:
    """The kinds of the addresses to which the code of a page makes ways of its rows, where these have none of their own."""
    row = next((row for row in view.reading.rows if row.handle), None)
    if view.is_data or row is None or row.url or not row.handle:
        return set()
    code = f"{view.document.scripts}\n{await own_code(session, view)}"
    called = [address for template, address, _ in resolve_call(row.handle, code) if template.method == "GET"]
    told = [address for template in _moving(code) if (address := template.fill(pairs_in(row.handle)))]
    return {kind_of(url) for address in (*called, *told) if (url := absolute(view.document.base, address))}


def moved_by_data(document: Document) -> Iterator[Link]:
    """Elements named like parts of a list whose data make an address to which the code moves on, as links."""
    for template in _moving(document.scripts):
        nodes = [node for node in itertools.islice(document.tree.css(f"[data-{data_names(template)[0]}]"), _MOST) if _has_name(node)]
        if sum(_is_part(node) for node in nodes) * 2 < max(len(nodes), 1):
            continue  # records, or what only looks alike
        for node in nodes:
            address = template.fill(data_of(node.attributes))
            url = absolute(document.base, address) if address else None
            if url:
                place, chrome, _ = document.place_of(node)
                yield Link(line_of(node), url, "", (), place, chrome, tag=node.tag or "")


def _called_elsewhere(document: Document) -> set[str]:
    """The functions, none of the page itself, that are called by what is named like lists or parts of them and leads nowhere else."""
    calls: set[str] = set()
    for link in document.links:
        if link.url is None and link.script and not link.disabled:
            words = link.around or link.text
            if max(category_score(words, ""), listing_score(words, "")) >= _PROMISES and press(link, document) is None:
                calls |= {name for name, _ in calls_in(link.script)}
    return calls - {name for name, _, _ in bodies(document.scripts)} if calls else calls


def _waits(document: Document) -> bool:
    """Whether several elements of the content that lead nowhere are named like parts of a list and carry data for some script."""
    carriers = (node for node in itertools.islice(document.tree.css(_CARRIERS), _MOST) if data_of(node.attributes))
    named = (node for node in carriers if _has_name(node) and _is_part(node) and not document.leads(node) and not in_chrome(node))
    return len(list(itertools.islice(named, _FEWEST))) == _FEWEST


def _moving(code: str) -> list[UrlTemplate]:
    """The addresses to which code moves on and which it makes of the data of an element."""
    return [t for t in dict.fromkeys((*url_templates(code), *handed_on(code))) if t.moves and t.method == "GET" and data_names(t)]


def _has_name(node: LexborNode) -> bool:
    return 0 < len(line_of(node)) <= _LONGEST


def _is_part(node: LexborNode) -> bool:
    return category_score(line_of(node), "") > 0
