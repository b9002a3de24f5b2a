"""Several readings of one procedure made one, and what the pages of one portal have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifier.findings.cells import given
from classifier.findings.judged import words
from classifier.model import Control, Field, FormMention, PageReading, ProcedureReading


def merge(readings: Sequence[ProcedureReading]) -> ProcedureReading:
    """One reading out of a JSON detail, a fetched page and a rendered page of the same procedure, most trusted first.

    The first reading leads; the later ones fill in fields that it lacks or has empty, and add controls and forms. A label of
    the level is never overruled. Raises ValueError when there is nothing to merge.
    """
    if not readings:
        raise ValueError("nothing to merge")
    merged = readings[0]
    for other in readings[1:]:
        merged = _two(merged, other)
    return merged


def common_controls(readings: Sequence[ProcedureReading]) -> frozenset[str]:
    """Signatures of controls that stand on every one of these pages; empty for fewer than two pages, which prove nothing."""
    pages = [frozenset(control.signature for control in reading.controls) for reading in readings if reading.controls_seen]
    if len(pages) < 2:
        return frozenset()
    return frozenset.intersection(*pages)


def standing_elsewhere(pages: Sequence[PageReading]) -> frozenset[tuple[str, str]]:
    """(signature, place) of the controls of pages that are about no single procedure, without the buttons of the rows that they list;
    each place from the start of its page and from the end.
    """
    found: set[tuple[str, str]] = set()
    for page in pages:
        if page.procedures:
            continue
        of_rows = {control.signature for row in page.rows for control in row.controls}
        found.update(place for c in page.controls if not c.own and c.signature not in of_rows for place in places_of(c))
    return frozenset(found)


def places_of(control: Control) -> list[tuple[str, str]]:
    """Where a control stands, as `standing_elsewhere` tells it."""
    return [(control.signature, place) for place in control.place.split()]


def _two(first: ProcedureReading, second: ProcedureReading) -> ProcedureReading:
    return replace(
        first,
        name=first.name or second.name,
        code=first.code or second.code,
        code_malformed=first.code_malformed if first.code else second.code_malformed,
        fields=_fields(first.fields, second.fields),
        controls=_controls(first.controls, second.controls),
        forms=_forms(first.forms, second.forms),
        cases=first.cases or second.cases,
        key=first.key or second.key,
        at=first.at or second.at,
        sure=max(first.sure, second.sure),
        why=first.why or second.why,
        glued=first.glued or second.glued,
        controls_seen=first.controls_seen or second.controls_seen,
    )


def _fields(first: tuple[Field, ...], second: tuple[Field, ...]) -> tuple[Field, ...]:
    """Cells of the first, with the second's in place of blank ones and behind them where a meaning is new."""
    filled = {cell.key for cell in first if given(cell)}
    new = tuple(cell for cell in second if cell.key not in filled and given(cell))
    known = {cell.key for cell in first}
    replaced = {cell.key for cell in new}
    kept = tuple(cell for cell in first if cell.key in filled or cell.key not in replaced)
    blank = tuple(cell for cell in second if cell.key not in known and not given(cell))
    return (*kept, *new, *blank)


def _controls(first: tuple[Control, ...], second: tuple[Control, ...]) -> tuple[Control, ...]:
    """Each control once; of two that differ only in what is known about the target, the one that knows it. The site's own button may be
    called like the procedure's, and is another one.
    """
    known: dict[tuple[str, str, bool], Control] = {}
    for control in (*first, *second):
        identity = (control.kind.value, words(control.text), control.in_chrome)
        before = known.get(identity)
        if before is None:
            known[identity] = control
        elif before.url != control.url and before.url is not None and control.url is not None:
            known.setdefault((control.url, words(control.text), control.in_chrome), control)
        elif _knows_more(control) > _knows_more(before):
            known[identity] = control
    return tuple(known.values())


def _knows_more(control: Control) -> tuple[bool, bool, bool]:
    return control.url is not None, bool(control.modal_text), control.own


def _forms(first: tuple[FormMention, ...], second: tuple[FormMention, ...]) -> tuple[FormMention, ...]:
    """Mentions of both; judging counts a form named twice once, and a link on either side links it."""
    return tuple(dict.fromkeys((*first, *second)))
