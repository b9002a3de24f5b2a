"""Answers that were read and are hardly asked for again: kept packed, so that a portal is not asked twice and thousands fit into memory."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from classifier.model import Outcome, Page
from crawler.fetching import Answer, Ask, place_of
from crawler.sink import KnownPage


def answer_kept(ask: Ask, known: KnownPage) -> Answer:
    """The answer that a page kept by the sink once was."""
    page = Page(known.url or ask.url, known.body or b"", known.status, known.content_type, rendered=known.rendered)
    good = known.status < HTTPStatus.BAD_REQUEST
    return Answer(
        ask,
        Outcome.OK if good else Outcome.ERROR,
        page,
        "" if good else f"HTTP {known.status}",
        known.content_type,
        known.etag,
        known.last_modified,
        redirects=(ask.url,) if known.url and not known.rendered else (),
        stopped_at=page.url if place_of(page.url) in ask.stop_at else "",
    )


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
