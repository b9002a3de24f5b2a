"""Procedures that a page shows in itself when their rows are pressed, and to which no address leads.

What two presses send tells what the other rows would send, where the answer is a part of the page or says it all by itself. Where only
the page's own script knows how to draw its answer, or draws from what the page carries already, each row is pressed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from classifier.model import Outcome, Page, PageKind, ProcedureReading, Row
from classifier.reading import read_page
from crawler.fetching import Answer, Ask, Click, Effect, Exchange, Followed, Purpose
from crawler.reader.asking.scripts import RawRecords, ask_again, lists_in
from crawler.reader.asking.session import LimitReached, Session
from crawler.reader.choosing.strips import tabs_of
from crawler.reader.identity import Panel, Record, agency_key
from crawler.reader.page.addresses import canonical, same_site
from crawler.reader.page.changed import changed_part
from crawler.reader.page.document import Document
from crawler.reader.page.learned import template_for
from crawler.reader.page.row_clicks import click_on, row_click
from crawler.reader.page.shown import shows_more
from crawler.reader.page.templates import UrlTemplate, value_of
from crawler.reader.page.view import View, html_in, parse_data
from crawler.reader.page.words import folded_words
from crawler.reader.paging.press import ask_of
from crawler.reader.rows import behind
from crawler.reader.rows.detail_template import values_of
from crawler.reader.rows.marks import marks_of
from crawler.reader.rows.rowpages import codes_differ, is_named, is_of
from crawler.reader.rows.selected import Opening, openings
from crawler.reader.trees import leaves

MOST = 400  # rows of a run that are pressed: each costs a drawn page
SAMPLES = 2
_CARRIERS = "a, button, span, li, td, div"
_PLACE = re.compile(r"\d{0,2}")  # a number of a digit or two is a place in some list
_KEY = re.compile(rf"(?!{_PLACE.pattern}$)[\w-]{{1,64}}")
_ABOVE = 400  # characters before a part without a name, in which its row stands
_MOST_CARRIERS = 3000  # elements that are looked at

_Telling = Callable[[Record], Mapping[str, str]]  # what tells a record from the others, by name


@dataclass(frozen=True, slots=True)
class _Press:
    """What a press sent and what showed then, where it was the procedure of the row."""

    record: Record
    exchange: Exchange | None
    answer: ProcedureReading | None
    panel: ProcedureReading | None
    tabbed: bool = False  # whether parts of it show only when its tabs are pressed


async def find(
    session: Session,
    views: Sequence[View],
    pressed: Sequence[tuple[Record, Followed]],
    records: Sequence[Record],
    on: Sequence[Panel],
    known: Mapping[int, Panel] | None = None,
) -> bool:
    """Give the records the way to what two presses showed: a request that tells it, else the row to press. Whether there is any.

    `on`: where those two were pressed; `known`: where each of them is pressed, None where that is to be found.
    """
    pages = [view for view in views if not view.is_data]
    page = next((view for view in pages if view.ask.url == on[0].page or view.url == on[0].page), pages[0])
    seen = [_seen(session, page.url, record, way) for record, way in pressed]
    opening = None
    if not any(one.panel or one.exchange for one in seen) and (more := await _marked(session, page.url, pressed, on)) is not None:
        opening, seen = more
    tabbed = len(records) <= MOST and any(one.tabbed for one in seen)  # which no answer tells
    if not tabbed and (
        await _asked_as(session, seen, records, _values, page) or await _asked_by_marks(session, seen, records, pages, page)
    ):
        return True
    if not any(one.panel for one in seen):
        return False
    places = await _places(session, views, records) if known is None else known
    for record in records:
        place = places.get(id(record))
        record.panel = place if place is None or opening is None else replace(place, click=opening.of(place.click))
    return bool(places)


async def _asked_as(session: Session, seen: Sequence[_Press], records: Sequence[Record], told: _Telling, page: View) -> bool:
    """Give the records the request that the presses have in common, by what is `told` of each; whether the portal answers it."""
    template = _template(seen, told)
    if template is None:
        return False
    model = next(one.exchange for one in seen if one.exchange is not None)
    for record in records:
        record.asked = _filled(template, record, told(record), model, page)
    _drop_shared(records)
    if await _brings(session, seen[0].record):
        return True
    for record in records:
        record.asked = None
    return False


async def _asked_by_marks(session: Session, seen: Sequence[_Press], records: Sequence[Record], pages: Sequence[View], page: View) -> bool:
    """The same where what is told is a part of what rows carry, or stands on what holds them, on the pages that showed them."""
    sources = {view.url: view.document for view in pages}
    if not all(one.exchange for one in seen) or any(record.source not in sources for record in records):
        return False
    if not await _asked_as(session, seen, records, lambda record: marks_of(sources[record.source], record.row), page):
        return False
    if all(record.asked for record in records):
        return True
    for record in records:
        record.asked = None
    return False


async def _marked(
    session: Session, page: str, pressed: Sequence[tuple[Record, Followed]], on: Sequence[Panel]
) -> tuple[Opening, list[_Press]] | None:
    """What opens rows that a press only marks, and what the rows that were pressed showed then; None where nothing does."""
    for opening in openings(pressed[0][1], page):
        seen: list[_Press] = []
        for (record, way), place in zip(pressed, on, strict=True):
            told = await follow(session, place, [opening.of(way.click)])
            seen += [_seen(session, page, record, one) for one in told]
            if not any(one.panel or one.exchange for one in seen):
                break
        else:
            return opening, seen
    return None


async def find_behind_tabs(session: Session, views: Sequence[View], records: Sequence[Record]) -> bool:
    """The same for records that no page shows before something that carries their data was pressed."""
    places: dict[int, Panel] = {}
    for view in _pages(views):
        places |= await _behind_tabs(session, view, [record for record in records[:MOST] if id(record) not in places])
    return await _find_at(session, views, records, places)


async def find_behind_choices(session: Session, views: Sequence[View], records: Sequence[Record]) -> bool:
    """The same for records whose lists show behind choices that are made on a page."""
    return await _find_at(session, views, records, await behind.places(session, records[:MOST]))


async def _find_at(session: Session, views: Sequence[View], records: Sequence[Record], places: Mapping[int, Panel]) -> bool:
    samples = [(record, places[id(record)]) for record in records if id(record) in places][:SAMPLES]
    told = [(record, panel, way) for record, panel in samples for way in await follow(session, panel, [panel.click])]
    ways, on = [(record, way) for record, _, way in told], [panel for _, panel, _ in told]
    return bool(ways) and await find(session, views, ways, records, on, places)


async def read(session: Session, record: Record) -> View | None:
    """What a request or a press tells of a record on the page of its list, which is the only address it has; None when nothing does."""
    if record.panel is not None:
        ways = await follow(session, record.panel, [record.panel.click])
        address = (_brought_to(record, ways[0]) if ways else None) or _address(record)
        session.opened[address] = record.panel
        return _part(session, address, ways[0]) if ways else None
    view = await session.ask(record.asked, keep=True) if record.asked is not None else None
    return view if view is None or view.ask.method == "GET" else _at_its_place(view, record)


async def posted(session: Session, record: Record) -> View | None:
    """What the portal sends when a row sends its page's form back; at the row's own place where it sends that from the page of the list."""
    view = await session.ask(record.press.ask(), keep=True) if record.press is not None else None
    in_place = view is not None and record.press is not None and canonical(view.url) == canonical(record.press.action)
    return _at_its_place(view, record) if view is not None and in_place else view


def _at_its_place(view: View, record: Record) -> View:
    page = replace(view.page, url=_address(record))
    if view.is_data and html_in(view.payload) is None:
        told = tuple(replace(one, url=page.url) for one in view.reading.procedures)
        return replace(view, page=page, reading=replace(view.reading, procedures=told))
    return replace(view, page=page, reading=read_page(page) if view.reading.outcome is Outcome.OK else view.reading)


async def follow(session: Session, panel: Panel, clicks: Sequence[Click], kind: Purpose = Purpose.PAGE) -> tuple[Followed, ...]:
    """What pressing something on the page of a row brings."""
    view = await session.ask(panel.listed, quiet=True) if panel.listed is not None else None
    return await session.follow(panel.page, clicks, kind, view.sent if view is not None else None)


def _address(record: Record) -> str:
    """The page of the list, with the record's key as the place on it: what hands that key on is the record's own. A record without one has
    a place of its own all the same: what is pressed for one, and what that brings, is known by its address.
    """
    row = record.row
    page = (record.panel.page if record.panel is not None else record.source).partition("#")[0]
    if row.key and _KEY.fullmatch(row.key):
        return f"{page}#{row.key}"
    told = "\n".join((record.name, row.code or "", agency_key(row.agency)))
    return f"{page}#{blake2b(told.encode(), digest_size=6).hexdigest()}"


def _brought_to(record: Record, way: Followed) -> str | None:
    """The address that a press left its page at, where it names the record: it opens that over its list for whoever follows it."""
    if way.effect is not Effect.ROUTE or way.url is None or not same_site(way.url, record.source):
        return None
    told = [value for value in (record.row.key, record.row.code) if value and not _PLACE.fullmatch(value)]
    return way.url if any(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", way.url) for value in told) else None


def shows(view: View, row: Row) -> bool:
    """Whether a page, or a part of one, is about the procedure of a row: by name or code. A part may leave out its name where that stands
    above it already; nothing of it is believed where its code is another's.
    """
    if view.reading.outcome is not Outcome.OK or view.reading.kind is not PageKind.PROCEDURE:
        return False
    procedures = view.reading.procedures
    if any(is_of(one, row) or (codes_differ(one.code, row.code) and is_named(one, row)) for one in procedures):
        return True
    nameless = len(procedures) == 1 and not procedures[0].name and not codes_differ(procedures[0].code, row.code)
    return nameless and (not view.around or _stands_with(view, row))


def _stands_with(view: View, row: Row) -> bool:
    """Whether a part of a page says the name of a row, or shows right below it: a press may have opened another row's."""
    name, part = folded_words(row.name), view.document.lines
    if view.page.body == view.around or not (name and part):
        return False
    if name in folded_words(" ".join(part)):
        return True
    lines = Document(Page(view.url, view.around)).lines
    first = next((at for at in range(len(lines)) if lines[at : at + len(part)] == part), None)
    above = folded_words(" ".join(lines[:first])) if first is not None else ""
    return name in above[-_ABOVE - len(name) :]


