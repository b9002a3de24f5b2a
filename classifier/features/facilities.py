"""Features `status_lookup` and `statistics`: duties at levels 3 and 4 (TT 32/2017 Đ9, Đ11 k3), never part of the level itself."""

from __future__ import annotations

from classifier.findings.judged import Judged, evidence
from classifier.model import Context, ControlKind, ProcedureReading


def status_lookup(reading: ProcedureReading, context: Context) -> Judged[bool | None]:
    """Whether the page offers to look up a dossier; None when it does not, as it may be elsewhere on the portal."""
    return _offers(reading, ControlKind.STATUS, "status_lookup")


def statistics(reading: ProcedureReading, context: Context) -> Judged[bool | None]:
    """Whether the page leads to published statistics; None when it does not."""
    return _offers(reading, ControlKind.STATISTICS, "statistics")


def _offers(reading: ProcedureReading, kind: ControlKind, feature: str) -> Judged[bool | None]:
    control = next((control for control in reading.controls if control.kind is kind), None)
    if control is None:
        return Judged(None)
    return Judged(True, (evidence(feature, control.url or reading.url, control.text),))
