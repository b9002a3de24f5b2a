"""What a record's page says, with the data behind it, as one mark: a script decides by the data what a button does, and the page's words
may stay as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from crawler.memory import digest_of
from crawler.reader.details.detail import Detail

COMMON = 3  # data that more pages than this ask for are the portal's: menus, news, counters


def marks_of(details: Iterable[Detail]) -> list[str]:
    """One mark per page, of its words and of the data that it alone, or few pages, asked for; "" where nothing is known of it."""
    every = list(details)
    askers: dict[str, set[str]] = defaultdict(set)
    for detail in every:
        for question in detail.data:
            askers[question].add(detail.address)
    return [_mark(detail.content_hash, {q: a for q, a in detail.data.items() if len(askers[q]) <= COMMON}) for detail in every]


def _mark(content_hash: str, own: Mapping[str, str]) -> str:
    return digest_of(content_hash, sorted(own.values())) if own else content_hash
