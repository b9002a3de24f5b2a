"""A small night of machines that are killed, stopped and cut off. The long form is `python -m tests.soak.machines`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.machines import simulate


@pytest.mark.soak
@pytest.mark.postgres
def test_every_portal_is_read_once_whatever_happens_to_the_machines(tmp_path: Path) -> None:
    night = simulate(portals=5, procedures=3, workers=2, every=8.0, delay=0.1, seed=4, limit=400, folder=tmp_path, long=0.0)
    assert night.faults == [], (night, [path.read_text()[-3000:] for path in tmp_path.glob("*.log")])
