"""The end of a run: pages compared with each other, controls followed, files verified, every procedure judged once."""

from __future__ import annotations

import asyncio
from collections import ChainMap, Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from classifier.controls.ownaddress import carries
from classifier.findings.tier import are_of_district
from classifier.judging.judge import judge, judge_row
from classifier.merge import common_controls, places_of, standing_elsewhere
from classifier.model import Context, Control, ControlKind, Entry, FieldKey, FileLink, FormFile, Forms, PageReading, ProcedureReading, Row
from classifier.page.recordids import record_ids
from crawler.reader.asking.session import Session
from crawler.reader.details import pressed_files
from crawler.reader.details.detail import Detail
from crawler.reader.details.hops import Hops, cases_of
from crawler.reader.details.marks import marks_of
from crawler.reader.details.pressed import Presses, presses_of
from crawler.reader.identity import Record, agency_key, code_key
from crawler.reader.page.addresses import host_of
from crawler.reader.page.words import fold, folded_words

Verify = Callable[[FileLink], Awaitable[FormFile]]
FILE_TASKS = 3
SHARED = 3  # procedures of different names
_FEWEST = 5  # procedures among which one page alone has a link


async def judge_all(
    session: Session,
    details: list[Detail],
    unread: list[Record],
    verify: Verify,
    beside: PageReading | None = None,
    lists: Sequence[PageReading] = (),
) -> tuple[int, frozenset[str]]:
    """Judge everything that was read and hand it to the sink: (number of entries, signatures of the site's controls).

    `details` are distinct procedures. `beside`: another page of the portal, to compare with when only one was read. `lists`: the pages
    on which the procedures were listed.
    """
    _disown(details, standing_elsewhere(lists))
    await pressed_files.complete(session, details)
    readings = [reading for detail in details for reading in detail.readings]
    common = common_controls(readings)
    if beside is not None and len(readings) == 1:
        common = frozenset(c.signature for c in readings[0].controls) & frozenset(c.signature for c in beside.controls)
    hops = Hops(session)
    every = [(d, r) for d in details for r in d.readings]
    cases = [(d, case) for d, r in every for case in cases_of(r, d.record.row if d.record else None, _declared(d, r))]
    await hops.follow([case for detail, case in cases if case.control.action != "post" or case.url not in detail.standing])
    presses = Presses(session, hops.target)
    marks = {id(d): mark for d, mark in zip(details, marks_of(details), strict=True)}
    await presses.press([press for d, r in every for press in presses_of(r, _declared(d, r), marks[id(d)])])
    files = await _files(readings, verify)
    twice = _duplicates(details)
    of_district = are_of_district(_agencies(details))
    files_unread = 0
    for detail, reading in every:
        context = Context(
            at=session.order.day,
            common_controls=common,
            behind=ChainMap(detail.standing, presses.behind(reading), hops.behind),
            files=files,
            row=detail.record.row if detail.record else None,
            duplicate_code=_identity(detail.record, reading)[0] in twice,
            of_district=of_district,
        )
        entry = judge(presses.applied(reading), context)
        files_unread += entry.features.forms is Forms.UNKNOWN and bool(reading.forms)
        session.sink.entry(entry)
    if files_unread:
        session.warnings.append(f"files_unread: the files of the forms of {files_unread} procedures could not be asked for or judged")
    entries = len(every)
    for record in unread:
        session.sink.entry(_from_row(session, record))
        entries += 1
    return entries, common


def _disown(details: list[Detail], elsewhere: frozenset[tuple[str, str]]) -> None:
    """An address that the pages of several procedures share is none of theirs, though a number in it be one's id ("/_layouts/15/");
    a control without one's id that stands `elsewhere` too, at the same place of a page about no procedure, is the site's;
    one that only some pages have, and by which just one of them is named, is that one's: they list it beside their own; and what leads
    to another system from the frame of one page alone is no part of the frame.
    """
    named: dict[str, set[str]] = defaultdict(set)
    owned: dict[str, set[str]] = defaultdict(set)
    everyone: set[str] = set()
    for reading in (reading for detail in details for reading in detail.readings):
        name = folded_words(reading.name)
        everyone.add(name)
        for control in reading.controls:
            if control.url:
                named[control.url].add(name)
            if control.url and control.own and control.kind is ControlKind.SUBMIT and control.action == "get":
                owned[control.url].add(name)
    owner = {url: names for url, names in owned.items() if len(names) == 1 and 2 * len(named[url]) <= len(everyone)}
    shared = {url for url, names in named.items() if len(names) >= SHARED and url not in owner}

    def cleaned(control: Control, reading: ProcedureReading) -> Control:
        if control.own and control.url in shared and not _sends_number(control, reading):
            control = replace(control, own=False)
        of_another = control.url in owner and folded_words(reading.name) not in owner[control.url]
        furniture = not control.own and (of_another or not elsewhere.isdisjoint(places_of(control)))
        if furniture:
            return replace(control, in_chrome=True)
        alone = len(everyone) >= _FEWEST and len(named.get(control.url or "", ())) == 1
        if control.in_chrome and alone and control.kind is ControlKind.SUBMIT and host_of(control.url or "") != host_of(reading.url):
            return replace(control, in_chrome=False)
        return control

    for detail in details:
        detail.readings = tuple(_with_controls(r, partial(cleaned, reading=r)) for r in detail.readings)


