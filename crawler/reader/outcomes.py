"""What became of a run over a portal: read, or why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from classifier.model import Outcome
from classifier.page.outcome import own_farewell
from crawler.reader.asking.session import Session
from crawler.reader.details.detail import Detail
from crawler.reader.entry import Explorer
from crawler.reader.identity import Record
from crawler.reader.page.view import View

_SILENT = (Outcome.BLOCKED, Outcome.LOGIN, Outcome.CLOSED, Outcome.ROBOTS, Outcome.REFUSED, Outcome.ERROR)


def outcome_of_run(
    session: Session, entry: View | None, explorer: Explorer, good: Sequence[Detail], bad: Sequence[Detail], unread: Sequence[Record]
) -> tuple[Outcome, str]:
    """(outcome, reason). OK as soon as one procedure was read, or listed on a portal whose lists are all there is."""
    if good or (unread and not bad):
        return Outcome.OK, ""
    failures = session.failures
    if bad and all(d.empty and d.record is not None and not _says_what_it_is(d.record) for d in bad):
        return next(explorer.said_at_the_door(entry), (Outcome.EMPTY, "what looked like procedures are other pages"))
    if bad and all(d.failure is Outcome.ROBOTS and d.record is not None and _says_what_it_is(d.record) for d in bad):
        return Outcome.OK, ""
    if bad:
        worst, _ = Counter(d.failure for d in bad if d.failure is not None).most_common(1)[0]
        return (worst if worst is not Outcome.EMPTY else Outcome.ERROR), bad[0].reason
    if entry is not None and entry.reading.outcome is not Outcome.OK and not entry.hollow:
        return entry.reading.outcome, entry.reading.reason
    if entry is not None and not entry.is_data and (farewell := own_farewell(entry.page)):
        return Outcome.CLOSED, farewell  # what such a portal still leads to often leads to the national one
    for outcome in _SILENT:
        if failures[outcome] and (entry is None or explorer.troubles.explain(outcome)):
            return outcome, session.reasons.get(outcome, "")
    if session.lacking:
        return Outcome.ERROR, f"the portal may need a browser, which this machine lacks: {session.lacking}"
    outcome, reason = next(explorer.said_at_the_door(entry), (Outcome.EMPTY, "no procedure found"))
    if outcome is Outcome.EMPTY and session.token:
        return Outcome.LOGIN, f"the data are given only with an access token, which is never asked for: {session.token}"
    if outcome is Outcome.EMPTY and session.broken:
        return Outcome.ERROR, f"the data of a list could not be had: {session.broken}"
    hollow = entry is not None and entry.hollow and explorer.drawn
    if outcome is Outcome.EMPTY and hollow and all(view.reading.outcome is Outcome.EMPTY for view in explorer.drawn):
        return Outcome.ERROR, "the page stays empty after its scripts have run"
    return outcome, reason


def _says_what_it_is(record: Record) -> bool:
    """Whether the list alone names a procedure for sure: by its code, or by its level."""
    return bool(record.row.code or record.row.level_text)
