"""The services on the command line, and what a person tells the scheduler about portals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import mucdo


@pytest.mark.parametrize("command", ["serve", "scheduler", "worker"])
def test_a_time_that_cannot_be_understood_ends_with_2_and_the_remedy(command: str, tmp_path: Path) -> None:
    ran = mucdo(command, cwd=tmp_path, digest_at="Monday 7")
    assert ran.code == 2
    assert "MUCDO_DIGEST_AT 'Monday 7' does not begin with a day of the week" in ran.err and "write Mon 07:00" in ran.err


def test_a_public_portal_needs_a_contact_before_the_night(tmp_path: Path) -> None:
    assert mucdo("portals", "add", "https://192.0.1.1/", "--id", "public", cwd=tmp_path).code == 0
    ran = mucdo("serve", cwd=tmp_path)
    assert ran.code == 2 and "MUCDO_CONTACT" in ran.err


def test_announced_maintenance_and_disabled_portals(tmp_path: Path) -> None:
    assert mucdo("portals", "add", "http://127.0.0.1:1/", "--id", "a", cwd=tmp_path).code == 0
    said = mucdo("portals", "maintenance", "a", "2026-11-22T22:00", "2026-11-23T04:00", "--source", "thông báo", cwd=tmp_path)
    assert said.code == 0 and "22/11/2026 22:00" in said.err
    for wrong in (("b", "2026-11-22T22:00", "2026-11-23T04:00"), ("a", "2026-11-23", "2026-11-22"), ("a", "tối nay", "mai")):
        assert mucdo("portals", "maintenance", *wrong, cwd=tmp_path).code == 2
    assert mucdo("portals", "disable", "a", cwd=tmp_path).code == 0
    assert mucdo("portals", "enable", "b", cwd=tmp_path).code == 2
