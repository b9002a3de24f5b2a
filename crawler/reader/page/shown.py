"""What a drawn page shows beyond the fetched one."""

from __future__ import annotations

from classifier.model import ControlKind, ProcedureReading


def shows_more(drawn: ProcedureReading, fetched: ProcedureReading) -> bool:
    """Whether the drawn page carries evidence that the fetched one lacks: controls of the procedure, files, filled fields."""
    filled = sum(bool(f.text) for f in drawn.fields) - sum(bool(f.text) for f in fetched.fields)
    return filled >= 2 or _ways(drawn) > _ways(fetched) or _files(drawn) > _files(fetched)


def _ways(reading: ProcedureReading) -> int:
    told = {ControlKind.SUBMIT, ControlKind.PAYMENT, ControlKind.EMAIL, ControlKind.LOGIN}
    return sum(c.kind in told and not c.in_chrome for c in reading.controls)


def _files(reading: ProcedureReading) -> int:
    return sum(1 for form in reading.forms if form.file is not None and form.file.url) + sum(
        1 for f in reading.fields for link in f.links if link.url
    )
