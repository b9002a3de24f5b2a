"""`mucdo report` as officers run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.engine import open_store
from tests.cli.running import mucdo
from tests.scheduler.reports.quarters import AT, fill


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(f"sqlite:///{tmp_path / 'mucdo.db'}") as store:
        fill(store)
    return tmp_path


def test_a_quarter_is_written(folder: Path) -> None:
    ran = mucdo("report", "--period", "2026-Q3", "--province", "Hà Tĩnh", "--out", "q3.csv", cwd=folder, now=AT.isoformat())
    assert (ran.code, ran.out) == (0, "") and "q3.csv" in ran.err
    assert "Sở Y tế" in (folder / "q3.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--period", "2026-Q7", "--out", "r.csv"), "Q1 to Q4"),
        (("--period", "tháng 3", "--out", "r.csv"), "2026-Q3"),
        (("--period", "2030", "--out", "r.csv"), "has begun"),
        (("--period", "2026-Q3", "--out", "r.doc"), ".docx"),
        (("--period", "2026-Q3", "--out", "r.csv", "--province", "Atlantis"), "mucdo portals"),
        (("--period", "2026-Q3", "--out", "r.csv", "--lang", "fr"), "vi or en"),
    ],
)
def test_bad_input_is_one_clear_line(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    ran = mucdo("report", *arguments, cwd=folder, now=AT.isoformat())
    lines = [line for line in ran.err.splitlines() if line.strip()]
    assert ran.code == 2 and len(lines) == 1 and words in lines[0], ran
    assert not list(folder.glob("r.*"))


def test_a_missing_browser_is_said(folder: Path) -> None:
    arguments = ("--period", "2026-Q3", "--out", "r.pdf")
    ran = mucdo("report", *arguments, cwd=folder, now=AT.isoformat(), chromium="no-such-browser")
    assert ran.code == 2 and "MUCDO_CHROMIUM" in ran.err and "Traceback" not in ran.err
