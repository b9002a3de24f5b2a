"""The OpenAPI description: what FastAPI finds in the code, with keys as a security scheme and the examples whole."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from web.api import examples

_EXAMPLES = {
    "mucdo.levels/1": examples.LEVELS,
    "mucdo.explain/1": examples.EXPLAIN,
    "mucdo.changes/1": examples.CHANGES,
    "mucdo.plan/1": examples.PLAN,
    "mucdo.check/1": examples.CHECK,
}
_ABOUT = """Online maturity levels of administrative procedures on Vietnamese provincial portals, with evidence and history.
Reading needs no key unless the installation is closed. Answers carry an ETag; lists are read on by the Link header."""


def describe(app: FastAPI) -> None:
    """Give an application its description, made when it is first asked for."""
    made: dict[str, Any] = {}

    def description() -> dict[str, Any]:
        if not made:
            made.update(_complete(get_openapi(title="mucdo", version="1", description=_ABOUT, routes=app.routes)))
        return made

    app.openapi = description  # type: ignore[method-assign]  # FastAPI's own way to extend it


def _complete(found: dict[str, Any]) -> dict[str, Any]:
    found["paths"] = {path: operations for path, operations in found["paths"].items() if path.startswith("/api/")}
    schemes = {"key": {"type": "http", "scheme": "bearer", "description": "An API key from the page of one's account."}}
    found.setdefault("components", {})["securitySchemes"] = schemes
    for operations in found["paths"].values():
        for operation in operations.values():
            operation["security"] = [{}, {"key": []}]
            _put_examples(operation)
    return found


def _put_examples(operation: dict[str, Any]) -> None:
    """FastAPI leaves out what is null, and in a document of the contract null says something."""
    for kind in operation["responses"].get("200", {}).get("content", {}).values():
        if "example" in kind:
            kind["example"] = _EXAMPLES[kind["schema"]["title"]]
