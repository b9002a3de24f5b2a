"""What people see when something cannot be shown: a page in their language that says what to do. Machines get JSON."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from storage.errors import StoreError
from web.rendering import render
from web.words import WORDS

MACHINES = ("/api/", "/static/", "/metrics", "/healthz", "/readyz")


def install(app: FastAPI) -> None:
    """Answer faults with pages."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101  # what it is registered for
        if request.url.path.startswith(MACHINES):
            return await http_exception_handler(request, error)
        key = error.detail if error.detail in WORDS else f"error.{error.status_code}"
        return _page(request, error.status_code, key)

    async def malformed(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101  # what it is registered for
        if request.url.path.startswith(MACHINES):
            return await request_validation_exception_handler(request, error)
        return _page(request, 400, "error.400")

    async def unavailable(request: Request, error: Exception) -> Response:
        if request.url.path.startswith(MACHINES):
            return await http_exception_handler(request, HTTPException(503, "The database is not available.", {"retry-after": "30"}))
        return _page(request, 503, "error.503")

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(StoreError, unavailable)


def _page(request: Request, status: int, key: str) -> Response:
    return render(request, "error.html.j2", status, status=status, message=key if key in WORDS else "error.other")
