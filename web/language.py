"""Two languages by address: Vietnamese at `/…`, the same page in English at `/en/…`. A link says which, so it can be shared."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from fastapi import Request

PREFIXES = {"vi": "", "en": "/en"}


def lang_of(request: Request) -> str:
    """The language of a request, by its path."""
    path = request.url.path
    return "en" if path == "/en" or path.startswith("/en/") else "vi"


def in_lang(path: str, lang: str, **query: object) -> str:
    """The address of a page in a language. `path`: without a language; parameters that are None are left out."""
    given = {name: value for name, value in query.items() if value is not None}
    return PREFIXES[lang] + path + (f"?{urlencode(given, doseq=True)}" if given else "")


def quoted(path: str) -> str:
    """A path whose parts are anybody's words, such as a procedure's name on its portal."""
    return quote(path, safe="/:~@!$&'()*+,;=")


def other_lang(request: Request) -> str:
    """The address of the same page, with the same query, in the other language."""
    path, query = request.url.path, request.url.query
    bare = path.removeprefix("/en") or "/" if lang_of(request) == "en" else path
    address = in_lang(bare, "vi" if lang_of(request) == "en" else "en")
    return f"{address}?{query}" if query else address
