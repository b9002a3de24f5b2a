"""New rules over stored pages: the last believed crawl of each portal is read again from what was kept, without the network.

The reader itself runs, on the pages that the crawl stored, so that a label is judged in the same context as on the night. A page
that was not kept is missing here, and procedures that cannot be read again keep their label. Differences open spans as re-classified;
nothing of it is a change of a portal.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime

from classifier.model import Entry, Row
from classifier.version import RULES_VERSION
from classifier.vocabulary import Flag, Outcome, Submission
from crawler.config import TIME_ZONE
from crawler.documents import FormVerifier
from crawler.fetching import Answer, Ask, Purpose
from crawler.memory import MemoKind, Memory
from crawler.reader.portal import read_portal
from crawler.sink import CollectingSink, KnownPage, Memo, RunOrder
from scheduler.applying import Reclassified, reclassify
from scheduler.history import Rules
from storage.engine import Store, open_store
from storage.entry_codec import compress, decode, encode
from storage.known_pages import KnownPages
from storage.memos import Memos
from storage.queries.levels import levels_at
from storage.queries.portals import list_portals, load_portal
from storage.runs import last_believed_run, load_run
from storage.spans import Observed

Found = tuple[list[bytes], tuple[str, ...]]
"""The procedures of a portal as read again, packed; and the addresses that were asked for in vain."""
_WORTH_A_POOL = 2  # portals


@dataclass(frozen=True, slots=True)
class PortalRelabel:
    """What new rules make of one portal. `read`: procedures found again in the stored pages, `known`: procedures on record;
    `missing`: addresses the reader asked for in vain. `overtaken`: a newer crawl came to be believed before anything was written."""

    portal: str
    run: int
    read: int
    known: int
    missing: tuple[str, ...]
    differences: tuple[Reclassified, ...]
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class Relabelled:
    """What new rules make of every portal. `written`: False when it was only shown."""

    results: tuple[PortalRelabel, ...]
    written: bool


def relabel(
    store: Store,
    *,
    now: datetime,
    since: date | None = None,
    portals: Sequence[str] | None = None,
    agreed: Callable[[list[PortalRelabel]], bool] = lambda differences: True,
) -> Relabelled:
    """Judge stored pages by today's rules, one process per core. `since`: only portals whose last believed crawl is not older.

    The pages are read once; `agreed` is shown what would change of all portals and says whether it is written. Repeating it does
    nothing: spans carry the version of the rules that judged them.
    """
    night = now.astimezone(TIME_ZONE).date()
    with store.read() as connection:
        wanted = [portal.id for portal in list_portals(connection) if portals is None or portal.id in portals]
        runs = {portal: run for portal in wanted if (run := last_believed_run(connection, portal)) is not None}
    chosen = [(portal, run.id) for portal, run in runs.items() if since is None or run.night >= since]
    rules = Rules(night, RULES_VERSION)
    readings = list(_read_all(store.url, chosen))
    proposed = [_apply(store, portal, run, found, rules, dry_run=True) for portal, run, found in readings]
    if not agreed(proposed):
        return Relabelled(tuple(proposed), written=False)
    done = (_apply(store, portal, run, found, rules, dry_run=False) for portal, run, found in readings)
    return Relabelled(tuple(done), written=True)


def _read_all(url: str, chosen: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int, Found]]:
    if len(chosen) < _WORTH_A_POOL:
        yield from ((portal, run, read_again(url, portal, run)) for portal, run in chosen)
        return
    # Spawned, not forked: the caller may hold threads and database connections.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, len(chosen)), mp_context=context) as pool:
        readings = [(portal, run, pool.submit(read_again, url, portal, run)) for portal, run in chosen]
        yield from ((portal, run, found.result()) for portal, run, found in readings)


def read_again(url: str, portal: str, run: int) -> Found:
    """The procedures of a portal as today's rules judge its stored pages, packed as they are stored; and what was asked for in vain."""
    with open_store(url) as store:
        with store.read() as connection:
            stored, believed = load_portal(connection, portal), load_run(connection, run)
            rows = [_as_row(label.entry) for label in levels_at(connection, portal=portal)]
        if stored is None or believed is None:
            return [], ()
        order = RunOrder(
            url=stored.url,
            at=believed.at,
            portal=portal,
            platform=stored.platform,
            profile=stored.profile or stored.learned_profile,
            render="never",
            offline=True,
        )
        sink, fetcher = _StoredPages(order, KnownPages(store, portal, run), Memos(store, portal)), _NoNetwork()
        files = FormVerifier(fetcher, Memory(sink, order.day, offline=True))
        asyncio.run(read_portal(order, fetcher, None, sink, verify=files, rows=rows))
        return [compress(encode(entry)) for entry in sink.entries], tuple(fetcher.missed)


def _as_row(entry: Entry) -> Row:
    """What the list said of a procedure, as far as its label tells."""
    return Row(
        entry.name, entry.code, entry.url, key=entry.key, field=entry.field, agency=entry.agency, level_text=entry.declared.text or None
    )


class _StoredPages(CollectingSink):
    """Every page that is kept counts as fetched by this run already, which is how a crawl is taken up after a crash."""

    def __init__(self, order: RunOrder, pages: KnownPages, memos: Memos) -> None:
        super().__init__(order)
        self._pages = pages
        self._memos = memos

    def known(self, question: str) -> KnownPage | None:
        page = self._pages.get(question)
        return None if page is None else replace(page, this_run=True)

    def recall(self, kind: str, key: str) -> Memo | None:
        """What is not kept as a page: what pressing a control in the browser brought, and whether a form file is one."""
        return self._memos.get(kind, key) if kind in {MemoKind.PRESS, MemoKind.FILE} else None


class _NoNetwork:
    """A fetcher that has nothing: what is not kept cannot be read."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    async def fetch(self, ask: Ask) -> Answer:
        self.missed.append(ask.url)
        return Answer(ask, Outcome.REFUSED, reason="the page is not kept")

    def allowed_by_budget(self, purpose: Purpose) -> bool:
        return True


def _apply(store: Store, portal: str, run: int, found: Found, rules: Rules, *, dry_run: bool) -> PortalRelabel:
    packed, missing = found
    observed = [Observed(decode(detail), detail, None) for detail in packed]
    with store.read() if dry_run else store.write() as connection:
        believed = last_believed_run(connection, portal)
        if believed is None or believed.id != run:
            return PortalRelabel(portal, run, 0, 0, missing, (), overtaken=True)
        before = {row.procedure: row.entry for row in levels_at(connection, portal=portal)}
        with_dead_files = {procedure for procedure, entry in before.items() if Flag.FORMS_DEAD in entry.flags}
        followed = {procedure for procedure, entry in before.items() if entry.features.submission is not Submission.UNKNOWN}
        result = reclassify(connection, portal, run, observed, rules, dead_files=with_dead_files, followed=followed, dry_run=dry_run)
    return PortalRelabel(portal, run, result.read, result.known, missing, result.differences)
