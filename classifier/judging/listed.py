"""What the list says of a procedure and its own page does not: the two together are what the portal tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from classifier.findings.cells import given
from classifier.model import Features, Field, FieldKey, Payment, ProcedureReading, Result, Row

_IDENTITY = frozenset({FieldKey.NAME, FieldKey.CODE, FieldKey.OTHER})
_WHERE = "danh sách"  # behind the label of a cell that stands in the list, for whoever looks for what is quoted


def with_listed(reading: ProcedureReading, features: Features, row: Row | None) -> ProcedureReading:
    """The reading of a procedure's page with what the list says of it and the page does not; the reading itself where there is nothing.

    `features`: what the page alone gives. Its own words win: a cell of the list on paying, or on the way back, counts only where the page
    leaves the question open. A page on which nothing could be read is not read because its list was.
    """
    if row is None or not row.fields or not any(given(cell) and cell.key not in _IDENTITY for cell in reading.fields):
        return reading
    every = [*reading.fields, *(cell for case in reading.cases for cell in case.fields)]
    own = {cell.key for cell in every if cell.text or cell.links}
    settled = {
        FieldKey.PAYMENT: features.payment is not Payment.UNKNOWN,
        FieldKey.CHANNEL_OUT: features.result is not Result.UNKNOWN,
        FieldKey.CHANNEL_IN: FieldKey.MANNER in own,
    }
    listed = [cell for cell in row.fields if cell.key not in own and not settled.get(cell.key)]
    return _completed(reading, listed) if listed else reading


def _completed(reading: ProcedureReading, listed: Sequence[Field]) -> ProcedureReading:
    keys = {cell.key for cell in listed}
    marked = (replace(cell, label=f"{cell.label} ({_WHERE})") for cell in listed)
    return replace(reading, fields=(*(cell for cell in reading.fields if cell.key not in keys or cell.text or cell.links), *marked))
