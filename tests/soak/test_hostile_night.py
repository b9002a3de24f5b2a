"""A night with hostile portals is, for the good ones, the night without them. The long form is `python -m tests.soak.hostile`."""

from __future__ import annotations

from pathlib import Path

from tests.soak.hostile import compare, names_of

QUICK = ("resets", "loops", "bombs", "changes charset", "5,000 deep", "lying downloads", "endless headers")


def test_good_portals_do_not_notice_hostile_ones(tmp_path: Path) -> None:
    outcome = compare(3, QUICK, 3, tmp_path, chromium="/nonexistent", limit=400)
    assert outcome.faults == []
    assert list(outcome.hostile) == names_of(QUICK)
    assert outcome.worst_memory < 700 * 2**20
