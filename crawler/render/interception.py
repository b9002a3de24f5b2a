"""The gate inside the browser: every document and data request, whichever frame, worker or window makes it, passes here.

The DevTools `Fetch` domain is switched on for the whole browser, with patterns by resource type: scripts and style sheets (GET by nature)
never pause, so the cost is a few messages per page, where Playwright's routing would pay for every request. Redirects pass here
again, hop by hop. Where a request may go is the proxy's business; here it is decided whether it may be made at all.
"""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser as PlaywrightBrowser, CDPSession, Error as PlaywrightError

from crawler.fetching import Exchange, Purpose
from crawler.render import policy
from crawler.render.limits import RenderLimits
from crawler.render.visit import Refusal, Refused, Visit

Allowed = Callable[[str], Awaitable[bool]]
Turn = Callable[[str, Purpose], Awaitable[None]]
Recalled = Callable[[str, str, str | None, bool], Exchange | None]
FindFrames = Callable[[Visit], Awaitable[None]]

logger = logging.getLogger(__name__)

_DATA = frozenset({"XHR", "Fetch"})
_NEVER = ("Media", "Ping", "CSPViolationReport", "EventSource")
_PATTERNS = [
    *({"resourceType": kind} for kind in ("Document", "XHR", "Fetch", "Other", *_NEVER)),
    *({"resourceType": kind, "requestStage": "Response"} for kind in sorted(_DATA)),
]
_CAPTURED = ("json", "html", "xml", "text/plain", "javascript")
_CHUNK = 1024 * 1024
_DROPPED_ON_FULFIL = frozenset({"content-encoding", "content-length", "transfer-encoding"})
# What is said anew with an answer that is given again; cookies were set when it came.
_SAID_ANEW = frozenset({"content-type", "access-control-allow-origin", "access-control-allow-credentials", "set-cookie", "set-cookie2"})
_MOST_HEADERS = 4096  # characters of the headers of an answer that are kept with it


def nothing_recalled(method: str, url: str, body: str | None, document: bool) -> Exchange | None:
    """No answer is known before the portal is asked."""
    return None


