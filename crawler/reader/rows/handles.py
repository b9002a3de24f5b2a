"""Rows whose link is no link: from what a row carries (onclick, data, ids) to the address of its page.

In order of cost: what the handle itself says, what the page's scripts say, what links elsewhere show, what a click does.
A template is believed when the page it leads to names the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from classifier.model import Outcome, PageKind, ProcedureReading, Row
from classifier.page.addresses import is_route
from crawler.fetching import Ask, Effect, Followed
from crawler.reader.asking.own_code import code_in, own_code, own_files
from crawler.reader.asking.session import Session
from crawler.reader.identity import Panel, Record
from crawler.reader.page.addresses import absolute, canonical, is_root, kind_of
from crawler.reader.page.calls import wants_scripts, with_targets
from crawler.reader.page.row_clicks import row_click
from crawler.reader.page.shown import shows_more
from crawler.reader.page.templates import UrlTemplate, calls_in, direct_addresses, pairs_in, resolve_call, url_templates
from crawler.reader.page.view import View, is_scripted
from crawler.reader.page.words import fold
from crawler.reader.rows import panels
from crawler.reader.rows.detail_template import DetailTemplate, patterns, titled, values_of
from crawler.reader.rows.passed_on import passed_on
from crawler.reader.trees import leaves

_WEAK_ID = re.compile(r"^\d{1,2}$")
MAX_TRIES = 4  # templates that are tried on a row before the next way
DOUBTED = 2  # addresses of a kind that are tried before all of it is given up
_SHUT = frozenset({401, 403, 404, 405, 410})
# What a press does that shows a procedure on the page of its list; a route may bring a page of its own, or that list with a part over it.
_STAYS = frozenset({Effect.DATA, Effect.CHANGE, Effect.NOTHING, Effect.ROUTE})
MOST_MAKES = 4  # of rows, whose ways to their pages are looked for apart
_MOST_SHAPES = 20  # of objects, against which others are held
KNOWN, SOUGHT = 5, 40  # records whose values are looked for in known addresses


@dataclass
class Resolver:
    """Finds the addresses of records; what it learned is `template`, kept in the profile."""

    session: Session
    views: list[View]  # pages on which rows and links were seen
    template: DetailTemplate | None = None
    scripts: str = ""
    codes: dict[str, str] = field(default_factory=dict)  # of each page, by its address
    _loaded: bool = False
    known: list[Record] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)  # their addresses
    _seen_in_vain: set[tuple[int, str]] = field(default_factory=set)  # addresses that were tried for a record and do not show it
    _spare: tuple[DetailTemplate, View] | None = None  # a way to the data of a procedure, taken when no page of it is found

    async def resolve(self, records: list[Record]) -> None:
        """Give an address to every record that lacks one and has a way to it."""
        await self._doubt(records)
        lost = [record for record in records if record.address is None]
        self.known = [record for record in records if record.address is not None]
        self._taken = {canonical(record.address) for record in self.known if record.address}
        if not lost:
            return
        pages = [view for view in self.views if not view.is_data]
        self.codes = {view.url: view.document.scripts for view in pages}
        self.scripts = "\n".join(dict.fromkeys(self.codes.values()))
        learned = None
        for alike in _by_make(lost):
            if self.template is None or not await self._apply(self.template, alike):
                await self._find_way(alike)
            learned = learned or self.template
        self.template = learned

    async def _find_way(self, records: list[Record]) -> None:
        """Find the way from records of one make to their pages, and keep it as `template` where all of them share it."""
        self.template, self._spare = None, None
        lost = self._by_handle(records)
        for attempt in (self._by_press, self._by_pairs, self._by_templates, self._by_files, self._by_clicks):
            if not lost:
                return
            if self._spare is None or attempt == self._by_clicks:
                await attempt(lost)
            lost = [record for record in lost if not record.reached]
        if self._spare is not None and self.template is None:
            self._fill(self._spare[0], records)

    async def _doubt(self, records: list[Record]) -> None:
        """Forget addresses that data gave for their records and that no visitor may open: those of another interface of the system."""
        kinds: dict[str, list[Record]] = {}
        for record in records:
            if record.data and record.address and record.row.url:
                kinds.setdefault(kind_of(record.address), []).append(record)
        for members in kinds.values():
            views = [await self.session.ask(Ask(record.address or "", into=record.into), quiet=True) for record in members[:DOUBTED]]
            if all(view is not None and view.page.status in _SHUT for view in views):
                for record in members:
                    record.address = None

    def _by_handle(self, records: list[Record]) -> list[Record]:
        """Handles that name the address, or call a function of the page that does."""
        for record in records:
            handle = record.row.handle or ""
            for code in (handle, *pairs_in(handle).values()):
                record.address = record.address or self._address_of(code, record.source)
        return [record for record in records if record.address is None]

    def _address_of(self, code: str, base: str) -> str | None:
        if not code or not re.search(r"[(/=]", code):
            return None
        found = [*direct_addresses(code)]
        # The code of several pages together gives a name several values: that of a session, of the part that is shown.
        own = self.codes.get(base) or next(iter(self.codes.values()), "")
        for script in dict.fromkeys((own, self.scripts)) if not found else ():
            found += [address for template, address, _ in resolve_call(code, script) if template.method == "GET"]
            if found:
                break
        return next((url for url in (absolute(base, address) for address in found) if url), None)

    async def _by_press(self, records: list[Record]) -> None:
        """Rows that send the page's form back: where the first press leads, and whether the row's values stand in that address."""
        first = next((record for record in records if record.press is not None), None)
        if first is None or first.press is None:
            return
        view = await self.session.ask(first.press.ask(), quiet=True)
        if view is None or not panels.shows(view, first.row):
            return
        if canonical(view.url) != canonical(first.press.action):
            await self._generalise([(first, view.url)], records)
        for record in records:
            record.posted = record.address is None and record.press is not None

    async def _by_pairs(self, records: list[Record]) -> None:
        """Addresses that are known, of other rows or in links elsewhere: what is around a row's id is the template."""
        links = [link.url for view in self.views if not view.is_data for link in view.document.links if link.url]
        links += [row.url for view in self.views for row in view.reading.rows if row.url]
        pairs = [(record, [record.address]) for record in self.known[:KNOWN] if record.address]
        pairs += [(record, links) for record in records[:SOUGHT]]
        tried: set[str] = set()
        for record, addresses in pairs:
            for name, value in values_of(record).items():
                if len(value) < 2 or _WEAK_ID.match(value):
                    continue
                for url in addresses:
                    at = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", url)
                    pattern = f"{url[: at.start()]}{{{name}}}{url[at.end() :]}" if at else ""
                    if not at or pattern in tried or len(tried) >= MAX_TRIES:
                        continue
                    tried.add(pattern)
                    if await self._apply(DetailTemplate(pattern), records):
                        return

    async def _by_templates(self, records: list[Record]) -> None:
        """Addresses with holes in the page's code, filled by what the rows carry."""
        await self._try_templates(url_templates(self.scripts), records)

    async def _by_files(self, records: list[Record]) -> None:
        """The same with the code that the page loads from its own host."""
        if not self._loaded and await self.load():
            records = self._by_handle(records)
            if records:
                await self._try_templates(url_templates(self.scripts), records)

    async def load(self) -> bool:
        """Read the code that the pages load from their own host, once; whether there is any."""
        self._loaded = True
        source = next((view for view in self.views if not view.is_data and own_files(view)), None)
        if source is None:
            return False
        self.scripts += "\n" + await own_code(self.session, source)
        return bool(own_files(source))

    async def with_targets(
        self, readings: tuple[ProcedureReading, ...], around: str | None = None, files: Sequence[str] = ()
    ) -> tuple[ProcedureReading, ...]:
        """The readings with the addresses of files and forms that only the portal's own code knows.

        `around`: the page they are part of; `files`: of the code that their own page loads, which may be another than the lists'.
        """
        if not wants_scripts(readings):
            return readings
        found = tuple(with_targets(reading, self.scripts, around) for reading in readings)
        if wants_scripts(found) and not self._loaded:
            await self.load()
            found = tuple(with_targets(reading, self.scripts, around) for reading in found)
        if files and wants_scripts(found):
            code = await code_in(self.session, files, found[0].url)
            found = tuple(with_targets(reading, code, around) for reading in found)
        return found

    async def _try_templates(self, templates: Iterable[UrlTemplate], records: list[Record]) -> None:
        tries = 0
        for pattern in dict.fromkeys(patterns(templates, values_of(records[0]))):
            if tries >= MAX_TRIES:
                return
            tries += 1
            if await self._apply(DetailTemplate(pattern), records):
                return

    async def _apply(self, template: DetailTemplate, records: list[Record]) -> bool:
        """Fill a template for all records if the page of the first names it."""
        first = next((r for r in records if self._filled(template, r)), None)
        if first is None:
            return False
        part, url = template.fill(values_of(first)) or "", self._filled(template, first) or ""
        view = await self._page_of(url, first)
        if view is None:
            return False
        if first.data and url.endswith(part):
            # Tomorrow the data are asked for without the page whose script makes the address of them.
            template = DetailTemplate(url.removesuffix(part) + template.pattern)
        if view.is_data and template != self.template and self._spare is None and self.session.may_render:
            # Data have no buttons, and a page may ask for more than these: whether it shows more is seen by pressing a row.
            self._spare = (template, view)
            return False
        if self._spare is not None and not shows_more(view.reading.procedures[0], self._spare[1].reading.procedures[0]):
            return False  # the data say all that the page shows, and are cheaper
        self._fill(template, records)
        return True

    def _fill(self, template: DetailTemplate, records: list[Record]) -> None:
        self.template = template
        for record in records:
            record.address = self._filled(template, record)

    def _filled(self, template: DetailTemplate, record: Record) -> str | None:
        """The address that a template makes of a record; None where it makes none, or that of the page that another list has for its own
        record: the code of a procedure may stand in the addresses of several agencies.
        """
        filled = template.fill(values_of(record))
        url = absolute(self._base(record), filled) if filled else None
        return url if url is not None and canonical(url) not in self._taken else None

    def _base(self, record: Record) -> str:
        """Where a relative address starts: at the page whose script makes it, not at the data that the script asked for."""
        if not record.data and not any(view.is_data and view.url == record.source for view in self.views):
            return record.source
        pages = [view.url for view in self.views if not view.is_data]
        return next((url for url in pages if not is_root(url)), next(iter(pages), record.source))

    async def _page_of(self, url: str, record: Record) -> View | None:
        """The page at an address, when it is the one of this record; looked at once, whichever template made the address."""
        if (id(record), url) in self._seen_in_vain:
            return None
        view = await self._looked_at(url, record)
        self._seen_in_vain |= {(id(record), url)} if view is None else set()
        return view

    async def _looked_at(self, url: str, record: Record) -> View | None:
        ask = Ask(url, into=record.into)
        drawn_only = is_route(urlsplit(url).fragment) and not self.session.has(url)
        view = None if drawn_only else await self.session.ask(ask, quiet=True)
        if view is None or view.hollow or (not _describes(view) and view.readable and not view.is_data and is_scripted(view)):
            view = await self.session.render(url) or view
        return view if view is not None and panels.shows(view, record.row) else None

    async def _by_clicks(self, records: list[Record]) -> None:
        """Press two rows in the browser and see where each would lead: an address, or the request behind a dialog."""
        pages = {view.url for view in self.views if not view.is_data}
        for view in [*self.views, *await self._drawn_lists()] if self.session.may_render else ():
            # A row of the same words in another list is another agency's.
            own = [r for r in records if r.source == view.url or r.source not in pages] if not view.is_data else []
            pressed = [(r, replace(click, after=view.opened)) for r in own if (click := row_click(view.document, r.row))][:2]
            if not pressed and view.tree:
                leading = await leaves.clicks(self.session, view, [r.row for r in records])
                pressed = [(r, click) for row, click in leading for r in records if r.row is row]
            if not pressed:
                continue
            sent = view.sent
            page = view.ask.url if sent is None else sent.url
            followed = await self.session.follow(page, [click for _, click in pressed], sent=sent)
            ways = [(r, way) for (r, _), way in zip(pressed, followed, strict=False)]
            shown = [(r, address) for r, way in ways if (address := passed_on(way, values_of(r).values(), view.url))]
            await self._generalise(shown, records)
            if self.template is not None:
                return
            learned = [(r, address) for r, way in ways if (address := _led_to(way, r.row))]
            for record, address in learned:
                record.address = absolute(record.source, address)
            await self._generalise(learned, records)
            if self.template is None and any(way.effect in _STAYS for _, way in ways):
                place = Panel(page, followed[0].click, view.ask if sent is not None else None)
                await self._in_place(ways, records, place)
            return
        if not self.session.may_render or all(view.is_data for view in self.views):
            return
        if not await panels.find_behind_tabs(self.session, self.views, records):
            await panels.find_behind_choices(self.session, self.views, records)

    async def _in_place(self, ways: list[tuple[Record, Followed]], records: list[Record], place: Panel) -> None:
        """Procedures that show on the page of their list, where what their rows ask for is no page by itself."""
        pages = [view for view in self.views if not view.is_data]
        if pages and await panels.find(self.session, pages, ways, records, [place for _ in ways]):
            for record, _ in ways:
                record.address = None

    async def _drawn_lists(self) -> list[View]:
        """The page whose script asked for a list, where only its data were read so far."""
        seen = {canonical(view.url) for view in self.views}
        asked_on = (view.ask.referer for view in self.views if view.is_data and view.ask.referer)
        url = next((url for url in asked_on if canonical(url) not in seen), None)
        drawn = await self.session.render(url) if url is not None else None
        return [drawn] if drawn is not None else []

    async def _generalise(self, learned: list[tuple[Record, str]], records: list[Record]) -> None:
        """The template behind the addresses of a row or two: where one of the row's values stands in each of them."""
        for record, address in learned:
            for name, value in values_of(record).items():
                at = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", address) if len(value) > 1 or len(learned) > 1 else None
                if at is None:
                    continue
                template = DetailTemplate(address[: at.start()] + "{" + name + "}" + address[at.end() :])
                if not all(template.fill(values_of(r)) == a for r, a in learned):
                    # A title behind the id ("…/a0B5g/cap-lai-giay-phep") is often for the eye only.
                    template = DetailTemplate(address[: at.start()] + "{" + name + "}")
                    if not titled(template, [(values_of(r), a) for r, a in learned]):
                        continue
                if await self._apply(template, records):
                    return


