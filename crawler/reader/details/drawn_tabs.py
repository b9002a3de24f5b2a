"""Tabs whose content only a script shows: it is fetched or drawn when they are pressed, and no address leads there.

Two pages of a kind are pressed tab by tab; what showed nothing else on both is left alone on the others, and what asked for a part of a
page is asked for it there. A tab that could not be shown is said to be unread: what its words promise may stand there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from classifier.bounds.parts import read_part
from classifier.controls.ownaddress import at_address
from classifier.model import Control, ControlKind, FieldKey, Page, ProcedureReading
from classifier.words.tabwords import announces_evidence, is_no_part, may_hold_controls, meanings, promises_applying
from crawler.fetching import Click, Effect, Followed, Purpose
from crawler.reader.asking.session import TABS, LimitReached, Session
from crawler.reader.choosing.cell_openers import joined
from crawler.reader.choosing.strips import STRIPS
from crawler.reader.details.detail import Detail
from crawler.reader.details.fetched_tabs import Askings
from crawler.reader.page.changed import changed_part
from crawler.reader.page.document import Document
from crawler.reader.page.file_buttons import any_buttons, buttons
from crawler.reader.page.words import fold
from crawler.reader.rows import panels

SAMPLES = 2
_NOT_SHOWN = frozenset((Effect.MISSING, Effect.ADDRESS, Effect.FORM, Effect.WINDOW))  # what a press brought nobody saw
_WAYS = frozenset((ControlKind.SUBMIT, ControlKind.EMAIL, ControlKind.LOGIN, ControlKind.PAYMENT))
MOST_PAGES = 400  # pages of a run that are pressed: each tab costs a drawn page


@dataclass
class _Seen:
    """What pressing the tabs of one kind of page showed so far, by their words."""

    tried: Counter[str] = field(default_factory=Counter)
    worth: Counter[str] = field(default_factory=Counter)
    known: set[str] = field(default_factory=set)  # tabs whose forms and buttons the page gives by itself
    askings: Askings = field(default_factory=Askings)

    def may_add(self, words: str) -> bool:
        """Whether a tab may hold anything that its page does not say."""
        return words not in self.known and (self.tried[words] < SAMPLES or self.worth[words] > 0)


async def complete(session: Session, details: Sequence[Detail]) -> None:
    """Press the tabs of pages that may hold what the pages do not say yet, and add what they show to the readings."""
    groups: dict[tuple[bool, tuple[str, ...]], list[Detail]] = defaultdict(list)
    for detail in details:
        if detail.failure is None and len(detail.readings) == 1 and (detail.tabs or detail.openers):
            groups[detail.rendered, tuple(words for words, _ in (*detail.tabs, *detail.openers))].append(detail)
    for members in groups.values():
        seen = _Seen()
        for number, detail in enumerate(members):
            wanted = [tab for tab in _missing(detail) if seen.may_add(tab[0])]
            if not session.may_render or number >= MOST_PAGES:
                _leave(detail, wanted)
                continue
            try:
                wanted = await _fetch(session, detail, wanted, seen.askings)
                await _press(session, detail, wanted, seen)
            except LimitReached:
                _leave(detail, wanted)


def _leave(detail: Detail, tabs: Sequence[tuple[str, Click]]) -> None:
    """Say of tabs that they are unread, but for those whose meaning the page says and which hold no way to apply."""
    base, filled = detail.readings[0], _filled(detail)
    unread = (words for words, _ in tabs if not meanings(words) <= filled or may_hold_controls(words))
    detail.readings = (replace(base, unread=(*base.unread, *unread)),)


def _missing(detail: Detail) -> list[tuple[str, Click]]:
    """The tabs whose meaning no filled value of the page has, and those that may hold more than a value has: forms, the way to apply, and
    whatever their words do not tell. Those with an address of their own were asked for by it, or left.
    """
    filled = _filled(detail) - {FieldKey.OTHER}
    addressed = {fold(part.words) for part in detail.readings[0].parts}
    wanted = (tab for tab in detail.tabs if fold(tab[0]) not in addressed and not is_no_part(tab[0]))
    missing = [(words, click) for words, click in wanted if not meanings(words) <= filled or announces_evidence(words)]
    named = {words for words, _ in detail.tabs}
    return [*missing, *(opener for opener in detail.openers if opener[0] not in named)]


def _filled(detail: Detail) -> set[FieldKey]:
    return {cell.key for cell in detail.readings[0].fields if cell.text}


async def _fetch(session: Session, detail: Detail, wanted: Sequence[tuple[str, Click]], askings: Askings) -> list[tuple[str, Click]]:
    """Ask for what tabs are known to ask for; those that are left."""
    base, left, read = detail.readings[0], list[tuple[str, Click]](), list[ProcedureReading]()
    for words, click in wanted:
        part = await askings.part(session, detail, words)
        found = _under(part, words, base) if part is not None else None
        # Only a press tells where a button's file is.
        if found is None or (any(form.lacks_file for form in found.forms) and any_buttons(Document(Page(base.url, part or "")))):
            left.append((words, click))
        elif _adds(found, base):
            read.append(found)
    detail.readings = (joined(base, read, dict(detail.openers)),)
    session.requests[TABS] += max(len(wanted) - len(left) - 1, 0)
    return left


async def _press(session: Session, detail: Detail, wanted: Sequence[tuple[str, Click]], seen: _Seen) -> None:
    base = detail.readings[0]
    clicks = [replace(click, goes_on=place > 0) for place, (_, click) in enumerate(wanted)]
    ways = await _follow(session, detail, clicks)
    shown = dict(zip((words for words, _ in wanted), ways, strict=False))
    read, unread, filled = [], list(base.unread), _filled(detail)
    for words, _ in wanted:
        way = shown.get(words)
        seen.tried[words] += 1
        if way is not None:
            seen.askings.note(words, detail, way)
        if way is not None and (control := _way_to_apply(way, words, detail)) is not None:
            seen.worth[words] += 1
            read.append(ProcedureReading(base.url, "", None, controls=(control,)))
            continue
        if way is None or way.withheld or way.effect in _NOT_SHOWN:
            seen.worth[words] += 1  # nobody knows: on the others it is unread, too
            unread.append(words)
            continue
        part = changed_part(way.before, way.html, base.url) if way.html else None
        seen.worth[words] += part is not None  # an empty part of one procedure says nothing of the next one's
        if not part:
            continue
        found = _under(part, words, base)
        session.tabs |= {(base.url, control.signature): way.click for control in found.controls}
        read += [found] if _adds(found, base) else []
        if any(form.lacks_file for form in found.forms):
            tab = (*_opened(detail), replace(way.click, after=(), goes_on=False))
            detail.tab_files += [(replace(click, after=tab), names) for click, names in buttons(Document(Page(base.url, way.html)))]
        if meanings(words) <= filled and (told := _evidence(found)) and told <= _evidence(base):
            seen.known.add(words)
    detail.readings = (replace(joined(base, read, dict(detail.openers)), unread=tuple(unread)),)


async def _follow(session: Session, detail: Detail, clicks: Sequence[Click]) -> Sequence[Followed]:
    """What the tabs show, each pressed where the one before it left the page; of a procedure on the page of its list once that is open."""
    panel = detail.record.panel if detail.record is not None else None
    if panel is None or not clicks:
        return await session.follow(detail.address, clicks, kind=Purpose.HOP)
    return await panels.follow(session, panel, [replace(clicks[0], after=_opened(detail)), *clicks[1:]], Purpose.HOP)


def _opened(detail: Detail) -> tuple[Click, ...]:
    """What is pressed for a procedure to show on the page of its list; nothing where it has a page of its own."""
    panel = detail.record.panel if detail.record is not None else None
    return () if panel is None else panel.click.path


def _way_to_apply(way: Followed, words: str, detail: Detail) -> Control | None:
    """The control that a tab is whose words promise the way to apply and which leads away from the tabs; None for any other."""
    away = way.effect in {Effect.ADDRESS, Effect.WINDOW} or (way.effect is Effect.ROUTE and not _has_tab(way.html, words))
    if not (away and way.url and way.method == "GET" and promises_applying(words)):
        return None
    control = Control(ControlKind.SUBMIT, words, None, "script", own=False, signature=f"{ControlKind.SUBMIT}|{fold(words)}|tab")
    return at_address(control, way.url, detail.readings[0])


def _evidence(reading: ProcedureReading) -> set[str]:
    """The addresses of files and ways to apply in a reading; of ways without one what they are."""
    files = {form.file.url for form in reading.forms if form.file is not None and form.file.url}
    return files | {control.url or control.signature for control in reading.controls if control.kind in _WAYS and not control.in_chrome}


def _has_tab(html: str, words: str) -> bool:
    document = Document(Page("", html, content_type="text/html; charset=utf-8"))
    return any(node.text(separator=" ").split() == words.split() for tag in STRIPS for node in document.tree.css(tag))


def _under(part: str, words: str, base: ProcedureReading) -> ProcedureReading:
    """What a page says in the part that shows when a tab is pressed."""
    return read_part(Page(base.url, part, content_type="text/html; charset=utf-8", at=base.at, rendered=True), words, base)


def _adds(found: ProcedureReading, base: ProcedureReading) -> bool:
    """Whether a part says anything that its page does not."""
    new = any(cell not in base.fields for cell in found.fields) or any(form not in base.forms for form in found.forms)
    return new or any(control.kind is not ControlKind.OTHER for control in found.controls)
