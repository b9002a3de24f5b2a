"""Script portals: the answer behind the page that holds the records, asked for directly from then on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from classifier.model import Outcome, Page, PageReading, Row
from classifier.reading import read_page
from classifier.words.text import nfc
from crawler.fetching import Answer, Ask, Exchange, Purpose
from crawler.reader.asking.session import Session
from crawler.reader.asking.slots import role_of
from crawler.reader.page.addresses import absolute, is_file, same_site
from crawler.reader.page.templates import url_templates
from crawler.reader.page.view import View, believable, data_view, html_in, is_part, parse_data, placed
from crawler.reader.page.words import fold, folded_words, listing_score

# Request headers that belong to the question, those of the page's own making among them; cookies, tokens and the browser's own stay behind.
_KEPT_HEADERS = re.compile(r"^(?:content-type|accept|group-?id|site-?id|tenant(?:-?id)?|x-[\w-]+)$", re.IGNORECASE)
_API = re.compile(r"api|rest|json|service|ajax|data|list|search|graphql|odata", re.IGNORECASE)
_ID = re.compile(r"[\w.-]{1,64}")
MAX_GUESSES = 3
MAX_FLOORS = 6


def ask_again(exchange: Exchange, referer: str) -> Ask:
    """The request that the page made, as the fetcher would make it."""
    headers = {k: v for k, v in exchange.request_headers.items() if _KEPT_HEADERS.match(k)}
    body = exchange.request_body.encode() if exchange.request_body else None
    return Ask(exchange.url, Purpose.DATA, exchange.method.upper(), body, headers, referer)


def views_of(session: Session, drawn: View) -> Iterator[View]:
    """The data answers of a rendered page, each read as if it had been fetched."""
    return views_in(session, drawn.exchanges, drawn.url)


def views_in(session: Session, exchanges: Iterable[Exchange], page_url: str) -> Iterator[View]:
    """Data answers that the browser saw on a page, each read as if it had been fetched."""
    for exchange in exchanges:
        if exchange.status >= 400 or not exchange.body:
            continue
        payload = parse_data(exchange.body, exchange.content_type)
        if payload is None:
            continue
        page = Page(exchange.url, exchange.body, exchange.status, exchange.content_type, at=session.order.day)
        ask = ask_again(exchange, page_url)
        into = replace(ask, into=page_url) if html_in(payload) else ask
        yield data_view(into, Answer(into, Outcome.OK, page, content_type=exchange.content_type), page, payload, session.order.day)


def lists_in(session: Session, exchanges: Iterable[Exchange], page_url: str) -> Iterator[View]:
    """The same with answers that are parts of a page: a script puts them in as they are."""
    known = tuple(exchanges)
    yield from views_in(session, known, page_url)
    for exchange in known:
        if exchange.status >= 400 or "html" not in exchange.content_type.lower() or not exchange.body:
            continue
        page = Page(exchange.url, exchange.body, exchange.status, exchange.content_type, at=session.order.day)
        if is_part(page):
            ask = replace(ask_again(exchange, page_url), into=page_url)
            session.fragments[page.url] = page_url
            page = placed(page, page_url)
            yield View(ask, Answer(ask, Outcome.OK, page, content_type=exchange.content_type), page, read_page(page))


def listing_behind(session: Session, drawn: View) -> View | None:
    """The data answer that holds the list a rendered page shows; None when the page knows more than its data: more rows, or where those
    lead which are only named in the data.
    """
    best: View | None = None
    for view in views_of(session, drawn):
        view = _linked(view, drawn) if view.reading.rows and not believable(view) else view
        if view.reading.rows and (best is None or _worth(view.reading, drawn) > _worth(best.reading, drawn)):
            best = view
    if best is None:
        return None
    if (believable(drawn) or drawn.reading.procedures) and not believable(best):
        return None
    return replace(best, shown=drawn) if len(best.reading.rows) >= len(drawn.reading.rows) else None


def _linked(data: View, drawn: View) -> View:
    """The data with the addresses that their page makes of its records, where these carry nothing that is known to lead on: what it links
    by the names of some shows which of their values stands in the address, whatever the data call it.
    """
    shown = [(link, link.url) for link in drawn.document.links if link.url and not link.chrome and same_site(link.url, drawn.url)]
    links = {folded_words(link.text): url for link, url in shown}
    raw = RawRecords(data.payload)
    objects = [(row, raw.of(row)) for row in data.reading.rows]
    linked = [(record, links[folded_words(row.name)]) for row, record in objects if folded_words(row.name) in links]
    made = Counter(around for record, url in linked for around in _around(record, url))
    apart = len({url for _, url in linked}) == len(linked) > 1  # of a single link nobody can tell what in it is the record's
    found = next((around for around, count in made.most_common(1) if apart and count == len(linked)), None)
    if found is None:
        return data
    name, before, behind = found
    values = [str(record[name]) if _is_id(record.get(name)) else "" for _, record in objects]
    known = Counter(values)
    rows = [
        replace(row, url=f"{before}{value}{behind}") if value and known[value] == 1 and not row.url else row
        for (row, _), value in zip(objects, values, strict=True)
    ]
    return replace(data, reading=replace(data.reading, rows=tuple(rows)))


def _around(record: Mapping[str, Any], url: str) -> Iterator[tuple[str, str, str]]:
    """Each name of a record whose value stands in an address, behind its host, with what is before and behind that place."""
    host = len(url) - len(url.partition("://")[2].partition("/")[2])
    for name, value in record.items():
        if _is_id(value):
            places = [at for at in re.finditer(rf"(?<!\w){re.escape(str(value))}(?!\w)", url) if at.start() >= host]
            if places:
                yield name, url[: places[-1].start()], url[places[-1].end() :]


def _is_id(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and _ID.fullmatch(str(value)) is not None


def _worth(reading: PageReading, drawn: View) -> tuple[int, int, int]:
    shown = {fold(row.name) for row in drawn.reading.rows}
    return (sum(fold(row.name) in shown for row in reading.rows), int(reading.total is not None), len(reading.rows))


def same_procedure(name: str, code: str | None, other_name: str, other_code: str | None) -> bool:
    """Whether two readings name the same procedure: an equal code, or one folded name within the other."""
    if code and other_code:
        return code.strip() == other_code.strip() or code.split(".000")[0] == other_code.split(".000")[0]
    one, other = folded_words(name), folded_words(other_name)
    return bool(one and other) and (one in other or other in one)


async def guessed(session: Session, shell: View) -> View | None:
    """Without a browser: the data addresses that the page's own code names, asked as they stand."""
    document = shell.document
    code = document.scripts
    for address in document.script_files[:4]:
        if same_site(address, shell.url) and not re.search(r"jquery|bootstrap|polyfill|vendor|analytics|gtag", address, re.IGNORECASE):
            answer = await session.ask(Ask(address, Purpose.DATA, referer=shell.url), quiet=True)
            if answer is not None and isinstance(answer.answer.page, Page):
                body = answer.answer.page.body
                code += "\n" + (body if isinstance(body, str) else body.decode("utf-8", "replace"))
    ranked = sorted(
        {t: -listing_score("", t.skeleton) - 2 * bool(_API.search(t.skeleton)) for t in url_templates(code) if t.method == "GET"}.items(),
        key=lambda p: p[1],
    )
    tries = 0
    for template, rank in ranked:
        filled = "".join(part if isinstance(part, str) else _default(template.parts, index) for index, part in enumerate(template.parts))
        url = absolute(document.base, filled)
        if rank > -2 or tries >= MAX_GUESSES or url is None or not same_site(url, shell.url) or is_file(url):
            continue
        tries += 1
        view = await session.ask(Ask(url, Purpose.DATA, referer=shell.url), quiet=True)
        if view is not None and view.is_data and view.reading.rows:
            return view
    return None


