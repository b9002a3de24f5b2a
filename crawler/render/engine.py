"""The browser's processes: started when needed, renewed before they grow, ended for certain."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from dataclasses import dataclass, field

from playwright.async_api import Browser as PlaywrightBrowser, Error as PlaywrightError, Playwright, async_playwright

from crawler.render.executable import find_chromium
from crawler.render.interception import Allowed, Gate, Recalled, Turn, nothing_recalled
from crawler.render.launch import ARGUMENTS, IGNORED_DEFAULTS, PROXY_BYPASS
from crawler.render.limits import RenderLimits
from crawler.render.memory import tree_bytes
from crawler.render.tab import Tab

logger = logging.getLogger(__name__)

_WEIGH_EVERY = 20  # pages
_CLOSING = 10.0  # seconds


@dataclass(slots=True, eq=False)
class Generation:
    """One browser with its driver. A generation that is worn out finishes its open tabs and is then ended."""

    playwright: Playwright
    browser: PlaywrightBrowser
    gate: Gate
    pid: int
    free: list[Tab] = field(default_factory=list)
    busy: set[Tab] = field(default_factory=set)
    opening: int = 0  # tabs that are on their way to whoever asked for one
    drawn: int = 0
    worn: bool = False

    @property
    def done(self) -> bool:
        """Whether it is worn out and nobody uses it, nor is about to."""
        return self.worn and not self.busy and not self.opening


class Engine:
    """Hands out tabs. `generations`: the browsers that run now; `started`: how many were needed so far."""

    def __init__(
        self,
        executable: str | None,
        proxy: str,
        allowed: Allowed,
        turn: Turn,
        limits: RenderLimits,
        user_agent: str | None,
        recalled: Recalled = nothing_recalled,
    ) -> None:
        self._executable = find_chromium(executable)
        self._proxy = proxy
        self._allowed = allowed
        self._turn = turn
        self._limits = limits
        self._user_agent = user_agent
        self._recalled = recalled
        self._starting = asyncio.Lock()
        self.generations: list[Generation] = []
        self._closed = False
        self.started = 0

    async def take(self) -> tuple[Tab, Gate]:
        """A tab that nobody uses. Raises `PlaywrightError` when the browser does not start."""
        async with self._starting:
            if self._closed:
                raise PlaywrightError("the browser was closed")
            await self._bury()
            current = next((each for each in self.generations if not each.worn), None) or await self._start()
            while current.free:
                tab = current.free.pop()
                if not tab.lost.is_set():
                    break
            else:
                current.opening += 1  # it may be worn out by the pages of others before the tab is open
                try:
                    tab = await Tab.open(current.browser, self._limits, self._user_agent)
                finally:
                    current.opening -= 1
            current.busy.add(tab)
            return tab, current.gate

    async def _bury(self) -> None:
        """Forget browsers that died by themselves, and those that were left because a tab of theirs was opening and never came."""
        for generation in tuple(self.generations):
            generation.worn |= not generation.browser.is_connected()
            if generation.done:
                await self._end(generation)

    async def give_back(self, tab: Tab) -> None:
        """The tab is not used any more; it is kept, renewed or closed, and with it its browser when that is worn out."""
        generation = next((each for each in self.generations if tab in each.busy), None)
        if generation is None:
            return  # all were ended meanwhile
        generation.drawn += 1
        kept = not tab.lost.is_set() and tab.used < self._limits.tab_pages
        if not kept and not await tab.close():
            generation.worn = True
        generation.busy.discard(tab)
        if kept:
            generation.free.append(tab)
        if self._is_worn(generation):
            generation.worn = True
        if generation.done:
            await self._end(generation)

    def _is_worn(self, generation: Generation) -> bool:
        if generation.worn or not generation.browser.is_connected() or generation.drawn >= self._limits.browser_pages:
            return True
        return generation.drawn % _WEIGH_EVERY == 0 and tree_bytes(generation.pid) > self._limits.browser_memory

    async def _start(self) -> Generation:
        playwright = await async_playwright().start()
        try:
            browser = await self._launch(playwright)
            session = await browser.new_browser_cdp_session()
            processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
            await session.detach()
            gate = Gate(self._allowed, self._turn, self._limits, self._recalled)
            await gate.attach(browser)
        except BaseException:
            await playwright.stop()  # its browser ends with it
            raise
        pid = next(int(each["id"]) for each in processes if each["type"] == "browser")
        generation = Generation(playwright, browser, gate, pid)
        self.generations.append(generation)
        self.started += 1
        return generation

    async def _launch(self, playwright: Playwright) -> PlaywrightBrowser:
        # As root there is no sandbox to be had; elsewhere it may be switched off by the system, which is worth a warning, not a failure.
        for sandbox in (True, False) if os.geteuid() != 0 else (False,):
            try:
                return await playwright.chromium.launch(
                    executable_path=self._executable,
                    args=list(ARGUMENTS),
                    ignore_default_args=list(IGNORED_DEFAULTS),
                    proxy={"server": self._proxy, "bypass": PROXY_BYPASS},
                    chromium_sandbox=sandbox,
                    handle_sigint=False,
                    handle_sigterm=False,
                    handle_sighup=False,
                )
            except PlaywrightError as error:
                if not sandbox:
                    raise
                logger.warning("the browser does not start in its sandbox, trying without error=%s", str(error).splitlines()[0])
        raise AssertionError("unreachable")

    async def _end(self, generation: Generation) -> None:
        if generation in self.generations:
            self.generations.remove(generation)
        await generation.gate.detach()
        try:
            async with asyncio.timeout(_CLOSING):
                await generation.browser.close()
        except (TimeoutError, PlaywrightError):
            logger.warning("the browser did not close, ending it pid=%d", generation.pid)
            _kill(generation.pid)
        await generation.playwright.stop()

    def pids(self) -> tuple[int, ...]:
        """The main process of each running browser."""
        return tuple(each.pid for each in self.generations)

    def memory(self) -> int:
        """Bytes held by all browser processes."""
        return sum(tree_bytes(each.pid) for each in self.generations)

    async def close(self) -> None:
        """End every browser; safe to call twice, and after a crash."""
        async with self._starting:
            self._closed = True
            for generation in tuple(self.generations):
                await self._end(generation)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
