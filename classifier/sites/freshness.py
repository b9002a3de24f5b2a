"""When a section with dated entries is stale, on a given day.

The limits are ours: NĐ 43/2011 Đ17 gives deadlines per document, not per section.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from classifier.sites.model import Finding, Item, State
from classifier.sites.why import Why, because

FRESH_FOR: Mapping[Item, int] = {
    Item.NEWS: 30,
    Item.DIRECTIVES: 90,
    Item.SCHEDULE: 14,
    Item.LEGAL_DOCUMENTS: 365,
    Item.GAZETTE: 180,
    Item.QUESTIONS: 365,
}
"""Days from the newest entry after which a section counts as stale."""


def aged(found: Finding, on: date, fresh_for: Mapping[Item, int] = FRESH_FOR) -> Finding:
    """The finding as it is on a day: what was there, with entries too old, is stale. Without dates nothing is said about age."""
    limit = fresh_for.get(found.item)
    if found.state is not State.PRESENT or limit is None or found.latest is None or (on - found.latest).days <= limit:
        return found
    return replace(found, state=State.STALE, reason=because((Why.NEWEST, found.latest.isoformat())))
