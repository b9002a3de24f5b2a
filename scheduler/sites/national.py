"""What the national portal lists for a province: an optional source, slow, public pages only, and off until a person confirms its terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from classifier.words.codes import parse_code
from crawler.child import run_child
from crawler.config import TIME_ZONE, Settings
from crawler.sink import RunOrder
from scheduler.sites.measures import base_code
from storage.engine import Store
from storage.queries.levels import levels_at
from storage.queries.sites import NationalRecord, consent_to, save_consent, save_national

SOURCE = "national-portal"
MIN_DELAY = 3.0  # seconds
DEFAULT_DELAY = 5.0  # seconds
_TERMS = "the terms of use of the national public-service portal were read and allow slow automatic reading of its public pages"


@dataclass(frozen=True, slots=True)
class Beside:
    """The codes counted on the national portal beside those on the province's own portals, each code once."""

    theirs: int
    ours: int
    both: int


class NotConfirmedError(ValueError):
    """Nobody has confirmed the terms of the source."""


def confirm(store: Store, by: str, at: datetime) -> None:
    """Record who says that the portal's terms allow reading it."""
    with store.write() as connection:
        save_consent(connection, SOURCE, by, _TERMS, at)


def count_national(
    store: Store, settings: Settings, province: str, url: str, now: datetime, delay: float = DEFAULT_DELAY
) -> NationalRecord:
    """Read the public list at `url` and keep the codes on it. Raises `NotConfirmedError` before anything is asked."""
    with store.read() as connection:
        if consent_to(connection, SOURCE) is None:
            raise NotConfirmedError("nobody has confirmed the national portal's terms: read them, then give --confirm-terms 'YOUR NAME'")
    # The sink keeps entries in memory: the national portal is no portal of the registry, and its labels are nobody's history.
    order = RunOrder(url=url, at=now, delay=max(delay, MIN_DELAY), lists_only=True)
    result = run_child(order, settings)
    codes = sorted({entry.code for entry in result.entries if entry.code and parse_code(entry.code)})
    coverage = result.report.coverage
    day = now.astimezone(TIME_ZONE).date()
    record = NationalRecord(
        province, day, url, str(result.outcome), coverage.complete and not result.report.suspect, coverage.listed, tuple(codes)
    )
    with store.write() as connection:
        save_national(connection, record)
    return record


def beside_ours(store: Store, counted: NationalRecord) -> Beside:
    """A count beside what the province's own portals listed on that day."""
    with store.read() as connection:
        rows = levels_at(connection, counted.on, province=counted.province)
    theirs, ours = {base_code(code) for code in counted.codes}, {base_code(row.code) for row in rows if row.code}
    return Beside(len(theirs), len(ours), len(theirs & ours))
