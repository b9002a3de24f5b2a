"""Levels that a page writes as signs and a line of the same page explains: "(2)" in a row, "Hình thức: TT" on a procedure's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from classifier.findings.levelsigns import levels_by_sign, of_one_portal, spelled_out
from classifier.model import Field, FieldKey, ProcedureReading, Row
from classifier.page.document import Document
from classifier.words.signs import has_marks, is_marks, is_sign, sign_in

_MOST_PIECES = 60  # runs of text of a row


def with_written_signs(doc: Document, rows: Sequence[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The rows of a page with the level that its own legend has for the sign in their level cells, or for the one sign among their words.
    A bare number without a label may count the rows.
    """
    cells = [row.level_text for _, row in rows if row.level_text and sign_in(row.level_text)]
    if not rows or not (cells or any(row.level_text is None for _, row in rows)):
        return list(rows)
    told = of_one_portal([doc.text], cells) if cells else levels_by_sign(doc.text)
    return [(element, _told(doc, element, row, told)) for element, row in rows] if told else list(rows)


def spelled_row(row: Row, told: Mapping[str, str]) -> Row:
    return replace(row, level_text=spelled_out(row.level_text, told)) if row.level_text else row


def spelled_reading(reading: ProcedureReading, told: Mapping[str, str]) -> ProcedureReading:
    """A reading whose level cells say in words what a legend has for their signs."""
    if not any(f.key is FieldKey.LEVEL and sign_in(f.text) for f in (*reading.fields, *(f for c in reading.cases for f in c.fields))):
        return reading
    fields = tuple(replace(f, text=spelled_out(f.text, told)) if f.key is FieldKey.LEVEL else f for f in reading.fields)
    return replace(reading, fields=fields, cases=tuple(spelled_reading(case, told) for case in reading.cases))


def level_signs(reading: ProcedureReading) -> list[str]:
    """The level cells of a reading that hold a sign and nothing else."""
    return [f.text for f in reading.fields if f.key is FieldKey.LEVEL and sign_in(f.text)]


def with_own_legend(doc: Document, readings: tuple[ProcedureReading, ...], parts: Sequence[range]) -> tuple[ProcedureReading, ...]:
    """The procedures of a page with the level that its own legend has for the sign in their level cells, or, for those without such a
    cell, for the marks that stand alone on the page of one, or in its part of a page of several. `parts`: their elements, where they are
    known.
    """
    cells = [cell for reading in readings for cell in level_signs(reading)]
    if cells and (told := of_one_portal([doc.text], cells)):
        readings = tuple(spelled_reading(reading, told) for reading in readings)
    unsaid = [not any(field.key is FieldKey.LEVEL and field.text for field in reading.fields) for reading in readings]
    if not any(unsaid) or not (has_marks(doc.text) or any(_sign_cells(reading) for reading in readings)):
        return readings
    parts = parts if len(readings) > 1 else [range(len(doc.nodes))]
    told = levels_by_sign(doc.text)
    if told:
        readings = tuple(_marked(doc, r, part, told) if bare else r for r, part, bare in zip(readings, parts, unsaid, strict=True))
    return readings


def _marked(doc: Document, reading: ProcedureReading, part: range, told: Mapping[str, str]) -> ProcedureReading:
    """A reading without a level, with that of the only sign under a label that nobody knows ("Loại hình: (B)"), else of the marks."""
    signs = {sign for cell in _sign_cells(reading) if (sign := sign_in(cell)) in told}
    level = told[signs.pop()] if len(signs) == 1 else _lone_marks(doc, part, told) if part and not signs else ""
    return replace(reading, fields=(*reading.fields, Field(FieldKey.LEVEL, "", level))) if level else reading


def _sign_cells(reading: ProcedureReading) -> list[str]:
    return [field.text for field in reading.fields if field.key is FieldKey.OTHER and is_sign(field.text)]


def _lone_marks(doc: Document, part: range, told: Mapping[str, str]) -> str:
    """The words of the legend for the only marks that stand in a part of a page by themselves, once more than the legend itself has them
    so; "" when there are none, or several.
    """
    end = doc.text_from[part.stop] if part.stop < len(doc.nodes) else len(doc.text)
    runs = Counter(run for run in map(doc.piece, doc.pieces_in(doc.text_from[part.start], end)) if is_marks(run))
    shown = {sign: runs[sign] for sign in told}
    own = [sign for sign, count in shown.items() if count > min(shown.values())]
    return told[own[0]] if len(own) == 1 else ""


def _told(doc: Document, element: int, row: Row, told: Mapping[str, str]) -> Row:
    if row.level_text:
        return spelled_row(row, told)
    pieces = map(doc.piece, doc.pieces_in(doc.text_from[element], doc.text_to[element])[:_MOST_PIECES])
    signs = {sign_in(piece) for piece in pieces if is_sign(piece)} & told.keys()
    return replace(row, level_text=told[signs.pop()]) if len(signs) == 1 else row