def _with_controls(reading: ProcedureReading, change: Callable[[Control], Control]) -> ProcedureReading:
    """The reading with its controls changed, those of its cases, which are the same ones, too."""
    cases = tuple(replace(case, controls=tuple(map(change, case.controls))) for case in reading.cases)
    return replace(reading, controls=tuple(map(change, reading.controls)), cases=cases)


def _sends_number(control: Control, reading: ProcedureReading) -> bool:
    """Whether a form names the procedure by what it sends, not by the address, which may then be one for all."""
    ids = [*record_ids(reading.url), *([reading.code] if reading.code else []), *([reading.key] if reading.key else [])]
    return control.action == "post" and not carries(urlsplit(control.url or "").path, ids)


def _from_row(session: Session, record: Record) -> Entry:
    return judge_row(record.row, record.address or record.source, Context(at=session.order.day, row=record.row, detail_read=False))


async def _files(readings: list[ProcedureReading], verify: Verify) -> dict[str, FormFile]:
    """Verify every distinct file address once."""
    wanted: dict[str, FileLink] = {}
    for reading in _with_cases(readings):
        for link in (
            *(form.file for form in reading.forms if form.file),
            *(link for f in reading.fields for link in f.links if link.kind == "form"),
        ):
            if link.url:
                wanted.setdefault(link.key, link)
    limit = asyncio.Semaphore(FILE_TASKS)

    async def one(link: FileLink) -> FormFile:
        async with limit:
            return await verify(link)

    answers = await asyncio.gather(*(one(link) for link in wanted.values()))
    return dict(zip(wanted, answers, strict=True))


def _with_cases(readings: Iterable[ProcedureReading]) -> Iterable[ProcedureReading]:
    for reading in readings:
        yield reading
        yield from reading.cases


def _value(reading: ProcedureReading, key: FieldKey) -> str | None:
    return next((f.text for f in reading.fields if f.key is key and f.text), None)


def _declared(detail: Detail, reading: ProcedureReading) -> str:
    row: Row | None = detail.record.row if detail.record else None
    return fold((row.level_text if row else None) or _value(reading, FieldKey.LEVEL) or "")


def _identity(record: Record | None, reading: ProcedureReading) -> tuple[str, str]:
    row = record.row if record else None
    agency = _value(reading, FieldKey.AGENCY) or (row.agency if row else None)
    code = code_key(reading.code or (row.code if row else None))
    return code or folded_words(reading.name), agency_key(agency)


def _agencies(details: list[Detail]) -> set[str]:
    rows = (detail.record.row for detail in details if detail.record)
    named = (_value(reading, FieldKey.AGENCY) for detail in details for reading in detail.readings)
    return {agency for agency in (*named, *(row.agency for row in rows)) if agency}


def _duplicates(details: list[Detail]) -> set[str]:
    """Codes that more than one procedure of the portal carries, be it at several agencies."""
    counted = Counter(_identity(d.record, r)[0] for d in details for r in d.readings if r.code or (d.record and d.record.row.code))
    return {code for code, count in counted.items() if count > 1}


def merged(details: list[Detail]) -> list[Detail]:
    """The same procedure reached twice is one: equal code (or name) and agency, and the same id or the same content."""
    kept: list[Detail] = []
    groups: dict[tuple[str, str], list[Detail]] = defaultdict(list)
    for detail in details:
        if detail.failure is not None or not detail.readings:
            continue
        if len(detail.readings) > 1:
            kept.append(detail)
            continue
        identity = _identity(detail.record, detail.readings[0])
        twin = next((other for other in groups[identity] if _same(detail, other)), None)
        if twin is not None:
            _enrich(twin, detail)
            continue
        groups[identity].append(detail)
        kept.append(detail)
    return kept


def _enrich(kept: Detail, twin: Detail) -> None:
    """What another list says of the same procedure and the kept one's list leaves out: its level, its agency, a button."""
    if kept.record is None or twin.record is None:
        return
    row, other = kept.record.row, twin.record.row
    kept.record.row = replace(
        row,
        code=row.code or other.code,
        field=row.field or other.field,
        agency=row.agency or other.agency,
        tier=row.tier or other.tier,
        level_text=row.level_text or other.level_text,
        controls=row.controls or other.controls,
        fields=row.fields or other.fields,
    )


def _same(one: Detail, other: Detail) -> bool:
    first, second = one.readings[0], other.readings[0]
    if one.address == other.address:
        return first.name == second.name and first.code == second.code
    if one.content_hash and one.content_hash == other.content_hash:
        return True
    if first.key or second.key:
        return first.key == second.key
    # One page under two addresses says the same of it to the letter.
    return bool(first.code) and (first.name, first.code, first.fields) == (second.name, second.code, second.fields)
