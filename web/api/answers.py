"""How the API answers: JSON with an ETag, pages with links, faults as `{"detail": …}`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import blake2b
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import HTTPException, Query, Request, Response

from storage.queries.state import store_state
from web.site import Site, site_of

PLAIN = r"^[^\x00-\x1f\x7f]*$"  # what a database and a log line can take
Text = Annotated[str | None, Query(max_length=200, pattern=PLAIN)]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many items at most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many items to leave out at the beginning.")]
CACHE = "private, no-cache"

FAULT: dict[str, Any] = {
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["detail"], "properties": {"detail": {"type": "string"}}},
        }
    }
}


def faults(**causes: str) -> dict[int | str, dict[str, Any]]:
    """The documented faults of an operation: `faults(_404="No such portal.")`."""
    return {int(code.strip("_")): {"description": words, **FAULT} for code, words in causes.items()}


UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Nothing has changed since the answer with this ETag."}}


def document(words: str, schema: str, required: tuple[str, ...], example: Mapping[str, Any]) -> dict[int | str, dict[str, Any]]:
    """A document of the contract as an answer; its whole JSON Schema is `docs/schemas/`."""
    shape = {
        "type": "object",
        "title": schema,
        "required": ["schema", *required],
        "properties": {"schema": {"const": schema}},
        "description": f"{schema}; its JSON Schema is published in docs/schemas.",
    }
    return {200: {"description": words, "content": {"application/json": {"schema": shape, "example": example}}}, **UNCHANGED}


def not_found(words: str) -> HTTPException:
    return HTTPException(404, words)


def answer(request: Request, make: Callable[[Site], Any], *, follows: Callable[[Any], str | None] | None = None) -> Response:
    """What `make` gives as JSON, or 304 when the asker has it already.

    The tag is that of the store, so an unchanged answer is not even computed. `follows`: the query of the next page, None on the last.
    """
    site = site_of(request)
    tag = store_tag(request, site)
    if _has(request, tag):
        return Response(status_code=304, headers={"etag": tag, "cache-control": CACHE})
    found = make(site)
    headers = {"etag": tag, "cache-control": CACHE}
    query = follows(found) if follows is not None else None
    if query is not None:
        headers["link"] = f'<{request.url.path}?{query}>; rel="next"'
    return json_answer(found, headers=headers)


def json_answer(found: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    content = json.dumps(found, ensure_ascii=False, default=_plain, separators=(",", ":")).encode("utf-8", "replace")
    return Response(content, status, headers, media_type="application/json")


def content_answer(request: Request, found: Any) -> Response:
    """JSON whose tag is its own content, for what is no figure of the store."""
    made = json_answer(found)
    tag = f'"{blake2b(bytes(made.body), digest_size=16).hexdigest()}"'
    if _has(request, tag):
        return Response(status_code=304, headers={"etag": tag, "cache-control": CACHE})
    made.headers["etag"], made.headers["cache-control"] = tag, CACHE
    return made


def store_tag(request: Request, site: Site) -> str:
    """The state of the store, the day, the release and the question, in one word. Weak: two answers may differ in their time of making."""
    with site.store.read() as connection:
        state = store_state(connection)
    parts = (state, site.now().date(), version("mucdo"), request.url.path, sorted(request.query_params.multi_items()))
    return f'W/"{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"'


def _has(request: Request, tag: str) -> bool:
    given = request.headers.get("if-none-match", "")
    bare = tag.removeprefix("W/")
    return given.strip() == "*" or any(one.strip().removeprefix("W/") == bare for one in given.split(","))


def _plain(value: Any) -> str:
    return str(value.isoformat())
