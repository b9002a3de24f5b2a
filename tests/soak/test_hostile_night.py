"""A night with hostile portals is, for the good ones, the night without them. The long form is `python -m tests.soak.hostile`."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.soak.hostile import compare, names_of

QUICK = ("resets", "loops", "bombs", "changes charset", "5,000 deep", "lying downloads", "endless headers")


def test_good_portals_do_not_notice_hostile_ones(tmp_path: Path) -> None:
    # The largest child is told of all that a process ever had, and none is told smaller than what started it: a small one of its own.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        outcome = alone.submit(compare, 3, QUICK, 3, tmp_path, chromium="/nonexistent", limit=400).result()
    assert outcome.faults == []
    assert list(outcome.hostile) == names_of(QUICK)
    assert outcome.worst_memory < 700 * 2**20
