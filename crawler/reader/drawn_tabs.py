"""Tabs whose content only a script shows: it is fetched or drawn when they are pressed, and no address leads there.

Two pages of a kind are pressed tab by tab; what showed nothing else on both is left alone on the others. A tab that could not be shown is
said to be unread: what its words promise may stand there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from classifier.merge import merge
from classifier.model import FieldKey, Page, ProcedureReading
from classifier.parts import read_part
from classifier.wordings import label_key
from crawler.fetching import Click, Effect, Purpose

from .changed import changed_part
from .details import Detail
from .session import LimitReached, Session
from .words import fold

SAMPLES = 2
MOST_PAGES = 400  # pages of a run that are pressed: each tab costs a drawn page


async def complete(session: Session, details: Sequence[Detail]) -> None:
    """Press the tabs of pages that promise what the pages do not say yet, and add what they show to the readings."""
    groups: dict[tuple[bool, tuple[str, ...]], list[Detail]] = defaultdict(list)
    for detail in details:
        if detail.failure is None and len(detail.readings) == 1 and detail.tabs:
            groups[detail.rendered, tuple(words for words, _ in detail.tabs)].append(detail)
    for members in groups.values():
        worth: dict[str, int] = defaultdict(int)
        for number, detail in enumerate(members):
            wanted = [tab for tab in _missing(detail) if number < SAMPLES or worth[tab[0]]]
            if not session.may_render or number >= MOST_PAGES:
                _leave(detail, wanted)
                continue
            try:
                await _press(session, detail, wanted, worth)
            except LimitReached:
                _leave(detail, wanted)


def _leave(detail: Detail, tabs: Sequence[tuple[str, Click]]) -> None:
    """Say of tabs that they are unread."""
    base = detail.readings[0]
    detail.readings = (replace(base, unread=(*base.unread, *(words for words, _ in tabs))),)


def _missing(detail: Detail) -> list[tuple[str, Click]]:
    """The tabs whose meaning no filled value of the page has; those with an address of their own were asked for by it, or left."""
    filled = {field.key for field in detail.readings[0].fields if field.text}
    addressed = {fold(part.words) for part in detail.readings[0].parts}
    return [tab for tab in detail.tabs if fold(tab[0]) not in addressed and label_key(tab[0]) not in filled | {FieldKey.OTHER}]


async def _press(session: Session, detail: Detail, wanted: Sequence[tuple[str, Click]], worth: dict[str, int]) -> None:
    base = detail.readings[0]
    ways = await session.follow(detail.address, [click for _, click in wanted], kind=Purpose.HOP)
    shown = dict(zip((words for words, _ in wanted), ways, strict=False))
    read, unread = [], list(base.unread)
    for words, _ in wanted:
        way = shown.get(words)
        if way is None or way.withheld or way.effect is Effect.MISSING:
            worth[words] += 1  # nobody knows: on the others it is unread, too
            unread.append(words)
            continue
        part = changed_part(way.before, way.html, base.url) if way.html else None
        worth[words] += part is not None  # an empty part of one procedure says nothing of the next one's
        found = _under(part, words, base) if part else None
        read += [found] if found is not None else []
    detail.readings = (replace(merge([base, *read]), unread=tuple(unread)),)


def _under(part: str, words: str, base: ProcedureReading) -> ProcedureReading | None:
    """What a page says beyond `base` in the part that showed when a tab was pressed."""
    found = read_part(Page(base.url, part, content_type="text/html; charset=utf-8", at=base.at, rendered=True), words, base)
    new = any(field not in base.fields for field in found.fields) or any(form not in base.forms for form in found.forms)
    return found if new else None
