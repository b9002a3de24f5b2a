"""Values that are dear to compute, kept until the store has changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from starlette.types import ASGIApp, Receive, Scope, Send

T = TypeVar("T")

SIZE = 512  # values


_seen: ContextVar[list[Hashable] | None] = ContextVar("seen", default=None)


class OneLook:
    """Around an application: each request looks at the state of the store once, so that all figures of a page are of one state."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = _seen.set([])
        try:
            await self._app(scope, receive, send)
        finally:
            _seen.reset(given)


class Remembered:
    """A bounded memory of values by key. `state`: what the store looks like now; a value of another state is computed again.

    Two requests for the same missing value compute it once; requests for different values do not wait for each other.
    """

    def __init__(self, state: Callable[[], Hashable], size: int = SIZE) -> None:
        self._state = state
        self._size = size
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}

    def state(self) -> Hashable:
        """What the store looks like now, or did when the request that is being answered first asked."""
        seen = _seen.get()
        if seen is None:
            return self._state()
        if not seen:
            seen.append(self._state())
        return seen[0]

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under `key`, made by `make` unless one of the present state is there."""
        state = self.state()
        found = self._found(key, state)
        if found is not None:
            return cast(T, found[0])
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            found = self._found(key, state)
            if found is not None:
                return cast(T, found[0])
            value = make()
            self._keep(key, state, value)
            return value

    def held(self, key: Hashable) -> Any:
        """The value of the present state under `key`, None unless it was made already."""
        found = self._found(key, self.state())
        return None if found is None else found[0]

    def _found(self, key: Hashable, state: Hashable) -> tuple[Any] | None:
        with self._lock:
            kept = self._values.get(key)
            if kept is None or kept[0] != state:
                return None
            self._values.move_to_end(key)
            return (kept[1],)

    def _keep(self, key: Hashable, state: Hashable, value: object) -> None:
        with self._lock:
            self._values[key] = (state, value)
            self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)
            self._making.pop(key, None)
