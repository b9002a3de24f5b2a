"""What requests of one kind have in common, as a template: its holes are the one value in which they differ, or what each tells of the
object that it asks for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from classifier.data.datakeys import ID_KEYS, words_of
from crawler.fetching import Exchange
from crawler.reader.page.templates import UrlTemplate

HOLE = "id"  # no name of a value: filled by what the requests of others have in this place
_ENDS = "/?&=#:.,;"  # what a value in an address stands between

_PIECE = re.compile(rf"[^{_ENDS}]+")
_MOMENT = re.compile(r"(?<==)(?:1\d{12}|0\.\d{6,})(?=&|$)")  # milliseconds or a random number, against caches: any value will do


def template_between(one: Exchange, other: Exchange) -> UrlTemplate | None:
    """The template of two requests that differ in one value, of their address or of their body, whenever they were made; None when they
    differ otherwise.
    """
    return _in_one_value(one, other) or _in_one_value(_timeless(one), _timeless(other))


def template_for(samples: Sequence[tuple[Mapping[str, Any], Exchange]]) -> UrlTemplate | None:
    """The template of the requests for objects whose values are known, which may tell several of them: a kind and an id. None when they
    tell none, or differ in what nobody knows. Its holes are called like data attributes with such values.

    What has the name of a key tells that key's value; where all requests differ it may be told under another name.
    """
    return _by_keys(samples) or _by_keys([(values, _timeless(exchange)) for values, exchange in samples])


def _by_keys(samples: Sequence[tuple[Mapping[str, Any], Exchange]]) -> UrlTemplate | None:
    first, objects = samples[0][1], [values for values, _ in samples]
    bodies = [_pairs(exchange.request_body) for _, exchange in samples]
    shapes = {(e.method, _root(e.url), _PIECE.sub("", e.url[len(_root(e.url)) :])) for _, e in samples}
    named = {None if body is None else tuple(name for name, _ in body) for body in bodies}
    if len(shapes) > 1 or len(named) > 1 or None in named:
        return None
    parts: list[str | tuple[str]] = [_root(first.url)]
    name, end = "", len(_root(first.url))
    for pieces in zip(*(_PIECE.finditer(e.url, len(_root(e.url))) for _, e in samples), strict=True):
        between = first.url[end : pieces[0].start()]
        told = [unquote(piece[0]) for piece in pieces]
        key = _key_of(name if between == "=" else "", told, objects)
        if key is None and len(set(told)) > 1:
            return None
        parts += [between, pieces[0][0] if key is None else (f"data-{key}",)]
        name, end = pieces[0][0], pieces[0].end()
    sent: list[tuple[str, str]] = []
    for pairs in zip(*(body or () for body in bodies), strict=True):
        key = _key_of(pairs[0][0], [json.loads(value) for _, value in pairs], objects)
        if key is None and len(set(pairs)) > 1:
            return None
        sent.append((pairs[0][0], pairs[0][1] if key is None else f"data-{key}"))
    if all(isinstance(part, str) for part in parts) and all(value.startswith('"') for _, value in sent):
        return None
    return UrlTemplate((*parts, first.url[end:]), first.method, tuple(sent), (first.request_body or "").lstrip()[:1] == "{")


def _key_of(name: str, told: Sequence[str], objects: Sequence[Mapping[str, Any]]) -> str | None:
    """The key under which each object has what its request tells by a name."""
    keys = [key for key in objects[0] if list(told) == [str(values.get(key, "")) for values in objects]]
    named = next((key for key in keys if name and words_of(key) == words_of(name)), None)
    if named is not None or not 1 < len(told) == len(set(told)):
        return named
    return next((key for key in keys if ID_KEYS.match(words_of(key))), next(iter(keys), None))


def _timeless(exchange: Exchange) -> Exchange:
    return replace(exchange, url=_MOMENT.sub("1", exchange.url))


def _in_one_value(one: Exchange, other: Exchange) -> UrlTemplate | None:
    if one.method != other.method:
        return None
    if one.url == other.url:
        return _by_body(one, other)
    if (one.request_body or "") != (other.request_body or ""):
        return None
    start = _alike(one.url, other.url)
    start = max(one.url.rfind(mark, 0, start) for mark in _ENDS) + 1
    end = _alike(one.url[start:][::-1], other.url[start:][::-1])
    tail = one.url[len(one.url) - end :]
    cut = min((place for mark in _ENDS if (place := tail.find(mark)) >= 0), default=len(tail))
    first, second = one.url[start : len(one.url) - end + cut], other.url[start : len(other.url) - end + cut]
    if not first or not second or any(mark in value for value in (first, second) for mark in _ENDS) or start <= len(_root(one.url)):
        return None
    return UrlTemplate((one.url[:start], (HOLE,), tail[cut:]), one.method, _pairs(one.request_body) or ())


def _by_body(one: Exchange, other: Exchange) -> UrlTemplate | None:
    first, second = _pairs(one.request_body), _pairs(other.request_body)
    if not first or not second or [name for name, _ in first] != [name for name, _ in second]:
        return None
    changed = [name for (name, a), (_, b) in zip(first, second, strict=True) if a != b]
    if len(changed) != 1:
        return None
    body = tuple((name, HOLE if name == changed[0] else value) for name, value in first)
    return UrlTemplate((one.url,), one.method, body, (one.request_body or "").lstrip()[:1] == "{")


def _pairs(body: str | None) -> tuple[tuple[str, str], ...] | None:
    """The names and values of a body, each value as a literal; None for one that holds more than names and values."""
    text = (body or "").strip()
    if text[:1] not in ("{", "["):
        return tuple((name, json.dumps(value)) for name, value in parse_qsl(text, keep_blank_values=True))
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not all(isinstance(v, str | int) and not isinstance(v, bool) for v in told.values()):
        return None
    return tuple((name, json.dumps(str(value))) for name, value in told.items())


def _alike(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
