"""The document `mucdo.sites/1`: agencies with what their sites showed, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from classifier.sites.model import Item
from scheduler.sites.measures import required_of
from scheduler.sites.reasons import standing_words, why_words
from scheduler.sites.score import score_of
from scheduler.sites.standing import AgencyStanding

SCHEMA = "mucdo.sites/1"
NOTE = "presence of sections is judged, completeness and correctness of their content are not"


def survey_document(standings: Sequence[AgencyStanding], at: date, lang: str = "en") -> dict[str, Any]:
    """Agencies on a day; reasons in a language."""
    return {"schema": SCHEMA, "at": at.isoformat(), "note": NOTE, "agencies": [site_document(one, at, lang) for one in standings]}


def site_document(one: AgencyStanding, at: date, lang: str = "en") -> dict[str, Any]:
    """One agency with every item and its evidence."""
    agency, reading, score = one.agency, one.reading, score_of(one)
    required = required_of(one, further=True)
    return {
        "id": agency.id,
        "province": agency.province,
        "name": agency.name,
        "tier": agency.tier,
        "url": agency.url or None,
        "at": at.isoformat(),
        "visited_on": one.visited_on.isoformat() if one.visited_on else None,
        "answers": one.answers,
        "state": str(reading.state) if reading else None,
        "why": standing_words(one, lang),
        "final_url": reading.url if reading else None,
        "pages": reading.pages if reading else 0,
        "linked_from_portal": one.linked,
        "required": [str(item) for item in required],
        "items": [
            {
                "item": str(item),
                "state": str(found.state),
                "required": item in required,
                "url": found.url,
                "quote": found.quote,
                "reason": why_words(found.reason, lang),
                "latest": found.latest.isoformat() if found.latest else None,
            }
            for item in Item
            if (found := one.findings.get(item)) is not None
        ],
        "score": None
        if one.answers is None
        else {"name": "LOSI-like", "low": round(float(score.low), 1), "high": round(float(score.high), 1)},
    }
