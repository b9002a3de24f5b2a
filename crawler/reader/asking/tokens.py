"""Requests that a portal answers only to its own page: they carry a token that the page was given, bound to the visitor's cookies.

What a drawn page sent belongs to the browser's visit; over HTTP the token is read from the reader's own copy of the page or frame that
asks, and taken anew where it was refused. No token is asked for that the page does not give to everybody, and none of another site is sent.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from classifier.page.encoding import decode
from crawler.fetching import Answer, Ask, Exchange, Purpose
from crawler.reader.asking.slots import Role, slots_of, with_slot
from crawler.reader.asking.token_places import Place, cookie_places, find, headers_for, is_likely, likeliest, names_token, places_in
from crawler.reader.page.addresses import host_of, kind_of, same_site

log = logging.getLogger(__name__)

_EXPIRED = 419  # "page expired": what some frameworks call a token that is missing or no longer good
# How data are refused to whoever is not the page that asks for them.
TO_THE_PAGE_ALONE = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, _EXPIRED, 440, 498})
_REFUSED = TO_THE_PAGE_ALONE | {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
_MOST_RENEWED = 200  # times in a run
_MOST_JSON = 50_000  # bytes of an answer that may hold a token
_HEADER, _SLOT = "header", "parameter"

_Part = tuple[str, str]  # a header or a parameter, by its name
_Found = tuple[dict[Place, str], tuple[str, ...]]  # values by place, and the pages that give them
_Fetch = Callable[[Ask], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a token is taken from: the first of these pages that has it; None = wherever a page keeps what is called a token."""

    pages: tuple[str, ...]
    place: Place | None


@dataclass
class Tokens:
    """What requests of a portal must carry. `fetch`: asks the portal; `fetch_more`: the same for a request that was not counted yet."""

    fetch: _Fetch
    fetch_more: _Fetch
    _wanted: dict[tuple[str, str], dict[_Part, _Source]] = field(default_factory=dict)
    _copies: dict[str, tuple[str, dict[Place, str]]] = field(default_factory=dict)
    _cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    _vain: set[tuple[str, str]] = field(default_factory=set)
    _renewed: int = 0

    def known(self, ask: Ask) -> dict[str, str]:
        """What a request must carry, as the profile keeps it: each header or parameter, with the page and the place that give it."""
        wanted = self._wanted.get(_endpoint(ask), {})
        return {
            f"{kind} {name}": f"{source.pages[-1]} {source.place.kind} {source.place.name}"
            for (kind, name), source in wanted.items()
            if source.place is not None
        }

    def remember(self, ask: Ask, known: Mapping[str, str]) -> None:
        """The same from an earlier night; what is not understood is left out."""
        for part, told in known.items():
            kind, _, name = part.partition(" ")
            page, _, place = told.partition(" ")
            where, _, named = place.partition(" ")
            if kind in (_HEADER, _SLOT) and name and where and host_of(page) == host_of(ask.url):
                self._wanted.setdefault(_endpoint(ask), {})[kind, name] = _Source((page,), Place(where, named))

    def learn(self, exchanges: Sequence[Exchange], url: str, text: str, cookies: Mapping[str, str] | None = None) -> None:
        """See which requests of a drawn page carried something that the page was given, and where it stands there.

        `text`: the page with the heads of its frames; `cookies`: those that its scripts may read.
        """
        sent = [(exchange, list(_carried(exchange))) for exchange in exchanges if exchange.status < HTTPStatus.BAD_REQUEST]
        if not any(parts for _, parts in sent):
            return
        given = _given(exchanges, url, text, cookies or {})
        for exchange, parts in sent:
            page = exchange.request_headers.get("Referer") or url
            if not parts or host_of(page) != host_of(exchange.url):
                continue
            wanted = self._wanted.setdefault(_endpoint(Ask(exchange.url, method=exchange.method)), {})
            for part, value in parts:
                place, pages = next(((place, pages) for found, pages in given if (place := find(found, value))), (None, ()))
                if place is not None or (part[0] == _HEADER and part[1] in exchange.tokens):
                    wanted.setdefault(part, _Source((*pages, *([] if place and place.kind == "json" else [page])), place))
        self._wanted = {endpoint: parts for endpoint, parts in self._wanted.items() if parts}

    async def answer(self, ask: Ask) -> Answer:
        """What a request is answered with its token; asked once more with a new one where the portal refuses the first."""
        sent = await self._filled(ask)
        answer = await self._asked(self.fetch, sent)
        if _status(answer) not in _REFUSED or _endpoint(ask) in self._vain or self._renewed >= _MOST_RENEWED:
            return answer
        guessed = _endpoint(ask) not in self._wanted
        again = await self._again(ask, _status(answer))
        if again is None or (again.headers, again.body, again.url) == (sent.headers, sent.body, sent.url):
            return answer
        self._renewed += 1
        second = await self._asked(self.fetch_more, again)
        if _status(second) in _REFUSED:
            self._vain.add(_endpoint(ask))
            if guessed:
                self._wanted.pop(_endpoint(ask), None)
            return answer
        return second

    async def _asked(self, fetch: _Fetch, ask: Ask) -> Answer:
        answer = await fetch(ask)
        if answer.cookies:
            self._cookies.setdefault(host_of(ask.url), {}).update(answer.cookies)
        return answer

    async def _again(self, ask: Ask, status: int) -> Ask | None:
        """The request with a token taken anew; by the usual rules of frameworks where no page was seen to make it."""
        wanted = self._wanted.get(_endpoint(ask))
        page = ask.referer or ask.into or ""
        if wanted is None:
            posed = ask.purpose in (Purpose.PAGE, Purpose.DATA) and (ask.method == "POST" or ask.purpose is Purpose.DATA)
            if not posed or not page or host_of(page) != host_of(ask.url):
                return None
            self._copies.pop(page, None)
            text, found = await self._copy(page)
            parts: dict[_Part, Place] = {(_HEADER, name): place for name, place in headers_for(found, text).items()}
            parts |= {(_SLOT, name): place for name, place in _own_fields(ask, found)}
            if not parts:
                self._vain.add(_endpoint(ask))
                return None
            self._wanted[_endpoint(ask)] = {part: _Source((page,), place) for part, place in parts.items()}
            log.info("token taken from its page url=%s status=%d page=%s", ask.url, status, page)
        else:
            for source in wanted.values():
                for address in source.pages:
                    self._copies.pop(address, None)
        return await self._filled(ask)

    async def _filled(self, ask: Ask) -> Ask:
        """The request with the tokens of the reader's own copies of the pages."""
        for (kind, name), source in self._wanted.get(_endpoint(ask), {}).items():
            found, value = await self._value(source)
            if value is None:
                continue
            if kind == _HEADER:
                others = {key: told for key, told in ask.headers.items() if key.lower() != name.lower()}
                ask = replace(ask, headers={**others, name: value})
                continue
            for slot in slots_of(ask):
                # What stands in every copy alike is no token: an id that the page keeps somewhere as well.
                if slot.path[-1] == name and slot.value not in found.values():
                    ask = with_slot(ask, slot, value)
        return ask

    async def _value(self, source: _Source) -> tuple[Mapping[Place, str], str | None]:
        found: dict[Place, str] = {}
        for page in source.pages:
            _, found = await self._copy(page)
            place = source.place or likeliest(found)
            if place is not None and place in found:
                return found, found[place]
        return found, None

    async def _copy(self, page: str) -> tuple[str, dict[Place, str]]:
        """The text of a page as the reader is given it, and the values like tokens in it and in the cookies."""
        if page not in self._copies:
            answer = await self._asked(self.fetch_more, Ask(page, fresh=True))
            body = answer.page.body if answer.page is not None else ""
            text = body if isinstance(body, str) else decode(body, answer.content_type)
            self._copies[page] = text, places_in(text)
        text, found = self._copies[page]
        return text, {**found, **cookie_places(self._cookies.get(host_of(page), {}))}


