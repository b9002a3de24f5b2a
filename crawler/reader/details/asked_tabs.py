"""Tabs whose parts the page's code asks for by an address that it makes of their data or of their call: `data-muc="phi"` beside
`fetch('/manh/' + hop.dataset.ma + '/' + the.dataset.muc)`, `onclick="moMuc(12, 'phi')"`.

Read without a browser such a part is one like those whose address stands at the tab.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborNode

from classifier.bounds.parts import read_part
from classifier.merge import merge
from classifier.model import PageKind, PartLink, ProcedureReading, Row
from classifier.page.around import holders
from classifier.words.tabwords import is_no_part
from crawler.fetching import AJAX, Ask, Purpose
from crawler.reader.asking.own_code import own_code, own_files
from crawler.reader.asking.session import Session
from crawler.reader.choosing.strips import Tab, strip_of
from crawler.reader.page.addresses import absolute, is_paper, same_site
from crawler.reader.page.document import Document, data_of
from crawler.reader.page.handed import handed_on
from crawler.reader.page.templates import UrlTemplate, data_names, resolve_call, url_templates
from crawler.reader.page.view import View, is_scripted
from crawler.reader.rows.rowpages import is_of

FEWEST = 2  # tabs that one address template must open


async def with_asked_tabs(session: Session, view: View) -> View:
    """The page of one procedure with its tabs among its parts whose addresses the page's code tells, its own files included."""
    told = view.reading.procedures
    if view.is_data or view.rendered or len(told) != 1 or told[0].parts or not is_scripted(view):
        return view
    strip = strip_of(view.document)
    found = asked_parts(view.document, view.document.scripts, strip) if strip else ()
    if strip and not found and own_files(view):
        found = asked_parts(view.document, await own_code(session, view), strip)
    if not found:
        return view
    return replace(view, reading=replace(view.reading, procedures=(replace(told[0], parts=found),)))


def with_promised_parts(view: View, row: Row) -> View:
    """The page of a row that says little by itself and keeps the rest under tabs with addresses, as what it is: a procedure's page."""
    poor = view.reading.sparse
    if poor is None or not poor.parts or not is_of(poor, row):
        return view
    return replace(view, reading=replace(view.reading, kind=PageKind.PROCEDURE, procedures=(poor,), rows=()))


def with_drawn_parts(session: Session, view: View) -> ProcedureReading:
    """What a page says with those parts that a drawing of it asked for: what it shows beyond that comes from elsewhere."""
    base = view.reading.procedures[0]
    read = []
    for part in base.parts:
        answer = session.told(Ask(part.url, Purpose.DATA, headers=AJAX)) if part.fragment else None
        if answer is not None:
            read.append(read_part(answer.page, part.words, base))
    return merge([base, *read])


def asked_parts(document: Document, code: str, strip: Sequence[Tab]) -> tuple[PartLink, ...]:
    """The parts that the code asks for when the tabs of a strip are pressed; none where several addresses could be meant."""
    by_template: dict[UrlTemplate, dict[str, str]] = defaultdict(dict)  # addresses by the words of their tabs
    for words, _, node in strip:
        for template, address in (*_by_data(document, node, code), *_by_call(node, code)):
            url = absolute(document.base, address)
            if url is not None and template.method == "GET" and same_site(url, document.page.url) and not is_paper(url):
                by_template[template].setdefault(words, url)
    opened = [found for found in by_template.values() if len(set(found.values())) == len(found) >= FEWEST]
    if len(opened) != 1:
        return ()
    return tuple(PartLink(words, url, fragment=True) for words, url in opened[0].items() if not is_no_part(words))


def _by_data(document: Document, tab: LexborNode, code: str) -> Iterator[tuple[UrlTemplate, str]]:
    """The addresses that the code makes of the data of a tab and of what holds it, or of the only place of the page that has them."""
    own = data_of(tab.attributes)
    around = {name: value for holder in reversed(list(holders(tab))) for name, value in data_of(holder.attributes).items()}
    for template in (*url_templates(code), *handed_on(code)) if own else ():
        names = {f"data-{name}" for name in data_names(template)}
        if names.isdisjoint(own):
            continue
        elsewhere = {name: value for name in names - own.keys() - around.keys() if (value := _alone(document, name))}
        address = template.fill({**elsewhere, **around, **own})
        if address:
            yield template, address


def _by_call(tab: LexborNode, code: str) -> Iterator[tuple[UrlTemplate, str]]:
    """The addresses that the code makes of the call at a tab."""
    call = tab.attributes.get("onclick") or (tab.attributes.get("href") or "").removeprefix("javascript:")
    if "(" in call:
        yield from ((template, address) for template, address, _ in resolve_call(call, code) if template.holes)


def _alone(document: Document, name: str) -> str:
    """The only value that a data attribute has on a page."""
    values = Counter(node.attributes.get(name) or "" for node in document.tree.css(f"[{name}]"))
    return next(iter(values)) if len(values) == 1 else ""
