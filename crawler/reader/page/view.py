"""One answer of a portal as the reader looks at it, and what kind of answer it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from html import escape
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

from classifier.data.datagrids import grid_in
from classifier.data.envelopes import may_be_data, opened
from classifier.data.listings import data_hash, read_data, total_in
from classifier.model import ApplicationReading, FieldKey, Outcome, Page, PageReading, ProcedureReading, Row
from classifier.page.encoding import decode
from classifier.reading import read_page
from crawler.fetching import Answer, Ask, Click, Exchange
from crawler.reader.page.addresses import canonical, same_site
from crawler.reader.page.document import Document, in_chrome
from crawler.reader.page.nodes import Node
from crawler.reader.page.said import line_of
from crawler.reader.page.words import LISTS, folded_words, listing_score

LOGIN_REASON = "the page's data need a login"
_HEAD = 4000  # characters of an answer by which it is known what it is
_LOGIN = re.compile(r"\b(?:dang nhap|vneid|log ?in|sign ?in)\b")
_VISITOR = re.compile(
    r"/(?:me|user|users|account|accounts|profile|session|token|auth|whoami|userinfo|current-?user|nguoi-?dung|tai-?khoan)\b", re.IGNORECASE
)
_STATUS_KEY = re.compile(r"code|status", re.IGNORECASE)
_WHOLE = re.compile(r"<!doctype|<(?:html|head|body|frameset)\b", re.IGNORECASE)
_FEWEST_TAGS = 2  # that a piece of HTML closes
_HTML_KEYS = ("html", "data", "content", "d", "result", "view", "body", "items")


@dataclass(frozen=True)
class View:
    """One answer as the reader looks at it. `payload` is the parsed JSON when the answer is data, `shown` the drawn page that has them.

    `tree`: the last nodes of the tree on the page, where they are its rows; `opened`: what was pressed on the page for it to show this;
    `standing`: forms to apply that stand in frames of the page, by the address they are posted to.
    `around`: of a part of a page, that page as it was drawn.
    """

    ask: Ask
    answer: Answer
    page: Page
    reading: PageReading
    payload: Any = None
    exchanges: tuple[Exchange, ...] = ()
    rendered: bool = False
    shown: View | None = None
    tree: tuple[Node, ...] = ()
    opened: tuple[Click, ...] = ()
    standing: Mapping[str, ApplicationReading] = field(default_factory=dict)
    around: str = ""

    @cached_property
    def document(self) -> Document:
        return Document(self.page)

    def drop_document(self) -> None:
        """Let go of the parsed page; it is parsed again when it is asked for again."""
        self.__dict__.pop("document", None)

    @property
    def url(self) -> str:
        return self.page.url

    @property
    def sent(self) -> Exchange | None:
        """The page where the portal sent it in answer to a form, so that its address alone shows another; None where that shows it."""
        if self.ask.method == "GET" or self.is_data or self.rendered:
            return None
        body = self.page.body if isinstance(self.page.body, bytes) else self.page.body.encode()
        return Exchange("GET", self.url, {}, None, HTTPStatus.OK, self.page.content_type or "text/html", body)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The records of the page: the rows of its list, or the procedures that it describes itself."""
        return self.reading.rows or tuple(map(_as_row, self.reading.procedures if not self.is_data else ()))

    @property
    def is_data(self) -> bool:
        return self.payload is not None

    @property
    def readable(self) -> bool:
        """Whether it is a page of the portal at all; an empty one may still be a frame that a script fills."""
        return self.reading.outcome in {Outcome.OK, Outcome.EMPTY}

    @property
    def holds_nothing(self) -> bool:
        """Whether a page that the server sent shows neither a list nor anything of a procedure."""
        told = self.reading.rows or self.reading.procedures or self.reading.sparse is not None
        return self.readable and not self.rendered and not told

    @cached_property
    def hollow(self) -> bool:
        """Whether only a script would show what is here."""
        if self.is_data or self.rendered or self.reading.rows or self.reading.procedures:
            return False
        if self.reading.outcome in {Outcome.CLOSED, Outcome.BLOCKED}:
            return False  # a farewell may move on by a script, and a wall count by one: they have said all there is
        # Not `self.document`: most pages are never asked for more, and a parsed tree is ten times as large as the page.
        return (self.__dict__.get("document") or Document(self.page)).shell