def _by_make(records: Iterable[Record]) -> list[list[Record]]:
    """Records by what they carry, most of a make first: two lists of a portal, such as the rows of a page and the data of a script, or two
    answers whose objects have other keys, may be the work of two vendors, whose pages lie in two places.
    """
    makes: dict[tuple[object, ...], list[Record]] = {}
    shapes: list[frozenset[str]] = []
    for record in records:
        handle = record.row.handle or ""
        keys = _like(frozenset(record.data or ()), shapes)
        makes.setdefault((keys, *sorted(pairs_in(handle)), *(name for name, _ in calls_in(handle))), []).append(record)
    ranked = sorted(makes.values(), key=len, reverse=True)
    rest = [record for alike in ranked[MOST_MAKES:] for record in alike]
    return [*ranked[:MOST_MAKES], *([rest] if rest else [])]


def _like(keys: frozenset[str], shapes: list[frozenset[str]]) -> frozenset[str]:
    """The shape of objects that has most keys in common with these: what an object has no value for, it often leaves out."""
    found = next((shape for shape in shapes if len(shape & keys) * 2 >= len(shape | keys)), None)
    if found is None:
        found = keys
        shapes += [keys] if len(shapes) < _MOST_SHAPES else []
    return found


def _describes(view: View) -> bool:
    return view.reading.outcome is Outcome.OK and view.reading.kind is PageKind.PROCEDURE


def _led_to(followed: Followed, row: Row) -> str | None:
    if followed.effect in {Effect.ADDRESS, Effect.ROUTE, Effect.WINDOW} and followed.method == "GET":
        return followed.url
    for exchange in followed.exchanges:
        if exchange.method.upper() == "GET" and exchange.status < 400 and _mentions(exchange.body, row):
            return exchange.url
    return None


def _mentions(body: bytes, row: Row) -> bool:
    """Whether an answer, HTML or JSON in whatever spelling, names the row."""
    text = body.decode("utf-8", "replace")
    plain = fold(text if "\\u" not in text else re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text))
    return fold(row.name) in plain or bool(row.code and row.code in text)
