"""What was computed is kept until the store has changed; a page is of one state from top to bottom."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable

import anyio.to_thread
from starlette.types import Message, Receive, Scope, Send

from web.remembered import OneLook, Remembered


class Counting:
    """A store whose state is a number, and how often it was looked at."""

    def __init__(self) -> None:
        self.state = 0
        self.looks = 0

    def __call__(self) -> Hashable:
        self.looks += 1
        return self.state


def test_a_value_is_computed_again_when_the_store_has_changed() -> None:
    store = Counting()
    remembered = Remembered(store)
    made: list[int] = []

    def make() -> int:
        made.append(store.state)
        return store.state

    assert [remembered.get("a", make), remembered.get("a", make)] == [0, 0] and made == [0]
    store.state = 1
    assert remembered.get("a", make) == 1 and made == [0, 1]


def test_a_request_looks_once_and_the_next_one_again_also_from_its_threads() -> None:
    store = Counting()
    remembered = Remembered(store)
    seen: list[int] = []

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        for name in "abc":
            # Endpoints are run in threads, as FastAPI does with those that are no coroutines.
            seen.append(await anyio.to_thread.run_sync(lambda name=name: remembered.get(name, lambda: store.state)))
            store.state += 1

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        return None

    async def two_requests() -> None:
        layer = OneLook(page)
        for _ in range(2):
            await layer({"type": "http"}, receive, send)

    asyncio.run(two_requests())
    assert store.looks == 2
    assert seen == [0, 1, 2, 3, 4, 5], "values of the first request's state are not those of the second"
    assert remembered.get("a", lambda: -1) == -1 and store.looks == 3
