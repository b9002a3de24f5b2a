"""What the store holds as the contract's documents: levels on a day, and one procedure explained with its history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from classifier.judging.entry_json import entry_to_json
from classifier.judging.explain import as_json, explain
from classifier.model import Entry
from storage.queries.levels import LevelRow
from storage.queries.procedures import HistorySpan, Note


def levels_document(rows: Sequence[LevelRow], at: datetime) -> dict[str, Any]:
    """The `mucdo.levels/1` document: one entry per procedure that stood on its portal at `at`."""
    counts = Counter("unknown" if row.level is None else str(row.level) for row in rows)
    return {
        "schema": "mucdo.levels/1",
        "at": at.isoformat(timespec="seconds"),
        "procedures": [
            {**entry_to_json(row.entry), "portal": row.portal, "province": row.province, "since": row.since.isoformat(), "run": row.run}
            for row in rows
        ],
        "summary": {name: counts[name] for name in ("0", "1", "2", "3", "4", "unknown")},
    }


def explain_document(entry: Entry, history: Sequence[HistorySpan], notes: Sequence[Note], language: str) -> dict[str, Any]:
    """The `mucdo.explain/1` document of one procedure, with its spans and what people wrote beside it."""
    return {
        **as_json(explain(entry, language)),
        "history": [_span(span) for span in history],
        "annotations": [
            {"text": note.text, "author": note.author, "link": note.link, "at": note.written_at.isoformat(timespec="seconds")}
            for note in notes
        ],
    }


def _span(span: HistorySpan) -> dict[str, Any]:
    return {
        "from": span.valid_from.isoformat(),
        "to": None if span.valid_to is None else span.valid_to.isoformat(),
        "confirmed": span.confirmed_on.isoformat(),
        "withdrawn": None if span.withdrawn_on is None else span.withdrawn_on.isoformat(),
        "change": span.change,
        "present": span.present,
        "level": span.level,
        "level_max": span.level_max,
        "strict_level": span.strict_level,
        "declared": {"scheme": span.scheme, "value": span.declared},
        "rules_version": span.rules_version,
        "run": span.run,
    }
