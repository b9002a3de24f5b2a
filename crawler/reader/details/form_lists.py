"""Lists of forms on pages of their own, one for each procedure: whether a link leads to one is learned on two, then all are asked for."""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from classifier.forms.formlists import kind_of_list, marks_of, may_list, with_list, without_link
from classifier.model import FileLink, ProcedureReading
from crawler.fetching import Ask
from crawler.reader.asking.session import LimitReached, Session
from crawler.reader.details.detail import Detail
from crawler.reader.page.calls import with_targets

SAMPLES = 2
FORMS = "Biểu mẫu"  # what a page of forms is called in the list of unread parts


async def complete(session: Session, details: Sequence[Detail], most: int) -> None:
    """Put what such pages say in place of the links to them. `most`: pages that the run may ask for in all.

    A link that leads to a file is left to those who judge files.
    """
    kinds: dict[str, list[tuple[Detail, FileLink]]] = defaultdict(list)
    marks = [marks_of(detail.readings[0]) for detail in details]
    held = Counter(mark for own in marks for mark in own)
    for detail, own in zip(details, ({mark for mark in own if held[mark] == 1} for own in marks), strict=True):
        if (link := may_list(detail.readings[0], own)) is not None:
            kinds[kind_of_list(link, own)].append((detail, link))
    for members in kinds.values():
        answered = [await _open(session, detail, link, most) for detail, link in members[:SAMPLES]]
        if any(answered):
            for (detail, link), known in zip(members, [*answered, *(False for _ in members[SAMPLES:])], strict=True):
                if not (known or await _open(session, detail, link, most)):
                    detail.readings = (_unread(detail.readings[0], link),)


def _unread(reading: ProcedureReading, link: FileLink) -> ProcedureReading:
    return replace(without_link(reading, link), unread=(*reading.unread, FORMS))


async def _open(session: Session, detail: Detail, link: FileLink, most: int) -> bool:
    """Read the page behind a link; whether it was one that lists the procedure's forms."""
    reading, view = detail.readings[0], None
    if link.url and session.counters.pages < most:
        with contextlib.suppress(LimitReached):
            view = await session.ask(Ask(link.url, referer=detail.address), quiet=True, keep=True)
    if view is None or view.is_data or view.page.status >= 400 or not view.readable:
        return False
    found = with_list(view.page, reading, link)
    if found is not None:
        detail.readings = (with_targets(found, view.document.scripts),)
    session.forget(view)
    return found is not None
