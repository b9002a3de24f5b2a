"""The guarded Chromium: draws a page, watches what it asks for, and gives back DOM and data; never more than two pages at a time.

Pages are reused, because a fresh context per page costs more than the page itself; tabs and the whole browser are renewed after so many
pages, or when they weigh too much, because reuse makes memory grow. Whatever a portal does is an `Answer` with an outcome.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError, Response

from classifier.model import Outcome, Page
from crawler.config import Settings
from crawler.fetching import Answer, Ask, Click, Clicks, Exchange, Followed, Purpose, Remembered, Rendered, Worth, readable_cookies
from crawler.render.engine import Engine
from crawler.render.following import press_each
from crawler.render.interception import Allowed, Turn
from crawler.render.limits import DEFAULT, RenderLimits
from crawler.render.tab import Tab, TabLostError
from crawler.render.visit import Refusal, Visit

logger = logging.getLogger(__name__)

_T = TypeVar("_T")
GuardVerdict = Callable[[str], str | None]

_BLOCKED = frozenset({403, 429})
_BY_REFUSAL = {Refusal.ROBOTS: Outcome.ROBOTS, Refusal.ADDRESS: Outcome.REFUSED}


async def _at_once(url: str, purpose: Purpose) -> None:
    """No politeness: for a caller that keeps it elsewhere."""


def _no_verdict(url: str) -> str | None:
    return None


class ChromiumBrowser:
    """Implements `crawler.fetching.Browser`.

    `allowed(url)`: robots.txt and budget, asked for every document and data request. `turn(url, purpose)`: waits until the host may be
    asked again. `proxy`: address of the filtering proxy, the only way out. `guard_verdict(url)`: why the proxy refused this address, if
    it did. The browser itself starts with the first page. Raises `NoChromiumError` when there is none.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        allowed: Allowed,
        proxy: str,
        turn: Turn = _at_once,
        guard_verdict: GuardVerdict = _no_verdict,
        user_agent: str | None = None,
        limits: RenderLimits = DEFAULT,
    ) -> None:
        self._at = settings.current_time().date
        self._pictures = settings.pictures
        self._guard_verdict = guard_verdict
        self._limits = limits
        self._slots = asyncio.Semaphore(limits.pages)
        self.recall: Remembered | None = None
        self.engine = Engine(settings.chromium, proxy, allowed, turn, limits, user_agent, self._recalled)

    def _recalled(self, method: str, url: str, body: str | None, document: bool) -> Exchange | None:
        if self.recall is None:
            return None
        if document:
            return self.recall.frame(url) if method == "GET" else None
        return self.recall.data(method, url, body)

    async def render(self, url: str, clicks: Sequence[Click] = (), scrolls: int = 0, worth: Worth | None = None) -> Rendered:
        """Draw one address, scroll and press as told, and give the DOM with everything that the page asked for meanwhile.

        `worth`: whether the page is to be kept as a picture too; asked when it is drawn, unless pictures are switched off.
        """

        if reason := _not_of_the_web(url):
            return _failed(url, Outcome.REFUSED, reason)

        async def draw(tab: Tab, visit: Visit) -> Rendered:
            return await self._draw(tab, visit, url, clicks, scrolls, worth if self._pictures else None)

        try:
            return await self._with_tab(url, draw)
        except TimeoutError:
            return _failed(url, Outcome.ERROR, f"not drawn within {self._limits.visit:.0f} s")
        except (TabLostError, PlaywrightError) as error:
            return _failed(url, Outcome.ERROR, _first_line(error))

    async def follow(self, url: str, clicks: Clicks, sent: Exchange | None = None) -> tuple[Followed, ...]:
        """Press each element on the page at `url` without leaving it, and tell where each would lead; fewer answers when the page fails.

        `clicks`: the elements, or what picks them from the drawn page's HTML. `sent`: see `Browser`.
        """
        followed: list[Followed] = []

        if _not_of_the_web(url):
            return ()

        async def press(tab: Tab, visit: Visit) -> None:
            if sent is not None:
                if visit.fresh:  # what the page asks for may need the cookies that the portal sets with any of its pages
                    await tab.goto(url)
                    await tab.blank()
                visit.sent = sent
            await press_each(tab, visit, url, clicks, followed)

        try:
            await self._with_tab(url, press)
        except (TimeoutError, TabLostError, PlaywrightError) as error:
            logger.info("clicks not followed url=%s done=%d why=%s", url, len(followed), _first_line(error))
        return tuple(followed)

    async def _with_tab(self, url: str, work: Callable[[Tab, Visit], Awaitable[_T]]) -> _T:
        """Run `work` on a tab of its own, within the time of one visit. Raises `TimeoutError`, `TabLostError`, `PlaywrightError`."""
        async with self._slots, asyncio.timeout(self._limits.visit):
            tab, gate = await self.engine.take()
            visit = Visit(url, tab.main_frame, self._limits, fresh=tab.used == 0)
            tab.visit = visit
            try:
                gate.admit(visit, tab.find_frames)
                return await work(tab, visit)
            except BaseException:
                tab.lost.set()  # in an unknown state: never used again
                raise
            finally:
                gate.dismiss(visit)
                tab.visit = None
                await asyncio.shield(self._finish(tab))

    async def _finish(self, tab: Tab) -> None:
        if not tab.lost.is_set():
            with contextlib.suppress(TabLostError):
                await tab.leave()
        await self.engine.give_back(tab)

    async def _draw(self, tab: Tab, visit: Visit, url: str, clicks: Sequence[Click], scrolls: int, worth: Worth | None) -> Rendered:
        try:
            response = await tab.goto(url)
        except PlaywrightError as error:
            return self._not_reached(url, visit, _first_line(error))
        if response is None or not response.url.startswith(("http://", "https://")):
            return self._not_reached(url, visit, "the browser shows a page of its own")
        if response.status >= 400 and (verdict := self._guard_verdict(response.url)):
            return _failed(url, Outcome.REFUSED, verdict)
        await tab.settle_unfolded(visit)
        if scrolls:
            await tab.scroll(visit, scrolls)
        for click in clicks:
            await tab.click(visit, click)
        drawn = await tab.draw()
        if not drawn.url.startswith(("http://", "https://")):
            return self._not_reached(url, visit, f"the page went to {drawn.url[:100]}")
        answer = self._answer(url, response, drawn.html, drawn.url)
        wished = worth is not None and answer.page is not None and answer.outcome is Outcome.OK and worth(answer.page, drawn.url)
        picture = await tab.picture() if wished else None
        cookies = readable_cookies(drawn.cookies.split("; "))
        return Rendered(answer, tuple(visit.exchanges), drawn.url, drawn.opened, picture, visit.token, drawn.heads, cookies)

    def _answer(self, url: str, response: Response, html: str, final: str) -> Answer:
        content_type = response.headers.get("content-type", "")
        page = Page(
            url=final,
            body=html,
            status=response.status,
            content_type="text/html; charset=utf-8",
            requested_url=url,
            at=self._at(),
            rendered=True,
        )
        outcome = Outcome.OK if response.status < 400 else Outcome.BLOCKED if response.status in _BLOCKED else Outcome.ERROR
        reason = "" if outcome is Outcome.OK else f"status {response.status}"
        return Answer(Ask(url), outcome, page, reason, content_type, redirects=_redirects(response))

    def _not_reached(self, url: str, visit: Visit, reason: str) -> Rendered:
        refused = visit.main_refusal()
        if refused is not None:
            outcome = _BY_REFUSAL.get(refused.reason, Outcome.ERROR)
            return _failed(url, outcome, f"{refused.reason}: {refused.method} {refused.url}")
        if verdict := self._guard_verdict(visit.url):
            return _failed(url, Outcome.REFUSED, verdict)
        return _failed(url, Outcome.ERROR, reason)

    async def close(self) -> None:
        """End the browser and all its processes."""
        await self.engine.close()


def _failed(url: str, outcome: Outcome, reason: str) -> Rendered:
    return Rendered(Answer(Ask(url), outcome, reason=reason), navigated=url)


def _not_of_the_web(url: str) -> str:
    """Why the browser is not even asked: it knows more kinds of addresses than the web has, and answers them itself."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "not an address"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return f"only http and https are drawn, not {url[:100]!r}"
    return "user information in the address" if "@" in parts.netloc else ""


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:300]


def _redirects(response: Response) -> tuple[str, ...]:
    """The addresses that redirected here, in order."""
    chain = []
    request = response.request.redirected_from
    while request is not None:
        chain.append(request.url)
        request = request.redirected_from
    return tuple(reversed(chain))
