"""What a run was told already, so that neither the browser nor the reader asks a portal the same thing twice.

A page that a script draws costs a document and its data. The document is the same empty frame for every procedure, the menu and the
counters come with every page, and the record itself was often read before: all that is answered from here.
"""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from urllib.parse import urldefrag

from classifier.model import Outcome
from crawler.fetching import Ask, Exchange
from crawler.reader.page.addresses import canonical, kind_of
from crawler.reader.page.view import View, is_scripted

MOST_BYTES = 32 * 1024 * 1024
MOST_ONE = 2 * 1024 * 1024
# A frame with a token belongs to the session of whoever asked for it.
_TOKEN = re.compile(rb"csrf|xsrf|_token|requestverification|viewstate|nonce=", re.IGNORECASE)

_Key = tuple[str, str, str]


@dataclass
class Recall:
    """Answers by request, and the frames that every page of a kind begins with; the oldest are let go of first."""

    _data: OrderedDict[_Key, Exchange] = field(default_factory=OrderedDict)
    _size: int = 0
    _frames: dict[bytes, Exchange] = field(default_factory=dict)
    _places: dict[bytes, set[str]] = field(default_factory=lambda: defaultdict(set))
    _at: dict[str, bytes] = field(default_factory=dict)
    _of_kind: dict[str, bytes] = field(default_factory=dict)
    _mixed: set[str] = field(default_factory=set)  # kinds of which two addresses have two frames, or some a page of their own
    _own: set[str] = field(default_factory=set)  # addresses with a document of their own

    def keep(self, exchange: Exchange) -> None:
        """Remember a data answer. Failures are not remembered: they may pass."""
        if not 200 <= exchange.status < 300 or not exchange.body or len(exchange.body) > MOST_ONE:
            return
        key = _key(exchange.method, exchange.url, exchange.request_body)
        if (old := self._data.pop(key, None)) is not None:
            self._size -= len(old.body)
            if not exchange.answer_headers:  # asked for without a page: its scripts still want what came beside the data
                exchange = replace(exchange, answer_headers=old.answer_headers)
        self._data[key] = exchange
        self._size += len(exchange.body)
        while self._size > MOST_BYTES:
            self._size -= len(self._data.popitem(last=False)[1].body)

    def note(self, ask: Ask, view: View) -> None:
        """Remember what a request brought: data, an empty frame, or that the address has a page of its own."""
        page, sent_on = view.answer.page, bool(view.answer.redirects)
        if page is None or isinstance(page.body, str) or (view.is_data and sent_on):
            return
        if view.is_data and view.answer.outcome is Outcome.OK:
            body = (ask.body or b"").decode("utf-8", "replace")
            self.keep(Exchange(ask.method, ask.url, ask.headers, body, page.status, view.answer.content_type, page.body))
        elif ask.method == "GET" and not view.is_data and not sent_on and (view.hollow or (view.holds_nothing and is_scripted(view))):
            self.keep_frame(ask.url, page.status, view.answer.content_type or page.content_type, page.body)
        elif ask.method == "GET" and not view.is_data:
            self.keep_apart(ask.url, page.status, sent_on=sent_on)

    def keep_pressed(self, exchanges: Iterable[Exchange]) -> None:
        """Remember what a press asked for, but for what a form sent: each of its steps is answered by what was sent before."""
        for exchange in exchanges:
            if exchange.method == "GET" or "json" in exchange.content_type.lower():
                self.keep(exchange)

    def keep_frame(self, url: str, status: int, content_type: str, body: bytes) -> None:
        """Remember an empty page that only a script fills."""
        if not 200 <= status < 300 or len(body) > MOST_ONE or _TOKEN.search(body) or len(self._frames) > 50:
            return
        mark = blake2b(body, digest_size=16).digest()
        self._frames.setdefault(mark, Exchange("GET", url, {}, None, status, content_type, body))
        self._at[_place(url)] = mark
        self._places[mark].add(_place(url))
        kind = kind_of(url)
        self._mixed |= {kind} if self._of_kind.get(kind, mark) != mark else set()
        self._of_kind[kind] = mark

    def keep_apart(self, url: str, status: int, *, sent_on: bool) -> None:
        """Note that an address has a document of its own: no frame stands for it, nor for others of its kind that were never asked for,
        unless it only sends on, as some do to a login.
        """
        if 200 <= status < 300:
            self._at.pop(_place(url), None)
            self._own.add(_place(url))
            self._mixed |= set() if sent_on else {kind_of(url)}

    def keep_route(self, url: str, page: str) -> None:
        """Remember that the script of a page goes to an address without asking for a document: that page's frame holds what is there."""
        if (mark := self._frame_at(page)) is not None:
            self._at.setdefault(_place(url), mark)

    def holds(self, url: str) -> bool:
        """Whether the document at this very address is known, and not by its kind alone."""
        return _place(url) in self._at

    def data(self, method: str, url: str, body: str | None) -> Exchange | None:
        """The answer to this very request."""
        return self._data.get(_key(method, url, body))

    def frame(self, url: str) -> Exchange | None:
        """The document at an address: known, or of a kind whose document is known to be the same at another address, too, and nowhere
        another one. Pages that say a line, "not offered online", are as empty as frames and stand only for themselves.
        """
        mark = self._frame_at(url)
        return None if mark is None else self._frames[mark]

    def _frame_at(self, url: str) -> bytes | None:
        mark = self._at.get(_place(url))
        if mark is None:
            kind = kind_of(url)
            mark = None if kind in self._mixed or _place(url) in self._own else self._of_kind.get(kind)
            if mark is None or len(self._places[mark]) < 2:
                return None
        return mark


def _key(method: str, url: str, body: str | None) -> _Key:
    return method.upper(), _place(url), body or ""


def _place(url: str) -> str:
    return canonical(urldefrag(url).url)
