"""What a run was told already, so that neither the browser nor the reader asks a portal the same thing twice.

A page that a script draws costs a document and its data. The document is the same empty frame for every procedure, the menu and the
counters come with every page, and the record itself was often read before: all that is answered from here.
"""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from urllib.parse import urldefrag

from crawler.fetching import Exchange
from crawler.reader.page.addresses import canonical, kind_of

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
    _mixed: set[str] = field(default_factory=set)  # kinds of addresses of which some were answered with a page of their own

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

    def keep_frame(self, url: str, status: int, content_type: str, body: bytes) -> None:
        """Remember an empty page that only a script fills."""
        if not 200 <= status < 300 or len(body) > MOST_ONE or _TOKEN.search(body) or len(self._frames) > 50:
            return
        mark = blake2b(body, digest_size=16).digest()
        self._frames.setdefault(mark, Exchange("GET", url, {}, None, status, content_type, body))
        self._at[_place(url)] = mark
        self._places[mark].add(_place(url))
        self._of_kind[kind_of(url)] = mark

    def keep_page(self, url: str, status: int) -> None:
        """Remember that an address has a page of its own: no frame stands for it, nor for others of its kind that were never asked for."""
        if 200 <= status < 300:
            self._at.pop(_place(url), None)
            self._mixed.add(kind_of(url))

    def data(self, method: str, url: str, body: str | None) -> Exchange | None:
        """The answer to this very request."""
        return self._data.get(_key(method, url, body))

    def frame(self, url: str) -> Exchange | None:
        """The document at an address: known, or of a kind whose document is known to be the same at another address, too."""
        mark = self._at.get(_place(url))
        if mark is None:
            kind = kind_of(url)
            mark = self._of_kind.get(kind)
            if mark is None or kind in self._mixed or len(self._places[mark]) < 2:
                return None
        return self._frames[mark]


def _key(method: str, url: str, body: str | None) -> _Key:
    return method.upper(), _place(url), body or ""


def _place(url: str) -> str:
    return canonical(urldefrag(url).url)