def _endpoint(ask: Ask) -> tuple[str, str]:
    return ask.method.upper(), kind_of(ask.url.partition("?")[0])


def _status(answer: Answer) -> int:
    return answer.page.status if answer.page is not None else 0


def _carried(exchange: Exchange) -> Iterator[tuple[_Part, str]]:
    """The headers and parameters of a request that may be tokens."""
    for name, value in exchange.tokens.items():
        yield (_HEADER, name), value
    for name, value in exchange.request_headers.items():
        if name.lower().startswith("x-") and is_likely(value):
            yield (_HEADER, name), value
    ask = Ask(exchange.url, method=exchange.method, body=(exchange.request_body or "").encode())
    for slot in slots_of(ask):
        if slot.role is not Role.CURSOR and is_likely(slot.value):  # where a list goes on looks like one, and each page of it has another
            yield (_SLOT, slot.path[-1]), slot.value


def _given(exchanges: Sequence[Exchange], url: str, text: str, cookies: Mapping[str, str]) -> list[_Found]:
    """The values that a drawn page had, each with the pages that give it beside the one that asks."""
    told = [e for e in exchanges if e.method == "GET" and len(e.body) < _MOST_JSON and same_site(e.url, url)]
    answers = [(places_in(e.body.decode("utf-8", "replace")), (e.url,)) for e in told if e.body.lstrip()[:1] in (b"{", b"[")]
    setters = tuple(e.url for e in told if any(map(names_token, urlsplit(e.url).path.split("/"))))
    return [(places_in(text), ()), (cookie_places(cookies), setters), *answers]


def _own_fields(ask: Ask, found: Mapping[Place, str]) -> Iterator[tuple[str, Place]]:
    """The parameters of a request that are called like a hidden field of its page which holds a token."""
    for slot in slots_of(ask):
        place = Place("field", slot.path[-1])
        if place in found and names_token(place.name):
            yield slot.path[-1], place