def _default(parts: tuple[str | tuple[str], ...], index: int) -> str:
    before = parts[index - 1] if index else ""
    named = re.search(r"[?&]([\w$.-]+)=$", before) if isinstance(before, str) else None
    role = role_of(named[1]) if named else None
    return {"page": "1", "size": "50", "offset": "0", "end": "50"}.get(str(role), "")


class RawRecords:
    """The JSON objects of an answer, found by the row that was read from them."""

    def __init__(self, payload: Any) -> None:
        self._by_text: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        self._given: set[int] = set()
        for record in _objects(payload, 0):
            for value in record.values():
                if isinstance(value, str) and value:
                    self._by_text[nfc(" ".join(value.split()))].append(record)

    def of(self, row: Row) -> Mapping[str, Any]:
        """The object that holds the row's name, and its code or key when several do; empty when none does."""
        candidates = self._by_text.get(nfc(" ".join(row.name.split())), [])
        for mark in (row.key, row.code):
            if mark and len(candidates) > 1:
                candidates = [c for c in candidates if mark in {str(v) for v in c.values()}] or candidates
        # Of objects that say the same, such as one procedure of two agencies, each is that of one row.
        chosen = next((c for c in candidates if id(c) not in self._given), candidates[0] if candidates else {})
        self._given.add(id(chosen))
        return chosen


def _objects(payload: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Every object within a few floors of an answer."""
    if isinstance(payload, Mapping):
        yield payload
    if depth < MAX_FLOORS and isinstance(payload, list | Mapping):
        for item in payload.values() if isinstance(payload, Mapping) else payload:
            if isinstance(item, list | Mapping):
                yield from _objects(item, depth + 1)
