"""What changed in a window: the one list behind `mucdo changes`, the digest and the reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from classifier.model import Evidence
from crawler.config import TIME_ZONE
from storage.engine import Store
from storage.queries.changes import ListedChange, UnreadPortal, listed_changes, unread_portals


@dataclass(frozen=True, slots=True)
class ChangeList:
    """Changes confirmed on the days `since` to `until`, both included. `withdrawn`: rises taken back in the window, for corrections."""

    since: date
    until: date
    changes: tuple[ListedChange, ...]
    withdrawn: tuple[ListedChange, ...]
    portals_not_read: tuple[UnreadPortal, ...]

    def document(self) -> dict[str, Any]:
        """The `mucdo.changes/1` document."""
        return {
            "schema": "mucdo.changes/1",
            "since": datetime.combine(self.since, time.min, TIME_ZONE).isoformat(),
            "until": datetime.combine(self.until, time(23, 59, 59), TIME_ZONE).isoformat(),
            "changes": [_change(change) for change in self.changes],
            "portals_not_read": [
                {"portal": unread.portal, "since": unread.since.isoformat(), "outcome": unread.outcome} for unread in self.portals_not_read
            ],
        }


def changes(store: Store, since: date, until: date, province: str | None = None) -> ChangeList:
    """The changes of a window, the newest first within a portal; `province`: code or name, None = all.

    A moment stands for its day in Asia/Ho_Chi_Minh: what is confirmed, is confirmed by a night.
    """
    since, until = _day(since), _day(until)
    with store.read() as connection:
        return ChangeList(
            since=since,
            until=until,
            changes=listed_changes(connection, since, until, province),
            withdrawn=listed_changes(connection, since, until, province, withdrawn=True),
            portals_not_read=unread_portals(connection, until, province),
        )


def _day(moment: date) -> date:
    return moment.astimezone(TIME_ZONE).date() if isinstance(moment, datetime) else moment


def _change(change: ListedChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "portal": change.portal,
        "url": change.url,
        "code": change.code,
        "name": change.name,
        "agency": change.agency,
        "from": change.level_from,
        "to": change.level_to,
        "declared_from": change.declared_from,
        "declared_to": change.declared_to,
        "across_schemes": change.across_schemes,
        "first_seen": change.first_seen.isoformat(),
        "confirmed": change.confirmed.isoformat(),
        "evidence": [_evidence(evidence) for evidence in change.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, str]:
    return {"feature": evidence.feature, "url": evidence.url, "quote": evidence.quote}
