"""One run over one portal, from the address that was given to the report."""

from __future__ import annotations

import contextlib
import itertools
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from classifier.model import FileLink, FormFile, Outcome, PageReading, Row
from classifier.words.text import folded_words
from crawler.fetching import Ask, Browser, Fetcher, Purpose
from crawler.memory import turn
from crawler.platforms import platform_of
from crawler.profile import Listing, PageKindProfile, Profile
from crawler.reader import level_tabs
from crawler.reader.asking.counters import Progress
from crawler.reader.asking.own_code import own_code
from crawler.reader.asking.session import LimitReached, Session
from crawler.reader.asking.tokens import Tokens
from crawler.reader.codes_left import codes_left
from crawler.reader.details import drawn_tabs
from crawler.reader.details.claims import named_again, unclaimed
from crawler.reader.details.detail import Detail, details_of
from crawler.reader.details.parts import PartReader
from crawler.reader.details.procedures import DetailReader, Kind
from crawler.reader.details.titles import give_listed_names
from crawler.reader.entry import Explorer
from crawler.reader.identity import Record, RecordBook
from crawler.reader.judge_run import judge_all, merged
from crawler.reader.legend import Legend, explain, learned, told_in, translate, unread_signs
from crawler.reader.outcomes import outcome_of_run
from crawler.reader.page.addresses import canonical, is_root, kind_of, same_site
from crawler.reader.page.view import View, is_scripted
from crawler.reader.paging.state import Walk
from crawler.reader.paging.walk import describes_many, walk
from crawler.reader.rows.detail_template import DetailTemplate
from crawler.reader.rows.handles import Resolver
from crawler.reader.ways import menus
from crawler.reader.ways.sitemap import sitemap_leads
from crawler.sink import Coverage, CrawlReport, RunOrder, Sink

log = logging.getLogger(__name__)

_FEWER = 0.7  # a list that shrank below this part of what the profile remembers is looked for anew
_ODD = 0.05  # part of the listed procedures that may be rows without a page


async def read_portal(
    order: RunOrder,
    fetcher: Fetcher,
    browser: Callable[[], Awaitable[Browser]] | None,
    sink: Sink,
    *,
    verify: Callable[[FileLink], Awaitable[FormFile]],
    progress: Progress | None = None,
    rows: Sequence[Row] = (),
) -> CrawlReport:
    """Read the procedures that can be reached from `order.url`; entries go to the sink, the report is returned.

    Never raises for what a portal does. `progress` is called after every page. `rows`: procedures with their addresses, for where no
    list shows them.
    """
    session = Session(order, fetcher, browser, sink, progress)
    try:
        return await _Run(session, verify, rows).run()
    finally:
        await session.close()