def _seen(session: Session, page: str, record: Record, way: Followed) -> _Press:
    part = _part(session, page, way)
    panel = part.reading.procedures[0] if part is not None and shows(part, record.row) else None
    tabbed = part is not None and panel is not None and bool(tabs_of(part.document))
    for exchange in way.exchanges:
        for view in lists_in(session, (exchange,), page):
            if same_site(exchange.url, page) and shows(view, record.row):
                return _Press(record, exchange, view.reading.procedures[0], panel, tabbed)
    return _Press(record, None, None, panel, tabbed)


def _part(session: Session, page: str, way: Followed) -> View | None:
    """The part of a page that a press changed."""
    part = changed_part(way.before, way.html, page) if way.html else None
    if not part:
        return None
    shown = Page(page, part, content_type="text/html; charset=utf-8", at=session.order.day, rendered=True)
    ask = Ask(page)
    return View(ask, Answer(ask, Outcome.OK, shown), shown, read_page(shown), exchanges=way.exchanges, rendered=True, around=way.html)


def _template(seen: Sequence[_Press], values: _Telling) -> UrlTemplate | None:
    """What the requests of the pressed rows have in common; None where one of the rows showed more than its answer says by itself."""
    told = [(one.exchange, one.answer, one.panel) for one in seen if one.exchange is not None and one.answer is not None]
    if len(told) < SAMPLES or len(told) < len(seen) or any(panel and shows_more(panel, answer) for _, answer, panel in told):
        return None
    return template_for([(values(one.record), one.exchange) for one in seen if one.exchange is not None])


