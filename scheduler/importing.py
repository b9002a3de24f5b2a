"""Saved pages as past runs: the labels of days on which nobody crawled.

Captures may come in any order; the history before a portal's first crawl is rebuilt from all of them in the order of their
dates. Each capture is a fact about the procedures it holds and says nothing about those it does not. What was crawled stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Connection

from classifier.model import Page
from classifier.saved import classify_pages
from classifier.version import RULES_VERSION
from crawler.config import TIME_ZONE, Settings
from crawler.warc import SavedPage, read_saved
from scheduler.applying import entry_naming, label_of, load_work, move, stored_naming
from scheduler.history import Opening, Rules, captured
from scheduler.identity import Naming, match
from scheduler.labels import Label
from storage import captures as kept, spans as rows
from storage.captures import Capture
from storage.engine import Store
from storage.entry_codec import digest, encode
from storage.queries.portals import list_portals, load_portal
from storage.runs import last_applied_night
from storage.spans import NewSpan, Observed
from storage.tallying import tally_again


class ImportRefusedError(ValueError):
    """The pages cannot be placed; the message says what to add."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """One capture. `moved` False: it lies between crawls, so it is kept as evidence and the spans stay as crawled."""

    portal: str
    night: date
    run: int
    pages: int
    procedures: int
    moved: bool


@dataclass(slots=True)
class _Chain:
    """One procedure through the captures: its latest naming and label, and the spans so far."""

    naming: Naming
    label: Label
    last_known: int | None
    openings: list[tuple[Opening, Capture, Observed]] = field(default_factory=list)


def import_paths(store: Store, settings: Settings, paths: Sequence[Path], portal: str | None, at: date | None) -> list[ImportResult]:
    """Import WARC files, saved pages or folders of either. `portal` None: by the host of each page; `at` None: by each page's own date.

    Raises `ImportRefusedError` when a page belongs to no registered portal or has no date, and `crawler.warc.ArchiveError`.
    """
    base = _address(store, portal)
    groups = _group(store, [saved for path in paths for saved in read_saved(path, at=at, base=base)], portal, at)
    return [_import(store, settings.current_time(), name, night, pages) for (name, night), pages in sorted(groups.items())]


def _address(store: Store, portal: str | None) -> str | None:
    if portal is None:
        return None
    with store.read() as connection:
        stored = load_portal(connection, portal)
    if stored is None:
        raise ImportRefusedError(f"no portal {portal}: add it first with `mucdo portals add URL --id {portal}`")
    return stored.url


def _group(store: Store, saved: Iterable[SavedPage], portal: str | None, at: date | None) -> dict[tuple[str, date], list[Page]]:
    with store.read() as connection:
        by_host = {urlsplit(one.url).netloc: one.id for one in list_portals(connection)}
    groups: dict[tuple[str, date], list[Page]] = defaultdict(list)
    for one in saved:
        night = at or one.page.at
        if night is None:
            raise ImportRefusedError(f"{one.source}: nothing tells when the page was saved; give --at DATE")
        name = portal or by_host.get(urlsplit(one.page.url).netloc)
        if name is None:
            raise ImportRefusedError(
                f"{one.source}: {urlsplit(one.page.url).netloc or one.page.url} is no registered portal; give --portal ID"
            )
        groups[name, night].append(one.page)
    if not groups:
        raise ImportRefusedError("no pages found: give a WARC file, saved HTML pages or a folder of them")
    return groups


def _import(store: Store, now: datetime, portal: str, night: date, pages: list[Page]) -> ImportResult:
    entries = classify_pages(pages, night)
    at = datetime.combine(night, time(12), TIME_ZONE)
    with store.write() as connection:
        run = kept.store_capture(connection, portal, night, at, entries, pages, RULES_VERSION)
        first_crawl = kept.first_crawl_of(connection, portal)
        latest = last_applied_night(connection, portal)
        if first_crawl is None or night < first_crawl:
            _rebuild(connection, portal, first_crawl, now)
            tally_again(connection, portal)
            moved = True
        elif latest is None or night >= latest:
            work = load_work(connection, portal, run, kept.load_capture(connection, run), set())
            move(connection, work, Rules(night, RULES_VERSION, confirmations=1, removals=False))
            kept.mark_applied(connection, [run], now, moved=True)
            moved = True
        else:
            kept.mark_applied(connection, [run], now, moved=False)
            moved = False
    return ImportResult(portal, night, run, len(pages), len(entries), moved)


def _rebuild(connection: Connection, portal: str, first_crawl: date | None, now: datetime) -> None:
    """Write the history before the first crawl anew, from all captures in date order."""
    captures = kept.captures_before(connection, portal, first_crawl)
    kept.forget_spans_of(connection, [capture.run for capture in captures])
    chains = _chains(captures)
    procedures = _procedures(connection, portal, chains, captures[0].run)
    crawled = kept.first_spans(connection, portal)
    # What only captures know bears the name of the latest one, whatever the order they came in.
    latest = {p: chain.openings[-1][2].entry for p, chain in procedures.items() if p not in crawled}
    rows.rename_procedures(connection, latest, keep_agency=set())
    links: dict[int, int] = {}
    for procedure, chain in procedures.items():
        following = crawled.get(procedure)
        last = _write_chain(connection, procedure, chain, following[1] if following else first_crawl)
        if following:
            links[following[0]] = last
    kept.link_spans(connection, links)
    kept.forget_empty_procedures(connection, portal)
    kept.mark_applied(connection, [capture.run for capture in captures], now, moved=True)


def _chains(captures: list[Capture]) -> list[_Chain]:
    chains: list[_Chain] = []
    for capture in captures:
        readings = {i: entry_naming(o.entry) for i, o in enumerate(capture.observed)}
        pairs = dict(match(readings, {i: chain.naming for i, chain in enumerate(chains)}))
        for i, observed in enumerate(capture.observed):
            label = label_of(observed.entry)
            if i in pairs:
                _follow(chains[pairs[i]], label, readings[i], capture, observed)
            else:
                opening = Opening(None, label, capture.night)
                chains.append(_Chain(readings[i], label, label.level, [(opening, capture, observed)]))
    return chains


def _follow(chain: _Chain, label: Label, naming: Naming, capture: Capture, observed: Observed) -> None:
    opening = captured(chain.label, label, chain.last_known, capture.night)
    if opening is not None:
        chain.openings.append((opening, capture, observed))
    chain.label = label
    chain.naming = naming
    chain.last_known = chain.last_known if label.level is None else label.level


def _procedures(connection: Connection, portal: str, chains: list[_Chain], run: int) -> dict[int, _Chain]:
    """The procedure of each chain: a stored one when it answers to the chain's last name, else a new one."""
    stored = rows.procedures_of(connection, portal)
    pairs = dict(match({i: chain.naming for i, chain in enumerate(chains)}, {p: stored_naming(one) for p, one in stored.items()}))
    new = [i for i in range(len(chains)) if i not in pairs]
    entries = [chains[i].openings[-1][2].entry for i in new]
    ids = rows.add_procedures(connection, portal, run, entries, {one.handle for one in stored.values()})
    return {**{pairs[i]: chains[i] for i in pairs}, **dict(zip(ids, (chains[i] for i in new), strict=True))}


def _write_chain(connection: Connection, procedure: int, chain: _Chain, until: date | None) -> int:
    """Insert the spans of a chain, closed where the crawled history begins; returns the last one's id."""
    previous: int | None = None
    for opening, capture, observed in chain.openings:
        if previous is not None:
            rows.close_spans(connection, {previous: opening.valid_from})
        (previous,) = rows.insert_spans(connection, [_span(procedure, previous, opening, capture, observed, until)])
    if previous is None:
        raise ValueError("a chain begins with a span")
    return previous


def _span(procedure: int, previous: int | None, opening: Opening, capture: Capture, observed: Observed, until: date | None) -> NewSpan:
    label = opening.label
    return NewSpan(
        procedure=procedure,
        previous=previous,
        valid_from=opening.valid_from,
        valid_to=until,
        confirmed_on=opening.valid_from,
        run=capture.run,
        change=opening.change,
        provisional=False,
        present=True,
        scheme=label.scheme,
        declared=label.declared,
        level=label.level,
        level_max=label.level_max,
        strict_level=label.strict_level,
        rules_version=capture.rules_version,
        detail_hash=digest(encode(observed.entry)),
        detail=observed.detail,
        snapshot=observed.snapshot,
    )