def answered_data(view: View) -> dict[str, str]:
    """The marks of the data that a drawn page was given, by question."""
    found: dict[str, str] = {}
    for exchange in view.exchanges:
        payload = parse_data(exchange.body, exchange.content_type) if exchange.status < 400 else None
        if payload is not None:
            found[f"{exchange.method} {canonical(exchange.url)} {exchange.request_body or ''}"] = data_hash(payload)
    return found


def asks_login(view: View) -> bool:
    """Whether a drawn page shows nothing because its data are refused to strangers, and says in its own words that one should log in.

    A question about the visitor himself is refused on open portals, too, and a link to a login stands on every page.
    """
    if not view.rendered or not view.readable or view.reading.rows or view.reading.procedures:
        return False
    asked = (e for e in view.exchanges if same_site(e.url, view.url) and not _VISITOR.search(urlsplit(e.url).path))
    if not any(map(_refused, asked)):
        return False
    links = {folded_words(link.text) for link in view.document.links}
    lines = {folded_words(line) for line in view.document.lines} - links
    return any(_LOGIN.search(line) for line in lines)


def _refused(exchange: Exchange) -> bool:
    """Whether data were refused for want of a login, by the status or by what the answer says of itself."""
    if exchange.status == HTTPStatus.UNAUTHORIZED:
        return True
    payload = parse_data(exchange.body, exchange.content_type)
    if not isinstance(payload, dict):
        return False
    return any(str(value) == "401" for key, value in payload.items() if _STATUS_KEY.search(str(key)))


def believable(view: View, *, catalogue: bool = False) -> bool:
    """Whether the rows of a page are a list of procedures: they name several, or one that leads on, has a code or says it all.

    `catalogue`: it was called a list, so that names with levels are one. In an article they are examples.
    """
    rows = view.reading.rows
    levels = [row for row in rows if catalogue and row.name and row.level_text]
    usable = sum(1 for row in rows if row.name and (row.url or row.handle or row.code or row.key or row.detail or row in levels))
    return usable >= 1 and usable * 2 >= len(rows)


def is_scripted(view: View) -> bool:
    """Whether scripts may add to what a page shows."""
    return bool(view.document.script_files) or len(view.document.scripts) > 200


def broken_list(view: View) -> str:
    """What a page that calls itself a list asked its own portal for and was answered with an error of the server; "" where nothing was."""
    tree = view.document.tree
    heads = [head for head in tree.css("h1, h2, h3") if not in_chrome(head)] or tree.css("title")  # which may be the whole portal's
    if not any(listing_score(line_of(head), "") >= LISTS for head in heads):
        return ""
    failed = (e for e in view.exchanges if e.status >= HTTPStatus.INTERNAL_SERVER_ERROR and same_site(e.url, view.url))
    return next((f"{exchange.url}: status {exchange.status}" for exchange in failed), "")


def parse_data(body: bytes | str, content_type: str) -> Any | None:
    """The data that an answer holds, or None when it is a page. Says nothing about scalars: they hold no records."""
    head = body[:_HEAD] if isinstance(body, str) else body[:_HEAD].decode("latin-1")
    if not may_be_data(head, content_type):
        return None
    try:
        payload = opened(body if isinstance(body, str) else decode(body, content_type))
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict | list) else None


def arrived(view: View | None) -> View | None:
    """A page to which what was sent led on, under the address that it has: there it may be drawn, and asked for again."""
    if view is None or view.ask.method == "GET" or not view.answer.redirects:
        return view
    return replace(view, ask=Ask(view.url))