class Gate:
    """Judges the requests of all open pages of one browser."""

    def __init__(self, allowed: Allowed, turn: Turn, limits: RenderLimits, recalled: Recalled = nothing_recalled) -> None:
        self._allowed = allowed
        self._recalled = recalled
        self._turn = turn
        self._limits = limits
        self._visits: dict[str, tuple[Visit, FindFrames]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: CDPSession | None = None

    async def attach(self, browser: PlaywrightBrowser) -> None:
        self._session = await browser.new_browser_cdp_session()
        self._session.on("Fetch.requestPaused", self._paused)
        await self._session.send("Fetch.enable", {"patterns": _PATTERNS})

    async def detach(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._session = None

    def admit(self, visit: Visit, find_frames: FindFrames) -> None:
        """From now on the requests of this visit's page are judged; those of a page without a visit are refused."""
        self._visits[visit.main_frame] = (visit, find_frames)

    def dismiss(self, visit: Visit) -> None:
        self._visits.pop(visit.main_frame, None)

    def _paused(self, event: dict[str, Any]) -> None:
        task = asyncio.get_running_loop().create_task(self._handle(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _handle(self, event: dict[str, Any]) -> None:
        try:
            if "responseStatusCode" in event or "responseErrorReason" in event:
                await self._answered(event)
            else:
                await self._asked(event)
        except PlaywrightError as error:
            # The page or the browser went away while its request was waiting: there is nobody left to answer.
            logger.debug("paused request lost url=%s error=%s", event["request"]["url"], str(error).splitlines()[0])

    async def _visit_of(self, frame: str) -> Visit | None:
        if known := self._known(frame):
            return known
        # A frame inside a page; or a window or a shared worker, which belong to no page and are refused.
        for visit, find_frames in tuple(self._visits.values()):
            await find_frames(visit)
        return self._known(frame)

    def _known(self, frame: str) -> Visit | None:
        if frame in self._visits:
            return self._visits[frame][0]
        return next((visit for visit, _ in self._visits.values() if frame in visit.frames), None)

    async def _asked(self, event: dict[str, Any]) -> None:
        request = event["request"]
        visit = await self._visit_of(event.get("frameId", ""))
        if visit is None or (visit.navigations == 0 and not _is_main(visit, event)):
            await self._fail(event)  # nobody's, or a late word of the page that was here before
            return
        data = event["resourceType"] in _DATA
        if data and not visit.repeated(request["method"], request["url"], request.get("postData")):
            visit.begin(_key(event))
        try:
            reason = await self._judge(visit, event)
        except Exception:
            # Whatever the judge stumbled over: an unjudged request is not made, and the page is not left waiting for it.
            logger.exception("request could not be judged url=%s", request["url"])
            reason = Refusal.BUDGET
        main = _is_main(visit, event)
        if reason is None:
            if main:
                visit.leave(request["url"])
            if known := self._known_answer(visit, event):
                await self._answer(visit, event, known)
                return
            if data or event["resourceType"] == "Document":
                await self._turn(request["url"], Purpose.DATA if data else Purpose.PAGE)
            await self._send("Fetch.continueRequest", {"requestId": event["requestId"]})
            return
        visit.refused.append(Refused(reason, request["method"], request["url"], main, request.get("postData")))
        await self._fail(event)
        visit.end(_key(event))

    async def _judge(self, visit: Visit, event: dict[str, Any]) -> Refusal | None:
        """None when the request may be made."""
        request, kind = event["request"], event["resourceType"]
        url: str = request["url"]
        if urlsplit(url).scheme not in ("http", "https"):
            return Refusal.ADDRESS
        if kind in _NEVER or (kind == "Other" and request["method"] != "GET"):
            return Refusal.KIND
        if kind == "Other":
            return None
        visit.requests += 1
        main = _is_main(visit, event)
        visit.navigations += main
        if visit.requests > self._limits.requests or visit.navigations > self._limits.navigations:
            return Refusal.BUDGET
        if not policy.is_reading(request["method"]) and (kind == "Document" or _post_refused(visit, request)):
            return Refusal.METHOD
        if main and visit.holding:
            return Refusal.HELD
        if not await self._allowed(url):
            return Refusal.ROBOTS
        return None

    def _known_answer(self, visit: Visit, event: dict[str, Any]) -> Exchange | None:
        """What this run was answered before. The first document of a tab is asked for, because it may set cookies."""
        request, document = event["request"], event["resourceType"] == "Document"
        if visit.sent is not None and _is_main(visit, event) and request["url"] == visit.sent.url:
            return visit.sent
        if (document and visit.fresh) or event["resourceType"] not in _DATA | {"Document"}:
            return None
        return self._recalled(request["method"], request["url"], request.get("postData"), document)

    async def _answer(self, visit: Visit, event: dict[str, Any], known: Exchange) -> None:
        """Give the page an answer that is known; one of another origin as that origin would have allowed it before."""
        if event["resourceType"] in _DATA:
            visit.exchanges.append(known)
        origin = urlsplit(visit.url)
        headers = {
            **known.answer_headers,
            "Content-Type": known.content_type,
            "Access-Control-Allow-Origin": f"{origin.scheme}://{origin.netloc}",
            "Access-Control-Allow-Credentials": "true",
        }
        await self._send(
            "Fetch.fulfillRequest",
            {
                "requestId": event["requestId"],
                "responseCode": known.status,
                "responseHeaders": [{"name": name, "value": value} for name, value in headers.items() if value],
                "body": base64.b64encode(known.body).decode("ascii"),
            },
        )
        if event["resourceType"] in _DATA:
            visit.end(_key(event))

    async def _answered(self, event: dict[str, Any]) -> None:
        visit = await self._visit_of(event.get("frameId", ""))
        status = event.get("responseStatusCode", 0)
        if 300 <= status < 400:
            await self._send("Fetch.continueRequest", {"requestId": event["requestId"]})
            return
        try:
            if visit is None or not self._wanted(visit, event):
                await self._send("Fetch.continueRequest", {"requestId": event["requestId"]})
                return
            await self._capture(visit, event)
        finally:
            if visit is not None:
                visit.end(_key(event))

    def _wanted(self, visit: Visit, event: dict[str, Any]) -> bool:
        if "responseErrorReason" in event or len(visit.exchanges) >= self._limits.exchanges:
            return False
        headers = _headers(event)
        declared = headers.get("content-length", "0")
        size = int(declared) if declared.isdecimal() else 0
        kind = headers.get("content-type", "").lower()
        room = min(self._limits.body, self._limits.exchange_bytes - visit.captured)
        return size <= room and room > 0 and (not kind or any(word in kind for word in _CAPTURED))

    async def _capture(self, visit: Visit, event: dict[str, Any]) -> None:
        """Take the body in pieces, keep a copy, hand it to the page. A body that does not end, or is too long, fails the request."""
        body: bytes | None = None
        try:
            async with asyncio.timeout(self._limits.data):
                body = await self._body(event["requestId"])
        except TimeoutError:
            logger.debug("data request did not end url=%s", event["request"]["url"])
        if body is None:
            await self._fail(event)
            return
        request = event["request"]
        visit.captured += len(body)
        visit.exchanges.append(
            Exchange(
                method=request["method"],
                url=request["url"],
                request_headers=policy.kept_headers(request["headers"]),
                request_body=request.get("postData"),
                status=event["responseStatusCode"],
                content_type=_headers(event).get("content-type", ""),
                body=body,
                tokens=policy.page_tokens(request["headers"]),
                answer_headers=_told_to_scripts(_headers(event)),
            )
        )
        kept = [header for header in event.get("responseHeaders", []) if header["name"].lower() not in _DROPPED_ON_FULFIL]
        answer = {"requestId": event["requestId"], "responseCode": event["responseStatusCode"], "responseHeaders": kept}
        await self._send("Fetch.fulfillRequest", {**answer, "body": base64.b64encode(body).decode("ascii")})

    async def _body(self, request: str) -> bytes | None:
        stream = (await self._send("Fetch.takeResponseBodyAsStream", {"requestId": request}))["stream"]
        body = bytearray()
        while True:
            piece = await self._send("IO.read", {"handle": stream, "size": _CHUNK})
            body += base64.b64decode(piece["data"]) if piece.get("base64Encoded") else piece["data"].encode()
            if piece["eof"]:
                return bytes(body)
            if len(body) > self._limits.body:
                return None

    async def _fail(self, event: dict[str, Any]) -> None:
        # An aborted navigation leaves the page as it is; a blocked one would put an error page in its place.
        reason = "Aborted" if event["resourceType"] == "Document" else "BlockedByClient"
        await self._send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": reason})

    async def _send(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        if self._session is None:
            raise PlaywrightError("the browser is gone")
        answer: dict[str, Any] = await self._session.send(method, parameters)
        return answer


def _key(event: dict[str, Any]) -> str:
    return str(event.get("networkId") or event["requestId"])


def _is_main(visit: Visit, event: dict[str, Any]) -> bool:
    return bool(event["resourceType"] == "Document" and event.get("frameId") == visit.main_frame)


def _headers(event: dict[str, Any]) -> dict[str, str]:
    return {header["name"].lower(): header["value"] for header in event.get("responseHeaders", [])}


def _told_to_scripts(headers: dict[str, str]) -> dict[str, str]:
    """The headers of an answer that are kept with it: a page that is given it again may take a counter or a key of its visit from there."""
    kept: dict[str, str] = {}
    room = _MOST_HEADERS
    for name, value in headers.items():
        room -= len(name) + len(value)
        if name not in _SAID_ANEW | _DROPPED_ON_FULFIL and room >= 0:
            kept[name] = value
    return kept


def _post_refused(visit: Visit, request: dict[str, Any]) -> bool:
    body = request.get("postData")
    if request.get("hasPostData") and body is None:
        return True  # a file or a blob: what it holds cannot be seen
    headers = {name.lower(): value for name, value in request["headers"].items()}
    why = policy.why_not_posted(visit.url, request["url"], request["method"], headers.get("content-type", ""), body)
    if why and not visit.token and policy.asks_for_token(request["url"], headers.get("content-type", ""), body):
        visit.token = request["url"]
    visit.withheld += why == policy.UNCLEAR
    if why:
        logger.info("request not made method=%s url=%s why=%s", request["method"], request["url"], why)
    return bool(why)
