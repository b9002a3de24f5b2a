"""Between the reader and the sink: counts for the progress display and passes entries on to Scrapy's feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from classifier.model import Entry
from crawler.sink import CollectingSink, CrawlReport, KnownPage, Memo, PageVisit, Sink


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a crawl is. `listed` is 0 until the reader knows."""

    pages: int = 0
    procedures: int = 0
    rendered: int = 0
    failures: int = 0
    listed: int = 0


class RelaySink:
    """A `Sink` in front of another one. `broken`: the inner one has failed, so whatever is said of the portal is not the portal's doing."""

    def __init__(self, sink: Sink, on_entry: Callable[[Entry], None]) -> None:
        self._sink = sink
        self._on_entry = on_entry
        self._keep_bodies = not isinstance(sink, CollectingSink)  # nobody reads the pages of a run that is not stored
        self.procedures = 0
        self.rendered = 0
        self.broken = False

    def expect(self, urls: Sequence[str]) -> None:
        with self._noticing():
            self._sink.expect(urls)

    def known(self, question: str) -> KnownPage | None:
        with self._noticing():
            return self._sink.known(question)

    def visited(self, question: str) -> KnownPage | None:
        with self._noticing():
            return self._sink.visited(question)

    def recall(self, kind: str, key: str) -> Memo | None:
        with self._noticing():
            return self._sink.recall(kind, key)

    def remember(self, memo: Memo) -> None:
        with self._noticing():
            self._sink.remember(memo)

    def wants_picture(self, content_hash: str, body: bytes) -> bool:
        with self._noticing():
            return self._sink.wants_picture(content_hash, body)

    def visit(self, visit: PageVisit) -> None:
        self.rendered += visit.rendered
        with self._noticing():
            self._sink.visit(visit if self._keep_bodies else replace(visit, body=None))

    def entry(self, entry: Entry) -> None:
        self.procedures += 1
        with self._noticing():
            self._sink.entry(entry)
        self._on_entry(entry)

    def close(self, report: CrawlReport) -> None:
        with self._noticing():
            self._sink.close(report)

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        try:
            yield
        except Exception:
            self.broken = True
            raise
