"""Answers that were read and are hardly asked for again: kept packed, so that a portal is not asked twice and thousands fit into memory."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace

from crawler.fetching import Answer


@dataclass
class Shelf:
    """Packed answers by question; pages whose body is no bytes are not taken."""

    _packed: dict[str, Answer] = field(default_factory=dict)

    def put(self, mark: str, answer: Answer) -> bool:
        """Take an answer in; whether it was taken."""
        page = answer.page
        if page is None or not isinstance(page.body, bytes):
            return False
        self._packed[mark] = replace(answer, page=replace(page, body=zlib.compress(page.body, 1)))
        return True

    def take(self, mark: str) -> Answer | None:
        """The answer as it was, which is no longer here; None when it was never put here."""
        answer = self._packed.pop(mark, None)
        if answer is None or answer.page is None or not isinstance(answer.page.body, bytes):
            return None
        return replace(answer, page=replace(answer.page, body=zlib.decompress(answer.page.body)))