def _values(record: Record) -> dict[str, str]:
    """What a row carries, by names that its element and its data share."""
    return {name.removeprefix("data-"): value for name, value in values_of(record).items()}


def _filled(template: UrlTemplate, record: Record, told: Mapping[str, str], model: Exchange, page: View) -> Ask | None:
    """The request for a record; None where it lacks what the request tells. Its own key stands for the one value that it lacks."""
    values = {f"data-{name}": value for name, value in told.items()}
    unknown = {hole for hole in (*template.holes, *(sent for _, sent in template.body)) if value_of(hole, values) is None}
    if unknown and (len(unknown) > 1 or not record.row.key):
        return None
    values |= dict.fromkeys(unknown, record.row.key or "")
    address = template.fill(values)
    ask = ask_of(template, address, values, page.document) if address else None
    if ask is None:
        return None
    again = ask_again(model, page.url)
    return replace(again, url=ask.url, body=ask.body, into=page.url)


def _drop_shared(records: Sequence[Record]) -> None:
    """Forget requests that several records would make: what they hand on is a place in a list, and no record's own."""
    asked = Counter((record.asked.url, record.asked.body) for record in records if record.asked is not None)
    for record in records:
        if record.asked is not None and asked[record.asked.url, record.asked.body] > 1:
            record.asked = None


