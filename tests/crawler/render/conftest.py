"""One loop, one proxy and one browser for the tests of this folder; each test has a site of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field, replace
from ipaddress import ip_network
from typing import Any, TypeVar

import pytest

from crawler.config import Settings
from crawler.fetching import Purpose
from crawler.guard.address import AddressPolicy
from crawler.guard.proxy import GuardProxy
from crawler.render.browser import ChromiumBrowser
from crawler.render.limits import DEFAULT
from tests.crawler.render.spa_server import Secret, SpaSite

T = TypeVar("T")
# Short, because hostile pages use all the time that they are given.
LIMITS = replace(DEFAULT, settle=3.0, visit=30.0, data=2.0)


@dataclass
class Bench:
    """A browser with everything it needs; `run` drives its loop."""

    runner: asyncio.Runner
    browser: ChromiumBrowser
    proxy: GuardProxy
    judged: list[str] = field(default_factory=list)
    turns: list[tuple[str, Purpose]] = field(default_factory=list)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)


@pytest.fixture(scope="package")
def bench() -> Iterator[Bench]:
    policy = AddressPolicy(allow=(ip_network("127.0.0.1/32"),))
    judged: list[str] = []
    turns: list[tuple[str, Purpose]] = []

    async def allowed(url: str) -> bool:
        judged.append(url)
        return "/forbidden" not in url

    async def turn(url: str, purpose: Purpose) -> None:
        turns.append((url, purpose))

    with asyncio.Runner() as runner:
        proxy = GuardProxy(policy)
        runner.run(proxy.__aenter__())
        browser = ChromiumBrowser(Settings(), allowed=allowed, proxy=proxy.url, turn=turn, guard_verdict=proxy.verdict, limits=LIMITS)
        yield Bench(runner, browser, proxy, judged, turns)
        runner.run(browser.close())
        runner.run(proxy.__aexit__(None, None, None))


@pytest.fixture
def site() -> Iterator[SpaSite]:
    with SpaSite("127.0.0.1") as running:
        yield running


@pytest.fixture
def secret() -> Iterator[Secret]:
    with Secret("127.0.0.2") as running:
        yield running
