"""Tabs whose content only a script shows: it is fetched or drawn when they are pressed, and no address leads there.

Two pages of a kind are pressed tab by tab; what showed nothing else on both is left alone on the others. A tab that could not be shown is
said to be unread: what its words promise may stand there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from classifier.controls import at_address
from classifier.merge import merge
from classifier.model import Control, ControlKind, FieldKey, Page, ProcedureReading
from classifier.parts import announces_evidence, is_no_part, may_hold_controls, promises_applying, read_part
from classifier.wordings import label_key
from crawler.fetching import Click, Effect, Followed, Purpose

from .changed import changed_part
from .details import Detail
from .document import Document
from .session import LimitReached, Session
from .strips import STRIPS
from .words import fold

SAMPLES = 2
_NOT_SHOWN = frozenset((Effect.MISSING, Effect.ADDRESS, Effect.FORM, Effect.WINDOW))  # what a press brought nobody saw
MOST_PAGES = 400  # pages of a run that are pressed: each tab costs a drawn page


async def complete(session: Session, details: Sequence[Detail]) -> None:
    """Press the tabs of pages that may hold what the pages do not say yet, and add what they show to the readings."""
    groups: dict[tuple[bool, tuple[str, ...]], list[Detail]] = defaultdict(list)
    for detail in details:
        if detail.failure is None and len(detail.readings) == 1 and detail.tabs:
            groups[detail.rendered, tuple(words for words, _ in detail.tabs)].append(detail)
    for members in groups.values():
        tried, worth = Counter[str](), Counter[str]()
        for number, detail in enumerate(members):
            wanted = [tab for tab in _missing(detail) if tried[tab[0]] < SAMPLES or worth[tab[0]]]
            if not session.may_render or number >= MOST_PAGES:
                _leave(detail, wanted)
                continue
            try:
                await _press(session, detail, wanted, worth)
                tried.update(words for words, _ in wanted)
            except LimitReached:
                _leave(detail, wanted)


def _leave(detail: Detail, tabs: Sequence[tuple[str, Click]]) -> None:
    """Say of tabs that they are unread, but for those whose meaning the page says and which hold no way to apply."""
    base, filled = detail.readings[0], _filled(detail)
    unread = (words for words, _ in tabs if label_key(words) not in filled or may_hold_controls(words))
    detail.readings = (replace(base, unread=(*base.unread, *unread)),)


def _missing(detail: Detail) -> list[tuple[str, Click]]:
    """The tabs whose meaning no filled value of the page has, and those that may hold more than a value has: forms, the way to apply, and
    whatever their words do not tell. Those with an address of their own were asked for by it, or left.
    """
    filled = _filled(detail) - {FieldKey.OTHER}
    addressed = {fold(part.words) for part in detail.readings[0].parts}
    wanted = (tab for tab in detail.tabs if fold(tab[0]) not in addressed and not is_no_part(tab[0]))
    return [(words, click) for words, click in wanted if label_key(words) not in filled or announces_evidence(words)]


def _filled(detail: Detail) -> set[FieldKey]:
    return {field.key for field in detail.readings[0].fields if field.text}


async def _press(session: Session, detail: Detail, wanted: Sequence[tuple[str, Click]], worth: Counter[str]) -> None:
    base = detail.readings[0]
    clicks = [replace(click, goes_on=place > 0) for place, (_, click) in enumerate(wanted)]
    ways = await session.follow(detail.address, clicks, kind=Purpose.HOP)
    shown = dict(zip((words for words, _ in wanted), ways, strict=False))
    read, unread = [], list(base.unread)
    for words, _ in wanted:
        way = shown.get(words)
        if way is not None and (control := _way_to_apply(way, words, detail)) is not None:
            worth[words] += 1
            read.append(ProcedureReading(base.url, "", None, controls=(control,)))
            continue
        if way is None or way.withheld or way.effect in _NOT_SHOWN:
            worth[words] += 1  # nobody knows: on the others it is unread, too
            unread.append(words)
            continue
        part = changed_part(way.before, way.html, base.url) if way.html else None
        worth[words] += part is not None  # an empty part of one procedure says nothing of the next one's
        found = _under(part, words, base) if part else None
        read += [found] if found is not None else []
    detail.readings = (replace(merge([base, *read]), unread=tuple(unread)),)


def _way_to_apply(way: Followed, words: str, detail: Detail) -> Control | None:
    """The control that a tab is whose words promise the way to apply and which leads away from the tabs; None for any other."""
    away = way.effect in {Effect.ADDRESS, Effect.WINDOW} or (way.effect is Effect.ROUTE and not _has_tab(way.html, words))
    if not (away and way.url and way.method == "GET" and promises_applying(words)):
        return None
    control = Control(ControlKind.SUBMIT, words, None, "script", own=False, signature=f"{ControlKind.SUBMIT}|{fold(words)}|tab")
    return at_address(control, way.url, detail.readings[0])


def _has_tab(html: str, words: str) -> bool:
    document = Document(Page("", html, content_type="text/html; charset=utf-8"))
    return any(node.text(separator=" ").split() == words.split() for tag in STRIPS for node in document.tree.css(tag))


def _under(part: str, words: str, base: ProcedureReading) -> ProcedureReading | None:
    """What a page says beyond `base` in the part that showed when a tab was pressed."""
    found = read_part(Page(base.url, part, content_type="text/html; charset=utf-8", at=base.at, rendered=True), words, base)
    new = any(field not in base.fields for field in found.fields) or any(form not in base.forms for form in found.forms)
    return found if new or any(control.kind is not ControlKind.OTHER for control in found.controls) else None
