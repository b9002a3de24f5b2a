"""What two requests of one kind have in common, as a template: the one value in which they differ is its hole."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawler.fetching import Exchange

from .templates import UrlTemplate

HOLE = "id"  # no name of a value: filled by what the requests of others have in this place
_ENDS = "/?&=#:.,;"  # what a value in an address stands between


def template_between(one: Exchange, other: Exchange) -> UrlTemplate | None:
    """The template of two requests that differ in one value, of their address or of their body; None when they differ otherwise."""
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