def is_part(page: Page) -> bool:
    """Whether an answer is a part of a page only: nothing in it opens a document."""
    head = page.body[:4000] if isinstance(page.body, str) else page.body[:4000].decode("latin-1")
    return not _WHOLE.search(head) and not head.startswith(("\xff\xfe", "\xfe\xff"))


def placed(page: Page, into: str | None) -> Page:
    """A part with the base of the page that takes it in, so that it reads the same now and from its evidence."""
    if into is None or urljoin(into, ".") == urljoin(page.url, "."):
        return page
    base = f'<base href="{escape(into)}">'
    if isinstance(page.body, str):
        return page if page.body.startswith(base) else replace(page, body=base + page.body)
    # An earlier night's stored copy has its base already.
    return page if page.body.startswith(base.encode()) else replace(page, body=base.encode() + page.body.removeprefix(b"\xef\xbb\xbf"))


def data_view(ask: Ask, answer: Answer, page: Page, payload: Any, at: date | None) -> View:
    """Data as they are, or as the part of a page that they hold or that a script makes of their cells."""
    fragment, told = html_in(payload), read_data(page.body, page.url, at)
    if fragment is None:
        return View(ask, answer, page, told, payload=payload)
    drawn = placed(replace(page, body=fragment, content_type="text/html; charset=utf-8"), ask.into)
    reading = read_page(drawn)
    if len(told.rows) > len(reading.rows) or (told.procedures and not (reading.rows or reading.procedures)):
        return View(ask, answer, page, told, payload=payload)
    if reading.rows and reading.total is None:
        reading = replace(reading, total=total_in(payload, len(reading.rows)))
    return View(ask, answer, drawn, reading, payload=payload)


def html_in(payload: Any) -> str | None:
    """The HTML fragment that a JSON answer carries, whole (`{"html": "<li>…"}`) or record by record (`{"items": ["<li>…", "<li>…"]}`), or
    that its cells make; None when it has none.
    """
    if not isinstance(payload, dict):
        return _pieces(payload) or grid_in(payload)
    for key in (*[k for k in _HTML_KEYS if k in payload], *payload):
        value = payload[key]
        if _is_markup(value):
            return str(value)
        if pieces := _pieces(value):
            return pieces
    return grid_in(payload)


def _pieces(value: Any) -> str:
    """The HTML of records that come piece by piece, bare or each in an object that tells no more in words; "" for anything else."""
    if not isinstance(value, list) or not value:
        return ""
    texts = [[v for v in piece.values() if isinstance(v, str)] if isinstance(piece, dict) else [piece] for piece in value]
    return "\n".join(text for (text,) in texts) if all(len(found) == 1 and _is_markup(found[0]) for found in texts) else ""


def _is_markup(value: Any) -> bool:
    if not isinstance(value, str) or value.count("</") < _FEWEST_TAGS:
        return False
    return any(tag in value for tag in ("<a", "<tr", "<li", "<div", "<td", "<p"))


def _as_row(reading: ProcedureReading) -> Row:
    """A procedure that a page describes, as a list would name it."""
    said = {f.key: " ".join(f.text.split()) for f in reversed(reading.fields) if f.text}
    return Row(
        name=reading.name,
        code=reading.code,
        key=reading.key,
        field=said.get(FieldKey.FIELD),
        agency=said.get(FieldKey.AGENCY),
        level_text=said.get(FieldKey.LEVEL),
        detail=reading,
    )


def says_the_same(one: View, other: View) -> bool:
    """Whether two pages of several procedures are one page under two addresses: each procedure has a name of its own that leads to it."""
    return [(p.name, p.code, p.fields) for p in one.reading.procedures] == [(p.name, p.code, p.fields) for p in other.reading.procedures]


def as_bytes(body: bytes | str) -> bytes:
    """The body of a page as it is kept."""
    return body.encode() if isinstance(body, str) else body
