"""What the page of one record says, and what of it may say more: tabs, buttons in cells, files behind buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from classifier.behind.standingforms import standing_forms
from classifier.forms.listedforms import with_listed_forms
from classifier.listing.namedlevels import split_name
from classifier.model import ApplicationReading, Outcome, Page, PageKind, ProcedureReading
from crawler.fetching import Click
from crawler.reader.asking.own_code import own_files
from crawler.reader.asking.scripts import same_procedure
from crawler.reader.choosing.cell_openers import opened_cells
from crawler.reader.choosing.strips import tabs_of, tabs_within
from crawler.reader.details.papers import hands_out_paper
from crawler.reader.details.posted_tabs import posted_parts, with_posted_parts
from crawler.reader.identity import Record
from crawler.reader.page.calls import wants_scripts, with_targets
from crawler.reader.page.document import Document
from crawler.reader.page.file_buttons import any_buttons
from crawler.reader.page.postback import Postback
from crawler.reader.page.view import View, answered_data, is_scripted
from crawler.reader.page.words import fold
from crawler.reader.rows import panels
from crawler.reader.rows.rowpages import describes_others, is_anothers, is_of, names_better


@dataclass
class Detail:
    """What became of one record's page. `failure`: why there is no reading. `data`: marks of what its script was told, by question."""

    record: Record | None
    address: str
    readings: tuple[ProcedureReading, ...] = ()
    failure: Outcome | None = None
    reason: str = ""
    content_hash: str = ""
    rendered: bool = False
    sparse: ProcedureReading | None = None
    empty: bool = False  # the page was read whole, and nothing on it is a procedure's
    data: Mapping[str, str] = field(default_factory=dict)
    tabs: tuple[tuple[str, Click], ...] = ()  # of a page whose script may show more, to be pressed
    openers: tuple[tuple[str, Click], ...] = ()  # buttons in cells that tell more of these when they are pressed, by the labels
    posts: Mapping[str, Postback] = field(default_factory=dict)  # what sends the page's form for a part of it, by the words of the tab
    code: tuple[str, ...] = ()  # addresses of the page's own code, where only that knows where its files are
    standing: dict[str, ApplicationReading] = field(default_factory=dict)  # forms on the page, by the address they are posted to
    tab_files: list[tuple[Click, list[str]]] = field(default_factory=list)  # the same behind its tabs, with the words around each
    file_buttons: bool = False  # the page has buttons for files of which only a press tells where they are
    on_paper: bool = False  # the page hands out a document and says nothing itself
    several: bool = False  # the page holds several procedures, none of which the row names: it named them all


def taken(record: Record, address: str, view: View | None, closed: bool) -> Detail:
    """What became of a record's page. `closed`: robots.txt keeps it shut; a page that is not there for another reason failed."""
    if view is None:
        return Detail(record, address, failure=Outcome.ROBOTS if closed else Outcome.ERROR, reason="robots.txt" if closed else "no answer")
    reading, row = view.reading, record.row
    if reading.outcome is not Outcome.OK:
        return Detail(record, address, failure=reading.outcome, reason=reading.reason)
    if describes_others(view, row):
        return Detail(record, address, failure=Outcome.EMPTY, reason="a list of several procedures", several=True)
    if reading.kind is not PageKind.PROCEDURE or not reading.procedures:
        poor = reading.sparse if reading.sparse and is_of(reading.sparse, row) else None
        return Detail(
            record,
            address,
            (),
            Outcome.EMPTY,
            "no procedure on the page",
            reading.content_hash,
            view.rendered,
            poor,
            not view.hollow and poor is None,
            answered_data(view),
            on_paper=poor is None and hands_out_paper(view, row),
        )
    named = tuple(p for p in reading.procedures if same_procedure(p.name, p.code, row.name, row.code))
    chosen = named[:1] or (reading.procedures if len(reading.procedures) == 1 else ())
    if not chosen and len(reading.procedures) > 1:
        return Detail(record, address, failure=Outcome.EMPTY, reason="a page of several procedures", several=True)
    if not chosen or (not named and is_anothers(chosen[0], row)) or (record.address is None and not panels.shows(view, row)):
        return Detail(record, address, failure=Outcome.ERROR, reason="the page names another procedure")
    nameless = not chosen[0].name.strip()
    if nameless or (not same_procedure(chosen[0].name, None, row.name, None) and names_better(row.name, chosen[0].name)):
        chosen = (replace(chosen[0], name=row.name),)
    elif fold(split_name(chosen[0].name)[0]) == fold(row.name):  # the list shows that the rest is a level
        chosen = (replace(chosen[0], name=row.name),)
    if not view.is_data and wants_scripts(chosen):  # the page's own code, which no list has
        chosen = tuple(with_targets(reading, view.document.scripts) for reading in chosen)
    openers: tuple[tuple[str, Click], ...] = ()
    if len(view.reading.procedures) == 1 and not view.is_data:
        opened, openers = opened_cells(view.document, chosen[0])
        chosen = (opened,)
    posts = posted_parts(view) if len(view.reading.procedures) == 1 else {}
    return Detail(
        record,
        address,
        tuple(with_posted_parts(with_listed_forms(one, row), posts) for one in chosen),
        posts=posts,
        content_hash=reading.content_hash,
        rendered=view.rendered,
        data=answered_data(view),
        tabs=_tabs(view) if _may_have_tabs(view) else (),
        openers=openers if _may_have_tabs(view) and not view.around else (),
        code=_code_for(view, chosen),
        file_buttons=_may_have_tabs(view) and any(form.lacks_file for form in chosen[0].forms) and any_buttons(view.document),
        standing=_standing(view, chosen[0]),
    )


def details_of(view: View) -> list[Detail]:
    """The procedures that one page holds itself: a single procedure page, many on one long page, or those of a list that says it all."""
    hashed = view.reading.content_hash
    return [
        Detail(
            None,
            view.url,
            (reading,),
            content_hash=hashed,
            rendered=view.rendered,
            data=answered_data(view),
            code=_code_for(view, (reading,)),
        )
        for reading in (*view.reading.procedures, *(row.detail for row in view.reading.rows if row.detail is not None))
    ]


def _standing(view: View, reading: ProcedureReading) -> dict[str, ApplicationReading]:
    """The forms to apply that stand on a page about one procedure, and in its frames, by the address they are posted to."""
    if len(view.reading.procedures) != 1 or view.is_data:
        return {}
    return {**view.standing, **standing_forms(view.page, reading)}


def _code_for(view: View, readings: Sequence[ProcedureReading]) -> tuple[str, ...]:
    return tuple(own_files(view)) if not view.is_data and wants_scripts(readings) else ()


def _may_have_tabs(view: View) -> bool:
    """Whether a page is about one procedure and has a script that may show further parts of it: drawn or as the server sent it."""
    return len(view.reading.procedures) == 1 and not view.is_data and (view.rendered or is_scripted(view))


def _tabs(view: View) -> tuple[tuple[str, Click], ...]:
    """The tabs of a page; of a part of a page by their places on that."""
    return tabs_within(view.document, Document(Page(view.url, view.around))) if view.around else tabs_of(view.document)
