"""The progress of a check as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

from anyio import to_thread

from storage.checks import Check, ahead_of, load_check
from storage.engine import Store

LOOK = 1.0  # seconds between two looks at the check
LONGEST = 600.0  # seconds of one stream; the browser asks again by itself
AT_ONCE = 200  # streams


class Streams:
    """Counts the open streams of one application: each is cheap, but not free."""

    def __init__(self) -> None:
        self.open = 0

    async def follow(self, store: Store, ident: str, gone: Callable[[], bool]) -> AsyncIterator[str]:
        """Events `progress` whenever something changed, a comment when nothing did, `done` at the end. `gone`: nobody listens any more."""
        self.open += 1
        try:
            said, waited = "", 0.0
            yield "retry: 3000\n\n"
            while waited < LONGEST and not gone():
                check, ahead = await to_thread.run_sync(_look, store, ident)
                if check is None:
                    return
                now = json.dumps({"state": check.state, "ahead": ahead, "progress": dict(check.progress), "outcome": check.outcome})
                if now != said:
                    yield f"event: {'done' if check.done else 'progress'}\ndata: {now}\n\n"
                elif waited % 15 < LOOK:
                    yield ": still there\n\n"
                if check.done:
                    return
                said = now
                await asyncio.sleep(LOOK)
                waited += LOOK
        finally:
            self.open -= 1


def _look(store: Store, ident: str) -> tuple[Check | None, int]:
    with store.read() as connection:
        check = load_check(connection, ident)
        return check, 0 if check is None or check.done else ahead_of(connection, check)
