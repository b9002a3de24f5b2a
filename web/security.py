"""What stands between the network and the pages: one ASGI layer around the whole application.

In this order: the host that was asked for, how often a client asks, the size of the body, who is asking, whether reading is public,
and for everything that changes something, where the request came from. Every answer gets the same security headers.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, urlsplit

import structlog
from anyio import to_thread
from fastapi import FastAPI, Request

from crawler.config import Settings
from scheduler.runner import wall_clock
from storage.engine import Store
from storage.errors import StoreError
from web.accounts.people import User
from web.accounts.service import Accounts, secret_of
from web.forms import FORM_TYPE, FormSigner, token_in
from web.security_words import REFUSALS
from web.site import site_of
from web.throttle import Throttle, client_of

log = structlog.get_logger(__name__)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BODY_LIMIT = 64 * 1024  # bytes; the largest form is a note of some thousand characters
BODY_TIME = 15.0  # seconds in which a body must have come
API = "/api/"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_NO_LOGIN = ("/login", "/en/login", "/static/", "/healthz", "/readyz")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


@dataclass(frozen=True, slots=True)
class Cookies:
    """The names of our cookies. Over https the `__Host-` prefix keeps neighbours on the same domain from planting them."""

    secure: bool

    @property
    def session(self) -> str:
        return "__Host-mucdo_session" if self.secure else "mucdo_session"

    @property
    def browser(self) -> str:
        return "__Host-mucdo_form" if self.secure else "mucdo_form"

    def line(self, name: str, value: str, seconds: int | None = None) -> str:
        """One Set-Cookie line. `seconds`: None = until the browser closes, 0 = forget it."""
        age = "" if seconds is None else f"; Max-Age={seconds}"
        return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{'; Secure' if self.secure else ''}"


def secure(app: FastAPI, settings: Settings, store: Store, clock: Callable[[], datetime] = wall_clock) -> None:
    """Put the layer around an application, with the accounts that it asks. `clock`: of the accounts, real time."""
    cookies = Cookies(secure=(settings.web_url or "").startswith("https://"))
    app.state.cookies = cookies
    app.state.accounts = Accounts(store, clock)
    app.state.signer = FormSigner(secret_of(settings, store, app.state.accounts.now()))
    app.add_middleware(SecurityLayer, settings=settings, cookies=cookies, accounts=app.state.accounts, signer=app.state.signer)


class SecurityLayer:
    """The layer itself. `throttle`: requests per client."""

    def __init__(
        self,
        app: Callable[[Scope, Receive, Send], Awaitable[None]],
        *,
        settings: Settings,
        cookies: Cookies,
        accounts: Accounts,
        signer: FormSigner,
        throttle: Throttle | None = None,
    ) -> None:
        self._app = app
        self._settings = settings
        self._cookies = cookies
        self._accounts = accounts
        self._signer = signer
        self._throttle = throttle or Throttle(100, 1000, time.monotonic)
        own = [settings.web_bind.rpartition(":")[0], urlsplit(settings.web_url or "").hostname or ""]
        self._hosts = {"localhost", *(host.strip("[]").lower() for host in own if host)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = _Asked(scope, self._cookies)
        send = self._with_headers(request, send)
        refused = self._not_ours(request) or await self._read_body(request, receive) or await self._stranger(request)
        refused = refused or self._forged(request)
        if refused is not None:
            await refused.answer(request, send)
            return
        try:
            await self._app(scope, request.replay(receive), send)
        except StoreError as error:
            log.warning("request.store", path=request.path, error=str(error))
            await _Refusal(503, "store", {b"retry-after": b"30"}).answer(request, send)
        except Exception:
            # Answered here, because the server's own answer would come without our headers.
            await _Refusal(500, "fault").answer(request, send)
            raise

    def _not_ours(self, request: _Asked) -> _Refusal | None:
        """A name that is not ours (DNS rebinding makes a browser ask us under a foreign one), or a client that asks too often."""
        host = _host_name(request.header(b"host"))
        if host is None or not (host in self._hosts or _is_address(host)):
            return _Refusal(400, "host")
        wait = 0.0 if request.path.startswith("/static/") else self._throttle.wait(request.client)
        return _Refusal(429, "often", {b"retry-after": str(int(wait) + 1).encode()}) if wait else None

    async def _read_body(self, request: _Asked, receive: Receive) -> _Refusal | None:
        """The body of a request that may have one, read whole: it is small, or refused before it is read."""
        declared = request.header(b"content-length") or "0"
        if not declared.isdigit():
            return _Refusal(400, "body")
        if int(declared) > BODY_LIMIT:
            return _Refusal(413, "large", {b"connection": b"close"})
        if request.safe:
            return None
        try:
            async with asyncio.timeout(BODY_TIME):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return _Refusal(400, "body")
                    request.body += message.get("body", b"")
                    if len(request.body) > BODY_LIMIT:
                        return _Refusal(413, "large", {b"connection": b"close"})
                    if not message.get("more_body"):
                        return None
        except TimeoutError:
            return _Refusal(408, "slow", {b"connection": b"close"})

    async def _stranger(self, request: _Asked) -> _Refusal | None:
        """Find out who asks; refuse who may not. A key counts everywhere, a session never changes anything through the API."""
        try:
            if request.authorization:
                scheme, _, key = request.authorization.partition(" ")
                user = await to_thread.run_sync(partial(self._accounts.user_of_key, key.strip())) if scheme.lower() == "bearer" else None
                if user is None:
                    return _Refusal(401, "key", {b"www-authenticate": b"Bearer"})
                request.know(user)
            elif request.session and (request.safe or not request.api):
                request.know(await to_thread.run_sync(partial(self._accounts.user_of_session, request.session)))
        except StoreError:
            if not request.path.startswith(_NO_LOGIN):
                return _Refusal(503, "store", {b"retry-after": b"30"})
        if self._settings.web_public or request.user is not None or request.path.startswith(_NO_LOGIN):
            return None
        if request.api or request.path == "/metrics" or not request.safe:
            return _Refusal(401, "login", {b"www-authenticate": b"Bearer"})
        login = "/en/login" if request.english else "/login"
        return _Refusal(303, "login", {b"location": f"{login}?next={quote(request.target, safe='/')}".encode()})

    def _forged(self, request: _Asked) -> _Refusal | None:
        """Whether something that changes data came from a page that is not ours."""
        if request.safe:
            return None
        if request.header(b"sec-fetch-site") in ("cross-site", "same-site"):
            return _Refusal(403, "foreign")
        origin = request.header(b"origin")
        if origin is not None and not self._own_origin(origin, request.header(b"host") or ""):
            return _Refusal(403, "foreign")
        if request.api:
            return None  # no cookie counts there, so a foreign page can do no more than its own server could
        if (request.header(b"content-type") or "").partition(";")[0].strip().lower() != FORM_TYPE:
            return _Refusal(415, "form")
        if not self._signer.holds(token_in(bytes(request.body)), request.browser, request.session_in_use):
            return _Refusal(403, "token")
        return None

    def _own_origin(self, origin: str, host: str) -> bool:
        return origin == self._settings.web_url or urlsplit(origin).netloc.lower() == host.lower()

    def _with_headers(self, request: _Asked, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                request.answered = True
                headers = [(name.lower(), value) for name, value in message.get("headers", ())]
                present = {name for name, _ in headers}
                headers += [pair for pair in _HEADERS if pair[0] not in present]
                if self._cookies.secure:
                    headers.append((b"strict-transport-security", b"max-age=31536000"))
                if not request.path.startswith("/static/"):
                    if b"cache-control" not in present:
                        headers.append((b"cache-control", b"no-store" if request.user is not None else b"no-cache"))
                    headers.append((b"vary", b"Cookie, Authorization"))
                new = request.state.get("new_browser")
                if new:
                    headers.append((b"set-cookie", self._cookies.line(self._cookies.browser, new).encode()))
                message["headers"] = headers
            await send(message)

        return sending


class _Asked:
    """One request as the layer sees it."""

    def __init__(self, scope: Scope, cookies: Cookies) -> None:
        self._headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        self.state: dict[str, Any] = scope.setdefault("state", {})
        self.path: str = scope["path"]
        self.target = self.path + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        self.safe = scope["method"] in _SAFE
        self.api = self.path.startswith(API)
        self.english = self.path == "/en" or self.path.startswith("/en/")
        self.client = client_of((scope.get("client") or ("",))[0])
        self.authorization = self.header(b"authorization") or ""
        given = _cookies(self.header(b"cookie") or "")
        self.session = given.get(cookies.session, "")
        self.browser = given.get(cookies.browser, "")
        self.user: User | None = None
        self.body = bytearray()
        self.answered = False
        self.state |= {"user": None, "client": self.client, "browser": self.browser, "session": ""}

    @property
    def session_in_use(self) -> str:
        return str(self.state["session"])

    def header(self, name: bytes) -> str | None:
        return self._headers.get(name)

    def know(self, user: User | None) -> None:
        self.user = user
        self.state["user"] = user
        if user is not None and not self.authorization:
            self.state["session"] = self.session

    def replay(self, receive: Receive) -> Receive:
        """What the application reads: the body that was read already, then what comes after it."""
        if self.safe:
            return receive
        told = False

        async def again() -> Message:
            nonlocal told
            if told:
                return await receive()
            told = True
            return {"type": "http.request", "body": bytes(self.body), "more_body": False}

        return again


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    why: str
    headers: MutableMapping[bytes, bytes] | None = None

    async def answer(self, request: _Asked, send: Send) -> None:
        """Answer in the place of the application, unless it has begun to."""
        if request.answered:
            return
        words = REFUSALS[self.why]
        if request.api:
            kind, body = b"application/json", b'{"detail":"%s"}' % words[1].encode()
        else:
            kind, body = b"text/plain; charset=utf-8", "\n".join(words if not request.english else words[1:]).encode() + b"\n"
        length = {b"content-type": kind, b"content-length": str(len(body)).encode()}
        headers = [*length.items(), *(self.headers or {}).items()]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def user_of(request: Request) -> User | None:
    """Who is asking; usable as a FastAPI dependency."""
    user: User | None = getattr(request.state, "user", None)
    return user


def accounts_of(request: Request) -> Accounts:
    accounts: Accounts = request.app.state.accounts
    return accounts


def public_url(request: Request, path: str) -> str:
    """A path as an address that can be passed on."""
    base = site_of(request).settings.web_url or str(request.base_url).rstrip("/")
    return base + path


def _cookies(line: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in line[:8192].split(";"))
    return {name: value for name, _, value in pairs if name}


def _host_name(host: str | None) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname if host else None
    except ValueError:
        return None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
