"""Files behind buttons whose script alone knows the address, or first asks for one that holds for a while: pressed, and held back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from classifier.model import FileLink, FormMention, Page
from classifier.page.refusals import no_paper
from crawler.fetching import Click, Effect, Followed, Purpose
from crawler.reader.asking.session import LimitReached, Session
from crawler.reader.details.detail import Detail
from crawler.reader.details.form_lists import FORMS
from crawler.reader.identity import Panel
from crawler.reader.page.changed import changed_part
from crawler.reader.page.document import Document
from crawler.reader.page.file_buttons import buttons
from crawler.reader.page.words import fold, folded_words
from crawler.reader.rows import panels

MOST_PAGES = 120  # pages of a run whose buttons are pressed: each costs a drawn page
MOST_BUTTONS = 8  # of one page
SAMPLES = 3  # pages on which no button does anything, after which the others are left alone
_AWAY = frozenset({Effect.ADDRESS, Effect.WINDOW})
_DEAD = frozenset({Effect.NOTHING, Effect.MISSING})


async def complete(session: Session, details: Sequence[Detail]) -> None:
    """Give forms that a page names beside such buttons the files to which these lead. Where nobody could press, or a press tells no
    address, the forms are unread.
    """
    pages = [d for d in details if (d.file_buttons or d.tab_files) and len(d.readings) == 1 and _wanted(d)]
    dead = 0
    for number, detail in enumerate(pages):
        if number == dead >= SAMPLES:
            return
        found: dict[int, FileLink] | None = None
        if session.may_render and number < MOST_PAGES and detail.address not in session.fragments:
            try:
                found = await _pressed(session, detail)
            except LimitReached:
                session.warnings.append("presses_unfinished")
        reading = detail.readings[0]
        if found is None:
            detail.readings = (replace(reading, unread=(*reading.unread, FORMS)),)
            continue
        dead += not found
        forms = tuple(replace(form, file=found[place]) if place in found else form for place, form in enumerate(reading.forms))
        detail.readings = (replace(reading, forms=forms),)


def _wanted(detail: Detail) -> dict[int, FormMention]:
    """The forms that a page names and whose files nobody knows the address of, by their places."""
    return {place: form for place, form in enumerate(detail.readings[0].forms) if form.lacks_file}


async def _pressed(session: Session, detail: Detail) -> dict[int, FileLink] | None:
    """The files to which the buttons of a page lead, by the places of their forms; None where one of them tells nothing."""
    wanted = _wanted(detail)
    meant: dict[Click, int] = {}

    def note(found: Iterable[tuple[Click, list[str]]]) -> list[Click]:
        known = set(meant)
        for click, names in found:
            beside = _form_beside(names, detail.readings[0].forms)
            if beside in wanted and beside not in meant.values() and len(meant) < MOST_BUTTONS:
                meant[click] = beside
        return [click for click in meant if click not in known]

    def place(html: str) -> list[Click]:
        return note(buttons(Document(Page(detail.address, html, content_type="text/html; charset=utf-8", rendered=True))))

    panel = detail.record.panel if detail.record is not None else None
    ways: tuple[Followed, ...] = ()
    if detail.file_buttons:
        on_page = session.follow(detail.address, place, kind=Purpose.HOP) if panel is None else _behind_row(session, panel, place)
        ways = await on_page
    if behind := note(detail.tab_files):
        if panel is None:
            ways = (*ways, *await session.follow(detail.address, behind, kind=Purpose.HOP))
        else:
            ways = (*ways, *await panels.follow(session, panel, behind, Purpose.HOP))
    if meant and not ways:
        return None
    found: dict[int, FileLink] = {}
    for way in ways:
        meant_by = meant[way.click if way.click in meant else replace(way.click, after=())]  # the row is pressed before it
        if way.effect in _AWAY and way.url and way.method == "GET":
            form = wanted[meant_by]
            found[meant_by] = replace(form.file, url=way.url) if form.file is not None else FileLink(form.named, way.url)
        elif not _is_dead(way, detail.address):
            return None
    return found


async def _behind_row(session: Session, panel: Panel, place: Callable[[str], Sequence[Click]]) -> tuple[Followed, ...]:
    """The same where a procedure shows only when its row is pressed: that comes first, each time."""
    told = await panels.follow(session, panel, [panel.click])
    clicks = place(told[0].html) if told and told[0].html else ()
    path = panel.click.path
    return await panels.follow(session, panel, [replace(click, after=path) for click in clicks], Purpose.HOP) if clicks else ()


def _is_dead(way: Followed, address: str) -> bool:
    """Whether a press surely brings no file: it does nothing, or all that it shows is a notice that there is none."""
    if way.withheld or way.refused or way.exchanges:
        return False
    return way.effect in _DEAD or (way.effect is Effect.CHANGE and no_paper(_shown(way, address)))


def _shown(way: Followed, address: str) -> str:
    """The folded words of the part of a page that a press changed."""
    part = changed_part(way.before, way.html, address)
    return fold(Document(Page(address, part)).text) if part else ""


def _form_beside(around: Sequence[str], forms: Sequence[FormMention]) -> int | None:
    """The place of the form that is named nearest to a button; None where none is, or several. `around`: the folded words of what holds the
    button, from within.
    """
    names = {place: name for place, form in enumerate(forms) if (name := folded_words(form.named))}
    for words in around:
        if found := [place for place, name in names.items() if name in words]:
            return found[0] if len(found) == 1 else None
    return None
