"""One open page of the browser, used for many addresses in turn: go there, wait until it is drawn, press, scroll, take the DOM."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import urldefrag

from playwright.async_api import (
    Browser as PlaywrightBrowser,
    BrowserContext,
    CDPSession,
    Dialog,
    Error as PlaywrightError,
    Frame,
    Page,
    Request,
    Response,
)

from crawler.fetching import Click, Picture
from crawler.render.limits import RenderLimits
from crawler.render.picture import take_picture
from crawler.render.visit import Visit

logger = logging.getLogger(__name__)

_SCRIPTS = files("crawler.render") / "page"
_BLANK = "about:blank"
_INTERRUPTIONS = 2
_CLOSING = 5.0  # seconds a page may take to close before the browser is given up
_PICTURE = 5.0  # seconds
_MOST_FOLDED = 50
_CODE, _DOCUMENT = "script", "document"  # kinds of requests


class _InterruptedError(Exception):
    """A script was ended because it did not end itself."""


class TabLostError(Exception):
    """The page hangs or crashed: the tab cannot be used again."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The DOM of a page as it stands. `opened`: addresses that the page wanted to open in other windows.

    `heads`: those of its frames, which are no part of what it shows; `cookies`: what its scripts may read of them, as they read them.
    """

    html: str
    url: str
    opened: tuple[str, ...]
    heads: str = ""
    cookies: str = ""


def script(name: str) -> str:
    return (_SCRIPTS / name).read_text(encoding="utf-8")


_END = '() => { const state = window[Symbol.for("mucdo.state")]; return Boolean(state && state.end && state.end()); }'
_TOUCH = 'const state = window[Symbol.for("mucdo.state")]; if (state) state.changed = performance.now();'
# Lists grow inside boxes with a scroll bar of their own as often as in the window.
_SCROLL = f"""() => {{
    {_TOUCH}
    const end = document.scrollingElement || document.documentElement;
    const framed = (node) => {{ try {{ return node.contentDocument; }} catch {{ return null; }} }};
    const inside = [...document.querySelectorAll("iframe, frame")].map(framed).filter((each) => each && each.body).slice(0, 5);
    const boxes = [document, ...inside].flatMap((each) => [...each.querySelectorAll("div, main, section, ul, tbody")]).filter((box) => {{
        if (box.scrollHeight <= box.clientHeight + 20 || box.clientHeight < 100) return false;
        return /auto|scroll/.test(getComputedStyle(box).overflowY);
    }});
    const ends = inside.map((each) => each.scrollingElement || each.documentElement);
    for (const box of [end, ...ends, ...boxes.slice(0, 5)]) {{
        const was = box.scrollTop;
        box.scrollTop = box.scrollHeight;
        if (box.scrollTop === was) box.dispatchEvent(new Event("scroll", {{ bubbles: true }}));
    }}
    const sizes = ends.map((each) => each.scrollHeight + each.textContent.length);
    return sizes.reduce((one, other) => one + other, end.scrollHeight + document.documentElement.textContent.length);
}}"""


class Tab:
    """A page in a context of its own, so that two portals drawn side by side share nothing."""

    def __init__(self, context: BrowserContext, page: Page, session: CDPSession, main_frame: str, limits: RenderLimits) -> None:
        self._context = context
        self._page = page
        self._session = session
        self._limits = limits
        self._settle = script("settle.js")
        self._serialise = script("serialise.js")
        self._press = script("press.js")
        self._unfold = script("unfold.js")
        self.main_frame = main_frame
        self.visit: Visit | None = None
        self.interrupted = 0
        self.used = 0
        self.lost = asyncio.Event()

    @classmethod
    async def open(cls, browser: PlaywrightBrowser, limits: RenderLimits, user_agent: str | None) -> Tab:
        context = await browser.new_context(
            user_agent=user_agent,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": 1366, "height": 900},
            service_workers="block",
            accept_downloads=False,
            permissions=[],
        )
        await context.add_init_script(script("prepare.js"))
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        tree = await session.send("Page.getFrameTree")
        tab = cls(context, page, session, tree["frameTree"]["frame"]["id"], limits)
        context.on("page", tab._close_popup)
        page.on("dialog", tab._dismiss)
        page.on("framenavigated", tab._navigated)
        page.on("request", tab._asks)
        page.on("requestfinished", tab._was_answered)
        page.on("requestfailed", tab._was_answered)
        page.on("crash", lambda _: tab.lost.set())
        page.on("close", lambda _: tab.lost.set())
        return tab

    def _close_popup(self, page: Page) -> None:
        if page is not self._page:
            self._quietly(page.close())

    def _navigated(self, frame: Frame) -> None:
        if frame.parent_frame is None and self.visit is not None:
            self.visit.arrive()

    def _asks(self, request: Request) -> None:
        """A part of the code that the page loads with `import()`, and what is to stand in a frame, are awaited like data: the page's own
        script cannot see them on their way.
        """
        visit, kind = self.visit, _awaited(request)
        if visit is not None and kind and not visit.repeated(kind, request.url, None):
            visit.begin(f"{kind} {request.url}")

    def _was_answered(self, request: Request) -> None:
        if self.visit is not None and (kind := _awaited(request)):
            self.visit.end(f"{kind} {request.url}")

    def _dismiss(self, dialog: Dialog) -> None:
        # Leaving a page that asks to stay means accepting; every other question is answered with no.
        self._quietly(dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())

    def _quietly(self, work: Any) -> None:
        async def run() -> None:
            try:
                await work
            except PlaywrightError:
                self.lost.set()

        task = asyncio.get_running_loop().create_task(run())
        _BACKGROUND.add(task)
        task.add_done_callback(_BACKGROUND.discard)

    async def find_frames(self, visit: Visit) -> None:
        """Note which frames belong to the page now; asked only when a request comes from a frame that nobody knows."""
        tree = (await self._session.send("Page.getFrameTree"))["frameTree"]
        stack = [tree]
        while stack:
            node = stack.pop()
            visit.frames.add(node["frame"]["id"])
            stack.extend(node.get("childFrames", ()))

    async def goto(self, url: str) -> Response | None:
        """Navigate until the answer's first bytes arrive. Raises `PlaywrightError` when there is no answer to show."""
        if urldefrag(self._page.url).url == urldefrag(url).url:
            await self.blank()  # or it would only be another place in the same document
        return await self._page.goto(url, wait_until="commit", timeout=self._limits.navigation * 1000)

    async def settle(self, visit: Visit) -> bool:
        """Wait until the page is drawn: nothing changes, no short timer runs, no data request is open. False when time ran out first."""
        visit.progress = time.monotonic()
        while (left := visit.progress + self._limits.settle - time.monotonic()) > 0:
            try:
                quiet = await self._evaluate(self._settle, [self._limits.quiet * 1000, self._limits.patience * 1000, left * 1000], left + 2)
            except _InterruptedError:
                return False
            except PlaywrightError:
                if self.lost.is_set():
                    raise TabLostError("the page crashed") from None
                await asyncio.sleep(0.02)  # the page is going elsewhere: its old scripts are gone, the new ones not there yet
                continue
            if not quiet:
                return False
            if not visit.pending:
                return True
            try:
                async with asyncio.timeout(max(0.01, visit.progress + self._limits.settle - time.monotonic())):
                    await visit.idle.wait()
                # What was waited for has still to run: nothing that was still before counts.
                await self._evaluate(f"() => {{ {_TOUCH} }}", None, self._limits.settle)
            except (TimeoutError, _InterruptedError, PlaywrightError):
                continue
        return False

    async def settle_unfolded(self, visit: Visit) -> None:
        """Wait for the page, open what it keeps folded, and wait for what it fetches then."""
        if not await self.settle(visit):
            return
        with contextlib.suppress(_InterruptedError, PlaywrightError):
            if await self._evaluate(self._unfold, _MOST_FOLDED, self._limits.settle):
                await self.settle(visit)

    async def click(self, visit: Visit, click: Click) -> bool:
        """Press one element, as a person would; False when there is no such element. Waits for what follows."""
        try:
            found = await self._evaluate(self._press, [click.selector, click.index, click.words, click.twice], self._limits.settle)
        except _InterruptedError:
            return True
        except PlaywrightError as error:
            if "SyntaxError" in str(error):
                return False  # not a selector
            found = True  # the click took the page elsewhere before it could answer
        if found:
            await self.settle(visit)
        return bool(found)

    async def scroll(self, visit: Visit, times: int) -> None:
        """Scroll to the end so many times, as long as that brings anything new."""
        before = -1
        for _ in range(times):
            size = await self._evaluate(_SCROLL, None, self._limits.settle)
            if size == before:
                return
            before = size
            await asyncio.sleep(self._limits.quiet)  # observers of the view port report with the next frame
            await self.settle(visit)

    async def draw(self) -> Drawn:
        taken = None
        while taken is None:  # ends with `TabLostError` when the page's scripts had to be ended too often
            with contextlib.suppress(_InterruptedError):
                taken = await self._evaluate(self._serialise, self._limits.body, self._limits.settle)
        return Drawn(taken["html"], taken["url"], tuple(taken["opened"]), taken["heads"], taken["cookies"])

    async def picture(self) -> Picture | None:
        """What the page looks like now. Its scripts end first: a page that is measured must not ask the portal for more.

        None when it cannot be had; a page that does not answer loses its tab, not its visit.
        """
        try:
            await self._evaluate(_END, None, _CLOSING)
            async with asyncio.timeout(_PICTURE):
                return await take_picture(self._session, self._limits)
        except (TimeoutError, _InterruptedError):
            self.lost.set()
        except (TabLostError, PlaywrightError) as error:
            logger.info("no picture why=%s", str(error).partition("\n")[0][:200])
        return None

    async def _evaluate(self, code: str, argument: object, seconds: float) -> Any:
        try:
            async with asyncio.timeout(seconds):
                return await self._page.evaluate(code, argument)
        except TimeoutError:
            pass
        # A script that does not end keeps the page's thread; it is ended, and what it drew so far is read.
        with contextlib.suppress(TimeoutError, PlaywrightError):
            async with asyncio.timeout(_CLOSING):
                await self._session.send("Runtime.terminateExecution")
        self.interrupted += 1
        if self.interrupted > _INTERRUPTIONS:
            raise TabLostError("a script of the page does not end")
        raise _InterruptedError

    async def leave(self) -> None:
        """Put the page aside: its scripts and timers end here. Raises `TabLostError` when they do not."""
        self.used += 1
        try:
            inert = await self._evaluate(_END, None, _CLOSING)
        except (_InterruptedError, PlaywrightError):
            inert = False
        # Leaving for an empty page costs a quarter of a simple page; one that is inert can stay until the next takes its place.
        if not inert:
            await self.blank()

    async def blank(self) -> None:
        """Show nothing; the next address is then a new document even if it differs in the hash only. Raises `TabLostError`."""
        try:
            async with asyncio.timeout(_CLOSING):
                await self._page.goto(_BLANK, wait_until="commit")
        except (TimeoutError, PlaywrightError):
            self.lost.set()
            raise TabLostError("the page does not let go") from None

    async def close(self) -> bool:
        """Close page and context; False when the browser does not answer and has to be ended."""
        self.lost.set()
        try:
            async with asyncio.timeout(_CLOSING):
                await self._context.close()
        except TimeoutError:
            return False
        except PlaywrightError:
            pass  # it was gone already
        return True


def _awaited(request: Request) -> str:
    """The kind of a request that is awaited like data, "" for any other: code, or the document of a frame."""
    if request.resource_type != _DOCUMENT:
        return _CODE if request.resource_type == _CODE else ""
    try:
        return _DOCUMENT if request.frame.parent_frame is not None else ""
    except PlaywrightError:
        return ""  # of a window that is only being opened


_BACKGROUND: set[asyncio.Task[None]] = set()
