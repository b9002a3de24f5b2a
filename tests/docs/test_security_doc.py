"""The table of threats names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOC = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/.]+)`(?: \(((?:`\w+`(?:, )?)+)\))?")


def test_every_named_test_exists() -> None:
    named = NAMED.findall(DOC)
    assert len(named) > 20
    for path, tests in named:
        assert (ROOT / path).exists(), path
        for name in re.findall(r"`(\w+)`", tests):
            assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path} has no {name}"


def test_every_threat_has_a_test() -> None:
    rows = [line.split(" | ") for line in DOC.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    assert rows and all("`tests/" in row[-1] for row in rows)
