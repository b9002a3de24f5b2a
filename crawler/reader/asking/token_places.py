"""Where a page keeps what its own script proves itself with: the token against forged requests, in a meta tag, a hidden field, a piece of
data, its inline code, a cookie, or an answer of its own.

Whoever opens the page is given one, and requests without it are refused (419, 403, 400). It is bound to the cookies of that visitor, so
that it must be read from the copy that the asker was given himself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

MOST_TEXT = 2_000_000  # characters of a page that are looked through
_MOST_NODES = 20_000
_LONGEST = 4000  # characters of a token
_VALUE = r"[\w+/=.:|~%-]{12,4000}"
_LIKELY = re.compile(_VALUE)
_IN_CODE = re.compile(rf"""([A-Za-z_$][\w$.-]{{0,60}})["'\]]{{0,2}}\s{{0,8}}(?:=>|[:=,(])\s{{0,8}}["'`]({_VALUE})["'`]""")
_PROOF = re.compile(r"csrf|xsrf|requestverification|authenticity|antiforgery", re.IGNORECASE)
_NAMED_TOKEN = re.compile(r"(?:^|[_.-])token$|^token", re.IGNORECASE)
_HEADER_SPOKEN = re.compile(
    r"""["'](X-[\w-]{0,30}(?:CSRF|XSRF|TOKEN)[\w-]{0,30}|(?:__)?RequestVerificationToken|(?:CSRF|XSRF)-TOKEN)["']""", re.IGNORECASE
)
_USUAL = "X-CSRF-TOKEN"
# The headers in which frameworks want what they keep under these names.
_HEADER_OF = {
    "xsrf-token": "X-XSRF-TOKEN",
    "csrftoken": "X-CSRFToken",
    "csrfmiddlewaretoken": "X-CSRFToken",
    "__requestverificationtoken": "RequestVerificationToken",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands. `kind`: "meta", "field", "attribute", "script", "cookie" or "json"; `name`: by which it is found there."""

    kind: str
    name: str


def is_likely(value: object) -> bool:
    """Whether a value may be a token: long, of one piece, and no word, number, address or media type."""
    if not isinstance(value, str) or len(value) > _LONGEST or not _LIKELY.fullmatch(value) or value.startswith("/") or "://" in value:
        return False
    return any(c.isalpha() for c in value) and (any(c.isdigit() for c in value) or len(value) >= 20)


def places_in(text: str) -> dict[Place, str]:
    """The values like tokens of a page or a JSON answer, by where they stand; of several at one place the first."""
    found: dict[Place, str] = {}
    for place, value in _json_values(text) if text.lstrip()[:1] in ("{", "[") else _page_values(text[:MOST_TEXT]):
        if is_likely(value):
            found.setdefault(place, value)
    return found


def cookie_places(cookies: Mapping[str, str]) -> dict[Place, str]:
    """The same of cookies; scripts send them on decoded."""
    return {Place("cookie", name): unquote(value) for name, value in cookies.items() if is_likely(unquote(value))}


def find(found: Mapping[Place, str], value: str) -> Place | None:
    """Where a value stands, None when it does not."""
    return next((place for place, there in found.items() if there == value), None)


def names_token(name: str) -> bool:
    """Whether something is called what frameworks call their tokens."""
    return any(named.search(name) for named in (_PROOF, _NAMED_TOKEN))


def likeliest(found: Mapping[Place, str]) -> Place | None:
    """The place that is called like a token, the surest name first; None when none is."""
    for named in (_PROOF, _NAMED_TOKEN):
        for place in found:
            if named.search(place.name):
                return place
    return None


def headers_for(found: Mapping[Place, str], page: str) -> dict[str, Place]:
    """The headers that a page's script would send by the usual rules: those its code speaks of, else those of the framework that names its
    tokens so.
    """
    best = likeliest(found)
    if best is None:
        return {}
    kept = {place.name.lower(): place for place in found if place.name.lower() in _HEADER_OF}
    headers = {_HEADER_OF[name]: place for name, place in kept.items()}
    called = {place.name.lower() for place in found}
    for match in islice(_HEADER_SPOKEN.finditer(page[:MOST_TEXT]), 20):
        name = match[1].lower()
        # What the page calls its token is no header, unless it can only be one.
        if name not in {known.lower() for known in headers} and (name.startswith("x-") or name not in called):
            headers[match[1]] = best
    return headers or {_USUAL: best}


def _page_values(text: str) -> Iterator[tuple[Place, str]]:
    tree = LexborHTMLParser(text)
    for node in islice(tree.css("*"), _MOST_NODES):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("id") or ""
        if node.tag == "meta":
            yield Place("meta", name), attributes.get("content") or ""
        elif node.tag == "input" and name:
            yield Place("field", name), attributes.get("value") or ""
        for key, value in attributes.items():
            if key.startswith("data-") and value:
                yield Place("attribute", f"{node.tag} {key}"), value
        if node.tag == "script" and "src" not in attributes:
            yield from ((Place("script", match[1]), match[2]) for match in _IN_CODE.finditer(node.text()))


def _json_values(text: str) -> Iterator[tuple[Place, str]]:
    try:
        data = json.loads(text[:MOST_TEXT])
    except (ValueError, RecursionError):
        return
    work = [("", data)]
    for _ in range(1000):
        if not work:
            return
        name, value = work.pop()
        if isinstance(value, dict):
            work += [(str(key), inner) for key, inner in islice(value.items(), 100)]
        elif isinstance(value, str):
            yield Place("json", name), value
