"""Nights as tests make them: what a portal showed goes in, what the history says comes out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from classifier.model import Entry
from crawler.sink import CrawlReport
from scheduler.changes import changes
from scheduler.finishing import Finished, finish
from storage.engine import Store
from tests.storage.entries import crawl, moment, start_run

FIRST = date(2026, 11, 2)  # a Monday


def night(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def read_portal(
    store: Store, portal: str, at: date, entries: Iterable[Entry], closing: CrawlReport | None = None, **rules: int
) -> Finished:
    """One whole night of one portal; `rules` as `finish` takes them."""
    run = start_run(store, portal, at)
    crawl(store, run, entries, closing)
    return finish(store, run.id, run.attempt, moment(at), **rules)


def listed(store: Store, since: date, until: date | None = None) -> list[tuple[str, str | None, int | None, int | None]]:
    """The changes of a window as (kind, code, from, to)."""
    found = changes(store, since, until or since).changes
    return sorted(((c.kind, c.code, c.level_from, c.level_to) for c in found), key=str)