@dataclass
class _Run:
    session: Session
    verify: Callable[[FileLink], Awaitable[FormFile]]
    rows: Sequence[Row] = ()
    book: RecordBook = field(default_factory=RecordBook)
    profile: Profile = field(default_factory=Profile)
    entry: View | None = None
    relearned: bool = False
    beside: PageReading | None = None
    legend: Legend = field(default_factory=Legend)

    async def run(self) -> CrawlReport:
        order = self.session.order
        self.profile = Profile.from_data(order.profile)
        explorer = Explorer(self.session, self.book)
        reader = DetailReader(self.session, self._remembered_kinds())
        details: list[Detail] = []
        resolver = Resolver(self.session, [])
        try:
            if not await self._as_remembered(explorer):
                await self._discover(explorer)
        except LimitReached as limit:
            log.info("limit=%s portal=%s listed=%d", limit, order.portal, len(self.book))
        await self._read_signs(explorer)
        records = self._within_limit()
        try:
            resolver = Resolver(self.session, self._pages_seen(explorer), self._remembered_template())
            told = [record for record in records if record.row.detail is not None]
            opened = [record for record in records if record.row.detail is None and not (order.lists_only and record.row.code)]
            await resolver.resolve(opened)
            beyond = self._beyond_the_lists()
            opened += beyond
            records += beyond
            alone = _alone(explorer.holders)
            details = [] if alone else [d for view in explorer.holders for d in details_of(view)]
            details += [Detail(r, r.source, (r.row.detail,)) for r in told if r.row.detail is not None]
            self.session.counters.read += len(details)
            details += await reader.read_all([alone] if alone else opened)
            details += [detail for view in reader.several for detail in details_of(view)]
            if not (alone or self._limited()):
                details += unclaimed(itertools.chain(*reader.together.values()), details, self.book.records)
            if new := await level_tabs.complete(self.session, self.book, explorer.walks, details, explorer.of_levels):
                await resolver.resolve(new)
                details += await reader.read_all(new)
            give_listed_names(details)
            await PartReader(self.session).complete(details)
            await drawn_tabs.complete(self.session, details)
            explain(self.book.records, details, self._pages_seen(explorer))
            dismissed = [*reader.strangers, *named_again(records, details)]
            self.book.dismiss(dismissed)
            gone = {id(record) for record in dismissed}
            records = [record for record in records if id(record) not in gone]
            reader.papers = [record for record in reader.papers if id(record) not in gone]
            self.beside = await self._page_beside(explorer.holders) if alone or len(details) == 1 else None
        except LimitReached:
            self.session.warnings.append(f"stopped: {self.session.stopped}")
        return await self._finish(explorer, reader, resolver, records, details)

    # -- finding the lists --------------------------------------------------------------------------------------------

    async def _as_remembered(self, explorer: Explorer) -> bool:
        """Read the lists that the profile names; whether they still hold what they held."""
        if not self.profile.listings or self.profile.entry not in {"", self.session.order.url}:
            return False
        for listing in self.profile.listings:
            purpose = Purpose.PAGE if listing.method == "GET" and not listing.headers else Purpose.DATA
            ask = Ask(listing.url, purpose, listing.method, listing.body.encode() or None, listing.headers)
            self.session.tokens.remember(ask, listing.tokens)
            view = await self.session.ask(ask, quiet=True)
            if view is None or not (view.reading.rows or describes_many(view)):
                self.relearned = True
                continue
            self.entry = self.entry or view
            explorer.walks.append(await walk(self.session, self.book, view, listing.agency))
        expected = sum(listing.rows for listing in self.profile.listings)
        fits = len(self.book) > 0 and len(self.book) >= expected * _FEWER
        self.relearned = self.relearned or not fits
        return fits

    async def _discover(self, explorer: Explorer) -> None:
        self.entry = await self.session.get(self.session.order.url)
        if self.entry is None or not (self.entry.readable or self.entry.hollow or _leads_on(self.entry)):
            return
        await explorer.explore(self.entry)
        if not len(self.book) and not explorer.holders:
            for url in await sitemap_leads(self.session, self.entry.url):
                view = await self.session.ask(Ask(url), quiet=True)
                if view is not None and view.reading.outcome is Outcome.OK and view.reading.rows:
                    explorer.walks.append(await walk(self.session, self.book, view))
                    return

    async def _read_signs(self, explorer: Explorer) -> None:
        """Levels that the lists give as signs, in the words of the page that drew them tonight or on an earlier night, or of its code."""
        drawn = [row for view in explorer.drawn for row in view.reading.rows]
        known = Legend(self.profile.level_key, self.profile.level_words)
        self.legend = learned(self.book.records, drawn, self.session.order.day)
        self.legend = self.legend if self.legend.key else known
        self.legend.apply(self.book.records)
        if not self.legend.key and (signs := unread_signs(self.book.records, self.session.order.day)):
            words = {sign: said for sign, said in known.words.items() if sign in signs} or await self._told_by_code(explorer, signs)
            translate(self.book.records, words)
            self.legend = Legend(words=words)

    async def _told_by_code(self, explorer: Explorer, signs: set[str]) -> dict[str, str]:
        pages = [view for view in self._pages_seen(explorer) if not view.is_data]
        words = told_in("\n".join(view.document.scripts for view in pages), signs, self.session.order.day)
        if words or not pages:
            return words
        with contextlib.suppress(LimitReached):
            return told_in(await own_code(self.session, pages[0]), signs, self.session.order.day)
        return {}

    async def _page_beside(self, holders: list[View]) -> PageReading | None:
        """Another page of the portal, for comparison with the only procedure: a sibling if it links to one, else the front page."""
        if not holders or holders[0].is_data:
            return None
        view = holders[0]
        links = [link.url for link in view.document.links if link.url and same_site(link.url, view.url)]
        siblings = [url for url in links if kind_of(url) == kind_of(view.url) and canonical(url) != canonical(view.url)]
        front = [url for url in links if is_root(url)] or [urljoin(view.url, "/")]
        other = await self.session.ask(Ask((siblings or front)[0]), quiet=True)
        return other.reading if other is not None and other.reading.outcome is Outcome.OK else None

    def _within_limit(self) -> list[Record]:
        limit = self.session.order.max_procedures
        if limit is not None and len(self.book) > limit:
            self.session.warnings.append("max_procedures")
            return self.book.records[:limit]
        return self.book.records

    def _beyond_the_lists(self) -> list[Record]:
        """Records of the given rows that no list showed and whose pages are kept."""
        met = {canonical(record.address) for record in self.book.records if record.address}
        new = [row for row in self.rows if row.url and canonical(row.url) not in met and self.session.has(row.url)]
        found = [self.book.add(row, row.url) for row in new if row.url and self.book.find(row, row.url) is None]
        return [record for record in found if record is not None]

    def _pages_seen(self, explorer: Explorer) -> list[View]:
        views = [found.first for found in explorer.walks] + explorer.drawn
        if self.entry is not None:
            views.append(self.entry)
        return list({id(view): view for view in views}.values())

    def _remembered_kinds(self) -> dict[str, Kind]:
        """The ways in which pages were read before; each is held against the other way on one night in seven."""
        order = self.session.order
        return {
            p.template: Kind(way=p.way, remembered=turn(f"{order.portal} {p.template}", order.day) or not order.remember)
            for p in self.profile.pages
        }

    def _remembered_template(self) -> DetailTemplate | None:
        return DetailTemplate(self.profile.detail) if self.profile.detail and not self.relearned else None

    # -- the end ------------------------------------------------------------------------------------------------------

    async def _finish(
        self, explorer: Explorer, reader: DetailReader, resolver: Resolver, records: list[Record], details: list[Detail]
    ) -> CrawlReport:
        session = self.session
        good = merged(details)
        bad = [d for d in details if d.failure is not None]
        reached = {id(d.record) for d in details if d.failure is None}
        unread = [record for record in records if id(record) not in reached]
        outcome, reason = outcome_of_run(self.session, self.entry, explorer, good, bad, unread)
        entries, common = 0, frozenset[str]()
        if outcome is Outcome.OK:
            await self._complete_targets(good, resolver)
            lists = [view.reading for view in (*(found.first for found in explorer.walks), *explorer.drawn)]
            entries, common = await judge_all(session, good, unread, self.verify, self.beside, lists)
        listed = {id(record) for record in self.book.records}
        merged_away = sum(d.failure is None for d in details) - len(good)
        session.counters.listed = len(self.book) + sum(d.record is None or id(d.record) not in listed for d in good) - merged_away
        short = [w.shortfall for w in explorer.walks if w.lacks(explorer.walks) and not self._limited()]
        unreached = self._unreached(unread, good, reader.papers, explorer.walks)
        if unreached:
            session.warnings.append(
                f"unread: no way to the pages of {len(unreached)} procedures in the lists: {unreached[0].row.name[:80]}"
            )
        if reader.papers and outcome is Outcome.OK:
            session.warnings.append(
                f"documents: {len(reader.papers)} procedures have a document and no page: {reader.papers[0].row.name[:80]}"
            )
        if explorer.unlisted and outcome in {Outcome.OK, Outcome.EMPTY} and not self._limited():
            session.warnings.append(f"unlisted: pages name {len(explorer.unlisted)} procedures that no list has: {explorer.unlisted[0]}")
        if outcome is Outcome.EMPTY and self.entry is not None and self.entry.hollow:
            session.warnings.append(menus.left_unread(explorer.drawn))
        coded, example = (0, "") if self._limited() or outcome is not Outcome.OK else self._codes_left(explorer, good)
        if coded:
            session.warnings.append(f"codes_unlisted: the lists show {coded} codes that no procedure has: {example}")
        untold = self._untold(good) if outcome is Outcome.OK else []
        if untold:
            session.warnings.append(f"sections_unread: {len(untold)} procedures of pages that describe several: {untold[0][:80]}")
        unopened = 0 if self._limited() else explorer.unopened
        session.warnings += [f"parts_unopened: {unopened}"] if unopened else []
        coverage = Coverage(
            listed=session.counters.listed,
            read=len(good),
            failed=len(bad),
            pages=session.counters.pages,
            rendered=session.counters.rendered,
            complete=outcome is Outcome.OK
            and not (session.stopped or self._limited() or short or bad or explorer.unlisted or unopened or coded or untold)
            and len(unreached) <= max(1, _ODD * session.counters.listed),
        )
        suspects = [
            *dict.fromkeys(short),  # a list is walked again under each of its tabs
            *([f"{len(bad)} pages could not be read"] if len(bad) * 10 > len(details) else []),
        ]
        platform = platform_of(self.entry.document if self.entry is not None and not self.entry.is_data else None, session.order)
        return CrawlReport(
            outcome=outcome,
            reason=reason,
            coverage=coverage,
            platform=platform,
            title=self.entry.reading.title if self.entry else "",
            suspect="; ".join(suspects) if outcome is Outcome.OK else "",
            warnings=tuple(dict.fromkeys(session.warnings)),
            profile=self._learned(explorer, reader, resolver, platform, common, entries)
            if outcome is Outcome.OK
            else dict(session.order.profile or {}),
            stats={**{f"requests/{name}": float(count) for name, count in session.requests.items()}, "reused": float(session.reused)},
        )

    async def _complete_targets(self, details: list[Detail], resolver: Resolver) -> None:
        with contextlib.suppress(LimitReached):  # the files stay unread then
            for detail in details:
                detail.readings = await resolver.with_targets(detail.readings, self.session.fragments.get(detail.address), detail.code)

    def _codes_left(self, explorer: Explorer, good: list[Detail]) -> tuple[int, str]:
        rows = (record.row.code for record in self.book.records)
        pages = (found.first for found in explorer.walks)
        return codes_left((*pages, *explorer.holders), (*rows, *(reading.code for detail in good for reading in detail.readings)))

    def _untold(self, good: list[Detail]) -> list[str]:
        """Procedures that pages of several describe, of which nothing could be read there, and that no list and no other page has."""
        known = {folded_words(reading.name) for detail in good for reading in detail.readings}
        known |= {folded_words(record.row.name) for record in self.book.records}
        return [name for names in self.session.unread.values() for name in names if folded_words(name) not in known]

    def _unreached(self, unread: list[Record], good: list[Detail], papers: list[Record], walks: list[Walk]) -> list[Record]:
        """Records that have pages (no documents) which nothing led to: those of a list whose others were opened, or that a script opens. On
        a page without scripts a list of which no entry leads on is all there is, and so is an entry with a code beside others that do.
        """
        if self.session.order.lists_only or self._limited():
            return []
        opened = any(detail.record is not None and detail.record.row.detail is None for detail in good)
        known = {id(record) for record in papers}
        for found in walks:
            if not (found.first.is_data or is_scripted(found.first)):
                lone = [record for record in found.members if not (record.address or record.row.handle or record.press)]
                whole = len(lone) == len(found.members)
                known |= {id(record) for record in lone if whole or (record.row.code and not found.first.document.presses)}
        return [r for r in unread if not r.guessed and id(r) not in known and (opened or r.row.handle or r.press)]

    def _limited(self) -> bool:
        limit = self.session.order.max_procedures
        return bool(self.session.stopped) or (limit is not None and len(self.book) >= limit)

    def _learned(
        self, explorer: Explorer, reader: DetailReader, resolver: Resolver, platform: str, common: frozenset[str], entries: int
    ) -> dict[str, object]:
        listings = tuple(_listing(found, self.session.tokens) for found in explorer.walks if found.records)
        return Profile(
            entry=self.session.order.url,
            platform=platform,
            listings=listings,
            detail=resolver.template.pattern if resolver.template else "",
            pages=tuple(PageKindProfile(template, kind.way) for template, kind in sorted(reader.kinds.items()) if kind.way)[:50],
            common_controls=tuple(sorted(common))[:50],
            procedures=entries,
            level_key=self.legend.key,
            level_words=self.legend.words,
            whole=not self._limited(),
        ).to_data()


def _leads_on(entry: View) -> bool:
    """Whether a page that speaks of trouble still shows the menu of a portal; what stands behind it decides."""
    return entry.page.status < 400 and entry.reading.outcome is not Outcome.BLOCKED and len(entry.document.links) >= 5


def _alone(holders: list[View]) -> Record | None:
    """The one procedure whose page was given, as a record to be read like any other; None when it was drawn already or there are more."""
    if len(holders) != 1 or holders[0].rendered or holders[0].is_data or len(holders[0].reading.procedures) != 1:
        return None
    view, reading = holders[0], holders[0].reading.procedures[0]
    return Record(Row(reading.name, reading.code, view.ask.url, key=reading.key), view.url, view.ask.url)


def _listing(found: Walk, tokens: Tokens) -> Listing:
    ask = found.better or found.first.ask
    body = (ask.body or b"").decode("utf-8", "replace")
    return Listing(ask.url, ask.method, body, dict(ask.headers), found.mechanic, len(found.records), found.agency, tokens.known(ask))
