"""What two ways through a page's choices asked for, as questions with holes for the choices: the others are asked without a browser."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus

from selectolax.lexbor import LexborHTMLParser

from classifier.data.embedded import assigned_in, states_of
from classifier.page.document import open_document
from classifier.page.encoding import decode
from crawler.fetching import Ask, Exchange
from crawler.reader.asking.scripts import ask_again
from crawler.reader.choosing.step_choices import Choice, uncounted
from crawler.reader.page.said import words_of
from crawler.reader.page.templates import calls_in
from crawler.reader.page.view import View, parse_data

_MARKS = re.compile(r"""([/?&=#:;,"'{}\[\]]+)""")
_TIME = re.compile(r"1\d{9}(?:\d{3})?")  # against caches: any time will do
_FLOORS = 6  # of an answer that are looked through
_ITEM = "[]"  # the name of what stands in a row of plain words
_WORDS = "words"  # the name of what a choice in a part of a page says
_ARGUMENT = "argument "  # begins the names of what its call is given
_CHOICES = "option, li, a, button, label, span, div, td, dt, dd, p"
_MOST_CARRIED = 5  # data of one page
_MOST = 2000  # elements of such a part
_LARGEST = 500_000  # characters of it
_WHOLE = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_SURE = 3  # characters of a value that stands in a request by no accident

Values = Mapping[str, str]  # what data or a box say of a choice, by name


@dataclass(frozen=True, slots=True)
class Hole:
    """Where the value of a choice goes: that of the step, under that name."""

    step: int
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """A request with holes; `url` and `body` are its parts in order."""

    exchange: Exchange
    url: tuple[str | Hole, ...]
    body: tuple[str | Hole, ...]

    @property
    def holes(self) -> set[Hole]:
        return {part for part in (*self.url, *self.body) if isinstance(part, Hole)}

    def ask(self, chosen: Sequence[Values], referer: str) -> Ask | None:
        """The request for these choices; None where one of them lacks what goes into it."""
        if any(hole.step >= len(chosen) or not chosen[hole.step].get(hole.name) for hole in self.holes):
            return None
        plain = (self.exchange.request_body or "").lstrip()[:1] in ("{", "[")
        url = "".join(part if isinstance(part, str) else quote(chosen[part.step][part.name], safe="") for part in self.url)
        body = "".join(part if isinstance(part, str) else _written(chosen[part.step][part.name], plain) for part in self.body)
        return replace(ask_again(self.exchange, referer), url=url, body=body.encode() or None)


def learned(one: Exchange, other: Exchange, first: Sequence[Values], second: Sequence[Values]) -> Question | None:
    """What two requests ask for, made with these choices; None where they differ in something that no choice says."""
    if one.method != other.method:
        return None
    texts = [_parts(one.url), _parts(one.request_body or "")]
    twins = [_parts(other.url), _parts(other.request_body or "")]
    if [len(text) for text in texts] != [len(text) for text in twins]:
        return None
    differing = _filled(texts, twins, first, second, alike=False)
    if differing is None:
        return None
    steps = {hole.step for hole in differing.values()}
    alike = _filled(texts, twins, first, second, alike=True) or {}
    # A choice that both ways made tells its hole only by its value; one whose hole is known may be equal to some number by accident.
    holes = {place: hole for place, hole in alike.items() if hole.step not in steps} | differing
    url, body = (
        tuple(holes.get((which, place), part) for place, part in enumerate(text) if part or (which, place) in holes)
        for which, text in enumerate(texts)
    )
    return Question(one, url, body)


def _filled(
    texts: list[list[str]], twins: list[list[str]], first: Sequence[Values], second: Sequence[Values], *, alike: bool
) -> dict[tuple[int, int], Hole] | None:
    holes: dict[tuple[int, int], Hole] = {}
    for which, (text, twin) in enumerate(zip(texts, twins, strict=True)):
        for place, (part, its) in enumerate(zip(text, twin, strict=True)):
            if (part == its) != alike or (alike and len(part) < _SURE):
                continue
            hole = _hole(unquote_plus(part), unquote_plus(its), first, second)
            if hole is not None:
                holes[which, place] = hole
            elif not alike and not (_TIME.fullmatch(part) and _TIME.fullmatch(its)):
                return None
    return holes


def _hole(part: str, its: str, first: Sequence[Values], second: Sequence[Values]) -> Hole | None:
    for step in reversed(range(min(len(first), len(second)))):
        for name, value in first[step].items():
            if value == part and second[step].get(name) == its:
                return Hole(step, name)
    return None


def _parts(text: str) -> list[str]:
    return _MARKS.split(text)


def _written(value: str, plain: bool) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1] if plain else quote_plus(value)


def values_of(choice: Choice, behind: Sequence[Exchange]) -> tuple[Values, str, Exchange | None]:
    """What is known of a choice, the name under which data give its words, and the answer that gives them.

    What its box sends has no name, and comes last: data that are asked for directly have no boxes.
    """
    own = {"": choice.value} if choice.value else {}
    said = f" {uncounted(choice.words)} "
    best: tuple[int, Values, str, Exchange] | None = None
    for exchange in behind:
        for record in records_in(exchange):
            for name, value in record.items():
                words = " ".join(value.split())
                # A number or a word may stand around what the data call it ("1. Hộ tịch"): the longest is meant.
                if (len(words) >= _SURE or words == said.strip()) and f" {words} " in said and len(words) > (best[0] if best else 0):
                    best = len(words), record, name, exchange
    if best is not None:
        return {**best[1], **own}, best[2], best[3]
    return own or {"": choice.words}, "", None


def carried_by(page: View) -> tuple[Exchange, ...]:
    """The data that a page carries for its own script, as answers to no request."""
    if page.is_data:
        return ()
    doc = open_document(page.page.body, page.url, page.page.content_type)
    told = itertools.islice(itertools.chain(states_of(doc), assigned_in(doc)), _MOST_CARRIED)
    return tuple(Exchange("", page.url, {}, None, 200, "application/json", json.dumps(data).encode()) for data in told)


def told_by(behind: Sequence[Exchange]) -> frozenset[str]:
    """The words in the data of a page."""
    return frozenset(" ".join(value.split()) for exchange in behind for record in records_in(exchange) for value in record.values())


def records_in(exchange: Exchange) -> Iterator[Values]:
    """The objects of an answer with their plain values; what is no object counts as one with one value."""
    if exchange.status >= HTTPStatus.BAD_REQUEST:
        return iter(())
    payload = parse_data(exchange.body, exchange.content_type)
    return records(payload) if payload is not None else drawn_records(decode(exchange.body, exchange.content_type))


def answered(view: View) -> Iterator[Values]:
    """The objects of an answer that was asked for directly."""
    return records(view.payload) if view.is_data else drawn_records(view.document.source)


def records(payload: Any, floors: int = _FLOORS) -> Iterator[Values]:
    if isinstance(payload, Mapping):
        yield {str(name): str(value) for name, value in payload.items() if isinstance(value, str | int) and not isinstance(value, bool)}
        for drawn in payload.values():
            yield from drawn_records(drawn) if isinstance(drawn, str) and "</" in drawn else ()
    inner = payload.values() if isinstance(payload, Mapping) else payload if isinstance(payload, list) else ()
    for item in inner if floors else ():
        if isinstance(payload, list) and isinstance(item, str):
            yield {_ITEM: item}
        elif isinstance(item, list | Mapping):
            yield from records(item, floors - 1)


def drawn_records(source: str) -> Iterator[Values]:
    """The choices in a part of a page that a script puts in its place, as objects: their words, what they send, their data and what their
    calls are given. A whole page is no answer about choices.
    """
    if "<" not in source or len(source) > _LARGEST or _WHOLE.search(source):
        return
    for node in itertools.islice(LexborHTMLParser(source).css(_CHOICES), _MOST):
        attributes = {name: value for name, value in node.attributes.items() if value}
        told = {name: value for name, value in attributes.items() if name == "value" or name.startswith("data-")}
        arguments = [argument for _, given in calls_in(attributes.get("onclick", "")) for argument in given]
        told |= {f"{_ARGUMENT}{place}": argument for place, argument in enumerate(arguments)}
        if told and (words := words_of(node)):
            yield {**told, _WORDS: words}