async def _brings(session: Session, record: Record) -> bool:
    """Whether the portal answers a request of the reader's own as it answered the page."""
    view = await session.ask(record.asked, quiet=True) if record.asked is not None else None
    return view is not None and shows(view, record.row)


# -- where each row is pressed ------------------------------------------------------------------------------------------


async def _places(session: Session, views: Sequence[View], records: Sequence[Record]) -> dict[int, Panel]:
    """Where each of the first records is pressed, by its identity: on the page as it stands, below the branches of its tree, on the page of
    its list that showed it, or behind the tab that carries its data.
    """
    left = list(records[:MOST])  # what is beyond stays unread, which makes the run incomplete
    found: dict[int, Panel] = {}
    often = Counter(record.name for record in left)
    for record in left:  # of two agencies with one procedure each may stand on a page of its own
        if often[record.name] > 1 and (place := await _at_source(session, record)) is not None:
            found[id(record)] = place
    left = [record for record in left if id(record) not in found]
    for view in views:
        for record in [] if view.is_data or view.sent is not None else [one for one in left if _may_stand_on(view, one)]:
            if (click := row_click(view.document, record.row)) is not None:
                found[id(record)] = Panel(view.ask.url, replace(click, after=view.opened))
        on_page = [record for record in left if id(record) in found]
        left = [record for record in left if id(record) not in found]
        if on_page and left:
            place = found[id(on_page[0])]
            found |= await behind.turned(session, place, view.document, view.opened, left, len(on_page))
            left = [record for record in left if id(record) not in found]
        if view.tree and left:
            leading = await leaves.clicks(session, view, [record.row for record in left], len(left))
            found |= {id(record): Panel(view.ask.url, click) for row, click in leading for record in left if record.row is row}
            left = [record for record in left if id(record) not in found]
    for record in left:
        if (place := await _at_source(session, record)) is not None:
            found[id(record)] = place
    found |= await behind.places(session, [record for record in left if id(record) not in found])
    for view in _pages(views):
        found |= await _behind_tabs(session, view, [record for record in left if id(record) not in found])
    return found


async def _at_source(session: Session, record: Record) -> Panel | None:
    """Where a record is pressed on the page of its list that showed it, be it a later one."""
    shown = await session.ask(record.listed or Ask(record.source), quiet=True)
    click = row_click(shown.document, record.row) if shown is not None and not shown.is_data else None
    return Panel(shown.url, click, record.listed) if shown is not None and click is not None else None


def _may_stand_on(view: View, record: Record) -> bool:
    """Whether a page is where a record's list shows: of two agencies with one procedure each has its own choice to press for it."""
    return record.behind is None or not view.opened or record.behind.click.path == view.opened


def _pages(views: Sequence[View]) -> list[View]:
    """The pages as they stand before anything is pressed, each once."""
    return list({view.ask.url: view for view in views if not (view.is_data or view.opened)}.values())


async def _behind_tabs(session: Session, view: View, records: Sequence[Record]) -> dict[int, Panel]:
    """Rows that a press on what carries their data brings onto the page."""
    found: dict[int, Panel] = {}
    for click, members in _carrying(view.document, records):
        try:
            ways = await session.follow(view.ask.url, [click])
        except LimitReached:
            return found
        if not ways or not ways[0].html:
            continue
        document = Document(Page(view.url, ways[0].html))
        for record in members:
            if (row := row_click(document, record.row)) is not None:
                found[id(record)] = Panel(view.ask.url, replace(row, after=(click,)))
    return found


def _carrying(document: Document, records: Sequence[Record]) -> Iterator[tuple[Click, list[Record]]]:
    """The elements whose data name records, each with those that no element before it named."""
    left = list(records)
    for node in document.tree.css(_CARRIERS)[:_MOST_CARRIERS] if left else ():
        told = [parse_data(value, "") for name, value in node.attributes.items() if value and name.startswith("data-")]
        kept = RawRecords([payload for payload in told if payload is not None])
        members = [record for record in left if kept.of(record.row)]
        if members:
            left = [record for record in left if not any(record is one for one in members)]
            yield click_on(document, node), members
